package doubt

import (
	"errors"
	"strings"
	"testing"
	"time"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// TestDoubts: what is usual is not asked about, what is unlikely is, with both values in its words.
func TestDoubts(t *testing.T) {
	day := func(m time.Month, d int) civil.Date { return civil.On(2021, m, d) }
	meter := []Reading{{day(1, 1), 0}, {day(1, 31), 3000}}
	for name, tt := range map[string]struct {
		got  []Doubt
		want string // a part of the words; empty: no doubt
	}{
		"80 jobs in 30 ㎡":           {Jobs(80, 3000), "80 个岗位、30.00 ㎡，每个岗位只有 0.37 ㎡"},
		"15 jobs in 30 ㎡":           {Jobs(15, 3000), ""},
		"no area":                   {Jobs(80, 0), ""},
		"tax of one job":            {Tax(quantity.Money(200_000_000), 1), "1 个岗位每年纳税"},
		"tax of ten jobs":           {Tax(quantity.Money(200_000_000), 10), ""},
		"ten times the use":         {Readings("JS-1", meter, Reading{day(2, 10), 13000}), "JS-1 10 天用水 10.00 m³，是以前每天用量的 10 倍"},
		"nine times the use":        {Readings("JS-1", meter, Reading{day(2, 10), 12000}), ""},
		"little, though ten times":  {Readings("JS-1", []Reading{{day(1, 1), 0}, {day(1, 31), 30}}, Reading{day(2, 1), 900}), ""},
		"first use":                 {Readings("JS-1", meter[:1], Reading{day(2, 10), 900000}), ""},
		"ten times the price":       {Price("租金", 2021, 4000, 400), "是上一年的 10 倍"},
		"a tenth of the price":      {Price("租金", 2021, 40, 400), "10 分之一"},
		"twice the price":           {Price("租金", 2021, 800, 400), ""},
		"no price of last year":     {Price("租金", 2021, 800, 0), ""},
		"an area of a cupboard":     {Area("", 100, 0), "1.00 ㎡"},
		"an area of a hall":         {Area("", 300000, 0), "3000.00 ㎡"},
		"twice what it was":         {Area("JS-1", 8000, 4000), "JS-1 原为 40.00 ㎡，现为 80.00 ㎡"},
		"a little more than it was": {Area("JS-1", 4100, 4000), ""},
	} {
		text := ""
		if len(tt.got) > 0 {
			text = tt.got[0].Text
		}
		if (tt.want == "") != (text == "") || !strings.Contains(strings.ReplaceAll(text, ",", ""), tt.want) {
			t.Errorf("%s: %q, want %q", name, text, tt.want)
		}
	}
}

// TestAnswers: an answer holds for its value alone, and a telephone stands nowhere whole.
func TestAnswers(t *testing.T) {
	p := Phone("联系电话", "13846900001", "尖山区办公电话")
	a := &Asking{append(Jobs(80, 3000), p)}
	if strings.Contains(p.Key+p.Text, "13846900001") || !errors.Is(a, ErrDoubt) || !strings.Contains(a.Error(), "80 个岗位") {
		t.Errorf("%v, %v", p, a)
	}
	answers := "?" + a.Keys()
	for _, d := range a.List {
		if !Answered(answers, d) {
			t.Errorf("%s is not answered", d.Key)
		}
	}
	if Answered(answers, Jobs(8, 300)[0]) || Answered(answers, Jobs(80, 300)[0]) || Answered("", p) {
		t.Error("another value is answered")
	}
}
