package roster

import (
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

var today = civil.On(2021, 3, 15)

func TestParse(t *testing.T) {
	got, err := Parse("\ufeff姓名,证件号,入职日期\n王示例, 230502199602290011 ,2019-03-01\n\n230502 19960229 0038 \"李示例\"\n阿依·古丽\tE12345678\t2020年5月6日\n", today)
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v %v", got, err)
	}
	want := []Worker{{"王示例", "230502199602290011", civil.On(2019, 3, 1)}, {"李示例", "230502199602290038", civil.Date{}}, {"阿依·古丽", "E12345678", civil.On(2020, 5, 6)}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	for text, want := range map[string]struct {
		refusal *say.Refusal
		words   string
	}{
		"王示例":                                        {ErrLine, "第 1 行：没有证件号"},
		"230502199602290011":                         {ErrLine, "第 1 行：没有姓名"},
		"\n王示例 230502199602290012":                   {ErrLine, "第 2 行"},
		"王示例 230502199602290011 2021-03-16":          {ErrLine, "入职日期在今天以后"},
		"甲 230502199602290011\n乙 230502199602290011": {ErrTwice, "第 2 行与第 1 行"},
	} {
		_, err := Parse(text, today)
		if !want.refusal.Is(err) || !strings.Contains(err.Error(), want.words) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got, err := Parse(" \n", today); err != nil || len(got) != 0 {
		t.Errorf("nobody: %+v %v", got, err)
	}
}

// 2018（九）: named persons, a year of work, once each.
func TestReward九(t *testing.T) {
	year := Worker{Name: "王示例", Since: today.AddMonths(-12)}
	for name, c := range map[string]struct {
		workers []Worker
		before  []string
		want    *say.Refusal
	}{
		"a year to the day":   {[]Worker{year}, []string{""}, nil},
		"a day less":          {[]Worker{{Name: "王示例", Since: year.Since.AddDays(1)}}, nil, ErrYear},
		"since is not said":   {[]Worker{{Name: "王示例"}}, nil, ErrYear},
		"the second rewarded": {[]Worker{year, year}, []string{"", "已随别户申请过"}, ErrRewarded},
		"nobody":              {nil, nil, ErrNobody},
	} {
		if err := Reward(c.workers, c.before, today); c.want == nil && err != nil || c.want != nil && !c.want.Is(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSightingText(t *testing.T) {
	x := Sighting{Stay: "RZ-JS-2020-0003", Who: "李示例", Day: today, Another: true}
	if x.Text() != "同在 RZ-JS-2020-0003 李示例 2021-03-15 的名单（别户）" {
		t.Error(x.Text())
	}
	x.Another = false
	if x.Text() != "本户 2021-03-15 已在名单" {
		t.Error(x.Text())
	}
	x.Reward = true
	if x.Text() != "已随 RZ-JS-2020-0003 李示例 申请奖补（2021-03-15）" {
		t.Error(x.Text())
	}
}
