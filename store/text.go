package store

import "penggai/allocation"

// The refusals of this package, by noun: what happened, whether the data is safe, what to do.

// The file and the folder (fault.go, open.go).
var (
	ErrNoFolder       = allocation.Refuse("no_folder", "没有找到数据文件夹或其中的文件。没有写入任何内容；请核对路径，或用 penggai init 新建")
	ErrNoOffice       = allocation.Refuse("no_office", "这个文件夹里还没有数据。没有写入任何内容；请核对路径，或用 penggai init 新建")
	ErrOfficeExists   = allocation.Refuse("office_exists", "这个文件夹里已经有一份数据，没有改动它。请换一个空文件夹")
	ErrNotFolder      = allocation.Refuse("not_folder", "数据路径应当是文件夹，这里却是文件。没有写入任何内容；请指定文件夹")
	ErrIsFolder       = allocation.Refuse("is_folder", "数据文件的位置上是一个文件夹，无法打开。没有写入任何内容；请移走该文件夹或换一个数据文件夹")
	ErrEmptyFile      = allocation.Refuse("empty_file", "数据文件是空的（0 字节），不是有效的数据。没有写入任何内容；请用 penggai restore 恢复最近的备份")
	ErrForeignFile    = allocation.Refuse("foreign_file", "这是别的程序的数据库，不是棚改商服的数据。没有写入任何内容；请核对路径")
	ErrNewerSchema    = allocation.Refuse("newer_schema", "数据由更新版本的程序写成，本版本不能打开。数据完好，没有写入任何内容；请升级程序")
	ErrNotDatabase    = allocation.Refuse("not_database", "数据文件的内容不是数据库，可能被覆盖或加密。没有再写入；请把文件夹另存一份，再用 penggai restore 恢复最近的备份")
	ErrDamaged        = allocation.Refuse("damaged", "数据文件已损坏或被截断。为免加重损坏已停止写入；请把文件夹另存一份，再用 penggai restore 恢复最近的备份")
	ErrCannotOpen     = allocation.Refuse("cannot_open", "数据文件打不开，可能路径不对、是文件夹或没有权限。没有写入任何内容；请核对路径和权限")
	ErrReadOnlyFolder = allocation.Refuse("read_only_folder", "数据文件夹不能写入（只读或没有权限）。数据完好，这一步没有保存；请改文件夹权限，或换到可写的磁盘")
	ErrReadOnlyFile   = allocation.Refuse("read_only_file", "数据文件不能写入（只读或没有权限）。数据完好，这一步没有保存；请改文件权限后重试")
	ErrDiskFull       = allocation.Refuse("disk_full", "磁盘已满，这一步没有保存，此前的数据完好。请腾出空间后再做一次")
	ErrDisk           = allocation.Refuse("disk_error", "读写磁盘出错，这一步没有保存，此前已保存的数据不受影响。请检查磁盘或网络盘后重试，反复出现请先备份")
	ErrLocked         = allocation.Refuse("locked", "数据正被另一个程序占用，这一步没有保存，数据完好。请稍候再做一次")
	ErrFolderInUse    = allocation.Refuse("folder_in_use", "这个数据文件夹正由另一个 penggai 使用。数据完好；请先关闭那一个，再打开")
	ErrReadOnlyStore  = allocation.Refuse("read_only_store", "当前以只读方式打开，不能保存。数据完好；请正常打开后再做")
	ErrClosed         = allocation.Refuse("closed", "数据已经关闭，这一步没有保存。请重新打开程序")
	ErrDatabase       = allocation.Refuse("database_error", "数据库出错，这一步没有保存，此前的数据完好。请记下括号里的内容并联系维护人员")
	ErrMigration      = allocation.Refuse("migration_failed", "升级数据结构没有成功，数据保持原样。请不要改动文件夹，记下括号里的内容并联系维护人员")
)

