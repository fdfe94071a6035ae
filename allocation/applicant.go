package allocation

import (
	"strings"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// ApplicantKind says what an applicant is (四(一)): a person, a team or a company.
type ApplicantKind string

// The three kinds of applicant.
const (
	Person  ApplicantKind = "person"
	Team    ApplicantKind = "team"
	Company ApplicantKind = "company"
)

// ApplicantKinds lists the kinds in the order a form offers them.
var ApplicantKinds = []ApplicantKind{Person, Team, Company}

// Title is the kind's Chinese word; the code itself when it is unknown.
func (k ApplicantKind) Title() string { return say.TitleOf(applicantKindTitles, k) }

// Residence says whether an applicant lives in the city or invests from outside it (二).
type Residence string

// Residents of the city and investors from outside are both let in by 二.
const (
	ResidenceLocal   Residence = "local"
	ResidenceOutside Residence = "outside"
)

// Residences lists the residences in the order a form offers them.
var Residences = []Residence{ResidenceLocal, ResidenceOutside}

// Title is the residence's Chinese word.
func (r Residence) Title() string { return say.TitleOf(residenceTitles, r) }

// Agent is who acts for an applicant at the counter; the zero value means that the applicant comes in person.
type Agent struct {
	Name     string
	IDNumber string // of an identity document
	Phone    string
}

// IsZero reports whether nobody acts for the applicant.
func (a Agent) IsZero() bool { return a == Agent{} }

// Member is one person of a team besides its leader.
type Member struct {
	Name     string
	IDNumber string // of an identity document
	Phone    string // may be empty
	Part     string // what the member does in the team; may be empty
}

// Applicant is who applies for premises (四(一)): a person, a team with its members, or a company.
// The same applicant may apply several times; what belongs to one application stands there.
type Applicant struct {
	ID       int64
	District string // name of the district whose office registered it
	Kind     ApplicantKind
	Name     string // of the person, the team or the company
	IDNumber string // of an identity document: the person, the team's leader, or the company's legal representative
	// CreditCode is the company's GB 32100 code, empty for a person or a team.
	CreditCode string
	// Head is the team's leader or the company's legal representative, empty for a person.
	Head           string
	Phone          string
	Address        string // contact address
	Residence      Residence
	FixedResidence string // the fixed dwelling that 二 asks for: where, and by what proof
	FixedAssets    string // the fixed assets that 二 asks for: what, and by what proof
	Agent          Agent
	Members        []Member // of a team, without its leader
	Remark         string
}

// checkMembers asks for at least one member besides the leader, each with a name and a number, nobody twice.
func (a *Applicant) checkMembers(bad *refusals, today civil.Date) {
	if len(a.Members) == 0 {
		bad.add("members", ErrTeamTooSmall)
		return
	}
	seen := map[string]bool{identity.PlainID(a.IDNumber): true}
	for i, m := range a.Members {
		bad.check("members", CheckMember(i+1, m, today))
		if number := identity.PlainID(m.IDNumber); seen[number] {
			bad.add("members", ErrMemberTwice.Textf("第 %d 行 %s 的证件号在团队里出现了两次", i+1, m.Name))
		} else {
			seen[number] = number != ""
		}
	}
}

// CheckMember checks a line of a team's list, counted from 1: what it refuses names the line and the part of it.
func CheckMember(line int, m Member, today civil.Date) error {
	part, err := "证件号", identity.CheckIDNumber(m.IDNumber, today)
	switch {
	case strings.TrimSpace(m.Name) == "":
		part, err = "姓名", say.ErrFieldEmpty
	case err == nil && m.Phone != "":
		part, err = "电话", identity.CheckPhone(m.Phone)
	}
	if why, ok := err.(*say.Refusal); ok {
		return why.Textf("第 %d 行 %s：%s", line, strings.TrimSpace(m.Name+" "+part), why.Text)
	}
	return err
}

// MemberLines writes members one a line, as the form takes them.
func MemberLines(members []Member) string {
	var lines []string
	for _, m := range members {
		lines = append(lines, strings.Join(strings.Fields(m.Name+" "+m.IDNumber+" "+m.Phone+" "+m.Part), " "))
	}
	return strings.Join(lines, "\n")
}

// ReadMembers reads one member a line: name, identity number, then telephone and duty in any order, both optional.
func ReadMembers(text string) []Member {
	var out []Member
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(quantity.HalfWidth(line))
		if len(words) == 0 {
			continue
		}
		m := Member{Name: words[0]}
		for _, w := range words[1:] {
			switch {
			case m.IDNumber == "":
				m.IDNumber = w
			case m.Phone == "" && identity.CheckPhone(w) == nil:
				m.Phone = w
			default:
				m.Part = strings.TrimSpace(m.Part + " " + w)
			}
		}
		out = append(out, m)
	}
	return out
}

