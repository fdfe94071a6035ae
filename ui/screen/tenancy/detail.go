package tenancy

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of a tenancy shows.
type record = desk.TenancyPage

// detail is the page of one stay.
type detail struct {
	*screen.Page[record]
	id int64
}

func newDetail(env *screen.Env, id int64) screen.Screen {
	s := &detail{id: id}
	today := env.Today
	s.Page = screen.NewPage(env, screen.PageSpec[record]{
		Noun: textTenancies, Gap: true, Free: []string{"tab", "f4", "f11", "ctrl+p", "b", "v", "s", "a"}, About: helpDetail,
		Read: func(ctx context.Context, by engine.Actor) (record, error) { return env.Store.TenancyPage(ctx, by, id) },
		Name: func(d record) string { return d.Name },
		Summary: func(d record) (string, string) {
			return fmtHead(d.TenancyRow), d.State.Title() + "  " + d.Contract.StateOn(today()).Title()
		},
		Next:   func(d record) string { return stepKeys.Say(d.Next(today())) },
		Record: func(record) (allocation.Noun, int64) { return allocation.NounTenancy, id },
		Mended: func(d record) []mend.CorrectionItem { return d.Corrections },
		Parts: []screen.Part[record]{
			{Title: "概要", Lines: func(th *kit.Theme, w, h int, d record) []string { return overview(th, d, w, h, today()) }},
			{Title: textTabMoney, Lines: func(th *kit.Theme, w, _ int, d record) []string {
				return append(moneyLines(th, d, w), feeLines(th, d, w)...)
			}},
			{Title: "优惠考核", Lines: func(th *kit.Theme, w, _ int, d record) []string { return careLines(th, d, w, today()) }},
			{Title: say.Handover, Lines: func(th *kit.Theme, w, _ int, d record) []string { return handoverLines(th, d, w) }},
			{Title: "历程", Lines: func(th *kit.Theme, w, _ int, d record) []string { return historyLines(th, d, w) }},
		},
		Actions: s.actions,
	})
	return s.Page
}

// overview is the six years on a line, the milestones, what is owed and watched, and what it costs: by phase where there
// is room, else in one line.
func overview(th *kit.Theme, d record, w, h int, today civil.Date) []string {
	out := append(timeLine(th, w, d.TenancyRow, today), "")
	out = append(out, kit.Columns(w, 36, kit.Detail(th, kit.Half(w), milestonePairs(th, d.TenancyDetail, today)),
		kit.Detail(th, kit.Half(w), stayPairs(th, d.TenancyDetail, today)))...)
	out = append(append(out, ""), standingLines(th, d, w, today)...)
	if fees := feeLines(th, d, w); len(out)+1+len(fees) <= h {
		return append(append(out, ""), fees...)
	}
	return append(out, kit.Detail(th, w, []kit.Pair{{Label: textTabMoney, Value: fmtSixYears(d.Fees.Schedule.Sum())}})...)
}

// The page of a stay and its forms.
const textTabMoney = say.Fee

var helpDetail = []string{
	"这里是一户入驻：六年时间线、公证备案交接开业、账款、考核和费用合计。Tab 换页，上下键滚动。",
	"F5 是下一步：交接、开业，以后是登记考核。F4 账单和缴费，F11 费用计划，Ctrl+X 续签，Ctrl+P 打印，F8 退出，F9 更正。",
	"字母键：p 公证备案证照，r 抄表，b 优惠，v 考核，s 帮扶，i 督办，a 申请。F2 换房、退部分房、更名，F12 撤销上一步。",
	"带 * 的合计里有价格待公布的项目，没有算进去。",
}

func fmtHead(r stay.TenancyRow) string {
	head := fmt.Sprintf("%s  %s  %s ㎡", r.Number, r.Units, r.Area)
	if r.Award == 0 {
		head += "  接入" // its past was not decided here
	}
	return head
}

func fmtSixYears(t charge.FeeTotal) string {
	return fmt.Sprintf("六年市场价 %s 元，应缴 %s，减免 %s（Tab 看分段）", t.Market, t.Payable, t.Waived)
}
