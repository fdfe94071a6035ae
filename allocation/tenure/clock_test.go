package tenure_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
)

// earlier is a stay with the clock 2017-11-15 that ended after twenty months, on 2019-07-15; running: that goes on.
func earlier(running bool, alike ...likeness.FlagKind) tenure.Earlier {
	e := tenure.Earlier{
		ID: 1, Number: "RZ-JS-2017-0002", Name: "王宝", Same: len(alike) == 0, Alike: alike, Clock: day("2017-11-15"), Signed: day("2017-11-15"), Ended: day("2019-07-15"),
	}
	if running {
		e.Ended = day("0001-01-01").AddDays(0)
		e.Ended = allocation.Tenancy{}.Ended
	}
	return e
}

func TestClockOfWhoHasStayedBefore五1(t *testing.T) {
	same, runs, head := earlier(false), earlier(true), earlier(false, likeness.FlagHead, likeness.FlagPhone)
	for name, tc := range map[string]struct {
		list     []tenure.Earlier
		choice   allocation.ClockHow
		reason   string
		approver bool
		how      allocation.ClockHow
		clock    string
		want     *say.Refusal
	}{
		"a newcomer":                    {nil, "", "", false, "", "2021-03-15", nil},
		"comes back: twenty months off": {[]tenure.Earlier{same}, "", "", false, allocation.ClockRest, "2019-07-17", nil}, // as many days before the signing
		"stays elsewhere":               {[]tenure.Earlier{runs}, "", "", false, allocation.ClockOn, "2017-11-15", nil},
		"a new coat":                    {[]tenure.Earlier{head}, "", "", false, "", "", tenure.ErrClockAsked},
		"a new coat, no reason":         {[]tenure.Earlier{head}, allocation.ClockOn, " ", true, "", "", tenure.ErrClockReason},
		"a new coat, by the clerk":      {[]tenure.Earlier{head}, allocation.ClockFresh, "区长办公会纪要 3 号", false, "", "", tenure.ErrClockRole},
		"a new coat goes on":            {[]tenure.Earlier{head}, allocation.ClockOn, "同一法定代表人", true, allocation.ClockOn, "2017-11-15", nil},
		"a new coat begins anew":        {[]tenure.Earlier{head}, allocation.ClockFresh, "电话是代办公司的", true, allocation.ClockFresh, "2021-03-15", nil},
		"comes back at full price":      {[]tenure.Earlier{same}, allocation.ClockFull, "曾欠费", true, allocation.ClockFull, "2015-03-15", nil},
		"comes back, anew by decision":  {[]tenure.Earlier{same}, allocation.ClockFresh, "区长办公会纪要 3 号", true, allocation.ClockFresh, "2021-03-15", nil},
		"comes back, anew by the clerk": {
			[]tenure.Earlier{same}, allocation.ClockFresh, "区长办公会纪要 3 号", false, "", "", tenure.ErrClockRole,
		},
		"what holds anyway, chosen": {[]tenure.Earlier{same}, allocation.ClockRest, "", false, allocation.ClockRest, "2019-07-17", nil},
		"no such way":               {[]tenure.Earlier{same}, "half", "x", true, "", "", tenure.ErrClockChoice},
	} {
		n, err := allocation.SignTenancy("尖山区", day("2021-03-10"), day("2021-03-15"), day("2021-03-15"))
		if err != nil {
			t.Fatal(err)
		}
		err = tenure.SetClock(&n, tc.list, tc.choice, tc.reason, tc.approver)
		if tc.want != nil {
			if !errors.Is(err, tc.want) || !strings.Contains(err.Error(), "五(一)") {
				t.Errorf("%s: %v, want %v", name, err, tc.want)
			}
			continue
		}
		if err != nil || n.How != tc.how || n.Clock != day(tc.clock) || (len(tc.list) > 0) != strings.Contains(n.Basis, "RZ-JS-2017-0002") {
			t.Errorf("%s: %+v %v", name, n, err)
		}
	}
	full, err := allocation.SignTenancy("尖山区", day("2021-03-15"), day("2021-03-15"), day("2021-03-15"))
	if err == nil {
		err = tenure.SetClock(&full, []tenure.Earlier{same}, allocation.ClockFull, "曾欠费", true)
	}
	if err != nil || full.WaivedUntil() != full.Signed {
		t.Errorf("%+v %v", full, err)
	}
}

func TestTenantsThatAreOne(t *testing.T) {
	person := allocation.Applicant{ID: 1, Kind: allocation.Person, Name: "王宝", IDNumber: "110101199003070003", Phone: "13900000001", Address: "南市区 1 号"}
	firm := allocation.Applicant{ID: 2, Kind: allocation.Company, Name: "王宝家政有限公司", Head: "王宝", CreditCode: "91230502MA19ABCD03", IDNumber: person.IDNumber}
	if tenure.SameTenant(person, firm) || !tenure.SameTenant(firm, allocation.Applicant{ID: 3, Kind: allocation.Company, CreditCode: firm.CreditCode}) {
		t.Error("a person is not its company, a company is one by its code")
	}
	alike := tenure.Alike(firm, likeness.Trace{Applicant: person}, day("2021-03-15"))
	if len(alike) != 2 || alike[0] != likeness.FlagIdentity || alike[1] != likeness.FlagHead {
		t.Errorf("%v", alike)
	}
	member := allocation.Applicant{ID: 4, Kind: allocation.Team, Name: "队", Head: "李", IDNumber: "x", Members: []allocation.Member{{Name: "王宝", IDNumber: person.IDNumber}}}
	if alike := tenure.Alike(firm, likeness.Trace{Applicant: member}, day("2021-03-15")); len(alike) != 1 || alike[0] != likeness.FlagIdentity {
		t.Errorf("a member: %v", alike)
	}
	was := likeness.Trace{
		Applicant: allocation.Applicant{ID: 5, Kind: allocation.Company, Name: "南方家政有限公司", Head: "李", CreditCode: "91230502MA19ABCD11", IDNumber: "y"},
		Former:    []likeness.Former{{Head: "张", Phone: "13900000009"}, {Head: "王宝", Phone: "13900000002"}},
	}
	if alike := tenure.Alike(firm, was, day("2021-03-15")); len(alike) != 1 || alike[0] != likeness.FlagHead {
		t.Errorf("the head of before: %v", alike)
	}
}
