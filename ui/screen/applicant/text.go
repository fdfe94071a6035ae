package applicant

// What people read on the screens of applicants.
const (
	textApplicants = "主体"
	textHead       = "负责人"
	textIdentity   = "证件号"
	textPhone      = "电话"
	textState      = "状态"
	textOpen       = "打开"
	textRegister   = "登记主体"
	textCorrect    = "更正"
	textEdit       = "修改"
)
