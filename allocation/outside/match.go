// Package outside holds lists that other offices keep against the office's own people and companies: registry, insurance, public payroll,
// tax, another district's tenants.
//
//	list of Entry ──┐
//	                ├─ Match ──> Suspect: what agrees, what does not, where it leads
//	known Party ────┘
//
// A suspect is shown and decides nothing; the list is not kept.
package outside

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Kind is whose list it is.
type Kind string

// The lists that come to an office.
const (
	Registry  Kind = "registry"
	Insurance Kind = "insurance"
	Payroll   Kind = "payroll"
	Tax       Kind = "tax"
	District  Kind = "district"
)

// Kinds lists them as people choose.
var Kinds = []Kind{Registry, Insurance, Payroll, Tax, District}

// Title is the list in words.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

var kindTitles = map[Kind]string{
	Registry: "市场主体登记", Insurance: "社保参保", Payroll: "财政供养人员", Tax: "纳税登记", District: "外区承租人",
}

// About is what it means that somebody stands on the list, and what to look at.
func (k Kind) About() string { return abouts[k] }

var abouts = map[Kind]string{
	Registry:  "在登记名册上：核对是否注销、迁出，法定代表人和住所是否与申请一致（三.4）",
	Insurance: "在别的单位参保：核对是否真在本店就业，岗位数是否属实（四(三)）",
	Payroll:   "在财政供养名册上：核对是否符合安置对象（二）",
	Tax:       "在纳税名册上：核对税种、主管机关是否在本市（三.4）",
	District:  "在外区也承租：核对是否重复享受免租，起算日合并计算（五(一)）",
}

// Entry is a row of such a list.
type Entry struct {
	Row     int // of the file, from 1
	Name    string
	Number  string // of an identity document or a credit code; with stars where the list hides part of it
	Phone   string
	Address string
	Said    []string // what else the row says: 登记状态 注销
	Spoiled bool     // the number has been rounded by a spreadsheet: it is not compared
}

// Where is what a party has in the office: an application under way, a stay.
type Where struct {
	Noun  allocation.Noun
	ID    int64
	Label string // RZ-JS-2017-0031 履行中
	Live  bool
}

// Party is a person or a company of the office.
type Party struct {
	Applicant int64
	District  string
	Of        string // the applicant's name
	Part      string // 本人, 公司, 经办人, 成员
	Name      string
	Number    string
	Phone     string
	Address   string
	Has       []Where
}

// Point is one thing that was compared.
type Point string

// What is compared.
const (
	PointNumber  Point = "number"
	PointMasked  Point = "masked" // the figures that a hidden number shows
	PointName    Point = "name"
	PointPhone   Point = "phone"
	PointAddress Point = "address"
)

// Title is the point in words.
func (p Point) Title() string { return say.TitleOf(pointTitles, p) }

var pointTitles = map[Point]string{
	PointNumber: "证件号", PointMasked: "部分证件号", PointName: say.Name, PointPhone: say.Phone, PointAddress: "地址",
}

// Suspect is a row of the list that may be a party of the office.
type Suspect struct {
	Entry
	Party
	Agree  []Point
	Differ []Point
}

// Key tells suspects apart.
func (s Suspect) Key() string { return fmt.Sprintf("%d/%d/%s", s.Row, s.Applicant, s.Part) }

// Sure reports whether a whole number agrees.
func (s Suspect) Sure() bool { return slices.Contains(s.Agree, PointNumber) }

// Lead is where a suspect leads: the stay or application that lives, else the last one; false where there is none.
func (s Suspect) Lead() (Where, bool) {
	if i := slices.IndexFunc(s.Has, func(w Where) bool { return w.Live }); i >= 0 {
		return s.Has[i], true
	}
	if len(s.Has) > 0 {
		return s.Has[0], true
	}
	return Where{}, false
}

// Found is what holding a list against the office came to.
type Found struct {
	Suspects []Suspect
	NameOnly int // rows of which only the name is one of the office's: too many people are called alike
	Spoiled  int // rows whose number a spreadsheet has rounded
}

// Match finds the parties that rows of a list may be: by a whole number, by the figures that a hidden one shows together with the name, or
// by the name with the address or the telephone. Sure ones come first, those whose stay lives before others, then by row.
func Match(list []Entry, known []Party) Found {
	by := map[string][]int{}
	for i, p := range known {
		for _, key := range append(numberKeys(p.Number), plainName(p.Name)) {
			by[key] = append(by[key], i)
		}
	}
	delete(by, "")
	var out Found
	for _, e := range list {
		if e.Spoiled {
			out.Spoiled++
		}
		at := slices.Clone(by[plainName(e.Name)])
		if keys := numberKeys(e.Number); !e.Spoiled {
			for _, key := range keys {
				at = append(at, by[key]...)
			}
		}
		slices.Sort(at)
		named := false
		found := len(out.Suspects)
		for _, i := range slices.Compact(at) {
			s := compare(e, known[i])
			switch {
			case s.enough() && slices.ContainsFunc(out.Suspects[found:], func(o Suspect) bool { return o.Key() == s.Key() }): // a merged record says the same
			case s.enough():
				out.Suspects = append(out.Suspects, s)
			default:
				named = true
			}
		}
		if named && len(out.Suspects) == found {
			out.NameOnly++
		}
	}
	slices.SortStableFunc(out.Suspects, func(a, b Suspect) int {
		return cmp.Or(-compareBool(a.Sure(), b.Sure()), -compareBool(lives(a), lives(b)), cmp.Compare(a.Row, b.Row))
	})
	return out
}

