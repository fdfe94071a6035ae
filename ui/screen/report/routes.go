package report

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Overview, Title: "全市一览", New: NewOverview},
	{Place: screen.Report, Title: say.Report, New: New},
}
