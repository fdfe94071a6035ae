package kit

import (
	"testing"

	"penggai/allocation/civil"
)

func TestReadDate(t *testing.T) {
	today := civil.MustParse("2021-01-31")
	for text, want := range map[string]string{
		"20171115": "2017-11-15", "2017-11-15": "2017-11-15", "2017.11.5": "2017-11-05", "2017/11/15": "2017-11-15", "2017年11月15日": "2017-11-15",
		"２０１７１１１５": "2017-11-15", "今天": "2021-01-31", "明天": "2021-02-01", "昨天": "2021-01-30", "jt": "2021-01-31",
		"+1月": "2021-02-28", "+3个月": "2021-04-30", "-10天": "2021-01-21", "+10": "2021-02-10", "+1年": "2022-01-31", "＋3月": "2021-04-30",
		"2021-02-29": "", "2021-13-01": "", "abc": "", "171115": "", "+": "", "+3x": "", "20171315": "", "今年": "", "-": "", "2020-02-29": "2020-02-29",
	} {
		d, ok := ReadDate(text, today)
		got := ""
		if ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("ReadDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1641: "-1,641"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}
