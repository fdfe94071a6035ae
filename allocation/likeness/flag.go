// Package likeness finds what a person should look at when somebody applies: doubles among the applicants, what each has or
// had before, and what an application says of itself. It points and refuses nothing.
//
//	FindFlags(application, applicant, traces) ─> flags in order ── JoinFlags(kept, now)
//	NewCrowd(traces).Like(applicant)          ─> the few traces that are worth comparing
package likeness

import (
	"cmp"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
)

// FlagKind says what the program noticed about an applicant at acceptance.
type FlagKind string

// What is looked for: doubles of the applicant among others, and what it has or had before.
const (
	FlagIdentity    FlagKind = "identity" // same identity or registration number
	FlagHead        FlagKind = "head"     // same legal representative or leader
	FlagPhone       FlagKind = "phone"
	FlagAddress     FlagKind = "address"
	FlagApplication FlagKind = "application" // the same applicant has another application under way
	FlagTenancy     FlagKind = "tenancy"     // a live tenancy
	FlagExit        FlagKind = "exit"        // an earlier exit
	FlagDeclined    FlagKind = "declined"    // premises that were awarded and given up, or not signed for in time
	FlagSector      FlagKind = "sector"      // a trade outside the annex
	FlagMoving      FlagKind = "moving"      // says that it moves within the city (三.6)
	FlagMinor       FlagKind = "minor"       // somebody behind it is not of full age
	FlagName        FlagKind = "name"        // the same name; beside another record only, people are called alike
	FlagResidence   FlagKind = "residence"   // its document is not one of a resident of the city (二)
)

var flagOrder = []FlagKind{
	FlagIdentity, FlagHead, FlagPhone, FlagAddress, FlagApplication, FlagTenancy, FlagExit, FlagDeclined, FlagSector, FlagMoving, FlagMinor, FlagResidence,
}

// Title is the flag's Chinese word.
func (k FlagKind) Title() string { return say.TitleOf(flagTitles, k) }

// Flag is something a person should look at. It never refuses or deletes anything by itself.
type Flag struct {
	Kind   FlagKind
	Noun   allocation.Noun // what it points to: applicant, application, tenancy, exit; empty for the application itself
	NounID int64
	Label  string // how that is named to people
}

// Trace is what the office knows of another applicant, or of the same one, for comparison.
type Trace struct {
	Applicant allocation.Applicant
	Open      []TraceMark // applications under way
	Tenancies []TraceMark // live ones
	Exits     []TraceMark
	Declined  []TraceMark // applications whose award was given up or lapsed
	Former    []Former    // who headed it before, while it had premises
}

// Former is who headed a company before a new legal representative (变更法定代表人), with the telephone of then: a new company of the
// former head is a new coat as well (五(一)).
type Former struct {
	Head  string
	Phone string // as telephone numbers are compared; "" when not known
}

// TraceMark names one thing that belongs to an applicant.
type TraceMark struct {
	ID    int64
	Label string
}

// FindFlags compares an applicant and its application with what the office knows. Traces of the same applicant count for
// applications, tenancies and exits; those of others that share a number, a person, a telephone or an address count for all.
// Who is not of full age on the day is named. The result is ordered by kind, then by what it points to, and has no doubles.
func FindFlags(a allocation.Application, who allocation.Applicant, known []Trace, today civil.Date) []Flag {
	var flags []Flag
	if a.Sector == "" {
		flags = append(flags, Flag{Kind: FlagSector, Label: a.SectorText})
	}
	if a.Moving {
		flags = append(flags, Flag{Kind: FlagMoving})
	}
	for _, label := range Minors(who, today) {
		flags = append(flags, Flag{Kind: FlagMinor, Label: label})
	}
	if doubt := ResidenceDoubt(who); doubt != "" {
		flags = append(flags, Flag{Kind: FlagResidence, Label: doubt})
	}
	for _, t := range known {
		same := t.Applicant.ID == who.ID
		var kinds []FlagKind
		label := t.Applicant.Name
		if !same {
			kinds = likeness(who, t.Applicant)
			if more := t.former(who, kinds); len(more) > 0 {
				kinds, label = append(kinds, more...), label+"（与原负责人相同）"
			}
		}
		if len(t.Tenancies)+len(t.Exits) > 0 {
			label += "，有过入驻，签约时定起算日（五(一)）"
		}
		for _, k := range kinds {
			flags = append(flags, Flag{Kind: k, Noun: allocation.NounApplicant, NounID: t.Applicant.ID, Label: label})
		}
		if !same && !slices.Contains(kinds, FlagIdentity) {
			continue
		}
		flags = append(flags, marks(FlagApplication, allocation.NounApplication, t.Open, a.ID)...)
		flags = append(flags, marks(FlagTenancy, allocation.NounTenancy, t.Tenancies, 0)...)
		flags = append(flags, marks(FlagExit, allocation.NounExit, t.Exits, 0)...)
		flags = append(flags, marks(FlagDeclined, allocation.NounApplication, t.Declined, a.ID)...)
	}
	slices.SortFunc(flags, Flag.compare)
	return countDeclined(slices.Compact(flags))
}

