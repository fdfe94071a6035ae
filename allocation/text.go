package allocation

import "strings"

// The refusals of this package, by noun: what people read when the policy or the program says no.

// Numbers as people type them.
var (
	ErrBadMoney = Refuse("bad_money", "金额看不懂，请按元填写，最多两位小数，如 1518.40")
	ErrBadArea  = Refuse("bad_area", "面积看不懂，请按平方米填写，最多两位小数，如 142.35")
)

// Words of amounts in capitals (人民币大写).
const (
	wordCurrency = "人民币"
	wordMinus    = "负"
	wordYuan     = "元"
	wordJiao     = "角"
	wordFen      = "分"
	wordWhole    = "整"
	wordYi       = "亿"
	wordWan      = "万"
	wordThousand = "仟"
	wordHundred  = "佰"
	wordTen      = "拾"
)

// capitalDigits are the figures of amounts in capitals.
var capitalDigits = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}

// Units.
var (
	ErrUnknownDistrict  = Refuse("unknown_district", "没有这个区，可填 尖山区、岭东区、四方台区、宝山区")
	ErrUnknownUnitState = Refuse("unknown_unit_state", "没有这种房源状态，可填 在建、闲置、停用、已锁定、使用中、收回整修")
	ErrUnitMove         = Refuse("unit_move", "房源现在的状态不能这样办理")
	ErrUnitNoDistrict   = Refuse("unit_no_district", "房源还没有移交给区，请先办理竣工移交")
)

// Filters.
var (
	ErrFilterField = Refuse("filter_field", "筛选条件里的项目不认识")
	ErrFilterValue = Refuse("filter_value", "筛选条件看不懂")
)

// Texts of filters: the unknown field and the known ones; the field and what it takes.
const (
	filterFieldText = "没有“%s”这一项可以筛选，可用的有：%s"
	filterValueText = "“%s”看不懂，可以写成 %s"
)

// filterExamples say what a field takes.
var filterExamples = map[FieldKind]func(FilterField) string{
	FieldText:  func(f FilterField) string { return f.Title + ":文字" },
	FieldCount: func(f FilterField) string { return f.Title + ":1、" + f.Title + ":>1 或 " + f.Title + ":1-3" },
	FieldArea:  func(f FilterField) string { return f.Title + ":>100 或 " + f.Title + ":80-120" },
	FieldMoney: func(f FilterField) string { return f.Title + ":>100 或 " + f.Title + ":80-120.5" },
	FieldDate: func(f FilterField) string {
		return f.Title + ":2021-06、" + f.Title + ":<2021-06-15 或 " + f.Title + ":2021-01~2021-06"
	},
	FieldChoice: func(f FilterField) string {
		words := make([]string, len(f.Choices))
		for i, c := range f.Choices {
			words[i] = c.Title
		}
		return f.Title + ":" + strings.Join(words, "、")
	},
}

// unitMoveText takes the state, the move and the states that allow it.
const unitMoveText = "房源现在是%s，不能办理%s；只有%s的房源可以"

var unitStateWords = map[UnitState]struct{ title, short string }{
	UnitBuilding:   {"在建", "在建"},
	UnitVacant:     {"闲置", "闲置"},
	UnitWithdrawn:  {"停用", "停用"},
	UnitReserved:   {"已锁定", "锁定"},
	UnitOccupied:   {"使用中", "使用"},
	UnitRecovering: {"收回整修", "整修"},
}

// Roles, accounts and separation of duties.
var (
	ErrSamePerson = Refuse("same_person", "本区规定这两步须由不同的人办理，请换一名同事来办")
)

var roleTitles = map[Role]string{
	Intake: "受理员", Reviewer: "审核员", Approver: "分管领导", Manager: "管理员",
	Supervisor: "督办", Admin: "系统管理员", Auditor: "审计",
}

// Rounds.
var (
	ErrRoundNotLockable    = Refuse("round_not_lockable", "批次不能锁定")
	ErrRoundNotDrawable    = Refuse("round_not_drawable", "批次不能录入抽签文字")
	ErrRoundNotComputable  = Refuse("round_not_computable", "批次不能计算")
	ErrRoundNotNoticeable  = Refuse("round_not_noticeable", "批次不能公示")
	ErrRoundNotReopenable  = Refuse("round_not_reopenable", "批次不能重开")
	ErrRoundNotConfirmable = Refuse("round_not_confirmable", "批次不能确认")
	ErrRoundNotCancellable = Refuse("round_not_cancellable", "批次不能作废")
	ErrRoundNoUnits        = Refuse("round_no_units", "批次里没有房源，请先放宽房源条件")
	ErrRoundNoApplicants   = Refuse("round_no_applicants", "批次里没有评审通过、待分配的申请，请先完成评审")
	ErrRoundReason         = Refuse("round_reason", "请写明理由")
	ErrDrawEmpty           = Refuse("draw_empty", "请录入见证抽签得到的文字")
	ErrDrawLong            = Refuse("draw_long", "抽签文字最多 200 字")
	ErrDrawWitnesses       = Refuse("draw_witnesses", "抽签须有两名以上见证人，请逐一写明姓名")
	ErrNoticeDays          = Refuse("notice_days", "异议截止日不能早于公示首日，请检查参数里的公示期限")
	ErrNoticeRunning       = Refuse("notice_running", "公示期未满")
	ErrReopenGround        = Refuse("reopen_ground", "没有成立的异议，也没有申请退出，不能重开；先答复异议")
	ErrApplicantGone       = Refuse("applicant_gone", "有申请已退出批次，请先重新计算")
	ErrOverrideTime        = Refuse("override_time", "现在不能人工调整")
	ErrOverridePending     = Refuse("override_pending", "有人工调整待复签")
	ErrOverrideSame        = Refuse("override_same", "调整后的房源与计算结果相同，不必调整")
	ErrOverrideTwice       = Refuse("override_twice", "同一套房源写了两次")
	ErrOverridePool        = Refuse("override_pool", "房源不在本批次房源池里，请从池中挑选")
	ErrOverrideTaken       = Refuse("override_taken", "房源已由另一项人工调整决定")
	ErrOverrideState       = Refuse("override_state", "这项人工调整不能这样办理")
	ErrOverrideSamePerson  = Refuse("override_same_person", "复签须由另一人办理，请换一个账号")
	ErrObjectionTime       = Refuse("objection_time", "公示期内才能登记异议")
	ErrObjectionLate       = Refuse("objection_late", "异议期已过")
	ErrObjectionName       = Refuse("objection_name", "请写明异议人姓名或名称")
	ErrObjectionText       = Refuse("objection_text", "请写明异议事项")
	ErrObjectionNoAnswer   = Refuse("objection_no_answer", "请写明答复内容")
	ErrObjectionAnswered   = Refuse("objection_answered", "异议已经答复，不能再答")
	ErrObjectionsOpen      = Refuse("objections_open", "还有异议没有答复")
	ErrBadResult           = Refuse("bad_result", "保存的计算结果读不出来，请运行 penggai verify 并联系维护人员")
	ErrBadCertificate      = Refuse("bad_certificate", "证书文件不完整或被改动过，请重新导出")
	ErrObjectionUpheld     = Refuse("objection_upheld", "有异议成立而结果尚未重算，请先重开批次并重新计算")
)

