package correction

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of corrections.
const (
	textCorrections = "更正"
	textNumber      = "编号"
	textRecord      = "记录"
	textField       = "项目"
	textChange      = "原值 -> 新值"
	textOld         = "原值"
	textNew         = "新值"
	textReason      = "理由"
	textDocument    = "依据"
	textProposed    = "提出"
	textDecided     = "办结"
	textState       = "状态"
	textNone        = "无"
	textReading     = "正在读取"
	textThen        = "复核通过以后"
	textOnlyField   = "只改这一项，别的不变。"
	textMark        = "保留并注明，不再计入"

	textNoneYet     = "还没有更正。"
	textNoneStart   = "按 F2 到入驻列表，打开一户后提出更正；退出、房源在各自的页面提出。"
	textPickTenancy = "选一户"

	textPropose      = "提出更正"
	textProposeHow   = "选要更正的项目，填新值、理由和依据；Ctrl+S 先看影响再提出，Esc 离开并保留草稿"
	textPreview      = "先看影响"
	textProposeNow   = "确认提出"
	textFieldHint    = "按 Enter 选择，可输入汉字或拼音"
	textReasonHint   = "错在哪里，怎么发现的"
	textDocumentHint = "文件名称和编号，没有可不填"
	textDocumentMust = "关系到费用或决定，必填"

	textConfirm        = "复核通过"
	textConfirmNow     = "确认更正"
	textOpinion        = "复核意见"
	textRefuse         = "不同意"
	textRefuseNow      = "不同意更正"
	textWithdraw       = "撤回"
	textWithdrawNow    = "撤回更正"
	textOpenRecord     = "打开记录"
	textNothingChanges = "记录照旧，什么也不改。"
	textSameHands      = "注意：提出和复核是同一人，本区规定仅作提醒，日志会记下。"
	textSameHandsWas   = "提出和复核是同一人"
)

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出更正。Tab 换状态，F3 筛选（编号、名称、理由、对象:房源），F6 排序。",
		"Enter 打开一件。提出更正先打开要更正的入驻、退出或房源。",
	}
	helpForm = []string{
		"选一项，写新值、理由和依据。Ctrl+S 先给出影响：合同期限、费用起算、开业期限、六年应缴和减免。",
		"提出以后原记录不变，要经另一人复核；关系到费用或决定的由分管领导复核。",
		"读数、缴费和文书不删除：读数红冲以后重新登记，文书注明作废。已出账单不变，差额另出差额账单。",
	}
	helpDetail = []string{
		"这里是一件更正：原值、新值、理由、依据，以及复核通过以后会变什么。",
		"F5 复核通过，F7 不同意，F8 撤回（提出人或分管领导），F4 打开被更正的记录。",
		"提出以后原值变了的，不能再复核通过；撤回后重新提出。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 件" }

func fmtChange(c store.CorrectionItem) string {
	return fmtOldNew(c.Field.Show(c.Old), c.Field.Show(c.New))
}

func fmtOldNew(old, now string) string { return old + " -> " + now }

func fmtBy(day civil.Date, name, words string) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s", day, name, words), " ")
}

func fmtEffect(e allocation.CorrectionEffect) string {
	if e.Old == "" {
		return e.New
	}
	return fmtOldNew(e.Old, e.New)
}

func fmtChangeLine(subject, label string, f allocation.CorrectionField, old, now string) string {
	return fmt.Sprintf("%s 的“%s”由 %s 改为 %s。", subject, label, f.Show(old), f.Show(now))
}

func fmtWho(f allocation.CorrectionField) string {
	if f.Decision {
		return "提出后由分管领导复核，复核以前什么也不改。"
	}
	return "提出后由另一人复核，复核以前什么也不改。"
}

func fmtWas(now, effect string) string {
	if effect == "" {
		return "现为 " + now
	}
	return fmt.Sprintf("现为 %s；%s", now, effect)
}

func fmtWaits(number string) string { return number + " 待复核，请先办完或撤回" }

func fmtClosed(s allocation.CorrectionState) string {
	return fmt.Sprintf("这件更正%s，不能再办", s.Title())
}

func fmtProposed(number string) string  { return "已提出更正 " + number + "，等复核" }
func fmtConfirmed(number string) string { return "已更正 " + number }
func fmtRefused(number string) string   { return number + " 已记为未同意" }
func fmtWithdrawn(number string) string { return number + " 已撤回" }
