package round

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// single is the daily case on one screen: what the applicant is entitled to, the places that fit, best first, and the building of the one
// under the cursor.
type single struct {
	env      *screen.Env
	id       int64  // of the application
	want     string // a unit chosen elsewhere
	load     screen.Loader[round.SingleOffer]
	building screen.Loader[[]premises.UnitRow]
	table    *kit.Table[choice]
	rows     []choice
	grid     picture.Grid
}

// choice is one place that fits.
type choice struct {
	place int // 1 is the best
	round.SingleOption
}

func (c choice) units() []string {
	var out []string
	for _, u := range c.Units {
		out = append(out, u.Number)
	}
	return out
}

func newSingle(env *screen.Env, to screen.Go) *single {
	return &single{env: env, id: to.ID, want: to.Filter}
}

// Init reads what fits.
func (s *single) Init() tea.Cmd { return s.read() }

func (s *single) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (round.SingleOffer, error) { return st.SingleOffer(ctx, by, id) })
}

// show makes the list of places.
func (s *single) show() tea.Cmd {
	s.rows = nil
	find := ""
	for i, o := range s.load.Value.Options {
		c := choice{i + 1, o}
		s.rows = append(s.rows, c)
		if find == "" && s.want != "" && slices.Contains(c.units(), s.want) {
			find = shortUnits(c.units())
		}
	}
	rows, target := s.rows, s.load.Value.Band.Target
	cols := singleColumns(target)
	key := func(c choice) string { return shortUnits(c.units()) }
	s.table = kit.NewTable(kit.TableSpec[choice]{
		Cols: cols, Key: key, Find: find, Moved: s.moved,
		Fetch: kit.Slice(cols, key, func(context.Context) ([]choice, error) { return slices.Clone(rows), nil }),
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{textNothingFound}
			}
			return textNothingFits
		},
	})
	return s.table.Init()
}

func singleColumns(target quantity.Area) []kit.Col[choice] {
	first := func(c choice) premises.UnitRow { return c.Units[0] }
	return []kit.Col[choice]{
		{Title: "次序", Width: 4, Right: true, Text: func(c choice) string { return strconv.Itoa(c.place) }},
		{Title: textUnit, Width: 20, Text: func(c choice) string { return shortUnits(c.units()) }},
		{Title: textCommunity, Width: 10, Flex: true, Text: func(c choice) string { return first(c).Community }},
		{Title: textBuilding, Width: 8, Drop: 2, Text: func(c choice) string { return first(c).Building }},
		{Title: textFloor, Width: 3, Right: true, Drop: 3, Text: func(c choice) string { return strconv.Itoa(first(c).Floor) }},
		{Title: textAreaUnit, Width: 8, Right: true, Text: func(c choice) string { return c.Area.String() }},
		{Title: "差 ㎡", Width: 8, Right: true, Text: func(c choice) string { return fmtOff(c.Area, target) }},
		{Title: textTags, Width: 12, Flex: true, Drop: 1, Text: func(c choice) string { return strings.Join(first(c).Tags, " ") }},
	}
}

// moved reads the building of the place under the cursor.
func (s *single) moved(c choice) tea.Cmd {
	u := c.Units[0]
	st, by := s.env.Store, s.env.Actor()
	return s.building.Read(func(ctx context.Context) ([]premises.UnitRow, error) {
		return st.BuildingUnits(ctx, by, u.District, u.Community, u.Building)
	})
}

// Update takes answers; the rest is the table's.
func (s *single) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && s.load.Ready && !s.load.Busy() {
			cmd = s.show()
		}
		return s, cmd
	}
	if cmd, mine := s.building.Take(msg); mine {
		s.draw()
		return s, cmd
	}
	if m, ok := msg.(kit.DataChanged); ok {
		if !m.Elsewhere {
			return s, nil // the award leads away from here
		}
		if s.table != nil {
			if c, found := s.table.Current(); found {
				s.want = c.Units[0].Number
			}
		}
		return s, s.read()
	}
	if s.table == nil {
		return s, nil
	}
	return s, s.table.Update(msg)
}

// draw arranges the building as floors and shops; the places that fit are named by their order.
func (s *single) draw() {
	order := map[string]int{}
	for _, c := range s.rows {
		for _, u := range c.Units {
			if order[u.Number] == 0 {
				order[u.Number] = c.place
			}
		}
	}
	var rows []picture.GridRow
	floor := 0
	for _, u := range s.building.Value {
		if len(rows) == 0 || u.Floor != floor {
			floor = u.Floor
			rows = append(rows, picture.GridRow{Label: fmtFloor(floor)})
		}
		word := u.State.Short()
		if n := order[u.Number]; n > 0 && u.State == allocation.UnitVacant {
			word = fmtPlace(n)
		}
		last := &rows[len(rows)-1]
		for len(last.Cells) < u.Bay-1 {
			last.Cells = append(last.Cells, picture.GridCell{})
		}
		last.Cells = append(last.Cells, picture.GridCell{Key: u.Number, Word: word, Note: strconv.FormatInt(int64(u.Area)/100, 10), State: string(u.State)})
	}
	s.grid.SetRows(rows)
	if c, found := s.table.Current(); found {
		s.grid.Find(c.Units[0].Number)
	}
}

