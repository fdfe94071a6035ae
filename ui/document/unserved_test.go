package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/store/round"
)

// withoutPremises is what the sample says of an application that a round left without premises.
func withoutPremises() round.LeftWithout {
	day := civil.MustParse
	unit := func(number string) rule.InstanceUnit {
		return rule.InstanceUnit{Number: number, Community: "南市区"}
	}
	fates := []rule.Fate{
		{InstanceUnit: unit("JS-NSQ-01-1-01"), Why: rule.WhyTaken, By: "JS20170001", Rank: 1},
		{InstanceUnit: unit("JS-NSQ-01-1-02"), Why: rule.WhyArea, Off: -2340},
		{InstanceUnit: unit("JS-NSQ-01-1-03"), Why: rule.WhyTags, Lacking: []string{"上下水"}},
		{InstanceUnit: unit("JS-NSQ-01-1-04"), Why: rule.WhyCommunity},
	}
	l := round.LeftWithout{
		Why: rule.Unserved{
			Line: rule.Rank{Rank: 4, Number: "JS20170006"}, Inside: fates, Fits: 1, Proved: true,
			Outside: []rule.Place{{Units: []string{"JS-NSQ-03-1-01"}, Area: 14235}},
			Changes: []rule.Change{{Drop: []string{"上下水"}, Place: rule.Place{Units: []string{"JS-NSQ-01-1-03"}, Area: 9800}}},
		},
		Weight: "岗位 11，税收折 0，合 11", Entitlement: "应得 132.00 ㎡，可用 92.40 至 158.40 ㎡", Because: "只适合 JS-NSQ-01-1-01，已归第 1 名",
		Takers: []round.Taker{{Unit: "JS-NSQ-01-1-01", Area: 14235, Rank: 1, Name: "王某某", Weight: "岗位 12，税收折 2.4，合 14.4", Lo: 12096, Hi: 20736}},
		Digest: "3f2a9c",
	}
	l.Round = round.RoundRow{Title: "尖山区 2017 年第 2 批次", Served: 4}
	l.Round.Applicants = 5
	l.Round.State, l.Round.ConfirmedDay = allocation.RoundConfirmed, day("2017-10-10")
	l.Round.NoticeFrom, l.Round.NoticeUntil, l.Round.ObjectionUntil = day("2017-09-12"), day("2017-09-20"), day("2017-09-22")
	l.Scope.Left = []round.LeftUnit{{InstanceUnit: unit("JS-NSQ-03-1-01"), Reason: "屋面漏水，正在维修"}}
	return l
}

// TestUnservedLetter keeps the letter to who got nothing as it reads.
func TestUnservedLetter(t *testing.T) {
	f, err := FindForm(CodeUnserved)
	if err != nil {
		t.Fatal(err)
	}
	template, err := Load(t.TempDir(), f)
	if err != nil {
		t.Fatal(err)
	}
	r := sample()
	if f.WhyNot(r) != "" || f.WhyNot(Record{}) == "" {
		t.Errorf("%q %q", f.WhyNot(r), f.WhyNot(Record{}))
	}
	file, err := template.Fill(f.build(r))
	if err != nil {
		t.Fatal(err)
	}
	got := plain(t, parts(t, file)["word/document.xml"])
	path := filepath.Join("testdata", "unserved.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the letter differs from %s; look at it and run with -update:\n%s", path, got)
	}
}

// TestUnservedLetterAfterTheObjections offers an objection while one may be raised, and the other remedies from the next day on.
func TestUnservedLetterAfterTheObjections(t *testing.T) {
	r := sample()
	for day, want := range map[string]string{
		"2017-09-22": "2017年9月22日前（含当日），可以向本机关书面提出异议，本机关逐件书面答复",
		"2017-09-23": "异议期已于2017年9月22日截止，不再受理异议；可以按第七项申请行政复议或者提起行政诉讼，也可以通过信访途径反映",
	} {
		r.Today = civil.MustParse(day)
		if got, _ := unservedLetter(r).Value("异议办法"); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// TestUnservedLetterAfterADecision: whom a decision by hand passed over reads it in the letter, which then does not say that nobody lost to
// somebody ranked lower.
func TestUnservedLetterAfterADecision(t *testing.T) {
	r := sample()
	value := func(name string) string {
		got, _ := unservedLetter(r).Value(name)
		return got
	}
	if !strings.Contains(value("名次规则"), "谁也不会因为名次在后的人而落空") || value("人工越过") != "" {
		t.Errorf("%s %s", value("名次规则"), value("人工越过"))
	}
	r.Left.Overtaken = []round.Overtaken{{Rank: 5, Name: "李某某", Units: []string{"JS-NSQ-01-1-05"}, Fate: "名次在前，原可得 JS-NSQ-01-1-05，将无处可安置", Reason: "无障碍入口。"}}
	r.Left.Takers = append(r.Left.Takers, round.Taker{Unit: "JS-NSQ-01-1-05", Rank: 5, Name: "李某某", Weight: "岗位 9", Decided: true})
	if strings.Contains(value("名次规则"), "谁也不会") || !strings.Contains(value("去向说明"), "人工调整") ||
		value("人工越过") != "第5名 李某某 由人工调整得到 JS-NSQ-01-1-05，理由：无障碍入口；你（单位）名次在前，原可得 JS-NSQ-01-1-05，将无处可安置" {
		t.Errorf("%s; %s; %s", value("名次规则"), value("去向说明"), value("人工越过"))
	}
}
