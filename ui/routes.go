// Package ui puts the screens together: the places of every noun, in the order of the menu, for the frame that shows them.
package ui

import (
	"slices"

	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/assessment"
	"penggai/ui/screen/benefit"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/correction"
	"penggai/ui/screen/deadline"
	"penggai/ui/screen/document"
	"penggai/ui/screen/exit"
	"penggai/ui/screen/expert"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/home"
	"penggai/ui/screen/keeping"
	"penggai/ui/screen/key"
	"penggai/ui/screen/log"
	"penggai/ui/screen/note"
	"penggai/ui/screen/outside"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/reading"
	"penggai/ui/screen/report"
	"penggai/ui/screen/round"
	"penggai/ui/screen/signin"
	"penggai/ui/screen/support"
	"penggai/ui/screen/system"
	"penggai/ui/screen/takeover"
	"penggai/ui/screen/tenancy"
	"penggai/ui/screen/till"
	"penggai/ui/screen/unit"
	"penggai/ui/screen/walk"
)

// Routes are the places of the program, in the order of the menu. The first one is where everyone begins.
func Routes() []screen.Route {
	return slices.Concat(
		home.Routes,
		unit.Routes,
		applicant.Routes,
		application.Routes,
		expert.Routes,
		round.Routes,
		tenancy.Routes,
		bill.Routes,
		payment.Routes,
		till.Routes,
		reading.Routes,
		fee.Routes,
		benefit.Routes,
		assessment.Routes,
		support.Routes,
		finding.Routes,
		walk.Routes,
		exit.Routes,
		correction.Routes,
		deadline.Routes,
		document.Routes,
		note.Routes,
		outside.Routes,
		report.Routes,
		takeover.Routes,
		keeping.Routes,
		log.Routes,
		system.Routes,
		signin.Routes,
		key.Routes,
	)
}

// Make makes the screen of a place.
func Make(env *screen.Env, to screen.Go) screen.Screen {
	routes := Routes()
	return routes[slices.IndexFunc(routes, func(r screen.Route) bool { return r.Place == to.Place })].New(env, to)
}

// First is the screen that everyone sees after signing in.
func First(env *screen.Env) screen.Screen { return Make(env, screen.Go{Place: screen.Home}) }
