package mend

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
)

// CorrectionItem is a correction (更正) as lists and pages show it, numbers that name people masked.
type CorrectionItem struct {
	amend.Correction
	District     string // empty for the city pool
	Subject      string // number and name of the record
	ProposedName string // display name of the account
	DecidedName  string
	SameHands    bool // proposed and confirmed by one person, where the district only warns
	Version      int64
}

// CorrectionChoice is a field that can be mended, with what stands there.
type CorrectionChoice struct {
	amend.CorrectionEntry
	Open string // number of the proposal that waits for this field; empty without one
}

// CorrectionForm is what the form of a correction starts from.
type CorrectionForm struct {
	Noun    string // one of amend.CorrectionNouns
	ID      int64
	Subject string
	Choices []CorrectionChoice
}

// CorrectionAsk is what a person wants to mend.
type CorrectionAsk struct {
	Noun             string // one of amend.CorrectionNouns
	ID               int64
	Wants            []amend.CorrectionWant
	Reason, Document string
}

const nounCorrection = "correction"

const (
	// Corrections of a tenancy are also those of its exits.
	correctionsOfNoun = `WHERE t.noun = $1 AND t.noun_id = $2
		OR $1 = 'tenancy' AND t.noun = 'exit' AND t.noun_id IN (SELECT id FROM exit WHERE tenancy_id = $2) ORDER BY t.id DESC`
	correctionsOpen = `SELECT x.part, x.part_id, x.field, c.number FROM correction c JOIN correction_change x ON x.correction_id = c.id
		WHERE c.noun = $1 AND c.noun_id = $2 AND c.state = 'proposed' ORDER BY c.id`
	correctionWaits = `SELECT c.number FROM correction_change x JOIN correction c ON c.id = x.correction_id
		WHERE x.part = $1 AND x.part_id = $2 AND x.field = $3 AND c.state = 'proposed'`
	// correctionWhole are the values of a correction as they are to be written, numbers that name people whole.
	correctionWhole = `SELECT coalesce(old_whole, old), coalesce(new_whole, new) FROM correction_change WHERE correction_id = $1 ORDER BY position`

	correctionChangeAdd = `INSERT INTO correction_change (correction_id, position, part, part_id, field, row_title, old, new, old_whole, new_whole)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	// correctionForget drops the whole numbers of a correction that is decided: what they say stands in the record. It
	// leaves a telephone of before: papers of its days name it (stay.FormerFields).
	correctionForget = `UPDATE correction_change SET new_whole = NULL, old_whole = CASE WHEN field = 'phone' AND part = 'applicant' AND $2 = 'applied' THEN old_whole END
		WHERE correction_id = $1 AND new_whole IS NOT NULL`
)

// Correction reads one correction. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Correction(ctx context.Context, by engine.Actor, id int64) (CorrectionItem, error) {
	c, err := CorrectionNoun.ByID(ctx, s.Read, id)
	if err == nil && !by.Sees(c.District) {
		return CorrectionItem{}, engine.ErrOtherDistrict.With(c.District)
	}
	return c, err
}

// CorrectionsOf are the corrections of a record (of a tenancy with its exits), the newest first. It is asked for on the page of
// the record. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CorrectionsOf(ctx context.Context, by engine.Actor, noun string, id int64) ([]CorrectionItem, error) {
	list, err := CorrectionNoun.All(ctx, s.Read, correctionsOfNoun, noun, id)
	return slices.DeleteFunc(list, func(c CorrectionItem) bool { return !by.Sees(c.District) }), err
}

// UnmaskCorrection reads a correction that waits with its numbers whole and leaves an entry in the log: who confirms a number has
// to see it. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) UnmaskCorrection(ctx context.Context, by engine.Actor, id int64, reason string) (c CorrectionItem, err error) {
	err = s.Write(ctx, by, allocation.ActUnmaskApplicant, func(t *engine.Tx) error {
		c, err = openCorrection(t, id)
		t.Reason(reason)
		return err
	})
	return c, err
}

// CorrectionForm reads what can be mended in a record. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CorrectionForm(ctx context.Context, by engine.Actor, noun string, id int64) (f CorrectionForm, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		m, err := ReadMendable(ctx, q, s.Today(), noun, id)
		if err != nil {
			return err
		}
		if !by.Sees(m.district) {
			return engine.ErrOtherDistrict.With(m.district)
		}
		if err := m.Closed(); err != nil {
			return err
		}
		f = CorrectionForm{Noun: noun, ID: id, Subject: m.subject}
		for _, e := range m.Entries() {
			f.Choices = append(f.Choices, CorrectionChoice{CorrectionEntry: e.Masked()})
		}
		_, err = engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
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
// yet. Errors: those of amend.ProposeCorrection, amend.ErrCorrectionDuty, ErrCorrectionOpen.
func (s Room) ProposeCorrection(ctx context.Context, by engine.Actor, ask CorrectionAsk) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActProposeCorrection, func(t *engine.Tx) error {
		m, c, _, err := drawCorrection(t, ask)
		if err != nil {
			return err
		}
		if number, err = correctionNumber(t, m.district); err != nil {
			return err
		}
		c.Number = number
		t.Subject(number + " " + m.subject)
		t.Reason(c.Reason)
		if id, err = CorrectionNoun.Add(t, CorrectionItem{Correction: c, District: m.district, Subject: m.subject}); err != nil {
			return err
		}
		for i, x := range c.Changes {
			if err := addChange(t, id, i+1, x); err != nil {
				return err
			}
		}
		t.About(nounCorrection, id)
		return t.Move(nounCorrection, id, "", string(c.State), c.Reason)
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// addChange enters one field that a correction mends, unless it waits for another one.
func addChange(t *engine.Tx, correction int64, position int, x amend.CorrectionChange) error {
	number, waits, err := engine.Maybe(t.Ctx, t, engine.ScanOne[string], correctionWaits, x.Field.Part, x.Row, x.Field.Name)
	if err != nil {
		return err
	}
	if waits {
		return ErrCorrectionOpen.With(number + " " + x.Field.Title).On(x.Key())
	}
	var old, now any
	if x.Field.Kind.Private() {
		old, now = x.Old, x.New
	}
	shown := x.Masked()
	return t.Exec(correctionChangeAdd, correction, position, x.Field.Part, x.Row, x.Field.Name, x.RowTitle, shown.Old, shown.New, old, now)
}

// drawCorrection reads the record and lets the domain draw the correction up.
func drawCorrection(t *engine.Tx, ask CorrectionAsk) (mendable, amend.Correction, amend.CorrectionRecord, error) {
	m, err := ReadMendable(t.Ctx, t, t.Today, ask.Noun, ask.ID)
	if err == nil {
		err = t.Mine(m.district)
	}
	if err == nil && !t.By.Console {
		err = amend.MayPropose(ask.Noun, t.By.Role)
	}
	if err != nil {
		return m, amend.Correction{}, m.CorrectionRecord, err
	}
	at, err := correctionMoment(t)
	if err != nil {
		return m, amend.Correction{}, m.CorrectionRecord, err
	}
	c, after, err := amend.ProposeCorrection(m.CorrectionRecord, ask.Wants, ask.Reason, ask.Document, t.By.ID, at)
	return m, c, after, err
}

func correctionMoment(t *engine.Tx) (amend.CorrectionMoment, error) {
	days, err := basis.Calendar(t.Ctx, t)
	return amend.CorrectionMoment{Today: t.Today, Calendar: days}, err
}

// correctionNumber is the next number of a district, or of the city pool.
func correctionNumber(t *engine.Tx, district string) (string, error) {
	code := allocation.CityCode
	if district != "" {
		d, err := allocation.FindDistrict(district)
		if err != nil {
			return "", err
		}
		code = d.Code
	}
	n, err := t.Number(amend.CorrectionSeries(code, t.Today.Year()))
	return amend.CorrectionNumber(code, t.Today.Year(), n), err
}

// openCorrection reads a correction inside a transaction for a decision, with its values as they are to be written, and names it
// in the log.
func openCorrection(t *engine.Tx, id int64) (CorrectionItem, error) {
	c, err := CorrectionNoun.ByID(t.Ctx, t, id)
	if err != nil {
		return c, err
	}
	whole, err := engine.All(t.Ctx, t, func(s engine.Scanner) (x [2]string, err error) {
		err = s.Scan(&x[0], &x[1])
		return x, err
	}, correctionWhole, id)
	if err != nil {
		return c, err
	}
	for i, x := range whole {
		c.Changes[i].Old, c.Changes[i].New = x[0], x[1]
	}
	t.Subject(c.Number + " " + c.Subject)
	t.About(nounCorrection, id)
	return c, t.Mine(c.District)
}

// saveCorrection writes the decision back, at the version that the person saw.
func saveCorrection(t *engine.Tx, c CorrectionItem, version int64) error {
	if err := CorrectionNoun.Set(t, c, version); err != nil {
		return err
	}
	if err := t.Exec(correctionForget, c.ID, string(c.State)); err != nil {
		return err
	}
	return t.Move(nounCorrection, c.ID, string(amend.CorrectionProposed), string(c.State), c.Decision)
}

// ConfirmCorrection lets a correction take effect: the record is looked at as it is now, changed with everything that follows,
// and the log entry holds all of it. warned says that one person proposed and confirmed it where the district only warns.
// Errors: ErrStale, allocation.ErrSamePerson, allocation.ErrCorrectionRole, those of Correction.Apply and Correction.Answered.
func (s Room) ConfirmCorrection(ctx context.Context, by engine.Actor, id, version int64, decision string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActConfirmCorrection, func(t *engine.Tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if !t.By.Console {
			if err := c.MayDecide(t.By.Role); err != nil {
				return err
			}
		}
		if warned, err = basis.SeparateAmong(t, c.District, c.Deciders(), c.ProposedBy); err != nil {
			return err
		}
		before, after, err := applyCorrection(t, &c.Correction, decision)
		if err != nil {
			return err
		}
		if err := c.Answered(before, after, t.Today); err != nil {
			return err
		}
		stays, err := correctedStays(t, &c.Correction)
		if err != nil {
			return err
		}
		for _, id := range stays {
			if err := money.Recheck(t, id); err != nil {
				return err
			}
		}
		t.About(c.Noun, c.Record)
		t.Reason(strings.TrimSpace(c.Reason + "  " + c.Document))
		c.SameHands = warned
		return saveCorrection(t, c, version)
	})
	return warned, err
}

// applyCorrection changes the rows that the correction is about; it returns the record before and after.
func applyCorrection(t *engine.Tx, c *amend.Correction, decision string) (before, after amend.CorrectionRecord, err error) {
	m, err := ReadMendable(t.Ctx, t, t.Today, c.Noun, c.Record)
	if err != nil {
		return before, after, err
	}
	at, err := correctionMoment(t)
	if err != nil {
		return before, after, err
	}
	if after, err = c.Apply(m.CorrectionRecord, t.By.ID, decision, at); err != nil {
		return before, after, err
	}
	return m.CorrectionRecord, after, saveMended(t, m, after)
}

// RefuseCorrection ends a proposal that is not agreed to. Errors: ErrStale, allocation.ErrCorrectionRole, those of
// Correction.Refuse.
func (s Room) RefuseCorrection(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActRefuseCorrection, func(t *engine.Tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if !t.By.Console {
			if err := c.MayDecide(t.By.Role); err != nil {
				return err
			}
		}
		if err := c.Refuse(t.By.ID, reason, t.Today); err != nil {
			return err
		}
		t.Reason(reason)
		return saveCorrection(t, c, version)
	})
}

// WithdrawCorrection takes a proposal back: who proposed it, or the approver. Errors: ErrStale, allocation.ErrCorrectionOther, those of
// Correction.Withdraw.
func (s Room) WithdrawCorrection(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActWithdrawCorrection, func(t *engine.Tx) error {
		c, err := openCorrection(t, id)
		if err != nil {
			return err
		}
		if err := c.MayWithdraw(t.By.ID, t.By.Role); err != nil && !t.By.Console {
			return amend.ErrCorrectionOther.With(c.ProposedName)
		}
		if err := c.Withdraw(t.By.ID, reason, t.Today); err != nil {
			return err
		}
		t.Reason(reason)
		return saveCorrection(t, c, version)
	})
}

// Corrections.
var ErrCorrectionOpen = say.Refuse("correction_open", "这一项已有更正在待复核，请先办完或撤回")
