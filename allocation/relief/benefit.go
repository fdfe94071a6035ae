package relief

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/roster"
	"penggai/allocation/say"
)

// BenefitState is where a benefit of a tenancy stands.
type BenefitState string

// The states of a benefit (优惠事项).
const (
	BenefitApplied   BenefitState = "applied"   // 已申请: the body that decides has not answered
	BenefitGranted   BenefitState = "granted"   // 已批准
	BenefitSuspended BenefitState = "suspended" // 已暂停: granted, but not for the time being
	BenefitEnded     BenefitState = "ended"     // 已终止
	BenefitRefused   BenefitState = "refused"   // 未批准
)

// BenefitStates lists the states in the order of a benefit's life.
var BenefitStates = []BenefitState{BenefitApplied, BenefitGranted, BenefitSuspended, BenefitEnded, BenefitRefused}

// Title is the state's word on screen.
func (s BenefitState) Title() string { return say.TitleOf(benefitStateTitles, s) }

// Live reports whether something may still come of it: not ended, not refused.
func (s BenefitState) Live() bool {
	return s == BenefitApplied || s == BenefitGranted || s == BenefitSuspended
}

// BenefitPause is a time [From, To) over which a granted benefit is suspended; without To it lasts.
type BenefitPause struct {
	ID             int64
	From, To       civil.Date
	Reason         string
	Document       string
	ResumeReason   string
	ResumeDocument string
}

// Benefit is what a tenancy applied for under 五(一) to (六) or 2018（九）. What the catalogue said of its kind on the day of
// the application goes with it, so that a later change of the catalogue changes nothing that was decided.
type Benefit struct {
	ID      int64
	Kind    string // code of the catalogue
	Name    string
	Clause  string
	Waives  []charge.Fee // empty for a benefit that is no fee waiver
	Repeats bool         // a tenancy may have several at a time
	Limit   allocation.DayLimit
	PerHead quantity.Money // for each worker, in fen; 0 where it is not counted by head

	State     BenefitState
	Applied   civil.Date // day of the application to the body that decides
	AppliedBy int64      // account
	Reason    string     // why somebody outside the groups applies, or a remark
	Heads     int64      // workers, of a benefit by head
	Due       civil.Date // last day for the answer; none where the clause promises no time
	DueSure   bool       // false: Due lies beyond the calendar, only weekends were known

	Decided  civil.Date     // day of the decision, grant or refusal
	Body     string         // who decided
	Decision string         // document with its number; of a refusal the reason
	Start    civil.Date     // first day of the grant
	Amount   quantity.Money // granted by head
	Relieves []charge.Fee   // of which a further share is forgone; empty for any other benefit
	Percent  int            // that share, of 100
	Until    civil.Date     // first day on which it is not; none where the grant lasts
	Pauses   []BenefitPause

	Ended       civil.Date // first day no longer granted; of an application the day it was taken back
	EndReason   string
	EndDocument string
	WithTenancy bool // it ended because the tenancy did
}

// Waiver reports whether the benefit waives a fee: the district government grants it (五(一)1 to 3).
func (b *Benefit) Waiver() bool { return len(b.Waives) > 0 }

// Spares reports whether the benefit spares a fee, whole or in part: a decision of the district government.
func (b *Benefit) Spares() bool { return b.Waiver() || b.Percent > 0 }

// WaivesWater reports whether the kind waives water, which a trade that lives on water does not get (五(一)2).
func WaivesWater(k allocation.BenefitKind) bool {
	return slices.Contains(k.Waives, string(charge.FeeWater))
}

// IsWaiver reports whether the kind waives a fee.
func IsWaiver(k allocation.BenefitKind) bool { return len(k.Waives) > 0 }

// Meant reports whether the kind is meant for somebody of the groups; a kind without groups is for everybody.
func Meant(k allocation.BenefitKind, groups []string) bool {
	return len(k.Groups) == 0 || slices.ContainsFunc(groups, func(g string) bool { return slices.Contains(k.Groups, g) })
}

// Period is the promised time as a period, which civil counts: the day of the application is not counted, and a last
// day on which nobody works rolls to the next working day (民法典 201, 203); 0 days is the day of the application itself.
func Period(l allocation.DayLimit) civil.Period {
	if l.Working {
		return civil.Period{N: l.Days, Unit: civil.Workdays}
	}
	return civil.Period{N: l.Days, Unit: civil.Days}
}

