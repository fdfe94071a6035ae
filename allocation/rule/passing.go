package rule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"
)

// PassedOver is somebody better ranked from whom a placement takes something: what it would have held, and what is left to it.
type PassedOver struct {
	Rank   int      `json:"rank"` // from 1 on
	Number string   `json:"number"`
	Name   string   `json:"-"`    // for people; empty where nobody has put it in
	Had    []string `json:"had"`  // units, in bay order
	Left   []string `json:"left"` // the same; empty where it is left without a place
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

// Text says what the placement takes from it.
func (p PassedOver) Text() string {
	if len(p.Left) == 0 {
		return fmt.Sprintf("%s %s 名次在前，原可得 %s，将无处可安置", p.Number, p.Name, strings.Join(p.Had, " "))
	}
	return fmt.Sprintf("%s %s 名次在前，原可得 %s，将只能得 %s", p.Number, p.Name, strings.Join(p.Had, " "), strings.Join(p.Left, " "))
}

// PassReason is what the record of a single placement says of those whom it passes over: the reason, their names, and who signed
// as the second person; empty where it passes over nobody. Errors: ErrOutOfOrder.
func PassReason(passed []PassedOver, reason, second string) (string, error) {
	if len(passed) == 0 {
		return "", nil
	}
	texts := make([]string, len(passed))
	for i, p := range passed {
		texts[i] = p.Text()
	}
	who := strings.Join(texts, "；")
	if reason = strings.TrimSpace(reason); reason == "" || second == "" {
		return "", ErrOutOfOrder.Textf("这样安置会越过名次在前的 %d 户（四(三)、二）：%s。请改选别处，或写明理由并由第二人签署", len(passed), who)
	}
	return reason + "（越过：" + who + "；第二人 " + second + "）", nil
}

// ErrOutOfOrder refuses a single placement that passes over somebody without a reason and a second signature.
var ErrOutOfOrder = say.Refuse("out_of_order", "这样安置会越过名次在前的申请，请改选别处，或写明理由并由第二人签署").On("reason")
