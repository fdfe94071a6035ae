package leave

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say/saytest"
)

var fiveDays = civil.Period{N: 5, Unit: civil.Workdays}

// TestHeardFirst四五1和3和5: the grounds that the district holds against a tenant are told first, with days to answer and the legal
// adviser's opinion; the others go to the decision at once.
func TestHeardFirst四五1和3和5(t *testing.T) {
	opened := civil.MustParse("2019-03-04") // a Monday
	file := civil.Deadline{Last: opened.AddDays(20)}
	for _, g := range grounds {
		x, n, _ := steps(t, g)
		held := g.Number == 1 || g.Number == 3 || g.Number == 5
		if x.Heard != held {
			t.Fatalf("ground %d: heard %v", g.Number, x.Heard)
		}
		if !held {
			saytest.Want(t, "told without need", x.Tell(opened, "当面", opened, fiveDays, "", nil), ErrExitUnheard)
			saytest.Want(t, "advised without need", x.Advise("王律师", opened, "可以", opened), ErrExitUnheard)
			saytest.Want(t, "decided at once", x.Approve(n, opened, 3, Approval{Words: "同意", Weighing: weighed, Vacate: opened, File: file}), nil)
			continue
		}
		decide := func(day civil.Date) error {
			y, m := *x, *n
			return y.Approve(&m, day, 3, Approval{Words: "同意", Weighing: weighed, Vacate: day, File: file})
		}
		saytest.Want(t, "untold", decide(opened), ErrExitUntold)
		saytest.Want(t, "answer before it is told", x.Hear(opened, "不同意", opened), ErrExitUntold)
		saytest.Want(t, "told before the opening", x.Tell(opened.AddDays(-1), "当面", opened, fiveDays, "", nil), allocation.ErrTenancyDay)
		saytest.Want(t, "told, how?", x.Tell(opened, " ", opened, fiveDays, "", nil), ErrExitHow)
		saytest.Want(t, "told", x.Tell(opened, "当面", opened, fiveDays, "", nil), nil)
		saytest.Want(t, "told twice", x.Tell(opened, "当面", opened, fiveDays, "", nil), ErrExitTold)
		last := civil.MustParse("2019-03-11")
		if x.AnswerBy != last || x.Next(last) != "等陈述申辩" || x.Next(last.AddDays(1)) != "登记法律顾问意见" {
			t.Errorf("answer by %s: %s, then %s", x.AnswerBy, x.Next(last), x.Next(last.AddDays(1)))
		}
		saytest.Want(t, "advised, by whom?", x.Advise("", last, "可以", last), ErrExitAdviser)
		saytest.Want(t, "advised nothing", x.Advise("王律师", last, "", last), ErrExitAdvice)
		silent := *x
		saytest.Want(t, "the days passed, no opinion", silent.Ready(last.AddDays(1)), ErrExitUnadvised)
		saytest.Want(t, "advised", x.Advise("王律师", last, "程序合法", last), nil)
		saytest.Want(t, "advised twice", x.Advise("王律师", last, "程序合法", last), ErrExitAdvised)
		saytest.Want(t, "on the last day of the answer", decide(last), ErrExitWaitsAnswer)
		saytest.Want(t, "when the days have passed", decide(last.AddDays(1)), nil)
		saytest.Want(t, "answered nothing", x.Hear(last, "", last), ErrExitAnswer)
		saytest.Want(t, "answered", x.Hear(last, "没有转租", last), nil)
		saytest.Want(t, "answered twice", x.Hear(last, "没有转租", last), ErrExitAnswered)
		saytest.Want(t, "at once after the answer", decide(last), nil)
		saytest.Want(t, "cleared yesterday", x.Approve(n, last, 3, Approval{Words: "同意", Weighing: weighed, Vacate: last.AddDays(-1), File: file}), ErrExitVacate)
		saytest.Want(t, "cleared in a year", x.Approve(n, last, 3, Approval{Words: "同意", Weighing: weighed, Vacate: last.AddMonths(12).AddDays(1), File: file}), ErrExitVacate)
		saytest.Want(t, "cleared before the days of the rule", x.Approve(n, last, 3, Approval{Words: "同意", Weighing: weighed, Vacate: last.AddDays(6), Least: 7, File: file}), ErrExitVacate)
		saytest.Want(t, "refused without a word to the answer", x.Refuse(last, 3, "证据不足", Weighing{}), ErrExitHeed)
		saytest.Want(t, "refused all the same", x.Refuse(last, 3, "证据不足", Weighing{Heed: HeedAll, Weighed: "租约是他人的"}), nil)
		if x.Words() != "采纳：租约是他人的" {
			t.Errorf("the refusal says %q to the answer", x.Words())
		}
		saytest.Want(t, "taken back", x.Undo(ExitRefusal, &allocation.Tenancy{State: allocation.TenancyOpen}, &allocation.Contract{}, "", allocation.Undoing{Reason: "办错"}), nil)
		if x.State != ExitOpened || x.Words() != "" {
			t.Errorf("left: %s %q", x.State, x.Words())
		}
	}
}