// BenefitApplication is an application for a benefit.
type BenefitApplication struct {
	Day      civil.Date
	Workers  []roster.Worker // by name, of a kind by head (2018（九）)
	Rewarded []string        // of each of them, by place, where he was rewarded before; empty: nowhere
	Reason   string          // needed where the tenant is in none of the kind's groups; else a remark
}

// ApplyBenefit applies for a benefit of a kind. One may apply from the signing of the contract on (五: 自签订合同之日起) and
// not before the kind is in force. groups are the accepted groups of the tenant: whoever is in none of those for which
// the kind is meant needs a reason. Errors: ErrTenancyMove, ErrTenancyDay, ErrBenefitForce, ErrBenefitWater,
// ErrBenefitGroup, those of roster.Reward.
func ApplyBenefit(k allocation.BenefitKind, a BenefitApplication, t allocation.Tenancy, waterIntensive bool, groups []string, today civil.Date, c *civil.Calendar) (Benefit, error) {
	if err := t.May("申请优惠", allocation.TenancySigned, allocation.TenancyHanded, allocation.TenancyOpen, allocation.TenancyLeaving); err != nil {
		return Benefit{}, err
	}
	if err := dayWithin(a.Day, t.Signed, today); err != nil {
		return Benefit{}, err
	}
	reason := strings.TrimSpace(a.Reason)
	switch {
	case !k.Source.InForce(a.Day):
		return Benefit{}, ErrBenefitForce.With(a.Day.String()).On("kind")
	case waterIntensive && WaivesWater(k):
		return Benefit{}, ErrBenefitWater.On("kind")
	case !Meant(k, groups) && reason == "":
		return Benefit{}, ErrBenefitGroup.On("reason")
	}
	if k.PerHead > 0 {
		if err := roster.Reward(a.Workers, a.Rewarded, a.Day); err != nil {
			return Benefit{}, err
		}
	}
	b := Benefit{
		Kind: k.Code, Name: k.Name, Clause: k.Source.Document + " " + k.Source.Clause, Repeats: k.Repeats, Limit: k.Limit, PerHead: k.PerHead,
		State: BenefitApplied, Applied: a.Day, Reason: reason, DueSure: true,
	}
	for _, f := range k.Waives {
		b.Waives = append(b.Waives, charge.Fee(f))
	}
	if k.PerHead > 0 {
		b.Heads = int64(len(a.Workers))
	}
	if k.Limit.Set {
		due := Period(k.Limit).Deadline(a.Day, c)
		b.Due, b.DueSure = due.Last, due.Certain
	}
	return b, nil
}

// Excluded refuses a kind that does not go together with what the tenant has or has applied for: residents' tariff and suspended
// peak pricing (五(二)). Errors: ErrBenefitExcludes.
func Excluded(k allocation.BenefitKind, has []Benefit) error {
	for _, b := range has {
		if b.State.Live() && slices.Contains(k.Excludes, b.Kind) {
			return ErrBenefitExcludes.Textf("这户已有“%s”（%s，%s），与“%s”不能同时享受；要换的先终止原来的一项", b.Name, b.Clause, b.State.Title(), k.Name).On("kind")
		}
	}
	return nil
}

// KnownBody refuses a deciding body that is none of the catalogue's; a catalogue without any refuses none.
// Errors: ErrBenefitBody.
func KnownBody(name string, bodies []allocation.Body) error {
	name = strings.TrimSpace(name)
	if name == "" || len(bodies) > 0 && !slices.ContainsFunc(bodies, func(b allocation.Body) bool { return b.Name == name }) {
		return ErrBenefitBody.With(name).On("body")
	}
	return nil
}

// may refuses a step that the state does not allow.
func (b *Benefit) may(step string, from ...BenefitState) error {
	if slices.Contains(from, b.State) {
		return nil
	}
	words := make([]string, len(from))
	for i, f := range from {
		words[i] = f.Title()
	}
	return ErrBenefitMove.Textf("优惠事项现在是%s，不能%s；只有%s时可以", b.State.Title(), step, strings.Join(words, "、"))
}

