package allocation

// The refusals of this package, by noun: what people read when the policy or the program says no.

// Units.
var ErrUnknownDistrict = Refuse("unknown_district", "没有这个区，可填 尖山区、岭东区、四方台区、宝山区")

// Rounds.
var ErrRoundReason = Refuse("round_reason", "请写明理由")

// Applicants.
var ErrFieldEmpty = Refuse("field_empty", "这一项必填")

// Applications.
var (
	ErrTaxRange       = Refuse("tax_range", "年缴税额须在 0 到 100 亿元之间")
	ErrPolicyDocument = Refuse("policy_document", "请写明支持该项目的产业政策文件名称或文号（三.7）")
	ErrReasonMissing  = Refuse("reason_missing", "请写明理由")
)

// Evaluations.
var ErrRubricEmpty = Refuse("rubric_empty", "参数里没有评审项目，请先由管理员发布评审标准")

// Fees.
var ErrQuoteTwice = Refuse("quote_twice", "同一项写了两次，请只留一项")

// instance: the file or snapshot that an allocation is computed from.
var ErrBadInstance = Refuse("bad_instance", "分配数据有误，请按所指之处改正")

// What is wrong at a place of the instance.
const textInstanceNotUTF8 = "不是 UTF-8 文字"

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

// Tenancies, contracts, milestones.
var (
	ErrSignedDay     = Refuse("signed_day", "签订日期不对，请按合同上的日期填写")
	ErrTenancyDay    = Refuse("tenancy_day", "日期不对，请按单据上的日期填写")
	ErrMilestoneBody = Refuse("milestone_body", "请写明办理机关")
	ErrKeys          = Refuse("keys", "钥匙数应为 0 至 99 的整数")
)

// Texts of tenancies with values.
const (
	textTenancyDay = "日期应在 %s 至 %s 之间，请按单据上的日期填写"
	textNotAfter   = "日期不能晚于今天 %s，请按单据上的日期填写"
	textNone       = "无"
)

const stepVoid = "作废"

const (
	faultHold    = "%s 占用起"
	faultHoldEnd = "%s 占用止"
	faultRecord  = "%s 交接记录"
	faultArea    = "面积 %s 起"
)

var correctionUnits = map[CorrectionKind]string{CorrectArea: " ㎡", CorrectVolume: " m³", CorrectEnergy: " kWh"}
