package allocation

import (
	"slices"

	"penggai/allocation/say"
)

// ClerkWord is what people call who handles a case; the 经办人 of an application is the applicant's own agent.
const ClerkWord = "承办人"

// ClerkStates are the states in which a case has somebody who handles it: until it is decided and placed.
var ClerkStates = append([]ApplicationState{ApplicationDraft}, ApplicationsUnderWay...)

// Clerk is an account that may handle cases.
type Clerk struct {
	ID       int64
	Name     string
	Active   bool
	District string // "" is the whole city
	Roles    []Role
}

// Assign makes an account the one that handles the case: taken by itself, or handed over by a colleague. Who handled it before changes
// nothing about who may take its steps. Errors: ErrClerkEnded, ErrClerkSame, ErrClerkAway, ErrClerkDistrict, ErrClerkRole.
func (a *Application) Assign(c Clerk) error {
	may := func(r Role) bool { return ActAssignApplication.Allows(r) }
	switch {
	case !slices.Contains(ClerkStates, a.State):
		return ErrClerkEnded.Textf("这件申请是“%s”，已经办结，不用指派承办人", a.State.Title())
	case c.ID == a.Clerk:
		return ErrClerkSame.Textf("%s 已经是承办人", c.Name)
	case !c.Active:
		return ErrClerkAway.Textf("%s 的账号已停用，请另选一位", c.Name)
	case c.District != "" && c.District != a.District:
		return ErrClerkDistrict.Textf("%s 只办%s的事，请选%s的同事", c.Name, c.District, a.District)
	case !slices.ContainsFunc(c.Roles, may):
		return ErrClerkRole.Textf("%s 不是受理员、审核员或分管领导，请另选一位", c.Name)
	}
	a.Clerk = c.ID
	return nil
}

// Who handles a case.
var (
	ErrClerkEnded    = say.Refuse("clerk_ended", "这件申请已经办结，不用指派承办人")
	ErrClerkSame     = say.Refuse("clerk_same", "承办人没有变")
	ErrClerkAway     = say.Refuse("clerk_away", "这个账号已停用，请另选一位承办人")
	ErrClerkDistrict = say.Refuse("clerk_district", "这个账号不办本区的事，请另选一位承办人")
	ErrClerkRole     = say.Refuse("clerk_role", "承办人须是受理员、审核员或分管领导，请另选一位")
)
