package amend

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
)

// TestACorrectionMakesNobodyElse四五3: what was mistyped is mended, name and number together are another applicant.
func TestACorrectionMakesNobodyElse四五3(t *testing.T) {
	const first, second = "110101199003070003", "11010119900307002X"
	person := allocation.Applicant{ID: 1, Kind: allocation.Person, Name: "王宝", IDNumber: first}
	team := allocation.Applicant{
		ID: 2, Kind: allocation.Team, Name: "队", Head: "王宝", IDNumber: first, Members: []allocation.Member{{Name: "李", IDNumber: second}},
	}
	firm := allocation.Applicant{ID: 3, Kind: allocation.Company, Name: "甲公司", Head: "王宝", IDNumber: first, CreditCode: "91230502MA19ABCD03"}
	for _, c := range []struct {
		name   string
		was    allocation.Applicant
		change func(*allocation.Applicant)
		draft  bool
		want   *say.Refusal
	}{
		{"a name", person, func(a *allocation.Applicant) { a.Name = "王保" }, false, nil},
		{"a number", person, func(a *allocation.Applicant) { a.IDNumber = second }, false, nil},
		{"a number that was missing, and a name", func() allocation.Applicant { p := person; p.IDNumber = ""; return p }(), func(a *allocation.Applicant) { a.Name, a.IDNumber = "王保", first }, false, nil},
		{"another person", person, func(a *allocation.Applicant) { a.Name, a.IDNumber = "李四", second }, false, ErrCorrectionStranger},
		{"another person, nothing accepted", person, func(a *allocation.Applicant) { a.Name, a.IDNumber = "李四", second }, true, nil},
		{"a member leads the team", team, func(a *allocation.Applicant) { a.Head, a.IDNumber = "李", second }, false, nil},
		{"a stranger leads the team", team, func(a *allocation.Applicant) { a.Head, a.IDNumber = "赵", "x" }, false, ErrCorrectionStranger},
		{"another head of the company", firm, func(a *allocation.Applicant) { a.Head, a.IDNumber = "赵", second }, false, nil},
		{"another company", firm, func(a *allocation.Applicant) { a.Name, a.CreditCode = "乙公司", "91350100M000100Y43" }, false, ErrCorrectionStranger},
	} {
		after := c.was
		c.change(&after)
		saytest.Want(t, c.name, (&ApplicantRecord{c.was, !c.draft}).keeps(&ApplicantRecord{after, !c.draft}), c.want)
	}
}
