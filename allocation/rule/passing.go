package rule

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"penggai/allocation/say"
)

// PassedOver is somebody better ranked from whom a placement takes something: what it would have held, and what is left to it. Or it is
// somebody who waits in a round under way that does not have these units: what of them would fit, and nothing else.
type PassedOver struct {
	Rank   int      `json:"rank"` // from 1 on, in the list within which is decided; 0 of everybody beside that list
	Number string   `json:"number"`
	Name   string   `json:"-"`                // for people; empty where nobody has put it in
	Had    []string `json:"had"`              // units, in bay order
	Left   []string `json:"left"`             // the same; empty where it is left without a place
	Round  string   `json:"round,omitempty"`  // the number of another round, in which it waits
	Beside bool     `json:"beside,omitempty"` // it waits in no round, and the decision is one within a round
}

// InRound is an applicant who waits in a round under way.
type InRound struct {
	InstanceApplicant
	Round string // its number
}

// FitInRounds names those who wait in rounds under way and have an option that holds one of the units, in the order of others: the rule's
// list does not know them, and a shop that was left out of their pool would else go past them unseen. The instance is that of PassingOver.
func (in *Instance) FitInRounds(others []InRound, units []string) []PassedOver {
	if len(others) == 0 {
		return nil
	}
	look := *in
	look.Params.PerJob, look.Params.ScaleToSupply = in.Rate(), false // that of those who wait outside rounds
	look.Applicants = make([]InstanceApplicant, len(others))
	for i, o := range others {
		look.Applicants[i] = o.InstanceApplicant
	}
	passes := []*Instance{&look}
	if look.Params.Rest.Given {
		passes = append(passes, look.Second(&Result{}))
	}
	var out []PassedOver
	for _, o := range others {
		for _, pass := range passes {
			places := pass.Places(o.Number, math.MaxInt)
			i := slices.IndexFunc(places, func(p Place) bool {
				return slices.ContainsFunc(p.Units, func(u string) bool { return slices.Contains(units, u) })
			})
			if i >= 0 {
				out = append(out, PassedOver{Number: o.Number, Had: places[i].Units, Round: o.Round})
				break
			}
		}
	}
	return out
}

// PassingOver names whom placing an applicant on some units passes over. The instance holds all vacant units of the district
// and everybody who waits, the applicant among them, and no decisions but those that stand. The placement is in order, and the
// list empty, where everybody ranked above the applicant who would be served is served all the same, and with an option that
// stands no lower in its own order. progress may be nil; it counts both solutions. Errors: ErrBadInstance, those of ctx.
func PassingOver(ctx context.Context, in *Instance, applicant string, units []string, progress func(done, total int)) ([]PassedOver, error) {
	placed := *in
	placed.Fixed = append(slices.Clone(in.Fixed), Fixed{Applicant: applicant, Units: units})
	part := func(n int) func(done, total int) {
		if progress == nil {
			return nil
		}
		return func(done, total int) { progress(n*total+done, 2*total) }
	}
	before, err := Solve(ctx, in, part(0))
	if err != nil {
		return nil, err
	}
	after, err := Solve(ctx, &placed, part(1))
	if err != nil {
		return nil, err
	}
	var passed []PassedOver
	was, is := before.Final(), after.Final()
	for i := range was {
		if was[i].Number == applicant {
			break
		}
		if len(was[i].Units) == 0 || slices.Equal(was[i].Units, is[i].Units) {
			continue
		}
		worse, err := in.standsLower(before, after, i)
		if err != nil {
			return nil, err
		}
		if worse {
			passed = append(passed, PassedOver{Rank: was[i].Rank, Number: was[i].Number, Had: was[i].Units, Left: is[i].Units})
		}
	}
	return passed, nil
}

// standsLower tells whether the line with this index is left with something that its applicant likes less: nothing, a place of
// the second pass instead of the first, or an option further down in its own order.
func (in *Instance) standsLower(before, after *Result, i int) (bool, error) {
	had, left := before.Final()[i].Units, after.Final()[i].Units
	if len(left) == 0 {
		return true, nil
	}
	first, still := before.servedFirst(i), after.servedFirst(i)
	if first != still {
		return first, nil
	}
	look := in
	if !first {
		look = in.Second(before)
		look.Fixed = in.Fixed // what the others hold does not matter to its own order
	}
	options, _, err := look.PreferredOptions(before.Ranks[i].Number, 0)
	if err != nil {
		return false, err
	}
	place := func(units []string) int {
		return slices.IndexFunc(options, func(o ListedOption) bool { return slices.Equal(o.Units, units) })
	}
	return place(left) > place(had), nil
}

