package application_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// mostKeys is how many control keys a person takes from the first page to the number of the accepted application, nothing but
// text besides.
const mostKeys = 30

// TestWalkFromHomeToAccepted registers a person from the first page and accepts the application, field by field with Enter up to the jobs and
// by sections over what the person does not ask for, and counts the keys that are not text.
func TestWalkFromHomeToAccepted(t *testing.T) {
	o := counter.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Home}, 80, 24)
	term.WaitFor("日志至")
	keys := 0
	press := func(names ...string) {
		keys += len(names)
		term.Press(names...)
	}
	field := func(text string) {
		term.Type(text)
		press("enter")
	}
	press("f2")
	term.WaitFor("姓名或名称*")
	press("enter", "enter") // a new applicant, a person
	for _, text := range []string{"王小二", screentest.PersonID(1), "13846900011", "尖山区西平行路 8 号", "", "自有住房，房证在案", "存款和设备", ""} {
		field(text)
	}
	field("家政服务")
	term.Type("为小区住户做饭、保洁、照看老人")
	press("tab")
	term.Type("家政")
	term.WaitFor("家庭服务")
	press("enter", "enter", "enter", "enter") // the trade; not of water, not moved, of no special kind
	term.Type("6")
	press("pgdown", "pgdown", "pgdown") // no wishes, no group
	term.WaitFor("都交齐了")
	press("ctrl+a")
	term.WaitFor("9/13")
	press("ctrl+s")
	term.WaitFor("请核对后受理")
	press("f5")
	term.WaitFor("确认受理")
	press("right", "enter")
	term.WaitFor("已受理，编号 JS20210001")
	if keys > mostKeys {
		t.Errorf("%d control keys from the first page to accepted, at most %d", keys, mostKeys)
	}
	t.Logf("%d control keys", keys)
}
