package tenure_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
	"penggai/allocation/tenure"
)

// 四(五)3: a new name is one of the same tenant, by its number.
func TestRename四5(t *testing.T) {
	const code = "91350100M000100Y43"
	person := allocation.Applicant{Kind: allocation.Person, Name: "王宝", IDNumber: idOf(t, 1)}
	team := allocation.Applicant{
		Kind: allocation.Team, Name: "青苗团队", Head: "李青", IDNumber: idOf(t, 2), Members: []allocation.Member{{Name: "赵苗", IDNumber: idOf(t, 3)}},
	}
	firm := allocation.Applicant{Kind: allocation.Company, Name: "家政有限公司", Head: "王宝", IDNumber: idOf(t, 1), CreditCode: code}
	for name, tc := range map[string]struct {
		who               allocation.Applicant
		to, number, paper string
		want              *say.Refusal
	}{
		"the person":                      {person, "王新宝", idOf(t, 1), "户口簿", nil},
		"the number as it is written":     {person, "王新宝", " " + strings.ToLower(idOf(t, 1)), "户口簿", nil},
		"a stranger":                      {person, "李四", idOf(t, 9), "户口簿", tenure.ErrRenameStranger},
		"no number":                       {person, "李四", " ", "户口簿", tenure.ErrRenameStranger},
		"without a proof":                 {person, "王新宝", idOf(t, 1), " ", allocation.ErrChangeDocument},
		"the same name":                   {person, " 王宝", idOf(t, 1), "户口簿", tenure.ErrRenameName},
		"nobody's number is kept":         {allocation.Applicant{Kind: allocation.Person, Name: "王宝"}, "王新宝", "", "户口簿", tenure.ErrRenameUnknown},
		"the team by its leader":          {team, "新苗团队", idOf(t, 2), "更名说明", nil},
		"the team by a member":            {team, "新苗团队", idOf(t, 3), "更名说明", tenure.ErrRenameStranger},
		"the company by its code":         {firm, "新家政有限公司", strings.ToLower(code), "变更登记", nil},
		"another company":                 {firm, "他人有限公司", "91230502MA19ABCD03", "变更登记", tenure.ErrRenameStranger},
		"another company of the one head": {firm, "他人有限公司", idOf(t, 1), "变更登记", tenure.ErrRenameStranger},
	} {
		s := allocation.Tenancy{State: allocation.TenancyOpen, Signed: day("2021-03-01"), Handed: day("2021-03-02")}
		c := allocation.HoldingChange{Kind: allocation.ChangeRename, Day: day("2021-03-10"), Document: tc.paper}
		err := tenure.Rename(&s, c, tc.who, nil, tc.to, tc.number, day("2021-03-15"))
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
		if errors.Is(err, tenure.ErrRenameStranger) && (!strings.Contains(err.Error(), "四(五)3") || !strings.Contains(err.Error(), "新的申请")) {
			t.Errorf("%s: neither clause nor way on: %v", name, err)
		}
	}
}

// TestRenameAfterTheNumberWasMended四五3: a new name on a number that is not the one of the acceptance rests on a reason.
func TestRenameAfterTheNumberWasMended四五3(t *testing.T) {
	who := allocation.Applicant{Kind: allocation.Person, Name: "王宝", IDNumber: idOf(t, 1)}
	for _, c := range []struct {
		name, reason string
		first        tenure.Origin
		want         *say.Refusal
	}{
		{"never mended", "", nil, nil},
		{"mended, no reason", " ", tenure.Origin{"id_number": identity.MaskID(idOf(t, 2))}, tenure.ErrRenameMended},
		{"mended, with a reason", "户口簿曾用名王宝", tenure.Origin{"id_number": identity.MaskID(idOf(t, 2))}, nil},
		{"mended and put back", "", tenure.Origin{"id_number": identity.MaskID(idOf(t, 1))}, nil},
		{"back to the first name", "", tenure.Origin{"id_number": identity.MaskID(idOf(t, 2)), "name": "王新宝"}, nil},
	} {
		s := allocation.Tenancy{State: allocation.TenancyOpen, Signed: day("2021-03-01"), Handed: day("2021-03-02")}
		change := allocation.HoldingChange{Kind: allocation.ChangeRename, Day: day("2021-03-10"), Document: "户口簿", Reason: c.reason}
		saytest.Want(t, c.name, tenure.Rename(&s, change, who, c.first, "王新宝", idOf(t, 1), day("2021-03-15")), c.want)
	}
}
