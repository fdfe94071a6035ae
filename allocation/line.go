package allocation

import (
	"fmt"
	"slices"
	"strings"
)

// Millijobs prints thousandths of a job as jobs: 14400 is 14.4, 12000 is 12.
func Millijobs(n int64) string {
	s := fmt.Sprintf("%d.%03d", n/1000, n%1000)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// Lines explains a result line by line in words: everything that it says is a field of the result or of its instance.
type Lines struct {
	in         *Instance
	res        *Result
	applicants map[string]*InstanceApplicant
	ranks      map[string]*Rank
}

// NewLines prepares the words of a result; the instance is the one that it was computed from.
func NewLines(in *Instance, res *Result) *Lines {
	l := &Lines{in: in, res: res, applicants: make(map[string]*InstanceApplicant, len(in.Applicants)), ranks: make(map[string]*Rank, len(res.Ranks))}
	for i := range in.Applicants {
		l.applicants[in.Applicants[i].Number] = &in.Applicants[i]
	}
	for i := range res.Ranks {
		l.ranks[res.Ranks[i].Number] = &res.Ranks[i]
	}
	return l
}

// Note is the line's reason in a few words, for the last column of a table.
func (r Rank) Note() string {
	switch r.Reason {
	case ReasonFixed:
		if len(r.Units) == 0 {
			return textNoteFixedNone
		}
		return textNoteFixed
	case ReasonBandEmpty:
		return textNoteBandEmpty
	case ReasonNoOption:
		return textNoteNoOption
	case ReasonOutranked:
		if r.Blocked != nil && len(r.Blocked.Units) > 0 {
			return textNoteHall
		}
		return textNoteOutranked
	case ReasonAwarded:
	}
	switch n := len(r.Units); {
	case n > 1 && r.Choice == 1:
		return fmt.Sprintf(textNoteRun, n)
	case n > 1:
		return fmt.Sprintf(textNoteChoiceRun, r.Choice, n)
	case r.Choice > 1:
		return fmt.Sprintf(textNoteChoice, r.Choice)
	}
	return textNoteBest
}

// Weight says how the weight comes about: 岗位 12，税收折 2.4，合 14.4.
func (l *Lines) Weight(number string) string {
	a, r := l.applicants[number], l.ranks[number]
	if a == nil || r == nil {
		return ""
	}
	return fmt.Sprintf(textLineWeight, Millijobs(a.JobsMillis), Millijobs(l.in.Params.TaxPart(a)), Millijobs(r.WeightMillis))
}

// Entitlement says what the weight carries, and the range that an award may lie in.
func (l *Lines) Entitlement(number string) string {
	r := l.ranks[number]
	if r == nil {
		return ""
	}
	a := l.applicants[number]
	text := fmt.Sprintf(textLineTarget, r.Target)
	e := l.in.Params.Entitlement(r.WeightMillis, l.res.Rate)
	if a.Max != nil && *a.Max < e {
		text = fmt.Sprintf(textLineOwnMax, e, r.Target)
	}
	if r.Lo > r.Hi {
		return text
	}
	return text + fmt.Sprintf(textLineRange, r.Lo, r.Hi)
}

// Reason says why the line is as it is.
func (l *Lines) Reason(number string) string {
	r := l.ranks[number]
	if r == nil {
		return ""
	}
	switch r.Reason {
	case ReasonFixed:
		if len(r.Units) == 0 {
			return textLineFixedNone
		}
		return textLineFixed
	case ReasonBandEmpty:
		return fmt.Sprintf(textLineBandEmpty, r.Lo, r.Hi)
	case ReasonNoOption:
		return l.noOption(r)
	case ReasonOutranked:
		return l.outranked(r)
	case ReasonAwarded:
	}
	return l.awarded(r)
}

// Words is weight, entitlement and reason in one sentence.
func (l *Lines) Words(number string) string {
	return l.Weight(number) + textLineStop + l.Entitlement(number) + textLineStop + l.Reason(number)
}

func (l *Lines) noOption(r *Rank) string {
	e := r.Excluded
	if e == nil {
		return textLineNoOption
	}
	var parts []string
	for _, p := range []struct {
		n    int
		text string
	}{{e.Fixed, textExcludedFixed}, {e.Community, textExcludedCommunity}, {e.Tags, textExcludedTags}, {e.Area, textExcludedArea}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.text, p.n))
		}
	}
	if len(parts) == 0 {
		return textLineNoOption
	}
	return textLineNoOption + textLineColon + strings.Join(parts, textLineComma)
}

