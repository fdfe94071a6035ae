// Package screen is the contract between the root of the program and its screens.
//
//	root ── Init, Update, Body, Cursor, Actions ──> Screen (one noun, ui/screen/<noun>)
//	root <── Go, Push, Back, Done, Failed, DataChanged, Open ── its commands
//	Env ── store, actor, day, theme: what every screen may use
//
// A Screen is a pointer with state. It reads and writes the store only inside commands, made by Load and Env.Do; the
// results of Load carry the question that asked, so that overtaken ones are dropped. Keys and mouse go to the screen on
// top, everything else to every screen of the stack.
package screen
