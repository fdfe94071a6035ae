package store_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/store/engine"
)

// TestMigrationsAreOnlyAdded pins every migration by name and digest: a data folder counts the files that it has seen, so a
// file that is changed, taken away or put before another would never reach it. A new one has a higher number than all others
// and is added to testdata/migrations with -run Migrations -update.
func TestMigrationsAreOnlyAdded(t *testing.T) {
	list, err := engine.AllMigrations()
	must(t, err)
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
	must(t, err)
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
	must(t, os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644))
}

var migrationName = regexp.MustCompile(`^(\d{4})_[a-z_]+\.sql$`)
