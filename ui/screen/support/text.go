package support

import (
	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of support.
const (
	textSupports = "帮扶"
	textTenant   = "承租人"
	textKind     = "类别"
	textNeed     = "困难"
	textRaised   = "提出日期"
	textHandler  = "办理部门"
	textState    = "状态"
	textTenancy  = "入驻"
	textResult   = "办理结果"
	textRaise    = "登记帮扶"
)

// What F1 says.
var (
	helpStay = []string{
		"这里是一户提出过的困难。F2 登记一件：类别、困难、提出人、办理部门。",
		"Enter 打开一件，F6 看这户的考核。",
	}
)

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
			label = "作废原因"
		}
		out = append(out, kit.Pair{Label: label, Value: day})
	}
	return append(out, kit.Pair{Label: "登记人", Value: d.RecordedName})
}

// notePairs are what was done, the earliest first.
func notePairs(d store.SupportDetail) []kit.Pair {
	if len(d.Notes) == 0 {
		return []kit.Pair{{Value: "还没有办理情况"}}
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
