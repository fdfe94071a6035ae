package reading

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Reading, Title: say.Reading, New: New},
}
