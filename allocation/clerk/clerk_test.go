package clerk

import (
	"errors"
	"testing"

	"penggai/allocation"
)

// TestTake: a case is handed to who may handle it, and to nobody else.
func TestTake(t *testing.T) {
	zhou := Clerk{ID: 3, Name: "周", Active: true, District: "尖山区", Roles: []allocation.Role{allocation.Intake}}
	for name, c := range map[string]struct {
		state allocation.ApplicationState
		clerk int64
		to    func(*Clerk)
		err   error
	}{
		"taken":                {allocation.ApplicationDraft, 0, func(*Clerk) {}, nil},
		"handed over":          {allocation.ApplicationReviewed, 9, func(*Clerk) {}, nil},
		"to the city":          {allocation.ApplicationAwarded, 9, func(c *Clerk) { c.District = "" }, nil},
		"one of several roles": {allocation.ApplicationAccepted, 9, func(c *Clerk) { c.Roles = []allocation.Role{allocation.Manager, allocation.Reviewer} }, nil},
		"has it already":       {allocation.ApplicationDraft, 3, func(*Clerk) {}, ErrSame},
		"is away":              {allocation.ApplicationDraft, 9, func(c *Clerk) { c.Active = false }, ErrAway},
		"of another district":  {allocation.ApplicationDraft, 9, func(c *Clerk) { c.District = "岭东区" }, ErrDistrict},
		"handles no cases":     {allocation.ApplicationDraft, 9, func(c *Clerk) { c.Roles = []allocation.Role{allocation.Manager, allocation.Auditor} }, ErrRole},
		"is over":              {allocation.ApplicationRefused, 9, func(*Clerk) {}, ErrEnded},
		"has its contract":     {allocation.ApplicationContracted, 9, func(*Clerk) {}, ErrEnded},
	} {
		a := allocation.Application{State: c.state, Clerk: c.clerk, District: "尖山区"}
		to := zhou
		c.to(&to)
		err := to.Take(&a)
		if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if want := map[bool]int64{true: 3, false: c.clerk}[c.err == nil]; a.Clerk != want {
			t.Errorf("%s: handled by %d", name, a.Clerk)
		}
	}
}
