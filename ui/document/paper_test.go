package document

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/allocation/refusal"
	"penggai/store/watch"
)

// paperText is what the built-in template of a form says of a record.
func paperText(t *testing.T, code string, r Record) string {
	t.Helper()
	f, err := FindForm(code)
	if err != nil {
		t.Fatal(err)
	}
	template, err := Load(t.TempDir(), f)
	if err != nil {
		t.Fatal(err)
	}
	file, err := template.Fill(f.build(r.of(f)))
	if err != nil {
		t.Fatal(err)
	}
	return plain(t, parts(t, file)["word/document.xml"])
}

// TestLinesStandApart: each line of a value in a text is a paragraph with the look of its own, since a justified line that ends in a break
// is stretched; in a cell the lines stay together.
func TestLinesStandApart(t *testing.T) {
	data := &Data{}
	data.Put("理由", "一、甲\n二、乙")
	p := `<w:p><w:pPr><w:ind w:firstLine="560"/></w:pPr>` + run("因为：{{理由}}。") + `</w:p>`
	got, err := fill(body(p+`<w:tbl><w:tr><w:tc>`+p+`</w:tc></w:tr></w:tbl>`), data)
	if err != nil {
		t.Fatal(err)
	}
	text, cell, _ := strings.Cut(string(got), "<w:tbl>")
	if strings.Count(text, "<w:p>") != 2 || strings.Count(text, "w:firstLine") != 2 || strings.Count(text, "<w:b/>") != 2 || strings.Contains(text, "<w:br/>") {
		t.Errorf("text: %s", text)
	}
	if strings.Count(cell, "<w:p>") != 1 || strings.Count(cell, "<w:br/>") != 1 {
		t.Errorf("cell: %s", cell)
	}
	if first, second := strings.Index(text, "因为：一、甲"), strings.Index(text, "二、乙。"); first < 0 || second < first {
		t.Errorf("the words are others: %s", text)
	}
}

// TestLettersHaveNumbersOfTheirOwn: every official letter says a number as GB/T 9704 writes it, no two letters of one exit the same.
func TestLettersHaveNumbersOfTheirOwn(t *testing.T) {
	number := regexp.MustCompile(`双尖棚.{1,3}〔\d{4}〕(\d+|　　)号`)
	seen := map[string]string{}
	for _, f := range Forms() {
		source, err := builtins.ReadFile("builtin/" + f.Code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(source), "@ 16 ") || f.Code == "pledge" || f.Code == "mandate" { // those are the applicant's
			continue
		}
		r := sample()
		r.Noun = f.Nouns[0]
		if f.Code == "rejected" {
			r.Application.State, r.Application.StateDay = allocation.ApplicationRejected, r.Today
		}
		got := number.FindString(paperText(t, f.Code, r))
		if got == "" {
			t.Errorf("%s has no number", f.Title)
		}
		if before, same := seen[got]; same && !strings.Contains(got, "　") {
			t.Errorf("%s and %s are both %s", before, f.Title, got)
		}
		seen[got] = f.Title
	}
	if len(seen) < 14 {
		t.Errorf("only %d letters", len(seen))
	}
}

// TestFindingSaysWhatWasTrueOnItsDay: the letter that raises a finding says nothing of what was answered and closed later.
func TestFindingSaysWhatWasTrueOnItsDay(t *testing.T) {
	r := sample()
	before := paperText(t, "finding", r)
	r.Finding.State, r.Finding.Remark, r.Finding.Closed = oversight.FindingClosed, "已改正", r.Today
	r.Finding.Steps = append(r.Finding.Steps, watch.FindingStepRow{})
	if after := paperText(t, "finding", r); after != before {
		t.Errorf("the letter was\n%s\nand is\n%s", before, after)
	}
}

// TestNoRemedyBeforeADecision行政复议法: who is told of a result that is still posted may object; the remedies against a decision are named
// once it is confirmed.
func TestNoRemedyBeforeADecision行政复议法(t *testing.T) {
	r := sample()
	if said := paperText(t, CodeUnserved, r); !strings.Contains(said, "六十日") || !strings.Contains(said, "六个月") {
		t.Errorf("a confirmed result without remedies:\n%s", said)
	}
	r.Left.Round.State = allocation.RoundNoticed
	if said := paperText(t, CodeUnserved, r); strings.Contains(said, "六十日") || strings.Contains(said, "第七项") || !strings.Contains(said, "届时另行告知") {
		t.Errorf("a result that is posted, its period over:\n%s", said)
	}
}

// TestWordsOfLetters: a letter leaves out what there is not to say, and says nothing twice.
func TestWordsOfLetters(t *testing.T) {
	r := sample()
	r.Assessment.Reason, r.Assessment.Rectify = "", "清理通道"
	if said := paperText(t, "rectify", r); strings.Contains(said, "发现：") || strings.Contains(said, "无\n") || !strings.Contains(said, "清理通道") {
		t.Errorf("%s", said)
	}
	r.Application.Grounds = []refusal.Ground{{Words: "没有通过论证评审", Remedy: "可以要求复议"}}
	if said := paperText(t, "rejected", r); !strings.Contains(said, "你（单位）可以：要求复议。") {
		t.Errorf("%s", said)
	}
	r.Who.Agent = allocation.Agent{}
	if said := paperText(t, "mandate", r); strings.Contains(said, "：无") || !strings.Contains(said, fmt.Sprintf("受托人：%s，", textGap)) {
		t.Errorf("%s", said)
	}
}

// TestBlankHasRoom: a blank form has room where hands write, boxes where the applicant declares, and names no district that it does not know.
func TestBlankHasRoom(t *testing.T) {
	for code, want := range map[string][]string{
		"application": {"□以水为主要要件　□不是", "□是市内迁移　□不是", "□个人　□团队　□企业", "全职 　　 人"},
		"mandate":     {"双鸭山市　　　　区人民政府", "委托人：" + textGap + "（负责人：" + textGap, "受托人：" + textGap},
		"pledge":      {"“" + textGap + "”", "承诺人：" + textGap},
	} {
		f, err := FindForm(code)
		if err != nil {
			t.Fatal(err)
		}
		template, err := Load(t.TempDir(), f)
		if err != nil {
			t.Fatal(err)
		}
		data := f.build(Record{})
		data.blank()
		file, err := template.Fill(data)
		if err != nil {
			t.Fatal(err)
		}
		said := plain(t, parts(t, file)["word/document.xml"])
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%s lacks %q:\n%s", f.Title, w, said)
			}
		}
	}
}
