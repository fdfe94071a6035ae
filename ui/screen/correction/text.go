package correction

import "penggai/allocation/say"

// What people read on the screens of corrections.
const (
	textCorrections = say.Correction
	textRecord      = "记录"
	textField       = say.Project
	textNew         = "新值"
	textReason      = say.Reason
	textDocument    = say.Basis
)

func fmtOldNew(old, now string) string { return old + " -> " + now }