// Texts of rounds with values: the state, the move, what is possible instead; a count or a day.
const (
	textRoundMove         = "批次现在是%s，不能%s；%s"
	textNowPossible       = "现在可以："
	textRoundOver         = "批次已经办结"
	textNoticeRunning     = "公示和异议期到 %s 为止，次日起才能确认"
	textOverrideTime      = "批次现在是%s，计算之后、公示之前才能人工调整；%s"
	textOverridePending   = "还有 %d 项人工调整待复签，请先由另一人复签或撤回"
	textOverrideState     = "这项人工调整现在是%s，不能这样办理"
	textObjectionTime     = "批次现在是%s，公示期内才能登记异议"
	textObjectionLate     = "异议期已于 %s 截止，请按信访或行政复议途径告知"
	textObjectionAnswered = "异议已经答复为%s，不能再答"
	textObjectionsOpen    = "还有 %d 件异议没有答复，请先逐件答复"
	textApplicantGone     = "锁定以后有 %d 件申请撤回或已另行安置，请先重开并重新计算"
)

// Awards.
var (
	ErrAwardNotOffered = Refuse("award_not_offered", "这项分配不是待签约，不能这样办理")
	ErrAwardSignBy     = Refuse("award_sign_by", "签约期限已过")
	ErrAwardNotLapsed  = Refuse("award_not_lapsed", "签约期限未过，不能按逾期处理")
	ErrAwardExtend     = Refuse("award_extend", "延期后的签约期限须晚于原期限")
)

const (
	textAwardMove      = "这项分配现在是%s，不能%s；只有待签约的分配可以"
	textAwardSignBy    = "签约期限 %s 已过；可先由分管领导延期，或按逾期处理并递补下一名"
	textAwardNotLapsed = "签约期限是 %s，期满次日起才能按逾期处理；申请人放弃的请办理放弃"
	textAwardExtend    = "延期后的签约期限须晚于原期限 %s"
)

// Words of the states of a round and of what belongs to it.
var roundStateWords = map[RoundState]string{
	RoundDraft:     "草稿",
	RoundLocked:    "已锁定",
	RoundDrawn:     "已抽签",
	RoundComputed:  "已计算",
	RoundNoticed:   "公示中",
	RoundReopened:  "已重开",
	RoundConfirmed: "已确认",
	RoundCancelled: "已作废",
}

var awardStateWords = map[AwardState]string{
	AwardOffered:    "待签约",
	AwardContracted: "已签约",
	AwardDeclined:   "已放弃",
	AwardLapsed:     "逾期未签",
	AwardCancelled:  "已撤销",
}

var changeKindTitles = map[ChangeKind]string{
	ChangeGains: "新安置",
	ChangeLoses: "不再安置",
	ChangeMoves: "换房源",
	ChangeRank:  "名次变动",
}

var runKindTitles = map[RunKind]string{
	RunFirst:      "首次计算",
	RunAgain:      "再次计算",
	RunOverride:   "人工调整后",
	RunReopened:   "重开后",
	RunSuccession: "递补",
}

var objectionStateWords = map[ObjectionState]string{
	ObjectionRaised:    "待答复",
	ObjectionDismissed: "不成立",
	ObjectionUpheld:    "成立",
}

var overrideStateWords = map[OverrideState]string{
	OverrideProposed: "待复签",
	OverrideSigned:   "已生效",
	OverrideRevoked:  "已撤回",
}

// Applicants.
var (
	ErrFieldEmpty         = Refuse("field_empty", "这一项必填")
	ErrFieldLong          = Refuse("field_long", "这一项最多 200 字，请写得简短些")
	ErrPhone              = Refuse("phone", "电话看不懂，请填 11 位手机号或带区号的座机号")
	ErrApplicantKind      = Refuse("applicant_kind", "请选主体类别：个人、团队或企业")
	ErrResidence          = Refuse("residence", "请选本市居民或外来投资者（二）")
	ErrApplicantNoCompany = Refuse("applicant_no_company", "只有企业才有统一社会信用代码；是企业请把主体类别改为企业")
	ErrApplicantNoTeam    = Refuse("applicant_no_team", "只有团队才有成员名单；是团队请把主体类别改为团队")
	ErrTeamTooSmall       = Refuse("team_too_small", "团队除负责人外至少要有一名成员；只有一人请按个人登记")
	ErrMemberTwice        = Refuse("member_twice", "同一证件号在团队里出现了两次")
)

var applicantKindTitles = map[ApplicantKind]string{Person: "个人", Team: "团队", Company: "企业"}

var residenceTitles = map[Residence]string{ResidenceLocal: "本市居民", ResidenceOutside: "外来投资者"}

// cityPrefixes are left out when addresses are compared.
var cityPrefixes = []string{"黑龙江省", "双鸭山市"}

// Applications.
var (
	ErrSectorReason       = Refuse("sector_reason", "行业不在附件明细内，请写明同意受理的理由")
	ErrJobsRange          = Refuse("jobs_range", "岗位数须在 0 到 100000 之间")
	ErrJobsNone           = Refuse("jobs_none", "请填带动就业人数，至少 1 人（三.5）")
	ErrTaxRange           = Refuse("tax_range", "年缴税额须在 0 到 100 亿元之间")
	ErrGroupProof         = Refuse("group_proof", "请写明这一群体身份的证明材料")
	ErrGroupUnknown       = Refuse("group_unknown", "目录里没有这一群体，或今天已不适用，请重新选择")
	ErrPolicyDocument     = Refuse("policy_document", "请写明支持该项目的产业政策文件名称或文号（三.7）")
	ErrWantedRange        = Refuse("wanted_range", "希望面积须在 0 到 1000 万平方米之间")
	ErrWantedOrder        = Refuse("wanted_order", "希望面积的下限大于上限，请核对")
	ErrOnlyListedEmpty    = Refuse("only_listed_empty", "选了“只要所列小区”，请至少列一个小区")
	ErrMaxUnits           = Refuse("max_units", "最多套数须在 1 到 20 之间")
	ErrNumberMissing      = Refuse("number_missing", "受理须有编号、受理人和日期")
	ErrApplicationMove    = Refuse("application_move", "申请现在的状态不能这样办理")
	ErrApplicationUndo    = Refuse("application_undo", "这一步不能撤销")
	ErrReasonMissing      = Refuse("reason_missing", "请写明理由")
	ErrSupplementItems    = Refuse("supplement_items", "请写明要补正哪些材料")
	ErrSupplementDeadline = Refuse("supplement_deadline", "补正期限须晚于今天")
	ErrSupplementLate     = Refuse("supplement_late", "补正期限已过，仍要收下请写明理由")
	ErrSupplementRunning  = Refuse("supplement_running", "补正期限未满，期满次日起才能按逾期未补正办理")
	ErrMaterialsMissing   = Refuse("materials_missing", "必交材料没有收齐，请先收齐或办理补正")
	ErrJobsAccepted       = Refuse("jobs_accepted", "请先填审核认定的岗位数及依据")
	ErrRejectHolds        = Refuse("reject_holds", "审查表各条都符合，材料审查阶段不能不予通过；请判为材料合格，由评审决定")
	WarnSectorOutside     = Refuse("warn_sector", "行业不在附件明细内（附件以“等”结尾，可以受理）")
	WarnMoving            = Refuse("warn_moving", "自报是市区内现有企业搬迁，不符合三.6，请核实")
	WarnMaterials         = Refuse("warn_materials", "必交材料还缺")
)

