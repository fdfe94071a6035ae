package tenancy

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// detail is the page of one stay.
type detail struct {
	env    *screen.Env
	id     int64
	load   screen.Loader[record]
	tabs   *kit.Tabs
	scroll screen.Scroll
}

func newDetail(env *screen.Env, id int64) *detail {
	return &detail{env: env, id: id, tabs: kit.NewTabs("概要", textTabMoney, "优惠考核", "交接", "历程")}
}

// Init reads the stay.
func (s *detail) Init() tea.Cmd { return s.read() }

func (s *detail) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (record, error) { return readRecord(ctx, st, by, id) })
}

// Update reads again when rows were written; Tab and digits turn the tabs, arrows scroll.
func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	switch msg.(type) {
	case kit.DataChanged:
		return s, s.read()
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if s.tabs.Update(msg) {
			s.scroll.Top()
			return s, nil
		}
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the tenant.
func (s *detail) Title() string {
	if !s.load.Ready {
		return textTenancies
	}
	return textTenancies + " > " + s.load.Value.Name
}

// Summary is number and premises, and where the contract stands.
func (s *detail) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	d := s.load.Value
	return fmtHead(d.TenancyRow), d.State.Title() + "  " + d.Contract.StateOn(s.env.Today()).Title()
}

// Body is the next step, the tabs and the part that is shown.
func (s *detail) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	d, th := s.load.Value, s.env.Theme
	s.tabs.Place(0, 1)
	out := []string{" " + th.Accent.Render("下一步") + " " + kit.Cut(nextWords(d, s.env.Today()), w-10), s.tabs.Line(th, w), ""}
	var lines []string
	switch s.tabs.At {
	case 1:
		lines = append(moneyLines(th, d, w), feeLines(th, d, w)...)
	case 2:
		lines = careLines(th, d, w, s.env.Today())
	case 3:
		lines = handoverLines(th, d, w)
	case 4:
		lines = historyLines(th, d, w)
	default:
		lines = s.overview(th, d, w, h-len(out))
	}
	return append(out, s.scroll.Lines(th, lines, h-len(out))...)
}

// overview is the six years on a line, the milestones, what is owed and watched, and what it costs: by phase where there
// is room, else in one line.
func (s *detail) overview(th *kit.Theme, d record, w, h int) []string {
	today := s.env.Today()
	out := append(timeLine(th, w, d.TenancyRow, today), "")
	out = append(out, kit.Columns(w, 36, kit.Detail(th, part(w), milestonePairs(th, d.TenancyDetail, today)),
		kit.Detail(th, part(w), stayPairs(th, d.TenancyDetail, today)))...)
	out = append(append(out, ""), standingLines(th, d, w, today)...)
	if fees := feeLines(th, d, w); len(out)+1+len(fees) <= h {
		return append(append(out, ""), fees...)
	}
	return append(out, kit.Detail(th, w, []kit.Pair{{Label: textTabMoney, Value: fmtSixYears(d.Fees.Schedule.Sum())}})...)
}

// part is the width of one of two columns.
func part(w int) int { return (w - 2) / 2 }

// Cursor is always nil: nothing is typed.
func (s *detail) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *detail) Help() []string { return helpDetail }

// The page of a stay and its forms.
const textTabMoney = "费用"

var helpDetail = []string{
	"这里是一户入驻：六年时间线、公证备案交接开业、账款、考核和费用合计。Tab 换页，上下键滚动。",
	"F5 是下一步：交接、开业，以后是登记考核。F2 账单和缴费，F4 费用计划，F6 续签，F7 打印，F8 退出，F9 更正。",
	"字母键：p 公证备案证照，r 抄表，b 优惠，v 考核，s 帮扶，i 督办，a 申请。F11 换房、退部分房、更名，F12 撤销上一步。",
	"带 * 的合计里有价格待公布的项目，没有算进去。",
}

func fmtHead(r stay.TenancyRow) string {
	return fmt.Sprintf("%s  %s  %s ㎡", r.Number, r.Units, r.Area)
}

func fmtSixYears(t allocation.FeeTotal) string {
	return fmt.Sprintf("六年市场价 %s 元，应缴 %s，减免 %s（Tab 看分段）", t.Market, t.Payable, t.Waived)
}
