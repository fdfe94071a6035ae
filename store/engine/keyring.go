package engine

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/identity"
	"penggai/store/engine/image"
	"penggai/store/engine/seal"
	"penggai/store/schema"
)

// keyring seals what the log may not show: with the key of its owner, and what has none with the secret of the office.
type keyring struct {
	ctx    context.Context
	q      Querier
	office []byte
	before bool // the file is of a version that has no keys of owners
	away   bool // the file is a replica of another office's: what stands in it is sealed already, its keys are there
	made   *Tx  // writes the key that an owner has not yet; nil: reading
	held   map[seal.Owner]seal.Key
}

const (
	secretLog = "log"
	// SecretAway is the secret of a replica: it has none of the office's own.
	SecretAway = "away"

	sqlSecret = `SELECT value FROM secret WHERE name = $1`
	sqlKeyed  = `SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seal_key')`
	sqlKeyOf  = `SELECT key FROM seal_key WHERE kind = $1 AND owner = $2`
	sqlKeyAdd = `INSERT INTO seal_key (kind, owner, key) VALUES ($1, $2, $3)`
	sqlNoKey  = `DELETE FROM seal_key WHERE kind = $1 AND owner = $2`
)

// secretKey is the secret of the office, made with it and kept outside the log.
func secretKey(ctx context.Context, q Querier) ([]byte, error) {
	return One(ctx, q, ScanOne[[]byte], sqlSecret, secretLog)
}

// newKeyring is the ring of a file. With the error there is a ring too, without the secret.
func newKeyring(ctx context.Context, q Querier) (*keyring, error) {
	r := &keyring{ctx: ctx, q: q, held: map[seal.Owner]seal.Key{}}
	keyed, err := One(ctx, q, ScanOne[bool], sqlKeyed)
	if err != nil {
		return r, err
	}
	r.before = !keyed
	if _, r.away, err = Maybe(ctx, q, ScanOne[[]byte], sqlSecret, SecretAway); err != nil || r.away {
		r.office = []byte{}
		return r, err
	}
	r.office, err = secretKey(ctx, q)
	return r, err
}

// of is the key of an owner; ok is false where it has none, or none any more.
func (r *keyring) of(o seal.Owner) (k seal.Key, ok bool, err error) {
	if k, ok = r.held[o]; ok {
		return k, true, nil
	}
	body, found, err := Maybe(r.ctx, r.q, ScanOne[[]byte], sqlKeyOf, o.Kind, o.ID)
	switch {
	case err != nil:
		return k, false, err
	case found && len(body) == seal.KeySize:
		k = seal.Key(body)
	case found, r.made == nil:
		return k, false, nil
	default:
		k = seal.NewKey()
		if _, err := r.made.Db.ExecContext(r.ctx, sqlKeyAdd, o.Kind, o.ID, k[:]); err != nil {
			return k, false, Fault(err)
		}
	}
	r.held[o] = k
	return k, true, nil
}

// Seal is what the log keeps of a sensitive value. What is sealed already stands as it is: its key may be gone.
func (r *keyring) Seal(o seal.Owner, column, value string) ([]byte, error) {
	switch {
	case r.away && strings.HasPrefix(value, `{"masked":`): // as the log has it
		return []byte(value), nil
	case r.away:
		return image.EncodeText(value)
	}
	if o.Kind == "" || r.before {
		return Encode(seal.Of(column, value, r.office))
	}
	if identity.Erased(value) {
		return image.EncodeText(value)
	}
	k, ok, err := r.of(o)
	if err != nil || !ok {
		return []byte(`"` + identity.SealMark + `"`), err // of no value whatever
	}
	return image.EncodeText(k.Close(column, value))
}

// KeyedHash is by what a number is recognised that is not kept itself: it follows from the number and the secret of the office.
func KeyedHash(ctx context.Context, q Querier, number string) (string, error) {
	key, err := secretKey(ctx, q)
	return seal.Of("roster", number, key).HMAC, err
}

// Erase deletes the sensitive values of an owner wherever they stand: their sealed texts take their place, as the log has them already, and
// the key goes with the transaction's end. n is how many values there were.
func (t *Tx) Erase(kind string, id int64) (n int, err error) {
	ring, err := newKeyring(t.Ctx, t)
	if err != nil {
		return 0, err
	}
	o := seal.Owner{Kind: kind, ID: id}
	for _, table := range schema.Owned() {
		of, _ := schema.OwnerOf(table)
		if of.Kind != kind {
			continue
		}
		k, err := t.eraseIn(ring, table, of.Column, o)
		if n += k; err != nil {
			return n, err
		}
	}
	if !slices.Contains(t.erased, o) {
		t.erased = append(t.erased, o)
	}
	return n, nil
}

// eraseIn puts sealed texts in the place of the values of one table.
func (t *Tx) eraseIn(ring *keyring, table, column string, o seal.Owner) (n int, err error) {
	type value struct {
		row          int64
		column, text string
	}
	var found []value
	rows, err := t.Db.QueryContext(t.Ctx, `SELECT rowid, * FROM `+quote(table)+` WHERE `+quote(column)+` = $1 ORDER BY rowid`, o.ID)
	if err != nil {
		return 0, Fault(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, Fault(err)
	}
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return 0, Fault(err)
		}
		if seal.OwnerOf(table, columns[1:], values[1:]) != o {
			continue
		}
		id, _ := values[0].(int64)
		for i, name := range columns[1:] {
			if text, ok := values[i+1].(string); ok && schema.Sensitive(name) && text != "" && !identity.Erased(text) {
				found = append(found, value{id, name, text})
			}
		}
	}
	if err := rows.Err(); err != nil {
		return 0, Fault(err)
	}
	if err := rows.Close(); err != nil || len(found) == 0 {
		return 0, Fault(err)
	}
	k, ok, err := ring.of(o)
	if err != nil {
		return 0, err
	}
	if !ok {
		k = seal.NewKey() // nobody has it: what the log holds of these values is lost already
	}
	for _, v := range found {
		if err := t.Exec(`UPDATE `+quote(table)+` SET `+quote(v.column)+` = $1 WHERE rowid = $2`, k.Close(v.column, v.text), v.row); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Forget destroys the keys of the owners whose values the transaction erased.
func (t *Tx) Forget() error {
	for _, o := range t.erased {
		if _, err := t.Db.ExecContext(t.Ctx, sqlNoKey, o.Kind, o.ID); err != nil {
			return Fault(err)
		}
	}
	return nil
}

// Unsealed is what a sealed text of a row says to whoever has its key: mask is what people may read of it; ok is false for what is sealed with
// no key that is left.
func Unsealed(ctx context.Context, q Querier, table string, columns []string, values []any, column, text string) (mask string, ok bool, err error) {
	ring, err := newKeyring(ctx, q)
	if err != nil {
		return "", false, err
	}
	k, ok, err := ring.of(seal.OwnerOf(table, columns, values))
	if err != nil || !ok {
		return "", false, err
	}
	value, ok := k.Open(column, text)
	return seal.Mask(value), ok, nil
}

// Scrub leaves nothing behind of what was deleted: pages that are free, and what waits beside the file.
func (s *Store) Scrub(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Writer == nil {
		return ErrReadOnlyStore
	}
	for _, do := range []string{`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`} {
		if _, err := s.Writer.ExecContext(ctx, do); err != nil {
			return Fault(err)
		}
	}
	s.Changes.Reset()
	return nil
}
