package tenure

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
)

// Earlier is a stay, over or running, of the applicant of an award or of somebody like it.
type Earlier struct {
	ID        int64
	Number    string // of the stay
	Name      string // of its tenant
	Same      bool   // the applicant itself, or one with its own identity or registration number
	Alike     []likeness.FlagKind
	Clock     civil.Date // fee clock of the stay
	Signed    civil.Date
	Ended     civil.Date // none while it runs
	FullPrice bool       // the stay itself was at full price from its first day
}

// SameTenant reports whether two applicants are one by their own number: the credit code of a company, else the identity number.
func SameTenant(a, b allocation.Applicant) bool {
	own := func(x allocation.Applicant) string {
		if x.Kind == allocation.Company {
			return identity.PlainID(x.CreditCode)
		}
		return identity.PlainID(x.IDNumber)
	}
	return a.ID == b.ID || own(a) != "" && own(a) == own(b)
}

// Alike lists in what an applicant is like another one: a number, the head, also of before, a telephone, an address.
func Alike(a allocation.Applicant, b likeness.Trace, today civil.Date) (out []likeness.FlagKind) {
	if a.ID == b.Applicant.ID {
		return nil
	}
	of := []likeness.Trace{{Applicant: b.Applicant, Former: b.Former}}
	for _, f := range likeness.FindFlags(allocation.Application{Sector: "-"}, a, of, today) {
		if f.Noun == allocation.NounApplicant {
			out = append(out, f.Kind)
		}
	}
	return out
}

// Words name the stay and in what its tenant is alike: RZ-JS-2017-0002 王宝（负责人相同、电话相同）.
func (e Earlier) Words() string {
	words := make([]string, len(e.Alike))
	for i, k := range e.Alike {
		words[i] = k.Title()
	}
	if len(words) == 0 {
		words = []string{"同一主体"}
	}
	return fmt.Sprintf("%s %s（%s）", e.Number, e.Name, strings.Join(words, "、"))
}

// used are the days of the six years that the stay has used by a day.
func (e Earlier) used(day civil.Date) int {
	if e.FullPrice {
		return 0
	}
	if !e.Ended.IsZero() {
		day = civil.Min(e.Ended, day)
	}
	return max(0, day.Sub(e.Clock))
}

// ClockChoice is what holds for the fee clock of who has stayed before, or is like somebody who has (五(一)).
type ClockChoice = allocation.ClockHow

// DefaultChoice is what holds without a decision: of an applicant that comes back the months not used yet, of one that still stays
// elsewhere its running clock. asked: somebody else is like it; then nothing holds until the approver decides.
func DefaultChoice(list []Earlier) (c ClockChoice, asked bool) {
	for _, e := range list {
		switch {
		case !e.Same:
			asked = true
		case e.Ended.IsZero():
			c = allocation.ClockOn
		case c == "":
			c = allocation.ClockRest
		}
	}
	if asked {
		return "", true
	}
	return c, false
}

// ClockOf is the first day of the six years under a choice for a stay that is signed on a day: that of the earliest stay (接着算), so
// long before the signing as the most used stay took (剩余), six years before it (全价), the signing (重新起算).
func ClockOf(c ClockChoice, list []Earlier, signed civil.Date) civil.Date {
	clock, used := signed, 0
	switch c {
	case allocation.ClockOn:
		for _, e := range list {
			clock = civil.Min(clock, e.Clock)
		}
	case allocation.ClockRest:
		for _, e := range list {
			used = max(used, e.used(signed))
		}
		clock = signed.AddDays(-used)
	case allocation.ClockFull:
		clock = signed.AddMonths(-charge.WaivedMonths)
	case allocation.ClockFresh, allocation.ClockNone:
	}
	return clock
}

// SetClock decides the fee clock of a stay that has just been signed. Without earlier stays there is nothing to decide; what holds by
// default needs no reason; anything else is the approver's, with one (五(一)). Errors: ErrClockAsked, ErrClockReason, ErrClockRole,
// ErrClockChoice.
func SetClock(t *allocation.Tenancy, list []Earlier, c ClockChoice, reason string, approver bool) error {
	reason = strings.TrimSpace(reason)
	if len(list) == 0 {
		return nil
	}
	usual, asked := DefaultChoice(list)
	if c == "" {
		c = usual
	}
	if c == "" {
		return ErrClockAsked.Textf("与 %s 相同，须由分管领导决定优惠起算日是接着算还是重新起算（五(一)），并写明理由", list[0].Words()).On("clock")
	}
	if !slices.Contains(allocation.ClockHows, c) {
		return ErrClockChoice.With(string(c)).On("clock")
	}
	if c != usual || asked {
		switch {
		case reason == "":
			return ErrClockReason.On("decision")
		case !approver:
			return ErrClockRole.On("clock")
		}
	}
	words := make([]string, len(list))
	for i, e := range list {
		words[i] = e.Words()
	}
	t.Clock, t.How, t.Renewal, t.Basis = ClockOf(c, list, t.Signed), c, reason, strings.Join(words, "；")
	return nil
}

// Clocks of who has stayed before.
var (
	ErrClockAsked  = say.Refuse("clock_asked", "与此前的入驻相同，须由分管领导决定优惠起算日（五(一)）")
	ErrClockReason = say.Refuse("clock_reason", "请写明决定的文件和理由（五(一)），会写进合同")
	ErrClockRole   = say.Refuse("clock_role", "起算日怎么算由分管领导决定（五(一)），请分管领导办理签约")
	ErrClockChoice = say.Refuse("clock_choice", "请选择优惠起算日怎么算：接着算、只用剩余月份、按全价或重新起算（五(一)）")
)