// Writing (tx.go).
var (
	ErrNotFound       = allocation.Refuse("not_found", "没有找到这条记录，可能已被移走。请刷新列表后再找")
	ErrDuplicate      = allocation.Refuse("duplicate", "已经有相同的记录，没有重复保存。请核对编号或名称")
	ErrStillUsed      = allocation.Refuse("still_used", "有别的记录与它相关，这一步没有保存。请先处理相关的记录")
	ErrBadValue       = allocation.Refuse("bad_value", "有一项内容不合规定，这一步没有保存。请核对所填内容")
	ErrForbiddenWrite = allocation.Refuse("forbidden_write", "这类记录不允许这样改动，这一步没有保存")
	ErrNotAllowed     = allocation.Refuse("not_allowed", "当前角色不能办这件事")
	ErrSignedOut      = allocation.Refuse("signed_out", "账号已停用或角色已变动，这一步没有保存。请重新登录")
	ErrOtherDistrict  = allocation.Refuse("other_district", "这是别的区的事项，本账号只能办理本区的")
	ErrStale          = allocation.Refuse("stale", "这条记录刚被别人改过，没有覆盖。请看过对方的改动再保存")
	ErrBackInTime     = allocation.Refuse("back_in_time", "今天的日期早于最后一次记录的日期，这一步没有保存。请校正电脑的日期")
	ErrRepeated       = allocation.Refuse("repeated", "这一步刚才已经办好了，没有重复办理")
	ErrUnlogged       = allocation.Refuse("unlogged", "程序内部错误：有改动没有进入日志，已全部撤回。请联系维护人员")
)

const (
	textConsole     = "命令行"
	textMayDo       = "“%s”须由%s办理，当前角色是%s。请换用相应角色或请同事办理"
	textStale       = "这条记录已由%s在 %s 改过（%s），没有覆盖。请看过对方的改动再保存"
	textBackInTime  = "今天（%s）早于最后一次记录的日期（%s），这一步没有保存。请校正电脑的日期"
	textFolderInUse = "这个数据文件夹正由另一个 penggai 使用（%s）。数据完好；请先关闭那一个，再打开"
	// Of the lock file: which computer and process opened the folder, and when.
	textLockOwner    = "电脑 %s，进程 %d，%s 打开"
	textNewerSchema  = "数据结构是第 %d 版，本程序只认识到第 %d 版。数据完好，没有写入任何内容；请升级程序"
	textRoleSep      = "、"
	textSameHands    = "〔同一人办理了应由两人分别办理的两步〕"
	textActorAndRole = "%s（%s）"
)

// Accounts and signing in (account.go, password.go).
var (
	ErrAccountName     = allocation.Refuse("account_name", "账号名须为 2 至 32 个字母、数字、汉字、点、横线或下划线，请重新填写")
	ErrAccountTaken    = allocation.Refuse("account_taken", "已经有这个账号名，请换一个")
	ErrDisplayName     = allocation.Refuse("display_name", "请填写使用人的姓名，不超过 20 个字")
	ErrNoRole          = allocation.Refuse("no_role", "请至少选一个角色")
	ErrPasswordShort   = allocation.Refuse("password_short", "密码至少 8 个字符，请设一个更长的")
	ErrPasswordLong    = allocation.Refuse("password_long", "密码不能超过 200 个字符")
	ErrAccountDistrict = allocation.Refuse("account_district", "账号的区须与本单位一致，请改正")
	ErrOwnAccount      = allocation.Refuse("own_account", "不能停用自己的账号，请由另一名系统管理员来办")
	ErrAccountState    = allocation.Refuse("account_state", "账号已经是这个状态，没有改动。请刷新列表")
	ErrLastAdmin       = allocation.Refuse("last_admin", "至少要保留一个可用的系统管理员账号，没有改动。请先指定另一名系统管理员")
	ErrWrongPassword   = allocation.Refuse("wrong_password", "原密码不对，请重新填写")
	ErrSamePassword    = allocation.Refuse("same_password", "新密码与原密码相同，请换一个")
	ErrSignIn          = allocation.Refuse("sign_in", "账号或密码不对，请重新填写。忘记密码请找系统管理员重置")
	ErrInactive        = allocation.Refuse("inactive", "这个账号已停用，请找系统管理员启用")
	ErrThrottled       = allocation.Refuse("throttled", "连续输错多次，请稍候再试")
	ErrPasswordName    = allocation.Refuse("password_name", "密码不能与账号名相同，请换一个")
)

// Parameters (parameter.go).
var (
	ErrNoParameters   = allocation.Refuse("no_parameters", "这一天还没有生效的参数，请先由系统管理员发布参数")
	ErrParamEffective = allocation.Refuse("param_effective", "生效日期不能早于今天：已按旧参数作出的决定不受影响。请重新填写")
	ErrParamAuthor    = allocation.Refuse("param_author", "请填写拟定人")
	ErrParamApprover  = allocation.Refuse("param_approver", "请填写批准人")
	ErrParamNote      = allocation.Refuse("param_note", "请写明依据：这是本区自定的细则（四(三)）")
)