func lives(s Suspect) bool { w, ok := s.Lead(); return ok && w.Live }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// enough says whether what agrees is worth a look.
func (s Suspect) enough() bool {
	has := func(p Point) bool { return slices.Contains(s.Agree, p) }
	return has(PointNumber) || has(PointName) && (has(PointMasked) || has(PointAddress) || has(PointPhone))
}

// compare says in what a row and a party agree and in what not; what one of them lacks is neither.
func compare(e Entry, p Party) Suspect {
	s := Suspect{Entry: e, Party: p}
	point := func(at Point, a, b string, same func(a, b string) bool) {
		switch {
		case a == "" || b == "":
		case same(a, b):
			s.Agree = append(s.Agree, at)
		default:
			s.Differ = append(s.Differ, at)
		}
	}
	equal := func(a, b string) bool { return a == b }
	number := identity.PlainID(e.Number)
	switch {
	case e.Spoiled:
	case strings.Contains(number, "*"):
		point(PointMasked, number, identity.PlainID(p.Number), hidden)
	default:
		point(PointNumber, number, identity.PlainID(p.Number), sameNumber)
	}
	point(PointName, plainName(e.Name), plainName(p.Name), equal)
	point(PointPhone, identity.PlainPhone(e.Phone), identity.PlainPhone(p.Phone), equal)
	point(PointAddress, identity.PlainAddress(e.Address), identity.PlainAddress(p.Address), within)
	return s
}

// numberKeys are what the same number has in common in its forms: an old one of 15 figures lacks the century and the check.
func numberKeys(number string) []string {
	number = identity.PlainID(number)
	switch {
	case number == "":
		return nil
	case len(number) == 18 && !strings.Contains(number, "*"):
		return []string{"#" + number, "#" + number[:6] + number[8:17]}
	}
	return []string{"#" + number}
}

// sameNumber compares whole numbers, an old one with its newer form too.
func sameNumber(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) == 15 && len(b) == 18 && a == b[:6]+b[8:17]
}

// plainName is a name as it is compared: brackets and letters in one width.
func plainName(name string) string { return identity.PlainName(quantity.HalfWidth(name)) }

// hidden compares a number with one of which part is hidden: at least four figures behind those of the region must show, and all that show
// must agree.
func hidden(shown, whole string) bool {
	front, rest, _ := strings.Cut(shown, "*")
	back := rest[strings.LastIndex(rest, "*")+1:]
	return max(len(front)-region, 0)+len(back) >= 4 && len(front)+len(back) <= len(whole) && strings.HasPrefix(whole, front) && strings.HasSuffix(whole, back)
}

// region is how many figures of a number only say where it is from.
const region = 6

// within compares addresses of which one may name more of the way than the other: 双鸭山市尖山区新兴街12号, 新兴街12号.
func within(a, b string) bool {
	if len([]rune(a)) > len([]rune(b)) {
		a, b = b, a
	}
	return len([]rune(a)) >= leastAddress && strings.HasSuffix(b, a)
}

// leastAddress is how many characters of an address are more than a street.
const leastAddress = 6

// PointWords joins points as people read them.
func PointWords(points []Point) string {
	var out []string
	for _, p := range points {
		out = append(out, p.Title())
	}
	return strings.Join(out, "、")
}

// Check refuses a list about which too little is said. Errors: ErrKind, ErrSource.
func Check(kind Kind, source string) error {
	switch {
	case !slices.Contains(Kinds, kind):
		return ErrKind.On("kind")
	case strings.TrimSpace(source) == "":
		return ErrSource.On("source")
	}
	return nil
}

// ActMatch is holding a list against the office's people.
var ActMatch = allocation.Action{
	Code: "outside.match", Title: "比对外部名单",
	Roles: []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager, allocation.Supervisor, allocation.Auditor},
}

// Refusals.
var (
	ErrKind   = say.Refuse("outside_kind", "请选是哪一类名单")
	ErrSource = say.Refuse("outside_source", "请写明名单从哪里来（单位、日期、函号），比对会记入日志")
	ErrEmpty  = say.Refuse("outside_empty", "名单是空的：没有读到姓名或证件号，请核对")
	ErrLong   = say.Refuse("outside_long", "名单超过 20 万行，请分成几份比对")
)

// MostRows is how long a list may be.
const MostRows = 200_000