// Texts of applications: the state, the move, the moves that are possible instead.
const (
	applicationMoveInstead = "申请现在是“%s”，不能办理“%s”；可以办理：%s"
	applicationMoveEnded   = "申请已是“%s”，不能办理“%s”；要重新申请请另登记一份"
	applicationUndoText    = "申请现在是“%s”，上一步不能撤销；受理后要取消请办理撤回"
	reasonMissing          = "办理“%s”请写明理由"
)

var applicationStateTitles = map[ApplicationState]string{
	ApplicationDraft: "草稿", ApplicationAccepted: "已受理", ApplicationRefused: "不予受理", ApplicationSupplement: "待补正",
	ApplicationReviewed: "材料合格", ApplicationApproved: "评审通过", ApplicationRejected: "不予通过", ApplicationAwarded: "已分配",
	ApplicationContracted: "已签约", ApplicationDeclined: "放弃", ApplicationLapsed: "逾期未签", ApplicationWithdrawn: "撤回",
}

var applicationMoveTitles = map[ApplicationMove]string{
	MoveAccept: "受理", MoveRefuse: "不予受理", MoveAsk: "要求补正", MoveReceive: "收到补正", MoveClose: "逾期未补正",
	MoveReview: "材料合格", MoveApprove: "评审通过", MoveReject: "不予通过", MoveReconsider: "复议",
	MoveAward: "分配", MoveUnaward: "收回分配", MoveContract: "签约", MoveDecline: "放弃", MoveLapse: "逾期未签",
	MoveWithdraw: "撤回", moveUndo: "撤销上一步",
}

// applicationNext says what happens next and whose turn it is.
var applicationNext = map[ApplicationState]string{
	ApplicationDraft:      "受理员核对材料后受理，或不予受理",
	ApplicationAccepted:   "审核员逐条审查（三.1 至 三.7），材料不齐的要求补正",
	ApplicationSupplement: "等申请人补正；收到后登记，逾期可结束",
	ApplicationReviewed:   "至少三名评审人打分，再由分管领导决定",
	ApplicationApproved:   "等待分配：可纳入批次，或单户安置",
	ApplicationAwarded:    "在签约期限内签订入驻合同",
	ApplicationContracted: "已入驻，后续见入驻",
	ApplicationRefused:    "已结束；条件具备后可另行申请",
	ApplicationRejected:   "已结束；申请人有异议的可复议",
	ApplicationDeclined:   "已结束；由同批次下一名递补",
	ApplicationLapsed:     "已结束；由同批次下一名递补",
	ApplicationWithdrawn:  "已结束；可另行申请",
}

// Review sheets.
var (
	ErrReviewClause = Refuse("review_clause", "审查表只有三.1 至 三.7，各一行")
	ErrReviewOpen   = Refuse("review_open", "这一条还没有判断，请选符合或不符合")
	ErrReviewNone   = Refuse("review_none", "这一条必须判断，请选符合或不符合；只有三.7 可选不适用")
	ErrReviewRemark = Refuse("review_remark", "判为不符合的，请在备注里写明原因")
	ErrReviewUnmet  = Refuse("review_unmet", "有条款不符合，不能判为材料合格；请要求补正或不予通过")
)

var verdictTitles = map[Verdict]string{VerdictMet: "符合", VerdictUnmet: "不符合", VerdictNone: "不适用"}

var clauseTitles = map[string]string{
	"三.1": "前景好，有效益，可操作",
	"三.2": "合法合规",
	"三.3": "服从管理，拿到使用权三个月内开业",
	"三.4": "注册、资金、纳税在双鸭山",
	"三.5": "能带动就业",
	"三.6": "不是市区内现有企业搬迁",
	"三.7": "产业政策明确支持（只作优先）",
}

// Evaluations.
var (
	ErrRubricEmpty   = Refuse("rubric_empty", "参数里没有评审项目，请先由管理员发布评审标准")
	ErrPanelSmall    = Refuse("panel_small", "评审人不足三名，请补齐评分")
	ErrExpertTwice   = Refuse("expert_twice", "同一名评审人打了两次分")
	ErrExpertName    = Refuse("expert_name", "请写明评审人姓名")
	ErrScoreMissing  = Refuse("score_missing", "有项目没有打分")
	ErrScoreRange    = Refuse("score_range", "分数须在 0 到该项满分之间")
	ErrScoreItem     = Refuse("score_item", "评分项目与现行评审标准不一致，请按现行标准重新打分")
	ErrBelowPassMark = Refuse("below_pass_mark", "评审平均分未达到合格线，不能评审通过；请办理不予通过")
)

// evaluationResultText takes the average, the pass mark and the count of experts.
const evaluationResultText = "平均 %s 分，合格线 %d 分，评审人 %d 名"

// Flags.
var flagTitles = map[FlagKind]string{
	FlagIdentity: "证件号或信用代码相同", FlagHead: "负责人相同", FlagPhone: "电话相同", FlagAddress: "地址相同",
	FlagApplication: "另有申请在办", FlagTenancy: "现有入驻", FlagExit: "曾经退出",
	FlagSector: "行业在附件之外", FlagMoving: "自报市内搬迁",
}

// Identity numbers and credit codes.
var (
	ErrIDForm        = Refuse("id_form", "身份证号应为 18 位，前 17 位是数字，末位是数字或 X，请核对证件")
	ErrIDFifteen     = Refuse("id_fifteen", "15 位身份证号已停用，请填 18 位号码")
	ErrIDRegion      = Refuse("id_region", "身份证号前几位不是有效的地区代码，请核对证件")
	ErrIDBirth       = Refuse("id_birth", "身份证号中的出生日期不存在，请核对证件")
	ErrIDCheck       = Refuse("id_check", "身份证号末位校验不符，有一位填错了，请核对证件")
	ErrCreditForm    = Refuse("credit_form", "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），请核对营业执照")
	ErrCreditFifteen = Refuse("credit_fifteen", "15 位注册号已停用，请填营业执照上的 18 位统一社会信用代码")
	ErrCreditCheck   = Refuse("credit_check", "统一社会信用代码末位校验不符，有一位填错了，请核对营业执照")
)

// Parameters: what a district may set (四(三)).
var (
	ErrParamRange      = Refuse("param_range", "数值超出允许的范围，请重新填写")
	ErrParamMinMax     = Refuse("param_min_max", "最小面积大于最大面积，请改小前者或改大后者（四(三)）")
	ErrParamNoJobs     = Refuse("param_no_jobs", "承诺、认定、核实三种岗位都不计，面积就无从按岗位分配（四(三)），请至少计一种")
	ErrParamRubricItem = Refuse("param_rubric_item", "评审项目须有名称，代码不能重复，请补全（四(二)）")
	ErrParamPass       = Refuse("param_pass", "及格分须在 1 分与满分之间，请重新填写（四(二)）")
	ErrParamMaterials  = Refuse("param_materials", "材料清单里有重复的材料，请去掉（四(一)）")
	ErrParamBillMonths = Refuse("param_bill_months", "账单周期只能是 1、3、6 或 12 个月，请重新选择")
	ErrParamUnit       = Refuse("param_unit", "期限的单位只能是日或工作日，请重新选择")
	ErrParamAfter72    = Refuse("param_after_72", "满 72 个月以后只能是按全价或退出，请重新选择（五(一)）")
	ErrParamSeparation = Refuse("param_separation", "岗位分离只能是严格或提醒，请重新选择")
)

