package correction

// What people read on the screens of corrections.
const (
	textCorrections = "更正"
	textRecord      = "记录"
	textField       = "项目"
	textNew         = "新值"
	textReason      = "理由"
	textDocument    = "依据"
)

func fmtOldNew(old, now string) string { return old + " -> " + now }
