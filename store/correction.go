package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// CorrectionItem is a correction (更正) as lists and pages show it.
type CorrectionItem struct {
	allocation.Correction
	District     string // empty for the city pool
	Subject      string // number and name of the record
	ProposedName string // display name of the account
	DecidedName  string
	SameHands    bool // proposed and confirmed by one person, where the district only warns
	Version      int64
}

// Label is the row and the field that is mended.
func (c CorrectionItem) Label() string {
	return allocation.CorrectionEntry{Field: c.Field, Title: c.RowTitle}.Label()
}

// CorrectionChoice is a field that can be mended, with what stands there.
type CorrectionChoice struct {
	allocation.CorrectionEntry
	Open string // number of the proposal that waits for this field; empty without one
}

// CorrectionForm is what the form of a correction starts from.
type CorrectionForm struct {
	Noun    string // tenancy, exit, unit
	ID      int64
	Subject string
	Choices []CorrectionChoice
}

// CorrectionAsk is what a person wants to mend.
type CorrectionAsk struct {
	Noun             string // tenancy, exit, unit
	ID               int64
	Part, Field      string
	Row              int64
	Value            string // as typed
	Reason, Document string
}

const nounCorrection = "correction"

const (
	correctionFrom    = ` FROM correction t LEFT JOIN account p ON p.id = t.proposed_by LEFT JOIN account d ON d.id = t.decided_by`
	correctionColumns = `SELECT t.id, t.number, t.district, t.state, t.noun, t.noun_id, t.part, t.part_id, t.field, t.subject, t.row_title, t.old, t.new,
	t.reason, t.document, t.proposed_day, t.proposed_by, t.decided_day, t.decided_by, t.decision, coalesce(p.display, ''), coalesce(d.display, ''),
	t.same_hands, t.version` + correctionFrom
	correctionByID = correctionColumns + ` WHERE t.id = $1`
	// Corrections of a tenancy are also those of its exits.
	correctionsOfNoun = correctionColumns + ` WHERE t.noun = $1 AND t.noun_id = $2
		OR $1 = 'tenancy' AND t.noun = 'exit' AND t.noun_id IN (SELECT id FROM exit WHERE tenancy_id = $2) ORDER BY t.id DESC`
	correctionsOpen = `SELECT part, part_id, field, number FROM correction WHERE noun = $1 AND noun_id = $2 AND state = 'proposed' ORDER BY id`

	correctionAdd = `INSERT INTO correction (number, district, state, noun, noun_id, part, part_id, field, subject, row_title, old, new, reason, document,
		proposed_day, proposed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`
	correctionSet = `UPDATE correction SET state = $1, decided_day = $2, decided_by = $3, decision = $4, same_hands = $5, version = version + 1
		WHERE id = $6 AND version = $7`
)

func scanCorrection(s scanner) (c CorrectionItem, err error) {
	f := &c.Field
	err = s.Scan(&c.ID, &c.Number, &c.District, &c.State, &f.Noun, &c.Record, &f.Part, &c.Row, &f.Name, &c.Subject, &c.RowTitle, &c.Old, &c.New,
		&c.Reason, &c.Document, &c.Proposed, &c.ProposedBy, &c.Decided, &c.DecidedBy, &c.Decision, &c.ProposedName, &c.DecidedName,
		&c.SameHands, &c.Version)
	if field, ok := allocation.FindCorrectionField(f.Noun, f.Part, f.Name); ok {
		*f = field
	}
	return c, err
}

// Correction reads one correction. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) Correction(ctx context.Context, by Actor, id int64) (CorrectionItem, error) {
	c, err := one(ctx, s.read, scanCorrection, correctionByID, id)
	if err == nil && !by.Sees(c.District) {
		return CorrectionItem{}, ErrOtherDistrict.With(c.District)
	}
	return c, err
}

// CorrectionsOf are the corrections of a tenancy (and its exits), an exit or a unit, the newest first. It is asked for on the
// page of the record. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) CorrectionsOf(ctx context.Context, by Actor, noun string, id int64) ([]CorrectionItem, error) {
	list, err := all(ctx, s.read, scanCorrection, correctionsOfNoun, noun, id)
	return slices.DeleteFunc(list, func(c CorrectionItem) bool { return !by.Sees(c.District) }), err
}

