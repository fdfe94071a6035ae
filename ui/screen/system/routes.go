package system

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.System, Title: "系统", New: New, Parts: Titles, Why: WhyNot},
	{Place: screen.Proposal, New: NewProposals, Why: WhyNot},
}
