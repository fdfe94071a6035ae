package likeness

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

func TestFindFlags(t *testing.T) {
	other := func(edit func(*allocation.Applicant)) Trace {
		a := testPerson()
		a.ID, a.Name, a.IDNumber, a.Phone, a.Address = 7, "赵某", testID(70), "13846900070", "岭东区别处 1 号"
		edit(&a)
		return Trace{Applicant: a}
	}
	company := func(a *allocation.Applicant) {
		a.Kind, a.Head, a.CreditCode, a.IDNumber = allocation.Company, "王某某", "91230500MA18WG5Y0M", ""
	}
	tests := []struct {
		name  string
		trace Trace
		want  []FlagKind
	}{
		{"a stranger", other(func(*allocation.Applicant) {}), nil},
		{"same identity number", other(func(a *allocation.Applicant) { a.IDNumber = testID(1) }), []FlagKind{FlagIdentity}},
		{"same number as a member", other(func(a *allocation.Applicant) {
			*a = testTeam()
			a.ID = 7
			a.Head = "赵某"
			a.IDNumber = testID(70)
			a.Phone, a.Address = "13846900070", "别处"
			a.Members[0].IDNumber = testID(1)
		}), []FlagKind{FlagIdentity}},
		{"same telephone, written otherwise", other(func(a *allocation.Applicant) { a.Phone = "+86 138 4690 0001" }), []FlagKind{FlagPhone}},
		{"same telephone as its agent", other(func(a *allocation.Applicant) { a.Agent.Phone = "13846900001" }), []FlagKind{FlagPhone}},
		{"same address, written otherwise", other(func(a *allocation.Applicant) { a.Address = "双鸭山市尖山区西平行路１２号" }), []FlagKind{FlagAddress}},
		{"same legal representative", other(company), []FlagKind{FlagHead}},
		{"same name of two persons is no sign", other(func(a *allocation.Applicant) { a.Name = "王某某" }), nil},
		{"the same name with another number is another person", other(func(a *allocation.Applicant) { company(a); a.IDNumber = testID(70) }), nil},
	}
	app := allocation.Application{ID: 3, Sector: "1-02"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []FlagKind
			for _, f := range FindFlags(app, testPerson(), []Trace{tt.trace}, civil.MustParse("2021-03-15")) {
				got = append(got, f.Kind)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestResidenceDoubt: a permit, a passport or a foreigner's card is no proof that somebody is a resident of the city (二).
func TestResidenceDoubt(t *testing.T) {
	for _, tt := range []struct {
		number    string
		kind      allocation.ApplicantKind
		residence allocation.Residence
		want      string
	}{
		{"830000199001010015", allocation.Person, allocation.ResidenceLocal, "证件是港澳台居民居住证，居民类别是本市居民"},
		{"830000********0015", allocation.Team, allocation.ResidenceLocal, "证件是港澳台居民居住证，居民类别是本市居民"},
		{"E12345678", allocation.Person, allocation.ResidenceLocal, "证件是护照或通行证，居民类别是本市居民"},
		{"911124199001010016", allocation.Person, allocation.ResidenceLocal, "证件是外国人永久居留身份证，居民类别是本市居民"},
		{"830000199001010015", allocation.Person, allocation.ResidenceOutside, ""},
		{"830000199001010015", allocation.Company, allocation.ResidenceLocal, ""},
		{"110101199001010015", allocation.Person, allocation.ResidenceLocal, ""},
	} {
		who := allocation.Applicant{Kind: tt.kind, Name: "某", IDNumber: tt.number, Residence: tt.residence}
		if got := ResidenceDoubt(who); got != tt.want {
			t.Errorf("%s %s %s: %q", tt.number, tt.kind, tt.residence, got)
		}
		found := slices.ContainsFunc(FindFlags(allocation.Application{Sector: "1-02"}, who, nil, civil.MustParse("2021-03-15")), func(f Flag) bool { return f.Kind == FlagResidence })
		if found != (tt.want != "") {
			t.Errorf("%s: the flag is found: %v", tt.number, found)
		}
	}
}

func TestFindFlagsOfTheSameApplicant(t *testing.T) {
	own := Trace{
		Applicant: testPerson(), Open: []TraceMark{{3, "JS20210003"}, {9, "JS20210009"}},
		Tenancies: []TraceMark{{4, "RZ-2017-0004"}}, Exits: []TraceMark{{5, "TC-2019-0002"}},
	}
	got := FindFlags(allocation.Application{ID: 3, SectorText: "饮品", Moving: true}, testPerson(), []Trace{own, own}, civil.MustParse("2021-03-15"))
	want := []Flag{
		{FlagApplication, "application", 9, "JS20210009"},
		{FlagTenancy, "tenancy", 4, "RZ-2017-0004"},
		{FlagExit, "exit", 5, "TC-2019-0002"},
		{FlagSector, "", 0, "饮品"},
		{FlagMoving, "", 0, ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestCrowdFindsWhateverIsAlike(t *testing.T) {
	var known []Trace
	for i := range 6 {
		a := testPerson()
		a.ID, a.Name, a.IDNumber, a.Phone, a.Address = int64(i+1), "赵某"+string(rune('甲'+i)), testID(70+i), "1384690007"+string(rune('0'+i)), "岭东区别处 "+string(rune('1'+i))+" 号"
		known = append(known, Trace{Applicant: a, Exits: []TraceMark{{int64(i + 1), "TC"}}})
	}
	known[3].Applicant.Phone = known[0].Applicant.Phone
	known[4].Applicant.Address = "双鸭山市" + known[0].Applicant.Address
	known[5].Applicant.Kind, known[5].Applicant.Head, known[5].Applicant.IDNumber = allocation.Company, known[0].Applicant.Name, ""
	known[2].Former = []Former{{Head: known[1].Applicant.Name, Phone: known[0].Applicant.Phone}}
	crowd := NewCrowd(known)
	app := allocation.Application{ID: 3, Sector: "1-02"}
	for _, k := range known {
		all, near := FindFlags(app, k.Applicant, known, civil.Date{}), FindFlags(app, k.Applicant, crowd.Like(k.Applicant), civil.Date{})
		if !slices.Equal(all, near) {
			t.Errorf("%d: of all %v, of the like %v", k.Applicant.ID, all, near)
		}
	}
	if n := len(crowd.Like(known[0].Applicant)); n != 5 {
		t.Errorf("%d like the first, want itself and four", n)
	}
}

func TestJoinFlagsKeepsOneOfEach(t *testing.T) {
	kept := []Flag{{FlagPhone, "applicant", 7, "旧名"}, {FlagSector, "", 0, "饮品"}}
	got := JoinFlags(kept, []Flag{{FlagExit, "exit", 2, "TC-2019-0002"}, {FlagPhone, "applicant", 7, "新名"}})
	want := []Flag{{FlagPhone, "applicant", 7, "新名"}, {FlagExit, "exit", 2, "TC-2019-0002"}, {FlagSector, "", 0, "饮品"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestMinorIsFlagged: who is not of full age is named, and nobody is refused for it.
func TestMinorIsFlagged(t *testing.T) {
	young := testTeam()
	young.Members[0].IDNumber = "230502200606010012"
	got := FindFlags(allocation.Application{Sector: "1-02"}, young, nil, civil.MustParse("2021-03-15"))
	if len(got) != 1 || got[0].Kind != FlagMinor || got[0].Label != "李某，2006-06-01 出生" {
		t.Errorf("%+v", got)
	}
	if got := FindFlags(allocation.Application{Sector: "1-02"}, young, nil, civil.MustParse("2024-06-01")); len(got) != 0 {
		t.Errorf("on the 18th birthday: %+v", got)
	}
}

// TestDeclinedAwardsAreCounted: premises that were given up or not signed for are counted at the next application.
func TestDeclinedAwardsAreCounted(t *testing.T) {
	known := []Trace{
		{Applicant: testPerson(), Declined: []TraceMark{{ID: 4, Label: "JS20190004 放弃 2019-05-06"}}},
		{Applicant: allocation.Applicant{ID: 9, Kind: allocation.Company, IDNumber: testID(1)}, Declined: []TraceMark{{ID: 7, Label: "JS20200007 逾期未签 2020-05-06"}}},
	}
	var labels []string
	for _, f := range FindFlags(allocation.Application{ID: 12, Sector: "1-02"}, testPerson(), known, civil.Date{}) {
		if f.Kind == FlagDeclined {
			labels = append(labels, f.Label)
		}
	}
	if want := []string{"JS20190004 放弃 2019-05-06，共 2 次", "JS20200007 逾期未签 2020-05-06，共 2 次"}; !slices.Equal(labels, want) {
		t.Errorf("%q", labels)
	}
}

// testID is a valid number of a citizen born on 1990-01-01.
func testID(seq int) string {
	base := fmt.Sprintf("23050219900101%03d", seq)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(base[i]-'0') * w
	}
	return base + string("10X98765432"[sum%11])
}

func testPerson() allocation.Applicant {
	return allocation.Applicant{
		ID: 1, District: "尖山区", Kind: allocation.Person, Name: "王某某", IDNumber: testID(1), Phone: "13846900001", Address: "尖山区西平行路 12 号",
	}
}

func testTeam() allocation.Applicant {
	a := testPerson()
	a.Kind, a.Name, a.Head = allocation.Team, "北方家政团队", "王某某"
	a.Members = []allocation.Member{{Name: "李某", IDNumber: testID(2)}}
	return a
}