const (
	textParamRange = "应在 %d 至 %d 之间，请重新填写"
	textParamPass  = "及格分须在 1 与满分 %d 之间，请重新填写（四(二)）"

	rubricMarket   = "市场前景与效益（三.1）"
	rubricFeasible = "可操作性（三.1）"
	rubricFunds    = "资金运营能力（三.4）"
	rubricJobs     = "带动就业（三.5）"
	rubricTeam     = "创业意愿与能力（二）"
)

// Fees.
var (
	ErrQuoteJSON     = Refuse("quote_json", "不是完整的 JSON，请检查文件是否损坏")
	ErrQuoteUTF8     = Refuse("quote_utf8", "文件不是 UTF-8 编码，请另存为 UTF-8 后再试")
	ErrQuoteDeep     = Refuse("quote_deep", "JSON 嵌套过深，不是费用计划的格式")
	ErrQuoteKind     = Refuse("quote_kind", "这里的值类型不对")
	ErrQuoteUnknown  = Refuse("quote_unknown", "有不认识的键，请删去")
	ErrQuoteMissing  = Refuse("quote_missing", "缺少必须的键，请补上")
	ErrQuoteTwice    = Refuse("quote_twice", "同一项写了两次，请只留一项")
	ErrQuoteInteger  = Refuse("quote_integer", "应为整数")
	ErrQuoteRange    = Refuse("quote_range", "数值超出允许的范围")
	ErrQuoteDate     = Refuse("quote_date", "日期应写成 YYYY-MM-DD，且确有这一天")
	ErrQuoteInterval = Refuse("quote_interval", "起止日期颠倒，to 应晚于 from")
	ErrQuoteFee      = Refuse("quote_fee", "费用种类只能是 rent 或 property")
	ErrQuoteSeason   = Refuse("quote_season", "供热期应以起始日所在的年份命名")
	ErrQuoteOverlap  = Refuse("quote_overlap", "两个供热期的日期重叠，请核对")
	ErrQuoteTooMuch  = Refuse("quote_too_much", "面积、价格和期限合计的金额过大，请核对")
	ErrQuoteTrailing = Refuse("quote_trailing", "JSON 之后还有多余内容，请删去")
)

// Texts with the place in the file and what was expected there.
const (
	textQuoteAt    = "%s：%s"
	textQuoteKind  = "%s：应为%s"
	textQuoteRange = "%s：应在 %d 至 %d 之间"
	textQuoteTop   = "文件"
)

var jsonKindWords = map[jsonKind]string{
	jsonNull: "null", jsonBool: "true 或 false", jsonNumber: "整数", jsonString: "文字", jsonArray: "数组", jsonObject: "对象",
}

var feeTitles = map[Fee]string{FeeRent: "房租", FeeProperty: "物业费", FeeHeating: "供热费", FeeWater: "水费"}

var feeUnitTitles = map[Fee]string{FeeRent: "元/㎡每月", FeeProperty: "元/㎡每月", FeeHeating: "元/㎡每供热期", FeeWater: "元/m³"}

var phaseTitles = map[Phase]string{PhaseFree: "免收", PhaseHalf: "减半", PhaseFull: "全价"}

// instance: the file or snapshot that an allocation is computed from.
var ErrBadInstance = Refuse("bad_instance", "分配数据有误，请按所指之处改正")

// What is wrong at a place of the instance.
const (
	textInstanceNotUTF8          = "不是 UTF-8 文字"
	textInstanceTrailing         = "结尾之后还有内容"
	textInstanceShouldBe         = "应为 %s"
	textInstanceWantObject       = "应为对象 {…}"
	textInstanceWantCommaBrace   = "此处应为逗号或 }"
	textInstanceUnknownKey       = "不认识的键 %q"
	textInstanceKeyTwice         = "键重复"
	textInstanceWantColon        = "此处应为冒号"
	textInstanceMissingKey       = "缺少 %s"
	textInstanceWantList         = "应为列表 […]"
	textInstanceWantCommaBracket = "此处应为逗号或 ]"
	textInstanceWantBool         = "应为 true 或 false"
	textInstanceNotInteger       = "%s 不是整数"
	textInstanceWantInteger      = "应为整数"
	textInstanceTooLarge         = "%s 太大"
	textInstanceWantText         = "应为文字 \"…\""
	textInstanceControl          = "文字里有控制字符"
	textInstanceUnended          = "文字没有结束"
	textInstanceBadEscape        = "不认识的转义 \\%s"
	textInstanceSurrogate        = "转义不是完整的字"
	textInstanceShortEscape      = "转义不完整"
	textInstanceLine             = "第 %d 行"
	textInstanceInLine           = "（第 %d 行）"
	textInstanceBadInstance      = "分配数据有误：%s：%s"
	textInstanceOutOfRange       = "%d 不在 %d 至 %d 之内"
	textInstanceTooLong          = "文字超过 %d 个字"
	textInstanceBadListed        = "文字有误或超过 %d 个字"
	textInstanceUnitTwice        = "编号 %s 与 units[%d] 重复"
	textInstanceBayTwice         = "与 units[%d] 在同一楼层的同一位置"
	textInstanceApplicantTwice   = "编号 %s 与 applicants[%d] 重复"
	textInstanceFixedApplicant   = "申请人 %s 不在 applicants 之中"
	textInstanceFixedTwice       = "申请人 %s 已有一项决定"
	textInstanceFixedUnit        = "房源 %s 不在 units 之中"
	textInstanceFixedUnitTwice   = "房源 %s 已用于另一项决定"
)

// fieldTitles name the fields of applicants and applications to people.
var fieldTitles = map[string]string{
	"kind": "主体类别", "name": "姓名或名称", "head": "负责人或法定代表人", "phone": "联系电话", "address": "联系地址",
	"residence": "居民类别", "fixed_residence": "固定住所", "fixed_assets": "固定资产", "remark": "备注",
	"id_number": "身份证号", "credit_code": "统一社会信用代码",
	"agent_name": "经办人", "agent_id": "经办人身份证号", "agent_phone": "经办人电话", "members": "团队成员",
	"project": "项目名称", "description": "项目说明", "sector": "行业", "sector_text": "行业说明", "sector_reason": "附件外行业的理由",
	"water": "以水为主要经营要件", "moving": "市区内现有企业搬迁",
	"jobs": "带动就业人数", "jobs_accepted": "认定岗位数", "taxes": "预计年缴税", "taxes_accepted": "认定年缴税",
	"groups": "创业群体", "policy": "产业政策支持", "policy_document": "政策文件",
	"wanted_min": "希望面积下限", "wanted_max": "希望面积上限", "wanted": "希望面积",
	"communities": "希望小区", "only_listed": "只要所列小区", "requires": "必备条件", "max_units": "最多套数", "materials": "已交材料",
}

// FieldTitle is the Chinese name of a field of an applicant or an application; the field itself when it has none.
func FieldTitle(field string) string { return titleOf(fieldTitles, field) }

const (
	textYes       = "是"
	textNo        = "否"
	jobFigureText = "全职 %d 人，兼职 %d 人（%s）"
)

