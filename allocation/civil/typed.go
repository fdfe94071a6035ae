package civil

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// The years in which a typed date is believed; outside them a figure was mistyped.
const (
	typedFirstYear = 1900
	typedLastYear  = 2199
)

// namedDays are the words for days near today, as distances.
var namedDays = map[string]int{"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}

// ParseTyped reads a date as people type it, relative to a day (today, or the day that a period starts from):
// 20171115, 2017-11-15, 2017/11/15, 2017.11.15, 2017年11月15日, 11-15 and 11月15日 (the year of base), 今天, 明天,
// +15日, +15天, -7天, +2周, +3月, +3个月, +1年. Full-width digits and signs are taken. Months are clamped to the
// month's end. The error is ErrBadDate.
func ParseTyped(s string, base Date) (Date, error) {
	text := narrow(s)
	if n, ok := namedDays[text]; ok {
		return base.AddDays(n), nil
	}
	var d Date
	var ok bool
	if strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") {
		d, ok = relative(text, base)
	} else {
		d, ok = absolute(text, base)
	}
	if !ok || d.Year() < typedFirstYear || d.Year() > typedLastYear {
		return Date{}, fmt.Errorf("%w: %q", ErrBadDate, s)
	}
	return d, nil
}

// Wrong says of a text that ParseTyped does not read what is wrong with it and what would be right: a month or a day that does not exist, a
// year that is none of the program's. Of any other text it says how dates are typed.
func Wrong(s string, base Date) string {
	text := strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-").Replace(narrow(s))
	if len(text) == 8 && allDigits(text) {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	p := strings.Split(text, "-")
	if len(p) == 2 {
		p = append([]string{strconv.Itoa(base.Year())}, p...)
	}
	var n [3]int
	for i := range p {
		if len(p) != len(n) || !allDigits(p[i]) || len(p[i]) > 4 {
			return "日期看不懂，请填 20171115、2017-11-15、今天 或 +3月"
		}
		n[i], _ = strconv.Atoi(p[i])
	}
	switch {
	case n[0] < typedFirstYear || n[0] > typedLastYear:
		return fmt.Sprintf("年份应在 %d 至 %d 之间，四位写全，如 2017-11-15", typedFirstYear, typedLastYear)
	case n[1] < 1 || n[1] > 12:
		return fmt.Sprintf("没有 %d 月，月份应为 1 至 12", n[1])
	}
	last := DaysInMonth(n[0], time.Month(n[1]))
	return fmt.Sprintf("%d 年 %d 月没有 %d 日，这个月是 1 至 %d 日，最后一天 %s", n[0], n[1], n[2], last, On(n[0], time.Month(n[1]), last))
}

// relative reads a sign, a number and a unit.
func relative(text string, base Date) (Date, bool) {
	digits := strings.TrimLeft(text[1:], "0123456789")
	unit := digits
	n, err := strconv.Atoi(text[1 : len(text)-len(digits)])
	if err != nil || n > 100_000 {
		return Date{}, false
	}
	if text[0] == '-' {
		n = -n
	}
	switch unit {
	case "", "日", "天", "d":
		return base.AddDays(n), true
	case "周", "星期", "w":
		return base.AddDays(7 * n), true
	case "月", "个月", "m":
		return base.AddMonths(n), true
	case "年", "y":
		return base.AddMonths(12 * n), true
	}
	return Date{}, false
}

// absolute reads eight digits, or year, month and day with separators; without a year it is the year of base.
func absolute(text string, base Date) (Date, bool) {
	if len(text) == 8 && allDigits(text) {
		return checked(text[:4], text[4:6], text[6:])
	}
	text = strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-").Replace(text)
	switch p := strings.Split(text, "-"); len(p) {
	case 3:
		if len(p[0]) != 4 {
			return Date{}, false
		}
		return checked(p[0], p[1], p[2])
	case 2:
		return checked(strconv.Itoa(base.Year()), p[0], p[1])
	}
	return Date{}, false
}

// checked makes a date of its parts when the day exists.
func checked(year, month, day string) (Date, bool) {
	if !allDigits(year) || !allDigits(month) || !allDigits(day) || len(month) > 2 || len(day) > 2 {
		return Date{}, false
	}
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	n, _ := strconv.Atoi(day)
	if y < 1 || y > 9999 || m < 1 || m > 12 || n < 1 || n > DaysInMonth(y, time.Month(m)) {
		return Date{}, false
	}
	return On(y, time.Month(m), n), true
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// narrow drops white space and turns full-width ASCII twins and the Chinese full stop into ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			return -1
		case r == '。':
			return '.'
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, strings.TrimSpace(s))
}
