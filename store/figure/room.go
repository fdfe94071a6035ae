// Package figure reads what reports count: for each record one line of facts, as it stood at the end of a day, so that whatever is
// counted can be opened again. What the facts come to is worked out in store/report.
//
//	store/report ──> figure ──> the rooms whose tables it reads ──> engine
package figure

import (
	"context"

	"penggai/allocation/civil"
	"penggai/store/engine"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }

// Record says which record a line of facts is about.
type Record struct {
	ID       int64
	District string
	Number   string
	Name     string // of the applicant, or what it is about
}

// ask reads lines of facts of a district ($1, "" all that the actor sees) on a day ($2). Errors: ErrOtherDistrict.
func ask[T any](ctx context.Context, s Room, by engine.Actor, scan func(engine.Scanner) (T, error), query, district string, day civil.Date, more ...any) ([]T, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, scan, query, append([]any{district, day}, more...)...)
}