// CorrectionForm reads what can be mended in a record. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) CorrectionForm(ctx context.Context, by Actor, noun string, id int64) (f CorrectionForm, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		m, err := readMendable(ctx, q, noun, id)
		if err != nil {
			return err
		}
		if !by.Sees(m.district) {
			return ErrOtherDistrict.With(m.district)
		}
		f = CorrectionForm{Noun: noun, ID: id, Subject: m.subject}
		for _, e := range m.Entries() {
			f.Choices = append(f.Choices, CorrectionChoice{CorrectionEntry: e})
		}
		_, err = all(ctx, q, func(s scanner) (none struct{}, err error) {
			var part, field, number string
			var row int64
			err = s.Scan(&part, &row, &field, &number)
			for i, c := range f.Choices {
				if c.Field.Part == part && c.Field.Name == field && c.Row == row {
					f.Choices[i].Open = number
				}
			}
			return none, err
		}, correctionsOpen, noun, id)
		return err
	})
	return f, err
}

// ProposeCorrection enters a correction that waits for its confirmation and returns its id and number. Nothing is changed
// yet. Errors: those of allocation.ProposeCorrection, ErrCorrectionOpen.
func (s *Store) ProposeCorrection(ctx context.Context, by Actor, ask CorrectionAsk) (id int64, number string, err error) {
	err = s.write(ctx, by, allocation.ActProposeCorrection, func(t *tx) error {
		m, c, _, err := t.drawCorrection(ask)
		if err != nil {
			return err
		}
		if number, err = t.correctionNumber(m.district); err != nil {
			return err
		}
		t.subject(number + " " + m.subject)
		t.reason(c.Reason)
		id, err = t.insert(correctionAdd, number, m.district, string(c.State), ask.Noun, ask.ID, c.Field.Part, c.Row, c.Field.Name, m.subject, c.RowTitle,
			c.Old, c.New, c.Reason, c.Document, c.Proposed, c.ProposedBy)
		if errors.Is(err, ErrDuplicate) {
			return ErrCorrectionOpen.With(c.Field.Title)
		}
		if err != nil {
			return err
		}
		t.about(nounCorrection, id)
		return t.move(nounCorrection, id, "", string(c.State), c.Reason)
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// drawCorrection reads the record and lets the domain draw the correction up.
func (t *tx) drawCorrection(ask CorrectionAsk) (mendable, allocation.Correction, allocation.CorrectionRecord, error) {
	m, err := readMendable(t.ctx, t, ask.Noun, ask.ID)
	if err == nil {
		err = t.mine(m.district)
	}
	if err != nil {
		return m, allocation.Correction{}, m.CorrectionRecord, err
	}
	at, err := t.correctionMoment()
	if err != nil {
		return m, allocation.Correction{}, m.CorrectionRecord, err
	}
	c, after, err := allocation.ProposeCorrection(m.CorrectionRecord, ask.Part, ask.Field, ask.Row, ask.Value, ask.Reason, ask.Document, t.by.ID, at)
	return m, c, after, err
}

func (t *tx) correctionMoment() (allocation.CorrectionMoment, error) {
	days, err := t.calendar()
	return allocation.CorrectionMoment{Today: t.today, Calendar: days}, err
}

// correctionNumber is the next number of a district, or of the city pool.
func (t *tx) correctionNumber(district string) (string, error) {
	code := allocation.CityCode
	if district != "" {
		d, err := allocation.FindDistrict(district)
		if err != nil {
			return "", err
		}
		code = d.Code
	}
	n, err := t.number(allocation.CorrectionSeries(code, t.today.Year()))
	return allocation.CorrectionNumber(code, t.today.Year(), n), err
}

// openCorrection reads a correction inside a transaction for a decision and names it in the log.
func openCorrection(t *tx, id int64) (CorrectionItem, error) {
	c, err := one(t.ctx, t, scanCorrection, correctionByID, id)
	if err != nil {
		return c, err
	}
	t.subject(c.Number + " " + c.Subject)
	t.about(nounCorrection, id)
	return c, t.mine(c.District)
}

// saveCorrection writes the decision back, at the version that the person saw.
func (t *tx) saveCorrection(c CorrectionItem, version int64) error {
	err := t.update(nounCorrection, c.ID, correctionSet, string(c.State), c.Decided, c.DecidedBy, c.Decision, c.SameHands, c.ID, version)
	if err != nil {
		return err
	}
	return t.move(nounCorrection, c.ID, string(allocation.CorrectionProposed), string(c.State), c.Decision)
}

// ConfirmCorrection lets a correction take effect: the record is looked at as it is now, changed with everything that follows,
// and the log entry holds all of it. warned says that one person proposed and confirmed it where the district only warns.
// Errors: ErrStale, allocation.ErrSamePerson, allocation.ErrCorrectionRole, those of Correction.Apply.
func (s *Store) ConfirmCorrection(ctx context.Context, by Actor, id, version int64, decision string) (warned bool, err error) {
	err = s.write(ctx, by, allocation.ActConfirmCorrection, func(t *tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if !t.by.console {
			if err := c.MayDecide(t.by.Role); err != nil {
				return err
			}
		}
		if warned, err = t.secondPerson(c); err != nil {
			return err
		}
		if _, _, err = t.applyCorrection(&c.Correction, decision); err != nil {
			return err
		}
		t.about(c.Field.Noun, c.Record)
		t.reason(strings.TrimSpace(c.Reason + "  " + c.Document))
		c.SameHands = warned
		return t.saveCorrection(c, version)
	})
	return warned, err
}

// secondPerson keeps proposal and confirmation in two hands; what belongs to no district always.
func (t *tx) secondPerson(c CorrectionItem) (bool, error) {
	if c.District == "" {
		if !t.by.console && t.by.ID == c.ProposedBy {
			return false, allocation.ErrSamePerson
		}
		return false, nil
	}
	return t.separateFrom(c.District, c.ProposedBy)
}

// applyCorrection changes the rows that the correction is about; it returns the record before and after.
func (t *tx) applyCorrection(c *allocation.Correction, decision string) (before, after allocation.CorrectionRecord, err error) {
	m, err := readMendable(t.ctx, t, c.Field.Noun, c.Record)
	if err != nil {
		return before, after, err
	}
	at, err := t.correctionMoment()
	if err != nil {
		return before, after, err
	}
	if after, err = c.Apply(m.CorrectionRecord, t.by.ID, decision, at); err != nil {
		return before, after, err
	}
	return m.CorrectionRecord, after, t.saveMended(m, after)
}

// RefuseCorrection ends a proposal that is not agreed to. Errors: ErrStale, allocation.ErrCorrectionRole, those of
// Correction.Refuse.
func (s *Store) RefuseCorrection(ctx context.Context, by Actor, id, version int64, reason string) error {
	return s.write(ctx, by, allocation.ActRefuseCorrection, func(t *tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if !t.by.console {
			if err := c.MayDecide(t.by.Role); err != nil {
				return err
			}
		}
		if err := c.Refuse(t.by.ID, reason, t.today); err != nil {
			return err
		}
		t.reason(reason)
		return t.saveCorrection(c, version)
	})
}

// WithdrawCorrection takes a proposal back: who proposed it, or the approver. Errors: ErrStale, ErrCorrectionOther, those of
// Correction.Withdraw.
func (s *Store) WithdrawCorrection(ctx context.Context, by Actor, id, version int64, reason string) error {
	return s.write(ctx, by, allocation.ActWithdrawCorrection, func(t *tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if !t.by.console && t.by.ID != c.ProposedBy && t.by.Role != allocation.Approver {
			return ErrCorrectionOther.With(c.ProposedName)
		}
		if err := c.Withdraw(t.by.ID, reason, t.today); err != nil {
			return err
		}
		t.reason(reason)
		return t.saveCorrection(c, version)
	})
}

// errRehearsed rolls a rehearsal back.
var errRehearsed = errors.New("rehearsed")

// rehearse runs fn in a transaction that is always rolled back: a preview that goes exactly the way of the deed.
func (s *Store) rehearse(ctx context.Context, by Actor, fn func(*tx) error) error {
	err := s.transact(ctx, func(t *tx, _ *changes) error {
		t.by = by
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

// PreviewCorrection says what a correction would change, sums of the six years included. Nothing is written.
// Errors: those of allocation.ProposeCorrection.
func (s *Store) PreviewCorrection(ctx context.Context, by Actor, ask CorrectionAsk) (list []allocation.CorrectionEffect, err error) {
	err = s.rehearse(ctx, by, func(t *tx) error {
		_, c, _, err := t.drawCorrection(ask)
		if err != nil {
			return err
		}
		list, err = t.correctionEffects(&c)
		return err
	})
	return list, err
}

// CorrectionEffects says what confirming a correction would change now. Nothing is written.
// Errors: those of Correction.Apply.
func (s *Store) CorrectionEffects(ctx context.Context, by Actor, id int64) (list []allocation.CorrectionEffect, err error) {
	err = s.rehearse(ctx, by, func(t *tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		list, err = t.correctionEffects(&c.Correction)
		return err
	})
	return list, err
}

// correctionEffects applies the correction inside the transaction and compares: days and terms by the domain, the fees by
// the schedules before and after.
func (t *tx) correctionEffects(c *allocation.Correction) ([]allocation.CorrectionEffect, error) {
	stays, err := t.correctedStays(c)
	if err != nil {
		return nil, err
	}
	sums := make([]allocation.FeeTotal, len(stays))
	for i, id := range stays {
		if sums[i], err = t.sixYears(id); err != nil {
			return nil, err
		}
	}
	before, after, err := t.applyCorrection(c, "")
	if err != nil {
		return nil, err
	}
	list := allocation.Effects(before, after, t.today)
	changed := false
	for i, id := range stays {
		now, err := t.sixYears(id)
		if err != nil {
			return nil, err
		}
		row, err := one(t.ctx, t, scanTenancy, tenancyByID, id)
		if err != nil {
			return nil, err
		}
		lines := feeEffects(row, sums[i], now, c.Field.Noun == allocation.CorrectUnit)
		changed = changed || len(lines) > 0
		list = append(list, lines...)
	}
	if changed {
		list = append(list, allocation.CorrectionEffect{Title: textEffectBills, New: textEffectDifference})
	}
	return list, nil
}

// feeEffects are the sums of the six years of one stay, where they differ.
func feeEffects(row TenancyRow, was, now allocation.FeeTotal, named bool) []allocation.CorrectionEffect {
	name := ""
	if named {
		name = row.Number + " "
	}
	var out []allocation.CorrectionEffect
	for _, x := range []struct {
		title    string
		was, now allocation.Money
	}{{textEffectPayable, was.Payable, now.Payable}, {textEffectWaived, was.Waived, now.Waived}} {
		if x.was != x.now {
			out = append(out, allocation.CorrectionEffect{Title: name + x.title, Old: x.was.String() + textYuan, New: x.now.String() + textYuan})
		}
	}
	return out
}

// correctedStays are the tenancies whose fees a correction may change.
func (t *tx) correctedStays(c *allocation.Correction) ([]int64, error) {
	switch c.Field.Noun {
	case allocation.CorrectTenancy:
		return []int64{c.Record}, nil
	case allocation.CorrectExit:
		return all(t.ctx, t, scanOne[int64], `SELECT tenancy_id FROM exit WHERE id = $1`, c.Record)
	}
	return all(t.ctx, t, scanOne[int64], `SELECT DISTINCT ref_id FROM hold WHERE kind = 'tenancy' AND unit_id = $1 ORDER BY ref_id`, c.Record)
}

// sixYears is what the whole schedule of a tenancy comes to, as the transaction sees it.
func (t *tx) sixYears(tenancy int64) (allocation.FeeTotal, error) {
	f := TenancyFees{}
	var err error
	if f.Tenancy, err = one(t.ctx, t, scanTenancy, tenancyByID, tenancy); err != nil {
		return allocation.FeeTotal{}, err
	}
	f.Until = civil.Max(f.Tenancy.WaivedUntil(), f.Tenancy.Contract.To)
	if err := f.read(t.ctx, t); err != nil {
		return allocation.FeeTotal{}, err
	}
	return f.Schedule.Sum(), nil
}
