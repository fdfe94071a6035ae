package allocation

import (
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// The catalogues are data with a source: what the policy lists, as a district finds it on its first day.
// A later document ends an entry's validity or adds a new one; nothing in the code asks for a certain code.

// Source is the clause an entry comes from and the days on which it is in force.
type Source struct {
	Document string     // number of the document, as in Policy2017
	Clause   string     // 二, 五(一)2, 附件一
	From     civil.Date // first day in force
	To       civil.Date // first day no longer in force; none while it lasts
	District bool       // a rule of the districts' own (四(三): 具体细则), which they may change
}

// The documents the catalogues quote.
const (
	Policy2017 = "双政办规〔2017〕13号"
	Policy2018 = "双政规〔2018〕1号"
)

// The days on which they were issued.
var (
	issued2017 = civil.On(2017, 8, 5)
	issued2018 = civil.On(2018, 1, 12)
)

// From2017 is a clause of 13号, in force from the day of the document on.
func From2017(clause string) Source {
	return Source{Document: Policy2017, Clause: clause, From: issued2017}
}

// From2018 is a clause of the document of 2018.
func From2018(clause string) Source {
	return Source{Document: Policy2018, Clause: clause, From: issued2018}
}

// Cite names the document and the clause.
func (s Source) Cite() string { return s.Document + " " + s.Clause }

// InForce reports whether the entry holds on a day.
func (s Source) InForce(day civil.Date) bool {
	return !day.Before(s.From) && (s.To.IsZero() || day.Before(s.To))
}

// Sector is a trade of the annex. The annex's text in 三 ends in "等": a trade outside the list is a warning that
// asks for a reason, not a refusal.
type Sector struct {
	Code    string // 1-02: heading and place in the annex; a heading has only its number
	Heading string // code of its heading, empty for the eight headings themselves
	Name    string
	Source  Source
}

// Priority is how a group stands before others.
type Priority string

// The kinds of priority.
const (
	PriorityNone  Priority = ""      // entry only
	PriorityEqual Priority = "equal" // first under equal conditions: the same band (二)
	PriorityBase  Priority = "base"  // first in an incubation base, without "under equal conditions" (2018 十二)
)

// Group is a kind of people or bodies that the policy names. What makes someone eligible and what puts someone
// first are two things: 2018（六） grants entry, not priority.
type Group struct {
	Code     string
	Name     string
	Eligible bool     // may be given premises as a member of this group
	Priority Priority // how it stands before others
	Proof    string   // what shows membership
	Source   Source
}

// First reports whether the group gives a place before others.
func (g Group) First() bool { return g.Priority != PriorityNone }

// Material is a paper to be handed in with an application (四(一), 四(二)).
type Material struct {
	Code     string
	Name     string
	For      []ApplicantKind // who hands it in
	Required bool            // false: only where it applies, as When or Note says
	When     MaterialWhen    // what makes it necessary; empty: nothing that the program knows
	Note     string
	Source   Source
}

// MaterialWhen is what makes a paper necessary that not everybody hands in.
type MaterialWhen string

// What makes a paper necessary.
const (
	WhenAgent  MaterialWhen = "agent"  // somebody acts for the applicant
	WhenGroup  MaterialWhen = "group"  // it claims a group (二)
	WhenPolicy MaterialWhen = "policy" // it claims support by industrial policy (三.7)
)

// Asks reports whether the paper concerns a kind of applicant.
func (m Material) Asks(k ApplicantKind) bool {
	for _, f := range m.For {
		if f == k {
			return true
		}
	}
	return false
}

// Body is an authority or a public company that decides or is filed with.
type Body struct {
	Code   string
	Name   string
	Source Source
}

// BenefitKind is something a tenant may apply for once the contract is signed (五, 2018（九）).
type BenefitKind struct {
	Code    string
	Name    string
	Bodies  []string       // who grants it, as the clause names them
	Limit   DayLimit       // the time the granting body has; none without a promise in the clause
	Groups  []string       // codes of the groups it is meant for; empty for every tenant
	Waives  []string       // fees it waives, by their keys rent, property, heating, water; empty for other benefits
	PerHead quantity.Money // a sum for each worker, in fen; 0 for none
	Terms   string         // the condition in short; empty for none
	Repeats bool           // a tenant may have several at a time: another course, further workers

	Excludes []string // codes of the kinds of which a tenant may not have one at the same time
	Source   Source
}

// DayLimit is a time within which a service is due, as its clause promises it: 当日, 2 日, 三天 are days and not 工作日. The
// count follows 民法典 201 and 203, so a last day on which nobody works rolls to the next working day.
type DayLimit struct {
	Set     bool // false: the clause sets none
	Days    int  // 0 is the same day
	Working bool // counted in 工作日 and not in 日
}

// MaterialsFor is whose materials list it is: the kind of applicant, and what makes further papers necessary.
type MaterialsFor struct {
	Kind                  ApplicantKind
	Agent, Groups, Policy bool // somebody acts for the applicant; it claims a group, support by industrial policy (三.7)
}

// MaterialsFor is whose list that of the application of an applicant is.
func (a *Application) MaterialsFor(who Applicant) MaterialsFor {
	return MaterialsFor{who.Kind, !who.Agent.IsZero(), len(a.Groups) > 0, a.Policy.Claimed}
}

// needs reports whether a paper has to be handed in.
func (f MaterialsFor) needs(m Material) bool {
	return m.Required || m.When == WhenAgent && f.Agent || m.When == WhenGroup && f.Groups || m.When == WhenPolicy && f.Policy
}

// Checklist is the materials list of an application: the papers of the catalogue that concern this kind of applicant, in the
// order of the district's list when it has one; what a claim or an agent makes necessary is on it anyway. What has been checked off
// before stays checked off, also when the paper is no longer on the list.
func Checklist(papers []Material, order []string, of MaterialsFor, had []MaterialCheck) []MaterialCheck {
	var out []MaterialCheck
	add := func(m Material) {
		if !m.Asks(of.Kind) || slices.ContainsFunc(out, func(c MaterialCheck) bool { return c.Code == m.Code }) {
			return
		}
		c := MaterialCheck{Code: m.Code, Title: m.Name, Required: of.needs(m), When: m.When}
		if i := slices.IndexFunc(had, func(c MaterialCheck) bool { return c.Code == m.Code }); i >= 0 {
			c.Received, c.Remark = had[i].Received, had[i].Remark
		}
		out = append(out, c)
	}
	for _, code := range order {
		if i := slices.IndexFunc(papers, func(m Material) bool { return m.Code == code }); i >= 0 {
			add(papers[i])
		}
	}
	for _, m := range papers {
		if len(order) == 0 || m.When != "" && of.needs(m) {
			add(m)
		}
	}
	for _, c := range had {
		if !c.Received.IsZero() && !slices.ContainsFunc(out, func(o MaterialCheck) bool { return o.Code == c.Code }) {
			out = append(out, c)
		}
	}
	return out
}
