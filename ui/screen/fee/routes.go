package fee

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Fee, Title: "价格与费用", New: New},
	{Place: screen.FeeNew, New: NewPrice},
}
