package home

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/shelf"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// board is what every terminal shows; it is read first.
type board struct {
	todo       []desk.TodoRow
	items      []item        // everything that the cursor goes through: the work, then what else the account has of its own
	districts  report.Report // occupancy by district
	lastBackup shelf.File
	backups    int
	head       engine.Head
	unsaved    int  // days without a copy outside the folder, when the administrator of an office for real is to be reminded
	never      bool // there was none so far
	watched    watched
	alone      bool // nobody but the administrator who looks has an account
}

// item is a line of the left side: a kind of work, or one of one's own named filters.
type item struct {
	desk.TodoRow
	head string // stands above the first of its kind; empty: nothing
	open func() tea.Cmd
	drop func() tea.Cmd // of a half-filled form; nil: it is none
}

// itemsOf are the lines of the left side.
func itemsOf(env *screen.Env, b board, drafts []screen.Drafted, views []screen.ViewCount) []item {
	out := draftItems(env, drafts)
	watched := b.watched.items()
	out = append(out, watched...)
	for i, r := range b.todo {
		head := ""
		switch {
		case i > 0 && b.todo[i-1].Mine && !r.Mine:
			head = textOthers
		case i == 0 && len(drafts)+len(watched) > 0:
			head = textTodo
		}
		out = append(out, item{TodoRow: r, head: head, open: func() tea.Cmd {
			return kit.Send(screen.Go{Place: screen.PlaceOf(r.Noun), Filter: r.Filter, Order: r.Order})
		}})
	}
	for i, v := range views {
		head, row := "", desk.TodoRow{Key: "view/" + v.List + "/" + v.Name, Title: v.Name, Count: v.Rows, Detail: screen.FmtView(v), Mine: true}
		if i == 0 {
			head = textViews
		}
		if v.Bad != nil {
			row.Detail, row.Due = v.Bad.Error(), desk.DueLate
		}
		out = append(out, item{TodoRow: row, head: head, open: func() tea.Cmd { return kit.Send(v.To) }})
	}
	return out
}

// more is what a wide terminal has room for; it is read behind the board.
type more struct {
	communities report.Report     // occupancy by community
	log         []engine.LogEntry // the latest
}

// home is the first page.
type home struct {
	env  *screen.Env
	load screen.Loader[board]
	more screen.Loader[more]

	right    bool   // the cursor is among the districts
	key      string // key of the work under the cursor
	cur      int    // its place
	district int    // the district under the cursor
	top      int    // first visible line of the work
	wide     bool

	spots []spot // what can be clicked, as last drawn
}

// spot is a line of the body that a click chooses.
type spot struct {
	y, from, to int
	right       bool
	at          int
}

func newHome(env *screen.Env) *home { return &home{env: env} }

// logShown is how many entries of the log a wide page shows.
const logShown = 12

// logRead is how many are read for them: commands of scripts sign in each time, and that is no work done.
const logRead = 200

// done are the latest entries that say more than that somebody came in.
func done(rows []engine.LogEntry) []engine.LogEntry {
	rows = slices.DeleteFunc(rows, func(e engine.LogEntry) bool { return allocation.Action{Code: e.Action}.Passing() })
	return rows[:min(len(rows), logShown)]
}

// Init asks for the figures.
func (s *home) Init() tea.Cmd { return s.read() }

func (s *home) read() tea.Cmd {
	env, by := s.env, s.env.Actor()
	return s.load.Read(func(ctx context.Context) (b board, err error) {
		err = env.Store.At(ctx, func(st *store.Store) error { b, err = readBoard(ctx, st, by); return err })
		if err != nil {
			return b, err
		}
		views, err := screen.ViewCounts(ctx, env.Store, by, "")
		if err != nil {
			return b, err
		}
		drafts, err := screen.Draftings(ctx, env.Store, by, "")
		if err != nil {
			return b, err
		}
		b.items = itemsOf(env, b, drafts, views)
		files, err := env.Store.Backups()
		if len(files) > 0 {
			b.lastBackup, b.backups = files[0], len(files)
		}
		return b, err
	})
}

// readBoard reads what stands in the data; the copies stand beside it.
func readBoard(ctx context.Context, st *store.Store, by engine.Actor) (b board, err error) {
	if b.todo, err = st.Todo(ctx, by); err != nil {
		return b, err
	}
	if b.districts, err = report.Make(ctx, st, by, "occupancy", report.Query{}); err != nil {
		return b, err
	}
	if b.watched, err = readWatched(ctx, st, by); err != nil {
		return b, err
	}
	if b.head, err = st.Head(ctx); err != nil || by.Role != allocation.Admin {
		return b, err
	}
	accounts, err := st.Accounts(ctx, by)
	b.alone = len(accounts) == 1
	if err != nil {
		return b, err
	}
	clock, err := st.ClockState(ctx)
	if err != nil || clock.Kind != civil.ClockReal {
		return b, err
	}
	away, err := st.LastAway(ctx)
	b.unsaved, b.never = away.Days(st.Today()), away.Last.IsZero()
	return b, err
}

func (s *home) readMore() tea.Cmd {
	env, by := s.env, s.env.Actor()
	return s.more.Read(func(ctx context.Context) (m more, err error) {
		err = env.Store.At(ctx, func(st *store.Store) error {
			if m.communities, err = report.Make(ctx, st, by, "communities", report.Query{}); err != nil {
				return err
			}
			page, err := st.LogList(ctx, by, engine.ListQuery{Limit: logRead})
			m.log = done(page.Rows)
			return err
		})
		return m, err
	})
}

