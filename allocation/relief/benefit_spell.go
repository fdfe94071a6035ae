package relief

import (
	"fmt"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
)

// BenefitSpell is a time [From, To) over which a benefit is granted; without To it lasts.
type BenefitSpell struct{ From, To civil.Date }

// Spells are the times over which the benefit is granted: from its start to its end without its suspensions.
func (b *Benefit) Spells() []BenefitSpell {
	var out []BenefitSpell
	add := func(from, to civil.Date) {
		if !b.Ended.IsZero() && (to.IsZero() || to.After(b.Ended)) {
			to = b.Ended
		}
		if !b.Until.IsZero() && (to.IsZero() || to.After(b.Until)) {
			to = b.Until
		}
		if to.IsZero() || from.Before(to) {
			out = append(out, BenefitSpell{from, to})
		}
	}
	if b.Start.IsZero() {
		return nil
	}
	from := b.Start
	for _, p := range b.Pauses {
		add(from, p.From)
		if p.To.IsZero() {
			return out
		}
		from = p.To
	}
	add(from, civil.Date{})
	return out
}

// GrantedOn reports whether the benefit is granted on a day.
func (b *Benefit) GrantedOn(d civil.Date) bool {
	return slices.ContainsFunc(b.Spells(), func(s BenefitSpell) bool { return !d.Before(s.From) && (s.To.IsZero() || d.Before(s.To)) })
}

// Parts is the first day on which two states of a benefit that spares a fee differ in whether it does; none where they do not.
func (b *Benefit) Parts(o Benefit) (day civil.Date) {
	if !b.Spares() {
		return day
	}
	mine, other := b.Spells(), o.Spells()
	edge := func(d civil.Date) {
		if !d.IsZero() && (day.IsZero() || d.Before(day)) && b.GrantedOn(d) != o.GrantedOn(d) {
			day = d
		}
	}
	for _, s := range slices.Concat(mine, other) {
		edge(s.From)
		edge(s.To)
	}
	return day
}

// WaiverSpells are when each fee's waiver is granted by the benefits of a tenancy; the list is never nil, so that without
// a benefit nothing is waived.
func WaiverSpells(list []Benefit) []charge.WaiverSpell {
	out := []charge.WaiverSpell{}
	for _, b := range list {
		for _, s := range b.Spells() {
			for _, f := range b.Waives {
				out = append(out, charge.WaiverSpell{Fee: f, From: s.From, To: s.To})
			}
		}
	}
	return out
}

// Late counts the days by which the answer is or was behind the promised time; 0 when it is not, or none was promised.
func (b *Benefit) Late(today civil.Date) int {
	if b.Due.IsZero() || b.Decided.IsZero() && b.State != BenefitApplied {
		return 0
	}
	day := today
	if !b.Decided.IsZero() {
		day = b.Decided
	}
	return max(0, day.Sub(b.Due))
}

// Served counts the days from the application to the decision; ok is false while there is none.
func (b *Benefit) Served() (days int, ok bool) {
	if b.Decided.IsZero() {
		return 0, false
	}
	return b.Decided.Sub(b.Applied), true
}

// Line is the benefit in one line for a page of its tenancy: what it is, where it stands and since when.
func (b *Benefit) Line(today civil.Date) string { return b.Name + "  " + b.Status(today) }

// Status is where the benefit stands in a few words: 2021-01-04起, 2021-03-01起暂停, 2021-03-02申请，2021-03-04前答复，已逾期 11 天.
func (b *Benefit) Status(today civil.Date) string {
	switch b.State {
	case BenefitApplied:
		text := fmt.Sprintf("%s申请", b.Applied)
		if late := b.Late(today); late > 0 {
			return text + fmt.Sprintf("，已逾期 %d 天", late)
		}
		if !b.Due.IsZero() {
			text += fmt.Sprintf("，%s前答复", b.Due)
		}
		return text
	case BenefitGranted:
		if b.Percent > 0 {
			return fmt.Sprintf("%s至%s，再减 %d%%", b.Start, b.Until.AddDays(-1), b.Percent)
		}
		text := fmt.Sprintf("%s起", b.Start)
		if b.Amount > 0 {
			text += fmt.Sprintf("，%d 人 %s 元", b.Heads, b.Amount)
		}
		if late := b.Late(today); late > 0 {
			text += fmt.Sprintf("（逾期 %d 天）", late)
		}
		return text
	case BenefitSuspended:
		return fmt.Sprintf("%s起暂停", b.Pauses[len(b.Pauses)-1].From)
	case BenefitRefused:
		return fmt.Sprintf("%s未批准", b.Decided)
	case BenefitEnded:
		if b.Start.IsZero() {
			return fmt.Sprintf("%s撤回申请", b.Ended)
		}
		return fmt.Sprintf("%s终止", b.Ended)
	}
	return b.State.Title()
}
