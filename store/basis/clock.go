package basis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// ClockState is the office's day beside its log.
type ClockState struct {
	civil.Clock
	Today, Last civil.Date
	Doubt       civil.DayDoubt
	Ahead       int64 // entries of days after today
	First, End  int64 // the first and the last of them
}

// ClockState reads it.
func (s Room) ClockState(ctx context.Context) (c ClockState, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		c, err = clockState(ctx, q, s.Today())
		return err
	})
	return c, err
}

func clockState(ctx context.Context, q engine.Querier, today civil.Date) (c ClockState, err error) {
	clock, last, err := engine.ClockOf(ctx, q)
	if err != nil {
		return c, err
	}
	c = ClockState{Clock: clock, Today: today, Last: last.Day, Doubt: clock.Doubt(today, last.Day)}
	if c.Doubt != civil.DayBehind {
		return c, nil
	}
	return engine.One(ctx, q, func(r engine.Scanner) (ClockState, error) {
		return c, r.Scan(&c.Ahead, &c.First, &c.End)
	}, `SELECT count(*), coalesce(min(seq), 0), coalesce(max(seq), 0) FROM log WHERE seq = entry AND day > $1`, today)
}

// ConfirmDay says that a day so long after the last entry is right. From then on it is the day of the last entry.
func (s Room) ConfirmDay(ctx context.Context, by engine.Actor) error {
	return s.Write(ctx, by, allocation.ActConfirmDay, func(t *engine.Tx) error {
		c, err := clockState(t.Ctx, t, t.Today)
		if err != nil {
			return err
		}
		if c.Doubt != civil.DayFar {
			return ErrDayKnown
		}
		t.Subject(fmt.Sprintf("%s 之后到 %s", c.Last, t.Today))
		return nil
	})
}

// SetDay goes back to the computer's day after entries of days that have not come: by the administrator and the approver together,
// with the reason; one person alone only where the district merely warns of it. What was written on those days stays as it is, and is named in the entry; new entries are of today.
// Errors: ErrDayKnown, ErrNoReason, ErrMayNotSetDay, allocation.ErrSamePerson, those of SignIn.
func (s Room) SetDay(ctx context.Context, by engine.Actor, reason, second, password string) error {
	if strings.TrimSpace(reason) == "" {
		return ErrNoReason
	}
	signer, err := s.Vouch(ctx, second, password)
	if err != nil {
		return err
	}
	if !slices.Contains(signer.Roles, allocation.Approver) || signer.District != by.District {
		return ErrMayNotSetDay
	}
	return s.Write(ctx, by, allocation.ActSetDay, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		c, err := clockState(t.Ctx, t, t.Today)
		if err != nil {
			return err
		}
		if c.Doubt != civil.DayBehind {
			return ErrDayKnown
		}
		if _, err := SeparateFrom(t, by.District, signer.ID); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s 改回 %s，第 %d 至 %d 条 %d 条在后，%s同意", c.Last, t.Today, c.First, c.End, c.Ahead, signer.Display))
		t.Reason(reason)
		return nil
	})
}

// SetClockGap says from how many days after the last entry a new day is asked about. Errors: ErrClockGap.
func (s Room) SetClockGap(ctx context.Context, by engine.Actor, days int) error {
	if err := CheckClockGap(days); err != nil {
		return err
	}
	return s.Write(ctx, by, allocation.ActEditOffice, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		c, _, err := engine.ClockOf(t.Ctx, t)
		if err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("日期核对：间隔 %d 天改为 %d 天", c.Gap, days))
		c.Gap = days
		return engine.SetClock(t, c)
	})
}

// The day.
var (
	ErrDayKnown     = say.Refuse("day_known", "日期已经核对过，不用再办")
	ErrNoReason     = say.Refuse("day_reason", "请写明为什么日期走到了后面，例如 电脑电池没电、日期跳到 2099 年")
	ErrMayNotSetDay = say.Refuse("may_not_set_day", "校正日期要系统管理员和分管领导两人一起办：第二人请填有分管领导角色的另一个账号")
	ErrClockGap     = say.Refuse("clock_gap", "间隔天数请填 1 至 366")
)

// CheckClockGap refuses a gap that asks every day, or never. Errors: ErrClockGap.
func CheckClockGap(days int) error {
	if days < 1 || days > 366 {
		return ErrClockGap
	}
	return nil
}

// sqlOddDays are the entries worth a look: a day that is not the computer's, a time before that of the entry before, a day set back.
const sqlOddDays = `SELECT seq, day, at, action, before FROM
	(SELECT seq, day, at, action, lag(at, 1, '') OVER (ORDER BY seq) AS before FROM log WHERE seq = entry)
	WHERE day <> substr(at, 1, 10) OR at < before OR action = $1 ORDER BY seq`

// VerifyDays holds the day of every entry against the computer's time beside it, and names what a clock did that was wrong: days
// that are not the time's, and times that went back. It condemns nothing: the chain shows what was changed afterwards.
func VerifyDays(ctx context.Context, q engine.Querier, _ engine.Progress) (line engine.ReportLine, err error) {
	line.Check = "days"
	clock, _, err := engine.ClockOf(ctx, q)
	if err != nil {
		return line, err
	}
	line.OK = true
	if clock.Free() {
		line.Text = fmt.Sprintf("日期可以指定（%s），不与电脑时间核对", clock.Kind.Mark())
		return line, nil
	}
	total, err := engine.One(ctx, q, engine.ScanOne[int], `SELECT count(*) FROM log WHERE seq = entry`)
	if err != nil {
		return line, err
	}
	wrong := 0
	odd, err := engine.All(ctx, q, func(r engine.Scanner) (string, error) {
		var e engine.LogEntry
		var before string
		err := r.Scan(&e.Seq, &e.Day, &e.At, &e.Action, &before)
		switch {
		case e.Action == allocation.ActSetDay.Code:
			return fmt.Sprintf("第 %d 条两人校正为 %s", e.Seq, e.Day), err
		case allocation.Action{Code: e.Action}.Calm():
			return "", err
		}
		wrong++
		if e.At < before {
			return fmt.Sprintf("第 %d 条的电脑时间 %s 早于上一条 %s", e.Seq, e.At, before), err
		}
		return fmt.Sprintf("第 %d 条记为 %s，电脑时间 %s", e.Seq, e.Day, e.At), err
	}, sqlOddDays, allocation.ActSetDay.Code)
	if err != nil {
		return line, err
	}
	odd = slices.DeleteFunc(odd, func(s string) bool { return s == "" })
	line.Text = fmt.Sprintf("日期与电脑时间一致：%d 条", total-wrong)
	if len(odd) > 0 {
		line.Text += fmt.Sprintf("；请留意 %d 处：%s", len(odd), strings.Join(odd[:min(3, len(odd))], "；"))
	}
	return line, nil
}
