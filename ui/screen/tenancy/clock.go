package tenancy

import (
	"strings"

	"penggai/allocation"
	"penggai/allocation/tenure"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// earlierPairs are the stays that the fee clock depends on: of the applicant itself, and of whoever is like it (五(一)).
func earlierPairs(th *kit.Theme, o stay.Offer) (out []kit.Pair) {
	label := "此前入驻"
	for _, e := range o.Earlier {
		text := e.Words() + "  " + e.Signed.String() + " 起"
		if !e.Ended.IsZero() {
			text += "，" + e.Ended.String() + " 退出"
		}
		out = append(out, kit.Pair{Label: label, Value: text, Style: th.Warn})
		label = " "
	}
	return out
}

// clockFields ask what holds for the clock of who has stayed before, and why where it is not what holds anyway.
func clockFields(o stay.Offer) []kit.Field {
	if len(o.Earlier) == 0 {
		return nil
	}
	usual, asked := tenure.DefaultChoice(o.Earlier)
	hint := "换成别的由分管领导决定"
	if asked {
		hint = "由分管领导决定"
	}
	var choices []kit.Choice
	for _, h := range allocation.ClockHows {
		choices = append(choices, kit.Choice{Key: string(h), Label: h.Title(), Note: clockNotes[h]})
	}
	return []kit.Field{
		{Name: "clock", Label: textClock, Kind: kit.KindChoice, Choices: choices, Value: string(usual), Required: true, Width: 18, Hint: hint},
		{Name: "decision", Label: "起算决定", Limit: 200, Hint: "决定的文件和理由，会写进合同"},
	}
}

// signed is the stay as it would be signed.
func signed(env *screen.Env, f *kit.Form, o stay.Offer) (allocation.Tenancy, error) {
	t, err := allocation.SignTenancy(o.District, o.OfferedDay, f.Date("signed"), env.Today())
	if err == nil {
		err = tenure.SetClock(&t, o.Earlier, allocation.ClockHow(f.Text("clock")), f.Text("decision"), env.WhyNot(allocation.ActKeepGap) == "")
	}
	return t, err
}

var clockNotes = map[allocation.ClockHow]string{
	allocation.ClockOn: "从此前的起算日接着数", allocation.ClockRest: "已用的月份扣除",
	allocation.ClockFull: "不再减免", allocation.ClockFresh: "重新免收 36 个月",
}

// fmtClockHow says how the clock was set, and by what decision.
func fmtClockHow(t allocation.Tenancy) string {
	return strings.TrimRight("优惠"+t.How.Title()+"；此前："+t.Basis+"；"+t.Renewal, "；")
}
