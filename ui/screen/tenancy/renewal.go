package tenancy

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRenewal decides and signs the next term, with the verified jobs beside the area and what is owed in view (四(三), 四(四)); after
// the end of the last term it asks what the days between cost.
func newRenewal(env *screen.Env, d record) *screen.FormScreen {
	from, to := allocation.Term(d.Signed, d.Contract.Term+1)
	last := to.AddDays(-1)
	fields := []kit.Field{
		{Name: "signed", Label: textSignedDay, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(civil.Max(d.Renewal.From(), d.Renewal.Rests), env.Today())},
		{Name: "decision", Label: "续签决定", Required: true, Limit: 200, Hint: "会议或批准人，同意续签的理由"},
	}
	if _, over := d.Renewal.Carried(); over > 0 {
		fields = append(fields, kit.Field{Name: "over", Label: "超面积理由", Required: true, Limit: 200, Hint: "四(三)，为何仍按原面积续签"})
	}
	if d.Contract.StateOn(env.Today()) == allocation.ContractHoldover {
		fields = append(append(fields, lateFields(env, d)...), gapFields(d)...)
	}
	s := form(env, d, textRenew, "续签的期限从首次签订起算，与哪天签无关；Ctrl+S 确认续签", "renew", kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			if _, err := d.Renewal.Rules.Separation.Check(env.Actor().ID, d.Renewal.By...); err != nil {
				return allocation.ErrSamePerson.Textf("最近一次考核由您本人登记，本区规定由另一人决定续签（六(二)），请换一位分管领导登录办理")
			}
			t, facts := d.Tenancy, d.Renewal
			_, err := tenure.Renew(&t, &facts, renewalDecision(f), env.Today())
			return screen.OnField(err, "signed")
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := []string{fmtRenewLine(d.Name, d.Contract.Number, d.Contract.LastDay()), fmtSignTerm(from, last), fmtPhaseThen(d.Phase(from)), "优惠起算日不变。"}
			lines = append(lines, gapLines(d, f.Date("signed"), gapReason(f))...)
			if warn, _ := d.Renewal.Rules.Separation.Check(env.Actor().ID, d.Renewal.By...); warn {
				lines = append(lines, textSameRenewal)
			}
			return kit.ConfirmSpec{Title: textRenew, Yes: "确认续签", Lines: append(lines, "决定时所见："+d.Renewal.Seen()+"。")}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			number, err := env.Store.RenewContract(ctx, by, stay.Renewal{
				Tenancy: d.ID, Version: d.Version, RenewalDecision: renewalDecision(f), Seen: d.Renewal.Seen(), Gap: gapReason(f),
			})
			return fmtRenewed(number), err
		}),
	})
	s.Over = screen.Facts(env, renewalPairs(env.Theme, d)...)
	return s
}

// renewalDecision reads what a form decides.
func renewalDecision(f *kit.Form) tenure.RenewalDecision {
	return tenure.RenewalDecision{
		Decision: f.Text("decision"), Over: f.Text("over"), Signed: f.Date("signed"), Late: f.Text("late"), Original: f.Text("original"),
	}
}

// lateFields ask why a contract is entered after the day on it, and for its original, where that makes days without a contract
// fewer (一).
func lateFields(env *screen.Env, d record) []kit.Field {
	show := func(f *kit.Form) bool {
		signed := f.Date("signed")
		return !signed.IsZero() && d.Renewal.Shrinks(signed, env.Today())
	}
	return []kit.Field{
		{Name: "late", Label: "补录理由", Required: true, Limit: 200, Show: show, Hint: "一，当时为何没有办理"},
		{Name: "original", Label: "合同原件", Required: true, Limit: 100, Show: show, Hint: say.NameAndNumber},
	}
}

// renewalPairs are what the renewal is decided on.
func renewalPairs(th *kit.Theme, d record) []kit.Pair {
	f := d.Renewal
	most, over := f.Carried()
	area := kit.Pair{Label: say.Area, Value: fmt.Sprintf("现占用 %s ㎡，按核实岗位最多 %s ㎡", f.Area, most)}
	if over > 0 {
		area.Value, area.Style = area.Value+fmt.Sprintf("，超出 %s ㎡", over), th.Warn
		if m := d.Assessment.Measure(); m.Cost > 0 {
			area.Value += fmt.Sprintf("（%d 年为此减免 %s 元）", m.Year, m.Cost)
		}
		area.Value += "。" + oversight.SmallerText
	}
	debts := kit.Pair{Label: "欠费", Value: "没有"}
	if f.Open > 0 {
		debts = kit.Pair{Label: "欠费", Value: fmt.Sprintf("未缴 %s 元，其中逾期 %s 元", f.Open, f.Overdue), Style: th.Warn}
	}
	return []kit.Pair{
		{Label: textTenant, Value: d.Number + " " + d.Name + "  " + d.Units},
		{Label: textAssessments, Value: fmt.Sprintf("%s %s  %s", f.Number, f.State.Title(), screen.JobWords(f.Verified))},
		area, debts,
	}
}

const textSameRenewal = "注意：最近一次考核也由您登记，本区规定仅作提醒，日志会记下。"

func fmtRenewed(number string) string { return "已续签，合同编号 " + number }

func fmtPhaseThen(p charge.Phase) string { return "续签期内费用：" + p.Title() + "。" }

func fmtRenewLine(name, number string, last civil.Date) string {
	return fmt.Sprintf("与 %s 续签；原合同 %s 到 %s。", name, number, last)
}
