package round_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/ui/notice/noticetest"
	"penggai/ui/screen"
	roundscreen "penggai/ui/screen/round"
)

// TestSecondNoticeWarnsAndSaysWhatWentBefore: after an upheld objection without a correction the second notice warns and takes a
// reason; on paper and in the page stand the first one, the objection, its answer and that reason; a cancelled round's paper says so.
func TestSecondNoticeWarnsAndSaysWhatWentBefore(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	chief := o.Who[allocation.Approver]
	about, err := o.Store.ApplicationByNumber(t.Context(), chief, "JS20210004")
	o.Must(err)
	raised, err := o.Store.RaiseObjection(t.Context(), o.Who[allocation.Intake], id, about, "速印广告", "岗位少算 1 个")
	o.Must(err)
	_, err = o.Store.SettleObjection(t.Context(), chief, raised, true, "社保记录 12 人")
	o.Must(err)
	o.Must(o.Store.ReopenRound(t.Context(), chief, id, o.at(id).Version, "更正岗位"))
	_, err = o.Store.ComputeRound(t.Context(), chief, id, o.at(id).Version, nil)
	o.Must(err)
	var before bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, chief, id, &before))
	if !strings.Contains(before.String(), `<div class="void">这个结果还没有公示，仅供内部核对，不得张贴。已公示过 1 次`) {
		t.Error("a page of a result that is not posted does not say so")
	}
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 120, 36)
	term.WaitFor("按 F5 公示")
	term.Press("f5")
	term.WaitFor("次的结果与上一次完全相同")
	term.Golden("notice-uncorrected")
	term.Type("复核无误")
	term.Press("enter", "tab", "enter")
	term.WaitFor("已开始公示")
	term.Press("ctrl+p", "down", "enter")
	term.WaitFor("公示.txt")
	text, err := os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-公示.txt"))
	o.Must(err)
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, chief, id, &page))
	for _, want := range []string{
		"这是本批次第 2 次公示。", "第 1 次公示（", "收到异议 1 件。", "针对 速印广告 JS20210004）：岗位少算 1 个。成立，", "答复：社保记录 12 人",
		"重开的理由：更正岗位", "没有更正而仍照此公示的理由：复核无误", "与第 1 次公示相比：没有任何更正",
	} {
		if !strings.Contains(strings.ReplaceAll(string(text), "\n", ""), want) {
			t.Errorf("the paper does not say %s", want)
		}
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if strings.Contains(page.String(), "还没有公示") {
		t.Error("a posted page says that it is not")
	}
	if faults := noticetest.Faults(t, page.String()); len(faults) > 0 {
		t.Errorf("the page does not print what its certificate gives: %q", faults)
	}
	o.cancelled(id, "见证人有异议")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 120, 36)
	term.WaitFor("已作废")
	term.Press("ctrl+p", "down", "enter")
	term.WaitFor("公示-2.txt")
	if text, err = os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-公示-2.txt")); err != nil || !strings.Contains(string(text), "【作废】本批次已作废（") {
		t.Errorf("%v: the paper of a cancelled round does not say so", err)
	}
}

// TestWhatIsTypedIsPostedMasked: an objection that names persons, a telephone and an identity number stands in the notice without them; the
// record keeps it as it was typed.
func TestWhatIsTypedIsPostedMasked(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	const typed = "赵小雪 13846900004 说王宝山（230502198501014418）的岗位多写了，摘要 0ac3aba7759dcc13846900004aa"
	_, err := o.Store.RaiseObjection(t.Context(), o.Who[allocation.Intake], id, 0, "孙志国", typed+"，孙志国")
	o.Must(err)
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, o.Who[allocation.Approver], id, &page))
	text := page.String()
	for _, want := range []string{"赵某某 138****0004 说王某某（230502********4418）的岗位多写了，摘要 0ac3aba7759dcc13846900004aa，孙某某"} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice does not say %s", want)
		}
	}
	d, err := o.Store.RoundDetail(t.Context(), o.Who[allocation.Approver], id)
	o.Must(err)
	if len(d.Objections) != 1 || !strings.HasPrefix(d.Objections[0].Text, typed) {
		t.Errorf("%+v", d.Objections)
	}
}
