// Package document is 文书 on screen: the forms that can be printed of a record, and the templates that they are printed from.
//
//	New ─┬─ of a record (Go.Arg its noun, Go.ID its id) ── Enter ──> the file is written, the answer line says where
//	     └─ without one: all forms and their templates
package document

import (
	"penggai/ui/document"
	"penggai/ui/screen"
)

// Place is the name of the place. With an ID it offers the forms of a record, whose noun is Arg: application, award, tenancy, exit
// and the other nouns of ui/document; without one all forms with their templates.
const Place = "document"

// New makes the screen that a Go asks for.
func New(env *screen.Env, to screen.Go) screen.Screen {
	return newList(env, document.Target{Noun: to.Arg, ID: to.ID})
}