// Tenancies, contracts, milestones.
var (
	ErrSignedDay       = Refuse("signed_day", "签订日期不对，请按合同上的日期填写")
	ErrTenancyMove     = Refuse("tenancy_move", "入驻现在的状态不能这样办理")
	ErrTenancyDay      = Refuse("tenancy_day", "日期不对，请按单据上的日期填写")
	ErrContractMove    = Refuse("contract_move", "合同现在的状态不能这样办理")
	ErrNoThirdTerm     = Refuse("no_third_term", "本区规定满 72 个月后不再续签，请办理退出")
	ErrMilestoneKind   = Refuse("milestone_kind", "请选择办理事项：公证、备案、营业执照或税务登记")
	ErrMilestoneBody   = Refuse("milestone_body", "请写明办理机关")
	ErrMilestoneNumber = Refuse("milestone_number", "请写明文书编号")
	ErrBadReading      = Refuse("bad_reading", "表数看不懂，请填数字，最多两位小数，如 140.50")
	ErrKeys            = Refuse("keys", "钥匙数应为 0 至 99 的整数")
	ErrBackRemark      = Refuse("back_remark", "交回情况与交接记录不符，请写明情况")
)

// Texts of tenancies with values.
const (
	textSignedDay    = "签订日期应在分配之日 %s 至今天 %s 之间，请按合同上的日期填写"
	textSignedToday  = "签订日期不能晚于今天 %s，请按合同上的日期填写"
	textTenancyMove  = "入驻现在是%s，不能%s；只有%s时可以"
	textTenancyDay   = "日期应在 %s 至 %s 之间，请按单据上的日期填写"
	textNotAfter     = "日期不能晚于今天 %s，请按单据上的日期填写"
	textContractMove = "合同现在是%s，不能%s"
	textBackRemark   = "%s 的%s与交接记录不符（交出 %s，交回 %s），请在备注中写明情况"
	textNone         = "无"

	stepHandOver    = "办理交接"
	stepOpen        = "登记开业"
	stepLeave       = "批准退出"
	stepEnd         = "收回房屋"
	stepSign        = "签订"
	stepRenew       = "续签"
	stepEndContract = "终止"
	stepOpenExit    = "提出退出"
)

var tenancyStateTitles = map[TenancyState]string{
	TenancySigned: "待交接", TenancyHanded: "待开业", TenancyOpen: "营业中", TenancyLeaving: "退出中", TenancyEnded: "已退出", TenancyVoid: "已作废",
}

var contractStateTitles = map[ContractState]string{
	ContractPending: "待签", ContractRunning: "履行中", ContractHoldover: "超期占用", ContractRenewed: "已续签", ContractEnded: "已终止", ContractVoid: "已作废",
}

var milestoneTitles = map[MilestoneKind]string{
	MilestoneNotarised: "公证", MilestoneFiled: "备案", MilestoneLicensed: "营业执照", MilestoneTaxed: "税务登记",
}

var conditionTitles = map[string]string{"keys": "钥匙", "water": "水表", "power": "电表", "defects": "缺陷"}

// Assessments.
var (
	ErrAssessmentTenancy    = Refuse("assessment_tenancy", "这户正在退出或已经退出，不再考核")
	ErrAssessmentDay        = Refuse("assessment_day", "考核日期不对，请按考核当天填写")
	ErrAssessmentBodies     = Refuse("assessment_bodies", "请至少写一个参加考核的部门")
	ErrAssessmentJobs       = Refuse("assessment_jobs", "核实岗位须有人数和核实日期，日期不晚于考核日期")
	ErrAssessmentSource     = Refuse("assessment_source", "请写明岗位数的依据，如 社保缴费记录")
	ErrAssessmentTaxSource  = Refuse("assessment_tax_source", "填了税额的请写明依据，如 完税证明")
	ErrAssessmentPoint      = Refuse("assessment_point", "这一项还没有判断，请选是或否")
	ErrAssessmentRemark     = Refuse("assessment_remark", "判为否的，请写明情况")
	ErrAssessmentConclusion = Refuse("assessment_conclusion", "请选考核结论：合格、整改或不合格")
	ErrAssessmentReason     = Refuse("assessment_reason", "结论为不合格的请写明理由")
	ErrAssessmentRectify    = Refuse("assessment_rectify", "请写明要整改什么")
	ErrAssessmentDeadline   = Refuse("assessment_deadline", "整改期限须晚于考核日期，请重新填写")
	ErrAssessmentMove       = Refuse("assessment_move", "考核现在的状态不能这样办理")
	ErrAssessmentFound      = Refuse("assessment_found", "请写明复查情况")
	ErrExitBasis            = Refuse("exit_basis", "只有四(五)3 的退出可以依据考核或督办，请改选情形或去掉依据")
)

const (
	textAssessmentDiffers  = "按所填情况应为%s，结论改为%s请写明理由"
	textAssessmentFollows  = "考核日期不能早于上一次考核 %s（%s），请核对"
	textAssessmentMove     = "考核现在是%s，不能%s；只有%s时可以"
	textAssessmentExtend   = "新的整改期限最早为 %s，请重新填写"
	textAssessmentEvidence = "考核 %s 结论不合格"
	textPointBad           = "“%s”为否（%s）"
	textJobsShort          = "核实岗位 %d 人，合同约定 %d 人，少 %d 人（四(三)）"

	stepReinspect      = "登记复查"
	stepExtend         = "延长整改期限"
	stepConfirmFail    = "确认不合格"
	stepAssessmentExit = "据此退出"
	stepVoid           = "作废"

	pointScope    = "经营范围未变"
	pointPremises = "商服完好"
	pointSublet   = "没有转租转借"
	pointOpened   = "按期开业"
)

var assessmentStateTitles = map[AssessmentState]string{
	AssessmentDone: "合格", AssessmentRectifying: "整改中", AssessmentPending: "待确认", AssessmentFailed: "不合格",
	AssessmentClosed: "整改合格", AssessmentExited: "已退出", AssessmentVoid: "已作废",
}

var conclusionTitles = map[Conclusion]string{ConclusionPass: "合格", ConclusionRectify: "整改", ConclusionFail: "不合格"}

var supervisingBodies = []string{"市人社局", "市国资局", "市棚改办", "市沉治办"}

var districtBodies = []string{"区政府", "区人社局", "区市场监管局", "区税务局", "区住建局", "区应急局", "街道办"}

// Support.
var (
	ErrSupportTenancy = Refuse("support_tenancy", "这户已经退出，不再登记帮扶")
	ErrSupportKind    = Refuse("support_kind", "请选帮扶类别：资金、用工、培训、证照、房屋维修或其他")
	ErrSupportNeed    = Refuse("support_need", "请写明遇到的困难")
	ErrSupportRaiser  = Refuse("support_raiser", "请写明由谁提出")
	ErrSupportHandler = Refuse("support_handler", "请写明办理部门")
	ErrSupportNote    = Refuse("support_note", "请写明办理情况")
	ErrSupportResult  = Refuse("support_result", "请写明办理结果")
	ErrSupportMove    = Refuse("support_move", "这件帮扶现在不能这样办理")
)

const (
	textSupportMove  = "这件帮扶%s，不能%s"
	stepSupport      = "登记办理情况"
	stepSupportClose = "办结"
)

var supportKindTitles = map[SupportKind]string{
	SupportFunds: "资金", SupportWorkers: "用工", SupportTraining: "培训", SupportPermits: "证照", SupportRepair: "房屋维修", SupportOther: "其他",
}

var supportStateTitles = map[SupportState]string{SupportOpen: "办理中", SupportClosed: "已办结", SupportVoid: "已作废"}

