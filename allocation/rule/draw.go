package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// DrawText brings a draw text to its one form, which is shown, stored, hashed and printed: who types what the notice shows
// gets the same lots. Compatibility forms are folded (NFKC), every dash is -, every run of blanks one space, control and format
// characters are left out, blanks at the ends too.
func DrawText(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Dash, r):
			b.WriteByte('-')
		case !unicode.In(r, unicode.Cc, unicode.Cf):
			b.WriteRune(r)
		}
	}
	return norm.NFKC.String(strings.Join(strings.Fields(b.String()), " "))
}

// DrawSigns name in words what a draw text holds besides Chinese characters, plain letters, digits and signs: some terminals show
// a plain sign in its place, and who types that gets other lots. Each sign reads once: 第 9、11 字是间隔号 U+00B7.
func DrawSigns(text string) []string {
	var order []rune
	at := map[rune][]string{}
	for i, r := range []rune(text) {
		if r >= ' ' && r <= '~' || unicode.Is(unicode.Han, r) || r > 0x3000 && r < 0x3040 {
			continue
		}
		if at[r] == nil {
			order = append(order, r)
		}
		at[r] = append(at[r], strconv.Itoa(i+1))
	}
	out := make([]string, len(order))
	for i, r := range order {
		out[i] = fmt.Sprintf("第 %s 字是%s U+%04X", strings.Join(at[r], "、"), drawSigns[r], r)
	}
	return out
}

// drawSigns are the names of signs that look like others.
var drawSigns = map[rune]string{
	'·': "间隔号", '•': "圆点", '・': "全角中点", '‧': "连字点", '“': "左双引号", '”': "右双引号", '‘': "左单引号", '’': "右单引号",
	'×': "乘号", '÷': "除号", '±': "正负号", '°': "度号", '※': "参考号", '→': "右箭头", '←': "左箭头", '○': "圆圈", '●': "实心圆",
}

// DrawFolds say in words what the one form of a draw text leaves out of what was typed, or writes otherwise: dashes, characters that
// nobody sees, blanks, compatibility forms. None: it is what was typed.
func DrawFolds(typed string) (out []string) {
	dashes := 0
	var unseen, folded []string
	for _, r := range typed {
		plain := norm.NFKC.String(string(r))
		switch {
		case unicode.IsSpace(r) || r == '-' || strings.TrimSpace(plain) == "":
		case unicode.Is(unicode.Dash, r):
			dashes++
		case unicode.In(r, unicode.Cc, unicode.Cf):
			unseen = addOnce(unseen, fmt.Sprintf("U+%04X", r))
		case plain != string(r):
			folded = addOnce(folded, fmt.Sprintf("%c 写作 %s", r, DrawText(plain)))
		}
	}
	if dashes > 0 {
		out = append(out, fmt.Sprintf("%d 处横线写作 -", dashes))
	}
	if len(folded) > 0 {
		out = append(out, strings.Join(folded, "，"))
	}
	if len(unseen) > 0 {
		out = append(out, "去掉看不见的字符 "+strings.Join(unseen, "、"))
	}
	if blanks := strings.Join(strings.Fields(typed), " "); blanks != typed {
		out = append(out, "空白并为一个空格，首尾的去掉")
	}
	if len(out) == 0 && DrawText(typed) != typed {
		out = append(out, "组合字符写作一个字")
	}
	return out
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
