package keeping

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// State says how far an erasure is.
type State string

// The states of an erasure.
const (
	Proposed  State = "proposed"
	Carried   State = "carried"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
)

// States lists them in the order of the work.
var States = []State{Proposed, Carried, Refused, Withdrawn}

// Title is the state in words.
func (s State) Title() string { return say.TitleOf(stateTitles, s) }

var stateTitles = map[State]string{Proposed: "待批准", Carried: "已删除", Refused: "不同意", Withdrawn: "已撤回"}

// Erasure is one list of subjects whose numbers are to go.
type Erasure struct {
	ID       int64
	Number   string // QL-2031-0001
	District string // of who proposed it; empty: the whole city
	State    State
	Day      civil.Date // proposed
	By       int64      // account
	Note     string
	Decided  civil.Date
	Second   int64 // who decided
	Decision string
	Subjects int // on the list
	Numbers  int // on the list, and when it was carried out those that went
}

// Next is the next step of the erasure; empty when there is none.
func (e *Erasure) Next() string {
	if e.State == Proposed {
		return "分管领导批准"
	}
	return ""
}

// Number is the number of an erasure.
func Number(year int, n int64) string { return fmt.Sprintf("QL-%d-%04d", year, n) }

// Series names the series of the numbers.
func Series(year int) string { return fmt.Sprintf("erasure/%d", year) }

// Propose draws up an erasure. Errors: ErrNothingDue.
func Propose(district string, by int64, subjects []Subject, note string, today civil.Date) (Erasure, error) {
	e := Erasure{District: district, State: Proposed, Day: today, By: by, Note: strings.TrimSpace(note), Subjects: len(subjects)}
	for i := range subjects {
		if !subjects[i].Due(today) {
			return e, ErrNotDue.With(subjects[i].Name)
		}
		e.Numbers += subjects[i].Numbers
	}
	if len(subjects) == 0 {
		return e, ErrNothingDue
	}
	return e, nil
}

// Carry is the second signature, with which the numbers go. Everybody on the list must be due still. Errors: ErrDecided, ErrNotDue.
func (e *Erasure) Carry(by int64, subjects []Subject, decision string, today civil.Date) error {
	if e.State != Proposed {
		return ErrDecided.With(e.State.Title())
	}
	for i := range subjects {
		if s := &subjects[i]; !s.Due(today) {
			return ErrNotDue.Textf("“%s”已不能清理（%s）。请不同意这一份，由系统管理员重新拟定", s.Name, reason(s))
		}
	}
	e.State, e.Decided, e.Second, e.Decision = Carried, today, by, strings.TrimSpace(decision)
	return nil
}

func reason(s *Subject) string {
	if len(s.Bars) > 0 {
		return s.Why()
	}
	return "期限未到，或已经删除"
}

// Refuse does not agree. Errors: ErrDecided, ErrNoReason.
func (e *Erasure) Refuse(by int64, why string, today civil.Date) error {
	return e.end(Refused, by, why, today)
}

// Withdraw takes it back. Errors: ErrDecided, ErrNoReason.
func (e *Erasure) Withdraw(by int64, why string, today civil.Date) error {
	return e.end(Withdrawn, by, why, today)
}

func (e *Erasure) end(to State, by int64, why string, today civil.Date) error {
	if e.State != Proposed {
		return ErrDecided.With(e.State.Title())
	}
	if strings.TrimSpace(why) == "" {
		return ErrNoReason.On("reason")
	}
	e.State, e.Decided, e.Second, e.Decision = to, today, by, strings.TrimSpace(why)
	return nil
}

// Hold keeps everything of a subject where it is (诉讼保全) until it is lifted.
type Hold struct {
	ID        int64
	Applicant int64
	Reason    string
	Document  string
	From      civil.Date
	By        int64
	Lifted    civil.Date // zero: it holds
	LiftedBy  int64
	Why       string // it was lifted
}

// Check refuses what is no hold. Errors: ErrHoldReason, ErrHoldPaper.
func (h *Hold) Check() error {
	h.Reason, h.Document = strings.TrimSpace(h.Reason), strings.TrimSpace(h.Document)
	switch {
	case h.Reason == "":
		return ErrHoldReason.On("reason")
	case h.Document == "":
		return ErrHoldPaper.On("document")
	}
	return nil
}

// Lift ends it. Errors: ErrHoldLifted, ErrNoReason.
func (h *Hold) Lift(by int64, why string, today civil.Date) error {
	why = strings.TrimSpace(why)
	switch {
	case !h.Lifted.IsZero():
		return ErrHoldLifted
	case why == "":
		return ErrNoReason.On("reason")
	}
	h.Lifted, h.LiftedBy, h.Why = today, by, why
	return nil
}

// Refusals.
var (
	ErrChanged    = say.Refuse("erasure_changed", "到期的名单刚变了，请重新打开看清再拟定")
	ErrWaits      = say.Refuse("erasure_waits", "还有一份清理待批准，请先办完那一份")
	ErrNothingDue = say.Refuse("erasure_nothing", "现在没有到期应删除的号码，不用拟定")
	ErrNotDue     = say.Refuse("erasure_not_due", "有主体的期限未到，或还有未了的事，不能清理。请重新打开看清名单")
	ErrDecided    = say.Refuse("erasure_decided", "这份清理已经办过，不能再改")
	ErrNoReason   = say.Refuse("erasure_reason", "请写明原因")
	ErrOldCopy    = say.Refuse("copy_old", "是旧版本程序的备份，里面的号码清不掉。确认新的备份完好以后，请把它删掉")
	ErrOtherCopy  = say.Refuse("copy_other", "这份备份的日志不在现在的日志里，没有动它。是恢复以前的另一支，请核对后自行处理")
	ErrHoldReason = say.Refuse("hold_reason", "请写明为什么保全，如诉讼、仲裁、审计、信访")
	ErrHoldPaper  = say.Refuse("hold_paper", "请写明依据，如法院文书的字号")
	ErrHoldLifted = say.Refuse("hold_lifted", "保全已经解除")
)
