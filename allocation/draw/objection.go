package draw

import (
	"strings"

	"penggai/allocation/say"
)

// ObjectionState is where an objection (异议) to a noticed result stands.
type ObjectionState string

// The states of an objection.
const (
	ObjectionRaised    ObjectionState = "raised"    // 待答复
	ObjectionDismissed ObjectionState = "dismissed" // 不成立
	ObjectionUpheld    ObjectionState = "upheld"    // 成立
	ObjectionWithdrawn ObjectionState = "withdrawn" // 撤回
)

// Title is the state's word on screen.
func (s ObjectionState) Title() string { return objectionStateWords[s] }

// Objection is what somebody has against a noticed result, or against a posted list before the draw, and the answer.
type Objection struct {
	State  ObjectionState
	By     string // who raises it
	Text   string // what is wrong
	Answer string
}

// RaiseObjection makes an objection; the name and the matter are needed.
func RaiseObjection(by, text string) (Objection, error) {
	by, text = strings.TrimSpace(by), strings.TrimSpace(text)
	switch {
	case by == "":
		return Objection{}, ErrObjectionName.On("name")
	case text == "":
		return Objection{}, ErrObjectionText.On("text")
	}
	return Objection{State: ObjectionRaised, By: by, Text: text}, nil
}

// Settle answers the objection: upheld (the result must be computed anew) or dismissed. It is answered once.
func (o *Objection) Settle(upheld bool, answer string) error {
	if o.State != ObjectionRaised {
		return ErrObjectionAnswered.Textf("异议已经答复为%s，不能再答", o.State.Title())
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		return ErrObjectionNoAnswer.On("answer")
	}
	o.Answer, o.State = answer, ObjectionDismissed
	if upheld {
		o.State = ObjectionUpheld
	}
	return nil
}

// Withdraw takes the objection itself back before it is answered, with who asked for it or what was recorded by mistake. Errors:
// ErrObjectionAnswered, ErrObjectionWithdraw.
func (o *Objection) Withdraw(reason string) error {
	if o.State != ObjectionRaised {
		return ErrObjectionAnswered.Textf("异议已经答复为%s，不能撤回", o.State.Title())
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrObjectionWithdraw.On("reason")
	}
	o.Answer, o.State = reason, ObjectionWithdrawn
	return nil
}

// Retract takes the answer or the withdrawal back, while nothing rests on it: depends names what does. Errors: ErrObjectionOpen, ErrObjectionRests,
// ErrObjectionWhy.
func (o *Objection) Retract(reason string, depends ...string) error {
	switch {
	case o.State == ObjectionRaised:
		return ErrObjectionOpen
	case len(depends) > 0:
		return ErrObjectionRests.Textf("答复不能撤销：之后已%s", strings.Join(depends, "、"))
	case strings.TrimSpace(reason) == "":
		return ErrObjectionWhy.On("reason")
	}
	o.State, o.Answer = ObjectionRaised, ""
	return nil
}

// Objections.
var (
	ErrObjectionOpen     = say.Refuse("objection_open", "异议还没有答复，没有可以撤销的答复")
	ErrObjectionRests    = say.Refuse("objection_rests", "之后的步骤以这个答复为依据，不能撤销")
	ErrObjectionWhy      = say.Refuse("objection_why", "请写明为什么撤销答复")
	ErrObjectionWithdraw = say.Refuse("objection_withdraw", "请写明异议人何时要求撤回，或者登记错了什么")
	ErrObjectionName     = say.Refuse("objection_name", "请写明异议人姓名或名称")
	ErrObjectionText     = say.Refuse("objection_text", "请写明异议事项")
	ErrObjectionNoAnswer = say.Refuse("objection_no_answer", "请写明答复内容")
	ErrObjectionAnswered = say.Refuse("objection_answered", "异议已经答复，不能再答")
)

var objectionStateWords = map[ObjectionState]string{
	ObjectionRaised:    "待答复",
	ObjectionDismissed: "不成立",
	ObjectionUpheld:    "成立",
	ObjectionWithdrawn: "撤回",
}