const (
	textParameterTitle = "%s 参数第 %d 版"
	textDefaultNote    = "程序预设值，本区细则发布前使用（四(三)）"
	textDefaultAuthor  = "程序预设"
)

const textThrottled = "连续输错 %d 次，请在 %s 后再试"

// Assessments, support, findings (assessment.go, support.go, finding.go, exit_basis.go, todo_assessment.go, todo_finding.go).
var (
	ErrAssessmentThere    = allocation.Refuse("assessment_there", "这户刚由别人登记了一次考核，没有重复保存。请先看那一次再决定")
	ErrAssessmentUsed     = allocation.Refuse("assessment_used", "有退出依据这次考核，不能作废。请先撤回退出")
	ErrAssessmentFollowed = allocation.Refuse("assessment_followed", "这户后来又考核过，不能作废这一次。请先作废后一次")
	ErrBasisAssessment    = allocation.Refuse("basis_assessment", "只能依据这一户结论为不合格的考核提出退出，请重新选择")
	ErrBasisFinding       = allocation.Refuse("basis_finding", "这件督办与这一户无关或已撤销，请重新选择")
	ErrFindingTarget      = allocation.Refuse("finding_target", "没有找到这个编号，请核对后重新填写")
	ErrFindingUsed        = allocation.Refuse("finding_used", "有退出依据这件督办，不能撤销。请先撤回退出")
)

const (
	textFieldDay       = "日期"
	textFieldRectifyBy = "整改期限"
	textFieldKind      = "类别"
	textFieldHandler   = "办理部门"
	textFieldNoun      = "对象"
	textFieldBody      = "部门"
	textFieldSubject   = "名称"
	textFieldProblem   = "问题"
	textFieldAnswerBy  = "答复期限"

	textFindingTarget    = "没有找到编号相符的%s，请核对后重新填写"
	textFindingsLate     = "%d 件未销号，%d 件逾期未答复"
	textFindingsOpen     = "%d 件未销号，%s 前答复"
	textFindingsAnswered = "%d 件已答复，待销号"

	textTodoAssess       = "考核到期"
	textTodoRectify      = "考核整改"
	textTodoConfirmFail  = "不合格 待确认"
	textTodoFailed       = "考核不合格 待退出"
	textTodoGround3      = "四(五)3"
	textTodoSupport      = "帮扶办理中"
	textTodoAnswer       = "督办待答复"
	textTodoCloseFinding = "督办待销号"
)

var dueStateTitles = map[DueState]string{AssessmentLate: "逾期", AssessmentNear: "临近", AssessmentLater: "未到"}

// Drafts and view settings (draft.go, view.go).
var ErrDraftTooLong = allocation.Refuse("draft_too_long", "草稿太长，没有保存。请先提交一部分")

// Rounds and awards (round.go, run.go, award.go, override.go, objection.go).
var (
	ErrNotInRound         = allocation.Refuse("not_in_round", "这件申请不在本批次里，请从批次名单中选择")
	ErrOverrideThere      = allocation.Refuse("override_there", "这件申请已有一项人工调整，请先撤回原来的一项")
	ErrOverrideUncomputed = allocation.Refuse("override_uncomputed", "人工调整或撤回之后还没有重新计算，请先计算再公示")
	ErrRoundChanged       = allocation.Refuse("round_changed", "看过之后房源或申请有变动，没有锁定。请再看一遍名单后锁定")
	ErrInputsTampered     = allocation.Refuse("inputs_tampered", "锁定的数据与登记的摘要不符，没有计算。请运行 penggai verify 并联系维护人员")
	ErrRoundNotSingle     = allocation.Refuse("round_not_single", "这件申请没有合适的闲置房源，没有分配。可先调整意向面积、小区或设施要求")
	ErrRoundRunning       = allocation.Refuse("round_running", "这件申请正在另一批次中，不能单独安置。请等该批次办结")
	ErrSingleState        = allocation.Refuse("single_state", "只有评审通过、待分配的申请才能安置")
	ErrPoolUnit           = allocation.Refuse("pool_unit", "选中的房源不是本区闲置房源，请重新选择")
)

