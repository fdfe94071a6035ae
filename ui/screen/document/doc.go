// Package document is 文书 on screen: the forms that can be printed of a record, and the templates that they are printed from.
//
//	New ─┬─ of a record ── Enter ──> the file is written, the answer line says where
//	     └─ without one: all forms and their templates
package document

import (
	"penggai/ui/document"
	"penggai/ui/screen"
)

// New makes the list of all forms with their templates.
func New(env *screen.Env, _ screen.Go) screen.Screen { return newList(env, document.Target{}) }

// Of makes the list of the forms of the record ID of a noun.
func Of(noun string) func(env *screen.Env, to screen.Go) screen.Screen {
	return func(env *screen.Env, to screen.Go) screen.Screen {
		return newList(env, document.Target{Noun: noun, ID: to.ID})
	}
}
