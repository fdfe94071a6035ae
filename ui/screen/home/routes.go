package home

import (
	"penggai/ui/screen"
)

// Title is the name of the first page.
const Title = "首页"

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Home, Title: Title, New: New},
}
