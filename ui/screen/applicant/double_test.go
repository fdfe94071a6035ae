package applicant_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestMergeFromTheKeyboard: the double of a team is found, lies beside it, goes into it and comes out again.
func TestMergeFromTheKeyboard(t *testing.T) {
	o := counter.New(t)
	register := func(phone string) int64 {
		who := team()
		who.Phone = phone
		id, err := o.Store.RegisterApplicant(context.Background(), o.Who[allocation.Intake], who)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	kept, gone := register("13846900001"), register("13946900009")
	o.Env.SignIn(o.Who[allocation.Intake])
	clerk := open(t, o.Env, screen.Go{Place: screen.Applicant, ID: kept}, 80, 24)
	clerk.WaitFor("还没有申请")
	clerk.Press("ctrl+x")
	clerk.WaitFor("合并主体由")

	o.Env.SignIn(o.Who[allocation.Reviewer])
	for _, size := range screentest.Sizes {
		term := open(t, o.Env, screen.Go{Place: screen.Applicant, ID: kept}, size[0], size[1])
		term.WaitFor("还没有申请")
		term.Press("ctrl+x")
		term.WaitFor("证件号或信用代码相同")
		term.Press("enter")
		term.WaitFor("不同 1 项")
		term.Golden("pair")
	}
	term := open(t, o.Env, screen.Go{Place: screen.Applicant, ID: kept}, 80, 24)
	term.WaitFor("还没有申请")
	term.Press("ctrl+x")
	term.WaitFor("证件号或信用代码相同")
	term.Press("enter")
	term.WaitFor("不同 1 项")
	term.Press("f5")
	term.WaitFor("怎么认定")
	term.Type("核对身份证原件")
	term.Press("tab", "right", "enter")
	term.WaitFor("的重复登记已并入这里")
	term.Golden("merged")
	other := open(t, o.Env, screen.Go{Place: screen.Applicant, ID: gone}, 80, 24)
	other.WaitFor("并入另一条")
	other.Press("ctrl+x")
	other.WaitFor("已经并入别的主体")
	term.Press("f12")
	term.WaitFor("归还")
	term.Type("核实是两个团队")
	term.Press("tab", "right", "enter")
	term.WaitFor("恢复为单独的主体")
}
