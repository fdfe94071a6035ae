package mend

import (
	"context"
	"errors"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
)

// errRehearsed rolls a rehearsal back.
var errRehearsed = errors.New("rehearsed")

// rehearse runs fn in a transaction that is always rolled back: a preview that goes exactly the way of the deed.
func (s Room) rehearse(ctx context.Context, by engine.Actor, fn func(*engine.Tx) error) error {
	err := s.Transact(ctx, func(t *engine.Tx, _ *engine.Changes) error {
		t.By = by
		if err := fn(t); err != nil {
			return err
		}
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		return nil
	}
	return err
}

// CorrectionPreview is a correction as it would be proposed, numbers that name people masked, with what it would change.
type CorrectionPreview struct {
	amend.Correction
	Effects []amend.CorrectionEffect
}

// PreviewCorrection says what a correction would change, sums of the six years included. Nothing is written.
// Errors: those of ProposeCorrection.
func (s Room) PreviewCorrection(ctx context.Context, by engine.Actor, ask CorrectionAsk) (p CorrectionPreview, err error) {
	err = s.rehearse(ctx, by, func(t *engine.Tx) error {
		_, c, _, err := drawCorrection(t, ask)
		if err != nil {
			return err
		}
		p.Correction = c
		p.Changes = make([]amend.CorrectionChange, len(c.Changes))
		for i, x := range c.Changes {
			p.Changes[i] = x.Masked()
		}
		p.Effects, err = correctionEffects(t, &c)
		return err
	})
	return p, err
}

// CorrectionPage is a correction; of one that waits, with what confirming it changes.
type CorrectionPage struct {
	CorrectionItem
	Effects []amend.CorrectionEffect // of one that waits
	Problem string                   // why it cannot take effect as things stand
	Same    allocation.Separation    // what happens when the one who proposed it confirms it
	Others  []string                 // accounts that may confirm it besides whoever proposed it: name and role
}

// CorrectionPage reads it in one state of the data; what follows from it is tried out and taken back.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CorrectionPage(ctx context.Context, by engine.Actor, id int64) (d CorrectionPage, err error) {
	if d.CorrectionItem, err = s.Correction(ctx, by, id); err != nil || d.State != amend.CorrectionProposed {
		return d, err
	}
	d.Same = allocation.SeparationStrict
	err = s.rehearse(ctx, by, func(t *engine.Tx) error {
		if d.CorrectionItem, err = CorrectionNoun.ByID(ctx, t, id); err != nil || d.State != amend.CorrectionProposed {
			return err
		}
		if d.District != "" {
			p, err := basis.Parameters(t, d.District)
			if err != nil {
				return err
			}
			d.Same = p.Separation
		}
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if d.Others, err = basis.Others(ctx, t, d.District, c.Deciders(), c.ProposedBy); err != nil {
			return err
		}
		var refusal error
		if d.Effects, refusal = correctionEffects(t, &c.Correction); refusal != nil {
			d.Problem = refusal.Error()
		}
		return nil
	})
	if errors.Is(err, engine.ErrReadOnlyStore) {
		d.Problem, err = err.Error(), nil
	}
	return d, err
}

// correctionEffects applies the correction inside the transaction and compares: the fees by the schedules and the difference
// bills before and after, then days and terms by the domain.
func correctionEffects(t *engine.Tx, c *amend.Correction) ([]amend.CorrectionEffect, error) {
	stays, err := correctedStays(t, c)
	if err != nil {
		return nil, err
	}
	was := make([]staySums, len(stays))
	for i, id := range stays {
		if was[i], err = sumStay(t, id); err != nil {
			return nil, err
		}
	}
	people, err := intakeStands(t, c)
	if err != nil {
		return nil, err
	}
	before, after, err := applyCorrection(t, c, "")
	if err != nil {
		return nil, err
	}
	list, err := people.effects(t, c)
	if err != nil {
		return nil, err
	}
	for i, id := range stays {
		now, err := sumStay(t, id)
		if err != nil {
			return nil, err
		}
		name := ""
		if c.Noun == amend.CorrectUnit {
			name = now.number + " "
		}
		list = append(list, feeEffects(name, was[i], now)...)
	}
	return append(list, amend.Effects(before, after, t.Today)...), nil
}

// staySums is what the schedule of a stay comes to, and what a difference bill would ask for today.
type staySums struct {
	number     string // of the tenancy
	six        charge.FeeTotal
	billed     bool // bills have been issued
	difference quantity.Money
}

func sumStay(t *engine.Tx, tenancy int64) (s staySums, err error) {
	if s.six, err = sixYears(t, tenancy); err != nil {
		return s, err
	}
	b, err := money.DraftTenancy(t.Ctx, t, t.By, tenancy, money.BillAsk{Tenancy: tenancy, Through: t.Today, Difference: true})
	if err != nil {
		return s, err
	}
	s.number, s.difference = b.Tenancy.Number, b.Total().Payable
	s.billed, err = engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM bill WHERE tenancy_id = $1)`, tenancy)
	return s, err
}

// feeEffects are the sums of the six years of one stay, where they differ, and by how much its issued bills are wrong then.
func feeEffects(name string, was, now staySums) []amend.CorrectionEffect {
	var out []amend.CorrectionEffect
	for _, x := range []struct {
		title    string
		was, now quantity.Money
	}{{"六年应缴", was.six.Payable, now.six.Payable}, {"六年减免", was.six.Waived, now.six.Waived}} {
		if x.was != x.now {
			out = append(out, amend.CorrectionEffect{Title: name + x.title, Old: x.was.String() + textYuan, New: x.now.String() + textYuan})
		}
	}
	if by := now.difference - was.difference; now.billed && by != 0 {
		text := "已出账单不变，另出差额账单补收 %s 元"
		if by < 0 {
			text, by = "已出账单不变，另出差额账单退还 %s 元", -by
		}
		out = append(out, amend.CorrectionEffect{Title: name + say.Bill, New: fmt.Sprintf(text, by)})
	}
	return out
}

// correctedStays are the tenancies whose fees a correction may change.
func correctedStays(t *engine.Tx, c *amend.Correction) ([]int64, error) {
	switch c.Noun {
	case amend.CorrectApplicant, amend.CorrectApplication:
		return nil, nil
	case amend.CorrectTenancy:
		return []int64{c.Record}, nil
	case amend.CorrectExit:
		return engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT tenancy_id FROM exit WHERE id = $1`, c.Record)
	}
	return engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT DISTINCT ref_id FROM hold WHERE kind = 'tenancy' AND unit_id = $1 ORDER BY ref_id`, c.Record)
}

// sixYears is what the whole schedule of a tenancy comes to, as the transaction sees it.
func sixYears(t *engine.Tx, tenancy int64) (charge.FeeTotal, error) {
	f := money.TenancyFees{}
	var err error
	if f.Tenancy, err = stay.TenancyNoun.ByID(t.Ctx, t, tenancy); err != nil {
		return charge.FeeTotal{}, err
	}
	f.Until = civil.Max(f.Tenancy.WaivedUntil(), f.Tenancy.Contract.To)
	if err := f.Read(t.Ctx, t, t.Today); err != nil {
		return charge.FeeTotal{}, err
	}
	return f.Schedule.Sum(), nil
}

const textYuan = " 元"
