package ui_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

// TestTheNextRecordOpensWithoutGoingBack: from a page that was opened from a list the next and the previous row open in its place, up to
// the ends of the list; back in the list the cursor stands on the last one. A page that was not opened from a list has no such keys.
func TestTheNextRecordOpensWithoutGoingBack(t *testing.T) {
	o := streets.New(t)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy}, 100, 30)
	term.WaitFor("2 户")
	term.Press("home", "enter")
	term.WaitFor("入驻 > 赵小雪")
	term.Press("ctrl+down")
	term.WaitFor("入驻 > 王宝")
	term.Press("]")
	term.WaitFor("已是清单的最后一条")
	term.Press("[")
	term.WaitFor("入驻 > 赵小雪")
	term.Press("ctrl+up")
	term.WaitFor("已是清单的第一条")
	term.Press("ctrl+down", "esc")
	term.WaitFor(">RZ-JS-2017-0001")
	term.Press("enter", "f4", "ctrl+down")
	term.WaitFor("王宝 > 账户")

	units := streets.New(t).Open(allocation.Manager, screen.Go{Place: screen.Unit}, 100, 30) // another program, another office
	units.WaitFor("12 套")
	units.Press("home", "enter", "ctrl+down")
	units.WaitFor("JS-NSQ-01-1-02")
}

// TestFindFromAnyPage: F3 finds people and papers wherever it has no other meaning; a number without its prefix and year is enough.
func TestFindFromAnyPage(t *testing.T) {
	o := streets.New(t)
	o.Pay(1, 12000)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: 1}, 100, 30)
	term.WaitFor("入驻 > 王宝")
	term.Press("f3")
	term.WaitFor("查找房源")
	term.Type("2017-0002")
	term.WaitFor("HT-JS-2017-0002")
	term.WaitFor("入驻 ")
	term.Press("ctrl+u")
	term.Type("SJ-JS-2017-0001")
	term.WaitFor("收据  王宝")
	term.Press("enter")
	term.WaitFor("120.00")
}

// TestWhatAPageShowsCanBeCopied: the text on the clipboard is what stands on the page, without colours; a list copies its row as before.
func TestWhatAPageShowsCanBeCopied(t *testing.T) {
	o := streets.New(t)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: 1}, 100, 30)
	term.WaitFor("入驻 > 王宝")
	term.Press("ctrl+y")
	term.WaitFor("已复制这一页")
	text := term.Copied()
	for _, want := range []string{"入驻 > 王宝", "RZ-JS-2017-0001", "HT-JS-2017-0001"} {
		if !strings.Contains(text, want) {
			t.Errorf("not copied: %s\n%s", want, text)
		}
	}
	if strings.Contains(text, "\x1b") || strings.Contains(text, " \n") {
		t.Errorf("colours or blanks: %q", text)
	}
}
