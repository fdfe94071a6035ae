package allocation

import (
	"slices"

	"penggai/allocation/say"
)

// Role is what a signed-in person acts as. One account may hold several roles and acts in one at a time.
type Role string

// The roles of an office (DESIGN, Who uses it).
const (
	Intake     Role = "intake"     // 受理员: registers applicants and applications
	Reviewer   Role = "reviewer"   // 审核员: reviews clause by clause, records evaluations
	Approver   Role = "approver"   // 分管领导: decides
	Manager    Role = "manager"    // 管理员: premises, contracts, keys, bills, exits
	Supervisor Role = "supervisor" // 督办: reads everything, raises findings
	Admin      Role = "admin"      // 系统管理员: accounts, parameters, catalogues, backups
	Auditor    Role = "auditor"    // 审计: reads and verifies the log
)

// Roles lists all roles in the order in which people meet them.
func Roles() []Role {
	return []Role{Intake, Reviewer, Approver, Manager, Supervisor, Admin, Auditor}
}

// Title is the role's name on screen; an unknown role is its own title.
func (r Role) Title() string {
	if t, ok := roleTitles[r]; ok {
		return t
	}
	return string(r)
}

// Valid reports whether the role is one of Roles.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Action is one thing that a person may do: a stable code for the log, its Chinese title, and the roles that may.
type Action struct {
	Code  string
	Title string
	Roles []Role
}

// Allows reports whether a role may take the action.
func (a Action) Allows(r Role) bool { return slices.Contains(a.Roles, r) }

// Calm reports whether an action changes nothing that depends on the day, so that it may be taken while the computer's day is in doubt.
func (a Action) Calm() bool {
	return slices.Contains([]string{ActSignIn.Code, ActFailSignIn.Code, ActLockOut.Code, ActReadBeside.Code, ActChangePassword.Code, ActUnmaskApplicant.Code, ActFindByNumber.Code, ActUpgrade.Code, ActRestore.Code, ActExplainPast.Code, ActRefused.Code}, a.Code)
}

// Passing reports whether an action leaves nothing but its own line in the log: that somebody came in, or tried to.
func (a Action) Passing() bool {
	return slices.Contains([]string{ActSignIn.Code, ActFailSignIn.Code, ActLockOut.Code, ActRefused.Code}, a.Code)
}

// SetsDay reports whether an action says which day it is.
func (a Action) SetsDay() bool { return a.Code == ActConfirmDay.Code || a.Code == ActSetDay.Code }

func roles(r ...Role) []Role { return r }

// anyRole is for what every signed-in person may do, such as changing one's own password.
func anyRole() []Role { return Roles() }

// Separation says what happens when one person does two steps that two people should do.
type Separation string

// The two ways a district may choose.
const (
	SeparationStrict Separation = "strict" // refused
	SeparationWarn   Separation = "warn"   // allowed, with a warning that the log keeps
)

// Check compares who acts now with who did the earlier steps of the same case, all by account id.
// Strict refuses with ErrSamePerson, warn returns true; with different people both are empty.
func (s Separation) Check(by int64, earlier ...int64) (warn bool, err error) {
	if !slices.Contains(earlier, by) {
		return false, nil
	}
	if s == SeparationWarn {
		return true, nil
	}
	return false, ErrSamePerson
}

