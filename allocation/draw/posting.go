package draw

import (
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Posting is a locked list as it was posted: its digest, and the days in which anybody may dispute it.
type Posting struct {
	Digest string     // SHA-256 of the canonical instance without draw text and decisions: list, pool, parameters and rule
	Day    civil.Date // posted
	Until  civil.Date // last day to dispute it; zero for lists that were locked before there were such days
	Open   int        // disputes without an answer
	Upheld int        // upheld disputes that the list does not follow yet
}

// Stage is where a posted list stands on its way to the draw.
type Stage string

// The stages, in the order in which they hold a draw up.
const (
	StageAnswer Stage = "answer" // disputes wait for their answer
	StageUpheld Stage = "upheld" // an upheld dispute asks for a corrected list
	StageDays   Stage = "days"   // the list may still be disputed
	StageSource Stage = "source" // the public number is not known yet
	StageDraw   Stage = "draw"   // lots can be drawn
)

// Stage says what a draw waits for on a day, in words; s is what it draws from.
func (p Posting) Stage(s Source, today civil.Date) (Stage, string) {
	switch {
	case p.Open > 0:
		return StageAnswer, fmt.Sprintf("有 %d 件对名单的异议待答复", p.Open)
	case p.Upheld > 0:
		return StageUpheld, fmt.Sprintf("有 %d 件对名单的异议成立", p.Upheld)
	case !p.Until.IsZero() && !today.After(p.Until):
		return StageDays, p.Until.String() + " 名单异议期满"
	case s.Kind == ByNumber && today.Before(s.Day):
		return StageSource, s.Words()
	}
	return StageDraw, "当众抽签"
}

// MayDraw refuses a draw before the list stands and its source is known, with the day.
// Errors: ErrListOpen, ErrListUpheld, ErrListDays, ErrSourceEarly.
func (p Posting) MayDraw(s Source, today civil.Date) error {
	stage, words := p.Stage(s, today)
	switch stage {
	case StageAnswer:
		return ErrListOpen.Textf("%s，请先逐件答复再抽签", words)
	case StageUpheld:
		return ErrListUpheld.Textf("%s，请先更正名单，重新公布摘要和异议期", words)
	case StageDays:
		return ErrListDays.Textf("名单已张贴，任何人可以在 %s 前（含当日）提出异议，次日起才能抽签", p.Until)
	case StageSource:
		return ErrSourceEarly.Textf("锁定时指定的是 %s，公布之前不能录入", words)
	case StageDraw:
	}
	return nil
}

// MayDispute says whether the list may be disputed on a day. Errors: ErrDisputeNone, ErrDisputeLate.
func (p Posting) MayDispute(today civil.Date) error {
	switch {
	case p.Until.IsZero():
		return ErrDisputeNone
	case today.After(p.Until):
		return ErrDisputeLate.Textf("名单异议期已于 %s 截止；结果公示以后仍可提出异议", p.Until)
	}
	return nil
}

// The posted list and the days to dispute it.
var (
	ErrListOpen    = say.Refuse("draw_list_open", "还有对名单的异议没有答复")
	ErrListUpheld  = say.Refuse("draw_list_upheld", "有对名单的异议成立，名单还没有更正")
	ErrListDays    = say.Refuse("draw_list_days", "名单异议期未满，不能抽签")
	ErrSourceEarly = say.Refuse("draw_source_early", "指定的号码还没有公布")
	ErrDisputeNone = say.Refuse("dispute_none", "这份名单锁定时没有设名单异议期；结果公示以后可以提出异议")
	ErrDisputeLate = say.Refuse("dispute_late", "名单异议期已过")
)
