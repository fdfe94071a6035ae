package charge

import (
	"errors"
	"os"
	"strings"
	"testing"

	"penggai/allocation/say"
)

const quoteExample = `{"signed":"2017-11-15","areas":[{"from":"2017-11-15","area_dm2":14235}],"water_intensive":false,"until":"2018-01-01","exit":null,"waiver_stopped":null,
 "prices":[{"fee":"rent","year":2017,"fen_per_m2_month":2000},{"fee":"property","year":2017,"fen_per_m2_month":150}],
 "heating":[{"season":2017,"from":"2017-10-20","to":"2018-04-21","fen_per_m2":4300}],
 "water":[{"from":"2017-12-01","to":"2018-01-01","litres":18500}],"water_prices":[{"year":2017,"fen_per_m3":430}]}`

const quoteAnswer = `{"lines":[` +
	`{"fee":"rent","from":"2017-11-15","to":"2017-12-01","phase":"free","market_fen":151840,"payable_fen":0,"waived_fen":151840},` +
	`{"fee":"rent","from":"2017-12-01","to":"2018-01-01","phase":"free","market_fen":284700,"payable_fen":0,"waived_fen":284700},` +
	`{"fee":"property","from":"2017-11-15","to":"2017-12-01","phase":"free","market_fen":11388,"payable_fen":0,"waived_fen":11388},` +
	`{"fee":"property","from":"2017-12-01","to":"2018-01-01","phase":"free","market_fen":21353,"payable_fen":0,"waived_fen":21353},` +
	`{"fee":"heating","from":"2017-11-15","to":"2017-12-01","phase":"free","market_fen":53517,"payable_fen":0,"waived_fen":53517},` +
	`{"fee":"heating","from":"2017-12-01","to":"2018-01-01","phase":"free","market_fen":103690,"payable_fen":0,"waived_fen":103690},` +
	`{"fee":"water","from":"2017-12-01","to":"2018-01-01","phase":"free","market_fen":7955,"payable_fen":0,"waived_fen":7955}],` +
	`"totals":{"rent":{"market_fen":436540,"payable_fen":0,"waived_fen":436540},` +
	`"property":{"market_fen":32741,"payable_fen":0,"waived_fen":32741},` +
	`"heating":{"market_fen":157207,"payable_fen":0,"waived_fen":157207},` +
	`"water":{"market_fen":7955,"payable_fen":0,"waived_fen":7955}},"missing":[]}`