const (
	textRoundTitle   = "%s %d 年第 %d 批次"
	textSingleTitle  = "%s %d 年单户安置第 %d 号"
	textLapsed       = "签约期限届满未签约"
	textLock         = "批次锁定"
	textReopened     = "重开：%s"
	textRoundsOK     = "已确认的 %d 个批次共 %d 次计算重新算过，结果逐字相同"
	textRoundsDiffer = "重新计算与保存的结果不符：%s"
	textRunInputs    = "与锁定的数据不符"
	textRunResult    = "重新计算的结果不同"
	textAwardRun     = "与所依据的计算结果不符"
	textFieldSingle  = "单户"
	textFieldCreated = "建立"
	textFieldSignBy  = "签约期限"
	textFieldRound   = "批次"
	textNotAwarded   = "批次确认，未分配"
	textAwarded      = "批次确认"
	textSucceeded    = "递补"
)

// Verifying (verify.go).
const (
	textChainOK     = "日志链完整：%s"
	textChainBroken = "日志链断开：%s"
	textRowsOK      = "现有数据与日志一致：%d 行"
	textRowsDiffer  = "现有数据与日志不一致：%s"
	textDifference  = "表 %s 第 %d 行 %s：%s"
	textWholeRow    = "整行"
	textHead        = "第 %d 条 %s"
	textWholeID     = "含完整证件号"

	whyMissing = "缺少"
	whyExtra   = "日志中没有这一行"
	whyChanged = "与日志所记不同"
	whyChain   = "与前后不能衔接，内容或顺序被改过"
)

// Units and their holds (unit.go, hold.go, unit_list.go).
var (
	ErrUnitHeld      = allocation.Refuse("unit_held", "这套房源正由批次、分配结果或入驻占用，这一步没有保存。请先解除占用，或另选一套")
	ErrNotHeld       = allocation.Refuse("not_held", "房源并没有这样的占用，这一步没有保存。请刷新后再办")
	ErrNoReason      = allocation.Refuse("no_reason", "请写明原因或依据，再办理")
	ErrUnknownColumn = allocation.Refuse("unknown_column", "没有这一列，不能按它排序")
	ErrAreaDay       = allocation.Refuse("area_day", "面积的起用日不能晚于今天，也不能早于上一次面积的起用日")
)

const (
	textUnitCount      = "%d 套房源"
	textUnitsSubject   = "%s 等 %d 套"
	textAreaEntered    = "录入"
	textCityPool       = "全市在建"
	textOtherCommunity = "其他"
	textYes            = "是"
	textNo             = "否"
	textFieldState     = "状态"
	textFieldDistrict  = "区"
	textFieldCommunity = "小区"
	textFieldBuilding  = "楼栋"
	textFieldFloor     = "层"
	textFieldBay       = "位"
	textFieldArea      = "面积"
	textFieldTags      = "特点"
	textFieldNumber    = "编号"
	textFieldHolder    = "承租人"
	textFieldLeaseEnd  = "到期"
	textFieldSample    = "示例"
)

// Applicants and applications.
var (
	ErrNothingChanged = allocation.Refuse("nothing_changed", "没有改动任何内容，不必更正")
	ErrInRound        = allocation.Refuse("in_round", "申请已纳入分配批次，不能撤销上一步；请先从批次中移出或作废批次")
)

const (
	textInRound     = "申请已纳入“%s”，不能撤销上一步；请先从批次中移出或作废批次"
	textReasonOf    = "办理“%s”请写明理由"
	textClaimSource = "申请表"

	textFieldApplicant = "主体"
	textFieldProject   = "项目"
	textFieldSector    = "行业"
	textFieldJobs      = "岗位"
	textFieldAccepted  = "受理日"
	textFieldSince     = "状态日"
	textFieldDeadline  = "补正期限"
)

// Backups, restoring and the doctor (backup.go, restore.go, doctor.go).
var (
	ErrCopyBad      = allocation.Refuse("copy_bad", "这份备份没有通过核对，没有采用。现有数据没有改动；请换一份备份，并检查磁盘")
	ErrBackupExists = allocation.Refuse("backup_exists", "这个位置已有文件，没有覆盖它。请换一个文件名")
	ErrBackupLive   = allocation.Refuse("backup_live", "这个文件旁边还有未合并的 -wal 文件，像是正在使用的数据，不能当备份。没有改动；请选用备份文件")
)

