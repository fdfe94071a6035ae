package bill

import (
	"penggai/allocation/say"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Bill, Title: say.Bill, New: New},
	{Place: screen.BillAccount, New: NewAccount},
	{Place: screen.BillIssue, New: NewIssue},
}
