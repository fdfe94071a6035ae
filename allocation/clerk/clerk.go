// Package clerk is who handles a case (承办人): an account that takes it, or to which a colleague hands it over. Who may take which step of
// it hangs on roles and stays as it is.
package clerk

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/say"
)

// Word is what people call who handles a case; the 经办人 of an application is the applicant's own agent.
const Word = "承办人"

// States are the states in which a case has somebody who handles it: until it is decided and placed.
var States = append([]allocation.ApplicationState{allocation.ApplicationDraft}, allocation.ApplicationsUnderWay...)

// Clerk is an account that may handle cases.
type Clerk struct {
	ID       int64
	Name     string
	Active   bool
	District string // "" is the whole city
	Roles    []allocation.Role
}

// Take makes the account the one that handles the case: taken by itself, or handed over by a colleague. Who handled it before changes
// nothing about who may take its steps. Errors: ErrEnded, ErrSame, ErrAway, ErrDistrict, ErrRole.
func (c Clerk) Take(a *allocation.Application) error {
	may := func(r allocation.Role) bool { return allocation.ActAssignApplication.Allows(r) }
	switch {
	case !slices.Contains(States, a.State):
		return ErrEnded.Textf("这件申请是“%s”，已经办结，不用指派承办人", a.State.Title())
	case c.ID == a.Clerk:
		return ErrSame.Textf("%s 已经是承办人", c.Name)
	case !c.Active:
		return ErrAway.Textf("%s 的账号已停用，请另选一位", c.Name)
	case c.District != "" && c.District != a.District:
		return ErrDistrict.Textf("%s 只办%s的事，请选%s的同事", c.Name, c.District, a.District)
	case !slices.ContainsFunc(c.Roles, may):
		return ErrRole.Textf("%s 不是受理员、审核员或分管领导，请另选一位", c.Name)
	}
	a.Clerk = c.ID
	return nil
}

// Who handles a case.
var (
	ErrEnded    = say.Refuse("clerk_ended", "这件申请已经办结，不用指派承办人")
	ErrSame     = say.Refuse("clerk_same", "承办人没有变")
	ErrAway     = say.Refuse("clerk_away", "这个账号已停用，请另选一位承办人")
	ErrDistrict = say.Refuse("clerk_district", "这个账号不办本区的事，请另选一位承办人")
	ErrRole     = say.Refuse("clerk_role", "承办人须是受理员、审核员或分管领导，请另选一位")
)
