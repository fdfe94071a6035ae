package applicant

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of an applicant reads.
type record struct {
	intake.ApplicantRow
	Corrections []intake.CorrectionRow
}

// detail is the page of one applicant: who it is, and its applications as a table.
type detail struct {
	env   *screen.Env
	id    int64
	load  screen.Loader[record]
	table *kit.Table[intake.ApplicationRow]
}

func newDetail(env *screen.Env, id int64) *detail {
	s := &detail{env: env, id: id}
	key := func(r intake.ApplicationRow) string { return strconv.FormatInt(r.ID, 10) }
	read := func(ctx context.Context) ([]intake.ApplicationRow, error) {
		return env.Store.ApplicantApplications(ctx, env.Actor(), id)
	}
	s.table = kit.NewTable(kit.TableSpec[intake.ApplicationRow]{
		Cols: applicationColumns, Key: key, Fetch: kit.Slice(applicationColumns, key, read),
		Empty: func(string) []string { return []string{textNoApplication} },
	})
	return s
}

var applicationColumns = []kit.Col[intake.ApplicationRow]{
	{Title: "编号", Width: 11, Text: func(r intake.ApplicationRow) string { return r.Number }},
	{Title: "项目", Width: 20, Flex: true, Text: func(r intake.ApplicationRow) string { return r.Project }},
	{Title: "岗位", Width: 4, Right: true, Text: func(r intake.ApplicationRow) string { return kit.Count(int(r.JobsClaimed)) }},
	{Title: textState, Width: 8, Text: func(r intake.ApplicationRow) string { return r.State.Title() }},
	{Title: "日期", Width: 10, Text: func(r intake.ApplicationRow) string { return r.Since.String() }},
}

// Init reads the applicant and its applications.
func (s *detail) Init() tea.Cmd { return tea.Batch(s.read(), s.table.Init()) }

func (s *detail) read() tea.Cmd { return s.load.Read(readRecord(s.env, s.id)) }

// readRecord reads an applicant with what was mended in it.
func readRecord(env *screen.Env, id int64) func(ctx context.Context) (record, error) {
	st, by := env.Store, env.Actor()
	return func(ctx context.Context) (r record, err error) {
		if r.ApplicantRow, err = st.Applicant(ctx, by, id); err != nil {
			return r, err
		}
		r.Corrections, err = st.ApplicantCorrections(ctx, by, id)
		return r, err
	}
}

// Update passes to the table, and reads again when rows were written.
func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, ok := msg.(kit.DataChanged); ok {
		return s, tea.Batch(s.read(), s.table.Update(msg))
	}
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the name.
func (s *detail) Title() string {
	if !s.load.Ready {
		return textApplicants
	}
	return s.load.Value.Name
}

// Summary is the kind and how many applications there are.
func (s *detail) Summary() (string, string) {
	if !s.load.Ready {
		return "正在读取", ""
	}
	return s.load.Value.Name + "（" + s.load.Value.Kind.Title() + "）", fmtApplications(s.load.Value.Applications)
}

// Body is the record over the applications.
func (s *detail) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	th := s.env.Theme
	out := kit.Detail(th, w, pairs(th, s.load.Value))
	if limit := max(h-5, 1); len(out) > limit {
		out = append(out[:limit-1], " "+th.Muted.Render("还有内容，窗口加高后可见"))
	}
	out = append(out, "")
	s.table.At(0, len(out))
	return append(out, s.table.Lines(th, w, max(h-len(out), 3))...)
}

