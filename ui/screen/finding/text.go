package finding

// What people read on the screens of findings.
const (
	textFindings = "督办"
	textNoun     = "对象"
	textSubject  = "名称"
	textDistrict = "区"
	textBody     = "督办部门"
	textProblem  = "问题"
	textClause   = "条款"
	textAnswerBy = "答复期限"
	textState    = "状态"
	textRaise    = "提出督办"
	textAnswer   = "答复"
	textReturn   = "再次督办"
	textWithdraw = "撤销"
)
