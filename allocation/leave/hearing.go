package leave

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Hearing is what goes before a decision by the grounds that the district holds against a tenant (四(五)1, 3, 5): the intended
// decision is told, the tenant may answer, the legal adviser says what he thinks of it (六(一)).
type Hearing struct {
	Told       civil.Date // notice of the intended decision (告知书) served
	ToldHow    string     // how, and to whom
	AnswerBy   civil.Date // last day for an answer, rolled past holidays
	Within     string     // the period of it as the notice says it: 5 个工作日; "" in notices from before it was kept
	Owed       string     // what taking the waiver back makes payable, as the notice says it; "" without fraud, and in notices from before it was kept
	AnswerSure bool       // false: AnswerBy lies beyond the calendar
	Answered   civil.Date // the answer (陈述申辩) came in
	Answer     string     // what it says, in short; that none will come too

	Adviser string     // the legal adviser (法律顾问)
	Advised civil.Date // day of the opinion
	Opinion string
}

// Tell records that the notice of the intended decision was served on a day and how; the tenant may answer within the period
// from that day. owed is what the notice says of the waiver that is taken back, "" without fraud. Errors: ErrExitMove, ErrExitUnheard, ErrExitTold, ErrTenancyDay, ErrExitHow.
func (x *Exit) Tell(day civil.Date, how string, today civil.Date, within civil.Period, owed string, calendar *civil.Calendar) error {
	if err := x.may("登记告知", ExitOpened); err != nil {
		return err
	}
	switch {
	case !x.Heard:
		return ErrExitUnheard
	case !x.Told.IsZero():
		return ErrExitTold.With(x.Told.String())
	}
	if err := allocation.DayBetween(day, x.Opened, today); err != nil {
		return err
	}
	if strings.TrimSpace(how) == "" {
		return ErrExitHow.On("how")
	}
	limit := within.Deadline(day, calendar)
	x.Told, x.ToldHow, x.AnswerBy, x.AnswerSure = day, how, limit.Last, limit.Certain
	x.Within, x.Owed = within.String(), owed
	return nil
}

// OwedWords are what taking the waiver back makes payable up to a day, as the notice says it: 算到2021年3月4日应补缴 12,000.00 元.
func OwedWords(day civil.Date, t charge.TakenBack) string {
	return fmt.Sprintf("算到%d年%d月%d日应补缴 %s", day.Year(), day.Month(), day.Day(), t.Words())
}

// Hear records what the tenant answered, also that the tenant will not. An answer after its time counts until the decision.
// Errors: ErrExitMove, ErrExitUntold, ErrExitAnswered, ErrTenancyDay, ErrExitAnswer.
func (x *Exit) Hear(day civil.Date, answer string, today civil.Date) error {
	if err := x.may("登记陈述申辩", ExitOpened); err != nil {
		return err
	}
	switch {
	case x.Told.IsZero():
		return ErrExitUntold
	case !x.Answered.IsZero():
		return ErrExitAnswered.With(x.Answered.String())
	}
	if err := allocation.DayBetween(day, x.Told, today); err != nil {
		return err
	}
	if strings.TrimSpace(answer) == "" {
		return ErrExitAnswer.On("answer")
	}
	x.Answered, x.Answer = day, answer
	return nil
}

// Advise records the opinion of the legal adviser (六(一)). Errors: ErrExitMove, ErrExitUnheard, ErrExitAdvised, ErrTenancyDay,
// ErrExitAdviser, ErrExitAdvice.
func (x *Exit) Advise(adviser string, day civil.Date, opinion string, today civil.Date) error {
	if err := x.may("登记法律顾问意见", ExitOpened); err != nil {
		return err
	}
	switch {
	case !x.Heard:
		return ErrExitUnheard
	case !x.Advised.IsZero():
		return ErrExitAdvised.With(x.Advised.String())
	case strings.TrimSpace(adviser) == "":
		return ErrExitAdviser.On("adviser")
	}
	if err := allocation.DayBetween(day, x.Opened, today); err != nil {
		return err
	}
	if strings.TrimSpace(opinion) == "" {
		return ErrExitAdvice.On("opinion")
	}
	x.Adviser, x.Advised, x.Opinion = adviser, day, opinion
	return nil
}