// Office, accounts and parameters.
var (
	ActFoundOffice      = Action{"office.found", "建立数据", roles(Admin)}
	ActMakeTraining     = Action{"office.training", "建立培训数据", roles(Admin)}
	ActSignIn           = Action{"account.signin", "登录", anyRole()}
	ActFailSignIn       = Action{"account.fail", "登录未成", roles()}
	ActLockOut          = Action{"account.lockout", "登录锁定", roles()}
	ActReadBeside       = Action{"account.beside", "命令只读登录", roles()}
	ActChangePassword   = Action{"account.password", "修改本人密码", anyRole()}
	ActAddAccount       = Action{"account.add", "新增账号", roles(Admin)}
	ActEditAccount      = Action{"account.edit", "修改账号", roles(Admin)}
	ActResetPassword    = Action{"account.reset", "重置密码", roles(Admin)}
	ActSetAccountActive = Action{"account.active", "停用或启用账号", roles(Admin)}
	ActAddKey           = Action{"account.key", "登记公钥", anyRole()}
	ActDropKey          = Action{"account.key.drop", "停用公钥", anyRole()}
	ActProposeRule      = Action{"proposal.propose", "拟定参数或目录", roles(Admin, Approver)}
	ActAddParameters    = Action{"parameter.add", "参数生效", roles(Approver)}
	ActEditCatalogue    = Action{"catalogue.edit", "目录生效", roles(Approver)}
	ActRefuseRule       = Action{"proposal.refuse", "不同意拟定", roles(Approver)}
	ActWithdrawRule     = Action{"proposal.withdraw", "撤回拟定", roles(Admin, Approver)}
	ActReopenRule       = Action{"proposal.reopen", "撤销批准", roles(Approver)}
	ActEditOffice       = Action{"office.edit", "修改单位信息", roles(Admin, Approver)}
	ActEditHolidays     = Action{"holiday.edit", "维护日历", roles(Admin)}
	ActUndoHolidays     = Action{"holiday.undo", "撤销放假通知", roles(Admin)}
	ActConfirmDay       = Action{"clock.confirm", "确认日期", anyRole()}
	ActSetDay           = Action{"clock.set", "校正日期", roles(Admin)}
	ActRestore          = Action{"backup.restore", "恢复备份", roles(Admin)}
	ActExplainPast      = Action{"past.explain", "说明与见证不符", roles(Admin, Approver)}
	ActRefused          = Action{"try.refused", "未办成", anyRole()} // that somebody tried what is not theirs to do
	ActCarryErasure     = Action{"erasure.carry", "批准到期清理", roles(Approver)}
	ActUpgrade          = Action{"office.upgrade", "升级数据结构", roles(Admin)}
)

// Rounds and awards.
var (
	ActCreateRound     = Action{"round.create", "新建分配批次", roles(Intake, Reviewer, Approver)}
	ActEditRound       = Action{"round.edit", "调整批次范围", roles(Intake, Reviewer, Approver)}
	ActLockRound       = Action{"round.lock", "锁定批次", roles(Reviewer, Approver)}
	ActDrawRound       = Action{"round.draw", "录入抽签文字", roles(Reviewer, Approver)}
	ActAgreeDraw       = Action{"round.agree", "同意强度不足的抽签", roles(Reviewer, Approver)}
	ActComputeRound    = Action{"round.compute", "计算批次", roles(Reviewer, Approver)}
	ActNoticeRound     = Action{"round.notice", "公示批次", roles(Reviewer, Approver)}
	ActReopenRound     = Action{"round.reopen", "重开批次", roles(Approver)}
	ActConfirmRound    = Action{"round.confirm", "确认批次", roles(Approver)}
	ActCancelRound     = Action{"round.cancel", "作废批次", roles(Approver)}
	ActAskCancel       = Action{"round.cancel.ask", "提出作废批次", roles(Reviewer, Approver)}
	ActDropCancel      = Action{"round.cancel.drop", "撤回或不同意作废", roles(Reviewer, Approver)}
	ActSingleRound     = Action{"round.single", say.SinglePlacement, roles(Approver)}
	ActProposeOverride = Action{"override.propose", "提出人工调整", roles(Approver)}
	ActSignOverride    = Action{"override.sign", "复签人工调整", roles(Reviewer, Approver)}
	ActRevokeOverride  = Action{"override.revoke", "撤回人工调整", roles(Approver)}
	ActRaiseObjection  = Action{"objection.raise", "登记异议", roles(Intake, Reviewer, Approver)}
	ActSettleObjection = Action{"objection.settle", "答复异议", roles(Approver)}
	ActDeclineAward    = Action{"award.decline", "登记放弃", roles(Intake, Manager, Approver)}
	ActLapseAward      = Action{"award.lapse", "按逾期未签处理", roles(Manager, Approver)}
	ActExtendAward     = Action{"award.extend", "延长签约期限", roles(Approver)}
	ActCancelAward     = Action{"award.cancel", "撤销分配", roles(Approver)}
)

