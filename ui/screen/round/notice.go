package round

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/engine/signet"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	webnotice "penggai/ui/notice"
)

// WriteNotice writes the notice of a round's run that stands as a page that anyone can check, signed with the key of the office. Errors: ErrNoRun,
// those of the store and of writing.
func WriteNotice(ctx context.Context, st *store.Store, by engine.Actor, id int64, w io.Writer) error {
	r, err := readRecord(ctx, st, by, id)
	if err != nil {
		return err
	}
	if r.Run == 0 {
		return ErrNoRun.With(r.Number)
	}
	c, err := st.Certificate(ctx, by, r.Run)
	if err != nil {
		return err
	}
	return writePage(ctx, st, by, &r, c, nil, w)
}

// writePage writes the page of the run that stands in the record.
func writePage(ctx context.Context, st *store.Store, by engine.Actor, r *record, c rule.Certificate, report progress.Report, w io.Writer) error {
	run, found := r.run()
	if !found {
		return ErrNoRun.With(r.Number)
	}
	if err := r.explainAll(ctx, report); err != nil {
		return err
	}
	n := webnotice.Notice{Title: fmtNoticeTitle(r.Title), Head: fmtNoticeHead(r, run), Foot: fmtNoticeFoot(r, run)[1:], Void: cmp.Or(r.void, unposted(r)), History: historyLines(r), Office: r.District + "人民政府"}
	n.Foot = append(tableLines(r), n.Foot...)
	areas := map[string]webnotice.Taken{}
	for _, u := range r.instance.Units {
		areas[u.Number] = webnotice.Taken{Unit: u.Number, Area: u.Area}
	}
	for _, l := range r.Result.Final() {
		n.Rows = append(n.Rows, webnotice.Row{
			Rank: l.Rank, Number: l.Number, Name: maskedName(r, l.Number), Weight: weightParts(r, l), Target: l.Target.String(), Units: l.Units,
			Area: kit.OrEmpty(l.Area), Reason: noticeReason(r, l), Why: r.unservedWords(l.Number),
		})
		for _, u := range l.Units {
			t := areas[u]
			t.Rank, t.Number, t.Weight, t.Band = l.Rank, l.Number, weightParts(r, l), l.Lo.String()+" 至 "+l.Hi.String()
			n.Taken = append(n.Taken, t)
		}
	}
	slices.SortFunc(n.Taken, func(a, b webnotice.Taken) int { return cmp.Or(strings.Compare(a.Unit, b.Unit)) })
	key, ok, err := st.Seal(ctx, by)
	if err != nil {
		return err
	}
	if n.Of = c; ok && c.Signed != nil {
		n.Signer = webnotice.Signer{Key: key.Public(), Fingerprint: signet.Fingerprint(key.Public()), Sign: func(text []byte) string { return key.SignText(webnotice.SignedAs, text) }}
	}
	return webnotice.Write(w, n)
}

// unposted says that the run that stands has not been posted; empty for one that has, and for a notice of before printed again.
func unposted(r *record) string {
	if r.printed > 0 || r.State != allocation.RoundComputed && r.State != allocation.RoundReopened {
		return ""
	}
	text := "这个结果还没有公示，仅供内部核对，不得张贴"
	if r.State == allocation.RoundReopened {
		text = "本批次已重开，须重新计算、重新公示；这个结果不再算数"
	}
	if n := len(r.Notices); n > 0 {
		text += fmt.Sprintf("。已公示过 %d 次，原样见各次公示", n)
	}
	return text
}

// voidWords say that a round was cancelled, on which day and why; empty for one that stands. The day is that of the log.
func voidWords(ctx context.Context, st *store.Store, r *record) (string, error) {
	if r.State != allocation.RoundCancelled {
		return "", nil
	}
	const latest = 100
	entries, err := st.LogOf(ctx, string(allocation.NounRound), r.ID, 0, latest)
	if err != nil {
		return "", err
	}
	text := "本批次已" + say.Void
	if i := slices.IndexFunc(entries, func(e engine.LogEntry) bool { return e.Action == allocation.ActCancelRound.Code }); i >= 0 {
		text += "（" + entries[i].Day.String() + "）"
	}
	return text + "，以下结果不算数。原因：" + r.Reason, nil
}
