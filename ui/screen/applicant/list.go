package applicant

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// found is how many applicants a lookup shows.
const found = 500

// list is the lookup: name, initials, number or telephone.
type list struct {
	env   *screen.Env
	table *kit.Table[intake.ApplicantBrief]
	peek  screen.Loader[record]
	wide  bool
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env}
	s.table = kit.NewTable(kit.TableSpec[intake.ApplicantBrief]{
		Cols:   columns,
		Key:    func(b intake.ApplicantBrief) string { return strconv.FormatInt(b.ID, 10) },
		Name:   textApplicants,
		Filter: to.Filter,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[intake.ApplicantBrief], error) {
			rows, err := env.Store.FindApplicants(ctx, env.Actor(), q.Filter, found)
			from := min(q.Offset, len(rows))
			to := min(from+q.Limit, len(rows))
			return kit.Page[intake.ApplicantBrief]{Rows: rows[from:to], Offset: from, Total: len(rows)}, err
		},
		Empty: func(filter string) []string {
			if filter == "" {
				return []string{"还没有登记过主体。按 F2 登记第一个。"}
			}
			return []string{"没有找到。", "可打名称、拼音首字母、证件号或电话的前几位，或证件号、电话的末四位；按 F2 登记新的。"}
		},
		Moved: s.moved,
	})
	return s
}

var columns = []kit.Col[intake.ApplicantBrief]{
	{Title: "姓名或名称", Width: 16, Flex: true, Text: func(b intake.ApplicantBrief) string { return b.Name }},
	{Title: "类别", Width: 4, Text: func(b intake.ApplicantBrief) string { return b.Kind.Title() }},
	{Title: textHead, Width: 8, Drop: 2, Text: func(b intake.ApplicantBrief) string { return b.Head }},
	{Title: textIdentity, Width: 18, Text: func(b intake.ApplicantBrief) string { return b.Identity }},
	{Title: textPhone, Width: 12, Drop: 1, Text: func(b intake.ApplicantBrief) string { return b.Phone }},
	{Title: "申请", Width: 4, Right: true, Text: func(b intake.ApplicantBrief) string { return kit.Count(b.Applications) }},
	{Title: "最近编号", Width: 11, Drop: 3, Text: func(b intake.ApplicantBrief) string { return b.LastNumber }},
	{Title: textState, Width: 8, Text: func(b intake.ApplicantBrief) string {
		if b.LastState == "" {
			return ""
		}
		return b.LastState.Title()
	}},
}

// Init loads the newest.
func (s *list) Init() tea.Cmd { return s.table.Init() }

// moved reads the applicant under the cursor where it is shown beside the list.
func (s *list) moved(b intake.ApplicantBrief) tea.Cmd {
	if !s.wide {
		return nil
	}
	return s.peek.Read(readRecord(s.env, b.ID))
}

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.peek.Take(msg); mine {
		return s, cmd
	}
	if m, ok := msg.(tea.WindowSizeMsg); ok {
		s.wide = kit.Beside(m.Width)
		if b, ok := s.table.Current(); ok && s.wide {
			return s, tea.Batch(s.table.Update(msg), s.moved(b))
		}
	}
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *list) Title() string { return textApplicants }

// Summary is filter and count.
func (s *list) Summary() (string, string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = "最近登记"
	}
	if !s.table.Loaded() {
		return fmtFilter(filter), ""
	}
	return fmtFilter(filter), fmtCount(s.table.Total(), found)
}

// Body is the table; wide terminals show the applicant beside it.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	return kit.Split(s.env.Theme, w, h,
		func(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) },
		func(w, _ int) []string { return s.beside(w) }, nil)
}

func (s *list) beside(w int) []string {
	b, ok := s.table.Current()
	if !ok {
		return nil
	}
	head := []string{" " + s.env.Theme.Strong.Render(b.Name), ""}
	if !s.peek.Ready || s.peek.Value.ID != b.ID {
		return head
	}
	return append(head, kit.Detail(s.env.Theme, w, pairs(s.env.Theme, s.peek.Value))...)
}

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the lookup.
func (s *list) Help() []string { return textListHelp }

// Actions of the lookup.
func (s *list) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	open := kit.Act(textOpen, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When("没有选中的主体")
	}
	return append([]kit.Action{
		open,
		kit.Act(textRegister, screen.Shows(s.env, newForm, nil), "f2", "n").
			When(s.env.WhyNot(allocation.ActRegisterApplicant)),
	}, s.table.Actions()...)
}

func (s *list) open() tea.Cmd {
	b, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newDetail(s.env, b.ID))
}

// textListHelp and textDetailHelp explain the screens.
var textListHelp = []string{
	"这里查找登记过的主体，先列最近登记的。F3 后打名称、拼音首字母、证件号或电话。",
	"证件号只显示首尾；要看完整的，打开主体按 F4，日志会记下。",
	"F2 登记新的主体；在登记申请的表单里也可以一并登记。",
}

func fmtFilter(filter string) string { return "查找: " + filter }

func fmtCount(n, most int) string {
	if n >= most {
		return fmt.Sprintf("前 %d 个", most)
	}
	return kit.Count(n) + " 个"
}
