package round

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
)

// earlierNotices are the notices of a round that another one has followed, or that were taken back: they stay printable.
func earlierNotices(r *record) []round.NoticeRow {
	var out []round.NoticeRow
	for i, n := range r.Notices {
		if n.Undone || i+1 < len(r.Notices) || r.NoticeFrom.IsZero() {
			out = append(out, n)
		}
	}
	return out
}

// exportEarlier writes an earlier notice as it was posted, with its own days and its own run.
func (s *page) exportEarlier(n round.NoticeRow) tea.Cmd {
	r, st, by := s.Value(), s.Env.Store, s.Env.Actor()
	return progress.Run(textExplaining, func(ctx context.Context, report progress.Report) tea.Msg {
		r.Run, r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.Compared = n.Run, n.From, n.Until, n.ObjectionUntil, ""
		r.printed = n.Position
		if err := r.stands(ctx); err != nil {
			return kit.Failed{Err: err}
		}
		if err := r.explainAll(ctx, report); err != nil {
			if ctx.Err() != nil {
				return kit.Note{Text: textStopped}
			}
			return kit.Failed{Err: err}
		}
		text := strings.Join(append(noticeLines(&r, noticeWidth), fmtNoticeNth(n)+"："+fmtNoticeDays(n)), "\n") + "\n"
		return writeFile(st, by, &r, fmtNoticeNth(n), fmt.Sprintf("%s-%s-%d", r.Number, textNotice, n.Position), "txt", []byte(text))
	})
}

// cancelledPairs name the draws that led to nothing beside the one that counts.
func cancelledPairs(r *record) (pairs []kit.Pair) {
	for _, text := range fmtCancelled(r) {
		pairs = append(pairs, kit.Pair{Label: textCancelled, Value: text})
	}
	return pairs
}

// fmtCancelled name the draws that led to nothing, with the order that each gave: over the same applicants nobody draws until he
// likes the order.
func fmtCancelled(r *record) (lines []string) {
	for _, d := range r.Cancelled {
		order := d.Order
		if len(order) > shownOrder {
			order = append(append([]string{}, order[:shownOrder]...), fmt.Sprintf("等 %d 户", len(d.Order)))
		}
		lines = append(lines, fmt.Sprintf("%s 曾抽签后作废（%s，%s）：抽签文字 %s；当时的名次 %s。", d.Title, d.Day, d.Reason, d.Text+strings.Join(signLines(d.Text), ""), strings.Join(order, "、")))
	}
	return lines
}

const (
	textCancelled = "作废的抽签"
	textCorrected = "更正"
	shownOrder    = 40
)

func fmtNoticeNth(n round.NoticeRow) string { return fmt.Sprintf("第 %d 次公示", n.Position) }

func fmtNoticeDays(n round.NoticeRow) string {
	text := fmt.Sprintf("%s 至 %s，异议截止 %s", n.From, n.Until, n.ObjectionUntil)
	if n.Undone {
		return text + "；已撤销"
	}
	return text
}
