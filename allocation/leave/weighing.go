package leave

import (
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

// of is the weighing as a decision after a hearing keeps it: none without an answer. Errors: ErrExitHeed, ErrExitWeighed.
func (w Weighing) of(h Hearing) (Weighing, error) {
	w.Weighed = strings.TrimSpace(w.Weighed)
	switch {
	case h.Answered.IsZero():
		return Weighing{}, nil
	case heedTitles[w.Heed] == "":
		return w, ErrExitHeed.On("heed")
	case w.Heed == HeedWaived:
		return Weighing{Heed: HeedWaived}, nil
	case w.Weighed == "":
		return w, ErrExitWeighed.On("weighed")
	}
	return w, nil
}

// The answer in the decision.
var (
	ErrExitHeed    = say.Refuse("exit_heed", "承租人已经陈述申辩，请选采纳或不采纳（四(五)1、3、5）")
	ErrExitWeighed = say.Refuse("exit_weighed", "承租人已经陈述申辩，请写明采纳或不采纳的理由（四(五)1、3、5）")
)

var heedTitles = map[Heed]string{HeedAll: "采纳", HeedPart: "部分采纳", HeedNot: "不采纳", HeedWaived: "已放弃陈述申辩"}
