package exit

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
)

// Terms are the times of an exit by the rule of its district, as a step of today would set them.
type Terms struct {
	Answer civil.Period   // for an answer, from the day of the telling
	Told   string         // the same as the notice says it, of the day on which it was served once it is
	Owed   string         // what the notice says of the waiver that is taken back for fraud (四(五)3); "" without fraud
	Vacate civil.Deadline // for clearing, from a decision of today
	Least  int            // days for clearing that no decision goes below
	Ends   civil.Date     // last day of the contract, by the ground of the expiry: nobody has to clear before; none by the others
	File   civil.Deadline // for the filing with the city, from a decision of today

	Adviser string // the legal adviser whom the district names (六(一)); "" while it names none
}

// Approval is a decision of today in these terms.
func (t Terms) Approval(words string, weighed leave.Weighing, vacate civil.Date) leave.Approval {
	return leave.Approval{Words: words, Weighing: weighed, Vacate: vacate, Least: t.Least, NotTill: t.Ends, File: t.File}
}

// readTerms reads them; by the ground of the expiry nobody has to clear the premises before the contract ends.
func readTerms(ctx context.Context, q engine.Querier, x stay.ExitRow, c allocation.Contract, today civil.Date) (Terms, error) {
	p, err := basis.ParametersOrDefault(ctx, q, x.District, today)
	if err != nil {
		return Terms{}, err
	}
	g, err := exitGround(ctx, q, x.Ground, x.Opened)
	if err != nil {
		return Terms{}, err
	}
	card, err := basis.CardOf(ctx, q, x.District)
	if err != nil {
		return Terms{}, err
	}
	days, err := basis.Calendar(ctx, q)
	if err != nil {
		return Terms{}, err
	}
	told, err := readTold(ctx, q, x, p)
	if err != nil {
		return Terms{}, err
	}
	owed, err := readOwed(ctx, q, x, today)
	t := Terms{Told: told, Owed: owed, Adviser: card.Adviser, Answer: p.Exit.Answer, Vacate: p.Exit.Vacate.Deadline(today, days), Least: p.Exit.LeastDays(), File: p.Exit.File.Deadline(today, days)}
	if g.AtExpiry {
		t.Ends = c.LastDay()
	}
	t.Vacate.Last = civil.Max(t.Vacate.Last, t.Approval("", leave.Weighing{}, civil.Date{}).Earliest(today))
	return t, err
}

// readTold is the period that the notice of the intended decision says: the one kept at its service; the rule of that day where
// none was kept; the rule of today before it is served.
func readTold(ctx context.Context, q engine.Querier, x stay.ExitRow, now allocation.Parameters) (string, error) {
	switch {
	case x.Within != "":
		return x.Within, nil
	case x.Told.IsZero():
		return now.Exit.Answer.String(), nil
	}
	then, err := basis.ParametersOrDefault(ctx, q, x.District, x.Told)
	return then.Exit.Answer.String(), err
}

// readOwed is what the notice of the intended decision says of a waiver that is taken back: up to the day on which the exit was opened,
// so that the paper says the same on every day before its service; what was kept at its service from then on. Once it is decided
// without a notice, and in notices from before amounts were kept, nothing.
func readOwed(ctx context.Context, q engine.Querier, x stay.ExitRow, today civil.Date) (string, error) {
	if x.Evidence.FalseFrom.IsZero() || !x.Told.IsZero() || x.State != leave.ExitOpened {
		return x.Owed, nil
	}
	t, err := stay.TenancyNoun.ByID(ctx, q, x.Tenancy)
	if err != nil {
		return "", err
	}
	f := money.TenancyFees{Tenancy: t, Until: x.Opened.AddDays(1)}
	if err := f.Read(ctx, q, today); err != nil {
		return "", err
	}
	return leave.OwedWords(x.Opened, f.TakenBack(x.Evidence.FalseFrom)), nil
}

// TellExit records that the notice of the intended decision was served on a day and how; the tenant may answer within the
// time of the district's rule of that day, which the notice says and the exit keeps. Errors: ErrStale, those of Exit.Tell.
func (s Room) TellExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, how string) error {
	return s.ChangeExit(ctx, by, allocation.ActTellExit, id, version, how, func(t *engine.Tx, x *OpenedExit) error {
		p, err := basis.ParametersOrDefault(t.Ctx, t, x.Row.District, day)
		if err != nil {
			return err
		}
		days, err := basis.Calendar(t.Ctx, t)
		if err != nil {
			return err
		}
		owed, err := readOwed(t.Ctx, t, x.Row, t.Today)
		if err != nil {
			return err
		}
		if err := x.Tell(day, how, t.Today, p.Exit.Answer, owed, days); err != nil {
			return err
		}
		return basis.KeepCard(t, basis.PaperIntended, id, x.Row.District)
	})
}

// HearExit records what the tenant answered. Errors: ErrStale, those of Exit.Hear.
func (s Room) HearExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, answer string) error {
	return s.ChangeExit(ctx, by, allocation.ActHearExit, id, version, answer, func(t *engine.Tx, x *OpenedExit) error {
		return x.Hear(day, answer, t.Today)
	})
}

// AdviseExit records the opinion of the legal adviser (六(一)). Errors: ErrStale, those of Exit.Advise.
func (s Room) AdviseExit(ctx context.Context, by engine.Actor, id, version int64, adviser string, day civil.Date, opinion string) error {
	return s.ChangeExit(ctx, by, allocation.ActAdviseExit, id, version, opinion, func(t *engine.Tx, x *OpenedExit) error {
		return x.Advise(adviser, day, opinion, t.Today)
	})
}
