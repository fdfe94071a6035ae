package assessment

import (
	"penggai/allocation/say"
	"penggai/store/watch"
	"penggai/ui/screen"
)

// Routes are the places of this package, in the order of the menu.
var Routes = []screen.Route{
	{Place: screen.Assessment, Title: say.Assessment, New: New},
	{Place: screen.AssessmentStay, New: NewHistory},
	{Place: screen.AssessmentRecord, New: NewRecord},
	{Place: screen.AssessmentDue, Title: say.AssessmentDue, New: NewDue},
	{Place: screen.Roster, Title: watch.WorkerNoun.Title, New: NewRoster},
}
