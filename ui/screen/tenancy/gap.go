package tenancy

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// gapAction decides whether the waiver goes on over the days before the late signing of the contract (一).
func (s *detail) gapAction() kit.Action {
	a := s.form(textGap, newGap, "g").When(s.Env.WhyNot(allocation.ActKeepGap)).Silent()
	if _, found := tenure.Gap(s.Value().Contract); !found {
		return a.When("合同没有空档，减免没有中断")
	}
	return a
}

// newGap asks for the decision.
func newGap(env *screen.Env, d record) *screen.FormScreen {
	gap, _ := tenure.Gap(d.Contract)
	value := gapFull
	if d.Contract.GapKept != "" {
		value = gapKeeps
	}
	return form(env, d, textGap, "决定空档期是否保留减免；已出的账单由差额账单找补；Ctrl+S 保存", "gap", kit.FormSpec{
		Fresh: freshStay(env, &d),
		Sections: []kit.Section{{Title: fmtGapDays(gap), Fields: []kit.Field{
			{Name: "keep", Label: "空档期费用", Kind: kit.KindChoice, Choices: gapChoices(), Value: value, Required: true, Width: 16},
			{Name: "reason", Label: say.Reason, Value: d.Contract.GapKept, Required: true, Limit: 200, Hint: "决定的依据，会写进合同"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			keep := f.Text("keep") == gapKeeps
			return "空档期已决定" + gapWord(keep), env.Store.KeepGap(ctx, by, d.ID, d.Version, keep, f.Text("reason"))
		}),
	})
}

// gapFields ask with a late renewal what becomes of the days since the last term's end: full price, or with a reason the waiver goes on.
func gapFields(d record) []kit.Field {
	gap := func(f *kit.Form) charge.Span { return charge.Span{From: d.Contract.To, To: f.Date("signed")} }
	late := func(f *kit.Form) bool { return gap(f).From.Before(gap(f).To) }
	return []kit.Field{
		{
			Name: "keep", Label: "空档期费用", Kind: kit.KindChoice, Choices: gapChoices(), Value: gapFull, Required: true, Width: 16, Show: late,
			Say: func(f *kit.Form) string {
				return fmt.Sprintf("没有合同的 %d 天%s", gap(f).To.Sub(gap(f).From), gapWord(f.Text("keep") == gapKeeps))
			},
		},
		{Name: "gap", Label: "保留理由", Required: true, Limit: 200, Hint: "决定的依据，会写进合同", Show: func(f *kit.Form) bool {
			return late(f) && f.Text("keep") == gapKeeps
		}},
	}
}

// gapReason is why the waiver goes on over the gap, as the form says it; "" leaves it at full price.
func gapReason(f *kit.Form) string {
	if f.Text("keep") != gapKeeps {
		return ""
	}
	return f.Text("gap")
}

// gapLines say of the renewal that a form asks for what the days before it cost.
func gapLines(d record, signed civil.Date, reason string) []string {
	gap := charge.Span{From: d.Contract.To, To: signed}
	if !gap.From.Before(gap.To) {
		return nil
	}
	return []string{fmtGapDays(gap) + gapWord(reason != "") + "。"}
}

// gapPairs are the days of a stay without a contract and what they cost.
func gapPairs(th *kit.Theme, d stay.TenancyDetail, today civil.Date) (out []kit.Pair) {
	for _, c := range d.Contracts {
		if gap, found := tenure.Gap(c); found {
			p := kit.Pair{Label: "空档", Value: fmtDays(gap) + " 按全价（一）", Style: th.Warn}
			if c.GapKept != "" {
				p = kit.Pair{Label: "空档", Value: fmtDays(gap) + " 保留减免：" + c.GapKept}
			}
			out = append(out, p)
		}
	}
	if d.Contract.StateOn(today) == allocation.ContractHoldover && d.State.Live() {
		out = append(out, kit.Pair{Label: say.Waiver, Value: d.Contract.To.String() + " 起无合同，全价", Style: th.Bad})
	}
	return out
}

// The two ways that a gap can be decided.
const (
	gapFull  = "full"
	gapKeeps = "keep"
	textGap  = "空档"
)

func gapChoices() []kit.Choice {
	return []kit.Choice{{Key: gapFull, Label: "按全价"}, {Key: gapKeeps, Label: "保留减免"}}
}

func gapWord(keep bool) string {
	if keep {
		return "保留减免"
	}
	return "按全价"
}

func fmtDays(s charge.Span) string { return screen.FromTo(s.From, s.To.AddDays(-1)) }

func fmtGapDays(s charge.Span) string {
	return fmt.Sprintf("%s 没有合同，%d 天", fmtDays(s), s.To.Sub(s.From))
}
