package oversight

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Duty is a paper that every stay owes after its signing: notarisation, the filing with a department, licence, tax
// registration (四(四), 三.4).
type Duty struct {
	Kind   allocation.MilestoneKind
	Body   string // the department of a filing; empty: any
	Period civil.Period
	Again  bool // of the contract of a renewal: notarised and filed as the first one was (四(四))
}

// Duties are the papers that a stay owes by the parameters of its district, in the order in which they are shown.
func Duties(p allocation.PaperPeriods) []Duty {
	out := []Duty{{Kind: allocation.MilestoneNotarised, Period: p.Notarised}}
	for _, body := range p.Bodies {
		out = append(out, Duty{Kind: allocation.MilestoneFiled, Body: body, Period: p.Filed})
	}
	if len(p.Bodies) == 0 {
		out = append(out, Duty{Kind: allocation.MilestoneFiled, Period: p.Filed})
	}
	return append(out, Duty{Kind: allocation.MilestoneLicensed, Period: p.Licensed}, Duty{Kind: allocation.MilestoneTaxed, Period: p.Taxed})
}

// RenewalDuties are the papers that the contract of a renewal owes by itself, counted from its own signing (四(四)): licence and tax
// registration are those of the business and go on.
func RenewalDuties(p allocation.PaperPeriods) []Duty {
	out := slices.DeleteFunc(Duties(p), func(d Duty) bool {
		return d.Kind != allocation.MilestoneNotarised && d.Kind != allocation.MilestoneFiled
	})
	for i := range out {
		out[i].Again = true
	}
	return out
}

// DutyKeys is what a stay waits for first: the keys. They are no paper, and the district owes them.
const DutyKeys allocation.MilestoneKind = "keys"

// KeysDuty is the hand-over of the keys by the parameters of a district (四(四): 签订合同后即可入驻经营).
func KeysDuty(p allocation.PaperPeriods) Duty { return Duty{Kind: DutyKeys, Period: p.Keys} }

// Title is the paper in words: 备案（市国资局）.
func (d Duty) Title() string {
	if d.Kind == DutyKeys {
		return "交接钥匙"
	}
	title := d.Kind.Title()
	if d.Again {
		title = "续签" + title
	}
	if d.Body == "" {
		return title
	}
	return title + "（" + d.Body + "）"
}

// Met says whether a paper is the one that is owed by a contract that was signed on a day; a department is known by a part of its name
// too: 棚改办. A renewal's own papers are not older than it.
func (d Duty) Met(m allocation.Milestone, signed civil.Date) bool {
	return m.Kind == d.Kind && !(d.Again && m.Day.Before(signed)) && (strings.Contains(m.Body, d.Body) || strings.Contains(d.Body, m.Body))
}

// PaperDue is a paper, or the keys, that a stay still waits for, with the last day.
type PaperDue struct {
	Duty
	Last civil.Date
}

// Late counts the days since the last day; 0 when it has not passed.
func (d PaperDue) Late(today civil.Date) int { return max(0, today.Sub(d.Last)) }

// Owed are the keys and papers that a stay still waits for, those with the earliest last day first; papers are those that are
// registered and not struck out, renewed is the signing of the latest later term, none before there is one. A stay whose exit is approved
// waits for none.
func Owed(t allocation.Tenancy, renewed civil.Date, papers []allocation.Milestone, p allocation.PaperPeriods, c *civil.Calendar) []PaperDue {
	var out []PaperDue
	if !t.Assessed() {
		return out
	}
	if t.Handed.IsZero() {
		out = append(out, PaperDue{KeysDuty(p), p.Keys.Deadline(t.Signed, c).Last})
	}
	owe := func(list []Duty, signed civil.Date) {
		for _, d := range list {
			if !slices.ContainsFunc(papers, func(m allocation.Milestone) bool { return d.Met(m, signed) }) {
				out = append(out, PaperDue{d, d.Period.Deadline(signed, c).Last})
			}
		}
	}
	owe(Duties(p), t.Signed)
	if !renewed.IsZero() {
		owe(RenewalDuties(p), renewed)
	}
	slices.SortStableFunc(out, func(a, b PaperDue) int { return a.Last.Compare(b.Last) })
	return out
}

// PaperState says how pressing the papers of a stay are.
type PaperState string

// From overdue to nothing owed.
const (
	PapersLate  PaperState = "late"  // 逾期: the last day of one has passed
	PapersNear  PaperState = "near"  // 临近: within the lead time of the district
	PapersLater PaperState = "later" // 未到
	PapersDone  PaperState = "done"  // 齐全, or the stay owes none any more
)

// PaperStates lists them, the most pressing first.
var PaperStates = []PaperState{PapersLate, PapersNear, PapersLater, PapersDone}

// Title is the word on screen.
func (s PaperState) Title() string { return say.TitleOf(paperStateTitles, s) }

var paperStateTitles = map[PaperState]string{PapersLate: say.Overdue, PapersNear: "临近", PapersLater: "未到", PapersDone: "齐全"}
