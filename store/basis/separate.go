package basis

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
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
	return SeparateAmong(t, district, t.Act.Roles, earlier...)
}

// SeparateAmong is SeparateFrom where other roles than those of the action may take the step. What belongs to no district is kept in
// two hands always, as no parameters say how strictly.
func SeparateAmong(t *engine.Tx, district string, roles []allocation.Role, earlier ...int64) (warn bool, err error) {
	if t.By.Console || !slices.Contains(earlier, t.By.ID) {
		return false, nil
	}
	how := allocation.SeparationStrict
	if district != "" {
		v, err := Parameters(t, district)
		if err != nil {
			return false, err
		}
		how = v.Separation
	}
	warn, err = how.Check(t.By.ID, earlier...)
	if warn {
		t.Entry.Warning = textSameHands
	}
	if err != nil {
		return false, SamePerson(t.Ctx, t, district, roles, earlier...)
	}
	return warn, nil
}

// Others are the accounts that may act for a district in one of the roles, without some: name and role, by name.
func Others(ctx context.Context, q engine.Querier, district string, roles []allocation.Role, without ...int64) ([]string, error) {
	all, err := AccountNoun.All(ctx, q, `WHERE a.active = 1 ORDER BY a.display, a.id`)
	var out []string
	for _, a := range all {
		if i := slices.IndexFunc(a.Roles, func(r allocation.Role) bool { return slices.Contains(roles, r) }); i >= 0 &&
			!slices.Contains(without, a.ID) && (a.District == district || a.District == "") {
			out = append(out, a.Display+"（"+a.Roles[i].Title()+"）")
		}
	}
	return out, err
}

// SamePerson is allocation.ErrSamePerson with the names of who may take the step instead; without one it says whom the administrator
// has to give an account.
func SamePerson(ctx context.Context, q engine.Querier, district string, roles []allocation.Role, without ...int64) error {
	others, err := Others(ctx, q, district, roles, without...)
	if err != nil {
		return err
	}
	return SameHands(others, roles)
}

// SameHands is SamePerson with the names at hand.
func SameHands(others []string, roles []allocation.Role) error {
	if len(others) > 0 {
		return allocation.ErrSamePerson.Textf("本区规定这两步须由不同的人办理，可由%s登录办理", strings.Join(others, "、"))
	}
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = r.Title()
	}
	return allocation.ErrSamePerson.Textf("本区规定这两步须由不同的人办理，现在没有别的账号可办；请管理员另设一个%s的账号", strings.Join(words, "或"))
}

const textSameHands = "〔同一人办理了应由两人分别办理的两步〕"