const (
	textModesOK    = "文件夹和数据文件只有本人可读写"
	textModesOpen  = "%s 的权限是 %o，别人也能读写。请改为只限本人"
	textPagesOK    = "数据库各页完好"
	textPagesBad   = "数据库有损坏：%s。请先另存一份，再恢复最近的备份"
	textKeysOK     = "各表之间的关联完好"
	textKeysBad    = "关联断开：%s"
	textSchemaOK   = "数据结构第 %d 版，与程序一致（%s）"
	textSchemaBad  = "数据结构被改动过（现为 %s，应为 %s）"
	textNoBackup   = "还没有备份，请用 penggai backup 备份"
	textLastBackup = "最近的备份：%s，到日志第 %d 条，共 %d 份"
)

// What is to be done today (todo.go).
const (
	textTodoDraft      = "新收申请待受理"
	textTodoSupplement = "待补正"
	textTodoReview     = "材料待审查"
	textTodoDecide     = "材料合格 待评审"
	textTodoWait       = "评审已过 待分配"
	textTodoRounds     = "批次待推进"
	textTodoNoticed    = "批次公示中"
	textTodoSign       = "已分配 待签约"
	textTodoRecovering = "收回整修 待验收"
	textTodoPool       = "在建 待移交各区"

	textTodoToday      = "今天"
	textTodoLongest    = "最长 %d 天"
	textTodoEarliest   = "最早 %s"
	textTodoOverdue    = "%d 件已逾期"
	textTodoUnscored   = "待评分 %d"
	textTodoScored     = "待审批 %d"
	textTodoMayRound   = "可开批次"
	textTodoInRound    = "%d 件在批次中"
	textTodoLock       = "待锁定 %d"
	textTodoDraw       = "待抽签 %d"
	textTodoCompute    = "待计算 %d"
	textTodoAgain      = "待重算 %d"
	textTodoNotice     = "待公示 %d"
	textTodoObjections = "异议待答 %d"
	textTodoNoticeOver = "公示已满"
	textTodoConfirm    = "期满可确认"
	textTodoWorkdays   = "剩 %d 个工作日"
	textTodoLastDay    = "今天截止"
	textTodoExpected   = "%s 应完工"
	textTodoHandover   = "已签约 待交接"
	textTodoOpening    = "已交接 待开业"
	textTodoUnopened   = "逾期未开业"
	textTodoPending    = "续签 待签"
	textTodoEnding     = "合同将到期"
	textTodoHoldover   = "超期占用"
	textTodoExits      = "退出办理中"
	textTodoApprove    = "待批准 %d"
	textTodoServe      = "待送达 %d"
	textTodoKeys       = "待收房 %d"
	textTodoClose      = "待结清备案 %d"
)

// Tenancies, prices, exits (tenancy.go, milestone.go, price.go, exit.go).
var (
	ErrUnitsDiffer   = allocation.Refuse("units_differ", "交接记录与占用的房源对不上，没有保存。请刷新后逐套填写")
	ErrReadingTime   = allocation.Refuse("reading_time", "抄表日期应在交接之后、收回之前，且不能晚于今天，请核对")
	ErrReadingDay    = allocation.Refuse("reading_day", "这一天已经有读数；读错了请先更正（红冲），再重新登记")
	ErrReadingHigher = allocation.Refuse("reading_higher", "读数比后面一次大，请核对")
	ErrReadingLower  = allocation.Refuse("reading_lower", "读数比上一次小，请写明原因（如换表）")
	ErrPriceFee      = allocation.Refuse("price_fee", "请选择费用：房租、物业费、供热费或水费")
	ErrPriceYear     = allocation.Refuse("price_year", "年度应为四位数，如 2021")
	ErrPriceFloor    = allocation.Refuse("price_floor", "楼层填数字，如 1、2；空着是各层同价")
	ErrPriceFen      = allocation.Refuse("price_fen", "请填写单价，按元，最多两位小数")
	ErrPriceDocument = allocation.Refuse("price_document", "请写明价格依据的文件和文号")
	ErrPriceDay      = allocation.Refuse("price_day", "请填写文件日期，不能晚于今天")
	ErrPricePayee    = allocation.Refuse("price_payee", "请写明收款单位")
	ErrSeasonDays    = allocation.Refuse("season_days", "供热期的起始日应在所填年度内，止日应晚于起始日")
	ErrSeasonOverlap = allocation.Refuse("season_overlap", "与已登记的供热期日期重叠，请核对起止日期")
	ErrExitGround    = allocation.Refuse("exit_ground", "没有这种退出情形，请选择四(五)所列五种之一")
	ErrExitOpen      = allocation.Refuse("exit_open", "这户已有退出在办理，请先办完或撤回")
)