// Title is the applicant.
func (s *single) Title() string {
	if !s.load.Ready {
		return textSingle
	}
	return textSingle + " > " + s.load.Value.Applicant.Name
}

// Summary is what the applicant is entitled to.
func (s *single) Summary() (string, string) {
	if !s.load.Ready {
		return textReading, ""
	}
	o := s.load.Value
	return o.Applicant.Number + "  " + textWeight + " " + rule.Millijobs(o.Weight) + "  " + fmtEntitled(o.Band), fmtFits(len(o.Options))
}

// Body is the entitlement, the places, and the building.
func (s *single) Body(w, h int) []string {
	if !s.load.Ready || s.table == nil {
		return nil
	}
	th, o := s.env.Theme, s.load.Value
	out := []string{" " + kit.Cut(cmp.Or(wants(o.Applicant.Line), textNoWish)+"  "+o.Parameters.Title(), w-1)}
	if o.Waiting > 0 {
		out = append(out, " "+th.Warn.Render(kit.Cut(fmtOthersWait(o.Waiting), w-1)))
	}
	if o.Widened {
		out = append(out, " "+th.Warn.Render(kit.Cut("应得面积上下没有闲置房源，以下按第二轮放宽的面积列出", w-1)))
	}
	for _, f := range o.Applicant.Flags {
		out = append(out, " "+th.Warn.Render(kit.Cut(fmtFlag(o.Applicant, f), w-1)))
	}
	out = append(out, "")
	if len(s.rows) == 0 {
		return append(out, s.table.Lines(th, w, h-len(out))...)
	}
	drawing := func(w, h int) []string { return s.grid.Lines(th, w, h) }
	s.table.At(0, len(out))
	room := h - len(out)
	if picture.Beside(w) {
		return append(out, picture.Split(th, w, room, func(w, h int) []string { return s.table.Lines(th, w, h) }, drawing, nil)...)
	}
	low := min(2*len(s.grid.Rows)+1, room/2)
	out = append(out, s.table.Lines(th, w, room-low-1)...)
	for len(out) < h-low {
		out = append(out, "")
	}
	return append(out, drawing(w, low)...)
}

// Cursor is the filter's.
func (s *single) Cursor() *tea.Cursor {
	if s.table == nil {
		return nil
	}
	return s.table.Cursor()
}

// Escape undoes the filter.
func (s *single) Escape() (bool, tea.Cmd) {
	if s.table == nil {
		return false, nil
	}
	return s.table.Escape()
}

// Help explains the screen.
func (s *single) Help() []string { return textSingleHelp }

// Actions are to award the place under the cursor, and to look at it.
func (s *single) Actions() []kit.Action {
	if s.table == nil {
		return nil
	}
	c, found := s.table.Current()
	list := []kit.Action{
		kit.Act(textAwardIt, func() tea.Cmd { return s.award(c) }, "enter").When(screen.NoRow(found)).When(s.env.WhyNot(allocation.ActSingleRound)),
		kit.Act(textUnit, func() tea.Cmd { return screen.Open(screen.Unit, c.Units[0].ID) }, "f4").When(screen.NoRow(found)),
		kit.Act(textApplication, func() tea.Cmd { return screen.Open(screen.Application, s.id) }, "f11"),
	}
	return append(list, screen.WithoutKeys(s.table.Actions(), list)...)
}

// award says what will happen and does it: lock, computation, award and records in one step.
func (s *single) award(c choice) tea.Cmd {
	o := s.load.Value
	units := c.units()
	if c.place == 1 {
		units = nil // the rule itself chooses the best
	}
	env, id, st, by := s.env, s.id, s.env.Store, s.env.Actor()
	return progress.Run(textLooking, func(ctx context.Context, report progress.Report) tea.Msg {
		seen, err := st.PassedOver(ctx, by, id, c.units(), func(done, total int) { report(int64(done), int64(total), textLooking) })
		if err != nil {
			return ended(ctx, err, "")
		}
		found, err := st.SingleFindings(ctx, by, id)
		if err != nil {
			return ended(ctx, err, "")
		}
		p := placement{env: env, id: id, offer: o, choice: c, units: units, seen: seen}
		if len(found) > 0 {
			return screen.Show(p.screening(found))()
		}
		return p.ask(nil)()
	})
}

// placement is a single placement that has been looked into and waits for its yes.
type placement struct {
	env    *screen.Env
	id     int64 // of the application
	offer  round.SingleOffer
	choice choice
	units  []string // what the pool is narrowed to
	seen   round.Passing
}

