package basis

import (
	"context"
	"errors"

	"penggai/allocation/bylaw"
	"penggai/store/engine"
)

// Papers that keep what the office said of itself when they were served, by the codes of their forms.
const (
	PaperAccepted   = "accepted"
	PaperSupplement = "supplement"
	PaperRefused    = "refused"
	PaperRejected   = "rejected"
	PaperPosting    = "posting"
	PaperUnserved   = "unserved"
	PaperIntended   = "exit-intended"
	PaperNotice     = "exit-notice"

	PaperExitRefused   = "exit-refused"
	PaperExitWithdrawn = "exit-withdrawn"
)

const (
	paperCard = `SELECT leader, adviser, telephone, address, review, court FROM paper_card WHERE paper = $1 AND record_id = $2`
	keepCard  = `INSERT INTO paper_card (paper, record_id, leader, adviser, telephone, address, review, court) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (paper, record_id) DO UPDATE SET leader = excluded.leader, adviser = excluded.adviser, telephone = excluded.telephone,
		address = excluded.address, review = excluded.review, court = excluded.court`
)

// KeepCard keeps what a district says of itself today with a paper about a record that is served now. A paper that is served once
// more, after its step was taken back, keeps what it says then.
func KeepCard(t *engine.Tx, paper string, record int64, district string) error {
	c, err := CardOf(t.Ctx, t, district)
	if err != nil {
		return err
	}
	return t.Exec(keepCard, paper, record, c.Leader, c.Adviser, c.Telephone, c.Address, c.Review, c.Court)
}

// PaperCard is what a district said of itself when a paper about a record was served: beside what it says today, now. kept is false where
// nothing was kept, of papers from before that rule.
func (s Room) PaperCard(ctx context.Context, paper string, record int64, now bylaw.Card) (c bylaw.Card, kept bool, err error) {
	c, err = engine.One(ctx, s.Read, func(row engine.Scanner) (bylaw.Card, error) {
		c := now
		err := row.Scan(&c.Leader, &c.Adviser, &c.Telephone, &c.Address, &c.Review, &c.Court)
		return c, err
	}, paperCard, paper, record)
	if errors.Is(err, engine.ErrNotFound) {
		return now, false, nil
	}
	return c, err == nil, err
}
