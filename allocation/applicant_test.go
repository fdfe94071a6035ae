package allocation

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// testID is a valid identity number of a person born on 1990-01-01 with a sequence number.
func testID(seq int) string {
	base := fmt.Sprintf("23050219900101%03d", seq)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(base[i]-'0') * w
	}
	return base + string("10X98765432"[sum%11])
}

const testCredit = "91230500MA18WG5Y0M"

func testPerson() Applicant {
	return Applicant{
		ID: 1, District: "尖山区", Kind: Person, Name: "王某某", IDNumber: testID(1), Phone: "13846900001",
		Address: "尖山区西平行路 12 号", Residence: ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备若干",
	}
}

func testTeam() Applicant {
	a := testPerson()
	a.Kind, a.Name, a.Head = Team, "北方家政团队", "王某某"
	a.Members = []Member{{Name: "李某", IDNumber: testID(2)}}
	return a
}

func fieldsOf(bad []*say.Refusal) []string {
	var out []string
	for _, r := range bad {
		out = append(out, r.Field+":"+r.Code)
	}
	return out
}

func TestApplicantCheck(t *testing.T) {
	tests := []struct {
		name string
		edit func(*Applicant)
		want []string
	}{
		{"person", func(*Applicant) {}, nil},
		{"三.4 a person has no credit code", func(a *Applicant) { a.CreditCode = testCredit }, []string{"credit_code:applicant_no_company"}},
		{"二 no fixed residence", func(a *Applicant) { a.FixedResidence = " " }, []string{"fixed_residence:field_empty"}},
		{"二 no fixed assets", func(a *Applicant) { a.FixedAssets = "" }, []string{"fixed_assets:field_empty"}},
		{"二 residence not said", func(a *Applicant) { a.Residence = "" }, []string{"residence:residence"}},
		{"unknown kind", func(a *Applicant) { a.Kind = "club" }, []string{"kind:applicant_kind"}},
		{"wrong check digit", func(a *Applicant) { a.IDNumber = a.IDNumber[:17] + "Z" }, []string{"id_number:id_form"}},
		{"telephone", func(a *Applicant) { a.Phone = "12345678901" }, []string{"phone:phone"}},
		{"a person has no members", func(a *Applicant) { a.Members = []Member{{Name: "李某"}} }, []string{"members:applicant_no_team"}},
		{"agent", func(a *Applicant) { a.Agent = Agent{Name: "赵某", IDNumber: testID(9), Phone: "0469-4281234"} }, nil},
		{"agent half filled", func(a *Applicant) { a.Agent = Agent{Phone: "13846900009"} }, []string{"agent_name:field_empty", "agent_id:field_empty"}},
		{"team", func(a *Applicant) { *a = testTeam() }, nil},
		{"team of one", func(a *Applicant) { *a = testTeam(); a.Members = nil }, []string{"members:team_too_small"}},
		{"leader twice", func(a *Applicant) { *a = testTeam(); a.Members[0].IDNumber = a.IDNumber }, []string{"members:member_twice"}},
		{"company without code and head", func(a *Applicant) { a.Kind, a.IDNumber = Company, "" }, []string{"credit_code:field_empty", "head:field_empty", "id_number:field_empty"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := testPerson()
			tt.edit(&a)
			if got := fieldsOf(a.Check(civil.MustParse("2021-03-15"))); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestMemberNamed holds that what is wrong with a member names the line of the list and the part of it.
func TestMemberNamed(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	for _, c := range []struct {
		m    Member
		want string
	}{
		{Member{Name: "李某", IDNumber: testID(2)[:17] + "Z"}, "第 2 行 李某 证件号："},
		{Member{Name: "李某"}, "第 2 行 李某 证件号："},
		{Member{Name: " ", IDNumber: testID(2)}, "第 2 行 姓名："},
		{Member{Name: "李某", IDNumber: testID(2), Phone: "123"}, "第 2 行 李某 电话："},
		{Member{Name: "李某", IDNumber: testID(2), Phone: "13846900002"}, ""},
	} {
		err := CheckMember(2, c.m, today)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %s", c.m, err, c.want)
		}
	}
	a := testTeam()
	a.Members = append(a.Members, Member{Name: "赵某", IDNumber: a.Members[0].IDNumber})
	if err := First(a.Check(today)); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("第 %d 行 赵某", len(a.Members))) {
		t.Errorf("a member who stands there twice: %v", err)
	}
}

// TestApplicantFieldTable: every field says what forms, pages and corrections need of it, and gives back what was put into it.
func TestApplicantFieldTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range ApplicantFields {
		value := "x"
		switch f.Kind {
		case FieldOne:
			value = f.Choices[0].Code
		case FieldMembers:
			value = "李某 " + testID(2) + " 13846900002"
		case FieldText, FieldIdentity, FieldCredit, FieldPhone:
		}
		var a Applicant
		if f.Put(&a, value); f.Value(a) != value || f.Text(a) == "" {
			t.Errorf("%s: put %q, got %q", f.Key, value, f.Value(a))
		}
		if seen[f.Key] || f.Title == "" || f.Title != FieldTitle(f.Key) || f.Short == "" && !f.Agent || f.Kind == FieldOne && f.Wrong == nil {
			t.Errorf("%s: %+v", f.Key, f)
		}
		seen[f.Key] = true
	}
}
