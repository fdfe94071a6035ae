package benefit

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Benefit, Title: "优惠", New: New},
	{Place: screen.Crisis, New: NewCrises},
}
