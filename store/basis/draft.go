package basis

import (
	"context"

	"penggai/store/engine"
)

// Drafts are what an account has typed and not saved, the latest first.
func (s Room) Drafts(ctx context.Context, by engine.Actor) ([]engine.Draft, error) {
	return engine.All(ctx, s.Read, func(r engine.Scanner) (d engine.Draft, err error) {
		err = r.Scan(&d.Key, &d.Body, &d.At)
		return d, err
	}, `SELECT key, body, at FROM draft WHERE account = $1 ORDER BY at DESC, id DESC`, by.ID)
}