// Identities are the numbers that name the applicant itself and those behind it, in plain form, none twice:
// credit code, identity number of the person, leader or legal representative, members.
func (a *Applicant) Identities() []string {
	all := []string{identity.PlainID(a.CreditCode), identity.PlainID(a.IDNumber)}
	for _, m := range a.Members {
		all = append(all, identity.PlainID(m.IDNumber))
	}
	return distinct(all)
}

// Phones are the applicant's telephone numbers in plain form, none twice: its own, its agent's, its members'.
func (a *Applicant) Phones() []string {
	all := []string{identity.PlainPhone(a.Phone), identity.PlainPhone(a.Agent.Phone)}
	for _, m := range a.Members {
		all = append(all, identity.PlainPhone(m.Phone))
	}
	return distinct(all)
}

// HeadName is who answers for the applicant: the person, the leader or the legal representative.
func (a *Applicant) HeadName() string {
	if a.Kind == Person {
		return a.Name
	}
	return a.Head
}

// refusals gathers what is wrong with a form, in the order of its fields.
type refusals []*say.Refusal

func (r *refusals) add(field string, why *say.Refusal) { *r = append(*r, why.On(field)) }

// need refuses an empty field.
func (r *refusals) need(field, value string) {
	if strings.TrimSpace(value) == "" {
		r.add(field, say.ErrFieldEmpty)
	} else if utf8.RuneCountInString(value) > maxText {
		r.add(field, ErrFieldLong)
	}
}

// check takes over the refusal of a check.
func (r *refusals) check(field string, err error) {
	if err == nil {
		return
	}
	if why, ok := err.(*say.Refusal); ok {
		r.add(field, why)
		return
	}
	r.add(field, say.ErrFieldEmpty)
}

// First is the first refusal of a list as an error, nil when there is none.
func First(bad []*say.Refusal) error {
	if len(bad) == 0 {
		return nil
	}
	return bad[0]
}

// distinct drops empty and repeated texts and keeps the order.
func distinct(all []string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// Applicants.
var (
	ErrFieldLong          = say.Refuse("field_long", "这一项最多 200 字，请写得简短些")
	ErrApplicantKind      = say.Refuse("applicant_kind", "请选主体类别：个人、团队或企业")
	ErrResidence          = say.Refuse("residence", "请选本市居民或外来投资者（二）")
	ErrApplicantNoCompany = say.Refuse("applicant_no_company", "只有企业才有统一社会信用代码；是企业请把主体类别改为企业")
	ErrApplicantNoTeam    = say.Refuse("applicant_no_team", "只有团队才有成员名单；是团队请把主体类别改为团队")
	ErrTeamTooSmall       = say.Refuse("team_too_small", "团队除负责人外至少要有一名成员；只有一人请按个人登记")
	ErrMemberTwice        = say.Refuse("member_twice", "同一证件号在团队里出现了两次")
)

var applicantKindTitles = map[ApplicantKind]string{Person: "个人", Team: "团队", Company: "企业"}

var residenceTitles = map[Residence]string{ResidenceLocal: "本市居民", ResidenceOutside: "外来投资者"}
