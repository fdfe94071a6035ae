package tenancy

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Tenancy, Title: say.Tenancy, New: New},
	{Place: screen.TenancySign, New: NewSign},
	{Place: screen.TenancyAwards, New: NewAwards},
	{Place: screen.Hindsight, New: NewHindsights},
}
