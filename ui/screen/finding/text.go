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
	textFindings = "督办"
	textNoun     = "对象"
	textSubject  = "名称"
	textDistrict = "区"
	textBody     = "督办部门"
	textProblem  = "问题"
	textClause   = "条款"
	textAnswerBy = "答复期限"
	textState    = "状态"
	textReading  = "正在读取"
	textRaise    = "提出督办"
	textAnswer   = "答复"
	textReturn   = "再次督办"
	textWithdraw = "撤销"
)

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
		{Label: "提出", Value: r.Raised.String() + "  " + r.Body + "  " + r.RaisedName},
		{Label: textState, Value: r.State.Title(), Style: stateStyle(th, r.Finding, today)},
	}
	if !r.Closed.IsZero() {
		label := "销号"
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
		return []kit.Pair{{Value: "还没有答复", Style: th.Muted}}
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
