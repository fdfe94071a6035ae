package ui_test

import (
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// journey is what a person types from a place, and a text of where it ends. A key that begins with = is typed as text.
type journey struct {
	name string
	role allocation.Role
	from screen.Place
	keys string // by blanks
	sees string
}

var journeys = []journey{
	{"a form and its next field", allocation.Intake, screen.Home, "f2 enter", "登记申请"},
	{"a form and three fields down", allocation.Intake, screen.Home, "f2 down down down", "登记申请"},
	{"a form that is filled", allocation.Intake, screen.Home, "f2 enter enter =王小二 enter enter =13846900011", "王小二"},
	{"a form, kept, and opened again", allocation.Intake, screen.Home, "f2 enter enter =王小二 esc f2 down enter", "已恢复"},
	{"the account of a stay from the list", allocation.Manager, screen.Tenancy, "down enter f4", "账户"},
	{"the account, back, and the next stay", allocation.Manager, screen.Tenancy, "enter f4 esc esc down enter", "王宝"},
	{"a list that is filtered while typed", allocation.Manager, screen.Tenancy, "f3 =zxx enter enter", "RZ-JS-2017-0002"},
	{"a list sorted by another column", allocation.Manager, screen.Tenancy, "f6 down down enter down", "RZ-JS-2017"},
	{"the last tab of a stay", allocation.Manager, screen.Tenancy, "enter 5 f1", "帮助"},
	{"what the finder finds", allocation.Manager, screen.Home, "f3 =zxx enter", "RZ-JS-2017-0002"},
	{"a place of the menu", allocation.Manager, screen.Home, "f10 =rz enter enter", "RZ-JS-2017"},
	{"the menu from a record, and back", allocation.Manager, screen.Tenancy, "enter f10 =fy enter esc esc down", "入驻"},
	{"a payment that is written", allocation.Manager, screen.Tenancy, "down enter f4 f2 enter =200 ctrl+s right enter", "200.00"},
	{"a hand-over that is asked about", allocation.Manager, screen.Tenancy, "down enter f5 enter enter =2", "2"},
	{"a stay that opens for business", allocation.Manager, screen.Tenancy, "down enter 5 1 f9", "更正"},
	{"a receipt from the list of bills", allocation.Manager, screen.Bill, "f11 esc f11", "还没有收款"},
	{"bills that are to be issued", allocation.Manager, screen.Bill, "f5 f9 esc", "出账单"},
	{"one premises for one who waits", allocation.Manager, screen.Home, "f10 =fy enter down", "房源"},
	{"many that are printed", allocation.Manager, screen.Tenancy, "ctrl+a ctrl+p down down enter", "选中 2 户"},
	{"an action of another place", allocation.Manager, screen.Tenancy, "f10 =出账单 enter", "账单 > 出账单"},
	{"a review from the list", allocation.Reviewer, screen.Application, "enter f5 enter", "审查"},
}

// streets is an office with two stays, one handed over, and an application that waits for its review.
var streets = screentest.Setting{
	Live: func(o *screentest.Office) {
		o.Prices(2017, 2018)
		o.Begin(o.Hand(o.Sign(), ""))
		o.Sign()
		o.Accept(o.Draft())
	},
}

// TestKeysTypedAheadGoWhereThePersonWent: whole journeys in one burst, on a store that takes 300 ms for every read and write, end on
// the same screen as key by key; no key is lost, none comes to another page.
func TestKeysTypedAheadGoWhereThePersonWent(t *testing.T) {
	for _, j := range journeys {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			patient := begin(t, j, 0)
			for _, k := range strings.Fields(j.keys) {
				if text, typed := strings.CutPrefix(k, "="); typed {
					patient.Type(text)
				} else {
					patient.Press(k)
				}
			}
			patient.WaitFor(j.sees)
			want := patient.Rest()

			hasty := begin(t, j, 300*time.Millisecond)
			for _, k := range strings.Fields(j.keys) {
				if text, typed := strings.CutPrefix(k, "="); typed {
					hasty.TypeAhead(text)
				} else {
					hasty.PressAhead(k)
				}
			}
			hasty.WaitText(want)
		})
	}
}

func begin(t *testing.T, j journey, slow time.Duration) *kittest.Term {
	o := streets.New(t)
	o.Slow = slow
	return o.Open(j.role, screen.Go{Place: j.from}, 100, 30)
}
