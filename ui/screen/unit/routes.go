package unit

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Unit, Title: say.Unit, New: New},
	{Place: screen.UnitList, New: NewList},
	{Place: screen.UnitBuilding, New: NewBuilding},
}
