package support

import "penggai/allocation/say"

// What people read on the screens of support.
const (
	textSupports = say.Support
	textTenant   = say.Tenant
	textKind     = say.Kind
	textNeed     = "困难"
	textRaised   = say.ProposedOn
	textHandler  = "办理部门"
	textState    = say.State
	textTenancy  = say.Tenancy
	textResult   = "办理结果"
	textRaise    = "登记帮扶"
)

// What F1 says.
var (
	helpStay = []string{
		"这里是一户提出过的困难。F2 登记一件：类别、困难、提出人、办理部门。",
		"Enter 打开一件，F11 看这户的考核。",
	}
)
