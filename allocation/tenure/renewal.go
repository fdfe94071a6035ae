package tenure

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// RenewalFacts is what a renewal is decided on: the contract, the assessments and findings, the verified jobs beside the area that
// is held, and what is owed.
type RenewalFacts struct {
	Contract allocation.Contract // the latest
	Rules    allocation.Parameters
	Exit     bool                      // an exit is under way
	Number   string                    // of the last assessment that counts; empty: none
	State    oversight.AssessmentState // of it
	By       []int64                   // accounts that recorded it and inspected again: they do not decide the renewal too (六(二))
	Rests    civil.Date                // last day on which something of the assessments became known: held, re-inspected, decided
	Closed   []ClosedFinding           // the findings that were closed
	Undone   []string                  // numbers of assessments that something is still to be done of
	Findings []string                  // numbers of findings that are not closed
	Verified allocation.JobFigure      // jobs that the last assessment verified
	Area     quantity.Area             // held
	Open     quantity.Money            // on bills
	Overdue  quantity.Money            // of it
}

// ClosedFinding is a finding that stood open from the day it was raised to the day it was closed.
type ClosedFinding struct {
	Number         string
	Raised, Closed civil.Date
}

// RenewalDecision is what the approver decides of a renewal.
type RenewalDecision struct {
	Decision string     // who decided it, and why
	Over     string     // why more is held than the verified jobs carry; empty where it is not (四(三))
	Signed   civil.Date // day on the contract
	Late     string     // why it is entered after that day, where days without a contract get fewer by it (一)
	Original string     // the signed original by name and number, where that is so
}

// From is the first day on which the contract may be renewed: the district's days before its end.
func (f RenewalFacts) From() civil.Date { return f.Contract.To.AddDays(-f.Rules.RenewDays) }

// Carried is the area that the verified jobs carry by the district's own rule, and by how much more is held (四(三)).
func (f RenewalFacts) Carried() (most, over quantity.Area) {
	m := oversight.Yardstick{Params: f.Rules.Allocation.Params(), Weights: f.Rules.Jobs, Held: f.Area}.Measure(f.Verified, 0)
	return m.Most, m.Over()
}

// Seen is what the approver has before his eyes when he decides, in one sentence; it is kept with the decision.
func (f RenewalFacts) Seen() string {
	most, over := f.Carried()
	jobs := fmt.Sprintf("考核 %s 核实全职 %d 人、兼职 %d 人，按岗位最多 %s ㎡，现占用 %s ㎡", f.Number, f.Verified.Full, f.Verified.Part, most, f.Area)
	if over > 0 {
		jobs += fmt.Sprintf("，超出 %s ㎡", over)
	}
	debts := "；没有欠费"
	if f.Open > 0 {
		debts = fmt.Sprintf("；未缴 %s 元，其中逾期 %s 元", f.Open, f.Overdue)
	}
	return jobs + debts
}

// MayRenew refuses what stands in the way of a renewal on a day: a stay that has not opened, an exit under way, a day too early, a
// last assessment that is not 合格, something to be put right, an open finding. Each refusal names its clause and the way on.
// Errors: ErrRenewOpen, ErrRenewExit, ErrRenewEarly, ErrRenewAssess, ErrRenewUndone, ErrRenewFinding.
func MayRenew(t *allocation.Tenancy, f RenewalFacts, day civil.Date) error {
	switch {
	case f.Exit || t.State == allocation.TenancyLeaving:
		return ErrRenewExit
	case t.State == allocation.TenancySigned || t.State == allocation.TenancyHanded:
		return ErrRenewOpen
	case day.Before(f.From()):
		return ErrRenewEarly.Textf("合同到 %s，%s 起才能续签（期满前 %d 天，四(四)及本区细则），请到时办理", f.Contract.LastDay(), f.From(), f.Rules.RenewDays).
			With(day.String()).On("signed")
	case len(f.Undone) > 0:
		return ErrRenewUndone.Textf("考核 %s 还没有了结，续签须最近考核合格（四(五)）；请先复查或确认", strings.Join(f.Undone, "、"))
	case f.Number == "":
		return ErrRenewAssess.Textf("还没有考核过，续签须最近考核合格（四(五)）；请先登记考核（F5）")
	case f.State != oversight.AssessmentDone && f.State != oversight.AssessmentClosed:
		return ErrRenewAssess.Textf("最近考核 %s %s，续签须考核合格（四(五)）；请重新考核（F5），或办理退出（F8）", f.Number, f.State.Title())
	case len(f.Findings) > 0:
		return ErrRenewFinding.Textf("督办 %s 还没有销号（四），请先答复并由督办部门销号", strings.Join(f.Findings, "、"))
	}
	return nil
}

// Shrinks reports whether a signing on a day before today makes days without a contract fewer than a signing today would (一).
func (f RenewalFacts) Shrinks(signed, today civil.Date) bool {
	return signed.Before(today) && f.Contract.To.Before(today)
}

