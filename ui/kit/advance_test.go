package kit

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
)

// TestCompleteFieldGoesOn: who wants it is taken to the next field by the last sign of a day or of a number of fixed length; nothing else
// goes on, nothing is saved by itself, and taking a sign away stays.
func TestCompleteFieldGoesOn(t *testing.T) {
	on, saved := true, false
	f := NewForm(FormSpec{
		Today: civil.On(2021, 3, 15), Advance: func() bool { return on }, Save: func(*Form) tea.Cmd { saved = true; return nil },
		Sections: []Section{{Fields: []Field{
			{Name: "day", Label: "日期", Kind: KindDate},
			{Name: "phone", Label: "电话", Whole: func(s string) bool { return len(s) == 11 }},
			{Name: "name", Label: "姓名"},
			{Name: "until", Label: "截止", Kind: KindDate},
		}}},
	})
	typed := func(text, want string) {
		t.Helper()
		for _, r := range text {
			f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		if f.Focused() != want {
			t.Errorf("after %q the focus is on %s, want %s", text, f.Focused(), want)
		}
	}
	typed("2021031", "day")
	typed("0", "phone")
	if f.Text("day") != "2021-03-10" {
		t.Errorf("the day is %q", f.Text("day"))
	}
	typed("1384690000", "phone")
	typed("1", "name")
	typed("20210310", "name")
	f.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	typed("2021-03-12", "until") // the last one stays: nothing is saved by itself
	if saved {
		t.Error("saved by itself")
	}
	on = false
	f.Focus("day")
	f.Set("day", "")
	typed("20210311", "day")
	on = true
	f.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
	if f.Focused() != "day" {
		t.Error("taking a sign away went on")
	}
}

// TestWideLeavesALineBetween: larger spacing has a line between the fields of a form, with the cursor where the field is, and between the pairs of a page.
func TestWideLeavesALineBetween(t *testing.T) {
	th := NewTheme(true, 0, false)
	f := NewForm(FormSpec{Sections: []Section{{Fields: []Field{{Name: "a", Label: "甲"}, {Name: "b", Label: "乙"}}}}})
	f.Focus("b")
	rowOf := func(lines []string, word string) int {
		for i, l := range lines {
			if strings.Contains(l, word) {
				return i
			}
		}
		return -1
	}
	narrow := f.Lines(th, 60, 10)
	pairs := []Pair{{Label: "甲", Value: "1"}, {Label: "乙", Value: "2"}}
	if rowOf(narrow, "乙") != 1 || f.Cursor().Y != 1 || len(Detail(th, 40, pairs)) != 2 {
		t.Errorf("%q, cursor %d", narrow, f.Cursor().Y)
	}
	th.Wide = true
	wide := f.Lines(th, 60, 10)
	if rowOf(wide, "乙") != 2 || f.Cursor().Y != 2 || len(Detail(th, 40, pairs)) != 3 {
		t.Errorf("%q, cursor %d", wide, f.Cursor().Y)
	}
}
