package takeover

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeback"
	"penggai/store/takeover/ledger"
)

// PreviewImport reads a file and says what it would do; nothing is written. Errors: those of sheet, ErrNoHeading, ErrMapping.
func (s Room) PreviewImport(ctx context.Context, by engine.Actor, req ledger.Request, tell engine.Progress) (*ledger.Preview, error) {
	if err := engine.MayDo(by, ActImport); err != nil {
		return nil, err
	}
	r, err := s.begin(ctx, by, req)
	if err != nil {
		return nil, err
	}
	p, err := r.Read(ctx, tell)
	if err != nil {
		return nil, err
	}
	tell.Tell(ledger.StageCompare, 0, int64(p.Read))
	if err := s.Snapshot(ctx, func(q engine.Querier) error { return p.Compare(ctx, q, by) }); err != nil {
		return p, err
	}
	return p, s.Try(ctx, by, p, tell)
}

// errTried ends a trial: nothing of it stays.
var errTried = errors.New("tried")

// try writes records in a transaction that is taken back, where only that shows what becomes of them; then it looks again. Nothing of it
// stays.
func (s Room) Try(ctx context.Context, by engine.Actor, p *ledger.Preview, tell engine.Progress) error {
	records, ok := p.Noun.(ledger.Trial)
	if !ok || !p.Writes() || s.Writer == nil {
		return nil
	}
	err := s.Transact(ctx, func(t *engine.Tx, _ *engine.Changes) error {
		t.By, t.Act = by, ActImport
		w, err := s.enter(t, p, tell)
		if err != nil {
			return err
		}
		if err := records.Try(t, w); err != nil {
			return err
		}
		return errTried
	})
	if !errors.Is(err, errTried) {
		return err
	}
	p.Forget()
	return s.Snapshot(ctx, func(q engine.Querier) error { return p.Compare(ctx, q, by) })
}

// ApplyImport writes what a preview said, in one transaction: all of it, or with partial what was not rejected. It compares again and refuses
// when the data have become others. Errors: ErrRejected, ErrNothing, ErrMoved.
func (s Room) ApplyImport(ctx context.Context, by engine.Actor, p *ledger.Preview, partial bool, tell engine.Progress) (id int64, err error) {
	switch {
	case len(p.Rejected) > 0 && !partial:
		return 0, ledger.ErrRejected.Textf("有 %d 行拒收，没有写入：请改正后重新导入，或选择只写入其余的行", len(p.Rejected))
	case p.Ready() != nil:
		return 0, p.Ready()
	}
	err = s.Write(ctx, by, ActImport, func(t *engine.Tx) error {
		again := *p
		again.Forget()
		again.Blind = true
		if err := again.Compare(ctx, t, by); err != nil {
			return err
		}
		if again.Seal != p.Seal {
			return ledger.ErrMoved
		}
		id, err = s.keepTakeover(t, p, tell)
		return err
	})
	return id, err
}

// begin opens a file. Errors: those of sheet, ErrKind, ErrMapping.
func (s Room) begin(ctx context.Context, by engine.Actor, req ledger.Request) (*ledger.Reading, error) {
	n, ok := nouns[req.Kind]
	if !ok {
		return nil, ledger.ErrKind.With(string(req.Kind))
	}
	return ledger.Begin(ctx, s.Store, by, n, req)
}

// enter writes the import itself, on which the records hang.
func (s Room) enter(t *engine.Tx, p *ledger.Preview, tell engine.Progress) (*ledger.Writing, error) {
	w := &ledger.Writing{Making: takeback.New(), File: p.File, Tell: tell}
	entry, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(seq), 0) + 1 FROM log`)
	if err != nil {
		return nil, err
	}
	w.ID, err = t.Insert(`INSERT INTO takeover (kind, file, day, at, account, district, entry, read, added, changed, same, absent, rejected)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, string(p.Kind), p.File, t.Today, t.At(), t.By.ID, t.By.District, entry,
		p.Read, len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected))
	return w, err
}

// keepTakeover writes the records, and the import itself.
func (s Room) keepTakeover(t *engine.Tx, p *ledger.Preview, tell engine.Progress) (int64, error) {
	w, err := s.enter(t, p, tell)
	if err != nil {
		return 0, err
	}
	if err := p.Noun.Write(t, w); err != nil {
		return 0, err
	}
	for _, d := range w.Districts {
		if err := t.Exec(`INSERT INTO takeover_district (takeover_id, district) VALUES ($1, $2)`, w.ID, d); err != nil {
			return 0, err
		}
	}
	made, err := w.Body()
	if err != nil {
		return 0, err
	}
	if err := t.Exec(`UPDATE takeover SET made = $1 WHERE id = $2`, made, w.ID); err != nil {
		return 0, err
	}
	if err := s.remember(t, p); err != nil {
		return 0, err
	}
	t.Subject(fmt.Sprintf("%s %s", p.Kind.Title(), p.File))
	t.About("takeover", w.ID)
	t.Reason(fmt.Sprintf("接入：新增 %d，变更 %d，相同 %d，缺失 %d，拒收 %d", len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected)))
	return w.ID, nil
}

// remember keeps what was mapped by hand, for the next file with the same headings.
func (s Room) remember(t *engine.Tx, p *ledger.Preview) error {
	if len(p.Mapping.Columns) == 0 {
		return nil
	}
	sets := map[string]bool{}
	for _, h := range p.Heads {
		if sets[h.Set()] {
			continue
		}
		sets[h.Set()] = true
		for heading, key := range p.Mapping.Columns {
			plain := sheet.Plain(heading)
			if !slices.ContainsFunc(h.Columns, func(c sheet.Column) bool { return sheet.Plain(c.Heading) == plain }) {
				continue
			}
			err := t.Exec(`INSERT INTO takeover_heading (kind, headings, heading, field) VALUES ($1, $2, $3, $4)
				ON CONFLICT (kind, headings, heading) DO UPDATE SET field = excluded.field`, string(p.Kind), h.Set(), plain, key)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
