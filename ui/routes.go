package ui

import "penggai/ui/screen"

// Route is a place: a name that screens use in screen.Go, and how its screen is made.
type Route struct {
	Place string // "unit"
	Title string // its name in the menu; empty: reached from other screens only
	New   func(env *screen.Env, to screen.Go) screen.Screen
	Why   func(env *screen.Env) string // the reason why the actor may not go there, "" when it may; nil: everyone may
}

// Routes are the places of the program, in the order of the menu.
func Routes() []Route {
	return []Route{}
}
