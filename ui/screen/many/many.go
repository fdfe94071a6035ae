// Package many is one act on many records that were selected in a list: a page that says of each whether it goes and why not, then
// does those that go, each in a transaction of its own, and keeps beside each what came of it.
//
//	list ── rows selected ── key ──> look at each ──> 能办 / 不能办 with the reason ── F5, asked once ──> done, refused, stopped
//
// Print is that act for papers: a file of each record and one that holds them all.
package many

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// Item is a record that was selected.
type Item struct {
	ID     int64
	Number string
	Name   string
}

// Seen is what looking at a record found.
type Seen struct {
	Version int64  // as it was seen: what is done holds it against the record
	Why     string // it does not go; empty: it goes
	Note    string // what a person should know before
}

// Deed is what is done.
type Deed struct {
	Title string // 批量受理
	Verb  string // 受理: its key on the page, and the yes
	Unit  string // 份
	Why   string // nobody may do it now, and why
	Lines []string
	Hint  string // the rule of the reason
	Ask   kit.ReasonRule
	Items []Item
	About []string

	Look func(ctx context.Context, by engine.Actor, x Item) (Seen, error)
	// Do does it to one record and says what came of it. Errors are refusals that are shown beside the record.
	Do func(ctx context.Context, by engine.Actor, x Item, seen Seen, reason string) (string, error)
	// End runs after the last with what was said of those that went; nil: nothing.
	End   func(ctx context.Context, by engine.Actor, said []Said) (string, error)
	Clear func() // ends the selection of the list
}

// Said is a record of which the deed was done, or was not.
type Said struct {
	Item
	Text string // what came of it, or why not
	Went bool
}

// result is what came of a record.
type result int

const (
	waits   result = iota
	stands         // it does not go
	went           // it was done
	refused        // it was tried and refused
)

// line is a record on the page.
type line struct {
	Item
	seen Seen
	now  result
	said string
}

var nowWords = map[result]string{waits: "能办", stands: "不能办", went: "已办", refused: "没有办成"}

func (l line) text() string {
	switch l.now {
	case went, refused:
		return l.said
	case stands:
		return l.seen.Why
	case waits:
	}
	return l.seen.Note
}

func (l line) style(th *kit.Theme) kit.Style {
	switch l.now {
	case went:
		return th.Good
	case refused:
		return th.Bad
	case stands:
		return th.Warn
	case waits:
	}
	return kit.Style{}
}

type page struct {
	env    *screen.Env
	deed   Deed
	held   screen.Held[line]
	lines  []line
	table  *kit.Table[line]
	looked bool
	busy   bool
	told   string // what came of it all, above the table
}

// Show opens the page of a deed.
func Show(env *screen.Env, d Deed) tea.Cmd { return screen.Show(New(env, d)) }

// New makes the page of a deed.
func New(env *screen.Env, d Deed) screen.Screen {
	s := &page{env: env, deed: d}
	for _, x := range d.Items {
		s.lines = append(s.lines, line{Item: x})
	}
	cols := []kit.Col[line]{
		{ID: "number", Title: say.Number, Width: 16, Text: func(l line) string { return l.Number }},
		{ID: "name", Title: "名称", Width: 12, Flex: true, Filter: "名称", Text: func(l line) string { return l.Name }},
		{
			ID: "now", Title: "结果", Width: 8, Filter: "结果", Text: func(l line) string { return nowWords[l.now] },
			Style: func(th *kit.Theme, l line) kit.Style { return l.style(th) },
		},
		{ID: "said", Title: "说明", Width: 26, Flex: true, Text: line.text},
	}
	key := func(l line) string { return strconv.FormatInt(l.ID, 10) }
	s.table = kit.NewTable(kit.TableSpec[line]{
		Name: d.Title, Cols: cols, Key: key, Fetch: s.held.Fetch(cols, key),
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{screen.NothingFound}
			}
			return []string{textLooking}
		},
	})
	return s
}

// news brings the records back after they were looked at, or something was done.
type news struct {
	to    *page
	lines []line
	told  string
	err   error
	did   bool
}

