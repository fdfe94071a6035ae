package quantity

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestKept: what is stored has no sign that nobody sees, but for the joiners that a script needs, and is what it was otherwise.
func TestKept(t *testing.T) {
	for in, want := range map[string]string{
		"北方家政服务":                                     "北方家政服务",
		"红旗街 100-3 号，一层\n背面\t有门":                     "红旗街 100-3 号，一层\n背面\t有门",
		"王\u202e小\u200b创\ufeff":                      "王小创",
		"王\x1b[31m小\x00创\x7f":                        "王[31m小创",
		"\xd6\xd0\xce\xc4 中文":                        " 中文",
		"cafe\u0301":                                 "caf\u00e9",
		"王\u200d小":                                   "王小",
		"\u0646\u0627\u0645\u0647\u200c\u0627\u06cc": "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc",
		"一行\r\n二行\u2028三行":                           "一行\n二行三行",
		"\U00020bb7野家 阿不都·艾力":                        "\U00020bb7野家 阿不都·艾力",
	} {
		if got := Kept(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("甲\u202e\u200d\u0301\x1b\n")))).Draw(t, "text")
		got := Kept(in)
		if !utf8.ValidString(got) || Kept(got) != got || strings.ContainsAny(got, "\x1b\x00\u202e\r") {
			t.Fatalf("%q: %q, %q", in, got, Kept(got))
		}
	})
}
