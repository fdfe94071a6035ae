package seed

import "penggai/allocation/civil"

// DemoOutcome is how far a benefit of the demonstration comes.
type DemoOutcome int

// The outcomes.
const (
	DemoBenefitApplied   DemoOutcome = iota // waits for its answer
	DemoBenefitGranted                      // granted on the day of the answer
	DemoBenefitRefused                      // not granted
	DemoBenefitSuspended                    // granted, then suspended on the last day
	DemoBenefitEnded                        // granted, then ended on the last day
)

// DemoBenefit is a benefit that a demonstration tenancy applies for besides the waivers of its signing; of a kind that the
// signing has granted only what comes after is told.
type DemoBenefit struct {
	Tenant   string // part of the applicant's name
	Kind     string
	Applied  civil.Date // no date: granted with the signing
	Answered civil.Date
	Outcome  DemoOutcome
	Last     civil.Date // of a suspension or an end
}

// demoWet are the heads of the demonstration whose trade lives on water: a car wash.
var demoWet = map[string]bool{"何": true}

// DemoLate is who forgot the rent's waiver at the signing and applied for it later.
const DemoLate = "金示例"

// DemoBenefits are the benefits by tenant: one in every state, one overdue on DemoToday, one waiver suspended, one late.
func DemoBenefits() []DemoBenefit {
	return []DemoBenefit{
		{Tenant: DemoLate, Kind: "rent", Applied: civil.On(2020, 12, 7), Answered: civil.On(2020, 12, 10), Outcome: DemoBenefitGranted},
		{Tenant: "明日少儿艺术", Kind: "heating_property", Outcome: DemoBenefitSuspended, Last: civil.On(2021, 2, 1)},
		{Tenant: "明日少儿艺术", Kind: "school", Applied: civil.On(2021, 3, 9), Outcome: DemoBenefitApplied},
		{Tenant: "新材料技术", Kind: "licence_register", Applied: civil.On(2020, 11, 12), Answered: civil.On(2020, 11, 12), Outcome: DemoBenefitGranted},
		{Tenant: "新材料技术", Kind: "gas", Applied: civil.On(2020, 12, 1), Answered: civil.On(2020, 12, 21), Outcome: DemoBenefitRefused},
		{Tenant: "顺达快递", Kind: "training", Applied: civil.On(2021, 3, 10), Outcome: DemoBenefitApplied},
		{Tenant: "康宁养老", Kind: "power_resident", Applied: civil.On(2018, 3, 5), Answered: civil.On(2018, 3, 20), Outcome: DemoBenefitGranted},
		{Tenant: "北苑会计", Kind: "loan", Applied: civil.On(2019, 9, 2), Answered: civil.On(2019, 9, 16), Outcome: DemoBenefitEnded, Last: civil.On(2020, 9, 16)},
	}
}