// BenefitGrant is the decision that grants a benefit.
type BenefitGrant struct {
	Body     string // who decided
	Decision string // document with its number
	Day      civil.Date
	Start    civil.Date // first day of the grant: from the signing of the contract on
	Heads    int64      // granted, of a kind by head
}

// Grant grants what was applied for. The start may lie before the application, but not before the signing; months before
// it are not spared and not made up for, because the fee clock runs from the signing (五(一)).
// Errors: ErrBenefitMove, ErrBenefitBody, ErrBenefitDocument, ErrTenancyDay, ErrBenefitStart, ErrBenefitGranted.
func (b *Benefit) Grant(g BenefitGrant, signed, today civil.Date) error {
	if err := b.may(say.Approve, BenefitApplied); err != nil {
		return err
	}
	if strings.TrimSpace(g.Body) == "" {
		return ErrBenefitBody.On("body")
	}
	if strings.TrimSpace(g.Decision) == "" {
		return ErrBenefitDocument.On("decision")
	}
	if err := dayWithin(g.Day, b.Applied, today); err != nil {
		return err
	}
	if last := g.Day.AddMonths(12); g.Start.IsZero() || g.Start.Before(signed) || g.Start.After(last) {
		return ErrBenefitStart.Textf("起始日期应在签订合同之日 %s 至 %s 之间，请按决定填写", signed, last).With(g.Start.String()).On("start")
	}
	if b.PerHead > 0 && (g.Heads < 1 || g.Heads > b.Heads) {
		return ErrBenefitGranted.Textf("批准人数应在 1 至申请的 %d 人之间", b.Heads).On("heads")
	}
	b.State, b.Decided, b.Body, b.Decision, b.Start = BenefitGranted, g.Day, strings.TrimSpace(g.Body), strings.TrimSpace(g.Decision), g.Start
	if b.PerHead > 0 {
		b.Heads, b.Amount = g.Heads, quantity.Money(g.Heads)*b.PerHead
	}
	return nil
}

// Refuse records that the application was not granted. Errors: ErrBenefitMove, ErrBenefitBody, ErrBenefitReason, ErrTenancyDay.
func (b *Benefit) Refuse(body, reason string, day, today civil.Date) error {
	if err := b.may("登记未批准", BenefitApplied); err != nil {
		return err
	}
	if strings.TrimSpace(body) == "" {
		return ErrBenefitBody.On("body")
	}
	if strings.TrimSpace(reason) == "" {
		return ErrBenefitReason.On("reason")
	}
	if err := dayWithin(day, b.Applied, today); err != nil {
		return err
	}
	b.State, b.Decided, b.Body, b.Decision = BenefitRefused, day, strings.TrimSpace(body), strings.TrimSpace(reason)
	return nil
}

// Suspend stops a granted benefit for the time being, from a day on that lies not after today.
// Errors: ErrBenefitMove, ErrBenefitReason, ErrBenefitDocument, ErrTenancyDay.
func (b *Benefit) Suspend(from civil.Date, reason, document string, today civil.Date) error {
	if err := b.may("暂停", BenefitGranted); err != nil {
		return err
	}
	if err := whyOn(reason, document); err != nil {
		return err
	}
	if err := dayWithin(from, b.since(), today); err != nil {
		return err
	}
	b.State = BenefitSuspended
	b.Pauses = append(slices.Clip(b.Pauses), BenefitPause{From: from, Reason: strings.TrimSpace(reason), Document: strings.TrimSpace(document)})
	return nil
}

// Resume ends a suspension; from is the first day of the grant again, not before the suspension and not after today.
// Errors: as Suspend.
func (b *Benefit) Resume(from civil.Date, reason, document string, today civil.Date) error {
	if err := b.may("恢复", BenefitSuspended); err != nil {
		return err
	}
	if err := whyOn(reason, document); err != nil {
		return err
	}
	if err := dayWithin(from, b.since(), today); err != nil {
		return err
	}
	b.Pauses = slices.Clone(b.Pauses)
	p := &b.Pauses[len(b.Pauses)-1]
	p.To, p.ResumeReason, p.ResumeDocument = from, strings.TrimSpace(reason), strings.TrimSpace(document)
	b.State = BenefitGranted
	return nil
}

