// Package outside is 比对名单 on screen: a list of another office is chosen or pasted, held against the office's own people, and what it
// points to is shown. Of the list nothing is kept.
//
//	form ── Ctrl+S ──> suspects ── Enter ──> stay or application
//	                            ├─ F4 ──> the applicant
//	                            ├─ F5 ──> finding on it
//	                            └─ Ctrl+N ──> note on it
package outside

import "penggai/ui/screen"

// New is the form that asks for the list.
func New(env *screen.Env, _ screen.Go) screen.Screen { return newForm(env) }
