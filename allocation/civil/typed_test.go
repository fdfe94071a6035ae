package civil

import (
	"errors"
	"testing"
)

func TestParseTyped(t *testing.T) {
	base := MustParse("2018-01-31")
	for text, want := range map[string]string{
		"20171115": "2017-11-15", "2017-11-15": "2017-11-15", "2017-1-5": "2017-01-05", "2017/11/15": "2017-11-15",
		"2017.11.15": "2017-11-15", "2017年11月15日": "2017-11-15", "2017年1月5号": "2017-01-05", " 2017 年 11 月 15 日 ": "2017-11-15",
		"２０１７１１１５": "2017-11-15", "２０１７－１１－１５": "2017-11-15", "2017。11。15": "2017-11-15",
		"11-15": "2018-11-15", "3月8日": "2018-03-08", "2/28": "2018-02-28", "20160229": "2016-02-29",
		"今天": "2018-01-31", "今日": "2018-01-31", "昨天": "2018-01-30", "前天": "2018-01-29", "明天": "2018-02-01", "后天": "2018-02-02",
		"+3月": "2018-04-30", "+1个月": "2018-02-28", "＋1月": "2018-02-28", "-2月": "2017-11-30", "+1年": "2019-01-31",
		"+15日": "2018-02-15", "+15天": "2018-02-15", "-7天": "2018-01-24", "+2周": "2018-02-14", "+0": "2018-01-31", "+36月": "2021-01-31",
	} {
		got, err := ParseTyped(text, base)
		if err != nil || got.String() != want {
			t.Errorf("%q = %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseTypedRefuses(t *testing.T) {
	base := MustParse("2018-01-31")
	for _, text := range []string{
		"", " ", "20170229", "2017-02-29", "2017-13-01", "2017-00-10", "2017-01-00", "201711", "2017111", "201711155", "17-11-15",
		"2月29日", "十一月", "2017-11", "2017-11-15-1", "0217-11-15", "32", "+月", "+", "-", "+3季", "+9999999月", "+100001日", "+90000日",
		"--3", "+-3日", "2017-+1-05", "2017年十一月15日", "9999-12-31", "99999999",
	} {
		if got, err := ParseTyped(text, base); !errors.Is(err, ErrBadDate) {
			t.Errorf("%q is taken as %s, %v", text, got, err)
		}
	}
}

func FuzzParseTyped(f *testing.F) {
	for _, s := range []string{"20171115", "2017年11月15日", "+3月", "今天", "11-15", "-7天"} {
		f.Add(s)
	}
	base := MustParse("2020-02-29")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseTyped(s, base)
		if err != nil {
			return
		}
		if back, err := ParseTyped(d.String(), base); err != nil || back != d {
			t.Fatalf("%q gives %s, which reads as %s, %v", s, d, back, err)
		}
	})
}

// TestWrong: a date that is typed wrongly hears what is wrong and what would be right.
func TestWrong(t *testing.T) {
	base := MustParse("2021-03-15")
	for typed, want := range map[string]string{
		"2017-02-31":    "2017 年 2 月没有 31 日，这个月是 1 至 28 日，最后一天 2017-02-28",
		"20210431":      "2021 年 4 月没有 31 日，这个月是 1 至 30 日，最后一天 2021-04-30",
		"2月30日":         "2021 年 2 月没有 30 日，这个月是 1 至 28 日，最后一天 2021-02-28",
		"２０２１－１３－０１":    "没有 13 月，月份应为 1 至 12",
		"0217-11-15":    "年份应在 1900 至 2199 之间，四位写全，如 2017-11-15",
		"下个月":           "日期看不懂，请填 20171115、2017-11-15、今天 或 +3月",
		"2017-11-15-16": "日期看不懂，请填 20171115、2017-11-15、今天 或 +3月",
	} {
		if _, err := ParseTyped(typed, base); err == nil {
			t.Errorf("%s is read", typed)
		}
		if got := Wrong(typed, base); got != want {
			t.Errorf("%s: %s", typed, got)
		}
	}
}