// Findings.
var (
	ErrFindingNoun     = Refuse("finding_noun", "请选督办的对象：一户入驻、一套房源、一件申请、一个批次或全区")
	ErrFindingBody     = Refuse("finding_body", "请选督办部门")
	ErrFindingText     = Refuse("finding_text", "请写明发现的问题")
	ErrFindingClause   = Refuse("finding_clause", "请写明不符合哪一条，如 四(五)3")
	ErrFindingDeadline = Refuse("finding_deadline", "答复期限须晚于今天，请重新填写")
	ErrFindingAnswer   = Refuse("finding_answer", "请写明答复内容")
	ErrFindingDocument = Refuse("finding_document", "请写明答复的文件名称或文号")
	ErrFindingMove     = Refuse("finding_move", "督办现在的状态不能这样办理")
)

const (
	textFindingDeadline = "答复期限须晚于今天 %s，请重新填写"
	textFindingMove     = "督办现在是%s，不能%s；只有%s时可以"
	textFindingEvidence = "督办 %s"

	stepAnswer          = "答复"
	stepReturnFinding   = "再次督办"
	stepCloseFinding    = "销号"
	stepWithdrawFinding = "撤销"
)

var findingStateTitles = map[FindingState]string{
	FindingRaised: "待答复", FindingReturned: "再次督办", FindingAnswered: "已答复", FindingClosed: "已销号", FindingWithdrawn: "已撤销",
}

var findingNext = map[FindingState]string{
	FindingRaised: "区里答复", FindingReturned: "区里再答复", FindingAnswered: "督办部门销号或退回", FindingClosed: "", FindingWithdrawn: "",
}

var findingNounTitles = map[FindingNoun]string{
	FindingTenancy: "入驻", FindingUnit: "房源", FindingApplication: "申请", FindingRound: "批次", FindingDistrict: "全区",
}

// Benefits.
var (
	ErrBenefitMove     = Refuse("benefit_move", "优惠事项现在的状态不能这样办理")
	ErrBenefitForce    = Refuse("benefit_force", "申请当日这项优惠还没有施行或已经停止，请核对申请日期")
	ErrBenefitWater    = Refuse("benefit_water", "以水为主要生产、经营要件的不减免水费（五(一)2）；若登记有误，请先更正用水情况")
	ErrBenefitGroup    = Refuse("benefit_group", "承租人不属于这项优惠所列的群体，请写明申请的理由")
	ErrBenefitHeads    = Refuse("benefit_heads", "请填写人数，1 至 10,000 人")
	ErrBenefitGranted  = Refuse("benefit_granted_heads", "批准人数应在申请人数以内")
	ErrBenefitBody     = Refuse("benefit_body", "请写明作出决定的机关或单位")
	ErrBenefitDocument = Refuse("benefit_document", "请写明依据的文件名称和文号")
	ErrBenefitReason   = Refuse("benefit_reason", "请写明理由")
	ErrBenefitStart    = Refuse("benefit_start", "起始日期不合适")
)

// Texts of benefits with values.
const (
	textBenefitMove    = "优惠事项现在是%s，不能%s；只有%s时可以"
	textBenefitStart   = "起始日期应在签订合同之日 %s 至 %s 之间，请按决定填写"
	textBenefitGranted = "批准人数应在 1 至申请的 %d 人之间"

	stepApplyBenefit   = "申请优惠"
	stepGrantBenefit   = "批准"
	stepRefuseBenefit  = "登记未批准"
	stepSuspendBenefit = "暂停"
	stepResumeBenefit  = "恢复"
	stepEndBenefit     = "终止"

	benefitTenancyEnded = "入驻已结束"

	textBenefitApplied   = "%s申请"
	textBenefitDue       = "，%s前答复"
	textBenefitLate      = "，已逾期 %d 天"
	textBenefitWasLate   = "（逾期 %d 天）"
	textBenefitSince     = "%s起"
	textBenefitAmount    = "，%d 人 %s 元"
	textBenefitPaused    = "%s起暂停"
	textBenefitStopped   = "%s终止"
	textBenefitTakenBack = "%s撤回申请"
	textBenefitRefused   = "%s未批准"
)

var benefitStateTitles = map[BenefitState]string{
	BenefitApplied: "已申请", BenefitGranted: "已批准", BenefitSuspended: "已暂停", BenefitEnded: "已终止", BenefitRefused: "未批准",
}

// Exits.
var (
	ErrExitMove      = Refuse("exit_move", "退出现在的状态不能这样办理")
	ErrExitReason    = Refuse("exit_reason", "请写明理由")
	ErrExitEvidence  = Refuse("exit_evidence", "缺少这一情形所要求的材料，请写明名称和编号")
	ErrExitBody      = Refuse("exit_body", "请写明出具材料的机关")
	ErrExitTooEarly  = Refuse("exit_too_early", "合同尚未到期，期满退出还不能办理")
	ErrExitHow       = Refuse("exit_how", "请写明方式和经办、接收人")
	ErrExitSettled   = Refuse("exit_settled", "费用已经结清登记，不必再办")
	ErrExitUnbilled  = Refuse("exit_unbilled", "还有账单没有出，请先出终结账单")
	ErrExitWaits     = Refuse("exit_waits", "还有价格没有公布，请先登记价格")
	ErrExitArrears   = Refuse("exit_arrears", "还有欠费，请先收清")
	ErrExitCredit    = Refuse("exit_credit", "还有预存余额，请先退款")
	ErrExitFiled     = Refuse("exit_filed", "已经报市备案，不必再办")
	ErrExitFiling    = Refuse("exit_filing", "请写明报市备案的文号（四(五)）")
	ErrExitUnsettled = Refuse("exit_unsettled", "费用还没有结清登记，不能办结；请先登记费用结清")
	ErrExitUnfiled   = Refuse("exit_unfiled", "还没有报市备案的日期和文号，不能办结（四(五)）；请先登记备案")
)

const (
	textExitMove     = "退出现在是%s，不能%s；只有%s时可以"
	textExitEvidence = "按四(五)%d 退出须有%s，请写明材料名称和编号"
	textExitUnbilled = "收房之日前还有 %d 张账单没有出，应缴 %s 元；请先在账单里出账，再登记结清"
	textExitWaits    = "还缺 %s的价格，最后一段费用算不出来；请先登记价格（没有这项收费的登记 0）并出账，价格不会再有的由分管领导按决定文件结清"
	textExitArrears  = "还欠 %s 元没有缴；请先收清，确实收不回的，由分管领导按决定文件结清"
	textExitCredit   = "账上还有预存 %s 元；请先办理退款，再登记结清"
	textYearFee      = "%d 年%s"
	textExitTooEarly = "合同到 %s 期满，期满前 %d 日内才能按期满退出；提前退租请按四(五)5 办理"

	stepApproveExit = "批准"
	stepRefuseExit  = "不予批准"
	stepCancelExit  = "撤回"
	stepNoticeExit  = "登记送达"
	stepReturnExit  = "收房"
	stepSettleExit  = "登记费用结清"
	stepFileExit    = "登记备案"
	stepCloseExit   = "办结"

	exitNextBoth   = "结清费用，报市备案"
	exitNextSettle = "结清费用"
	exitNextFile   = "报市备案"
	exitNextClose  = "可以办结"
)

var exitStateTitles = map[ExitState]string{
	ExitOpened: "待批准", ExitApproved: "已批准", ExitNoticed: "已送达", ExitReturned: "已收房", ExitClosed: "已办结",
	ExitRefused: "未批准", ExitCancelled: "已撤回",
}

var exitNext = map[ExitState]string{
	ExitOpened: "分管领导批准", ExitApproved: "送达退出通知", ExitNoticed: "验房收钥匙", ExitClosed: "", ExitRefused: "", ExitCancelled: "",
}

