package kit

import (
	"fmt"

	"penggai/allocation/say"
)

// What people read in the pieces of the kit.
const (
	textFilterPrompt = " 筛选: "
	textReading      = "正在读取.."
	textCancel       = "取消"
	textYes          = say.Yes
	textNo           = say.No
	textToday        = say.Today
)

func FmtLines(from, to, total int) string {
	return fmt.Sprintf("第 %s-%s 行，共 %s 行", Count(from), Count(to), Count(total))
}

// Count prints a whole number with thousands separators: 1,641.
func Count[N ~int | ~int64](n N) string {
	s := fmt.Sprint(int64(n))
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}

// CountOrNone is Count, and nothing for 0.
func CountOrNone[N ~int | ~int64](n N) string {
	if n == 0 {
		return ""
	}
	return Count(n)
}
