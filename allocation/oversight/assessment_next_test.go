package oversight

import (
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// TestAssessmentNext holds the sentence of the page against the few words of lists (四(五), 四(五)3).
func TestAssessmentNext(t *testing.T) {
	today := civil.MustParse("2019-06-03")
	for _, c := range []struct {
		a           Assessment
		exit        leave.ExitState
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
		{Assessment{State: AssessmentFailed}, leave.ExitOpened, "已据此提出退出（待决定）", "已提出退出"},
		{Assessment{State: AssessmentExited}, leave.ExitReturned, "没有了，已据此批准退出", ""},
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
