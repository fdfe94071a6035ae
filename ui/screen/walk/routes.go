package walk

import (
	"penggai/store/walk"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Walk, Title: walk.Title, New: New},
}
