package round_test

import (
	"bytes"
	"html"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/round"
	"penggai/ui/notice/noticetest"
	"penggai/ui/screen"
	roundscreen "penggai/ui/screen/round"
)

// TestTheDrawShownIsTheDrawHashed四三: long dashes and a middle dot are typed; the form that is hashed is shown before it is entered, with
// what it changes, and a sign that the terminal shows as another one is named there, on the page, to the second person and in the notice.
func TestTheDrawShownIsTheDrawHashed四三(t *testing.T) {
	const hashed, dot = "38-07-21·甲", "第 9 字是间隔号 U+00B7"
	o := newOffice(t)
	ctx, by, id := t.Context(), o.Who[allocation.Reviewer], o.draft()
	sc, err := o.Store.RoundScope(ctx, by, id)
	o.Must(err)
	o.Must(o.Store.LockRound(ctx, by, id, o.at(id).Version, round.Locking{Seal: sc.Seal, Source: witnessed}))
	o.stands(id)
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("当众抽签")
	term.Press("f5")
	term.WaitFor("见证人")
	term.Type("３8–07—21·甲")
	term.Press("tab", "tab", "tab")
	term.Type("户数不多")
	term.Press("ctrl+s")
	term.WaitFor("名次将按这行文字排定")
	term.Golden("draw-folded")
	term.WaitFor(dot)
	term.WaitFor("2 处横线写作 -；３ 写作 3")
	term.Press("right", "enter")
	term.WaitFor("已录入抽签文字")
	term.WaitFor(dot)
	if got := o.at(id).Draw.Text; got != hashed {
		t.Fatalf("stored %q", got)
	}
	second := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	second.WaitFor("待另一人同意")
	second.Press("f5")
	second.WaitFor(dot)
	second.Press("right", "enter")
	second.WaitFor("已同意这次抽签")
	run, err := o.Store.ComputeRound(ctx, by, id, o.at(id).Version, nil)
	o.Must(err)
	c, err := o.Store.Certificate(ctx, by, run)
	o.Must(err)
	in, err := rule.ReadInstance(c.Instance)
	o.Must(err)
	res, err := rule.ReadResult(c.Result)
	o.Must(err)
	if in.Seed != hashed || res.Ranks[0].Lot != rule.Lot(hashed, res.Ranks[0].Number) {
		t.Errorf("seed %q, lot %s", in.Seed, res.Ranks[0].Lot)
	}
	o.Must(o.Store.NoticeRound(ctx, o.Who[allocation.Approver], id, o.at(id).Version, ""))
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(ctx, o.Store, by, id, &page))
	if text := html.UnescapeString(page.String()); !strings.Contains(text, hashed) || !strings.Contains(text, dot) {
		t.Error("the notice does not name the sign")
	}
	if faults := noticetest.Faults(t, page.String()); len(faults) > 0 {
		t.Errorf("the page does not print what its certificate gives: %q", faults)
	}
}
