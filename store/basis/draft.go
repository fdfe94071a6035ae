package basis

import (
	"context"

	"penggai/allocation/say"
	"penggai/store/engine"
)

// Drafts are what an account has typed and not saved, the latest first.
func (s Room) Drafts(ctx context.Context, by engine.Actor) ([]Draft, error) {
	return engine.All(ctx, s.Read, func(r engine.Scanner) (d Draft, err error) {
		err = r.Scan(&d.Key, &d.Body, &d.At)
		return d, err
	}, `SELECT key, body, at FROM draft WHERE account = $1 ORDER BY at DESC, id DESC`, by.ID)
}

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
func (s Room) SaveDraft(ctx context.Context, by engine.Actor, key, body string) error {
	if len(body) > draftLimit {
		return ErrDraftTooLong
	}
	return s.Scratch(ctx, func(t *engine.Tx) error {
		return t.Exec(`INSERT INTO draft (account, key, body, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (account, key) DO UPDATE SET body = excluded.body, at = excluded.at`, by.ID, key, body, t.At())
	})
}

// Draft reads a draft; found is false when there is none.
func (s Room) Draft(ctx context.Context, by engine.Actor, key string) (d Draft, found bool, err error) {
	return engine.Maybe(ctx, s.Read, func(r engine.Scanner) (d Draft, err error) {
		err = r.Scan(&d.Key, &d.Body, &d.At)
		return d, err
	}, `SELECT key, body, at FROM draft WHERE account = $1 AND key = $2`, by.ID, key)
}

// DropDraft forgets a draft, as after saving; there need not be one.
func (s Room) DropDraft(ctx context.Context, by engine.Actor, key string) error {
	return s.Scratch(ctx, func(t *engine.Tx) error {
		return t.Exec(`DELETE FROM draft WHERE account = $1 AND key = $2`, by.ID, key)
	})
}

// ErrDraftTooLong refuses a draft that is none.
var ErrDraftTooLong = say.Refuse("draft_too_long", "草稿太长，没有保存。请先提交一部分")
