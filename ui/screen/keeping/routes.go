package keeping

import (
	"penggai/allocation/keeping"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Keeping, Title: keeping.Word, New: New},
	{Place: screen.KeepingNew, New: NewPropose},
	{Place: screen.KeepingDue, New: NewDue},
	{Place: screen.KeepingHold, New: NewHold},
}
