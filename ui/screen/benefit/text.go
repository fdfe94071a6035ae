package benefit

// What people read on the screens of benefits.
const (
	textBenefits = "优惠"
	textBenefit  = "优惠事项"
	textTenant   = "承租人"
	textState    = "状态"
	textApplied  = "申请"
	textDue      = "答复期限"
	textApply    = "申请优惠"
	textGrant    = "批准"
	textRefuse   = "未批准"
	textSuspend  = "暂停"
	textResume   = "恢复"
	textEnd      = "终止"
	textDecided  = "决定日期"
	textStartDay = "起始日期"
	textRemark   = "说明"
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
