package round

import (
	"context"
	"fmt"
	"sync/atomic"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// The parts of the page of a round, in the order of their tabs.
const (
	partResult = iota
	partAwards
	partOverview
	partApplicants
	partUnits
	partLeft
	partOverrides
	partObjections
	partDisputes
	partRuns
)

// page is the page of one round: its next step, its parts on tabs.
type page struct {
	*screen.Page[record]
	now atomic.Pointer[record] // the record, for the columns that ask it in commands

	result     *kit.Table[rule.Rank]
	awards     *kit.Table[round.AwardRow]
	applicants *kit.Table[round.RoundApplicant]
	units      *kit.Table[premises.UnitRow]
	left       *kit.Table[round.LeftUnit]
	overrides  *kit.Table[round.OverrideRow]
	disputes   *kit.Table[round.DisputeRow]
	objections *kit.Table[round.ObjectionRow]
	runs       *kit.Table[round.RunRow]
}

func newPage(env *screen.Env, id int64) screen.Screen {
	s := &page{}
	s.Page = screen.NewPage(env, screen.PageSpec[record]{
		Noun: textRound, Early: true, About: textPageHelp, Parts: s.parts(env),
		Read:  func(ctx context.Context, by engine.Actor) (record, error) { return readRecord(ctx, env.Store, by, id) },
		Took:  func(r record) { s.now.Store(&r) },
		First: func(was, now record) bool { return was.Run != now.Run }, // a new result is what one wants to see
		Title: func(r record) string { return r.Title },
		Summary: func(r record) (string, string) {
			if r.Run == 0 {
				return r.State.Title(), fmtScope(len(r.Scope.Units), len(r.Scope.Applicants))
			}
			return r.State.Title() + fmtRunStamp(r), fmtResult(r.RoundRow)
		},
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounRound, id },
		Next:    func(r record) string { return stepKeys.Say(r.Next(env.Today())) },
		Actions: s.actions,
	})
	return s.Page
}

// drawResult is the list of the result with the line under the cursor beside it, or below it where there is room.
func (s *page) drawResult(th *kit.Theme, w, h int, r record) []string {
	detail := func(w, h int) []string {
		l, found := s.result.Current()
		if !found {
			return nil
		}
		return lineShort(th, &r, l, w, h)
	}
	if picture.Beside(w) {
		return picture.Split(th, w, h, func(w, h int) []string { return s.result.Lines(th, w, h) }, detail, nil)
	}
	low := detail(w, 8)
	if h-len(low)-1 < 6 {
		return s.result.Lines(th, w, h)
	}
	return append(append(s.result.Lines(th, w, h-len(low)-1), ""), low...)
}

// Lists of lines.
var textPageHelp = []string{
	"房源是本区全部闲置房源；草稿时按 F9 写明理由后才能不列入其中几套，理由随名单公开。",
	"F5 永远是下一步：锁定、抽签、计算、公示、确认；异议成立后是重开。",
	"锁定时先指定抽签的来源；资料冻结并留下摘要，晚到的申请进不来。摘要张贴（Ctrl+P），名单异议期满才能抽签。",
	"结果按名次排列，Enter 看一户的来龙去脉，F11 换参数试算（不改动批次）。",
	"F9 人工调整须另一人复签，其余围绕它重新计算。",
	"Ctrl+P 证书：任何人都能用 penggai solve 复算出同样的结果。",
	"F5 重开（异议成立后），F8 提出作废。",
}

func fmtRunStamp(r record) string {
	run, found := r.run()
	if !found {
		return ""
	}
	return "  第 " + fmt.Sprint(run.Position) + " 次计算 " + run.Day.String() + " " + screen.Clock(run.At)
}
