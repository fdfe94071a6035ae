package allocation

import "testing"

// TestApplicationNext walks the ways of an application, from its papers to the contract (四(一) to 四(四)).
func TestApplicationNext(t *testing.T) {
	today := onDay("2019-06-03")
	waits := func(deadline string) Application {
		return Application{State: ApplicationSupplement, Supplement: Supplement{Deadline: onDay(deadline)}}
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
		{"not reviewed", Application{State: ApplicationAccepted}, ApplicationFacts{}, ApplicationStepByState, "审核员逐条审查（三.1 至 三.7），材料不齐的要求补正"},
		{"all clauses met", Application{State: ApplicationAccepted}, ApplicationFacts{Review: sheet()}, ApplicationStepByState, "审核员逐条审查（三.1 至 三.7），材料不齐的要求补正"},
		{"a clause is not met", Application{State: ApplicationAccepted}, ApplicationFacts{Review: unmet}, ApplicationStepUnmet, "三.2 不符合：可要求补正，或由分管领导不予通过"},
		{"supplement", waits("2019-06-03"), ApplicationFacts{}, ApplicationStepWait, "等申请人补正，期限 2019-06-03，还剩 0 天"},
		{"supplement overdue", waits("2019-06-01"), ApplicationFacts{}, ApplicationStepOverdue, "补正期限 2019-06-01 已过 2 天"},
		{"no scores", Application{State: ApplicationReviewed}, ApplicationFacts{Rubric: rubric}, ApplicationStepByState, "至少三名评审人打分，再由分管领导决定"},
		{
			"scores",
			Application{State: ApplicationReviewed},
			ApplicationFacts{Rubric: rubric, Evaluation: panel(ExpertScore{Expert: "周", Points: map[string]int64{"a": 70}})},
			ApplicationStepDecide, "由分管领导决定。 平均 70.00 分，合格线 60 分，评审人 1 名",
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

// TestAssessmentNext holds the sentence of the page against the few words of lists (四(五), 四(五)3).
func TestAssessmentNext(t *testing.T) {
	today := onDay("2019-06-03")
	for _, c := range []struct {
		a           Assessment
		exit        ExitState
		text, short string
	}{
		{Assessment{State: AssessmentDone}, "", "没有了，到期再考核", ""},
		{Assessment{State: AssessmentClosed}, "", "没有了，到期再考核", ""},
		{Assessment{State: AssessmentRectifying, RectifyBy: today}, "", "2019-06-03 前整改到位，复查后登记结果", "2019-06-03 前整改"},
		{
			Assessment{State: AssessmentRectifying, RectifyBy: today.AddDays(-4)},
			"",
			"整改期限已过 4 天，去复查并登记结果；确有困难由分管领导延长期限", "整改逾期 4 天",
		},
		{Assessment{State: AssessmentPending}, "", "等分管领导确认或不予确认（登记人不能自己确认）", "分管领导确认"},
		{Assessment{State: AssessmentFailed}, "", "据此提出退出，四(五)3；停止并收回商服的免费使用权", "按四(五)3 退出"},
		{Assessment{State: AssessmentFailed}, ExitOpened, "已据此提出退出（待批准）", "已提出退出"},
		{Assessment{State: AssessmentExited}, ExitReturned, "没有了，已据此批准退出", ""},
		{Assessment{State: AssessmentVoid}, "", "没有了，这次考核不算数", ""},
	} {
		if text, short := c.a.Next(c.exit, today), c.a.NextShort(c.exit, today); text != c.text || short != c.short {
			t.Errorf("%s %s: %q, %q", c.a.State, c.exit, text, short)
		}
	}
}

// TestSupportNext: an open request is with its handler until it has a result (四(五)).
func TestSupportNext(t *testing.T) {
	for _, c := range []struct {
		state SupportState
		steps int
		want  string
	}{
		{SupportOpen, 0, "由人社局办理，办了什么就登记一次"},
		{SupportOpen, 2, "由人社局接着办理，办好后写明结果并办结"},
		{SupportClosed, 2, "没有了"},
		{SupportVoid, 0, "没有了"},
	} {
		x := Support{State: c.state, Handler: "人社局"}
		if got := x.Next(c.steps); got != c.want {
			t.Errorf("%s after %d notes: %q", c.state, c.steps, got)
		}
	}
}
