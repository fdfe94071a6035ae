package engine

import "context"

// Draft is what a person has typed into a form and not saved yet. Drafts are one's own, stand outside the log and
// survive Esc, a crash and kill -9.
type Draft struct {
	Key  string // names the form and its record: "application/new", "unit/17"
	Body string // what the form makes of it
	At   string // wall clock, RFC 3339
}

// draftLimit is how many bytes one draft may have.
const draftLimit = 1 << 20

// SaveDraft keeps a draft, replacing the one under the same key.
func (s *Store) SaveDraft(ctx context.Context, by Actor, key, body string) error {
	if len(body) > draftLimit {
		return ErrDraftTooLong
	}
	return s.Scratch(ctx, func(t *Tx) error {
		return t.Exec(`INSERT INTO draft (account, key, body, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (account, key) DO UPDATE SET body = excluded.body, at = excluded.at`, by.ID, key, body, t.At())
	})
}

// Draft reads a draft; found is false when there is none.
func (s *Store) Draft(ctx context.Context, by Actor, key string) (d Draft, found bool, err error) {
	return Maybe(ctx, s.Read, func(r Scanner) (d Draft, err error) {
		err = r.Scan(&d.Key, &d.Body, &d.At)
		return d, err
	}, `SELECT key, body, at FROM draft WHERE account = $1 AND key = $2`, by.ID, key)
}

// DropDraft forgets a draft, as after saving; there need not be one.
func (s *Store) DropDraft(ctx context.Context, by Actor, key string) error {
	return s.Scratch(ctx, func(t *Tx) error {
		return t.Exec(`DELETE FROM draft WHERE account = $1 AND key = $2`, by.ID, key)
	})
}