// Ready refuses a decision to let the exit through before the tenant was heard: the intended decision told, an answer or its days
// passed, the adviser's opinion. By the other grounds nothing is waited for. Errors: ErrExitUntold, ErrExitWaitsAnswer,
// ErrExitUnadvised.
func (x *Exit) Ready(today civil.Date) error {
	switch x.Waits(today) {
	case WaitTelling:
		return ErrExitUntold
	case WaitAnswer:
		return ErrExitWaitsAnswer.Textf("承租人可在 %s 前（含当日）陈述申辩，收到意见或期限过后才能批准", x.AnswerBy)
	case WaitAdvice:
		return ErrExitUnadvised
	case WaitDecider:
	}
	return nil
}

// Wait is what an opened exit waits for.
type Wait string

// What it may wait for, in the order in which it comes.
const (
	WaitTelling Wait = "tell"   // 待告知
	WaitAnswer  Wait = "answer" // 待申辩
	WaitAdvice  Wait = "advise" // 待顾问
	WaitDecider Wait = "decide" // 待批准
)

// Waits lists them.
var Waits = []Wait{WaitTelling, WaitAnswer, WaitAdvice, WaitDecider}

// Title is its word on screen.
func (w Wait) Title() string { return say.TitleOf(waitTitles, w) }

// Waits is what stands between an opened exit and its decision: by the grounds that the district holds against a tenant what goes
// before it, then the approver. None once it is decided.
func (x *Exit) Waits(today civil.Date) Wait {
	switch {
	case x.State != ExitOpened:
		return ""
	case x.Heard && x.Told.IsZero():
		return WaitTelling
	case x.Heard && x.Answered.IsZero() && !today.After(x.AnswerBy):
		return WaitAnswer
	case x.Heard && x.Advised.IsZero():
		return WaitAdvice
	}
	return WaitDecider
}

// Stands is where the exit stands, in a word: of one that is not decided what it waits for.
func (x *Exit) Stands(today civil.Date) string {
	if w := x.Waits(today); w != "" {
		return w.Title()
	}
	return x.State.Title()
}

var waitTitles = map[Wait]string{WaitTelling: "待告知", WaitAnswer: "待申辩", WaitAdvice: "待顾问", WaitDecider: "待批准"}

// waitNext is what is to be done about it.
var waitNext = map[Wait]string{
	WaitTelling: "告知拟作的决定", WaitAnswer: "等陈述申辩", WaitAdvice: "登记法律顾问意见", WaitDecider: "分管领导批准",
}

// What goes before a decision.
var (
	ErrExitUnheard     = say.Refuse("exit_unheard", "承租人自己申请的或期满的退出不必先告知和听取意见，请直接报批")
	ErrExitTold        = say.Refuse("exit_told", "已经告知承租人，不必再办")
	ErrExitUntold      = say.Refuse("exit_untold", "还没有把拟作的决定告知承租人（四(五)1、3、5）；请打印告知书，送达后登记告知")
	ErrExitAnswered    = say.Refuse("exit_answered", "承租人的意见已经登记，不必再办")
	ErrExitAnswer      = say.Refuse("exit_answer", "请写明承租人的意见；放弃陈述申辩的也写明")
	ErrExitWaitsAnswer = say.Refuse("exit_waits_answer", "陈述申辩的期限还没有过，也没有收到意见，不能批准")
	ErrExitAdvised     = say.Refuse("exit_advised", "法律顾问的意见已经登记，不必再办")
	ErrExitAdviser     = say.Refuse("exit_adviser", "请写明法律顾问是谁")
	ErrExitAdvice      = say.Refuse("exit_advice", "请写明法律顾问的意见")
	ErrExitUnadvised   = say.Refuse("exit_unadvised", "还没有法律顾问的意见（六(一)），不能批准；请先登记")
)
