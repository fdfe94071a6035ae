package till

import (
	"penggai/allocation/till"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Till, Title: till.Word, New: New},
	{Place: screen.TillCount, New: NewCount},
}
