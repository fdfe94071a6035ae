package assessment

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// history is the page of the assessments of one tenancy: when the next one is due, the four numbers of jobs, the taxes by
// year, and the assessments, the latest first.
type history struct {
	env     *screen.Env
	tenancy int64
	load    screen.Loader[store.AssessmentSheet]
	table   *kit.Table[store.AssessmentRow]
}

func newHistory(env *screen.Env, tenancy int64) *history {
	s := &history{env: env, tenancy: tenancy}
	s.table = kit.NewTable(kit.TableSpec[store.AssessmentRow]{
		Name: textAssessments, Cols: historyColumns(env.Today()),
		Key: func(r store.AssessmentRow) string { return strconv.FormatInt(r.ID, 10) },
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[store.AssessmentRow], error) {
			rows, err := env.Store.AssessmentsOf(ctx, env.Actor(), tenancy)
			return kit.Page[store.AssessmentRow]{Rows: rows, Total: len(rows)}, err
		},
		Empty: func(string) []string { return []string{"这户还没有考核过。", "按 F2 登记考核。"} },
	})
	return s
}

// Init reads the sheet and the assessments.
func (s *history) Init() tea.Cmd { return tea.Batch(s.table.Init(), s.read()) }

func (s *history) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.tenancy
	return s.load.Read(func(ctx context.Context) (store.AssessmentSheet, error) { return st.AssessmentSheet(ctx, by, id) })
}

// Update reads again when rows were written; arrows move in the table.
func (s *history) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, tea.Batch(s.table.Update(msg), s.read())
	}
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the tenant.
func (s *history) Title() string {
	if !s.load.Ready {
		return textAssessments
	}
	return textAssessments + " > " + s.load.Value.Stay.Name
}

// Summary is which stay, and how many assessments there are.
func (s *history) Summary() (left, right string) {
	if !s.load.Ready {
		return "正在读取", ""
	}
	d := s.load.Value
	return d.Stay.Number + "  " + d.Stay.Units, fmtCount(len(d.History))
}

// Body is what is due and known over the table.
func (s *history) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	d, th := s.load.Value, s.env.Theme
	about := append(duePairs(th, d, s.env.Today()), taxPairs(d)...)
	var lines []string
	if w >= kit.SplitWidth {
		lines = kit.Columns(w, 50, kit.Detail(th, (w-2)/2, about), kit.Detail(th, (w-2)/2, figurePairs(d.Figures)))
	} else {
		lines = kit.Detail(th, w, append(about, figurePairs(d.Figures)...))
	}
	lines = append(lines, "")
	s.table.At(0, len(lines))
	return append(lines, s.table.Lines(th, w, h-len(lines))...)
}

// taxYearsShown are as many as leave room for the table on a small terminal.
const taxYearsShown = 3

// taxPairs are the latest word on the taxes of the last years.
func taxPairs(d store.AssessmentSheet) []kit.Pair {
	var out []kit.Pair
	for _, x := range d.Paid[max(0, len(d.Paid)-taxYearsShown):] {
		out = append(out, kit.Pair{Label: fmtYear(x.Year), Value: fmtTax(x, d.Expected)})
	}
	return out
}

// Cursor is the filter's.
func (s *history) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *history) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the page.
func (s *history) Help() []string { return helpHistory }

// Actions of the page.
func (s *history) Actions() []kit.Action {
	if !s.load.Ready {
		return nil
	}
	open := kit.Act("打开", s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNoRow)
	}
	record := kit.Act(textRecord, func() tea.Cmd { return kit.Send(screen.Push{Screen: newRecord(s.env, s.tenancy)}) }, "f2", "n").
		When(s.env.WhyNot(allocation.ActRecordAssessment))
	if state := s.load.Value.Stay.State; state == allocation.TenancyLeaving || state == allocation.TenancyEnded {
		record = record.When(allocation.ErrAssessmentTenancy.Text)
	}
	return []kit.Action{
		open, record,
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, s.tenancy) }, "f4"),
		kit.Act("帮扶", func() tea.Cmd { return screen.Open(screen.SupportStay, s.tenancy) }, "f6"),
	}
}

func (s *history) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newDetail(s.env, row.ID)})
}

var helpHistory = []string{
	"这里是一户历次考核：下一次到期日、四个岗位数、各年已缴税。F2 登记考核，Enter 打开一次，F6 看帮扶。",
}