// Applicants and applications.
var (
	ActRegisterApplicant     = Action{"applicant.register", "登记主体", roles(Intake, Reviewer)}
	ActEditApplicant         = Action{"applicant.edit", "修改主体", roles(Intake, Reviewer)}
	ActUnmaskApplicant       = Action{"applicant.unmask", "查看完整证件号", roles(Intake, Reviewer, Approver, Manager)}
	ActFindByNumber          = Action{"applicant.find", "按号码查找", anyRole()}
	ActDraftApplication      = Action{"application.draft", say.RegisterApplication, roles(Intake, Reviewer)}
	ActAcceptApplication     = Action{"application.accept", "受理申请", roles(Intake)}
	ActRefuseApplication     = Action{"application.refuse", "不予受理", roles(Intake, Approver)}
	ActAskSupplement         = Action{"application.ask", "要求补正", roles(Intake, Reviewer)}
	ActReceiveSupplement     = Action{"application.receive", "收到补正", roles(Intake, Reviewer)}
	ActCloseSupplement       = Action{"application.close", "逾期未补正", roles(Reviewer, Approver)}
	ActReviewApplication     = Action{"application.review", "填写审查表", roles(Reviewer)}
	ActPassReview            = Action{"application.pass", "材料合格", roles(Reviewer)}
	ActEvaluateApplication   = Action{"application.evaluate", "登记评审打分", roles(Reviewer)}
	ActListExpert            = Action{"expert.list", "维护评审人名册", roles(Approver, Admin)}
	ActNamePanel             = Action{"application.panel", "组成评审组", roles(Reviewer)}
	ActLeavePanel            = Action{"application.leavepanel", "评审人退出", roles(Reviewer, Approver)}
	ActApproveApplication    = Action{"application.approve", "评审通过", roles(Approver)}
	ActRejectApplication     = Action{"application.reject", "不予通过", roles(Approver)}
	ActReconsiderApplication = Action{"application.reconsider", "复议", roles(Approver)}
	ActAssignApplication     = Action{"application.assign", "指派承办人", roles(Intake, Reviewer, Approver)}
	ActWithdrawApplication   = Action{"application.withdraw", "登记撤回", roles(Intake, Reviewer)}
	ActUndoApplication       = Action{"application.undo", say.UndoLast, roles(Intake, Reviewer, Approver)}
)

// Assessments, support, findings.
var (
	ActRecordAssessment    = Action{"assessment.record", say.RegisterAssessment, roles(Manager, Approver)}
	ActReinspectAssessment = Action{"assessment.reinspect", say.RegisterRecheck, roles(Manager, Approver)}
	ActExtendAssessment    = Action{"assessment.extend", "延长整改期限", roles(Approver)}
	ActConfirmAssessment   = Action{"assessment.confirm", "确认考核不合格", roles(Approver)}
	ActVoidAssessment      = Action{"assessment.void", "作废考核", roles(Manager, Approver)}
	ActVoidConclusion      = Action{"assessment.voidconclusion", "作废已确认的考核", roles(Approver)}
	ActRaiseSupport        = Action{"support.raise", "登记帮扶", roles(Intake, Reviewer, Manager, Approver)}
	ActStepSupport         = Action{"support.step", "登记帮扶办理情况", roles(Manager, Approver)}
	ActCloseSupport        = Action{"support.close", "办结帮扶", roles(Manager, Approver)}
	ActVoidSupport         = Action{"support.void", "作废帮扶", roles(Manager, Approver)}
	ActRaiseFinding        = Action{"finding.raise", "提出督办", roles(Supervisor)}
	ActAnswerFinding       = Action{"finding.answer", "答复督办", roles(Manager, Approver)}
	ActReturnFinding       = Action{"finding.return", say.FindAgain, roles(Supervisor)}
	ActCloseFinding        = Action{"finding.close", "督办销号", roles(Supervisor)}
	ActWithdrawFinding     = Action{"finding.withdraw", "撤销督办", roles(Supervisor)}
)

