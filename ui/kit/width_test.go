package kit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"penggai/allocation/civil"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"尖山区", 6, "尖山区"},
		{"尖山区", 5, "尖.."},
		{"尖山区", 4, "尖.."},
		{"尖山区", 3, ".."},
		{"abc", 2, ".."},
		{"abc", 0, ""},
		{"abc", -1, ""},
		{"a尖b", 4, "a尖b"},
		{"", 3, ""},
	} {
		if got := Cut(c.s, c.w); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
	for w, want := range map[int]string{40: "房源 > 南市区 > 3号楼 西侧", 16: ".. 3号楼 西侧", 12: ".. 西侧", 3: "西.."} {
		if got := CutPath("房源 > 南市区 > 3号楼 西侧", w); got != want && !(w == 3 && Width(got) <= 3) {
			t.Errorf("CutPath to %d gave %q", w, got)
		}
	}
}

func TestWrapKeepsPunctuation(t *testing.T) {
	got := Wrap("停用后不能再分配，直到恢复。", 16)
	want := []string{"停用后不能再分", "配，直到恢复。"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Wrap("编号 JS-NSQ-03-1-01 的房源", 12); got[0] != "编号" || got[1] != "JS-NSQ-03-1-" && got[1] != "JS-NSQ-03-1" {
		t.Errorf("a long word is cut only when it must be: %q", got)
	}
}

// mixed draws texts of 汉字, ASCII and punctuation.
func mixed() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("尖山区房源abcXYZ 0123，。（）《》、㎡✓.,()-")), 0, 60, -1)
}

func TestLinesNeverTooWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := mixed().Draw(t, "s"), rapid.IntRange(2, 40).Draw(t, "w")
		if got := Fit(s, w); Width(got) != w {
			t.Fatalf("Fit(%q, %d) is %d wide: %q", s, w, Width(got), got)
		}
		if got := CutPath(s, w); Width(got) > w {
			t.Fatalf("CutPath(%q, %d) is %d wide", s, w, Width(got))
		}
		if got := Sides(s, s, w); Width(got) != w {
			t.Fatalf("Sides(%q, %d) is %d wide: %q", s, w, Width(got), got)
		}
		for _, l := range Wrap(s, w) {
			if Width(l) > w {
				t.Fatalf("Wrap(%q, %d) has %q", s, w, l)
			}
		}
	})
}

func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := mixed().Draw(t, "s"), rapid.IntRange(12, 40).Draw(t, "w")
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		lines := Wrap(s, w)
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Fatalf("Wrap(%q, %d) = %q", s, w, lines)
		}
	})
}

// Text of the kit holds no character whose width depends on the terminal.
func TestTextHasNoAmbiguousCharacter(t *testing.T) {
	const ambiguous = "“”‘’…—·×÷±°①②③④⑤⑥⑦⑧⑨⑩℃№※→←↑↓▲▼■□●○★☆•ⅠⅡⅢ█▏▁▄"
	for _, s := range []string{textDraftBack, textKeptDraft, textSortTitle, civil.Wrong("", civil.Date{}), civil.Wrong("2021-02-31", civil.Date{}), textNothingFiltered, textClearAsk, textDiscardAsk, fmtSelectTooMany(3)} {
		if strings.ContainsAny(s, ambiguous) {
			t.Errorf("ambiguous width in %q", s)
		}
		if !utf8.ValidString(s) {
			t.Errorf("%q is no text", s)
		}
	}
}
