package leave

import (
	"slices"
	"strings"

	"penggai/allocation/say"
)

// Heed is what a decision makes of the tenant's answer (陈述申辩).
type Heed string

// What it may make of it.
const (
	HeedAll    Heed = "all"    // 采纳
	HeedPart   Heed = "part"   // 部分采纳
	HeedNot    Heed = "not"    // 不采纳
	HeedWaived Heed = "waived" // the tenant has waived the answer: there is nothing to weigh
)

// Heeds lists them in the order of a form.
var Heeds = []Heed{HeedAll, HeedPart, HeedNot, HeedWaived}

// Title is its word on screen and in the decision.
func (h Heed) Title() string { return say.TitleOf(heedTitles, h) }

// Weighing is what a decision says to the tenant's answer, and why.
type Weighing struct {
	Heed    Heed
	Weighed string // the reason; "" where the answer was waived
}

// Words are the weighing in one sentence: 不采纳：没有新的事实; "" without one.
func (w Weighing) Words() string {
	switch {
	case w.Heed == "":
		return w.Weighed
	case w.Weighed == "":
		return w.Heed.Title()
	}
	return w.Heed.Title() + "：" + w.Weighed
}

// of is the weighing as a decision after a hearing keeps it: none without an answer. Errors: ErrExitHeed, ErrExitNotWaived, ErrExitWeighed.
func (w Weighing) of(h Hearing) (Weighing, error) {
	w.Weighed = strings.TrimSpace(w.Weighed)
	switch {
	case h.Answered.IsZero():
		return Weighing{}, nil
	case heedTitles[w.Heed] == "":
		return w, ErrExitHeed.On("heed")
	case w.Heed == HeedWaived && !waives(h.Answer):
		return w, ErrExitNotWaived.On("heed")
	case w.Heed == HeedWaived:
		return Weighing{Heed: HeedWaived}, nil
	case w.Weighed == "":
		return w, ErrExitWeighed.On("weighed")
	}
	return w, nil
}

// waives reports whether an answer says that there will be none, or that nothing is objected to: only then there is nothing to weigh.
func waives(answer string) bool {
	return slices.ContainsFunc([]string{"放弃", "没有意见", "无意见", "没有异议", "无异议"}, func(w string) bool { return strings.Contains(answer, w) })
}

// The answer in the decision.
var (
	ErrExitHeed      = say.Refuse("exit_heed", "承租人已经陈述申辩，请选采纳或不采纳（四(五)1、3、5）")
	ErrExitNotWaived = say.Refuse("exit_not_waived", "登记的意见里没有写明放弃陈述申辩或没有异议，请选采纳或不采纳，逐条写明理由（四(五)1、3、5）")
	ErrExitWeighed   = say.Refuse("exit_weighed", "承租人已经陈述申辩，请写明采纳或不采纳的理由（四(五)1、3、5）")
)

var heedTitles = map[Heed]string{HeedAll: "采纳", HeedPart: "部分采纳", HeedNot: "不采纳", HeedWaived: "已放弃陈述申辩"}
