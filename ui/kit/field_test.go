package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
)

func TestReadDate(t *testing.T) {
	today := civil.MustParse("2021-01-31")
	for text, want := range map[string]string{
		"20171115": "2017-11-15", "2017-11-15": "2017-11-15", "2017.11.5": "2017-11-05", "2017/11/15": "2017-11-15", "2017年11月15日": "2017-11-15",
		"２０１７１１１５": "2017-11-15", "今天": "2021-01-31", "明天": "2021-02-01", "昨天": "2021-01-30", "jt": "2021-01-31",
		"+1月": "2021-02-28", "+3个月": "2021-04-30", "-10天": "2021-01-21", "+10": "2021-02-10", "+1年": "2022-01-31", "＋3月": "2021-04-30",
		"2021-02-29": "", "2021-13-01": "", "abc": "", "171115": "", "+": "", "+3x": "", "20171315": "", "今年": "", "-": "", "2020-02-29": "2020-02-29",
	} {
		d, ok := ReadDate(text, today)
		got := ""
		if ok {
			got = d.String()
		}
		if got != want {
			t.Errorf("ReadDate(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1641: "-1,641"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

// TestTooLongIsRefusedNotCut: a text beyond the limit of its field stays as it was typed or pasted, the form says by how much it is too
// long, and saves nothing until it is shorter.
func TestTooLongIsRefusedNotCut(t *testing.T) {
	for _, kind := range []Kind{KindText, KindLong} {
		saved := ""
		f := NewForm(FormSpec{
			Sections: []Section{{Fields: []Field{{Name: "note", Label: "说明", Kind: kind, Limit: 5}}}},
			Save:     func(f *Form) tea.Cmd { saved = f.Text("note"); return nil },
		})
		f.Init()
		f.Update(tea.PasteMsg{Content: "一二三四五六七"})
		f.Submit()
		if saved != "" || f.errs["note"] != "最多 5 个字，多了 2 个，请删短" || f.Text("note") != "一二三四五六七" {
			t.Errorf("kind %v: saved %q, said %q, kept %q", kind, saved, f.errs["note"], f.Text("note"))
		}
		f.Update(Press("backspace"))
		f.Update(Press("backspace"))
		f.Submit()
		if saved != "一二三四五" {
			t.Errorf("kind %v: saved %q", kind, saved)
		}
	}
}
