package engine_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/store/engine"
	"penggai/store/engine/enginetest"
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
	got, err := engine.FreshFingerprint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
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

var updateSchema = flag.Bool("update", false, "write the pins")
