package oversight

import (
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// Next says what an assessment waits for (四(五)). exit is the state of the exit that rests on it, empty without one.
func (a *Assessment) Next(exit leave.ExitState, today civil.Date) string {
	switch a.State {
	case AssessmentRectifying:
		if late := a.Late(today); late > 0 {
			return fmt.Sprintf("整改期限已过 %d 天，去复查并登记结果；确有困难由分管领导延长期限", late)
		}
		return fmt.Sprintf("%s 前整改到位，复查后登记结果", a.RectifyBy)
	case AssessmentPending:
		return "等分管领导确认或不予确认（登记人不能自己确认）"
	case AssessmentFailed:
		if exit != "" {
			return "已据此提出退出（" + exit.Title() + "）"
		}
		return "据此提出退出，" + leave.FailureGround().Clause() + "；停止并收回商服的免费使用权"
	case AssessmentExited:
		return "没有了，已据此批准退出"
	case AssessmentVoid:
		return "没有了，这次考核不算数"
	case AssessmentDone, AssessmentClosed:
	}
	return "没有了，到期再考核"
}

// NextShort is Next in a few words, for lists; empty when nothing is waited for.
func (a *Assessment) NextShort(exit leave.ExitState, today civil.Date) string {
	switch a.State {
	case AssessmentRectifying:
		if late := a.Late(today); late > 0 {
			return fmt.Sprintf("整改逾期 %d 天", late)
		}
		return a.RectifyBy.String() + " 前整改"
	case AssessmentPending:
		return "分管领导确认"
	case AssessmentFailed:
		if exit != "" {
			return "已提出退出"
		}
		return "按" + leave.FailureGround().Clause() + " 退出"
	case AssessmentDone, AssessmentClosed, AssessmentExited, AssessmentVoid:
	}
	return ""
}
