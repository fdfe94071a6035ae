package allocation

// TwoHands is a step of a case that one person does not do after another step of the same case (六(二)).
type TwoHands struct {
	Act    Action
	After  string // the other step in words
	Clause string
	Always bool // also where the district only warns
}

// TwoHanded is every step that lies in two hands. A district that keeps duties apart strictly refuses it to who did the other step, with
// the names of who may; one that only warns says so in the question and in the log. What leaves everything as it stood is in nobody's way: a proposal may be withdrawn,
// or not agreed to, by who made it, and a clerk strikes out a plain 合格 that he recorded by mistake.
func TwoHanded() []TwoHands {
	return []TwoHands{
		{ActAddParameters, "拟定参数", "四(三)", false},
		{ActEditCatalogue, "拟定目录", "四(三)", false},
		{ActApproveApplication, "受理申请", "四(二)", false},
		{ActRejectApplication, "受理申请", "四(二)", false},
		{ActConfirmRound, "新建分配批次", "四(三)", false},
		{ActLockRound, "越过别的批次中等候的人，由第二人签字", "四(三)", true},
		{ActAgreeDraw, "录入抽签文字", "四(三)", false},
		{ActCancelRound, "提出作废批次", "四(三)", false},
		{ActUndoRound, "录入抽签文字（撤销的是抽签）", "四(三)", false},
		{ActSettleObjection, "计算批次、公布名单", "四(三)", false},
		{ActSignOverride, "提出人工调整", "四(三)", true},
		{ActSingleRound, "受理申请；越过他人的另由第二人签字", "四(三)", false},
		{ActChangePremises, "越过他人的由第二人签字", "四(三)", true},
		{ActConfirmAssessment, "登记考核、复查", "四(五)", false},
		{ActVoidAssessment, "登记考核、复查（作废的不是合格）", "四(五)", false},
		{ActVoidConclusion, "登记考核、复查", "四(五)", false},
		{ActRenewContract, "登记最近一次考核、复查", "四(四)", false},
		{ActDecideExit, "提出退出", "四(五)", false},
		{ActDecideWaiver, "申请优惠、拟定阶段性减免", "五(一)", false},
		{ActConfirmCorrection, "提出更正", "六(二)", false},
		{ActReversePayment, "登记缴费", "六(二)", false},
		{ActRefundPayment, "登记缴费", "六(二)", false},
		{ActConfirmTill, "点款日结", "六(二)", false},
		{ActReturnTill, "点款日结", "六(二)", false},
		{ActCarryErasure, "拟定到期清理", "六(二)", true},
		{ActSetDay, "管理员与分管领导同时在场", "六(二)", false},
	}
}
