package signin

import (
	"penggai/allocation"
	"penggai/allocation/say"
)

// What people read while they sign in and about their own account.
const (
	textName           = say.Account
	textChangePassword = "修改密码"
)

// roleNotes say what a role is for.
var roleNotes = map[allocation.Role]string{
	allocation.Intake:     "登记申请，受理，补正",
	allocation.Reviewer:   "逐条审查，记录评审",
	allocation.Approver:   "批准，确认分配",
	allocation.Manager:    "合同、交接、费用、考核、退出",
	allocation.Supervisor: "查看，核验，督办",
	allocation.Admin:      "账号、参数、备份",
	allocation.Auditor:    "查看和核验日志",
}
