package allocation

import (
	"cmp"
	"slices"
	"strings"
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
	FlagSector      FlagKind = "sector"      // a trade outside the annex
	FlagMoving      FlagKind = "moving"      // says that it moves within the city (三.6)
)

var flagOrder = []FlagKind{
	FlagIdentity, FlagHead, FlagPhone, FlagAddress, FlagApplication, FlagTenancy, FlagExit, FlagSector, FlagMoving,
}

// Title is the flag's Chinese word.
func (k FlagKind) Title() string { return titleOf(flagTitles, k) }

// Flag is something a person should look at. It never refuses or deletes anything by itself.
type Flag struct {
	Kind   FlagKind
	Noun   string // what it points to: applicant, application, tenancy, exit; empty for the application itself
	NounID int64
	Label  string // how that is named to people
}

// Trace is what the office knows of another applicant, or of the same one, for comparison.
type Trace struct {
	Applicant Applicant
	Open      []TraceMark // applications under way
	Tenancies []TraceMark // live ones
	Exits     []TraceMark
}

// TraceMark names one thing that belongs to an applicant.
type TraceMark struct {
	ID    int64
	Label string
}

// FindFlags compares an applicant and its application with what the office knows. Traces of the same applicant count for
// applications, tenancies and exits; those of others that share a number, a person, a telephone or an address count for all.
// The result is ordered by kind, then by what it points to, and has no doubles.
func FindFlags(a Application, who Applicant, known []Trace) []Flag {
	var flags []Flag
	if a.Sector == "" {
		flags = append(flags, Flag{Kind: FlagSector, Label: a.SectorText})
	}
	if a.Moving {
		flags = append(flags, Flag{Kind: FlagMoving})
	}
	for _, t := range known {
		same := t.Applicant.ID == who.ID
		var kinds []FlagKind
		if !same {
			kinds = likeness(who, t.Applicant)
		}
		for _, k := range kinds {
			flags = append(flags, Flag{Kind: k, Noun: "applicant", NounID: t.Applicant.ID, Label: t.Applicant.Name})
		}
		if !same && !slices.Contains(kinds, FlagIdentity) {
			continue
		}
		flags = append(flags, marks(FlagApplication, "application", t.Open, a.ID)...)
		flags = append(flags, marks(FlagTenancy, "tenancy", t.Tenancies, 0)...)
		flags = append(flags, marks(FlagExit, "exit", t.Exits, 0)...)
	}
	slices.SortFunc(flags, func(x, y Flag) int {
		return cmp.Or(
			cmp.Compare(slices.Index(flagOrder, x.Kind), slices.Index(flagOrder, y.Kind)),
			cmp.Compare(x.Noun, y.Noun), cmp.Compare(x.NounID, y.NounID), cmp.Compare(x.Label, y.Label))
	})
	return slices.Compact(flags)
}

// likeness lists in what two different applicants are alike.
func likeness(a, b Applicant) []FlagKind {
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
	if address := PlainAddress(a.Address); address != "" && address == PlainAddress(b.Address) {
		out = append(out, FlagAddress)
	}
	return out
}

// sameHead reports whether one person seems to answer for both: the same name at the head, at least one of them a team or a
// company, and no two different identity numbers that say otherwise.
func sameHead(a, b Applicant) bool {
	name := plainName(a.HeadName())
	if name == "" || name != plainName(b.HeadName()) || (a.Kind == Person && b.Kind == Person) {
		return false
	}
	x, y := PlainID(a.IDNumber), PlainID(b.IDNumber)
	return x == "" || y == "" || x == y
}

func marks(kind FlagKind, noun string, of []TraceMark, without int64) []Flag {
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

func plainName(s string) string { return strings.Map(dropSpace, s) }
