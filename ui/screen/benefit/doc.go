// Package benefit is 优惠 on screen: the list over all tenancies by state, the page of one tenancy's benefits, and the forms
// that apply for one, grant or refuse it, suspend, resume and end it. What a decision costs or spares is shown before it binds.
//
//	New ─┬─ list ─┬─ F5 ──> further relief (form) ── Ctrl+S ──> preview ── F5 ──> what happens
//	     │        └─ Enter ──> page of the tenancy ─┬─ F2 ──> apply (form)
//	     └─ page (of the tenancy ID)                └─ F5 to F8 ──> grant, refuse, suspend, resume, end (forms)
package benefit

import "penggai/ui/screen"

// New makes the list of all benefits, or with an ID those of that tenancy.
func New(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newPage(env, to.ID, 0)
	}
	return newList(env, to)
}
