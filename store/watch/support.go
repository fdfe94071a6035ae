package watch

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/stay"
)

// SupportRow is a request for support with the tenancy that it is about.
type SupportRow struct {
	oversight.Support
	Tenancy      int64
	Stay         string // number of the tenancy
	District     string
	Name         string // of the applicant
	RecordedName string // display name of the account
	Last         civil.Date
	Steps        int
	Version      int64
}

// SupportDetail is a request with what was done, the earliest first.
type SupportDetail struct {
	SupportRow
	Notes []SupportNoteRow
}

// SupportNoteRow is one step with who entered it.
type SupportNoteRow struct {
	oversight.SupportStep
	By string
}

const (
	supportOfTenancy = `WHERE b.tenancy_id = $1 ORDER BY b.id DESC`
	supportNotes     = `SELECT s.day, s.note, s.handler, coalesce(a.display, '') FROM support_step s LEFT JOIN account a ON a.id = s.account
		WHERE s.support_id = $1 ORDER BY s.day, s.id`
)

// SupportSheet is a stay with its requests for support.
type SupportSheet struct {
	stay.TenancyDetail
	Requests []SupportRow
}

// SupportSheet reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) SupportSheet(ctx context.Context, by engine.Actor, tenancy int64) (d SupportSheet, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		return engine.Each(
			func() error { d.TenancyDetail, err = stay.Of(at).Tenancy(ctx, by, tenancy); return err },
			func() error { d.Requests, err = Of(at).SupportOf(ctx, by, tenancy); return err },
		)
	})
	return d, err
}

// Support reads a request with its steps. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Support(ctx context.Context, by engine.Actor, id int64) (d SupportDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.SupportRow, err = SupportNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		d.Notes, err = engine.All(ctx, q, func(r engine.Scanner) (n SupportNoteRow, err error) {
			err = r.Scan(&n.Day, &n.Note, &n.Handler, &n.By)
			return n, err
		}, supportNotes, id)
		return err
	})
	if err != nil {
		return SupportDetail{}, err
	}
	return d, nil
}

// SupportOf lists the requests of a tenancy, the latest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) SupportOf(ctx context.Context, by engine.Actor, tenancy int64) (rows []SupportRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		stay, err := stay.TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(stay.District) {
			return engine.ErrOtherDistrict.With(stay.District)
		}
		rows, err = SupportNoun.All(ctx, q, supportOfTenancy, tenancy)
		return err
	})
	return rows, err
}

// RaiseSupport enters what a tenant needs and returns the id and the number. Errors: those of allocation.Support.Check.
func (s Room) RaiseSupport(ctx context.Context, by engine.Actor, tenancy int64, b oversight.Support) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActRaiseSupport, func(t *engine.Tx) error {
		o, err := stay.OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		for _, text := range []*string{&b.Need, &b.Raiser, &b.Handler} {
			*text = strings.TrimSpace(*text)
		}
		b.State = oversight.SupportOpen
		if err := b.Check(o.Tenancy, t.Today); err != nil {
			return err
		}
		district, err := allocation.FindDistrict(o.District)
		if err != nil {
			return err
		}
		n, err := t.Number(oversight.SupportSeries(district.Code, b.Raised.Year()))
		if err != nil {
			return err
		}
		number = oversight.SupportNumber(district.Code, b.Raised.Year(), n)
		b.Number, b.By = number, t.By.ID
		id, err = SupportNoun.Add(t, SupportRow{Support: b, Tenancy: tenancy, District: o.District})
		if err != nil {
			return err
		}
		t.Subject(number + " " + o.Row.Name)
		t.About("support", id)
		return t.Move("support", id, "", string(b.State), b.Need)
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// changeSupport is the frame of every step.
func (s Room) changeSupport(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *SupportRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := SupportNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("support", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Name)
		t.Reason(reason)
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		err = SupportNoun.Set(t, row, version)
		if err != nil || row.State == before {
			return err
		}
		return t.Move("support", id, string(before), string(row.State), reason)
	})
}

// StepSupport adds a dated note on what was done. Errors: ErrStale, those of allocation.Support.Step.
func (s Room) StepSupport(ctx context.Context, by engine.Actor, id, version int64, x oversight.SupportStep) error {
	x.Note, x.Handler = strings.TrimSpace(x.Note), strings.TrimSpace(x.Handler)
	return s.changeSupport(ctx, by, allocation.ActStepSupport, id, version, x.Note, func(t *engine.Tx, r *SupportRow) error {
		if err := r.Step(x, t.Today); err != nil {
			return err
		}
		return t.Exec(`INSERT INTO support_step (support_id, day, note, handler, account) VALUES ($1, $2, $3, $4, $5)`, id, x.Day, x.Note, x.Handler, t.By.ID)
	})
}

// CloseSupport ends a request with its result. Errors: ErrStale, those of allocation.Support.Close.
func (s Room) CloseSupport(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, result string) error {
	result = strings.TrimSpace(result)
	return s.changeSupport(ctx, by, allocation.ActCloseSupport, id, version, result, func(t *engine.Tx, r *SupportRow) error {
		return r.Close(day, r.Last, t.Today, result)
	})
}

// VoidSupport strikes out a request that was entered by mistake. Errors: ErrStale, those of allocation.Support.Void.
func (s Room) VoidSupport(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.changeSupport(ctx, by, allocation.ActVoidSupport, id, version, reason, func(_ *engine.Tx, r *SupportRow) error {
		return r.Void(strings.TrimSpace(reason))
	})
}
