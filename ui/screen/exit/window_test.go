package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestReasonSurvivesARefusal: what was written into the window of a decision stays when the store refuses it, because a colleague took the
// exit back meanwhile; the window says why.
func TestReasonSurvivesARefusal(t *testing.T) {
	o := screentest.New(t)
	d := o.Begin(o.Hand(o.Sign(), ""))
	ctx, clerk := t.Context(), o.Who[allocation.Manager]
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 1, leave.Evidence{Document: "处罚决定 3号", Body: "区市场监管局", Day: o.Today()}, "违法经营")
	o.Must(err)
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	boss.WaitFor("违法经营")
	boss.Press("ctrl+r")
	boss.WaitFor("承租人继续使用")
	boss.Type("处罚已经撤销，证据不足")
	o.Must(o.Store.CancelExit(ctx, clerk, id, 1, "另案处理"))
	boss.Press("tab", "right", "enter")
	boss.WaitFor("理由* 处罚已经撤销，证据不足")
	boss.WaitFor("不能不予批准")
	boss.Press("esc")
	boss.WaitGone("承租人继续使用")
}
