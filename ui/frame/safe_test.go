package frame

import (
	"testing"

	"penggai/ui/kit"
)

func TestSafe(t *testing.T) {
	for text, want := range map[string]string{
		"“我的账号”…": `"我的账号".`, "买买提·艾力": "买买提.艾力", "40×10": "40x10", "尖山区 ㎡ ✓": "尖山区 ㎡ ✓", "│─┌": "│─┌", "": "", "⑩ⅤC℃": "05CC",
	} {
		got := safe(text)
		if got != want {
			t.Errorf("safe(%q) = %q, want %q", text, got, want)
		}
		if kit.Width(got) != kit.Width(text) {
			t.Errorf("safe(%q) changes the width", text)
		}
	}
}
