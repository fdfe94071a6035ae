package draw

import (
	"errors"
	"testing"
)

func TestObjectionIsAnsweredOnce(t *testing.T) {
	if _, err := RaiseObjection(" ", "x"); !errors.Is(err, ErrObjectionName) {
		t.Error(err)
	}
	if _, err := RaiseObjection("张某", ""); !errors.Is(err, ErrObjectionText) {
		t.Error(err)
	}
	o, err := RaiseObjection("张某", "岗位少算")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Settle(true, ""); !errors.Is(err, ErrObjectionNoAnswer) || o.State != ObjectionRaised {
		t.Errorf("empty answer: %v", err)
	}
	if err := o.Settle(true, "核实无误"); err != nil || o.State != ObjectionUpheld {
		t.Errorf("%v %s", err, o.State)
	}
	if err := o.Settle(false, "再答"); !errors.Is(err, ErrObjectionAnswered) {
		t.Error(err)
	}
}

// TestAnswerIsTakenBack: while nothing rests on it, with a reason.
func TestAnswerIsTakenBack(t *testing.T) {
	o := Objection{State: ObjectionUpheld, Answer: "属实"}
	if err := o.Retract("看错", "重开批次"); !errors.Is(err, ErrObjectionRests) || err.Error() != "答复不能撤销：之后已重开批次" {
		t.Error(err)
	}
	if err := o.Retract(" "); !errors.Is(err, ErrObjectionWhy) {
		t.Error(err)
	}
	if err := o.Retract("看错"); err != nil || o.State != ObjectionRaised || o.Answer != "" {
		t.Errorf("%v %+v", err, o)
	}
	if err := o.Retract("看错"); !errors.Is(err, ErrObjectionOpen) {
		t.Error(err)
	}
}
