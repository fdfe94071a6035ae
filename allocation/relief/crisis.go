package relief

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// KindCrisis is the kind of a further relief for some months: it stands on a decision of its own, not in the catalogue.
const KindCrisis = "crisis"

// Crisis is the decision that forgoes a further share of some fees over [From, To), such as rent in a year of crisis.
type Crisis struct {
	Name     string // what people call it: 2020 年疫情房租减免
	Body     string
	Decision string // document with its number
	Day      civil.Date
	Fees     []charge.Fee
	Percent  int // of what would be payable, 1 to 100
	From, To civil.Date
	Also     []int64 // stays that get it although something speaks against it: Unfit
	Despite  string  // why
}

// Check refuses an incomplete decision. Errors: ErrCrisisName, ErrBenefitBody, ErrBenefitDocument, ErrTenancyDay, ErrCrisisFees,
// ErrCrisisPercent, ErrCrisisDays, ErrCrisisDespite.
func (c Crisis) Check(today civil.Date) error {
	switch {
	case strings.TrimSpace(c.Name) == "":
		return ErrCrisisName.On("name")
	case strings.TrimSpace(c.Body) == "":
		return ErrBenefitBody.On("body")
	case strings.TrimSpace(c.Decision) == "":
		return ErrBenefitDocument.On("decision")
	case len(c.Fees) == 0 || slices.ContainsFunc(c.Fees, func(f charge.Fee) bool { return !f.Valid() }):
		return ErrCrisisFees.On("fees")
	case len(c.Also) > 0 && strings.TrimSpace(c.Despite) == "":
		return ErrCrisisDespite.On("despite")
	case c.Percent < 1 || c.Percent > 100:
		return ErrCrisisPercent.On("percent")
	case c.From.IsZero() || c.To.IsZero():
		return ErrCrisisDays.On("to")
	case !c.From.Before(c.To):
		return ErrCrisisDays.Textf("止日 %s 早于起日 %s；只减免一天的，止日与起日填同一天", c.To.AddDays(-1), c.From).On("to")
	case c.To.After(c.From.AddMonths(mostCrisis)):
		return ErrCrisisDays.Textf("一次决定最长 %d 个月，止日最晚 %s；更长的请另作决定", mostCrisis, c.From.AddMonths(mostCrisis).AddDays(-1)).On("to")
	}
	return dayWithin(c.Day, allocation.From2017("").From, today)
}

// mostCrisis is the longest time of one decision in months.
const mostCrisis = 36

// Overlaps reports whether a stay has days in the time of the decision.
func (c Crisis) Overlaps(t allocation.Tenancy) bool {
	return t.State != allocation.TenancyVoid && t.Signed.Before(c.To) && (t.Ended.IsZero() || c.From.Before(t.Ended))
}

// Grant is the decision as a benefit of a stay, granted; of a stay that has ended, ended with it. Errors: those of Check,
// ErrCrisisStay, ErrCrisisUnfit.
func (c Crisis) Grant(s Standing, today civil.Date) (Benefit, error) {
	t := s.Tenancy
	if err := c.Check(today); err != nil {
		return Benefit{}, err
	}
	if !c.Overlaps(t) {
		return Benefit{}, ErrCrisisStay.Textf("入驻 %s 在 %s 至 %s 期间不在用，请从名单里去掉", t.Number, c.From, c.To.AddDays(-1)).On("who")
	}
	reason, err := c.reasonFor(s)
	if err != nil {
		return Benefit{}, err
	}
	b := Benefit{
		Reason: reason,
		Kind:   KindCrisis, Name: strings.TrimSpace(c.Name), Clause: strings.TrimSpace(c.Decision), Repeats: true, DueSure: true,
		State: BenefitGranted, Applied: c.Day, Decided: c.Day, Body: strings.TrimSpace(c.Body), Decision: strings.TrimSpace(c.Decision),
		Start: civil.Max(c.From, t.Signed), Until: c.To, Relieves: slices.Clone(c.Fees), Percent: c.Percent,
	}
	if !t.Ended.IsZero() {
		b.EndWithTenancy(t.Ended)
	}
	return b, nil
}

// Reliefs are the times over which the benefits of a tenancy forgo a further share of a fee. On the days that are barred only one
// with a reason does.
func Reliefs(list []Benefit, barred []charge.Span) []charge.Relief {
	var out []charge.Relief
	for _, b := range list {
		if b.Percent == 0 {
			continue
		}
		for _, s := range b.Spells() {
			days := []charge.Span{{From: s.From, To: s.To}}
			if b.Reason == "" {
				days = without(days[0], barred)
			}
			for _, d := range days {
				for _, f := range b.Relieves {
					out = append(out, charge.Relief{Fee: f, From: d.From, To: d.To, Percent: b.Percent})
				}
			}
		}
	}
	return out
}

// A further relief.
var (
	ErrCrisisName    = say.Refuse("crisis_name", "请写明这次减免的名称，如“2020 年疫情房租减免”")
	ErrCrisisFees    = say.Refuse("crisis_fees", "请选择减免哪些费用")
	ErrCrisisPercent = say.Refuse("crisis_percent", "比例应为 1 至 100：在应缴的基础上再减百分之几")
	ErrCrisisDays    = say.Refuse("crisis_days", "起止日期不对：止日不早于起日，一次决定最长 36 个月")
	ErrCrisisStay    = say.Refuse("crisis_stay", "这一户在减免期间不在用，请从名单里去掉")
	ErrCrisisTwice   = say.Refuse("crisis_twice", "这一户已按同一决定登记过")
	ErrCrisisNobody  = say.Refuse("crisis_nobody", "没有一户在减免期间在用，请核对起止日期")
)
