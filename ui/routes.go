package ui

import (
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/assessment"
	"penggai/ui/screen/benefit"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/correction"
	"penggai/ui/screen/deadline"
	"penggai/ui/screen/document"
	"penggai/ui/screen/exit"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/home"
	"penggai/ui/screen/log"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/report"
	"penggai/ui/screen/round"
	"penggai/ui/screen/signin"
	"penggai/ui/screen/support"
	"penggai/ui/screen/system"
	"penggai/ui/screen/tenancy"
	"penggai/ui/screen/unit"
)

// Route is a place: a name that screens use in screen.Go, and how its screen is made.
type Route struct {
	Place string // "unit"
	Title string // its name in the menu; empty: reached from other screens only
	New   func(env *screen.Env, to screen.Go) screen.Screen
	Why   func(env *screen.Env) string // the reason why the actor may not go there, "" when it may; nil: everyone may
}

// Routes are the places of the program, in the order of the menu. The first one is where everyone begins.
func Routes() []Route {
	return []Route{
		{Place: home.Place, Title: textHome, New: home.New},
		{Place: unit.Place, Title: textUnits, New: unit.New},
		{Place: applicant.Place, Title: textApplicants, New: applicant.New},
		{Place: application.Place, Title: textApplications, New: application.New},
		{Place: round.Place, Title: textRounds, New: round.New},
		{Place: round.PlaceAward, Title: textAwards, New: round.NewAwards},
		{Place: round.PlaceSingle, New: round.NewSingle},
		{Place: tenancy.Place, Title: textTenancies, New: tenancy.New},
		{Place: bill.Place, Title: textBills, New: bill.New},
		{Place: payment.Place, Title: textPayments, New: payment.New},
		{Place: fee.Place, Title: textFees, New: fee.New},
		{Place: benefit.Place, Title: textBenefits, New: benefit.New},
		{Place: assessment.Place, Title: textAssessments, New: assessment.New},
		{Place: assessment.PlaceDue, Title: textAssessmentsDue, New: assessment.NewDue},
		{Place: support.Place, Title: textSupports, New: support.New},
		{Place: finding.Place, Title: textFindings, New: finding.New},
		{Place: exit.Place, Title: textExits, New: exit.New},
		{Place: correction.Place, Title: textCorrections, New: correction.New},
		{Place: deadline.Place, Title: textDeadlines, New: deadline.New},
		{Place: document.Place, Title: textDocuments, New: document.New},
		{Place: report.Place, Title: textReports, New: report.New},
		{Place: "log", Title: textLog, New: log.New, Why: log.WhyNot},
		{Place: "system", Title: textSystem, New: system.New, Why: system.WhyNot},
		{Place: "account", Title: textAccount, New: signin.NewAccount},
	}
}

// First is the screen that everyone sees after signing in.
func First(env *screen.Env) screen.Screen {
	first := Routes()[0]
	return first.New(env, screen.Go{Place: first.Place})
}
