package draw

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/identity"
	"penggai/allocation/say"
)

// FindingKind says what the screening of a result came upon.
type FindingKind string

// What frauds looked like. A finding refuses nothing: the one who confirms remarks each, or sends the round back.
const (
	FindingRow      FindingKind = "row"      // consecutive application numbers among those who get premises
	FindingStaff    FindingKind = "staff"    // the name of an account or of an expert behind an applicant
	FindingConflict FindingKind = "conflict" // an expert declared an interest (回避)
	FindingAgent    FindingKind = "agent"    // one agent for many
	FindingPhone    FindingKind = "phone"    // one telephone for many
	FindingAddress  FindingKind = "address"  // one address for many
	FindingIdentity FindingKind = "identity" // one identity or registration number behind several
)

// Title is the finding's word on screen.
func (k FindingKind) Title() string { return findingTitles[k] }

// Finding is something that the one who confirms a result must look at.
type Finding struct {
	Kind FindingKind
	Text string // whole, in words; two findings of a result never read the same
}

// Words are the finding as it is shown and kept.
func (f Finding) Words() string { return f.Kind.Title() + "：" + f.Text }

// Entrant is an applicant of a round as the screening sees it.
type Entrant struct {
	Number, Name string
	Served       bool
	People       []string // names of head, members and agent, and its own
	Identities   []string
	Phones       []string
	Address      string
	Agent        string // who acts for it; empty for nobody
}

// Same reports whether two applications are of one applicant: its name, its identity and its registration number.
func (e Entrant) Same(o Entrant) bool {
	return sameName(e.Name, o.Name) && slices.Equal(each(e.Identities, identity.PlainID), each(o.Identities, identity.PlainID))
}

// Insider is somebody of the office or of a panel.
type Insider struct{ Name, Part string }

// Interest is an interest that an expert declared in an application.
type Interest struct{ Number, Expert, Reason string }

// Screen looks through a result for what frauds looked like, in a fixed order.
func Screen(list []Entrant, house []Insider, interests []Interest) []Finding {
	list = byNumber(list)
	return append(rows(list, ""), among(list, house, interests)...)
}

// ScreenOne looks through a single placement for the same: list are those placed one by one before it and those who wait, the one
// that is placed now among them as served. Only what touches that one is found.
func ScreenOne(list []Entrant, number string, house []Insider, interests []Interest) []Finding {
	list = byNumber(list)
	out := rows(list, number)
	for i := range list {
		list[i].Served = list[i].Number == number
	}
	return append(out, among(list, house, interests)...)
}

func byNumber(list []Entrant) []Entrant {
	return slices.SortedFunc(slices.Values(list), func(a, b Entrant) int { return strings.Compare(a.Number, b.Number) })
}

// among finds who of those served is one of the house, and what they have in common with others.
func among(list []Entrant, house []Insider, interests []Interest) (out []Finding) {
	for _, e := range list {
		for _, in := range house {
			if e.Served && slices.ContainsFunc(e.People, func(p string) bool { return sameName(p, in.Name) }) {
				out = append(out, Finding{FindingStaff, fmt.Sprintf("%s %s 与%s“%s”同名", e.Number, e.Name, in.Part, in.Name)})
			}
		}
		for _, i := range interests {
			if e.Served && i.Number == e.Number {
				out = append(out, Finding{FindingConflict, fmt.Sprintf("%s %s：评审人 %s 申明回避（%s）", e.Number, e.Name, i.Expert, i.Reason)})
			}
		}
	}
	for _, s := range []struct {
		kind FindingKind
		of   func(Entrant) []string
		show func(string) string
	}{
		{FindingIdentity, func(e Entrant) []string { return each(e.Identities, identity.PlainID) }, identity.MaskID},
		{FindingAgent, func(e Entrant) []string { return each([]string{e.Agent}, identity.PlainName) }, func(s string) string { return s }},
		{FindingPhone, func(e Entrant) []string { return each(e.Phones, identity.PlainPhone) }, identity.MaskPhone},
		{FindingAddress, func(e Entrant) []string { return each([]string{e.Address}, identity.PlainAddress) }, func(s string) string { return s }},
	} {
		out = append(out, shared(list, s.kind, s.of, s.show)...)
	}
	return out
}

func sameName(a, b string) bool {
	a, b = identity.PlainName(a), identity.PlainName(b)
	return a != "" && a == b
}

