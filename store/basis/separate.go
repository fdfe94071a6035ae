package basis

import (
	"context"
	"errors"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
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

// mayLoosen keeps the switch from strict separation in two hands whatever holds today: who drew it up does not put it in force. Where the
// proposer also handles cases, and so is bound by it, nor does an account that the same person opened, changed or gave a password to of
// late; an administrator who does nothing else makes every account of a small office. Errors: allocation.ErrSamePerson, ErrLoosenOwn.
func mayLoosen(t *engine.Tx, district string, proposer int64) error {
	if t.By.Console {
		return nil
	}
	if proposer == t.By.ID {
		return SamePerson(t.Ctx, t, district, t.Act.Roles, proposer)
	}
	bound, _, err := engine.Maybe(t.Ctx, t, engine.ScanOne[bool], `SELECT roles <> $2 FROM account WHERE id = $1`, proposer, allocation.Admin)
	if err != nil || !bound {
		return err
	}
	own, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM log WHERE noun = 'account' AND noun_id = $1 AND account = $2 AND seq = entry
		AND day >= $3 AND action IN ($4, $5, $6, $7))`, append([]any{t.By.ID, proposer, t.Today.AddDays(-loosenDays)}, makesAccount...)...)
	if err != nil || !own {
		return err
	}
	return ErrLoosenOwn
}

// makesAccount are the codes of what gives somebody an account or its password.
var makesAccount = []any{allocation.ActAddAccount.Code, allocation.ActEditAccount.Code, allocation.ActResetPassword.Code, allocation.ActAddKey.Code}

// loosenDays are how long an account counts as made by who opened or changed it.
const loosenDays = 30

// ErrLoosenOwn refuses to loosen the separation of duties with an account that the proposer made.
var ErrLoosenOwn = say.Refuse("loosen_own", "放宽岗位分离须由另一人批准：本账号近 30 天内由拟定人新增、修改或重置过，请由另一位分管领导来办，或请另一名系统管理员拟定")

// Loosened are the districts of an actor's scope whose separation of duties only warns on a day, each with the day from which.
func Loosened(ctx context.Context, q engine.Querier, by engine.Actor, day civil.Date) (out []string, err error) {
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		v, err := ParametersOn(ctx, q, d.Name, day)
		if errors.Is(err, ErrNoParameters) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if v.Separation == allocation.SeparationWarn {
			out = append(out, d.Name+"（"+v.Effective.String()+" 起）")
		}
	}
	return out, nil
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
