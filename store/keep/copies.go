package keep

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/engine/place"
	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/engine/shelf"
	"penggai/store/schema"
)

// Purged says in which copies of the data the numbers went that were deleted.
type Purged struct {
	Cleared []string // copies that held some, and hold none now
	Left    []Kept   // copies that may hold some still
}

// Kept is a copy out of which numbers did not go.
type Kept struct{ Path, Why string }

const (
	sqlKeys     = `SELECT kind, owner FROM seal_key ORDER BY kind, owner`
	sqlAwayPath = `SELECT DISTINCT subject FROM log WHERE action = $1 AND subject <> '' ORDER BY subject`
	sqlCarried  = `SELECT EXISTS (SELECT 1 FROM erasure WHERE state = 'carried')`
)

// PurgeCopies takes the numbers that were deleted out of every copy of the data that can be reached: the automatic ones, and those in the
// folders to which the office was copied. Each copy is rewritten beside itself, verified, and takes its own place; its log, its head and its
// name stay. Done again it clears what could not be reached before. Errors: those of the database.
func (s Room) PurgeCopies(ctx context.Context, by engine.Actor) (p Purged, err error) {
	if err := engine.MayDo(by, allocation.ActCarryErasure); err != nil {
		return p, err
	}
	if err := s.Purge(ctx, filepath.Join(s.Folder(), shelf.Folder), &p); err != nil {
		return p, err
	}
	away, err := engine.All(ctx, s.Read, engine.ScanOne[string], sqlAwayPath, allocation.ActBackupAway.Code)
	if err != nil {
		return p, err
	}
	var folders []string
	for _, path := range away {
		folder := filepath.Dir(path)
		switch _, err := os.Stat(path); {
		case slices.Contains(folders, folder):
		case err == nil:
			folders = append(folders, folder)
			if err := s.Purge(ctx, folder, &p); err != nil {
				return p, err
			}
		default:
			if _, err := os.Stat(folder); err != nil {
				p.Left = append(p.Left, Kept{path, "现在够不到，接上以后再备份一次到那里就会清"})
			}
		}
	}
	return p, nil
}

// Purge does it for the copies in one folder.
func (s Room) Purge(ctx context.Context, folder string, p *Purged) error {
	carried, err := engine.One(ctx, s.Read, engine.ScanOne[bool], sqlCarried)
	if err != nil || !carried {
		return err
	}
	keys, err := ownersWithKeys(ctx, s.Read)
	if err != nil {
		return err
	}
	files, err := shelf.In(folder, engine.Shanghai)
	if err != nil {
		return engine.Fault(err)
	}
	for _, f := range files {
		cleared, err := s.purgeCopy(ctx, f.Path, keys)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist): // cleared away meanwhile
		case err != nil:
			p.Left = append(p.Left, Kept{f.Path, err.Error()})
		case cleared:
			p.Cleared = append(p.Cleared, f.Path)
		}
	}
	return nil
}

func ownersWithKeys(ctx context.Context, q engine.Querier) ([]seal.Owner, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (o seal.Owner, err error) {
		err = r.Scan(&o.Kind, &o.ID)
		return o, err
	}, sqlKeys)
}

// purgeCopy takes out of one copy what belongs to owners who have a key in it and none in the office any more. Errors: keeping.ErrOldCopy,
// keeping.ErrOtherCopy, those of the file.
func (s Room) purgeCopy(ctx context.Context, path string, living []seal.Owner) (cleared bool, err error) {
	var gone []seal.Owner
	err = ReadCopy(ctx, path, func(q engine.Querier) error {
		head, err := engine.ReadHead(ctx, q)
		if err != nil {
			return err
		}
		mine, found, err := engine.Maybe(ctx, s.Read, engine.ScanOne[[]byte], `SELECT hash FROM log WHERE seq = $1`, head.Seq)
		if err != nil {
			return err
		}
		if !found || string(mine) != string(head.Hash[:]) {
			return keeping.ErrOtherCopy
		}
		if keyed, err := engine.Holds(ctx, q, "seal_key", "key"); err != nil || !keyed {
			return errors.Join(err, keeping.ErrOldCopy)
		}
		owners, err := ownersWithKeys(ctx, q)
		gone = slices.DeleteFunc(owners, func(o seal.Owner) bool { return slices.Contains(living, o) })
		return err
	})
	if err != nil || len(gone) == 0 {
		return false, err
	}
	temporary, err := place.Temporary(path)
	if err != nil {
		return false, err
	}
	defer func() { _ = os.Remove(temporary) }() // its name, which a rename takes away
	if err := place.Copy(path, temporary); err != nil {
		return false, err
	}
	if err := amendCopy(ctx, temporary, func(t *engine.Tx) error { return eraseAll(t, gone) }); err != nil {
		return false, err
	}
	if err := engine.CheckCopy(ctx, temporary); err != nil {
		return false, err
	}
	return true, place.Settle(temporary, path)
}

// eraseAll takes the values of owners out of a copy, with the drafts that hold one.
func eraseAll(t *engine.Tx, gone []seal.Owner) error {
	for _, o := range gone {
		if o.Kind == schema.OwnerApplicant {
			for _, also := range []string{sqlDraftsGone, sqlViewsGone} {
				if err := t.Exec(also, o.ID); err != nil {
					return err
				}
			}
		}
		if _, err := t.Erase(o.Kind, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// ReadCopy reads a copy that nobody writes.
func ReadCopy(ctx context.Context, path string, fn func(engine.Querier) error) error {
	db, err := pool.Open(pool.Reader(path, true), 1, nil)
	if err == nil {
		err = errors.Join(fn(db), db.Close())
	}
	return engine.Fault(err)
}

// amendCopy erases in a copy that nobody else has open; the log, which has the sealed texts already, stays as it is. Nothing of what went stays in
// its pages.
func amendCopy(ctx context.Context, path string, fn func(*engine.Tx) error) error {
	db, err := pool.Open(pool.Writer(path, false), 1, nil)
	if err != nil {
		return engine.Fault(err)
	}
	err = func() error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }() // nothing after the commit
		t := &engine.Tx{Ctx: ctx, Db: tx}
		if err := engine.Each(func() error { return fn(t) }, t.Forget, tx.Commit); err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, `VACUUM; PRAGMA journal_mode = DELETE`)
		return err
	}()
	return engine.Fault(errors.Join(err, db.Close()))
}