// Changes within a stay: premises, parts of them, name, company.
var (
	ErrChangeDocument = Refuse("change_document", "请写明依据的批准文件或登记文书及编号")
	ErrChangeUnits    = Refuse("change_units", "换出、换入的房源不对，请核对")
	ErrChangeUnit     = Refuse("change_unit", "换入的房源须为本区闲置房源")
	ErrChangeArea     = Refuse("change_area", "面积超出按岗位核定的范围，请写明理由")
	ErrChangeName     = Refuse("change_name", "请填写新的名称，须与现名不同")
	ErrChangeCompany  = Refuse("change_company", "承租人须为个人或团队，接手的须为本区登记的企业，请核对")
	ErrChangeHead     = Refuse("change_head", "请写明理由")
)

const (
	textChangeBack   = "请选择交回的房源，须为现在占用的"
	textChangePart   = "部分退房须至少留下一套；全部交回请办理退出"
	textChangeOut    = "请选择换入的房源"
	textChangeSince  = "%s 自 %s 起占用，变更日期应晚于这一天"
	textChangeUnit   = "%s（%s，%s）不能换入，须为%s的闲置房源"
	textChangeArea   = "变更后 %s ㎡，不在按岗位核定的 %s 至 %s ㎡之内，请写明理由（四(三)）"
	textChangeHead   = "法定代表人 %s（%s）与原承租人 %s 的证件号不一致，请写明理由"
	textChangeDoubts = "%s 有需留意的情况（%s），请写明理由"
)

var stayChangeTitles = map[StayChangeKind]string{
	ChangeMove: "换房", ChangePart: "部分退房", ChangeRename: "更名", ChangeCompany: "变更为企业",
}

// Taking the last move of a life back (撤销).
var (
	ErrUndoReason  = Refuse("undo_reason", "请写明撤销的原因")
	ErrUndoDepends = Refuse("undo_depends", "不能撤销：之后的记录以这一步为依据")
	ErrUndoMove    = Refuse("undo_move", "现在没有可以这样撤销的一步，请刷新后再看")
	ErrUndoNever   = Refuse("undo_never", "这一步不能撤销")
)

const (
	textUndoDepends = "不能撤销：之后已有 %s。请先撤销或更正后面的记录"
	textUndoMove    = "现在是%s，没有可以这样撤销的一步，请刷新后再看"
	textUndoNever   = "%s 不能撤销；有误时请新开批次，说明原因"

	unitCompleteTitle = "竣工移交"
)

var tenancyStepTitles = map[TenancyStep]string{
	TenancySign: "签订合同", TenancyHandOver: "交接房屋", TenancyOpening: "登记开业", TenancyRenewal: "续签合同",
}

var exitStepTitles = map[ExitStep]string{
	ExitApproval: "批准退出", ExitRefusal: "不予批准", ExitWithdrawal: "撤回退出", ExitNotice: "送达通知",
	ExitKeys: "验房收钥匙", ExitSettlement: "结清费用", ExitFiling: "报市备案", ExitClosing: "办结",
}

// Corrections.
var (
	ErrCorrectionField    = Refuse("correction_field", "这条记录没有这一项可以更正，请刷新后再选")
	ErrCorrectionSame     = Refuse("correction_same", "新值与原值相同，没有什么要更正")
	ErrCorrectionReason   = Refuse("correction_reason", "请写明理由")
	ErrCorrectionDocument = Refuse("correction_document", "这一项关系到费用或决定，请写明依据的文件和编号")
	ErrCorrectionRole     = Refuse("correction_role", "这一项关系到费用或决定，由分管领导复核")
	ErrCorrectionMove     = Refuse("correction_move", "更正现在的状态不能这样办理")
	ErrCorrectionStale    = Refuse("correction_stale", "提出更正以后原值已经变了，没有更正；请撤回后重新提出")
	ErrCorrectionOrder    = Refuse("correction_order", "这样更正以后记录前后矛盾，没有更正")
	ErrCorrectionEmpty    = Refuse("correction_empty", "请填写新值")
	ErrCorrectionOther    = Refuse("correction_other", "只有提出人或分管领导可以撤回")
	ErrCorrectionDate     = Refuse("correction_date", "日期看不懂，请按 2021-03-15 填写")
	ErrCorrectionFuture   = Refuse("correction_future", "日期不能晚于今天")
	ErrCorrectionLong     = Refuse("correction_long", "太长了，请精简")
	ErrCorrectionCount    = Refuse("correction_count", "请填写整数")
)

const (
	textCorrectionMove  = "更正现在是%s，不能%s"
	textCorrectionStale = "提出更正时“%s”是 %s，现在是 %s，没有更正；请撤回后重新提出"
	textCorrectionOrder = "这样更正以后记录前后矛盾：%s。请核对，或先更正那一项"

	stepApplyCorrection    = "复核通过"
	stepRefuseCorrection   = "不同意"
	stepWithdrawCorrection = "撤回"

	correctionYes    = "是"
	correctionNo     = "否"
	correctionCounts = "计入"

	recordOut    = "交出记录"
	recordBack   = "交回记录"
	readingTitle = "读数 %s %s %s"

	textFaultOrder    = "%s（%s）早于%s（%s）"
	textFaultFuture   = "%s（%s）晚于今天"
	textFaultOpenBy   = "开业期限早于交接"
	textFaultTerm     = "第 %d 期合同不是 36 个月"
	textFaultFirst    = "首期合同的签订日与入驻不一致"
	textFaultHeld     = "已退出而 %s 仍被占用"
	textFaultTwice    = "%s 重复"
	textFaultLower    = "%s 为 %s，比前一次 %s 小"
	textFaultReturned = "退出的收房日与入驻不一致"
	textFaultStopped  = "停止减免晚于退出的批准日"
	textFaultUnit     = "小区、楼栋、面积不能空"
	textFaultAreaDay  = "面积起算日"

	faultAwarded  = "分配"
	faultClock    = "费用起算"
	faultSigned   = "签订"
	faultRenewal  = "第 %d 期签订"
	faultHanded   = "交接"
	faultOpened   = "开业"
	faultEnded    = "收房"
	faultHold     = "%s 占用起"
	faultHoldEnd  = "%s 占用止"
	faultNext     = "%s 下一次占用"
	faultRecord   = "%s 交接记录"
	faultReading  = "%s 读数 %s"
	faultEvidence = "退出材料"
	faultDecided  = "退出批准"
	faultNoticed  = "通知送达"
	faultSettled  = "费用结清"
	faultFiled    = "报市备案"
	faultArea     = "面积 %s 起"

	effectTerm     = "第 %d 期合同"
	effectTermDays = "%s 至 %s"
	effectClock    = "费用起算"
	effectHolds    = "全部房源占用起"
	effectHoldsEnd = "全部房源占用止"
	effectRecords  = "全部交接记录"
	effectHalf     = "半价自"
	effectFull     = "全价自"
	effectStopped  = "停止减免自"
	effectOpenBy   = "开业期限"
	effectLate     = "开业"
	effectLateDays = "逾期 %d 日"
	effectInTime   = "未逾期"
	effectEnded    = "计费止"
	effectReading  = "%s %s 读数"
	effectReversed = "红冲"
	effectArea     = "现行面积"
)

