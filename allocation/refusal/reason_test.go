package refusal

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// TestFreeze: what a decision names must stand in the list on its day and for its step; words of its own come beside it, not instead.
func TestFreeze(t *testing.T) {
	from := func(clause, from, to string) allocation.Source {
		s := allocation.Source{Document: "某〔2017〕1号", Clause: clause, From: civil.MustParse(from)}
		if to != "" {
			s.To = civil.MustParse(to)
		}
		return s
	}
	decide := []Stage{StageDecide}
	list := []Reason{
		{Code: "home", Name: "没有固定住所", At: decide, Line: allocation.ClauseDwelling, Remedy: "补证明", Source: from("二", "2017-08-05", "")},
		{Code: "old", Name: "旧理由", At: decide, Source: from("三", "2017-08-05", "2018-01-01")},
		{Code: "new", Name: "新理由", At: decide, Source: from("三", "2030-01-01", "")},
		{Code: "form", Name: "没有申请表", At: []Stage{StageAccept}, Source: from("四(一)", "2017-08-05", "")},
		{Code: "word", Name: "先前的文字", At: decide, Remedy: "补证明", Source: from("三.1", "2017-08-05", "2019-01-01")},
		{Code: "word", Name: "现在的文字", At: decide, Remedy: "补证明", Source: from("三.1", "2019-01-01", "")},
	}
	day := civil.MustParse("2021-03-15")
	for _, tt := range []struct {
		given Given
		want  error
		says  string
	}{
		{Given{Note: "就是不行"}, ErrNone, "至少一项理由"},
		{Because("none"), ErrUnknown, "none"},
		{Because("old"), ErrNotInForce, "“旧理由”已从 2018-01-01 起停用"},
		{Because("new"), ErrNotInForce, "从 2030-01-01 起才有效"},
		{Because("home", "form"), ErrStage, "“没有申请表”不是不予通过的理由"},
		{Given{Codes: []string{"home"}, Note: strings.Repeat("长", 501)}, ErrNote, "500 字"},
	} {
		if _, err := Freeze(list, StageDecide, tt.given, day); !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v", tt.given, err)
		}
	}
	got, err := Freeze(list, StageDecide, Given{Codes: []string{"word", "home"}, Note: " 户口在外县 "}, day)
	if err != nil || len(got) != 3 || got[1].Words != "现在的文字" || Words(got) !=
		"没有固定住所（某〔2017〕1号 二）；现在的文字（某〔2017〕1号 三.1）；补充说明：户口在外县" || len(Remedies(got)) != 1 {
		t.Errorf("%q %v", Words(got), err)
	}
	offered := Offered(list, StageDecide, day)
	if len(offered) != 2 || len(Suggested(offered, []string{allocation.ClauseDwelling, "三.4"})) != 1 {
		t.Errorf("offered: %+v", offered)
	}
	for state, want := range map[allocation.ApplicationState]Stage{
		allocation.ApplicationDraft: StageAccept, allocation.ApplicationSupplement: StageLapse, allocation.ApplicationAccepted: StageDecide,
		allocation.ApplicationReviewed: StageDecide, allocation.ApplicationApproved: "",
	} {
		if got := StageOf(state); got != want {
			t.Errorf("%s: %q", state, got)
		}
	}
}
