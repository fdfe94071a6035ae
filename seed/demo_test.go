package seed

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
)

// TestDemoCasesAreComplete checks that the program would take every demonstration case: numbers with their check
// digits, sectors and groups of the catalogue, communities of the district, nobody twice.
func TestDemoCasesAreComplete(t *testing.T) {
	sectors, groups, communities := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range Sectors() {
		sectors[s.Code] = true
	}
	for _, g := range Groups() {
		groups[g.Code] = true
	}
	for _, u := range Units(1) {
		communities[u.District+u.Community] = true
	}
	seen := map[string]string{}
	for _, c := range DemoCases() {
		name := c.Applicant.Name
		for _, bad := range c.Applicant.Check(civil.MustParse("2021-03-15")) {
			t.Errorf("%s: %v on %s", name, bad, bad.Field)
		}
		for _, bad := range c.Application.Check() {
			t.Errorf("%s: %v on %s", name, bad, bad.Field)
		}
		if !sectors[c.Application.Sector] {
			t.Errorf("%s: no sector %s", name, c.Application.Sector)
		}
		for _, g := range c.Groups {
			if !groups[g] {
				t.Errorf("%s: no group %s", name, g)
			}
		}
		for _, community := range c.Application.Communities {
			if !communities[c.Application.District+community] {
				t.Errorf("%s: %s has no community %s", name, c.Application.District, community)
			}
		}
		for _, id := range c.Applicant.Identities() {
			if other, twice := seen[id]; twice {
				t.Errorf("%s and %s have the number %s", name, other, identity.MaskID(id))
			}
			seen[id] = name
		}
	}
}

// TestDemoShowsEveryRole keeps one account a role.
func TestDemoShowsEveryRole(t *testing.T) {
	have := map[allocation.Role]int{}
	for _, a := range DemoAccounts() {
		have[a.Role]++
	}
	for _, r := range allocation.Roles() {
		if have[r] != 1 {
			t.Errorf("role %s has %d accounts", r, have[r])
		}
	}
}