// TestOpenedExitIsNamedForWhatItWaitsFor四五: an exit that is not decided says what stands before the decision.
func TestOpenedExitIsNamedForWhatItWaitsFor四五(t *testing.T) {
	x, _, _ := steps(t, grounds[2])
	day := civil.MustParse("2019-03-05")
	stands := func(today civil.Date, want Wait) {
		t.Helper()
		if x.Waits(today) != want || x.Stands(today) != want.Title() || x.Next(today) != waitNext[want] || (x.Ready(today) == nil) != (want == WaitDecider) {
			t.Errorf("waits for %q, stands %q, next %q, ready %v", x.Waits(today), x.Stands(today), x.Next(today), x.Ready(today))
		}
	}
	stands(day, WaitTelling)
	saytest.Want(t, "told", x.Tell(day, "当面", day, fiveDays, "", nil), nil)
	stands(x.AnswerBy, WaitAnswer)
	stands(x.AnswerBy.AddDays(1), WaitAdvice)
	saytest.Want(t, "advised", x.Advise("王律师", day, "可以", day), nil)
	stands(x.AnswerBy, WaitAnswer)
	stands(x.AnswerBy.AddDays(1), WaitDecider)
	saytest.Want(t, "refused", x.Refuse(day, 3, "证据不足", weighed), nil)
	if x.Waits(day) != "" || x.Stands(day) != ExitRefused.Title() {
		t.Errorf("decided: %q", x.Stands(day))
	}
	if x, _, _ = steps(t, grounds[3]); x.Stands(day) != WaitDecider.Title() {
		t.Errorf("without a hearing: %q", x.Stands(day))
	}
}

// TestHearingTakenBack: each step goes back while the exit is not decided, the telling only while no answer rests on it.
func TestHearingTakenBack(t *testing.T) {
	x, n, c := steps(t, grounds[2])
	day, u := civil.MustParse("2019-03-05"), allocation.Undoing{Reason: "办错"}
	saytest.Want(t, "nothing told", x.Undo(ExitTelling, n, c, "", u), allocation.ErrUndoMove)
	saytest.Want(t, "told", x.Tell(day, "当面", day, fiveDays, "算到2019年3月4日应补缴 1.00 元", nil), nil)
	saytest.Want(t, "answered", x.Hear(day, "不同意", day), nil)
	saytest.Want(t, "advised", x.Advise("王律师", day, "可以", day), nil)
	saytest.Want(t, "an answer rests on it", x.Undo(ExitTelling, n, c, "", u), allocation.ErrUndoMove)
	for _, step := range []ExitStep{ExitAdvice, ExitAnswer, ExitTelling} {
		saytest.Want(t, step.Title(), x.Undo(step, n, c, "", u), nil)
	}
	if x.Hearing != (Hearing{}) {
		t.Errorf("left: %+v", x.Hearing)
	}
}

// TestServedTooLate: a notice that comes after the day for clearing, or leaves less than the days of the rule before it, is not
// served; the day is set anew. By the expiry nobody clears before the contract ends.
func TestServedTooLate(t *testing.T) {
	x, n, _ := steps(t, grounds[3])
	day := civil.MustParse("2019-03-11")
	saytest.Want(t, "approve", x.Approve(n, day, 3, Approval{Words: "同意", Weighing: weighed, Vacate: day.AddDays(7), File: civil.Deadline{}}), nil)
	saytest.Want(t, "served after it", x.Notice(n, day.AddDays(8), "邮寄", day.AddDays(9)), ErrExitLate)
	late := *x
	late.VacateLeast = 3
	saytest.Want(t, "served two days before it", late.Notice(n, day.AddDays(5), "邮寄", day.AddDays(9)), ErrExitLate)
	saytest.Want(t, "served three days before it", late.Notice(n, day.AddDays(4), "邮寄", day.AddDays(9)), nil)
	saytest.Want(t, "served on it", x.Notice(n, day.AddDays(7), "邮寄", day.AddDays(9)), nil)

	a := Approval{Least: 7, NotTill: day.AddDays(30)}
	if got := a.Earliest(day); got != day.AddDays(30) {
		t.Errorf("cleared from %s, before the contract ends", got)
	}
}