// Init looks at every record.
func (s *page) Init() tea.Cmd {
	by, look, lines := s.env.Actor(), s.deed.Look, append([]line(nil), s.lines...)
	s.busy = true
	return progress.Run(textLooking, func(ctx context.Context, report progress.Report) tea.Msg {
		for i := range lines {
			if ctx.Err() != nil {
				return news{to: s, lines: lines, told: "已停下，没有看完，什么也没有办"}
			}
			report(int64(i), int64(len(lines)), lines[i].Number+" "+lines[i].Name)
			seen, err := look(ctx, by, lines[i].Item)
			if err != nil {
				seen.Why = s.env.Explain(err)
			}
			lines[i].seen, lines[i].now = seen, waits
			if seen.Why != "" {
				lines[i].now = stands
			}
		}
		return news{to: s, lines: lines}
	})
}

// Update takes what came back; the rest is the table's.
func (s *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case news:
		if m.to != s {
			return s, nil
		}
		s.busy, s.lines, s.told = false, m.lines, m.told
		s.looked = s.looked || m.told == "" || m.did
		s.held.Put(s.lines)
		cmds := []tea.Cmd{s.table.Reload()}
		if m.did {
			s.deed.Clear()
			cmds = append(cmds, kit.Send(kit.DataChanged{}))
		}
		switch {
		case m.err != nil:
			cmds = append(cmds, kit.Send(kit.Failed{Err: m.err}))
		case m.did:
			cmds = append(cmds, kit.Send(kit.Done{Text: m.told}))
		case m.told != "":
			cmds = append(cmds, kit.Send(kit.Note{Text: m.told}))
		}
		return s, kit.Both(cmds...)
	case kit.DataChanged:
		return s, nil // what stands here is what came of the deed
	case tea.MouseClickMsg:
		if s.table.Clicked(m) {
			return s, s.read()
		}
	}
	return s, s.table.Update(msg)
}

// count is how many lines stand so.
func (s *page) count(of result) (n int) {
	for _, l := range s.lines {
		if l.now == of {
			n++
		}
	}
	return n
}

// Title is that of the deed.
func (s *page) Title() string { return s.deed.Title }

// Summary is how many go and how many do not.
func (s *page) Summary() (left, right string) {
	right = fmtSelected(len(s.lines), s.deed.Unit)
	switch {
	case !s.looked:
		return textLooking, right
	case s.count(went)+s.count(refused) > 0:
		return fmtCame(s.deed, s.count(went), s.count(refused)+s.count(stands), s.count(waits)), right
	}
	return fmtGoing(s.deed, s.count(waits), s.count(stands)), right
}

// Body is the table; below it stands what is said of the row under the cursor where it is long.
func (s *page) Body(w, h int) []string {
	th := s.env.Theme
	var below []string
	if l, ok := s.table.Current(); ok {
		for _, part := range kit.Wrap(l.text(), w-2) {
			below = append(below, " "+l.style(th).Render(part))
		}
		below = below[:min(len(below), max(h/3, 1))]
	}
	for len(below) < 2 {
		below = append(below, "")
	}
	return append(s.table.Lines(th, w, h-len(below)), below...)
}

// Cursor is the filter's.
func (s *page) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *page) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the page.
func (s *page) Help() []string { return append(append([]string{}, s.deed.About...), help...) }

// Actions are the deed and the table's own.
func (s *page) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	why := ""
	switch {
	case s.busy || !s.looked:
		why = textLooking
	case s.count(waits) == 0:
		why = "没有还能办的：每一条的结果和原因写在右边"
	}
	_, ok := s.table.Current()
	own := []kit.Action{
		kit.Act(TextStart, s.ask, "f5").When(s.deed.Why).When(why),
		kit.Act("看说明", s.read, "enter").When(screen.NoRow(ok)),
	}
	return append(own, screen.WithoutKeys(table, own)...)
}

