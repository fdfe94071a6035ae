package allocation

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
)

// Title is the state's word on screen.
func (s ObjectionState) Title() string { return objectionStateWords[s] }

// Objection is what somebody has against a noticed result, and the answer.
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

// Rounds.
var (
	ErrObjectionName     = say.Refuse("objection_name", "请写明异议人姓名或名称")
	ErrObjectionText     = say.Refuse("objection_text", "请写明异议事项")
	ErrObjectionNoAnswer = say.Refuse("objection_no_answer", "请写明答复内容")
	ErrObjectionAnswered = say.Refuse("objection_answered", "异议已经答复，不能再答")
)

var objectionStateWords = map[ObjectionState]string{
	ObjectionRaised:    "待答复",
	ObjectionDismissed: "不成立",
	ObjectionUpheld:    "成立",
}
