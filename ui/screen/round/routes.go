package round

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Round, Title: say.AllocationRound, New: New},
	{Place: screen.Award, Title: say.Award, New: NewAwards},
	{Place: screen.Single, New: NewSingle},
}