const (
	textFieldContractState = "合同"
	textFieldTenant        = "承租人"
	textFieldUnit          = "房源"
	textFieldSigned        = "签订"
	textFieldOpenBy        = "开业期限"
	textFieldUntil         = "到期"
	textFieldLate          = "逾期"
	textFieldExit          = "退出"
	textFieldGround        = "情形"
	textFieldOpened        = "提出"

	textReadingDay    = "%s 已经有读数；读错了请先更正（红冲），再重新登记"
	textReadingHigher = "读数比后面一次（%s，%s）大，请核对；后面一次读错了请先更正（红冲）"
	textReadingLower  = "读数比上一次（%s）小，请写明原因（如换表）"
	textFloor         = "%s层"
	textPriceSubject  = "%s %d 年%s"
)

// Taking the last move of a life back (undo.go, undo_tenancy.go, undo_exit.go, roundundo.go).
var (
	ErrUndoUnit   = allocation.Refuse("undo_unit", "这套房源没有可以撤销的一步")
	ErrUndoAtExit = allocation.Refuse("undo_at_exit", "退出的各步请在退出页面撤销")
	ErrUndoOpened = allocation.Refuse("undo_opened", "退出还没有批准，不需撤销；不办了请用“撤回”")
)

const (
	textColon             = "："
	textUndoMore          = "%s等共 %d 件"
	textDependsPaper      = "公证备案证照"
	textDependsExit       = "退出"
	textDependsAssessment = "考核"
	textDependsSupport    = "帮扶"
	textDependsChange     = "变更"
	textDependsBenefit    = "优惠事项"
	textDependsReading    = "抄表"
	textDependsUnit       = "房源"
	textDependsFinding    = "督办"
	textDependsBill       = "账单"
	textDependsPayment    = "缴费"
	textDependsCorrection = "更正"
	textDependsAward      = "分配结果"
	textDependsRound      = "批次"
	textDependsObjection  = "异议"
	textDependsOverride   = "人工调整"
	textDependsRun        = "计算"
	textUndoUnitNone      = "%s 没有可以撤销的一步"
	textUndoUnitOther     = "%s 的上一步是“%s”，请在分配批次、入驻或退出的页面撤销"
	textUndoNothing       = "批次现在是%s，没有可以撤销的一步"
	textUndoUnitThen      = "%s 恢复为%s"
	textUndoSignThen      = "合同 %s 和入驻 %s 作废，编号不再使用；分配结果恢复为待签约"
	textUndoSignUnits     = "房源 %s 恢复为已锁定，费用计划随之取消"
	textUndoHandThen      = "恢复为待交接；交接记录作废保留，交接时的表数红冲"
	textUndoOpenThen      = "恢复为待开业，开业期限仍为 %s"
	textUndoRenewThen     = "合同 %s 作废，编号不再使用；上一期合同恢复履行"
	textUndoBack          = "入驻恢复为%s"
	textUndoStop          = "减免不再自决定之日停止"
	textUndoConfirmThen   = "%d 项分配结果作废，申请恢复为待分配；房源恢复为本批次锁定"
	textUndoNoticeThen    = "停止公示，恢复为已计算；再次公示须重新计日"
	textUndoComputeThen   = "最近一次计算作废保留，恢复为%s"
	textUndoDrawThen      = "删去抽签文字和见证人，恢复为已锁定"
	textUndoLockThen      = "解除 %d 套房源的锁定，恢复为草稿，可以再调整范围"
	textUndoRoundReason   = "撤销确认："
)

// undoExitThen is what taking a step of an exit back brings about.
var undoExitThen = map[allocation.ExitStep]string{
	allocation.ExitApproval:   "退出恢复为待批准",
	allocation.ExitRefusal:    "退出恢复为待批准",
	allocation.ExitWithdrawal: "退出恢复为待批准",
	allocation.ExitNotice:     "退出恢复为已批准，待送达；通知编号不再使用",
	allocation.ExitKeys:       "房源恢复为使用中，入驻和合同恢复；交回记录作废保留，交回时的表数红冲",
	allocation.ExitSettlement: "取消费用结清登记",
	allocation.ExitFiling:     "取消报市备案登记",
	allocation.ExitClosing:    "退出恢复为已收房，待办结",
}

