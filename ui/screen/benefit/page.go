package benefit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// page is the benefits of one tenancy: the list, and the benefit under the cursor in full.
type page struct {
	env   *screen.Env
	id    int64
	load  screen.Loader[store.TenancyBenefits]
	table *kit.Table[store.BenefitRow]
}

// pageColumns of the list of one tenancy; short, so it is sorted by what stands in it.
var pageColumns = []kit.Col[store.BenefitRow]{
	{ID: "优惠", Title: textBenefit, Width: 26, Flex: true, Text: func(r store.BenefitRow) string { return r.Benefit.Name }},
	{
		ID: "状态", Title: textState, Width: 6, Text: func(r store.BenefitRow) string { return r.State.Title() },
		Style: func(th *kit.Theme, r store.BenefitRow) kit.Style { return stateStyle(th, r.State) },
	},
	{ID: "申请", Title: textApplied, Width: 10, Text: func(r store.BenefitRow) string { return r.Applied.String() }},
	{ID: "期限", Title: textDue, Width: 10, Drop: 1, Text: func(r store.BenefitRow) string { return r.Due.String() }},
	{ID: "起", Title: textStart, Width: 10, Text: func(r store.BenefitRow) string { return r.Start.String() }},
}

func newPage(env *screen.Env, id, find int64) *page {
	s := &page{env: env, id: id}
	key := func(r store.BenefitRow) string { return strconv.FormatInt(r.ID, 10) }
	at := ""
	if find != 0 {
		at = strconv.FormatInt(find, 10)
	}
	s.table = kit.NewTable(kit.TableSpec[store.BenefitRow]{
		Name: textBenefits, Cols: pageColumns, Key: key, Find: at,
		Fetch: kit.Slice(pageColumns, key, func(ctx context.Context) ([]store.BenefitRow, error) { return env.Store.Benefits(ctx, env.Actor(), id) }),
		Empty: func(filter string) []string {
			if filter == "" {
				return []string{"这户还没有优惠事项，各项费用按全价。", "按 F2 申请第一项。"}
			}
			return []string{"没有符合筛选的优惠事项。按 Esc 去掉筛选。"}
		},
	})
	return s
}

// Init reads the benefits.
func (s *page) Init() tea.Cmd { return tea.Batch(s.read(), s.table.Init()) }

func (s *page) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (store.TenancyBenefits, error) { return st.BenefitsOf(ctx, by, id) })
}

// Update passes to the table and reads again when rows were written.
func (s *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, tea.Batch(s.read(), s.table.Update(msg))
	}
	return s, s.table.Update(msg)
}

// Title is the tenant.
func (s *page) Title() string {
	if !s.load.Ready {
		return textBenefits
	}
	return textBenefits + " > " + s.load.Value.Tenancy.Name
}

// Summary is which stay, and what is spared over the six years.
func (s *page) Summary() (left, right string) {
	if !s.load.Ready {
		return "正在读取", ""
	}
	t := s.load.Value.Tenancy
	return t.Number + "  " + t.Units, fmtSpared(s.load.Value.Fees.Schedule.Sum().Waived)
}

// Body is the list with the benefit under the cursor beside or below it.
func (s *page) Body(w, h int) []string {
	th := s.env.Theme
	s.table.At(0, 0)
	detail := func(w, _ int) []string {
		row, ok := s.table.Current()
		if !ok {
			return nil
		}
		return kit.Detail(th, w, pairs(th, row, s.env.Today()))
	}
	if kit.Beside(w) {
		return kit.Split(th, w, h, func(w, h int) []string { return s.table.Lines(th, w, h) }, detail, nil)
	}
	top := max(h/2-2, 4)
	lines := s.table.Lines(th, w, top)
	for len(lines) < top {
		lines = append(lines, "")
	}
	below := append([]string{""}, detail(w, 0)...)
	return append(lines, below[:min(len(below), h-top)]...)
}

// Cursor is the filter's.
func (s *page) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *page) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the page.
func (s *page) Help() []string { return helpPage }

// Actions are the steps of the benefit under the cursor; what is impossible says why.
func (s *page) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	if !s.load.Ready {
		return nil
	}
	row, ok := s.table.Current()
	var now []string // what the state asks for: a key means that even where the role may not take it
	step := func(label, key string, make func(*screen.Env, store.TenancyBenefits, store.BenefitRow) *screen.FormScreen, act allocation.Action, states ...allocation.BenefitState) kit.Action {
		a := kit.Act(label, func() tea.Cmd { return screen.Show(make(s.env, s.load.Value, row)) }, key)
		if !ok {
			return a.When("没有选中的一行")
		}
		for _, state := range states {
			if row.State == state {
				now = append(now, label)
				return a.When(s.env.WhyNot(act))
			}
		}
		return a.When(fmtOnlyWhen(row.State, label, states))
	}
	apply := kit.Act(textApply, screen.Shows(s.env, newApply, s.load.Value), "f2", "n").
		When(s.env.WhyNot(allocation.ActApplyBenefit))
	if !s.load.Value.Tenancy.State.Live() {
		apply = apply.When("入驻已结束，不能再申请")
	}
	own := []kit.Action{
		apply,
		step(textGrant, "f5", newGrant, row.Act(), allocation.BenefitApplied),
		step(textSuspend, "f5", newSuspend, row.Act(), allocation.BenefitGranted),
		step(textResume, "f5", newResume, row.Act(), allocation.BenefitSuspended),
		step(textRefuse, "f8", newRefuse, row.Act(), allocation.BenefitApplied),
		step(textEnd, "f9", newEnd, row.EndAct(), allocation.BenefitApplied, allocation.BenefitGranted, allocation.BenefitSuspended),
		kit.Act(textFees, func() tea.Cmd { return screen.Open(screen.Fee, s.id) }, "f4"),
	}
	slices.SortStableFunc(own, func(a, b kit.Action) int {
		return cmp.Compare(later(now, a), later(now, b))
	})
	return append(screen.Settled(s.load.Busy(), screen.OnePerKey(own), "f4"), table...)
}

// later puts the steps that the state does not allow behind everything else.
func later(now []string, a kit.Action) int {
	if a.Label == textApply || a.Label == textFees || slices.Contains(now, a.Label) {
		return 0
	}
	return 1
}

const textFees = "费用计划"

func fmtSpared(m allocation.Money) string { return "共减免 " + m.String() + " 元" }

func fmtOnlyWhen(now allocation.BenefitState, label string, states []allocation.BenefitState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，%s时才能%s", now.Title(), strings.Join(words, "、"), label)
}
