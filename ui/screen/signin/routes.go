package signin

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Account, Title: "我的账号", New: NewAccount},
	{Place: screen.Role, Title: "切换角色", New: NewSwitch},
}
