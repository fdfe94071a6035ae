package correction

import (
	"penggai/allocation/amend"
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Correction, Title: say.Correction, New: New},
	{Place: screen.CorrectApplicant, New: Form(amend.CorrectApplicant)},
	{Place: screen.CorrectApplication, New: Form(amend.CorrectApplication)},
	{Place: screen.CorrectTenancy, New: Form(amend.CorrectTenancy)},
	{Place: screen.CorrectExit, New: Form(amend.CorrectExit)},
	{Place: screen.CorrectUnit, New: Form(amend.CorrectUnit)},
}