// The ground against the ledger.
var (
	ActListWalk     = Action{"walk.list", "列出核查名单", roles(Manager, Approver, Supervisor)}
	ActDrawWalk     = Action{"walk.draw", "双随机抽取", roles(Manager, Approver, Supervisor)}
	ActDeclareWalk  = Action{"walk.declare", "申明核查回避", roles(Intake, Reviewer, Manager, Approver, Supervisor)}
	ActSeeWalk      = Action{"walk.see", "录入实地核查", roles(Manager, Approver, Supervisor)}
	ActCompleteWalk = Action{"walk.complete", "办结实地核查", roles(Manager, Approver, Supervisor)}
	ActCancelWalk   = Action{"walk.cancel", "作废核查名单", roles(Manager, Approver, Supervisor)}
)

// Units.
var (
	ActAddUnits      = Action{"unit.add", "录入房源", roles(Admin, Manager)}
	ActWithdrawUnits = Action{"unit.withdraw", "停用房源", roles(Manager)}
	ActReturnUnits   = Action{"unit.return", "恢复使用", roles(Manager)}
	ActReopenUnits   = Action{"unit.reopen", "整修验收", roles(Manager)}
	ActCompleteUnits = Action{"unit.complete", "竣工移交", roles(Manager)}
	ActMeasureUnit   = Action{"unit.measure", "登记实测面积", roles(Manager)}
)

// Tenancies, contracts, fees, exits.
var (
	ActSignContract  = Action{"contract.sign", "签订合同", roles(Manager, Approver)}
	ActRenewContract = Action{"contract.renew", "续签合同", roles(Approver)}
	ActSeeHindsight  = Action{"hindsight.see", "阅看规则核对", roles(Admin, Approver)}
	ActKeepGap       = Action{"contract.gap", "决定空档期减免", roles(Approver)}
	ActAddMilestone  = Action{"milestone.add", "登记公证备案证照", roles(Manager)}
	ActHandOver      = Action{"tenancy.handover", "交接房屋", roles(Manager)}
	ActOpenBusiness  = Action{"tenancy.open", "登记开业", roles(Manager)}
	ActRecordReading = Action{"reading.add", "登记水表读数", roles(Manager)}
	ActSetPrice      = Action{"price.set", "登记市场价格", roles(Manager, Admin)}
	ActVoidPrice     = Action{"price.void", "作废市场价格", roles(Manager, Admin)}
	ActRestorePrice  = Action{"price.restore", "恢复作废的价格", roles(Manager, Admin)}
	ActCopyPrices    = Action{"price.copy", "复制上年价格", roles(Manager, Admin)}
	ActOpenExit      = Action{"exit.open", "提出退出", roles(Manager, Approver)}
	ActTellExit      = Action{"exit.tell", "登记退出告知", roles(Manager)}
	ActHearExit      = Action{"exit.hear", "登记陈述申辩", roles(Manager)}
	ActAdviseExit    = Action{"exit.advise", "登记法律顾问意见", roles(Manager, Approver)}
	ActDecideExit    = Action{"exit.decide", "审批退出", roles(Approver)}
	ActCancelExit    = Action{"exit.cancel", "撤回退出", roles(Manager, Approver)}
	ActServeExit     = Action{"exit.notice", "送达退出通知", roles(Manager)}
	ActReturnExit    = Action{"exit.return", "验收房屋钥匙", roles(Manager)}
	ActSettleExit    = Action{"exit.settle", "登记费用结清", roles(Manager)}
	ActSettleOpen    = Action{"exit.settleopen", "按决定结清有欠费的退出", roles(Approver)}
	ActFileExit      = Action{"exit.file", "登记退出备案", roles(Manager)}
	ActCloseExit     = Action{"exit.close", "办结退出", roles(Manager, Approver)}
)

