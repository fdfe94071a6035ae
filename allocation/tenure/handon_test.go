package tenure_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
	"penggai/allocation/tenure"
)

// idOf is a valid number of a fictitious person: born on 1990-03-07, the n-th of that day.
func idOf(t *testing.T, n int) string {
	t.Helper()
	for _, last := range "0123456789X" {
		id := "23050219900307" + string(rune('0'+n/100%10)) + string(rune('0'+n/10%10)) + string(rune('0'+n%10)) + string(last)
		if identity.CheckIDNumber(id, day("2021-03-15")) == nil {
			return id
		}
	}
	t.Fatal("no number")
	return ""
}

func TestHandOn四5(t *testing.T) {
	person := allocation.Applicant{ID: 1, District: "尖山区", Kind: allocation.Person, Name: "王宝", IDNumber: idOf(t, 1)}
	team := allocation.Applicant{
		ID: 2, District: "尖山区", Kind: allocation.Team, Name: "青苗团队", Head: "李青", IDNumber: idOf(t, 2),
		Members: []allocation.Member{{Name: "赵苗", IDNumber: strings.ToLower(idOf(t, 3))}},
	}
	firm := func(id int64, head int) allocation.Applicant {
		return allocation.Applicant{ID: id, District: "尖山区", Kind: allocation.Company, Name: "家政有限公司", Head: "某", IDNumber: idOf(t, head)}
	}
	heir := allocation.Applicant{ID: 9, District: "尖山区", Kind: allocation.Person, Name: "王小宝", IDNumber: idOf(t, 9)}
	elsewhere := firm(10, 1)
	elsewhere.District = "岭东区"
	doubts := []likeness.Flag{{Kind: likeness.FlagExit, Label: "RZ-JS-2017-0009"}}
	for name, tc := range map[string]struct {
		kind      allocation.StayChangeKind
		old, next allocation.Applicant
		doubts    []likeness.Flag
		reason    string
		want      *say.Refusal
	}{
		"the person's own company":         {allocation.ChangeCompany, person, firm(3, 1), nil, "", nil},
		"the leader's company":             {allocation.ChangeCompany, team, firm(3, 2), nil, "", nil},
		"a member's company":               {allocation.ChangeCompany, team, firm(3, 3), nil, "", nil},
		"a stranger's company":             {allocation.ChangeCompany, person, firm(3, 4), nil, "合伙", tenure.ErrHandStranger},
		"a company without a known head":   {allocation.ChangeCompany, person, allocation.Applicant{ID: 4, District: "尖山区", Kind: allocation.Company}, nil, "合伙", tenure.ErrHandStranger},
		"a company of another district":    {allocation.ChangeCompany, person, elsewhere, nil, "", tenure.ErrHandKind},
		"from a company to a company":      {allocation.ChangeCompany, firm(3, 1), firm(4, 1), nil, "", tenure.ErrHandKind},
		"to a person":                      {allocation.ChangeCompany, person, heir, nil, "", tenure.ErrHandKind},
		"one with an earlier exit":         {allocation.ChangeCompany, person, firm(3, 1), doubts, "", tenure.ErrHandDoubts},
		"one with an exit, with a reason":  {allocation.ChangeCompany, person, firm(3, 1), doubts, "已结清", nil},
		"the heir":                         {allocation.ChangeHeir, person, heir, nil, "长子，公证继承", nil},
		"the heir without the relation":    {allocation.ChangeHeir, person, heir, nil, "", tenure.ErrHandProof},
		"the heir of a company":            {allocation.ChangeHeir, firm(3, 1), heir, nil, "长子", tenure.ErrHandKind},
		"the successor after a bankruptcy": {allocation.ChangeSuccessor, firm(3, 1), firm(4, 5), nil, "法院裁定受让营业", nil},
		"a successor of a person":          {allocation.ChangeSuccessor, person, firm(4, 5), nil, "受让", tenure.ErrHandKind},
		"itself":                           {allocation.ChangeSuccessor, firm(3, 1), firm(3, 1), nil, "受让", tenure.ErrHandKind},
	} {
		s := allocation.Tenancy{District: "尖山区", State: allocation.TenancyOpen, Signed: day("2021-03-01"), Handed: day("2021-03-02")}
		c := allocation.HoldingChange{Kind: tc.kind, Day: day("2021-03-10"), Document: "公证书 3 号", Reason: tc.reason}
		err := tenure.HandOn(&s, c, tc.old, tc.next, nil, tc.doubts, day("2021-03-15"))
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

func TestNewHead(t *testing.T) {
	firm := allocation.Applicant{ID: 3, Kind: allocation.Company, Name: "家政有限公司", Head: "王宝", IDNumber: idOf(t, 1)}
	s := allocation.Tenancy{State: allocation.TenancyOpen, Signed: day("2021-03-01"), Handed: day("2021-03-02")}
	c := allocation.HoldingChange{Kind: allocation.ChangeHead, Day: day("2021-03-10"), Document: "营业执照"}
	for name, tc := range map[string]struct {
		who          allocation.Applicant
		head, number string
		want         *say.Refusal
	}{
		"another":         {firm, "李青", idOf(t, 2), nil},
		"the same":        {firm, "王宝", idOf(t, 1), tenure.ErrHeadSame},
		"nobody":          {firm, " ", idOf(t, 2), say.ErrFieldEmpty},
		"no number":       {firm, "李青", "123", identity.ErrIDForm},
		"of a person":     {allocation.Applicant{Kind: allocation.Person}, "李青", idOf(t, 2), tenure.ErrHeadCompany},
		"the same person": {firm, "王保", idOf(t, 1), nil}, // a name that was written wrongly
	} {
		if err := tenure.NewHead(&s, c, tc.who, tc.head, tc.number, day("2021-03-15")); tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// TestHandOnToOneWhoWasMendedIn四五3: whoever a correction put into the record of the tenant heads a company that takes over on a reason only.
func TestHandOnToOneWhoWasMendedIn四五3(t *testing.T) {
	mask := identity.MaskID
	team := allocation.Applicant{
		ID: 1, District: "尖山区", Kind: allocation.Team, Name: "青苗团队", Head: "李青", IDNumber: idOf(t, 2), Members: []allocation.Member{{Name: "赵苗", IDNumber: idOf(t, 3)}},
	}
	firm := func(head string, n int) allocation.Applicant {
		return allocation.Applicant{ID: 2, District: "尖山区", Kind: allocation.Company, Name: "公司", Head: head, IDNumber: idOf(t, n)}
	}
	for _, c := range []struct {
		name, reason string
		next         allocation.Applicant
		first        tenure.Origin
		want         *say.Refusal
	}{
		{"a member of before", "", firm("赵苗", 3), tenure.Origin{"members": "赵苗 " + mask(idOf(t, 3))}, nil},
		{"a member since a correction", "", firm("赵苗", 3), tenure.Origin{"members": "钱 " + mask(idOf(t, 4))}, tenure.ErrHandMended},
		{"a member since a correction, with a reason", "补录，有团队协议", firm("赵苗", 3), tenure.Origin{"members": "钱 " + mask(idOf(t, 4))}, nil},
		{"the leader's number was mended", "", firm("李青", 2), tenure.Origin{"id_number": mask(idOf(t, 5))}, tenure.ErrHandMended},
		{"the leader, where members were mended", "", firm("李青", 2), tenure.Origin{"members": "钱 " + mask(idOf(t, 4))}, nil},
	} {
		s := allocation.Tenancy{District: "尖山区", State: allocation.TenancyOpen, Signed: day("2021-03-01"), Handed: day("2021-03-02")}
		change := allocation.HoldingChange{Kind: allocation.ChangeCompany, Day: day("2021-03-10"), Document: "执照", Reason: c.reason}
		saytest.Want(t, c.name, tenure.HandOn(&s, change, team, c.next, c.first, nil, day("2021-03-15")), c.want)
	}
}