// former lists in what an applicant is like who headed the trace's company before, beyond what is known already.
func (t *Trace) former(who allocation.Applicant, known []FlagKind) (out []FlagKind) {
	add := func(k FlagKind, is bool) {
		if is && !slices.Contains(known, k) && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for _, f := range t.Former {
		name := identity.PlainName(f.Head)
		add(FlagHead, name != "" && name == identity.PlainName(who.HeadName()))
		add(FlagPhone, f.Phone != "" && slices.Contains(who.Phones(), f.Phone))
	}
	return out
}

// Minors names the people behind an applicant who are not of full age on a day, each with the birth (民法典 十七、十八): who answers for
// them, or that they live on their own work, is to be looked at.
func Minors(who allocation.Applicant, today civil.Date) (out []string) {
	for _, m := range append([]allocation.Member{{Name: who.HeadName(), IDNumber: who.IDNumber}}, who.Members...) {
		if identity.Minor(m.IDNumber, today) {
			out = append(out, fmt.Sprintf("%s，%s 出生", m.Name, identity.BirthOn(m.IDNumber, today)))
		}
	}
	return out
}

// ResidenceDoubt says why the category of a person, or of a team by its leader, does not go with the document; empty when it does. 二 lets
// in residents of the city and investors from outside: the holder of a permit may live in the city, of a passport or a foreigner's card
// too, so it is for a person to look at the proof. A company's category is its own and not its representative's.
func ResidenceDoubt(who allocation.Applicant) string {
	d := identity.DocumentOf(who.IDNumber)
	if who.Kind == allocation.Company || who.Residence != allocation.ResidenceLocal || d == "" || d == identity.Citizen {
		return ""
	}
	return fmt.Sprintf("证件是%s，居民类别是%s", d.Title(), who.Residence.Title())
}

// countDeclined says of each award that was given up how many there are.
func countDeclined(flags []Flag) []Flag {
	n := 0
	for _, f := range flags {
		if f.Kind == FlagDeclined {
			n++
		}
	}
	for i := range flags {
		if flags[i].Kind == FlagDeclined {
			flags[i].Label += fmt.Sprintf("，共 %d 次", n)
		}
	}
	return flags
}

// compare orders flags by kind, then by what they point to.
func (f Flag) compare(g Flag) int {
	return cmp.Or(
		cmp.Compare(slices.Index(flagOrder, f.Kind), slices.Index(flagOrder, g.Kind)),
		cmp.Compare(f.Noun, g.Noun), cmp.Compare(f.NounID, g.NounID), cmp.Compare(f.Label, g.Label))
}

// JoinFlags puts together what was kept and what is found now, in the order of FindFlags. Of two that say the same of the same
// thing the one found now stays: its name is the newer one.
func JoinFlags(kept, now []Flag) []Flag {
	out := slices.Clone(now)
	for _, f := range kept {
		if !slices.ContainsFunc(now, func(g Flag) bool { return g.Kind == f.Kind && g.Noun == f.Noun && g.NounID == f.NounID }) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, Flag.compare)
	return slices.Compact(out)
}

// Crowd finds among many applicants those that are like one of them, without comparing each with each.
type Crowd struct {
	known []Trace
	by    map[string][]int
}

// NewCrowd takes in the traces to search, none twice.
func NewCrowd(known []Trace) *Crowd {
	c := &Crowd{known: known, by: map[string][]int{}}
	for i := range known {
		keys := likenessKeys(known[i].Applicant)
		for _, f := range known[i].Former {
			keys = append(keys, likenessKeys(allocation.Applicant{Head: f.Head, Phone: f.Phone})[1:]...)
		}
		for _, k := range keys {
			c.by[k] = append(c.by[k], i)
		}
	}
	return c
}

// Like returns the traces that may share a number, a person, also of before, a telephone or an address with an applicant, its own among them,
// in the order they were given: for FindFlags.
func (c *Crowd) Like(who allocation.Applicant) []Trace {
	var at []int
	for _, k := range likenessKeys(who) {
		at = append(at, c.by[k]...)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	out := make([]Trace, len(at))
	for i, n := range at {
		out[i] = c.known[n]
	}
	return out
}

// likenessKeys are what two applicants that are alike have in common: at least one of them.
func likenessKeys(a allocation.Applicant) []string {
	keys := []string{fmt.Sprintf("applicant %d", a.ID)}
	for _, id := range a.Identities() {
		keys = append(keys, "identity "+id)
	}
	for _, phone := range a.Phones() {
		keys = append(keys, "phone "+phone)
	}
	if name := identity.PlainName(a.HeadName()); name != "" {
		keys = append(keys, "head "+name)
	}
	if address := identity.PlainAddress(a.Address); address != "" {
		keys = append(keys, "address "+address)
	}
	return keys
}

// likeness lists in what two different applicants are alike.
func likeness(a, b allocation.Applicant) []FlagKind {
	var out []FlagKind
	if share(a.Identities(), b.Identities()) {
		out = append(out, FlagIdentity)
	}
	if sameHead(a, b) {
		out = append(out, FlagHead)
	}
	if share(a.Phones(), b.Phones()) {
		out = append(out, FlagPhone)
	}
	if address := identity.PlainAddress(a.Address); address != "" && address == identity.PlainAddress(b.Address) {
		out = append(out, FlagAddress)
	}
	return out
}

// sameHead reports whether one person seems to answer for both: the same name at the head, at least one of them a team or a
// company, and no two different identity numbers that say otherwise.
func sameHead(a, b allocation.Applicant) bool {
	name := identity.PlainName(a.HeadName())
	if name == "" || name != identity.PlainName(b.HeadName()) || (a.Kind == allocation.Person && b.Kind == allocation.Person) {
		return false
	}
	x, y := identity.PlainID(a.IDNumber), identity.PlainID(b.IDNumber)
	return x == "" || y == "" || x == y
}

func marks(kind FlagKind, noun allocation.Noun, of []TraceMark, without int64) []Flag {
	var out []Flag
	for _, m := range of {
		if m.ID != without {
			out = append(out, Flag{Kind: kind, Noun: noun, NounID: m.ID, Label: m.Label})
		}
	}
	return out
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// TextMinor is the word for a person who is not of full age.
const TextMinor = "未满十八周岁"

// Flags.
var flagTitles = map[FlagKind]string{
	FlagIdentity: "证件号或信用代码相同", FlagName: "名称相同", FlagHead: "负责人相同", FlagPhone: "电话相同", FlagAddress: "地址相同",
	FlagApplication: "另有申请在办", FlagTenancy: "现有入驻", FlagExit: "曾经退出", FlagDeclined: "曾放弃分配或逾期未签",
	FlagSector: "行业在附件之外", FlagMoving: "自报市内搬迁",
	FlagMinor:     TextMinor + "，核对监护人同意或以自己劳动收入为主要生活来源的证明",
	FlagResidence: "请核对在本市居住的证明，没有的改为外来投资者（二）",
}