func (l *Lines) outranked(r *Rank) string {
	b := r.Blocked
	switch {
	case b == nil:
		return textNoteOutranked
	case len(b.Units) == 0:
		return fmt.Sprintf(textLineSearch, r.Options, b.Nodes)
	case len(b.Units) == 1:
		return fmt.Sprintf(textLineHallOne, b.Units[0], l.rankOf(b.Others[0]))
	}
	return fmt.Sprintf(textLineHall, len(b.Units), len(b.Others), len(b.Others)+1)
}

// awarded tells the award's place among the options, and where those went that the applicant likes better, gathered by who has them.
func (l *Lines) awarded(r *Rank) string {
	if r.Choice == 1 {
		return textLineBest
	}
	type fate struct{ why, by string }
	var order []fate
	count := map[fate]int{}
	for _, p := range r.Passed {
		f := fate{p.Why, p.By}
		if count[f] == 0 {
			order = append(order, f)
		}
		count[f]++
	}
	var parts []string
	for i, f := range order {
		if i == 4 {
			parts = append(parts, textPassedMore)
			break
		}
		switch {
		case f.why == PassedTaken:
			parts = append(parts, fmt.Sprintf(textPassedTaken, count[f], l.rankOf(f.by)))
		case f.by == "":
			parts = append(parts, fmt.Sprintf(textPassedKept, count[f]))
		default:
			parts = append(parts, fmt.Sprintf(textPassedNeeded, count[f], l.rankOf(f.by)))
		}
	}
	return fmt.Sprintf(textLineRest, r.Choice-1) + strings.Join(parts, textLineComma)
}

func (l *Lines) rankOf(number string) int {
	if r := l.ranks[number]; r != nil {
		return r.Rank
	}
	return 0
}

// Above and Below are the neighbours in rank order; found is false at the ends.
func (l *Lines) Above(number string) (Rank, bool) { return l.neighbour(number, -1) }

// Below is the next one in rank order.
func (l *Lines) Below(number string) (Rank, bool) { return l.neighbour(number, 1) }

func (l *Lines) neighbour(number string, step int) (Rank, bool) {
	i := slices.IndexFunc(l.res.Ranks, func(r Rank) bool { return r.Number == number }) + step
	if l.ranks[number] == nil || i < 0 || i >= len(l.res.Ranks) {
		return Rank{}, false
	}
	return l.res.Ranks[i], true
}

// Between says which step of the rule puts the better of two neighbours first.
func (l *Lines) Between(better, worse string) string {
	a, b := l.applicants[better], l.applicants[worse]
	if a == nil || b == nil {
		return ""
	}
	s, t := l.in.standing(a), l.in.standing(b)
	_, step := s.compare(&t)
	switch step {
	case StepBand:
		return fmt.Sprintf(textStepBand, s.band, t.band)
	case StepPolicy:
		return fmt.Sprintf(textStepPolicy, s.band)
	case StepGroup:
		return fmt.Sprintf(textStepGroup, s.band)
	case StepWeight:
		return fmt.Sprintf(textStepWeight, s.band, Millijobs(s.weight), Millijobs(t.weight))
	case StepLot:
		return fmt.Sprintf(textStepLot, s.band, hexOf(s.lot)[:8], hexOf(t.lot)[:8])
	case StepNumber:
	}
	return textStepNumber
}
