// Package note shows what people laid beside records, in one frame for all nouns.
//
//	page of a record ── Ctrl+N ──> a note
//	                 ├─ Ctrl+G ──> a file, by its path or from the listing of a folder
//	                 └─ Ctrl+K ──> what lies beside it ── Ctrl+N note, Ctrl+G file, Enter opened, F7 copied out, F8 withdrawn by its author
//	menu > 附注 ──> all notes, filtered ── Enter ──> the record
package note

import (
	"penggai/allocation"
	"penggai/ui/screen"
)

// New is the list of all notes.
func New(env *screen.Env, to screen.Go) screen.Screen { return newList(env, to) }

// NewBeside is what lies beside the record ID of the noun that the filter names.
func NewBeside(env *screen.Env, to screen.Go) screen.Screen {
	return newBeside(env, allocation.Noun(to.Filter), to.ID)
}

// NewNote is the form of a note on it.
func NewNote(env *screen.Env, to screen.Go) screen.Screen {
	return newNote(env, allocation.Noun(to.Filter), to.ID, to.Text)
}

// NewFile is the form that lays a file beside it.
func NewFile(env *screen.Env, to screen.Go) screen.Screen {
	return newFile(env, allocation.Noun(to.Filter), to.ID)
}