// Update takes the figures, keys and mouse.
func (s *home) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && !s.load.Busy() {
			s.keepPlace()
			return s, s.readMore()
		}
		return s, cmd
	}
	if cmd, mine := s.more.Take(msg); mine {
		return s, cmd
	}
	switch m := msg.(type) {
	case kit.DataChanged, kit.DraftKept:
		return s, s.read()
	case tea.KeyPressMsg:
		s.move(kit.KeyName(m))
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			s.step(-1)
		} else {
			s.step(1)
		}
	case tea.MouseClickMsg:
		return s, s.click(m)
	}
	return s, nil
}

// keepPlace puts the cursor on the work that it was on before the figures were read again.
func (s *home) keepPlace() {
	if i := slices.IndexFunc(s.load.Value.items, func(r item) bool { return r.Key == s.key }); i >= 0 {
		s.cur = i
	}
	s.step(0)
}

// move follows a key: up and down within a side, left and right between the sides.
func (s *home) move(name string) {
	switch kit.Move(name) {
	case "up":
		s.step(-1)
	case "down":
		s.step(1)
	case "pgup", "home":
		s.step(-len(s.load.Value.items))
	case "pgdown", "end":
		s.step(len(s.load.Value.items))
	case "left":
		s.right = false
	case "right":
		s.right = len(s.load.Value.districts.Rows) > 0
	}
}

func (s *home) step(n int) {
	b := s.load.Value
	if s.right {
		s.district = max(min(s.district+n, len(b.districts.Rows)-1), 0)
		return
	}
	s.cur = max(min(s.cur+n, len(b.items)-1), 0)
	if s.cur < len(b.items) {
		s.key = b.items[s.cur].Key
	}
}

// click chooses what lies under the mouse; a second click opens it.
func (s *home) click(m tea.MouseClickMsg) tea.Cmd {
	for _, p := range s.spots {
		if m.Button != tea.MouseLeft || m.Y != p.y || m.X < p.from || m.X >= p.to {
			continue
		}
		again := s.right == p.right && (p.right && s.district == p.at || !p.right && s.cur == p.at)
		if s.right = p.right; p.right {
			s.district = p.at
		} else {
			s.cur = p.at
		}
		s.step(0)
		if again {
			return s.open()
		}
	}
	return nil
}

// open goes to the list behind what is under the cursor.
func (s *home) open() tea.Cmd {
	b := s.load.Value
	switch {
	case s.right && s.district < len(b.districts.Rows):
		return screen.List(screen.Unit, "区:"+b.districts.Rows[s.district].Cells[0].Show(report.Text))
	case !s.right && s.cur < len(b.items):
		return b.items[s.cur].open()
	case !s.right && b.alone:
		return screen.Open(screen.System, 0)
	}
	return nil
}

// whyNotOpen says why there is nothing to open.
func (s *home) whyNotOpen() string {
	switch {
	case !s.load.Ready:
		return textReading
	case !s.right && len(s.load.Value.items) == 0 && !s.load.Value.alone:
		return textNoTodo
	}
	return ""
}

// Actions are the places that people go to from here.
func (s *home) Actions() []kit.Action {
	other := "看各区"
	if s.right {
		other = "看待办"
	}
	return []kit.Action{
		kit.Act(textOpen, s.open, "enter").When(s.whyNotOpen()),
		s.env.RegisterAction(),
		kit.Act("查找", func() tea.Cmd { return Find(s.env) }, "f3", "/"),
		kit.Act(other, func() tea.Cmd { s.right = !s.right; s.step(0); return nil }, "tab"),
		kit.Act(say.Report, func() tea.Cmd { return screen.Open(screen.Report, 0) }, "f11", "r"),
		kit.Act("日程", func() tea.Cmd { return screen.Open(screen.Deadline, 0) }, "f4", "c"),
		kit.Act("丢弃", s.drop, "f8").When(s.whyNotDrop()).Silent(),
		kit.Act("重新读取", s.read, "backspace").Silent(),
	}
}

// Title is empty: the first page is where the path begins.
func (s *home) Title() string { return "首页" }

// Summary counts what waits, and what there is.
func (s *home) Summary() (left, right string) {
	if !s.load.Ready {
		return "", ""
	}
	mine, others := 0, 0
	for _, r := range s.load.Value.todo {
		if r.Mine {
			mine++
		} else {
			others++
		}
	}
	return fmtSummary(mine, others), fmtStock(s.finished(), s.load.Value.districts.Samples)
}

// finished is how many units are not under construction.
func (s *home) finished() int64 {
	r := s.load.Value.districts
	return value(r, r.Totals, "total") - value(r, r.Totals, string(allocation.UnitBuilding))
}

// value is the figure of a column.
func value(r report.Report, cells []report.Value, key string) int64 {
	for i, c := range r.Columns {
		if c.Key == key && i < len(cells) {
			return cells[i].Int()
		}
	}
	return 0
}

// Cursor is nil: nothing is typed here.
func (s *home) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *home) Help() []string { return textHelp }

var textHelp = []string{
	"左边是今天要办的事，本人岗位的在前；按 Enter 打开对应的列表。",
	"右边是各区房源使用率（使用中 ÷ 闲置、锁定、使用中、整修之和），Tab 或左右键切换。",
	"F3 在房源、申请、入驻中一起查找。",
	"填了一半的表不要了，移到它上面按 F8 丢弃；一年没动的合在一行，按 Enter 挑着丢弃。",
	"最下一行是最近一次备份和日志的末条编号。",
}

func fmtSummary(mine, others int) string {
	return fmt.Sprintf("本人待办 %d 项  其他岗位 %d 项", mine, others)
}

func fmtStock(finished int64, samples int) string {
	text := fmt.Sprintf("已建成 %s 套", kit.Count(finished))
	if samples > 0 {
		text += "  含示例明细"
	}
	return text
}
