package allocation

import (
	"testing"

	"penggai/allocation/civil"
)

// TestApplicationNext walks the ways of an application, from its papers to the contract (四(一) to 四(四)).
func TestApplicationNext(t *testing.T) {
	today := civil.MustParse("2019-06-03")
	waits := func(deadline string) Application {
		return Application{State: ApplicationSupplement, Supplement: Supplement{Deadline: civil.MustParse(deadline)}}
	}
	rubric := Rubric{Items: []RubricItem{{Code: "a", Max: 100}}, Pass: 60}
	unmet := sheet(ClauseCheck{"三.2", VerdictUnmet, "经营范围不符"})
	for _, c := range []struct {
		name string
		a    Application
		f    ApplicationFacts
		kind ApplicationStepKind
		text string
	}{
		{"draft", Application{State: ApplicationDraft}, ApplicationFacts{}, ApplicationStepByState, "受理员核对材料后受理，或不予受理"},
		{"not reviewed", Application{State: ApplicationAccepted}, ApplicationFacts{}, ApplicationStepByState, "审核员逐条审查（二、三.1 至 三.7），材料不齐的要求补正"},
		{"all clauses met", Application{State: ApplicationAccepted}, ApplicationFacts{Review: sheet()}, ApplicationStepByState, "审核员逐条审查（二、三.1 至 三.7），材料不齐的要求补正"},
		{"a clause is not met", Application{State: ApplicationAccepted}, ApplicationFacts{Review: unmet}, ApplicationStepUnmet, "三.2 不符合：可要求补正，或由分管领导不予通过"},
		{"supplement", waits("2019-06-03"), ApplicationFacts{}, ApplicationStepWait, "等申请人补正，期限 2019-06-03，还剩 0 天"},
		{"supplement overdue", waits("2019-06-01"), ApplicationFacts{}, ApplicationStepOverdue, "补正期限 2019-06-01 已过 2 天"},
		{"no scores", Application{State: ApplicationReviewed}, ApplicationFacts{Rubric: rubric}, ApplicationStepByState, "组成评审组：至少三名没有利害关系的评审人打分，再由分管领导决定"},
		{
			"scores",
			Application{State: ApplicationReviewed},
			ApplicationFacts{Rubric: rubric, Evaluation: panel(seventy("周"), seventy("吴"), seventy("郑"))},
			ApplicationStepDecide, "由分管领导决定。 平均 70.00 分，合格线 60 分，评审人 3 名",
		},
		{
			"marks outstanding",
			Application{State: ApplicationReviewed},
			ApplicationFacts{Rubric: rubric, Evaluation: panel(seventy("周"), seventy("吴"), ExpertScore{State: SeatNamed})},
			ApplicationStepScore, "等评审人打分：已交 2 名，未交 1 名；交齐以前分数不公开",
		},
		{
			"marks outstanding on a panel that has lost a member",
			Application{State: ApplicationReviewed},
			ApplicationFacts{Rubric: rubric, Evaluation: panel(seventy("周"), ExpertScore{State: SeatNamed}, ExpertScore{State: SeatWithdrawn})},
			ApplicationStepScore, "评审人回避以后不足三名：已交 1 名，未交 1 名，他们交分后请增补",
		},
		{
			"members have left",
			Application{State: ApplicationReviewed},
			ApplicationFacts{Rubric: rubric, Evaluation: panel(seventy("周"), ExpertScore{State: SeatWithdrawn})},
			ApplicationStepPanel, "评审人回避以后不足三名，请增补",
		},
		{"waits", Application{State: ApplicationApproved}, ApplicationFacts{}, ApplicationStepByState, "等待分配：可纳入批次，或单户安置"},
		{
			"in a round (四(三))",
			Application{State: ApplicationApproved},
			ApplicationFacts{Round: "尖山区 2019 年第 1 批次", RoundState: RoundNoticed},
			ApplicationStepRound, "已纳入 尖山区 2019 年第 1 批次（公示中），确认后按结果签约",
		},
		{"awarded", Application{State: ApplicationAwarded}, ApplicationFacts{}, ApplicationStepByState, "在签约期限内签订入驻合同"},
	} {
		if got := c.a.Next(c.f, today); got.Kind != c.kind || got.Text != c.text {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func seventy(name string) ExpertScore {
	return ExpertScore{Expert: name, Points: map[string]int64{"a": 70}}
}