// Corrections (correction.go).
var (
	ErrCorrectionOpen = allocation.Refuse("correction_open", "这一项已有更正在待复核，请先办完或撤回")
)

const (
	textTodoCorrections = "更正 待复核"
	textNounTenancy     = "入驻"
	textFieldReason     = "理由"
	textYuan            = " 元"
	textEffectPayable   = "六年应缴"
	textEffectWaived    = "六年减免"
	textEffectBills     = "账单"
	textEffectMore      = "已出账单不变，另出差额账单补收 %s 元"
	textEffectLess      = "已出账单不变，另出差额账单退还 %s 元"
)

// Benefits (benefit.go, benefit_list.go, benefit_tenancy.go).
var (
	ErrBenefitKind  = allocation.Refuse("benefit_kind", "优惠事项目录里没有这一项，请重新选择")
	ErrBenefitTwice = allocation.Refuse("benefit_twice", "这户已有这一项优惠在申请或享受，不必重复申请；有变动请在原有的一项上办理")
)

const (
	textFieldWaiver  = "减免"
	textFieldBenefit = "优惠"
	textFieldDecider = "决定机关"
	textFieldApplied = "申请"
	textFieldAnswer  = "期限"
	textFieldStart   = "起"

	textDistrictBody   = "%s政府"
	textWaiverDecision = "%s分配结果，合同 %s"

	textTodoBenefits     = "优惠事项 待答复"
	textTodoBenefitsLate = "优惠事项 逾期"
)

// Fields of the log's filter (log_list.go).
const (
	fieldLogTitle   = "事项"
	fieldLogActor   = "办理人"
	fieldLogSubject = "对象"
	fieldLogReason  = "理由"
	fieldLogDay     = "日期"
	fieldLogSeq     = "序号"
)

// deadlineTitles are the kinds of the calendar of deadlines (deadline.go).
var deadlineTitles = map[DeadlineKind]string{
	DeadlineSupplement: "补正截止",
	DeadlineNotice:     "公示期满",
	DeadlineSign:       "签约截止",
	DeadlineOpen:       "开业期限",
	DeadlineContract:   "合同到期",
	DeadlineBill:       "账单到期",
	DeadlineAssess:     "应考核",
	DeadlineRectify:    "整改期限",
	DeadlineFinding:    "督办答复",
	DeadlineBenefit:    "优惠答复",
}

// Holidays (holiday.go).
const (
	textNewYear        = "元旦"
	textHolidaySubject = "%d 年 %s"
)

// Refusals of holidays.
var (
	ErrHolidaySource = allocation.Refuse("holiday_source", "请填写公布放假安排的文件名称和文号")
	ErrNoHolidays    = allocation.Refuse("holiday_none", "文中没有这一年的放假日期，请核对年份和通知原文")
)

// Bills and payments.
var (
	ErrBillThrough    = allocation.Refuse("bill_through", "还没有结束的周期不能出账")
	ErrBillsChanged   = allocation.Refuse("bills_changed", "预览之后价格、读数、面积或缴费有变动，没有出账。请重新预览后再出账")
	ErrNoBills        = allocation.Refuse("no_bills", "没有需要出的账单：周期还没有结束、都在免收期内，或价格待公布")
	ErrSettleDecision = allocation.Refuse("settle_decision", "按决定结清须写明决定文件的名称和编号")
)

const (
	textBillThrough    = "截止日期不能晚于今天 %s：周期结束之后才能出账"
	textBillSubject    = "账单 %d 张 应缴 %s 元"
	textBillSubjectOne = "%s %s 账单 %d 张 应缴 %s 元"
	textReasonSep      = "；"

	textFieldBillKind = "类别"
	textFieldDue      = "截止"
	textFieldPayable  = "应缴"
	textFieldOpen     = "未缴"
	textFieldIssued   = "出账"
	textFieldMethod   = "方式"
	textFieldPayer    = "缴款人"
	textFieldAmount   = "金额"
	textFieldUnbilled = "待出账"

	textTodoIssue    = "待出账单"
	textTodoBillLate = "账单逾期"
	textTodoBillSoon = "账单将到期"
	textTodoYuan     = "%s 元"
)
