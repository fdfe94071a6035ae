package application

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Application, Title: say.Application, New: New},
	{Place: screen.ApplicationNew, New: NewIntake},
}
