package engine

import (
	"context"
	"errors"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
)

// noteRefused keeps in the log that somebody tried what is not theirs to do, under the record that it was about: each act on a record once a
// day, and no more than refusedADay of an account, so that nobody fills the log with them. What cannot be kept is let be: the refusal stands.
func (s *Store) noteRefused(ctx context.Context, by Actor, act allocation.Action, about entry, why error) {
	var r *say.Refusal
	if !errors.As(why, &r) || act.Code == allocation.ActRefused.Code || s.Writer == nil {
		return
	}
	tried := strings.TrimSpace(act.Title + " " + about.subject)
	_ = s.Write(ctx, by.As(""), allocation.ActRefused, func(t *Tx) error {
		full, err := One(t.Ctx, t, ScanOne[bool], sqlRefusedToday, t.Today, by.ID, allocation.ActRefused.Code, about.noun, about.nounID, tried, refusedADay)
		if err == nil && full {
			err = ErrRepeated
		}
		t.Entry = entry{subject: tried, noun: about.noun, nounID: about.nounID, reason: r.Text}
		return err
	})
}

const (
	refusedADay     = 50
	sqlRefusedToday = `SELECT count(*) >= $7 OR coalesce(max(noun = $4 AND noun_id = $5 AND subject = $6), 0) FROM log WHERE day = $1 AND seq = entry AND account = $2 AND action = $3`
)

// aboutWhat finds which record an act that is refused from the start is about: it runs up to where the record is known, and writes nothing.
func (s *Store) aboutWhat(ctx context.Context, by Actor, act allocation.Action, fn func(*Tx) error) (about entry) {
	_ = s.Transact(ctx, func(t *Tx, _ *Changes) error {
		t.By, t.Act, t.Looking = by, act, true
		err := fn(t)
		about = t.Entry
		return errors.Join(err, errLooked)
	})
	return about
}

// errLooked ends an act that only looks.
var errLooked = errors.New("only looks which record it is about")

// notTheirs reports whether an error refuses somebody what others may do.
func notTheirs(err error) bool {
	for _, e := range []error{ErrNotAllowed, ErrOtherDistrict, ErrStale, allocation.ErrSamePerson} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
