package applicant

import "penggai/allocation/say"

// What people read on the screens of applicants.
const (
	textApplicants = say.Applicant
	textHead       = say.Head
	textIdentity   = "证件号"
	textPhone      = say.Phone
	textState      = say.State
	textOpen       = say.Open
	textRegister   = "登记主体"
	textCorrect    = say.Correction
	textEdit       = say.Edit
)
