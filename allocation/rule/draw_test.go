package rule

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestDrawTextHasOneForm: what looks the same on the notice gives the same lots.
func TestDrawTextHasOneForm(t *testing.T) {
	for text, want := range map[string]string{
		"38–07—21·甲":                     "38-07-21·甲",
		"　2021-03-15　见证抽签\t38‑07−21 ":    "2021-03-15 见证抽签 38-07-21",
		"３８－０７－２１":                       "38-07-21",
		"38\u200b-07\ufeff-21\u202e\x00": "38-07-21",
		"2021年  第 1 次\r\n双色球 01 02":      "2021年 第 1 次 双色球 01 02",
		"\u200b \u00ad":                  "",
		"①号":                             "1号",
		"e\u200d\u0301":                  "é",
	} {
		if got := DrawText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDrawTextIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := DrawText(rapid.String().Draw(t, "text"))
		if again := DrawText(text); again != text {
			t.Fatalf("%q becomes %q", text, again)
		}
	})
}

// TestDrawSignsAreNamed: what a terminal may show as another sign is said in words.
func TestDrawSignsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"38-07-21·甲":         "第 9 字是间隔号 U+00B7",
		"见证抽签《甲、乙》 38-07.21": "",
		"38•07 а·•":          "第 3、9 字是圆点 U+2022，第 7 字是 U+0430，第 8 字是间隔号 U+00B7",
	} {
		if got := strings.Join(DrawSigns(text), "，"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDrawFoldsAreSaid: whoever types a draw reads what its one form makes of it.
func TestDrawFoldsAreSaid(t *testing.T) {
	for text, want := range map[string]string{
		"38-07-21 甲·乙":       "",
		"38–07—21·甲":         "2 处横线写作 -",
		"３８－07 ３ ①":          "1 处横线写作 -；３ 写作 3，８ 写作 8，① 写作 1",
		"38\u200b07\u200b":   "去掉看不见的字符 U+200B",
		" 38　07\t21":         "空白并为一个空格，首尾的去掉",
		"e\u0301":            "组合字符写作一个字",
		"38 07\u202e–\u00a0": "1 处横线写作 -；去掉看不见的字符 U+202E；空白并为一个空格，首尾的去掉",
	} {
		if got := strings.Join(DrawFolds(text), "；"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestNoFoldGoesUnsaid: where words are missing the text is hashed as it was typed.
func TestNoFoldGoesUnsaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if said := DrawFolds(text); (len(said) == 0) != (DrawText(text) == text) {
			t.Fatalf("%q becomes %q: %q", text, DrawText(text), said)
		}
	})
}
