package expert_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/expert"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, expert.Routes) }

// TestListAndOff: the approver puts somebody on the list and takes somebody off it; the reviewer looks and may not.
func TestListAndOff(t *testing.T) {
	o := screentest.New(t)
	o.ListExperts("评审甲")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Expert}, size[0], size[1])
		term.WaitFor("评审甲")
		term.Golden("list")
	}
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Expert}, 80, 24)
	term.WaitFor("评审甲")
	term.Press("f2")
	term.WaitFor("从今天起列入")
	term.Type("评审乙")
	term.Press("enter")
	term.Type("市人社局")
	term.Press("ctrl+s")
	term.WaitFor("已列入 评审乙")
	term.Press("f8")
	term.WaitFor("从今天起不再参加评审")
	term.Type("调离")
	term.Press("enter", "tab", "enter")
	term.WaitFor("已移出")
	other := o.Open(allocation.Reviewer, screen.Go{Place: screen.Expert}, 80, 24)
	other.WaitFor("评审甲")
	other.Press("f2")
	other.WaitFor("分管领导")
}
