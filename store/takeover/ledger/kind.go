package ledger

import (
	"context"
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeback"
)

// Kind is what a file brings.
type Kind string

// The kinds of files.
const (
	Units      Kind = "units"
	Applicants Kind = "applicants"
	Tenancies  Kind = "tenancies"
	Payments   Kind = "payments"
	Readings   Kind = "readings"
	Prices     Kind = "prices"
	Roster     Kind = "roster"
)

// Kinds lists them in the order in which an office moves in.
func Kinds() []Kind { return []Kind{Units, Prices, Tenancies, Applicants, Readings, Payments, Roster} }

// Find is the kind of a name. Errors: ErrKind.
func Find(name string) (Kind, error) {
	if k := Kind(name); slices.Contains(Kinds(), k) {
		return k, nil
	}
	return "", ErrKind.With(name)
}

// Known reports whether there is such a kind.
func (k Kind) Known() bool { return kindTitles[k] != "" }

// Title is the kind in words.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

var kindTitles = map[Kind]string{
	Units: "房源台账", Applicants: say.Applicant, Tenancies: "在租合同", Payments: "缴费流水", Readings: "水表读数", Prices: "市场价格", Roster: "用工名单",
}

// Premises reports whether files of the kind are counted by premises and area.
func (k Kind) Premises() bool { return k == Units || k == Tenancies }

// Noun reads the lines of one kind.
type Noun struct {
	Spec func(*Reading) sheet.Spec
	Make func(*Reading) Records
	Help map[string]Help
}

// Records are what was read of a file, ready to be compared and written.
type Records interface {
	Line(l sheet.Line) error // takes one line; what is wrong with it goes to reading.reject
	Compare(ctx context.Context, q engine.Querier, by engine.Actor, p *Preview) error
	Write(t *engine.Tx, w *Writing) error
}

// Trial are records that can only be judged by writing them: they are, in a transaction that is taken back, and compared again.
type Trial interface {
	Try(t *engine.Tx, w *Writing) error
}

// Writing is the work on one transaction.
type Writing struct {
	*takeback.Making // what is made, changed and taken away

	File      string
	Tell      engine.Progress
	Districts []string // of which this is the first ledger
	Numbered  int      // how many receipts got a number of the import
}

// PolicyDay is the day of the policy: what a ledger says has been so since then, as far as the office is concerned (2017-08-05).
var PolicyDay = civil.On(2017, 8, 5)

// BasisOf is what something rests on that a file brought.
func BasisOf(file string) string { return "接入 " + file }
