package rule

import (
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
