package support

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Support, Title: say.Support, New: New},
	{Place: screen.SupportStay, New: NewStay},
}
