package rule

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// linesOf solves one of the worked cases and prepares its words.
func caseLines(t *testing.T, name string) (*Lines, *Result) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "allocation", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	in, err := ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadResult(res.JSON())
	if err != nil {
		t.Fatal(err)
	}
	if string(back.JSON()) != string(res.JSON()) {
		t.Errorf("%s: a result read back is another", name)
	}
	return NewLines(in, back), back
}

func TestLinesInWords(t *testing.T) {
	cases := []struct{ file, number, want string }{
		{"1-weight-and-band", "JS20170001", "岗位 12，税收折 2.4，合 14.4；应得 216.00 ㎡，可用 151.20 至 259.20 ㎡；得到最合适的一处"},
		{"1-weight-and-band", "JS20170005", "本人至多要 80.00 ㎡"},
		{"1-weight-and-band", "JS20170006", "至少要 95.00 ㎡，超过岗位所能得的 90.00 ㎡"},
		{"5-nobody-left-out-for-a-lower-rank", "JS20170002", "得到所余各处中最合适者；更合适的 2 处：1 处须留给第 3 名，否则其无处可安置，1 处归第 1 名"},
		{"5-nobody-left-out-for-a-lower-rank", "JS20170004", "只适合 JS-NSQ-01-1-02，已归第 3 名"},
		{"5-nobody-left-out-for-a-lower-rank", "JS20170006", "适合的 4 处只能安置名次在前的 4 户：连同本户共 5 户都只有这些可选，少一处"},
		{"4-options-and-their-order", "JS20170003", "没有合适的房源："},
		{"8-fixed", "JS20170004", "由分管领导决定并经复签，不由计算得出"},
		{"8-fixed", "JS20170003", "有 1 处适合，但按附表的价，本户和名次在前的 1 户各取最便宜的一处也共要 2，全部房源合计只有 1，不能都安置"},
	}
	for _, c := range cases {
		l, _ := caseLines(t, c.file)
		if got := l.Words(c.number); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: %s", c.file, c.number, got)
		}
	}
}

// TestPriceTables四三: the table that a reason refers to can be added up with the list at hand.
func TestPriceTables四三(t *testing.T) {
	for file, want := range map[string]map[string][]string{
		"8-fixed":                            {"JS20170003": {"房源的价：JS-NSQ-01-1-01 1，合计 1；任选一处至少须付：第 1 名 1，本户 1，共 2；合计不够，不能都安置"}},
		"5-nobody-left-out-for-a-lower-rank": {},
	} {
		l, _ := caseLines(t, file)
		got, err := l.PriceTables(t.Context())
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v %v", file, got, err)
		}
	}
	// Every line whose reason names a table has one, and its sums are those of the reason.
	tables := 0
	for seed := range int64(20) {
		in := town{units: 40, applicants: 40, communities: 2, districts: 1, runsPermille: 500, perJob: 1000, small: true}.instance(seed)
		if seed%2 == 1 {
			in.Params.Rest = Rest{Given: true, UnderPermille: 400, OverPermille: 300}
		}
		res, err := Solve(t.Context(), in, nil)
		if err != nil {
			t.Fatal(err)
		}
		l := NewLines(in, res)
		got, err := l.PriceTables(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range res.Outcome().Ranks {
			if named := strings.Contains(l.Reason(r.Number), "附表"); named != (len(got[r.Number]) > 0) {
				t.Errorf("%s: %q and %q", r.Number, l.Reason(r.Number), got[r.Number])
			}
			tables += len(got[r.Number])
		}
	}
	if tables == 0 {
		t.Error("no table at all")
	}
}

func TestNotesAndSteps(t *testing.T) {
	l, res := caseLines(t, "3-rank")
	var notes, steps []string
	for _, r := range res.Ranks {
		notes = append(notes, r.Note())
		if below, found := l.Below(r.Number); found {
			steps = append(steps, l.Between(r.Number, below.Number))
			if above, found := l.Above(below.Number); !found || above.Number != r.Number {
				t.Errorf("above %s stands %s", below.Number, above.Number)
			}
		}
	}
	if got := notes[len(notes)-1]; got != "无剩余 有证" {
		t.Errorf("the last note is %s", got)
	}
	all := strings.Join(steps, "\n")
	for _, want := range []string{"档次不同 (6 与 5)", "(三.7)", "(二)", "多于", "抽签序 0a88542c 在 dc0811d5 之前"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	for in, want := range map[int64]string{12000: "12", 14400: "14.4", 500: "0.5", 0: "0", 1001: "1.001"} {
		if got := Millijobs(in); got != want {
			t.Errorf("%d: %s", in, got)
		}
	}
}
