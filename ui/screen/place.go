package screen

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// Place is where a Go leads. What is asked of a noun besides its list and its page is a place of its own, so that a place takes
// an ID and a filter at most. Package ui has a route for each.
type Place int

// The places. Those of a noun show its list without an ID, and with one the page of that record, where nothing else is said.
const (
	nowhere      Place = iota
	Home               // the first page
	Unit               // without a filter and an ID the tree
	UnitList           // the list without a filter
	UnitBuilding       // the building of the unit ID
	Applicant          // without an ID the lookup
	Application
	Expert         // the list of those who may sit on a panel
	ApplicationNew // the form at the counter, for the applicant ID or a new one
	Round
	Award  // the list; ID is the award under the cursor
	Single // the daily case of the application ID; the filter is the number of a unit that was chosen already
	Tenancy
	TenancySign   // the contract form of the award ID
	TenancyAwards // the awards that wait for a contract
	Hindsight     // the stays of which a later rule would have decided otherwise
	Bill
	BillAccount // what the tenancy ID owes and paid
	BillIssue   // the preview of the bills of the tenancy ID, or of all tenancies
	Payment
	PaymentTake    // the form for money of the tenancy ID
	PaymentRefund  // the form that gives credit back to the tenancy ID
	PaymentReverse // the form that reverses the payment ID
	Till           // the days' ends
	TillCount      // the form that counts a drawer
	Reading        // the list of meters, or the sheet of the building of the unit ID
	Fee            // the list of prices, or the schedule of the tenancy ID
	FeeNew         // the form of a new price
	Benefit        // the list of all benefits, or those of the tenancy ID
	Crisis         // the further reliefs that were drawn up, or the one of the ID
	Assessment
	AssessmentStay   // the assessments of the tenancy ID
	AssessmentRecord // the form that records one for the tenancy ID
	AssessmentDue    // the list of the tenancies with their next assessment
	Roster           // the list of the workers of all assessments
	Support
	SupportStay // what the tenancy ID asked for
	Finding
	FindingNew // the form of a finding on the tenancy ID, or on that of the noun that the filter names
	Walk       // the lists along which people go to see the premises
	Exit
	ExitNew // the form that opens an exit of the tenancy ID, which may rest on Basis
	Correction
	CorrectApplicant   // the form of a correction of the applicant ID
	CorrectApplication // of the application ID
	CorrectTenancy     // of the tenancy ID
	CorrectExit        // of the exit ID
	CorrectUnit        // of the unit ID
	Deadline           // the calendar
	Document           // all forms with their templates
	PrintApplication   // the forms of the application ID
	PrintAward         // of the award ID
	PrintTenancy       // of the tenancy ID
	PrintExit          // of the exit ID
	PrintBill          // of the bill ID
	PrintPayment       // of the payment ID
	PrintTill          // of the day's end ID
	PrintAssessment    // of the assessment ID
	PrintRound         // of the round ID
	PrintFinding       // of the finding ID
	PrintWalk          // of the walk ID
	Notes              // the list of all notes
	Beside             // what lies beside the record ID of the noun that the filter names
	NoteNew            // the form of a note on it
	FileNew            // the form of a file beside it
	Outside            // a list of another office, held against the people of this one
	Report             // the list of reports
	Overview           // the page for the meeting, of the district that the filter names
	Takeover           // the desk on which an office moves in, or the choice of a file of the kind that the filter names
	Keeping            // what must go when its time has come
	KeepingNew         // the form that draws up a list of it
	KeepingDue         // who is due, and who is not yet
	KeepingHold        // the form that keeps everything of the applicant ID where it is
	Log
	System   // what the system administrator keeps; the filter is the title of the part in front
	Proposal // of it, what waits for the approver
	Account  // one's own account
	Role     // of it, the choice of another role
	Keys     // the public keys of the account ID, else of one's own
	end
)

// Places lists them.
func Places() []Place {
	var out []Place
	for p := nowhere + 1; p < end; p++ {
		out = append(out, p)
	}
	return out
}

// nounPlaces are the places that show the records of a noun.
var nounPlaces = map[allocation.Noun]Place{
	allocation.NounUnit: Unit, allocation.NounApplicant: Applicant, allocation.NounApplication: Application, allocation.NounRound: Round,
	allocation.NounAward: Award, allocation.NounTenancy: Tenancy, allocation.NounBill: Bill, allocation.NounPayment: Payment, allocation.NounTill: Till, allocation.NounMeter: Reading, allocation.NounBenefit: Benefit,
	allocation.NounAssessment: Assessment, allocation.NounAssessmentDue: AssessmentDue, allocation.NounSupport: Support,
	allocation.NounFinding: Finding, allocation.NounWalk: Walk, allocation.NounExit: Exit, allocation.NounCorrection: Correction,
	allocation.NounProposal: Proposal, allocation.NounHindsight: Hindsight, allocation.NounCrisis: Crisis, allocation.NounPrice: Fee, allocation.NounTakeover: Takeover, allocation.NounErasure: Keeping, allocation.NounSystem: System,
}

// PlaceOf is the place that shows the records of a noun.
func PlaceOf(noun allocation.Noun) Place { return nounPlaces[noun] }

// Go asks the root to open a place.
type Go struct {
	Place   Place
	ID      int64          // the record, 0 for none
	Filter  string         // the filter of its list, as typed
	Order   string         // the column by which its list is ordered at the start, the least first; empty: its own order
	Draft   string         // key of the draft that a form goes on with
	Sort    []engine.Order // the order of its list, before Order
	Text    string         // words that a form begins with, for FindingNew and NoteNew
	Basis   leave.Evidence // what it rests on, for ExitNew
	Replace bool           // instead of the screen on top
}

// GoHome asks the root to leave everything but the first page; half-filled forms keep their drafts.
type GoHome struct{}

// Open returns the command that opens a place.
func Open(place Place, id int64) tea.Cmd { return kit.Send(Go{Place: place, ID: id}) }

// List returns the command that opens the list of a place with a filter.
func List(place Place, filter string) tea.Cmd { return kit.Send(Go{Place: place, Filter: filter}) }

// Route is how the screen of a place is made.
type Route struct {
	Place Place
	Title string // its name in the menu; empty: reached from other screens only
	New   func(env *Env, to Go) Screen
	Parts []string              // its tabs that the menu names too, opened by their titles as the filter
	Why   func(env *Env) string // the reason why the actor may not go there, "" when it may; nil: everyone may
}
