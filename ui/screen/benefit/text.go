package benefit

import "penggai/allocation/say"

// What people read on the screens of benefits.
const (
	textBenefits = "优惠"
	textBenefit  = say.Benefit
	textTenant   = say.Tenant
	textState    = say.State
	textApplied  = say.Application
	textDue      = say.AnswerBy
	textApply    = "申请优惠"
	textGrant    = say.Approve
	textRefuse   = say.NotApproved
	textSuspend  = "暂停"
	textResume   = "恢复"
	textEnd      = "终止"
	textDecided  = say.DecidedOn
	textStartDay = "起始日期"
	textRemark   = say.Note
	textEndDay   = "终止自"
)

// What F1 says.
var (
	helpPage = []string{
		"这里是一户的优惠事项。费用减免只在批准期间有效，没有批准、暂停或终止的日子按全价。",
		"费用减免由分管领导审批；供电、市场监管等部门的决定由管理员按文件登记。",
		"批准、暂停、恢复、终止之前会显示六年应缴的变化；已出的账单不变，差额另出差额账单。",
	}
)
