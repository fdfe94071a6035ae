package log

// What people read about the log.
const (
	textActor   = "办理人"
	textTitle   = "事项"
	textSubject = "对象"
	textReason  = "理由"
)
