package exit

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Exit, Title: say.Exit, New: New},
	{Place: screen.ExitNew, New: NewOpening},
}
