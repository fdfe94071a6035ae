package ui

import (
	"slices"

	"penggai/allocation/say"

	"penggai/allocation/amend"
	"penggai/allocation/keeping"
	"penggai/allocation/till"
	"penggai/store/walk"
	"penggai/store/watch"
	print "penggai/ui/document"
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
	"penggai/ui/screen/expert"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/home"
	screenkeeping "penggai/ui/screen/keeping"
	"penggai/ui/screen/key"
	"penggai/ui/screen/log"
	"penggai/ui/screen/note"
	"penggai/ui/screen/outside"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/reading"
	"penggai/ui/screen/report"
	"penggai/ui/screen/round"
	"penggai/ui/screen/signin"
	"penggai/ui/screen/support"
	"penggai/ui/screen/system"
	"penggai/ui/screen/takeover"
	"penggai/ui/screen/tenancy"
	tills "penggai/ui/screen/till"
	"penggai/ui/screen/unit"
	screenwalk "penggai/ui/screen/walk"
)

// Route is how the screen of a place is made.
type Route struct {
	Place screen.Place
	Title string // its name in the menu; empty: reached from other screens only
	New   func(env *screen.Env, to screen.Go) screen.Screen
	Parts []string                     // its tabs that the menu names too, opened by their titles as the filter
	Why   func(env *screen.Env) string // the reason why the actor may not go there, "" when it may; nil: everyone may
}