// servedFirst tells whether the first pass served the line.
func (r *Result) servedFirst(i int) bool { return len(r.Ranks[i].Units) > 0 }

// Text says what the placement takes from it; without a name it is called by its number alone.
func (p PassedOver) Text() string {
	who := strings.TrimSpace(p.Number + " " + p.Name)
	if p.Beside {
		who += " 在批次之外等候，"
	} else {
		who += " "
	}
	return who + p.Fate()
}

// Fate is what becomes of it in words.
func (p PassedOver) Fate() string {
	switch {
	case p.Round != "":
		return fmt.Sprintf("在办理中的批次 %s 里等候，%s 也适合，但不在该批次的房源里", p.Round, strings.Join(p.Had, " "))
	case len(p.Left) == 0:
		return fmt.Sprintf("名次在前，原可得 %s，将无处可安置", strings.Join(p.Had, " "))
	}
	return fmt.Sprintf("名次在前，原可得 %s，将只能得 %s", strings.Join(p.Had, " "), strings.Join(p.Left, " "))
}

// FateOf says in words what becomes of an applicant whom a decision passes over; false where it does not.
func FateOf(passed []PassedOver, number string) (string, bool) {
	for _, p := range passed {
		if p.Number == number {
			return p.Fate(), true
		}
	}
	return "", false
}

// Overtaking is a placement that passes over somebody as the record keeps it: whom, why, and who signed as the second person. Nothing of it
// where it passes over nobody.
type Overtaking struct {
	List   []PassedOver `json:"list"`
	Reason string       `json:"reason"`
	Second string       `json:"second"`
}

// Overtake is the placement that passes over these, by a reason and a second person. Errors: ErrOutOfOrder.
func Overtake(passed []PassedOver, reason, second string) (Overtaking, error) {
	if len(passed) == 0 {
		return Overtaking{}, nil
	}
	o := Overtaking{passed, strings.TrimSpace(reason), second}
	if o.Reason == "" || second == "" {
		return Overtaking{}, ErrOutOfOrder.Textf("这样安置会越过 %d 户（四(三)、二）：%s。请改选别处，或写明理由并由第二人签署", len(passed), o.some())
	}
	return o, nil
}

// Public is the placement as a notice says it: whom it passes over by number, with what is left to each, and why; those of another round stand
// together. The second person is not named on a wall.
func (o Overtaking) Public() []string {
	if len(o.List) == 0 {
		return nil
	}
	out := []string{fmt.Sprintf("本次安置越过 %d 户，理由：%s。", len(o.List), o.Reason)}
	for _, p := range o.grouped(false) {
		out = append(out, "越过："+p+"。")
	}
	return out
}

// Lines are those whom it passes over as a window names them; those of another round stand together.
func (o Overtaking) Lines() []string { return o.grouped(true) }

func (o Overtaking) grouped(named bool) (out []string) {
	call := func(p PassedOver) PassedOver {
		if !named {
			p.Name = ""
		}
		return p
	}
	done := map[string]bool{}
	for _, p := range o.List {
		if p.Round == "" {
			out = append(out, call(p).Text())
			continue
		}
		if done[p.Round] {
			continue
		}
		done[p.Round] = true
		var same []string
		for _, q := range o.List {
			if q.Round == p.Round {
				q = call(q)
				same = append(same, strings.TrimSpace(q.Number+" "+q.Name)+"（"+strings.Join(q.Had, " ")+"）")
			}
		}
		if len(same) == 1 {
			out = append(out, call(p).Text())
			continue
		}
		out = append(out, fmt.Sprintf("在办理中的批次 %s 里等候的 %d 户，这里有也适合他们的，但不在该批次的房源里：%s", p.Round, len(same), strings.Join(same, "、")))
	}
	return out
}

// someOf is how many a refusal names.
const someOf = 5

// some are the first ones in words, for a refusal.
func (o Overtaking) some() string {
	if len(o.List) <= someOf {
		return o.who()
	}
	return Overtaking{List: o.List[:someOf]}.who() + " 等"
}

func (o Overtaking) who() string {
	texts := make([]string, len(o.List))
	for i, p := range o.List {
		texts[i] = p.Text()
	}
	return strings.Join(texts, "；")
}

// Text is the whole in words; empty where nobody is passed over.
func (o Overtaking) Text() string {
	if len(o.List) == 0 {
		return ""
	}
	return o.Reason + "（越过：" + o.who() + "；第二人 " + o.Second + "）"
}

// ErrOutOfOrder refuses a single placement that passes over somebody without a reason and a second signature.
var ErrOutOfOrder = say.Refuse("out_of_order", "这样安置会越过在等候的各户，请改选别处，或写明理由并由第二人签署").On("reason")
