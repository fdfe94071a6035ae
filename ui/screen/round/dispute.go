package round

import (
	"context"
	"fmt"

	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDispute asks for what somebody has against the posted list.
func newDispute(env *screen.Env, r record, number string) *screen.FormScreen {
	var choices []kit.Choice
	for _, a := range r.Scope.Applicants {
		choices = append(choices, kit.Choice{Key: a.Number, Label: a.Name, Note: a.Number})
	}
	return newRaise(env, r, screen.FormScreen{
		Path: r.Title + " > " + textDispute, Left: "名单异议到 " + r.Posted.Until.String(), About: textDisputeHelp,
	}, raiseSpec{draft: "round/dispute/" + r.Number, lines: choices, number: number, said: "已登记对名单的异议", raise: env.Store.RaiseDispute})
}

// dispute is the dispute under the cursor.
func (s *page) dispute() (a answering, found bool) {
	o, found := s.disputes.Current()
	if !found {
		return a, false
	}
	r := s.Value()
	return answering{
		Raised: o.Raised, list: true, rests: o.Rests(r.RoundRow), hands: []int64{r.CreatedBy, o.Poster}, before: "新建批次或张贴名单",
		form: func() *screen.FormScreen { return newDisputeAnswer(s.Env, r, o) },
		retract: func(ctx context.Context, by engine.Actor, reason string) error {
			return s.Env.Store.RetractDispute(ctx, by, o.ID, reason)
		},
	}, true
}

// newDisputeAnswer asks for the answer to a dispute, with whom it is about above.
func newDisputeAnswer(env *screen.Env, r record, o round.DisputeRow) *screen.FormScreen {
	about := "整份名单"
	if o.Number != "" {
		about = r.name(o.Number) + " " + o.Number
	}
	return newRaisedAnswer(env, o.Raised, screen.FormScreen{
		Path: r.Title + " > " + textAnswer, About: textDisputeHelp,
		Over: screen.Facts(env, kit.Pair{Label: textAbout, Value: about}, kit.Pair{Label: textMatter, Value: o.Text}),
	}, answerSpec{
		draft: fmt.Sprintf("round/dispute/answer/%s/%d", r.Number, o.ID), hint: "是：更正名单，重新公布摘要；否：维持",
		upheld: "名单须更正并重新公布，异议期重新起算。", dismissed: "名单维持不变。", before: "拟定", settle: env.Store.SettleDispute,
	})
}

// Words of headings, labels and keys.
const textDispute = "名单异议登记"

// Lists of lines.
var textDisputeHelp = []string{
	"名单张贴期间，任何人都可以对名单提出异议：谁不该在、谁漏了、谁的岗位或群体写错了。",
	"逐件答复之后才能抽签；答复的人不能是拟定名单的人。",
	"异议成立的，更正申请后按 F5 更正名单；有新的摘要和新的异议期。",
}
