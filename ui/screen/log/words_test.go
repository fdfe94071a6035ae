package log

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/store/schema"
)

var (
	createTable = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\) STRICT`)
	column      = regexp.MustCompile(`(?m)^\s+([a-z][a-z0-9_]*)\s+(?:INTEGER|TEXT|BLOB)`)
	addColumn   = regexp.MustCompile(`ALTER TABLE (\w+) ADD COLUMN (\w+)`)
)

// TestEveryColumnHasAWord: who reads the log reads no name of a column. Tables outside the log, and what a migration names
// only in passing, need none.
func TestEveryColumnHasAWord(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "store", "schema", "migrations", "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	seen := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range createTable.FindAllStringSubmatch(string(text), -1) {
			table := m[1]
			if !schema.Logged(table) || strings.HasSuffix(table, "_new") {
				continue
			}
			if tableTitle(table) == table {
				t.Errorf("%s: table %s has no word", filepath.Base(file), table)
			}
			for _, c := range column.FindAllStringSubmatch(m[2], -1) {
				if seen++; c[1] != "id" && titleOf(table, c[1]) == c[1] {
					t.Errorf("%s: %s.%s has no word", filepath.Base(file), table, c[1])
				}
			}
		}
		for _, m := range addColumn.FindAllStringSubmatch(string(text), -1) {
			if seen++; titleOf(m[1], m[2]) == m[2] {
				t.Errorf("%s: %s.%s has no word", filepath.Base(file), m[1], m[2])
			}
		}
	}
	if seen < 300 {
		t.Errorf("only %d columns found", seen)
	}
}

func titleOf(table, column string) string {
	title, _ := words(table, column, "")
	return title
}
