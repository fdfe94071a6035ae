package round

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/round"
	"penggai/ui/kit"
)

// position is which notice of the round the record prints: that of an earlier one, the one that stands, or the one that comes next.
func (r *record) position() int {
	switch {
	case r.printed > 0:
		return r.printed
	case r.NoticeFrom.IsZero():
		return len(r.Notices) + 1
	}
	return len(r.Notices)
}

// historyLines say what came before a notice: each earlier one with its days, what was objected to it and how that ended, why the
// round was reopened, and why it was posted anew where nothing was corrected. Who objected is not named on a wall.
func historyLines(r *record) []string { return r.public(historyOf(r)) }

func historyOf(r *record) (lines []string) {
	at := r.position()
	for _, n := range r.Notices {
		if n.Position > at || n.Position == at && r.printed > 0 {
			break
		}
		said := raisedLines(r, n)
		if n.Position < at {
			head := fmtNoticeNth(n) + "（" + fmtNoticeDays(n) + "）"
			if !n.Undone {
				head += fmt.Sprintf("：收到异议 %d 件。", len(said))
			}
			lines = append(lines, head)
		} else if len(said) > 0 {
			lines = append(lines, fmt.Sprintf("本次公示收到异议 %d 件。", len(said)))
		}
		lines = append(lines, said...)
	}
	if len(lines) == 0 {
		return nil
	}
	if at > 1 {
		lines = append([]string{fmt.Sprintf("这是本批次第 %d 次公示。", at)}, lines...)
	}
	if r.Reason != "" && r.printed == 0 && r.State != allocation.RoundCancelled {
		lines = append(lines, "重开的理由："+r.Reason)
	}
	if at <= len(r.Notices) && r.Notices[at-1].Reason != "" {
		lines = append(lines, "没有更正而仍照此公示的理由："+r.Notices[at-1].Reason)
	}
	return lines
}

// public are sentences that somebody typed, as a notice posts them: persons of the round, whoever objected, identity numbers and mobile
// telephones are masked.
func (r *record) public(lines []string) []string {
	others := make([]string, len(r.Objections))
	for i, o := range r.Objections {
		others[i] = o.By
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = r.Scope.Public(line, others...)
	}
	return out
}

// raisedLines are the objections to a notice, each with its answer.
func raisedLines(r *record, n round.NoticeRow) (lines []string) {
	if n.Undone {
		return nil // nobody had objected when it was taken back
	}
	for _, o := range r.Objections {
		if o.Run != n.Run {
			continue
		}
		about := "针对整个结果"
		if o.Number != "" {
			about = "针对 " + maskedName(r, o.Number) + " " + o.Number
		}
		text := fmt.Sprintf("异议 %d（%s，%s）：%s。%s", len(lines)+1, o.RaisedDay, about, o.Text, o.State.Title())
		switch o.State {
		case draw.ObjectionRaised:
		case draw.ObjectionWithdrawn:
			text += fmt.Sprintf("（%s）：%s", o.AnsweredDay, o.Answer)
		case draw.ObjectionDismissed, draw.ObjectionUpheld:
			text += fmt.Sprintf("，%s 答复：%s", o.AnsweredDay, o.Answer)
		}
		lines = append(lines, text)
	}
	return lines
}

// noticeSpec asks before a notice is posted; where nothing was corrected since the one before was objected to, it warns and takes a reason.
func noticeSpec(r *record) kit.ConfirmSpec {
	spec := kit.ConfirmSpec{Title: textNotice, Lines: fmtNoticeLines(r), Yes: textNotice}
	if !r.Uncorrected {
		return spec
	}
	text := "注意：上一次公示有异议成立或者被退回，之后没有更正任何资料"
	if r.sameAsNoticed() {
		text += "，这次的结果与上一次完全相同"
	}
	spec.Lines = append([]string{text + "。", strings.Join(correctedLines(r), "")}, spec.Lines...)
	spec.Warn, spec.Reason, spec.Hint = true, kit.ReasonRequired, "随名单公示"
	return spec
}

// sameAsNoticed tells whether the run that stands found what an earlier notice posted.
func (r *record) sameAsNoticed() bool {
	run, _ := r.run()
	for _, n := range r.Notices {
		for _, x := range r.Runs {
			if x.ID == n.Run && !n.Undone && x.Digest == run.Digest {
				return true
			}
		}
	}
	return false
}