// End ends a benefit from a day on, which is the first that is no longer granted; an application is taken back.
// Errors: as Suspend; the document is needed only where something was granted.
func (b *Benefit) End(day civil.Date, reason, document string, today civil.Date) error {
	if err := b.may("终止", BenefitApplied, BenefitGranted, BenefitSuspended); err != nil {
		return err
	}
	if b.State == BenefitApplied && strings.TrimSpace(document) == "" {
		document = reason // taking an application back needs no paper
	} else if err := whyOn(reason, document); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return ErrBenefitReason.On("reason")
	}
	if err := dayWithin(day, b.since(), today); err != nil {
		return err
	}
	if b.State == BenefitApplied {
		document = ""
	}
	b.State, b.Ended, b.EndReason, b.EndDocument = BenefitEnded, day, strings.TrimSpace(reason), strings.TrimSpace(document)
	return nil
}

// EndWithTenancy ends what is live when the tenancy ends; false says that nothing was.
func (b *Benefit) EndWithTenancy(day civil.Date) bool {
	if !b.State.Live() {
		return false
	}
	b.State, b.Ended, b.EndReason, b.WithTenancy = BenefitEnded, day, "入驻已结束", true
	return true
}

// Revive takes back that a benefit ended with its tenancy; false says that it did not.
func (b *Benefit) Revive() bool {
	if b.State != BenefitEnded || !b.WithTenancy {
		return false
	}
	b.Ended, b.EndReason, b.WithTenancy = civil.Date{}, "", false
	switch n := len(b.Pauses); {
	case b.Start.IsZero():
		b.State = BenefitApplied
	case n > 0 && b.Pauses[n-1].To.IsZero():
		b.State = BenefitSuspended
	default:
		b.State = BenefitGranted
	}
	return true
}

// since is the first day on which the next step may stand: of the application, the grant, the last suspension or its end.
func (b *Benefit) since() civil.Date {
	if b.Start.IsZero() {
		return b.Applied
	}
	day := b.Start
	for _, p := range b.Pauses {
		day = civil.Max(day, civil.Max(p.From, p.To))
	}
	return day
}

// dayWithin is dayBetween beside the field of the day.
func dayWithin(day, first, last civil.Date) error {
	if day.IsZero() || day.Before(first) || day.After(last) {
		return allocation.ErrTenancyDay.Textf(allocation.TextTenancyDay, first, last).With(day.String()).On("day")
	}
	return nil
}

// whyOn refuses a step without its reason or its paper.
func whyOn(reason, document string) error {
	if strings.TrimSpace(reason) == "" {
		return ErrBenefitReason.On("reason")
	}
	if strings.TrimSpace(document) == "" {
		return ErrBenefitDocument.On("document")
	}
	return nil
}

// Benefits.
var (
	ErrBenefitMove     = say.Refuse("benefit_move", "优惠事项现在的状态不能这样办理")
	ErrBenefitForce    = say.Refuse("benefit_force", "申请当日这项优惠还没有施行或已经停止，请核对申请日期")
	ErrBenefitWater    = say.Refuse("benefit_water", "以水为主要生产、经营要件的不减免水费（五(一)2）；若登记有误，请先更正用水情况")
	ErrBenefitGroup    = say.Refuse("benefit_group", "承租人不属于这项优惠所列的群体，请写明申请的理由")
	ErrBenefitGranted  = say.Refuse("benefit_granted_heads", "批准人数应在申请人数以内")
	ErrBenefitExcludes = say.Refuse("benefit_excludes", "这两项优惠不能同时享受")
	ErrBenefitBody     = say.Refuse("benefit_body", "请从目录里选作出决定的机关或单位；目录里没有的，请系统管理员先加到“机关”目录")
	ErrBenefitDocument = say.Refuse("benefit_document", "请写明依据的文件名称和文号")
	ErrBenefitReason   = say.Refuse("benefit_reason", say.AskReason)
	ErrBenefitStart    = say.Refuse("benefit_start", "起始日期不合适")
)

var benefitStateTitles = map[BenefitState]string{
	BenefitApplied: "已申请", BenefitGranted: "已批准", BenefitSuspended: "已暂停", BenefitEnded: say.Terminated, BenefitRefused: say.NotApproved,
}
