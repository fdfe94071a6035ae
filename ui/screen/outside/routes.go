package outside

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Outside, Title: "比对名单", New: New},
}