var correctionStateTitles = map[CorrectionState]string{
	CorrectionProposed: "待复核", CorrectionApplied: "已更正", CorrectionRefused: "未同意", CorrectionWithdrawn: "已撤回",
}

var correctionUnits = map[CorrectionKind]string{CorrectArea: " ㎡", CorrectVolume: " m³", CorrectEnergy: " kWh"}

var correctionTitles = map[string]string{
	"tenancy.signed_day": "签订日期", "tenancy.clock_decision": "重新计费的决定", "tenancy.handed_day": "交接日期", "tenancy.opened_day": "开业日期",
	"tenancy.water_intensive": "用水为主", "tenancy.jobs_full": "合同全职岗位", "tenancy.jobs_part": "合同兼职岗位", "contract.signed_day": "续签签订日期",
	"milestone.body": "机关", "milestone.number": "编号", "milestone.day": "日期", "milestone.remark": "备注", "milestone.struck": "作废",
	"handover.keys": "钥匙", "handover.water": "水表", "handover.power": "电表", "handover.defects": "缺陷", "handover.remark": "备注",
	"reading.reversed": "红冲",
	"exit.document":    "材料和编号", "exit.document_body": "出具机关", "exit.document_day": "材料日期", "exit.reason": "理由", "exit.decided_day": "批准日期",
	"exit.noticed_day": "送达日期", "exit.noticed_how": "送达方式", "exit.returned_day": "收房日期", "exit.settled_day": "结清日期",
	"exit.settled_how": "结清说明", "exit.filed_day": "备案日期", "exit.filed_number": "备案文号", "exit.filed_body": "备案部门",
	"unit_area.area_dm2": "面积", "unit_area.from_day": "起算日", "unit_area.basis": "依据",
	"unit.community": "小区", "unit.building": "楼栋", "unit.floor": "层", "unit.bay": "位", "unit.tags": "特点",
}

var correctionEffects = map[string]string{
	"tenancy.signed_day":      "重算各期合同、费用计划",
	"tenancy.clock_decision":  "重算费用计划",
	"tenancy.handed_day":      "重算开业期限",
	"tenancy.opened_day":      "重算是否逾期",
	"tenancy.water_intensive": "重算水费减免",
	"milestone.struck":        "保留并注明作废",
	"handover.water":          "原读数红冲，重算水费",
	"reading.reversed":        "保留并注明，不再计费",
	"exit.decided_day":        "情形 1、3 由此日停止减免",
	"exit.returned_day":       "费用算到前一天",
	"unit_area.area_dm2":      "重算费用计划",
	"unit_area.from_day":      "重算费用计划",
	"unit.community":          "按新小区的价格计费",
}

// Lines of a result in words.
const (
	textNoteFixed     = "人工决定"
	textNoteFixedNone = "人工决定不安置"
	textNoteBandEmpty = "要求超出岗位"
	textNoteNoOption  = "无合适房源"
	textNoteHall      = "无剩余 有证"
	textNoteOutranked = "无剩余"
	textNoteBest      = "最合适"
	textNoteChoice    = "第 %d 合适"
	textNoteRun       = "相邻 %d 套"
	textNoteChoiceRun = "第 %d 合适 %d 套"

	textLineStop      = "；"
	textLineComma     = "，"
	textLineColon     = "："
	textLineWeight    = "岗位 %s，税收折 %s，合 %s"
	textLineTarget    = "应得 %s ㎡"
	textLineOwnMax    = "应得 %s ㎡，本人至多要 %s ㎡"
	textLineRange     = "，可用 %s 至 %s ㎡"
	textLineFixed     = "由分管领导决定并经复签，不由计算得出"
	textLineFixedNone = "已退出或由分管领导决定不予安置"
	textLineBandEmpty = "至少要 %s ㎡，超过岗位所能得的 %s ㎡"
	textLineNoOption  = "没有合适的房源"
	textLineBest      = "得到最合适的一处"
	textLineRest      = "得到所余各处中最合适者；更合适的 %d 处："
	textLineHallOne   = "只适合 %s，已归第 %d 名"
	textLineHall      = "适合的 %d 处只能安置名次在前的 %d 户：连同本户共 %d 户都只有这些可选，少一处"
	textLineSearch    = "有 %d 处适合，但无论怎样安置都会使名次在前者落空（逐一查证 %d 步）"

	textExcludedFixed     = "%d 套已由人工决定"
	textExcludedCommunity = "%d 套不在所选小区"
	textExcludedTags      = "%d 套缺少所需设施"
	textExcludedArea      = "%d 套面积不合"

	textPassedTaken  = "%d 处归第 %d 名"
	textPassedNeeded = "%d 处须留给第 %d 名，否则其无处可安置"
	textPassedKept   = "%d 处须留给名次在后者"
	textPassedMore   = "其余从略"

	textStepBand   = "档次不同 (%d 与 %d)，合计岗位多者在前"
	textStepPolicy = "同一档 (%d)，属产业政策支持的项目 (三.7)，故在前"
	textStepGroup  = "同一档 (%d)，有优先群体身份 (二)，故在前"
	textStepWeight = "同一档 (%d)，身份相同，合计 %s 多于 %s，故在前"
	textStepLot    = "同一档 (%d)，身份与合计都相同，抽签序 %s 在 %s 之前"
	textStepNumber = "其余都相同，编号在前"
)

// Bills and payments.
var (
	ErrPaymentAmount   = Refuse("payment_amount", "金额应大于 0，请填写实际收付的金额（元）")
	ErrPaymentDay      = Refuse("payment_day", "缴费日期不对，请按单据上的日期填写")
	ErrPaymentMethod   = Refuse("payment_method", "请选择缴费方式")
	ErrPaymentPayer    = Refuse("payment_payer", "请写明缴款人或收款人")
	ErrPaymentReason   = Refuse("payment_reason", "请写明理由，留作凭据")
	ErrRefundCredit    = Refuse("refund_credit", "退款不能多于预存余额")
	ErrReverseTwice    = Refuse("reverse_twice", "这笔款已经红冲，不能再红冲")
	ErrReverseReversal = Refuse("reverse_reversal", "红冲记录不能再红冲；如果红冲有误，请重新登记缴费")
	ErrReverseRefunded = Refuse("reverse_refunded", "这笔款有一部分已经退还，请先红冲退款")
)

const (
	textPaymentDay      = "日期应在签约之日 %s 至今天 %s 之间，请按单据上的日期填写"
	textRefundCredit    = "预存余额只有 %s 元，退款不能超过这个数"
	textReverseTwice    = "收据 %s 已由 %s 红冲，不能再红冲"
	textReverseRefunded = "收据 %s 的款中有 %s 元已经退还；请先红冲退款，再红冲这一笔"
)

var billKindTitles = map[BillKind]string{BillPeriod: "周期", BillDifference: "差额", BillFinal: "终结"}

var billStateTitles = map[BillState]string{
	BillUnpaid: "未缴", BillPart: "部分已缴", BillOverdue: "已逾期", BillPaid: "已缴清", BillCredit: "贷项",
}

var paymentKindTitles = map[PaymentKind]string{PaymentTaken: "缴费", PaymentRefund: "退款", PaymentReversal: "红冲"}

var paymentMethodTitles = map[PaymentMethod]string{MethodCash: "现金", MethodTransfer: "转账", MethodScan: "扫码", MethodOther: "其他"}

var ageTitles = [Ages]string{"未到期", "1-30 天", "31-90 天", "91-180 天", "181-365 天", "365 天以上"}
