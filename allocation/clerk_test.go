package allocation

import (
	"errors"
	"testing"
)

// TestAssign: a case is handed to who may handle it, and to nobody else.
func TestAssign(t *testing.T) {
	zhou := Clerk{ID: 3, Name: "周", Active: true, District: "尖山区", Roles: []Role{Intake}}
	for name, c := range map[string]struct {
		state ApplicationState
		clerk int64
		to    func(*Clerk)
		err   error
	}{
		"taken":                {ApplicationDraft, 0, func(*Clerk) {}, nil},
		"handed over":          {ApplicationReviewed, 9, func(*Clerk) {}, nil},
		"to the city":          {ApplicationAwarded, 9, func(c *Clerk) { c.District = "" }, nil},
		"one of several roles": {ApplicationAccepted, 9, func(c *Clerk) { c.Roles = []Role{Manager, Reviewer} }, nil},
		"has it already":       {ApplicationDraft, 3, func(*Clerk) {}, ErrClerkSame},
		"is away":              {ApplicationDraft, 9, func(c *Clerk) { c.Active = false }, ErrClerkAway},
		"of another district":  {ApplicationDraft, 9, func(c *Clerk) { c.District = "岭东区" }, ErrClerkDistrict},
		"handles no cases":     {ApplicationDraft, 9, func(c *Clerk) { c.Roles = []Role{Manager, Auditor} }, ErrClerkRole},
		"is over":              {ApplicationRefused, 9, func(*Clerk) {}, ErrClerkEnded},
		"has its contract":     {ApplicationContracted, 9, func(*Clerk) {}, ErrClerkEnded},
	} {
		a := Application{State: c.state, Clerk: c.clerk, District: "尖山区"}
		to := zhou
		c.to(&to)
		err := a.Assign(to)
		if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if want := map[bool]int64{true: 3, false: c.clerk}[c.err == nil]; a.Clerk != want {
			t.Errorf("%s: handled by %d", name, a.Clerk)
		}
	}
}