// pairs is an applicant line by line, corrections last.
func pairs(th *kit.Theme, a record) []kit.Pair {
	all := []kit.Pair{
		{Label: textHead, Value: a.Head},
		{Label: "信用代码", Value: a.CreditCode},
		{Label: textIdentity, Value: a.IDNumber},
		{Label: textPhone, Value: a.Phone},
		{Label: "地址", Value: a.Address},
		{Label: "居民类别", Value: a.Residence.Title()},
		{Label: "固定住所", Value: a.FixedResidence},
		{Label: "固定资产", Value: a.FixedAssets},
		{Label: "经办人", Value: strings.TrimSpace(a.Agent.Name + " " + a.Agent.IDNumber + " " + a.Agent.Phone)},
	}
	for _, m := range a.Members {
		all = append(all, kit.Pair{Label: "成员", Value: strings.TrimSpace(m.Name + " " + m.IDNumber + " " + m.Phone + " " + m.Part)})
	}
	for _, c := range a.correctionsNewest() {
		all = append(all, kit.Pair{Label: "更正", Value: fmtCorrection(c), Style: th.Muted})
	}
	var out []kit.Pair
	for _, p := range all {
		if p.Value != "" {
			out = append(out, p)
		}
	}
	return out
}

func (r record) correctionsNewest() []intake.CorrectionRow {
	var out []intake.CorrectionRow
	for i := len(r.Corrections) - 1; i >= 0; i-- {
		out = append(out, r.Corrections[i])
	}
	return out
}

// Cursor is the table's.
func (s *detail) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the table's filter first.
func (s *detail) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the page.
func (s *detail) Help() []string { return textDetailHelp }

// Actions of the page.
func (s *detail) Actions() []kit.Action {
	if !s.load.Ready || s.table.Cursor() != nil {
		return s.table.Actions()
	}
	open := kit.Act(textOpen, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNoApplication)
	}
	return append([]kit.Action{
		open,
		kit.Act("登记申请", func() tea.Cmd {
			return screen.Open(screen.ApplicationNew, s.id)
		}, "f2").When(s.env.WhyNot(allocation.ActDraftApplication)),
		kit.Act(textUnmask, s.unmask, "f4").When(s.env.WhyNot(allocation.ActUnmaskApplicant)),
		kit.Act(textCorrect, func() tea.Cmd { return screen.Show(newForm(s.env, &s.load.Value)) }, "f9").
			When(s.env.WhyNot(allocation.ActEditApplicant)),
	}, s.table.Actions()...)
}

func (s *detail) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Open(screen.Application, row.ID)
}

// unmask shows the whole numbers after a reason has been given; the log keeps who looked and why.
func (s *detail) unmask() tea.Cmd {
	env, id := s.env, s.id
	spec := kit.ConfirmSpec{Title: textUnmask, Lines: []string{"查看完整证件号会记入日志，包括查看人和理由。"}, Yes: "查看", Reason: kit.ReasonRequired, Hint: "如：核对证件原件"}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		by := env.Command()
		return func() tea.Msg {
			row, err := env.Store.UnmaskApplicant(context.Background(), by, id, a.Reason)
			if err != nil {
				return kit.Failed{Err: err}
			}
			return kit.Read(textUnmask, func(w int) []string { return kit.Detail(env.Theme, w, numbers(row.Applicant)) })()
		}
	})
}

// numbers are the whole numbers of an applicant and of everybody behind it.
func numbers(a allocation.Applicant) []kit.Pair {
	pairs := []kit.Pair{{Label: a.HeadName(), Value: a.IDNumber}}
	if a.CreditCode != "" {
		pairs = append(pairs, kit.Pair{Label: a.Name, Value: a.CreditCode})
	}
	if a.Agent.IDNumber != "" {
		pairs = append(pairs, kit.Pair{Label: a.Agent.Name, Value: a.Agent.IDNumber})
	}
	for _, m := range a.Members {
		pairs = append(pairs, kit.Pair{Label: m.Name, Value: m.IDNumber})
	}
	return pairs
}

const (
	textNoApplication = "还没有申请。按 F2 登记。"
	textUnmask        = "完整证件号"
)

// textListHelp and textDetailHelp explain the screens.
var textDetailHelp = []string{
	"这里是一个主体和它的全部申请。Enter 打开申请，F2 为它登记新的申请。",
	"F9 更正：每一处改动都留下旧内容、新内容和理由。F4 查看完整证件号。",
}

func fmtApplications(n int) string { return kit.Count(n) + " 份申请" }

func fmtCorrection(c intake.CorrectionRow) string {
	return fmt.Sprintf("%s %s：%s 改为 %s，%s", c.Day, c.Field, c.Old, c.New, c.Reason)
}