// ask says what will happen and whom it passes over; after a yes it is done.
func (p placement) ask(remarks map[string]string, then ...tea.Cmd) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textAwardIt, Lines: fmtSingleLines(p.offer, p.choice, p.env.Today()), Yes: textAwardIt}
	if len(remarks) == 0 {
		spec.Lines = append(spec.Lines, screen.TextNoFindings)
	}
	for i, x := range p.seen.List {
		spec.Lines = slices.Insert(spec.Lines, 1+i, "越过："+x.Text()+"。") // the window may be too low for all lines
	}
	if len(p.seen.List) > 0 {
		spec.Warn, spec.Second, spec.Reason, spec.Hint = true, true, kit.ReasonRequired, "公开可查"
	}
	return p.env.AskOpen(spec, true, func(ctx context.Context, by engine.Actor, a kit.Answer) (screen.Made, error) {
		out := round.OutOfOrder{Reason: a.Reason, Second: a.Second, Password: a.SecondPassword, Seen: p.seen, Remarks: remarks}
		made, err := p.env.Store.AwardSingle(ctx, by, p.id, p.units, out)
		text := fmtAwarded(p.offer.Applicant.Name, shortUnits(p.choice.units()))
		return screen.Made{Page: newPage(p.env, made), Done: screen.Done{Text: text, Move: true}}, err
	}, then...)
}

// screening asks for a remark on every finding before the placement.
func (p placement) screening(found []draw.Finding) *screen.FormScreen {
	return screen.NewRemarks(p.env, found, screen.Remarking{
		Path: textSingle + " > " + screen.TextScreening, Left: fmt.Sprintf("筛查有 %d 项，逐项说明后 Ctrl+S 继续", len(found)),
		Draft: fmt.Sprintf("single/screening/%d", p.id),
		Save: func(f *kit.Form, remarks map[string]string) tea.Cmd {
			return tea.Sequence(f.Idle(), p.ask(remarks, f.Saved(), kit.Send(kit.Back{})))
		},
	})
}

// Words of headings, labels and keys.
const (
	textSingle  = say.SinglePlacement
	textAwardIt = say.Allocation
	textLooking = "正在核对先后次序"
)

// Lists of lines.
var (
	textNothingFits = []string{"没有适合这一户的闲置房源。", "可更正申请里的意向面积、小区或设施要求（按 F11）。"}
	textSingleHelp  = []string{
		"只有一户时的日常办理：适合的房源按这一户的次序列出，图上的数字就是次序。",
		"Enter 分配：锁定、计算、分配和记录一步完成，证书与批次相同。",
		"选第一处由计算直接得出；选别的，房源范围就只含选中的一处，记录里写明。",
		"分配之前与批次一样筛查：编号相连、与工作人员或评审人同名、回避、同一经办人、电话、地址或证件；有发现的逐项说明，留在记录里。",
		"若这样安置会使名次在前、也在等待的人失去房源或只能得较差的，会列出他们；须写明理由并由第二人签署。",
		"办理中的批次里等候的人，这一处也适合的，同样列出：批次的房源里没有这一处，单独分出去也是越过他们。理由和编号随名单公示。",
	}
)

// fmtOff is how far a place lies from the target.
func fmtOff(area, target quantity.Area) string {
	if area < target {
		return "-" + (target - area).String()
	}
	return "+" + (area - target).String()
}

func fmtFloor(n int) string { return fmt.Sprintf("%d层", n) }

func fmtPlace(n int) string { return fmt.Sprintf("%d", n) }

func fmtEntitled(b rule.Band) string {
	if b.Empty() {
		return fmt.Sprintf("应得 %s ㎡，但至少要 %s ㎡", b.Target, b.Lo)
	}
	return fmt.Sprintf("应得 %s ㎡  可用 %s 至 %s", b.Target, b.Lo, b.Hi)
}

func fmtFits(n int) string { return fmt.Sprintf("适合 %s 处", kit.Count(n)) }

func fmtSingleLines(o round.SingleOffer, c choice, today civil.Date) []string {
	lines := []string{
		o.Applicant.Name + " 得到 " + shortUnits(c.units()) + "，" + c.Area.String() + " ㎡；须在 " + o.Parameters.SignBy.String() + "内签约（从 " + today.String() + " 起）。",
		"锁定、计算、分配一步完成，留下与批次相同的记录和证书。",
	}
	if c.place == 1 {
		lines = append(lines, "这是全部闲置房源中由计算得出的最合适的一处。")
	} else {
		lines = append(lines, fmt.Sprintf("这是第 %d 合适的一处：记录里房源范围只含选中的这一处。", c.place))
	}
	if o.Waiting > 0 {
		lines = append(lines, fmtOthersWait(o.Waiting)+"。")
	}
	if o.InRounds > 0 {
		lines = append(lines, fmt.Sprintf("另有 %d 户在办理中的批次里等候；这一处也适合其中的人的，逐户列在上面，须写明理由并由第二人签署。", o.InRounds))
	}
	return lines
}

func fmtAwarded(name, units string) string { return "已分配 " + units + " 给 " + name }
