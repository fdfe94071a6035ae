package note

import (
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Notes, Title: "附注", New: New},
	{Place: screen.Beside, New: NewBeside},
	{Place: screen.NoteNew, New: NewNote},
	{Place: screen.FileNew, New: NewFile},
}