// read shows what is said of the row under the cursor whole.
func (s *page) read() tea.Cmd {
	l, ok := s.table.Current()
	if !ok {
		return nil
	}
	return reading.Open(l.Number+" "+l.Name, func(w int) []string {
		return append([]string{" " + nowWords[l.now], ""}, kit.Wrap(l.text(), w-2)...)
	})
}

// ask says what is done before it is.
func (s *page) ask() tea.Cmd {
	n, not := s.count(waits), s.count(stands)
	lines := append([]string{fmtAsk(s.deed, n, not)}, s.deed.Lines...)
	spec := kit.ConfirmSpec{Title: s.deed.Title, Lines: append(lines, textEach), Yes: s.deed.Verb, Reason: s.deed.Ask, Hint: s.deed.Hint}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd { return s.run(a.Reason) })
}

// run does it, one record after the other. Esc stops it before the next.
func (s *page) run(reason string) tea.Cmd {
	by, d, lines := s.env.Actor(), s.deed, append([]line(nil), s.lines...)
	todo := s.count(waits)
	s.busy = true
	return progress.Run(d.Title, func(ctx context.Context, report progress.Report) tea.Msg {
		done := 0
		for i := range lines {
			if lines[i].now != waits || ctx.Err() != nil {
				continue
			}
			report(int64(done), int64(todo), lines[i].Number+" "+lines[i].Name)
			done++
			said, err := d.Do(context.WithoutCancel(ctx), by.As(engine.NewCommand()), lines[i].Item, lines[i].seen, reason)
			lines[i].now, lines[i].said = went, said
			if err != nil {
				lines[i].now, lines[i].said = refused, s.env.Explain(err)
			}
		}
		return s.end(by, lines)
	})
}

// end does what comes after the last, and says what came of it all.
func (s *page) end(by engine.Actor, lines []line) tea.Msg {
	n := map[result]int{}
	var said []Said
	for _, l := range lines {
		n[l.now]++
		said = append(said, Said{l.Item, l.text(), l.now == went})
	}
	out := news{to: s, lines: lines, did: true, told: fmtCame(s.deed, n[went], n[refused]+n[stands], n[waits])}
	if s.deed.End != nil && n[went] > 0 {
		text, err := s.deed.End(context.Background(), by.As(engine.NewCommand()), said)
		if out.err = err; text != "" {
			out.told += "；" + text
		}
	}
	return out
}

// TextStart is the key that does it.
const TextStart = "逐份办理"

const (
	textLooking = "正在逐份核对"
	textEach    = "一份一份地办，各记一条日志；中途按 Esc 停下，已经办了的不退回，没有办的还在这里。"
)

var help = []string{
	"选中的每一份先核对：能办的、不能办的和原因写在右边，什么也还没有改。",
	"F5 逐份办理：先问一次，能办的一份一份地办，一份办不成不影响别的；结果写在右边，F7 可以导出。",
}

func fmtSelected(n int, unit string) string { return "选中 " + kit.Count(n) + " " + unit }

func fmtGoing(d Deed, n, not int) string {
	if not == 0 {
		return fmt.Sprintf("%s %s都能%s", kit.Count(n), d.Unit, d.Verb)
	}
	return fmt.Sprintf("%s %s能%s，%s %s不能，原因在右边", kit.Count(n), d.Unit, d.Verb, kit.Count(not), d.Unit)
}

func fmtCame(d Deed, did, not, left int) string {
	text := fmt.Sprintf("已%s %s %s", d.Verb, kit.Count(did), d.Unit)
	if not > 0 {
		text += fmt.Sprintf("，%s %s没有办", kit.Count(not), d.Unit)
	}
	if left > 0 {
		text += fmt.Sprintf("，停下时还有 %s %s", kit.Count(left), d.Unit)
	}
	return text
}

func fmtAsk(d Deed, n, not int) string {
	if not == 0 {
		return fmt.Sprintf("%s %s %s。", d.Verb, kit.Count(n), d.Unit)
	}
	return fmt.Sprintf("%s %s %s；另有 %s %s不能办，不动。", d.Verb, kit.Count(n), d.Unit, kit.Count(not), d.Unit)
}
