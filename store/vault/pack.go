package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
)

// Querier reads rows: a pool or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Digests are those of the files that the rows of a data file say lie beside it; none of one that an older program wrote.
func Digests(ctx context.Context, q Querier) (out []string, err error) {
	there, err := texts(ctx, q, `SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'packed_file'`)
	if err != nil || len(there) == 0 {
		return nil, err
	}
	return texts(ctx, q, `SELECT sha256 FROM file ORDER BY sha256`)
}

func texts(ctx context.Context, q Querier, query string) (out []string, err error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}

// Pack puts the files into a copy of a data file, so that the copy is one thing; each comes from the first vault where it lies whole.
// What lies whole nowhere is left out and counted.
func Pack(ctx context.Context, db *sql.DB, from ...Vault) (lacks int, err error) {
	digests, err := Digests(ctx, db)
	if err != nil {
		return 0, err
	}
	for _, digest := range digests {
		body, found, err := whole(digest, from)
		if err != nil {
			return lacks, err
		}
		if !found {
			lacks++
			continue
		}
		if _, err := db.ExecContext(ctx, `INSERT INTO packed_file (sha256, body) VALUES ($1, $2) ON CONFLICT DO NOTHING`, digest, body); err != nil {
			return lacks, err
		}
	}
	return lacks, nil
}

// whole reads a file from the first vault where it lies as it should.
func whole(digest string, from []Vault) (body []byte, found bool, err error) {
	for _, v := range from {
		switch err := v.Look(digest); {
		case errors.Is(err, ErrMissing), errors.Is(err, ErrAltered):
			continue
		case err != nil:
			return nil, false, err
		}
		body, err := os.ReadFile(v.File(digest))
		return body, err == nil, err
	}
	return nil, false, nil
}

// BadPack is the digest of a packed file whose content is another; empty when all are good.
func BadPack(ctx context.Context, q Querier) (string, error) {
	digests, err := Digests(ctx, q)
	if err != nil || digests == nil {
		return "", err
	}
	rows, err := q.QueryContext(ctx, `SELECT sha256, body FROM packed_file ORDER BY sha256`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var digest string
		var body []byte
		if err := rows.Scan(&digest, &body); err != nil {
			return "", err
		}
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != digest {
			return digest, nil
		}
	}
	return "", rows.Err()
}

// Packed is how many files a data file holds itself; none where an older program wrote it.
func Packed(ctx context.Context, q Querier) (int, error) {
	digests, err := Digests(ctx, q)
	if err != nil || len(digests) == 0 {
		return 0, err
	}
	packed, err := texts(ctx, q, `SELECT sha256 FROM packed_file`)
	return len(packed), err
}

// Strip takes the files out of a data file.
func Strip(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, `DELETE FROM packed_file`); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, `VACUUM`)
	return err
}

// Unpack lays files into a vault: those packed in a data file, then from the vaults in which copies lie. What lies nowhere is counted.
func Unpack(ctx context.Context, db *sql.DB, digests []string, to Vault, from ...Vault) (lacks int, err error) {
	packed, err := Packed(ctx, db)
	if err != nil {
		return 0, err
	}
	for _, digest := range digests {
		there := to.Look(digest) == nil
		if !there && packed > 0 {
			if there, err = unpackOne(ctx, db, digest, to); err != nil {
				return lacks, err
			}
		}
		if !there {
			if there, err = takeAny(to, digest, from); err != nil {
				return lacks, err
			}
		}
		if !there {
			lacks++
		}
	}
	return lacks, nil
}

func unpackOne(ctx context.Context, db *sql.DB, digest string, to Vault) (there bool, err error) {
	var body []byte
	switch err := db.QueryRowContext(ctx, `SELECT body FROM packed_file WHERE sha256 = $1`, digest).Scan(&body); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, err
	}
	k, err := to.Put(bytes.NewReader(body), int64(len(body)))
	return k.Digest == digest, err
}

// takeAny takes a file from the first vault where it lies whole.
func takeAny(to Vault, digest string, from []Vault) (there bool, err error) {
	for _, v := range from {
		switch err := to.Take(v, digest); {
		case err == nil:
			return true, nil
		case !errors.Is(err, ErrMissing) && !errors.Is(err, ErrAltered):
			return false, err
		}
	}
	return false, nil
}
