package round

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
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

// asPosted makes the record that of an earlier notice, with its own days and its own run.
func (r *record) asPosted(ctx context.Context, n round.NoticeRow) error {
	r.Run, r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.Compared = n.Run, n.From, n.Until, n.ObjectionUntil, ""
	r.printed = n.Position
	return r.stands(ctx)
}

// earlier offers an earlier notice as it was posted: the list, the page and the certificate.
func (s *page) earlier(n round.NoticeRow) tea.Cmd {
	title := fmtNoticeNth(n)
	return kit.Pick(kit.PickerSpec{Title: title, Choices: []kit.Choice{
		{Key: "list", Label: textNoticeList, Note: fmtNoticeDays(n)},
		{Key: "page", Label: textNoticePage, Note: "可在浏览器里重新核对"},
		{Key: "certificate", Label: textCertificate, Note: "penggai solve 可复算"},
	}}, func(got []kit.Choice) tea.Cmd { return s.exportEarlier(n, got[0].Key) })
}

// exportEarlier writes an earlier notice as it was posted.
func (s *page) exportEarlier(n round.NoticeRow, kind string) tea.Cmd {
	r, st, by := s.Value(), s.Env.Store, s.Env.Actor()
	name := fmt.Sprintf("%s-%s-%d", r.Number, textNotice, n.Position)
	return progress.Run(textExplaining, func(ctx context.Context, report progress.Report) tea.Msg {
		var data bytes.Buffer
		format := "txt"
		err := r.asPosted(ctx, n)
		switch {
		case err != nil:
		case kind == "certificate":
			name, format = fmt.Sprintf("%s-%s-%d", r.Number, textCertificate, n.Position), "json"
			err = writeEarlier(ctx, st, by, &r, n, false, report, &data)
		case kind == "page":
			format = "html"
			err = writeEarlier(ctx, st, by, &r, n, true, report, &data)
		default:
			if err = r.explainAll(ctx, report); err == nil {
				data.WriteString(strings.Join(append(noticeLines(&r, noticeWidth), fmtNoticeNth(n)+"："+fmtNoticeDays(n)), "\n") + "\n")
			}
		}
		if ctx.Err() != nil {
			return kit.Note{Text: textStopped}
		}
		if err != nil {
			return kit.Failed{Err: err}
		}
		return writeFile(st, by, &r, fmtNoticeNth(n), name, format, data.Bytes())
	})
}

// writeEarlier writes the certificate of an earlier notice, or its page.
func writeEarlier(ctx context.Context, st *store.Store, by engine.Actor, r *record, n round.NoticeRow, page bool, report progress.Report, w io.Writer) error {
	c, err := st.NoticedCertificate(ctx, by, n)
	if err != nil {
		return err
	}
	if page {
		return writePage(ctx, st, by, r, c, report, w)
	}
	_, err = w.Write(c.File())
	return err
}

// WriteNoticed writes the notice of a round that was posted as the nth, as its page or as its certificate, whatever followed it. Errors: ErrNoNotice,
// those of the store and of writing.
func WriteNoticed(ctx context.Context, st *store.Store, by engine.Actor, id int64, nth int, page bool, w io.Writer) error {
	r, err := readRecord(ctx, st, by, id)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(r.Notices, func(n round.NoticeRow) bool { return n.Position == nth })
	if i < 0 {
		return ErrNoNotice.Textf("%s 公示过 %d 次，没有第 %d 次公示", r.Number, len(r.Notices), nth)
	}
	n := r.Notices[i]
	if slices.Contains(earlierNotices(&r), n) {
		if err := r.asPosted(ctx, n); err != nil {
			return err
		}
	}
	return writeEarlier(ctx, st, by, &r, n, page, nil, w)
}

// ErrNoNotice refuses a notice that was never posted.
var ErrNoNotice = say.Refuse("no_notice", "没有这一次公示")

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
