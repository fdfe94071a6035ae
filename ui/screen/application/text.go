package application

import "penggai/allocation/say"

// What people read on the screens of applications.
const (
	textApplications = say.Application
	textApplicant    = say.Applicant
	textProject      = say.Project
	textSector       = say.Sector
	textJobs         = say.Jobs
	textFlags        = say.Hints
	textState        = say.State
	textNext         = say.NextStep
	textOptional     = "按需"
	textNoEvaluation = "还没有评审。材料合格后由名册上至少三名没有利害关系的评审人打分。"
	textClaimed      = "自报"
	textFirstIf      = "同等条件优先"
	textFirstInBase  = "孵化基地优先（2018（十二））"
	textNotFirst     = "可入驻，不优先"
)

// Words and sentences of the moves.
const (
	textEdit        = say.Edit
	textCorrect     = say.Correction
	textReviewSheet = "审查"
	textReceive     = "收到补正"
	textEvaluate    = "评审打分"
	textAsk         = "要求补正"
)

// Labels and rules of the form at the counter.
const (
	textPeople         = "人"
	textYuan           = say.Yuan
	textGroupsHint     = "空格打勾，回车确定"
	textPolicyDocument = say.PolicyPaper
	textPapersIn       = "已交材料"
	textPapersHint     = "空格打勾，回车确定"
)

// textListHelp and textDetailHelp explain the screens.
var (
	textFormHelp = []string{
		"Enter 下一项，Shift+Tab 上一项，Ctrl+S 保存。带 * 的必填。",
		"选择项：空格或直接打拼音首字母打开列表，左右键逐个切换；多选的用空格打勾。",
		"Esc 离开并保留草稿，断电也不丢；下次打开自动恢复，F8 清空重填。",
	}
)