// each are the plain forms of texts, without empty and repeated ones.
func each(texts []string, plain func(string) string) (out []string) {
	for _, t := range texts {
		if t = plain(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// shared finds what several entrants have in common, where at least one of them gets premises.
func shared(list []Entrant, kind FindingKind, of func(Entrant) []string, show func(string) string) (out []Finding) {
	var order []string
	by := map[string][]Entrant{}
	for _, e := range list {
		for _, v := range of(e) {
			if len(by[v]) == 0 {
				order = append(order, v)
			}
			by[v] = append(by[v], e)
		}
	}
	for _, v := range order {
		group := by[v]
		if len(group) < 2 || !slices.ContainsFunc(group, func(e Entrant) bool { return e.Served }) {
			continue
		}
		names := make([]string, len(group))
		for i, e := range group {
			names[i] = e.Number + " " + e.Name
		}
		out = append(out, Finding{kind, fmt.Sprintf("%s，%d 户：%s", show(v), len(group), strings.Join(names, "、"))})
	}
	return out
}

// minRow is how many consecutive numbers are looked at at all; a row counts when chance gives one as long in fewer than one of
// rareRow results.
const (
	minRow  = 3
	rareRow = 100
)

// rows finds consecutive application numbers among those served that chance hardly gives; with a number only those that hold it.
func rows(list []Entrant, number string) (out []Finding) {
	served := 0
	for _, e := range list {
		if e.Served {
			served++
		}
	}
	for from := 0; from < len(list); {
		to := from
		for to < len(list) && list[to].Served && (to == from || follows(list[to-1].Number, list[to].Number)) {
			to++
		}
		holds := number == "" || slices.ContainsFunc(list[from:to], func(e Entrant) bool { return e.Number == number })
		if n := to - from; holds && n >= minRow && rare(len(list), served, n) {
			out = append(out, Finding{FindingRow, fmt.Sprintf("%s 至 %s 连续 %d 个申请编号都分到房；%d 户中 %d 户分到，偶然这样的不到 1%%",
				list[from].Number, list[to-1].Number, n, len(list), served)})
		}
		from = max(to, from+1)
	}
	return out
}

// follows reports whether a number is the next after another: JS20210003, JS20210004.
func follows(a, b string) bool {
	i := len(strings.TrimRight(a, "0123456789"))
	if i != len(strings.TrimRight(b, "0123456789")) || len(a) != len(b) || a[:i] != b[:i] {
		return false
	}
	x, errA := strconv.ParseUint(a[i:], 10, 63)
	y, errB := strconv.ParseUint(b[i:], 10, 63)
	return errA == nil && errB == nil && y == x+1
}

// rare reports whether a row of so many among the served is rarer than one in rareRow by chance. The chance is at most
// (n-row+1) × C(n-row, served-row) / C(n, served): the sum over all places where the row may begin.
func rare(n, served, row int) bool {
	c := func(n, k int) *big.Int { return new(big.Int).Binomial(int64(n), int64(k)) }
	chance := c(n-row, served-row)
	chance.Mul(chance, big.NewInt(int64((n-row+1)*rareRow)))
	return chance.Cmp(c(n, served)) < 0
}

// Remarked pairs findings with the remarks of the one who confirms. Errors: ErrUnremarked with the first that has none.
func Remarked(list []Finding, remarks map[string]string) error {
	open := 0
	first := ""
	for _, f := range list {
		if strings.TrimSpace(remarks[f.Words()]) == "" {
			if open++; first == "" {
				first = f.Words()
			}
		}
	}
	if open > 0 {
		return ErrUnremarked.Textf("确认之前的筛查有 %d 项没有说明，请逐项写明核对的情况，或者退回：%s", open, first)
	}
	return nil
}

// Screening.
var (
	ErrUnremarked = say.Refuse("screening_unremarked", "确认之前的筛查还有没有说明的")
	ErrNoFinding  = say.Refuse("screening_nothing", "筛查没有发现，没有可以退回的理由；有异议的请登记异议")
)

var findingTitles = map[FindingKind]string{
	FindingRow: "编号相连", FindingStaff: "内部同名", FindingConflict: "评审人回避", FindingAgent: "同一经办人",
	FindingPhone: "同一电话", FindingAddress: "同一地址", FindingIdentity: "同一证件",
}
