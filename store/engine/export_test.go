package engine

import (
	"context"
	"database/sql"

	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/engine/shelf"
)

// What the tests of this room look at from outside, where an office to test in can be had.
const (
	BackupFolder = shelf.Folder
	ChunkRows    = chunkRows
	SqlHead      = sqlHead
	SqlLogOf     = sqlLogOf
)

var (
	FaultOf      = faultOf
	LoggedTables = loggedTables
	Mask         = seal.Mask
)

// FingerprintOf is the fingerprint of the schema of a database.
func FingerprintOf(ctx context.Context, db *sql.DB) (string, error) {
	list, err := objects(ctx, db)
	return fingerprint(list), err
}

// Migrated is an empty database in memory, made by every migration or by the base.
func Migrated(ctx context.Context, byBase bool) (*sql.DB, error) {
	db, err := pool.Open(pool.Memory, 1, nil)
	if err != nil {
		return nil, err
	}
	list, err := AllMigrations()
	if err != nil {
		return db, err
	}
	if byBase {
		return db, migrate(ctx, db, list)
	}
	if _, err := db.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
		return db, err
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return db, err
	}
	if err := applyMigrations(ctx, t, list, len(list)); err != nil {
		return db, err
	}
	return db, t.Commit()
}