func quoteOf(t *testing.T, text string) string {
	t.Helper()
	in, err := ReadQuote([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Schedule(in).JSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestQuoteExample(t *testing.T) {
	if got := quoteOf(t, quoteExample); got != quoteAnswer {
		t.Errorf("got  %s\nwant %s", got, quoteAnswer)
	}
}

func TestQuoteMissingPriceIsNull(t *testing.T) {
	got := quoteOf(t, strings.Replace(quoteExample, `"until":"2018-01-01"`, `"until":"2018-01-02"`, 1))
	for _, part := range []string{
		`{"fee":"rent","from":"2018-01-01","to":"2018-01-02","phase":"free","market_fen":null,"payable_fen":null,"waived_fen":null}`,
		`"missing":[{"fee":"rent","year":2018},{"fee":"property","year":2018}]`,
		`"rent":{"market_fen":436540,`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s\nis not in %s", part, got)
		}
	}
	got = quoteOf(t, strings.Replace(quoteExample, `"fen_per_m2":4300`, `"fen_per_m2":null`, 1))
	if !strings.Contains(got, `"missing":[{"fee":"heating","year":2017}]`) || !strings.Contains(got, `"heating":{"market_fen":0,`) {
		t.Errorf("a season without price: %s", got)
	}
}

func TestReadQuoteRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, old, with string
		want, place     string
	}{
		{"unknown key", `"exit":null`, `"exit":null,"rent":1`, "不认识的键", "rent"},
		{"unknown key inside", `"area_dm2":14235`, `"area_dm2":14235,"note":""`, "不认识的键", "areas[0].note"},
		{"key in another case", `"exit":null`, `"Exit":null`, "不认识的键", "Exit"},
		{"missing key", `"exit":null,`, ``, "缺少", ""},
		{"missing key inside", `,"litres":18500`, ``, "缺少", "water[0]"},
		{"key twice", `"exit":null`, `"exit":null,"exit":null`, "键重复", "exit"},
		{"key twice inside", `"litres":18500`, `"litres":18500,"litres":18500`, "键重复", "water[0].litres"},
		{"a list for an object", `{"from":"2017-11-15","area_dm2":14235}`, `[1]`, "应为", "areas[0]"},
		{"an object for a list", `[{"from":"2017-11-15","area_dm2":14235}]`, `{}`, "应为", "areas"},
		{"text for a number", `14235`, `"14235"`, "应为", "areas[0].area_dm2"},
		{"null for a number", `14235`, `null`, "应为", "areas[0].area_dm2"},
		{"number for truth", `"water_intensive":false`, `"water_intensive":0`, "应为", "water_intensive"},
		{"fraction", `14235`, `142.35`, "不是整数", "areas[0].area_dm2"},
		{"exponent", `14235`, `1e4`, "不是整数", "areas[0].area_dm2"},
		{"negative", `14235`, `-1`, "不在", "areas[0].area_dm2"},
		{"absurd", `14235`, `99999999999999999999999999`, "太大", "areas[0].area_dm2"},
		{"over the bound", `14235`, `1000000001`, "不在", "areas[0].area_dm2"},
		{"price over the bound", `2000}`, `1000000001}`, "不在", "prices[0].fen_per_m2_month"},
		{"year nought", `"year":2017,"fen_per_m3"`, `"year":0,"fen_per_m3"`, "不在", "water_prices[0].year"},
		{"day that is none", `"2018-04-21"`, `"2018-04-31"`, "日期应写成", "heating[0].to"},
		{"date in another form", `"until":"2018-01-01"`, `"until":"2018/01/01"`, "日期应写成", "until"},
		{"empty date", `"exit":null`, `"exit":""`, "日期应写成", "exit"},
		{"null date", `"until":"2018-01-01"`, `"until":null`, "应为", "until"},
		{"interval reversed", `"to":"2018-04-21"`, `"to":"2017-10-20"`, "一天也没有", "heating[0].to"},
		{"fee by reading", `"fee":"rent"`, `"fee":"water"`, "只能是 rent 或 property", "prices[0].fee"},
		{"price twice", `"fee":"property"`, `"fee":"rent"`, textTwice, "prices[1]"},
		{"water price twice", `{"year":2017,"fen_per_m3":430}`, `{"year":2017,"fen_per_m3":430},{"year":2017,"fen_per_m3":430}`, textTwice, "water_prices[1]"},
		{"area twice", `{"from":"2017-11-15","area_dm2":14235}`, `{"from":"2017-11-15","area_dm2":14235},{"from":"2017-11-15","area_dm2":1}`, textTwice, "areas[1].from"},
		{"season by another year", `"season":2017`, `"season":2018`, "所在的年份命名", "heating[0].season"},
		{"season twice", `"fen_per_m2":4300}`, `"fen_per_m2":4300},{"season":2017,"from":"2017-05-01","to":"2017-06-01","fen_per_m2":1}`, textTwice, "heating[1].season"},
		{"seasons overlap", `"fen_per_m2":4300}`, `"fen_per_m2":4300},{"season":2018,"from":"2018-04-20","to":"2018-06-01","fen_per_m2":1}`, "重叠", "heating[1].from"},
		{"uncovered reversed", `"exit":null`, `"exit":null,"uncovered":[{"from":"2021-01-01","to":"2021-01-01"}]`, "一天也没有", "uncovered[0].to"},
		{"uncovered without end", `"exit":null`, `"exit":null,"uncovered":[{"from":"2021-01-01"}]`, "缺少 to", "uncovered[0]"},
		{"uncovered null", `"exit":null`, `"exit":null,"uncovered":null`, "应为列表", "uncovered"},
		{"something after it", `"fen_per_m3":430}]}`, `"fen_per_m3":430}]}{}`, "结尾之后", ""},
		{"cut off", `"fen_per_m3":430}]}`, `"fen_per_m3":430}`, "此处应为", "water_prices"},
		{"not UTF-8", `"rent"`, "\"r\xffnt\"", "UTF-8", ""},
	} {
		text := strings.Replace(quoteExample, tc.old, tc.with, 1)
		if text == quoteExample {
			t.Fatalf("%s: nothing replaced", tc.name)
		}
		_, err := ReadQuote([]byte(text))
		var r *say.Refusal
		if !errors.Is(err, ErrBadQuote) || !errors.As(err, &r) || !strings.Contains(r.Text, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
			continue
		}
		if r.Field != tc.place || tc.place != "" && !strings.Contains(r.Text, tc.place) {
			t.Errorf("%s: at %q: %s; want %q", tc.name, r.Field, r.Text, tc.place)
		}
	}
}

