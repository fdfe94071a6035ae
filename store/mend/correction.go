package mend

import (
	"context"
	"errors"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// CorrectionItem is a correction (更正) as lists and pages show it.
type CorrectionItem struct {
	amend.Correction
	District     string // empty for the city pool
	Subject      string // number and name of the record
	ProposedName string // display name of the account
	DecidedName  string
	SameHands    bool // proposed and confirmed by one person, where the district only warns
	Version      int64
}

// Label is the row and the field that is mended.
func (c CorrectionItem) Label() string {
	return amend.CorrectionEntry{Field: c.Field, Title: c.RowTitle}.Label()
}

// CorrectionChoice is a field that can be mended, with what stands there.
type CorrectionChoice struct {
	amend.CorrectionEntry
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

func scanCorrection(s engine.Scanner) (c CorrectionItem, err error) {
	f := &c.Field
	err = s.Scan(&c.ID, &c.Number, &c.District, &c.State, &f.Noun, &c.Record, &f.Part, &c.Row, &f.Name, &c.Subject, &c.RowTitle, &c.Old, &c.New,
		&c.Reason, &c.Document, &c.Proposed, &c.ProposedBy, &c.Decided, &c.DecidedBy, &c.Decision, &c.ProposedName, &c.DecidedName,
		&c.SameHands, &c.Version)
	if field, ok := amend.FindCorrectionField(f.Noun, f.Part, f.Name); ok {
		*f = field
	}
	return c, err
}

// Correction reads one correction. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Correction(ctx context.Context, by engine.Actor, id int64) (CorrectionItem, error) {
	c, err := engine.One(ctx, s.Read, scanCorrection, correctionByID, id)
	if err == nil && !by.Sees(c.District) {
		return CorrectionItem{}, engine.ErrOtherDistrict.With(c.District)
	}
	return c, err
}

// CorrectionsOf are the corrections of a tenancy (and its exits), an exit or a unit, the newest first. It is asked for on the
// page of the record. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CorrectionsOf(ctx context.Context, by engine.Actor, noun string, id int64) ([]CorrectionItem, error) {
	list, err := engine.All(ctx, s.Read, scanCorrection, correctionsOfNoun, noun, id)
	return slices.DeleteFunc(list, func(c CorrectionItem) bool { return !by.Sees(c.District) }), err
}

// CorrectionForm reads what can be mended in a record. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CorrectionForm(ctx context.Context, by engine.Actor, noun string, id int64) (f CorrectionForm, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		m, err := ReadMendable(ctx, q, noun, id)
		if err != nil {
			return err
		}
		if !by.Sees(m.district) {
			return engine.ErrOtherDistrict.With(m.district)
		}
		f = CorrectionForm{Noun: noun, ID: id, Subject: m.subject}
		for _, e := range m.Entries() {
			f.Choices = append(f.Choices, CorrectionChoice{CorrectionEntry: e})
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
// yet. Errors: those of allocation.ProposeCorrection, ErrCorrectionOpen.
func (s Room) ProposeCorrection(ctx context.Context, by engine.Actor, ask CorrectionAsk) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActProposeCorrection, func(t *engine.Tx) error {
		m, c, _, err := drawCorrection(t, ask)
		if err != nil {
			return err
		}
		if number, err = correctionNumber(t, m.district); err != nil {
			return err
		}
		t.Subject(number + " " + m.subject)
		t.Reason(c.Reason)
		id, err = t.Insert(correctionAdd, number, m.district, string(c.State), ask.Noun, ask.ID, c.Field.Part, c.Row, c.Field.Name, m.subject, c.RowTitle,
			c.Old, c.New, c.Reason, c.Document, c.Proposed, c.ProposedBy)
		if errors.Is(err, engine.ErrDuplicate) {
			return ErrCorrectionOpen.With(c.Field.Title)
		}
		if err != nil {
			return err
		}
		t.About(nounCorrection, id)
		return t.Move(nounCorrection, id, "", string(c.State), c.Reason)
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// drawCorrection reads the record and lets the domain draw the correction up.
func drawCorrection(t *engine.Tx, ask CorrectionAsk) (mendable, amend.Correction, amend.CorrectionRecord, error) {
	m, err := ReadMendable(t.Ctx, t, ask.Noun, ask.ID)
	if err == nil {
		err = t.Mine(m.district)
	}
	if err != nil {
		return m, amend.Correction{}, m.CorrectionRecord, err
	}
	at, err := correctionMoment(t)
	if err != nil {
		return m, amend.Correction{}, m.CorrectionRecord, err
	}
	c, after, err := amend.ProposeCorrection(m.CorrectionRecord, ask.Part, ask.Field, ask.Row, ask.Value, ask.Reason, ask.Document, t.By.ID, at)
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

// openCorrection reads a correction inside a transaction for a decision and names it in the log.
func openCorrection(t *engine.Tx, id int64) (CorrectionItem, error) {
	c, err := engine.One(t.Ctx, t, scanCorrection, correctionByID, id)
	if err != nil {
		return c, err
	}
	t.Subject(c.Number + " " + c.Subject)
	t.About(nounCorrection, id)
	return c, t.Mine(c.District)
}

// saveCorrection writes the decision back, at the version that the person saw.
func saveCorrection(t *engine.Tx, c CorrectionItem, version int64) error {
	err := t.Update(nounCorrection, c.ID, correctionSet, string(c.State), c.Decided, c.DecidedBy, c.Decision, c.SameHands, c.ID, version)
	if err != nil {
		return err
	}
	return t.Move(nounCorrection, c.ID, string(amend.CorrectionProposed), string(c.State), c.Decision)
}

// ConfirmCorrection lets a correction take effect: the record is looked at as it is now, changed with everything that follows,
// and the log entry holds all of it. warned says that one person proposed and confirmed it where the district only warns.
// Errors: ErrStale, allocation.ErrSamePerson, allocation.ErrCorrectionRole, those of Correction.Apply.
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
		if warned, err = secondPerson(t, c); err != nil {
			return err
		}
		if _, _, err = applyCorrection(t, &c.Correction, decision); err != nil {
			return err
		}
		t.About(c.Field.Noun, c.Record)
		t.Reason(strings.TrimSpace(c.Reason + "  " + c.Document))
		c.SameHands = warned
		return saveCorrection(t, c, version)
	})
	return warned, err
}

// secondPerson keeps proposal and confirmation in two hands; what belongs to no district always.
func secondPerson(t *engine.Tx, c CorrectionItem) (bool, error) {
	if c.District == "" {
		if !t.By.Console && t.By.ID == c.ProposedBy {
			return false, allocation.ErrSamePerson
		}
		return false, nil
	}
	return basis.SeparateFrom(t, c.District, c.ProposedBy)
}

// applyCorrection changes the rows that the correction is about; it returns the record before and after.
func applyCorrection(t *engine.Tx, c *amend.Correction, decision string) (before, after amend.CorrectionRecord, err error) {
	m, err := ReadMendable(t.Ctx, t, c.Field.Noun, c.Record)
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

// Corrections (correction.go).
var ErrCorrectionOpen = say.Refuse("correction_open", "这一项已有更正在待复核，请先办完或撤回")
