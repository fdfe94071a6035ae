// Package screen is the contract between the root of the program and its screens.
//
//	root ── Init, Update, Body, Cursor, Actions ──> Screen (one noun, ui/screen/<noun>)
//	root <── Go, Push, Back, Done, Failed, DataChanged, Open ── its commands
//	Env ── store, actor, day, theme: what every screen may use
//
// Most screens have one of these shapes, and a noun says only what is particular to it:
//
//	ListScreen (list.go, states.go) ── a list, with or without a tab for each state, with its record beside it
//	Page (page.go, rows.go) ────────── the page of a record: next step, lines or tables, on tabs where there are several
//	FormScreen (form.go) ───────────── a form; NewReadForm (readform.go): one that reads first what it needs
//	Env.SaveBack, SaveOpen, Ask (save.go) ── saving and going back, or to the page of what was made; asking first
//	Step, Shows (actions.go) ───────── keys of the steps of a life, and those that open a screen
//
// A Screen is a pointer with state. It reads and writes the store only inside commands, made by Load and Env.Do; the
// results of Load carry the question that asked, so that overtaken ones are dropped. Keys and mouse go to the screen on
// top, everything else to every screen of the stack.
package screen
