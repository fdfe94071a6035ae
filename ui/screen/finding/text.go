package finding

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of findings.
const (
	textFindings    = "督办"
	textNumber      = "编号"
	textNumberOf    = "对象编号"
	textNoun        = "对象"
	textSubject     = "名称"
	textDistrict    = "区"
	textBody        = "督办部门"
	textProblem     = "问题"
	textClause      = "条款"
	textClauseHint  = "不符合哪一条，如 四(五)3"
	textRaised      = "提出"
	textAnswerBy    = "答复期限"
	textState       = "状态"
	textLate        = "逾期"
	textNext        = "下一步"
	textNothingLeft = "没有待办"
	textReading     = "正在读取"
	textSaid        = "答复和退回"
	textNothingSaid = "还没有答复"
	textClosedOn    = "销号"

	textNoneYet   = "还没有督办。"
	textNoneStart = "督办部门按 F2 提出督办。"

	textRaise    = "提出督办"
	textRaiseHow = "写明对象、问题和答复期限；Ctrl+S 提出，Esc 离开并保留草稿"

	textAnswer       = "答复"
	textAnswerHow    = "写明核查和改正情况及文号；Ctrl+S 答复，Esc 离开并保留草稿"
	textAnswerDay    = "答复日期"
	textAnswerText   = "答复内容"
	textDocument     = "答复文件"
	textDocumentHint = "名称或文号"
	textClose        = "销号"
	textClosedNow    = "督办已销号"
	textReturn       = "再次督办"
	textReturnHow    = "写明答复还缺什么和新的期限；Ctrl+S 退回"
	textMissing      = "还缺什么"
	textReturned     = "已退回，等区里再答复"
	textWithdraw     = "撤销"
	textWithdrawn    = "督办已撤销"
	textExit3        = "按四(五)3 退出"
	textShowExit     = "看退出"
)

// numberNote says how the number of a record looks.
var numberNote = map[allocation.FindingNoun]string{
	allocation.FindingTenancy: "如 RZ-JS-2017-0031", allocation.FindingUnit: "如 JS-NSQ-03-1-01", allocation.FindingApplication: "如 JS20210001",
	allocation.FindingRound: "如 JS-2021-07", allocation.FindingDistrict: "全区的工作",
}

// What F1 says.
var (
	helpList = []string{
		"这里按状态列出督办（四：市人社局、市国资局、市棚改办、市沉治办对各区执行标准、工作情况督办检查）。",
		"Tab 换状态，F3 筛选（部门、问题、逾期:是），F6 排序，F7 导出，Enter 打开一件。F2 由督办部门提出。",
	}
	helpRaise = []string{
		"督办可以针对一户入驻、一套房源、一件申请、一个批次或全区的工作。写明问题、条款和答复期限。",
		"提出以后由区里答复，督办部门销号或再次督办。与一户有关的督办可以作为按四(五)3 退出的依据。",
	}
	helpDetail = []string{
		"这里是一件督办：问题、答复和退回。区里按 F5 答复；督办部门按 F5 销号，F6 再次督办，F8 撤销提错的。",
		"F4 打开督办的对象。没有销号的督办在入驻页上看得到。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 件" }

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtShow(n allocation.FindingNoun) string { return "看" + n.Title() }

func fmtRaised(number, subject string) string {
	return fmt.Sprintf("已提出督办 %s（%s）", number, subject)
}

func fmtAnswered(late int) string {
	if late > 0 {
		return fmt.Sprintf("已答复，比期限晚 %d 天；等督办部门销号", late)
	}
	return "已答复，等督办部门销号"
}

func fmtCloseLine(r store.FindingRow) string {
	return fmt.Sprintf("%s（%s）的答复属实、问题已改正，予以销号。", r.Number, r.Subject)
}

func fmtWithdrawLine(r store.FindingRow) string {
	return fmt.Sprintf("撤销 %s（%s）：%s", r.Number, r.Subject, r.Text)
}

func fmtOnlyWhen(state allocation.FindingState, step string, states []allocation.FindingState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，只有%s时可以%s", state.Title(), strings.Join(words, "、"), step)
}

func fmtAnswerBy(f allocation.Finding, today civil.Date) string {
	if late := f.Late(today); late > 0 {
		return fmt.Sprintf("%s  逾期 %d 天", f.AnswerBy, late)
	}
	return f.AnswerBy.String()
}

// aboutPairs are what was found and where it stands.
func aboutPairs(th *kit.Theme, r store.FindingRow, today civil.Date) []kit.Pair {
	out := []kit.Pair{
		{Label: textNoun, Value: r.Noun.Title() + "  " + r.Subject},
		{Label: textProblem, Value: r.Text},
		{Label: textClause, Value: r.Clause},
		{Label: textAnswerBy, Value: fmtAnswerBy(r.Finding, today), Style: lateStyle(th, r.Finding, today)},
		{Label: textDistrict, Value: r.District},
		{Label: textRaised, Value: r.Raised.String() + "  " + r.Body + "  " + r.RaisedName},
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.Finding, today)},
	}
	if !r.Closed.IsZero() {
		label := textClosedOn
		if r.State == allocation.FindingWithdrawn {
			label = textWithdraw
		}
		out = append(out, kit.Pair{Label: label, Value: strings.TrimSpace(r.Closed.String() + "  " + r.Remark)})
	}
	return out
}

// stepPairs are the answers and what was sent back, the earliest first.
func stepPairs(th *kit.Theme, d store.FindingDetail) []kit.Pair {
	if len(d.Steps) == 0 {
		return []kit.Pair{{Value: textNothingSaid, Style: th.Muted}}
	}
	var out []kit.Pair
	for _, x := range d.Steps {
		text, style := textAnswer+"："+x.Text+"（"+x.Document+"）  "+x.By, kit.Style{}
		if x.Kind == "return" {
			text, style = fmt.Sprintf("%s：%s（%s 前答复）  %s", textReturn, x.Text, x.AnswerBy, x.By), th.Warn
		}
		out = append(out, kit.Pair{Label: x.Day.String(), Value: text, Style: style})
	}
	return out
}
