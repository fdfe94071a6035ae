package engine

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strings"

	"penggai/store/schema"
)

// applicationID marks the file as ours: "PGSF".
const applicationID = 0x50475346

// migration is one embedded file; its version is its place, from 1.
type migration struct{ Name, Sql string }

const migrationFiles = "migrations/*.sql"

// AllMigrations reads the embedded files in the order of their names.
func AllMigrations() ([]migration, error) {
	names, err := fs.Glob(schema.Migrations, migrationFiles)
	if err != nil {
		return nil, err
	}
	out := make([]migration, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(schema.Migrations, name)
		if err != nil {
			return nil, err
		}
		out = append(out, migration{strings.TrimPrefix(name, "migrations/"), string(text)})
	}
	return out, nil
}

// schemaVersion is the version that this program writes.
func schemaVersion() int {
	names, _ := fs.Glob(schema.Migrations, migrationFiles) // the pattern is a good one
	return len(names)
}

// SchemaVersion is the version of the schema that this program writes.
func SchemaVersion() int { return schemaVersion() }

// MakeSchema makes the schema of a version in an empty file.
func MakeSchema(ctx context.Context, db *sql.DB, version int) error {
	list, err := AllMigrations()
	if err == nil && (version < 1 || version > len(list)) {
		err = errVersion(version)
	}
	if err != nil {
		return err
	}
	return migrate(ctx, db, list[:version])
}

// migrate makes the schema of list in an empty file in one IMMEDIATE transaction, with foreign keys off outside it and
// checked inside it, and sets application_id and user_version. The present schema is written down as a whole (schema.Base), which is ten
// times as fast as the way there; an earlier one is made file by file.
func migrate(ctx context.Context, db *sql.DB, list []migration) error {
	if _, err := db.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
		return Fault(err)
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return Fault(err)
	}
	steps := list
	if version, text := schema.Base(); version == len(list) {
		steps = []migration{{"base.sql", text}}
	}
	if err := applyMigrations(ctx, t, steps, len(list)); err != nil {
		_ = t.Rollback() // the error that led here is the one to report
		return err
	}
	if err := t.Commit(); err != nil {
		return Fault(err)
	}
	_, err = db.ExecContext(ctx, `PRAGMA foreign_keys = ON`)
	return Fault(err)
}

// applyMigrations takes a file to a version by the steps that it lacks.
func applyMigrations(ctx context.Context, t *sql.Tx, steps []migration, version int) error {
	for _, m := range steps {
		if _, err := t.ExecContext(ctx, m.Sql); err != nil {
			return ErrMigration.With(m.Name + ": " + detail(err))
		}
	}
	broken, err := All(ctx, t, func(s Scanner) (string, error) {
		var table, parent string
		var row sql.NullInt64
		var key int64
		err := s.Scan(&table, &row, &parent, &key)
		return fmt.Sprintf("%s %d -> %s", table, row.Int64, parent), err
	}, `PRAGMA foreign_key_check`)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return ErrMigration.With("foreign_key_check: " + broken[0])
	}
	_, err = t.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, version))
	return Fault(err)
}
