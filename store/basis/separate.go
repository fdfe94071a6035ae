package basis

import (
	"slices"

	"penggai/store/engine"
)

// Separate keeps two steps of one case in two hands: it compares the actor with who moved the record into one of
// the states (any move when none is named). Under strict separation the same person is refused with ErrSamePerson;
// under warn it returns true and the log entry says so.
func Separate(t *engine.Tx, district, noun string, id int64, states ...string) (warn bool, err error) {
	if t.By.Console {
		return false, nil
	}
	type step struct {
		account int64
		state   string
	}
	steps, err := engine.All(t.Ctx, t, func(s engine.Scanner) (step, error) {
		var v step
		return v, s.Scan(&v.account, &v.state)
	}, `SELECT account, to_state FROM move WHERE noun = $1 AND noun_id = $2 ORDER BY id`, noun, id)
	if err != nil {
		return false, err
	}
	var earlier []int64
	for _, v := range steps {
		if len(states) == 0 || slices.Contains(states, v.state) {
			earlier = append(earlier, v.account)
		}
	}
	return SeparateFrom(t, district, earlier...)
}

// SeparateFrom is the same with the accounts of the earlier steps at hand.
func SeparateFrom(t *engine.Tx, district string, earlier ...int64) (warn bool, err error) {
	if t.By.Console || !slices.Contains(earlier, t.By.ID) {
		return false, nil
	}
	v, err := Parameters(t, district)
	if err != nil {
		return false, err
	}
	warn, err = v.Separation.Check(t.By.ID, earlier...)
	if warn {
		t.Entry.Warning = textSameHands
	}
	return warn, err
}

const textSameHands = "〔同一人办理了应由两人分别办理的两步〕"
