package finding

import "penggai/allocation/say"

// What people read on the screens of findings.
const (
	textFindings = say.Finding
	textNoun     = say.Subject
	textSubject  = say.Name
	textDistrict = say.District
	textBody     = "督办部门"
	textProblem  = "问题"
	textClause   = "条款"
	textAnswerBy = say.AnswerBy
	textState    = say.State
	textRaise    = "提出督办"
	textAnswer   = say.Answer
	textReturn   = say.FindAgain
	textWithdraw = say.Undo
)