// follows refuses a signing that is older than what it rests on: the last assessment, its re-inspection and its decision, the end
// of a finding. Errors: ErrRenewBefore.
func (f RenewalFacts) follows(signed civil.Date) error {
	if signed.Before(f.Rests) {
		return ErrRenewBefore.Textf("续签依据的考核 %s 到 %s 才有结果，签订日期不能早于这一天（四(四)、四(五)）；按今天签订，空档期减免另行决定（一）", f.Number, f.Rests).
			With(signed.String()).On("signed")
	}
	for _, c := range f.Closed {
		if !signed.Before(c.Raised) && signed.Before(c.Closed) {
			return ErrRenewBefore.Textf("督办 %s 到 %s 才销号，签订日期不能早于这一天（四）；按今天签订，空档期减免另行决定（一）", c.Number, c.Closed).
				With(signed.String()).On("signed")
		}
	}
	return nil
}

// grounds refuses a decision without its reasons and returns it with them as one text: why it is taken, why more is held than the
// jobs carry, why a contract is entered after the day on it. Errors: ErrRenewDecision, ErrRenewOver, ErrRenewLate.
func (f RenewalFacts) grounds(d RenewalDecision, today civil.Date) (string, error) {
	text, over := strings.TrimSpace(d.Decision), strings.TrimSpace(d.Over)
	late, original := strings.TrimSpace(d.Late), strings.TrimSpace(d.Original)
	if text == "" {
		return "", ErrRenewDecision.On("decision")
	}
	if most, area := f.Carried(); area > 0 {
		if over == "" {
			return "", ErrRenewOver.Textf("现占用 %s ㎡，按核实岗位最多 %s ㎡，超出 %s ㎡；仍按原面积续签须另写理由（四(三)），或先变更为较小的房源", f.Area, most, area).On("over")
		}
		text += "；面积超出岗位：" + over
	}
	if f.Shrinks(d.Signed, today) {
		switch {
		case late == "":
			return "", ErrRenewLate.With(d.Signed.String()).On("late")
		case original == "":
			return "", ErrRenewLate.With(d.Signed.String()).On("original")
		}
		text += fmt.Sprintf("；%s 补录 %s 签订的合同：%s，合同原件：%s", today, d.Signed, late, original)
	}
	return text, nil
}

// Renew decides the renewal and draws the next term up: [S+36, S+72) after the first, whatever the day (四(四), 五(一)). The day of
// signing lies between the day from which it may be renewed and today, and not before what the decision rests on; where a day in
// the past makes days without a contract fewer, it takes a reason and the signed original (一).
// Errors: those of MayRenew and Contract.Renew, allocation.ErrSignedDay, ErrRenewBefore, ErrRenewDecision, ErrRenewOver, ErrRenewLate.
func Renew(t *allocation.Tenancy, f *RenewalFacts, d RenewalDecision, today civil.Date) (allocation.Contract, error) {
	if d.Signed.IsZero() || d.Signed.After(today) {
		return allocation.Contract{}, allocation.ErrSignedDay.Textf("签订日期不能晚于今天 %s，请按合同上的日期填写", today).With(d.Signed.String()).On("signed")
	}
	if err := MayRenew(t, *f, d.Signed); err != nil {
		return allocation.Contract{}, err
	}
	if err := f.follows(d.Signed); err != nil {
		return allocation.Contract{}, err
	}
	text, err := f.grounds(d, today)
	if err != nil {
		return allocation.Contract{}, err
	}
	next, err := f.Contract.Renew(t, f.Rules.After72)
	if err != nil {
		return next, err
	}
	next.Decision = text + "（" + f.Seen() + "）"
	return next, nil
}

// Renewals.
var (
	ErrRenewExit     = say.Refuse("renew_exit", "退出正在办理，不能续签（四(五)）；请先办结，或撤回退出")
	ErrRenewOpen     = say.Refuse("renew_open", "还没有开业，不能续签（三.3）；请先登记交接和开业，或办理退出（F8）")
	ErrRenewEarly    = say.Refuse("renew_early", "还不到续签的时候（四(四)及本区细则），请到时办理")
	ErrRenewAssess   = say.Refuse("renew_assess", "续签须最近考核合格（四(五)）；请先登记考核")
	ErrRenewUndone   = say.Refuse("renew_undone", "考核还没有了结，不能续签（四(五)）；请先复查或确认")
	ErrRenewFinding  = say.Refuse("renew_finding", "督办还没有销号，不能续签（四）；请先答复并销号")
	ErrRenewDecision = say.Refuse("renew_decision", "请写明同意续签的决定（会议、批准人和理由，四(四)）")
	ErrRenewBefore   = say.Refuse("renew_before", "签订日期早于续签依据的考核或销号（四(四)、四(五)）；按今天签订，空档期减免另行决定（一）")
	ErrRenewOver     = say.Refuse("renew_over", "面积超出核实岗位，仍按原面积续签须另写理由（四(三)）")
	ErrRenewLate     = say.Refuse("renew_late", "签订日期早于今天，没有合同的日子会因此变少，须写明补录理由和合同原件（一）；否则按今天签订，空档期减免另行决定")
	ErrRenewChanged  = say.Refuse("renew_changed", "核实岗位、面积或欠费在您查看以后变了，请看过新的情况再决定")
)
