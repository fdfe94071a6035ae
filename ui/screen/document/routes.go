package document

import (
	print "penggai/ui/document"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Document, Title: "文书", New: New},
	{Place: screen.PrintApplication, New: Of(print.NounApplication)},
	{Place: screen.PrintAward, New: Of(print.NounAward)},
	{Place: screen.PrintTenancy, New: Of(print.NounTenancy)},
	{Place: screen.PrintExit, New: Of(print.NounExit)},
	{Place: screen.PrintBill, New: Of(print.NounBill)},
	{Place: screen.PrintPayment, New: Of(print.NounPayment)},
	{Place: screen.PrintTill, New: Of(print.NounTill)},
	{Place: screen.PrintAssessment, New: Of(print.NounAssessment)},
	{Place: screen.PrintRound, New: Of(print.NounRound)},
	{Place: screen.PrintFinding, New: Of(print.NounFinding)},
	{Place: screen.PrintWalk, New: Of(print.NounWalk)},
}
