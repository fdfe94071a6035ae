package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestScreeningIsRemarked六二: each finding is remarked in the window of the confirmation, or the round is sent back for it.
func TestScreeningIsRemarked六二(t *testing.T) {
	for i, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.noticed()
		o.Must(o.Store.Write(t.Context(), engine.Console(), allocation.ActListExpert, func(x *engine.Tx) error {
			return x.Exec(`INSERT INTO expert (district, name, body, from_day, created_by) VALUES ('尖山区', '王宝山', '人社局', '2021-01-01', 0)`)
		}))
		r := o.at(id)
		o.Day(r.WindowEnd().AddDays(1).String())
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("分管领导按 F5 确认")
		term.Press("f5")
		term.WaitFor("王宝山 与评审人")
		term.Golden("screening")
		if i == 0 {
			term.Press("ctrl+r")
			term.WaitFor("查清以后更正申请")
			term.Type("请查是否同一人")
			term.Press("enter", "tab", "enter")
			term.WaitFor("已退回，批次已重开")
			continue
		}
		term.Press("ctrl+s")
		term.WaitFor("必填")
		term.Type("查过身份证，不是同一人")
		term.Press("ctrl+s")
		term.WaitFor("放回闲置")
		term.Press("right", "enter")
		term.WaitFor("已确认，分配结果已生成")
		term.Press("tab", "tab")
		term.WaitFor("查过身份证")
		term.Golden("screened")
	}
}

// TestSinglePlacementIsRemarked六二: a single placement with findings asks for a remark on each before it says what will happen.
func TestSinglePlacementIsRemarked六二(t *testing.T) {
	o := newOffice(t)
	by := o.Who[allocation.Approver]
	id, err := o.Store.ApplicationByNumber(t.Context(), by, "JS20210005")
	o.Must(err)
	o.Must(o.Store.Write(t.Context(), engine.Console(), allocation.ActListExpert, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO expert (district, name, body, from_day, created_by) VALUES ('尖山区', '赵小雪', '人社局', '2021-01-01', 0)`)
	}))
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Single, ID: id, Filter: "JS-NSQ-01-1-05"}, 80, 24)
	term.WaitFor("2层")
	term.Press("enter")
	term.WaitFor("赵小雪 与评审人")
	term.Golden("single-screening")
	term.Press("ctrl+s")
	term.WaitFor("必填")
	term.Type("查过身份证，不是同一人")
	term.Press("ctrl+s")
	term.WaitFor("一步完成")
	term.Press("enter") // 否: nothing is lost
	term.WaitFor("查过身份证")
	term.Press("ctrl+s")
	term.WaitFor("一步完成")
	term.Press("right", "enter")
	term.WaitFor("已分配")
	w, found, err := o.Store.AwardOf(t.Context(), by, id)
	if err != nil || !found {
		t.Fatalf("not awarded: %v", err)
	}
	if kept, err := o.Store.RoundScreenings(t.Context(), by, w.Round); err != nil || len(kept) != 1 || kept[0].Remark != "查过身份证，不是同一人" {
		t.Errorf("%+v %v", kept, err)
	}
}