func TestReadQuoteRefusesJunk(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":    "",
		"a list":     "[]",
		"a number":   "1",
		"deep":       strings.Repeat("[", 5_000_000),
		"ten MB":     strings.Repeat("x", 10<<20),
		"ten MB key": `{"` + strings.Repeat("k", 10<<20) + `":1}`,
		"zeros":      "[" + strings.Repeat("0,", 1<<20) + "0]",
	} {
		_, err := ReadQuote([]byte(text))
		if !errors.Is(err, ErrBadQuote) || len(err.Error()) > 300 {
			t.Errorf("%s: %.300v", name, err)
		}
	}
	if _, err := ReadQuote([]byte("\ufeff" + quoteExample)); err != nil {
		t.Errorf("a byte order mark is not passed over: %v", err)
	}
}

// TestQuoteUncovered (一, 五(一)): days without a contract in force are at full price, cut at their edges, whatever the phase.
func TestQuoteUncovered(t *testing.T) {
	got := quoteOf(t, strings.Replace(quoteExample, `"exit":null`, `"exit":null,"uncovered":[{"from":"2017-11-20","to":"2017-11-25"},{"from":"2017-12-30","to":"2018-03-01"}]`, 1))
	for _, part := range []string{
		`{"fee":"rent","from":"2017-11-15","to":"2017-11-20","phase":"free","market_fen":47450,"payable_fen":0,"waived_fen":47450}`,
		`{"fee":"rent","from":"2017-11-20","to":"2017-11-25","phase":"full","market_fen":47450,"payable_fen":47450,"waived_fen":0}`,
		`{"fee":"rent","from":"2017-11-25","to":"2017-12-01","phase":"free"`,
		`{"fee":"property","from":"2017-12-30","to":"2018-01-01","phase":"full","market_fen":1378,"payable_fen":1378,"waived_fen":0}`,
		`{"fee":"heating","from":"2017-11-20","to":"2017-11-25","phase":"full"`,
		`{"fee":"water","from":"2017-12-01","to":"2017-12-30","phase":"free"`,
		`{"fee":"water","from":"2017-12-30","to":"2018-01-01","phase":"full"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s\nis not in %s", part, got)
		}
	}
	if got := quoteOf(t, strings.Replace(quoteExample, `"exit":null`, `"exit":null,"uncovered":[]`, 1)); got != quoteAnswer {
		t.Errorf("no such days change the answer: %s", got)
	}
}

// Great but allowed figures stay exact; greater ones, whose sums could leave the range of Money, are refused.
func TestQuoteDoesNotOverflow(t *testing.T) {
	text := strings.NewReplacer("14235", "1000000000", ":2000}", ":1000000000}").Replace(quoteExample)
	if got := quoteOf(t, text); !strings.Contains(got, `"market_fen":5333333333333333,"payable_fen":0`) {
		t.Errorf("16 days of the greatest area at the greatest price: %s", got)
	}
	_, err := ReadQuote([]byte(strings.Replace(text, `"until":"2018-01-01"`, `"until":"9999-12-31"`, 1)))
	if !errors.Is(err, ErrQuoteTooMuch) {
		t.Errorf("eight thousand years of it: %v", err)
	}
}

func FuzzReadQuote(f *testing.F) {
	f.Add([]byte(quoteExample))
	f.Add([]byte(strings.Replace(quoteExample, "null", `"2017-12-12"`, 2)))
	f.Add([]byte(`{"signed":"0001-01-01","areas":[],"water_intensive":true,"until":"0001-01-02","exit":null,"waiver_stopped":null,"prices":[],"heating":[],"water":[],"water_prices":[]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := ReadQuote(b)
		var r *say.Refusal
		if err != nil {
			if !errors.As(err, &r) {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		if in.Until.Sub(in.Signed) > 40_000 {
			return
		}
		s := Schedule(in)
		for _, l := range s.Lines {
			if l.Priced && (l.Market < 0 || l.Payable < 0 || l.Waived < 0 || l.Payable+l.Waived != l.Market) {
				t.Fatalf("line %+v", l)
			}
		}
		if _, err := s.JSON(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkSchedule(b *testing.B) {
	text, err := os.ReadFile("testdata/quote-six-years.json")
	if err != nil {
		b.Fatal(err)
	}
	in, err := ReadQuote(text)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Schedule(in)
	}
}
