package engine

import "context"

// SaveView keeps how a person likes a screen (sort, columns, place), outside the log.
func (s *Store) SaveView(ctx context.Context, by Actor, key, body string) error {
	if len(body) > draftLimit {
		return ErrDraftTooLong
	}
	return s.Scratch(ctx, func(t *Tx) error {
		return t.Exec(`INSERT INTO view (account, key, body) VALUES ($1, $2, $3)
			ON CONFLICT (account, key) DO UPDATE SET body = excluded.body`, by.ID, key, body)
	})
}

// View reads it; "" when the person has not changed anything.
func (s *Store) View(ctx context.Context, by Actor, key string) (string, error) {
	body, _, err := Maybe(ctx, s.Read, ScanOne[string], `SELECT body FROM view WHERE account = $1 AND key = $2`, by.ID, key)
	return body, err
}
