package document

import "penggai/allocation"

// The refusals of this package: what is wrong with a template or a file, and what to do.
var (
	ErrTemplate    = allocation.Refuse("template", "模板读不出来。请在 WPS 或 Word 里另存为 docx，或移走它改用内置模板")
	ErrPlaceholder = allocation.Refuse("template_placeholder", "模板里有不认识的占位符")
	ErrBroken      = allocation.Refuse("template_broken", "模板里有写了一半的占位符")
	ErrOutsideRow  = allocation.Refuse("template_outside_row", "{{每行 …}} 只能写在表格的一行里")
	ErrTwoLists    = allocation.Refuse("template_two_lists", "表格的一行只能重复一个清单")
	ErrNotWritten  = allocation.Refuse("document_not_written", "文件没有写成。请检查文件夹权限和磁盘空间后再打印")
	ErrFileThere   = allocation.Refuse("document_there", "这个文件已经存在，没有覆盖。请换一个名字")
	ErrNoForm      = allocation.Refuse("document_form", "没有这种文书")
	ErrNotYet      = allocation.Refuse("document_not_yet", "现在还不能打印这份文书")
	ErrNoRecord    = allocation.Refuse("document_record", "没有找到这个编号。请核对编号，例如 HT-JS-2021-0003")
	ErrChanged     = allocation.Refuse("document_changed", "打印时这条记录刚好被别人改动，没有打印。请再打印一次")
)

// What is said of a template: its name, what was found there, the names that it knows.
const (
	textPlaceholder    = "模板《%s》里的 %s 不认识，没有打印。请改成下列之一，或删去它：%s"
	textBroken         = "模板《%s》里“%s”附近的占位符不完整，没有打印。占位符要写成 {{名称}}，左右各两个花括号"
	textOutsideRow     = "模板《%s》里的 %s 不在表格的行里，没有打印。请把它移进要重复的那一行，或删去"
	textTwoLists       = "模板《%s》的一行里有两个清单（%s），没有打印。一行只能重复一个清单，请分成两行"
	textTemplateUnread = "模板《%s》打不开，没有打印。请关闭正在编辑它的程序，检查权限"
	textTemplateZip    = "模板《%s》不是完整的 docx，没有打印。请在 WPS 或 Word 里另存为 docx，或移走它改用内置模板"
	textTemplateXML    = "模板《%s》的内容不完整，没有打印。请在 WPS 或 Word 里打开后另存为 docx，或移走它改用内置模板"
	textTooLarge       = "文件太大"
	textNotOf          = "《%s》不是这种记录的文书"
	textNotYet         = "现在还不能打印《%s》：%s"
	textNoForm         = "没有“%s”这种文书，可打印的有：%s"
)

// namesFile stands beside the exported templates.
const namesFile = "占位符.txt"

const (
	textNamesHead = "各模板可用的占位符。写在双花括号里，程序打印时换成内容；没有内容的留空。\r\n" +
		"{{每行 清单}} 写在表格的一行里：清单有几项，这一行就重复几次。\r\n" +
		"{{如有 名称}} 写在一段里：没有这项内容时，这一段不打印。\r\n" +
		"模板可以在 WPS 或 Word 里修改文字和格式。删去文件夹里的模板，就恢复使用内置的。\r\n"
	textRowNames = "这一行里还可以用"
)

// Titles of the forms; the files of templates and documents bear them.
const (
	titleApplication = "使用申请表"
	titleAccepted    = "受理通知书"
	titleSupplement  = "补正通知书"
	titleRefused     = "不予受理通知书"
	titleContract    = "入驻合同"
	titleHandover    = "房屋交接记录"
	titleBill        = "账单"
	titleReceipt     = "收据"
	titleAssessment  = "考核表"
	titleExitNotice  = "退出通知书"
	titleExitFiling  = "退出备案函"
)

// Why a form cannot be printed of a record yet.
const (
	whyNotAccepted  = "申请还没有受理"
	whyNotAsked     = "没有要求补正"
	whyNotRefused   = "只有不予受理的申请才有这份通知"
	whyVoid         = "考核已作废"
	whyNotApproved  = "退出还没有批准"
	whyNotReturned  = "房屋还没有收回"
	whyAwardNotFree = "这项分配已经签约或终止"
)

// Words in documents.
const (
	textYes           = "是"
	textNo            = "否"
	gapDate           = "　　　　年　　月　　日"
	gapNumber         = "　　　　　　"
	gapCount          = "　　"
	textNone          = "无"
	textSelf          = "本人"
	textLeader        = "负责人"
	textLegal         = "法定代表人"
	textGovernment    = "双鸭山市%s人民政府"
	textStamp         = "%s　打印：%s %s　日志：%s"
	textDraftNumber   = "草稿%d"
	textFromTo        = "%s至%s"
	textFrom          = "%s起"
	textAtLeast       = "不少于 %s ㎡"
	textAtMost        = "不多于 %s ㎡"
	textBetween       = "%s 至 %s ㎡"
	textNoWish        = "不限"
	textOnlyListed    = "（只要这些小区）"
	textUnits         = "%d 套"
	textRequired      = "必需"
	textOptional      = "可选"
	textMoving        = "申请人说明属于市区内现有企业迁移"
	textNotMoving     = "不是市区内现有企业迁移"
	textWaterTrade    = "以水为主要生产、经营要件"
	textNotWaterTrade = "不以水为主要生产、经营要件"
	textWaterJoined   = "、水费"
	textWaterSpared   = "乙方不以水为主要生产、经营要件，水费按前款阶段计收，用量以水表读数为准（13号文件五(一)2）。"
	textWaterPays     = "乙方以水为主要生产、经营要件，水费不在减免范围，按当年市场价格全额缴纳，用量以水表读数为准（13号文件五(一)2）。"
	textRenewalTerm   = "乙方的首期合同于%s签订，本期不重新计算免收期。"
	textOpenBy        = "，即%s前（含当日；最后一日遇节假日顺延）"
	textOpenByLong    = "请在%s前（含当日）开业。"
	textOpenBlank     = "请自移交之日起三个月内开业。"
	textStopsFees     = "自决定之日起停止减免，按当年市场价格全额计收。"
	textKeepsFees     = "交还前的费用仍按合同约定的阶段计收。"
	textCreditNote    = "本账单为贷项：差额抵扣其他账单，余额作为预存。"
	textTakenBack     = "冲回"
	textReverses      = "红冲，冲回收据 %s。"
	textReversed      = "本收据已由 %s 红冲，不再有效。"
	textReceipt       = "收据"
	textReversal      = "收据（红冲）"
	textRefund        = "退款收据"
	textPayer         = "缴款人"
	textPayee         = "领款人"
	textShares        = "抵缴情况截至%s。缴款先抵缴费期限最早的账单，余额抵缴以后的账单。"
	textReversalNote  = "原收据 %s 从此作废，它抵缴的账单按其余缴款重新计算。"
	textReversedNote  = "本收据已红冲，不抵缴账单。"
	textRefundNote    = "本收据退还预存，不抵缴账单。"
	textExtra         = "临时考核"
	textYuan          = " 元"
	textNotStated     = "未登记"
	textPeople        = "全职 %d 人，兼职 %d 人"
	textNotStopped    = "不停止"
	textNotSettled    = "尚未结清"
	textCityOffices   = "市人力资源社会保障局、市国资局、市棚改办、市沉治办"
	textSince         = "%s，%s"
)
