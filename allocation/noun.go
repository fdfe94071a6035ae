package allocation

// Noun is what a record is, for what points to one: a task, a deadline, a flag, a line of a report.
type Noun string

// The nouns that something points to.
const (
	NounUnit          Noun = "unit"
	NounApplicant     Noun = "applicant"
	NounApplication   Noun = "application"
	NounRound         Noun = "round"
	NounAward         Noun = "award"
	NounTenancy       Noun = "tenancy"
	NounBill          Noun = "bill"
	NounPayment       Noun = "payment"
	NounTill          Noun = "till"
	NounMeter         Noun = "meter"   // its ID is that of the unit
	NounBenefit       Noun = "benefit" // its ID is that of the tenancy
	NounAssessment    Noun = "assessment"
	NounAssessmentDue Noun = "assessment_due" // a tenancy with its next assessment
	NounSupport       Noun = "support"
	NounFinding       Noun = "finding"
	NounWalk          Noun = "walk"
	NounExit          Noun = "exit"
	NounCorrection    Noun = "correction"
	NounHindsight     Noun = "hindsight" // a stay of which a later rule would have decided otherwise
	NounProposal      Noun = "proposal"  // of parameters or of an entry of a list
	NounCrisis        Noun = "crisis"    // a further relief on its way into force
	NounPrice         Noun = "price"
	NounTakeover      Noun = "takeover" // how an office moves in; no single record
	NounErasure       Noun = "erasure"  // a list of numbers that are to go
	NounSystem        Noun = "system"   // what the administrator keeps; no single record
)

// Nouns lists them.
var Nouns = []Noun{
	NounUnit, NounApplicant, NounApplication, NounRound, NounAward, NounTenancy, NounBill, NounPayment, NounTill, NounMeter, NounBenefit,
	NounAssessment, NounAssessmentDue, NounSupport, NounFinding, NounWalk, NounExit, NounCorrection, NounProposal, NounHindsight, NounCrisis, NounPrice, NounTakeover, NounErasure, NounSystem,
}

// Step is what comes next for a record, as its noun decides it (下一步). K are the kinds of steps of the noun: a screen offers
// its keys by them.
type Step[K ~string] struct {
	Kind K
	Text string // in words; empty: nothing is left to do
}
