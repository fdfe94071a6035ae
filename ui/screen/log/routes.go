package log

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Log, Title: "日志", New: New, Why: WhyNot},
}