// Corrections. Whose record it is says which of these roles may (amend.MayPropose, Correction.MayDecide); money and decisions are
// confirmed by the approver.
var (
	ActProposeCorrection  = Action{"correction.propose", "提出更正", roles(Intake, Reviewer, Manager, Approver)}
	ActConfirmCorrection  = Action{"correction.confirm", "复核更正", roles(Reviewer, Manager, Approver)}
	ActRefuseCorrection   = Action{"correction.refuse", "不同意更正", roles(Reviewer, Manager, Approver)}
	ActWithdrawCorrection = Action{"correction.withdraw", "撤回更正", roles(Intake, Reviewer, Manager, Approver)}
)

// Printed documents: whoever may read a record may print it; whole identity numbers need ActUnmaskApplicant besides.
var (
	ActPrint           = Action{"document.print", "打印文书", roles(Intake, Reviewer, Approver, Manager, Supervisor, Auditor)}
	ActExport          = Action{"list.export", "导出清单", anyRole()}
	ActBackupAway      = Action{"backup.away", "备份到别处", roles(Admin)}
	ActExportTemplates = Action{"document.templates", "导出文书模板", roles(Manager, Approver, Admin)}
)

// Changes within a stay, by decision of the approver: who has the premises and who answers for the tenant is never the clerk's own matter (四(五)3).
var (
	ActChangePremises = Action{"holding.change", "变更房源", roles(Approver)}
	ActHandOn         = Action{"holding.handon", "变更为企业、继承、承继", roles(Approver)}
	ActRenameTenant   = Action{"holding.rename", "更名", roles(Approver)}
	ActChangeTenant   = Action{"holding.tenant", "变更承租人", roles(Approver)}
)

// Moves taken back: whoever may make a move may take it back.
var (
	ActUndoTenancy  = Action{"tenancy.undo", "撤销入驻上一步", roles(Manager, Approver)}
	ActUndoExit     = Action{"exit.undo", "撤销退出上一步", roles(Manager, Approver)}
	ActUndoDecision = Action{"exit.undecide", "撤销退出决定", roles(Approver)}
	ActUndoRound    = Action{"round.undo", "撤销批次上一步", roles(Reviewer, Approver)}
	ActUndoConfirm  = Action{"round.unconfirm", "撤销批次确认", roles(Approver)}
	ActUndoUnits    = Action{"unit.undo", "撤销房源上一步", roles(Manager)}
)

// Bills and payments.
var (
	ActIssueBill      = Action{"bill.issue", say.IssueBills, roles(Manager)}
	ActTakePayment    = Action{"payment.take", "登记缴费", roles(Manager)}
	ActReversePayment = Action{"payment.reverse", "红冲缴费", roles(Manager, Approver)}
	ActRefundPayment  = Action{"payment.refund", say.CreditReturn, roles(Manager, Approver)}
	ActCountTill      = Action{"till.count", "日结点款", roles(Manager, Approver)}
	ActConfirmTill    = Action{"till.confirm", "复核日结", roles(Manager, Approver)}
	ActReturnTill     = Action{"till.return", "退回日结", roles(Manager, Approver)}
)

// Benefits. Fee waivers are the district government's decision (五(一)); what outside bodies decide is entered from their paper.
var (
	ActApplyBenefit  = Action{"benefit.apply", "申请优惠事项", roles(Manager, Approver)}
	ActDecideWaiver  = Action{"benefit.waiver", "审批费用减免", roles(Approver)}
	ActProposeCrisis = Action{"crisis.propose", "拟定阶段性减免", roles(Manager, Approver)}
	ActRecordBenefit = Action{"benefit.record", "登记优惠事项决定", roles(Manager, Approver)}
)

// Roles, accounts and separation of duties.
var ErrSamePerson = say.Refuse("same_person", "本区规定这两步须由不同的人办理，请换一名同事来办")

var roleTitles = map[Role]string{
	Intake: "受理员", Reviewer: "审核员", Approver: "分管领导", Manager: "管理员",
	Supervisor: say.Finding, Admin: "系统管理员", Auditor: "审计",
}
