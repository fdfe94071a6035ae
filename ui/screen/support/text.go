package support

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of support.
const (
	textSupports    = "帮扶"
	textNumber      = "编号"
	textTenant      = "承租人"
	textUnit        = "房源"
	textKind        = "类别"
	textNeed        = "困难"
	textRaised      = "提出日期"
	textRaiser      = "提出人"
	textRaiserHint  = "承租人，或发现的人"
	textHandler     = "办理部门"
	textHandlerHint = "如 区人社局"
	textWaiting     = "已办 天"
	textState       = "状态"
	textReading     = "正在读取"
	textNoRow       = "没有选中的一行"
	textShow        = "打开"
	textPick        = "选一户"
	textTenancy     = "入驻"
	textAssessments = "考核"
	textNotes       = "办理情况"
	textNoNotes     = "还没有办理情况"
	textResult      = "办理结果"
	textClosed      = "办结日期"
	textRecordedBy  = "登记人"

	textNoneYet     = "还没有帮扶。"
	textNoneStart   = "按 F2 到入驻列表打开一户，在那里按 s 登记帮扶。"
	textNoneHere    = "这户还没有提出过困难。"
	textNoneHereHow = "按 F2 登记帮扶。"

	textRaise     = "登记帮扶"
	textRaiseHow  = "写明困难和办理部门；Ctrl+S 登记，Esc 离开并保留草稿"
	textStep      = "登记办理"
	textStepHow   = "写明办了什么；Ctrl+S 保存"
	textNoteDay   = "日期"
	textNote      = "办理情况"
	textTakeOver  = "转办部门"
	textStepDone  = "已登记办理情况"
	textClose     = "办结"
	textCloseHow  = "写明结果；Ctrl+S 办结"
	textCloseDone = "帮扶已办结"
	textVoid      = "作废"
	textVoidDone  = "已作废"
	textVoided    = "作废原因"
	textNext      = "下一步"
)

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出帮扶（四(五)：及时帮助解决在经营过程中遇到的实际困难）。Tab 换状态，F3 筛选，F7 导出。",
		"Enter 打开一件。F2 到入驻列表选一户，打开后按 s 登记。",
	}
	helpStay = []string{
		"这里是一户提出过的困难。F2 登记一件：类别、困难、提出人、办理部门。",
		"Enter 打开一件，F6 看这户的考核。",
	}
	helpDetail = []string{
		"这里是一件帮扶：困难、办理情况、结果。F5 登记办理情况，可以转给别的部门；F6 办结，须写结果。",
		"F8 作废录错的一件，须写原因。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 件" }

// fmtNext is what a request waits for.
func fmtNext(r store.SupportRow) string {
	switch {
	case r.State != allocation.SupportOpen:
		return "没有了"
	case r.Steps == 0:
		return "由" + r.Handler + "办理，办了什么就登记一次"
	}
	return "由" + r.Handler + "接着办理，办好后写明结果并办结"
}

// fmtWaits is for how many days a request has been or was open.
func fmtWaits(r store.SupportRow, today civil.Date) string {
	switch {
	case r.State == allocation.SupportVoid:
		return ""
	case !r.Closed.IsZero():
		today = r.Closed
	}
	return kit.Count(today.Sub(r.Raised))
}

func fmtOpenDays(r store.SupportRow, today civil.Date) string {
	if r.State != allocation.SupportOpen {
		return ""
	}
	return fmt.Sprintf("已 %d 天", today.Sub(r.Raised))
}

func fmtRaised(number string) string { return "已登记帮扶 " + number }

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtHandler(name string) string { return "不转就空着，现在是" + name }

func fmtVoidLine(r store.SupportRow) string {
	return fmt.Sprintf("作废 %s 的帮扶 %s：%s", r.Name, r.Number, r.Need)
}

func fmtNotOpen(state allocation.SupportState, step string) string {
	return fmt.Sprintf("这件帮扶%s，不能%s", state.Title(), step)
}

// aboutPairs are the request and its result.
func aboutPairs(th *kit.Theme, d store.SupportDetail) []kit.Pair {
	out := []kit.Pair{
		{Label: textKind, Value: d.Kind.Title()},
		{Label: textNeed, Value: d.Need},
		{Label: textRaised, Value: d.Raised.String() + "  " + d.Raiser},
		{Label: textHandler, Value: d.Handler},
		{Label: textState, Value: d.State.Title(), Style: stateStyle(th, d.State)},
	}
	if d.Result != "" {
		day := d.Result
		if !d.Closed.IsZero() {
			day = d.Closed.String() + "  " + d.Result
		}
		label := textResult
		if d.State == allocation.SupportVoid {
			label = textVoided
		}
		out = append(out, kit.Pair{Label: label, Value: day})
	}
	return append(out, kit.Pair{Label: textRecordedBy, Value: d.RecordedName})
}

// notePairs are what was done, the earliest first.
func notePairs(d store.SupportDetail) []kit.Pair {
	if len(d.Notes) == 0 {
		return []kit.Pair{{Value: textNoNotes}}
	}
	var out []kit.Pair
	for _, n := range d.Notes {
		text := n.Note
		if n.Handler != "" {
			text += "（转" + n.Handler + "）"
		}
		out = append(out, kit.Pair{Label: n.Day.String(), Value: text + "  " + n.By})
	}
	return out
}
