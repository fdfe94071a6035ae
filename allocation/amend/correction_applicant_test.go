package amend

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
	"penggai/allocation/tenure"
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
		saytest.Want(t, c.name, (&ApplicantRecord{Applicant: c.was, Accepted: !c.draft}).keeps(&ApplicantRecord{Applicant: after, Accepted: !c.draft}), c.want)
	}
}

// TestCorrectionsOneAfterTheOtherMakeNobodyElse四五3: what was accepted first counts, whatever corrections of before put in its place.
func TestCorrectionsOneAfterTheOtherMakeNobodyElse四五3(t *testing.T) {
	const first, second = "110101199003070003", "11010119900307002X"
	mask := identity.MaskID
	person := allocation.Applicant{ID: 1, Kind: allocation.Person, Name: "王宝", IDNumber: first}
	team := allocation.Applicant{
		ID: 2, Kind: allocation.Team, Name: "队", Head: "王宝", IDNumber: first, Members: []allocation.Member{{Name: "李", IDNumber: second}},
	}
	firm := allocation.Applicant{ID: 3, Kind: allocation.Company, Name: "甲公司", Head: "王宝", IDNumber: first, CreditCode: "91230502MA19ABCD03"}
	for _, c := range []struct {
		name   string
		was    allocation.Applicant
		first  tenure.Origin
		change func(*allocation.Applicant)
		want   *say.Refusal
	}{
		{"the number after the name", person, tenure.Origin{"name": "李四"}, func(a *allocation.Applicant) { a.IDNumber = second }, ErrCorrectionStep},
		{"the name after the number", person, tenure.Origin{"id_number": mask(second)}, func(a *allocation.Applicant) { a.Name = "李四" }, ErrCorrectionStep},
		{"the name once more", person, tenure.Origin{"name": "王保"}, func(a *allocation.Applicant) { a.Name = "王堡" }, nil},
		{"the number after a name that was put back", person, tenure.Origin{"name": "王宝"}, func(a *allocation.Applicant) { a.IDNumber = second }, nil},
		{"the name, and the number back", person, tenure.Origin{"id_number": mask(second)}, func(a *allocation.Applicant) { a.IDNumber = second }, nil},
		{"both back", person, tenure.Origin{"name": "李四", "id_number": mask(second)}, func(a *allocation.Applicant) { a.Name = "李四" }, nil},
		{"the telephone of one who is another already", person, tenure.Origin{"name": "李四", "id_number": mask(second)}, func(a *allocation.Applicant) { a.Phone = "13900000000" }, nil},
		{"a third one", person, tenure.Origin{"name": "李四", "id_number": mask(second)}, func(a *allocation.Applicant) { a.Name, a.IDNumber = "赵", "x" }, ErrCorrectionStranger},
		{"a member leads, his number after his name", func() allocation.Applicant { x := team; x.Head = "李"; return x }(), tenure.Origin{"head": "王宝"}, func(a *allocation.Applicant) { a.IDNumber = second }, nil},
		{"one leads who was made a member", team, tenure.Origin{"members": "赵 " + mask("110101199003070046")}, func(a *allocation.Applicant) { a.Head, a.IDNumber = "李", second }, ErrCorrectionStep},
		{"the code of a company after its name", firm, tenure.Origin{"name": "乙公司"}, func(a *allocation.Applicant) { a.CreditCode = "91350100M000100Y43" }, ErrCorrectionStep},
		{"the head of a company after its name", firm, tenure.Origin{"name": "乙公司"}, func(a *allocation.Applicant) { a.Head, a.IDNumber = "赵", second }, nil},
	} {
		after := c.was
		c.change(&after)
		saytest.Want(t, c.name, (&ApplicantRecord{c.was, true, c.first}).keeps(&ApplicantRecord{Applicant: after, Accepted: true}), c.want)
	}
}
