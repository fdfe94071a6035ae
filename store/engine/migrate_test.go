package engine_test

import (
	"crypto/sha256"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/schema"
)

// TestMigrationsAreOnlyAdded pins every migration by name and digest: a data folder counts the files that it has seen, so a
// file that is changed, taken away or put before another would never reach it. A new one has a higher number than all others
// and is added to testdata/migrations with -run Migrations -update.
func TestMigrationsAreOnlyAdded(t *testing.T) {
	list, err := engine.AllMigrations()
	ok(t, err)
	var lines []string
	last := ""
	for _, m := range list {
		number := migrationName.FindStringSubmatch(m.Name)
		if number == nil || number[1] <= last {
			t.Fatalf("%s: a migration is called by four digits above %q, and its noun", m.Name, last)
		}
		last = number[1]
		lines = append(lines, fmt.Sprintf("%s %x", m.Name, sha256.Sum256([]byte(m.Sql))))
	}
	file := filepath.Join("testdata", "migrations")
	text, err := os.ReadFile(file)
	ok(t, err)
	pinned := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i, line := range pinned {
		if i >= len(lines) || lines[i] != line {
			t.Fatalf("migration %d is not %s as testdata/migrations has it: released files stay as they are, a new one comes after all of them", i+1, line)
		}
	}
	if len(lines) == len(pinned) {
		return
	}
	if !*updateSchema {
		t.Fatalf("%q not in testdata/migrations (write it with -run Migrations -update)", lines[len(pinned):])
	}
	ok(t, os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644))
}

var migrationName = regexp.MustCompile(`^(\d{4})_[a-z_]+\.sql$`)

// TestLoggedTablesHaveIDs: the log tells rows by their rowid, which only an INTEGER PRIMARY KEY keeps through VACUUM.
func TestLoggedTablesHaveIDs(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	names, err := engine.LoggedTables(t.Context(), o.Read)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		first, err := engine.One(t.Context(), o.Read, func(s engine.Scanner) ([3]string, error) {
			var v [3]string
			return v, s.Scan(&v[0], &v[1], &v[2])
		}, `SELECT name, type, pk FROM pragma_table_info($1) WHERE cid = 0`, name)
		if err != nil {
			t.Fatal(err)
		}
		if first != [3]string{"id", "INTEGER", "1"} {
			t.Errorf("%s: the first column is %v, not id INTEGER PRIMARY KEY", name, first)
		}
		strict := count(t, o.Read, `SELECT strict FROM pragma_table_list WHERE name = $1`, name)
		if strict != 1 {
			t.Errorf("%s is not STRICT", name)
		}
		reals, err := engine.All(t.Context(), o.Read, engine.ScanOne[string],
			`SELECT name FROM pragma_table_info($1) WHERE type NOT IN ('INTEGER', 'TEXT', 'BLOB')`, name)
		if err != nil || len(reals) > 0 {
			t.Errorf("%s: columns %v are neither INTEGER, TEXT nor BLOB, %v", name, reals, err)
		}
	}
}

// TestSchemaFingerprint pins the schema that the migrations make; a new migration is answered by the new value in store/schema/fingerprint.
func TestSchemaFingerprint(t *testing.T) {
	db := migrated(t, false)
	got, err := engine.FingerprintOf(t.Context(), db)
	ok(t, err)
	file, line := filepath.Join("..", "schema", "fingerprint"), fmt.Sprintf("%d %s\n", engine.SchemaVersion(), got)
	if *updateSchema {
		ok(t, os.WriteFile(file, []byte(line), 0o644))
	}
	want, err := os.ReadFile(file)
	ok(t, err)
	if line != string(want) {
		t.Errorf("the schema is %q, store/schema/fingerprint says %q (write it with -run Fingerprint -update)", line, want)
	}
}

// TestBaseIsWhatTheMigrationsMake: an office that is new has the same tables, indexes, triggers and rows as one that came all the way.
func TestBaseIsWhatTheMigrationsMake(t *testing.T) {
	way := migrated(t, false)
	want := append(dumped(t, way, shapes), dumped(t, way, contents)...)
	want = append(want, dumped(t, way, rules)...)
	if *updateSchema {
		text := fmt.Sprintf("-- %d\n%s\n", engine.SchemaVersion(), strings.Join(want, "\n"))
		ok(t, os.WriteFile(filepath.Join("..", "schema", "base.sql"), []byte(text), 0o644))
		return // what is embedded in this run is the text of before
	}
	if version, _ := schema.Base(); version != engine.SchemaVersion() {
		t.Fatalf("store/schema/base.sql is of version %d, the migrations make %d (write it with -run Schema -update)", version, engine.SchemaVersion())
	}
	base := migrated(t, true)
	for _, what := range []string{shapes, contents, rules} {
		got, want := dumped(t, base, what), dumped(t, way, what)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the base differs from what the migrations make (write it with -run Schema -update)\nbase:\n%s\nmigrations:\n%s",
				strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func migrated(t *testing.T, byBase bool) *sql.DB {
	t.Helper()
	db, err := engine.Migrated(t.Context(), byBase)
	t.Cleanup(func() { ok(t, db.Close()) })
	ok(t, err)
	return db
}

// What a schema consists of, in the order in which it can be made: tables, the rows in them, and what hangs on both.
const (
	shapes = `SELECT sql || ';' FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL AND name NOT IN
		(SELECT name FROM pragma_table_list WHERE type = 'shadow' OR name LIKE 'sqlite~_%' ESCAPE '~') ORDER BY rowid`
	contents = `SELECT name FROM pragma_table_list WHERE type IN ('table', 'shadow') AND schema = 'main' AND name <> 'sqlite_schema' ORDER BY name`
	rules    = `SELECT sql || ';' FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid`
)

func dumped(t *testing.T, db *sql.DB, what string) []string {
	t.Helper()
	list, err := engine.All(t.Context(), db, engine.ScanOne[string], what)
	ok(t, err)
	if what != contents {
		return list
	}
	var out []string
	for _, table := range list {
		columns, err := engine.All(t.Context(), db, engine.ScanOne[string], `SELECT name FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY cid`, table)
		ok(t, err)
		quoted := make([]string, len(columns))
		for i, c := range columns {
			quoted[i] = fmt.Sprintf(`quote(%q)`, c)
		}
		rows, err := engine.All(t.Context(), db, engine.ScanOne[string],
			fmt.Sprintf(`SELECT 'INSERT INTO "%s" VALUES (' || %s || ');' FROM "%s" ORDER BY 1`, table, strings.Join(quoted, ` || ', ' || `), table))
		ok(t, err)
		out = append(out, rows...)
	}
	return out
}

var updateSchema = flag.Bool("update", false, "write the pins")
