package support

// What people read on the screens of support.
const (
	textSupports = "帮扶"
	textTenant   = "承租人"
	textKind     = "类别"
	textNeed     = "困难"
	textRaised   = "提出日期"
	textHandler  = "办理部门"
	textState    = "状态"
	textTenancy  = "入驻"
	textResult   = "办理结果"
	textRaise    = "登记帮扶"
)

// What F1 says.
var (
	helpStay = []string{
		"这里是一户提出过的困难。F2 登记一件：类别、困难、提出人、办理部门。",
		"Enter 打开一件，F6 看这户的考核。",
	}
)
