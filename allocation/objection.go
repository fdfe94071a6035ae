package allocation

import "strings"

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
		return ErrObjectionAnswered.Textf(textObjectionAnswered, o.State.Title())
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