// Routes are the places of the program, in the order of the menu. The first one is where everyone begins.
func Routes() []Route {
	return []Route{
		{Place: screen.Home, Title: textHome, New: home.New},
		{Place: screen.Unit, Title: say.Unit, New: unit.New},
		{Place: screen.UnitList, New: unit.NewList},
		{Place: screen.UnitBuilding, New: unit.NewBuilding},
		{Place: screen.Applicant, Title: say.Applicant, New: applicant.New},
		{Place: screen.Application, Title: say.Application, New: application.New},
		{Place: screen.Expert, Title: "评审人名册", New: expert.New},
		{Place: screen.ApplicationNew, New: application.NewIntake},
		{Place: screen.Round, Title: say.AllocationRound, New: round.New},
		{Place: screen.Award, Title: say.Award, New: round.NewAwards},
		{Place: screen.Single, New: round.NewSingle},
		{Place: screen.Tenancy, Title: say.Tenancy, New: tenancy.New},
		{Place: screen.TenancySign, New: tenancy.NewSign},
		{Place: screen.TenancyAwards, New: tenancy.NewAwards},
		{Place: screen.Hindsight, New: tenancy.NewHindsights},
		{Place: screen.Bill, Title: say.Bill, New: bill.New},
		{Place: screen.BillAccount, New: bill.NewAccount},
		{Place: screen.BillIssue, New: bill.NewIssue},
		{Place: screen.Payment, Title: say.Payment, New: payment.New},
		{Place: screen.PaymentTake, New: payment.NewTake},
		{Place: screen.PaymentRefund, New: payment.NewRefund},
		{Place: screen.PaymentReverse, New: payment.NewReverse},
		{Place: screen.Till, Title: till.Word, New: tills.New},
		{Place: screen.TillCount, New: tills.NewCount},
		{Place: screen.Reading, Title: say.Reading, New: reading.New},
		{Place: screen.Fee, Title: "价格与费用", New: fee.New},
		{Place: screen.FeeNew, New: fee.NewPrice},
		{Place: screen.Benefit, Title: "优惠", New: benefit.New},
		{Place: screen.Crisis, New: benefit.NewCrises},
		{Place: screen.Assessment, Title: say.Assessment, New: assessment.New},
		{Place: screen.AssessmentStay, New: assessment.NewHistory},
		{Place: screen.AssessmentRecord, New: assessment.NewRecord},
		{Place: screen.AssessmentDue, Title: say.AssessmentDue, New: assessment.NewDue},
		{Place: screen.Roster, Title: watch.WorkerNoun.Title, New: assessment.NewRoster},
		{Place: screen.Support, Title: say.Support, New: support.New},
		{Place: screen.SupportStay, New: support.NewStay},
		{Place: screen.Finding, Title: say.Finding, New: finding.New},
		{Place: screen.FindingNew, New: finding.NewRaise},
		{Place: screen.Walk, Title: walk.Title, New: screenwalk.New},
		{Place: screen.Exit, Title: say.Exit, New: exit.New},
		{Place: screen.ExitNew, New: exit.NewOpening},
		{Place: screen.Correction, Title: say.Correction, New: correction.New},
		{Place: screen.CorrectApplicant, New: correction.Form(amend.CorrectApplicant)},
		{Place: screen.CorrectApplication, New: correction.Form(amend.CorrectApplication)},
		{Place: screen.CorrectTenancy, New: correction.Form(amend.CorrectTenancy)},
		{Place: screen.CorrectExit, New: correction.Form(amend.CorrectExit)},
		{Place: screen.CorrectUnit, New: correction.Form(amend.CorrectUnit)},
		{Place: screen.Deadline, Title: "日程", New: deadline.New},
		{Place: screen.Document, Title: "文书", New: document.New},
		{Place: screen.PrintApplication, New: document.Of(print.NounApplication)},
		{Place: screen.PrintAward, New: document.Of(print.NounAward)},
		{Place: screen.PrintTenancy, New: document.Of(print.NounTenancy)},
		{Place: screen.PrintExit, New: document.Of(print.NounExit)},
		{Place: screen.PrintBill, New: document.Of(print.NounBill)},
		{Place: screen.PrintPayment, New: document.Of(print.NounPayment)},
		{Place: screen.PrintTill, New: document.Of(print.NounTill)},
		{Place: screen.PrintAssessment, New: document.Of(print.NounAssessment)},
		{Place: screen.PrintRound, New: document.Of(print.NounRound)},
		{Place: screen.PrintFinding, New: document.Of(print.NounFinding)},
		{Place: screen.PrintWalk, New: document.Of(print.NounWalk)},
		{Place: screen.Notes, Title: "附注", New: note.New},
		{Place: screen.Beside, New: note.NewBeside},
		{Place: screen.NoteNew, New: note.NewNote},
		{Place: screen.FileNew, New: note.NewFile},
		{Place: screen.Outside, Title: "比对名单", New: outside.New},
		{Place: screen.Overview, Title: "全市一览", New: report.NewOverview},
		{Place: screen.Report, Title: say.Report, New: report.New},
		{Place: screen.Takeover, Title: "接入", New: takeover.New},
		{Place: screen.Keeping, Title: keeping.Word, New: screenkeeping.New},
		{Place: screen.KeepingNew, New: screenkeeping.NewPropose},
		{Place: screen.KeepingDue, New: screenkeeping.NewDue},
		{Place: screen.KeepingHold, New: screenkeeping.NewHold},
		{Place: screen.Log, Title: "日志", New: log.New, Why: log.WhyNot},
		{Place: screen.System, Title: "系统", New: system.New, Parts: system.Titles, Why: system.WhyNot},
		{Place: screen.Proposal, New: system.NewProposals, Why: system.WhyNot},
		{Place: screen.Account, Title: "我的账号", New: signin.NewAccount},
		{Place: screen.Role, Title: "切换角色", New: signin.NewSwitch},
		{Place: screen.Keys, New: key.New},
	}
}

// Make makes the screen of a place.
func Make(env *screen.Env, to screen.Go) screen.Screen {
	routes := Routes()
	return routes[slices.IndexFunc(routes, func(r Route) bool { return r.Place == to.Place })].New(env, to)
}

// First is the screen that everyone sees after signing in.
func First(env *screen.Env) screen.Screen { return Make(env, screen.Go{Place: screen.Home}) }
