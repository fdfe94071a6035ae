package pool

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
)

// file opens a file with a table of the numbers 1 to 9, on one connection.
func file(t testing.TB) (*sql.DB, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := Open(Writer(path, true), 1, nil)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	_, err = db.Exec(`CREATE TABLE n (v INTEGER PRIMARY KEY); INSERT INTO n VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)`)
	must(t, err)
	return db, path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// keeps calls fn with the one connection of a pool.
func keeps(t testing.TB, db *sql.DB, fn func(k *kept)) {
	t.Helper()
	c, err := db.Conn(context.Background())
	must(t, err)
	defer c.Close()
	must(t, c.Raw(func(driverConn any) error { fn(driverConn.(*kept)); return nil }))
}

// numbers reads the first column of every row; each is called with it while the rows are read.
func numbers(t testing.TB, q interface {
	Query(query string, args ...any) (*sql.Rows, error)
}, each func(v int), query string, args ...any,
) error {
	t.Helper()
	rows, err := q.Query(query, args...)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var v int
		must(t, rows.Scan(&v))
		each(v)
	}
	return rows.Err()
}

// TestAStatementIsReadWithinItself asks a question while its own answer is being read: each reads its own rows.
func TestAStatementIsReadWithinItself(t *testing.T) {
	db, _ := file(t)
	tx, err := db.Begin()
	must(t, err)
	defer tx.Rollback()
	const query = `SELECT v FROM n WHERE v > ? ORDER BY v`
	var seen []int
	must(t, numbers(t, tx, func(v int) {
		must(t, numbers(t, tx, func(w int) { seen = append(seen, v*10+w) }, query, v))
	}, query, 7))
	if fmt.Sprint(seen) != "[89]" {
		t.Errorf("read %v, want [89]", seen)
	}
}

// TestOnlyAsManyAreKept runs more statements than are kept, and some that never are.
func TestOnlyAsManyAreKept(t *testing.T) {
	db, _ := file(t)
	for i := range 3 * most {
		var v int
		must(t, db.QueryRow(fmt.Sprintf(`SELECT v + %d FROM n WHERE v = ?`, i), 1).Scan(&v))
		if v != i+1 {
			t.Fatalf("question %d is answered %d", i, v)
		}
	}
	for _, text := range []string{`PRAGMA user_version`, `VALUES (1)`, `SELECT ` + fmt.Sprintf("%0*d", longest, 1)} {
		must(t, numbers(t, db, func(int) {}, text))
		keeps(t, db, func(k *kept) {
			if k.seen[text] != nil {
				t.Errorf("%.20s… is kept", text)
			}
		})
	}
	keeps(t, db, func(k *kept) {
		if len(k.seen) != most || k.order.Len() != most {
			t.Errorf("%d texts and %d statements are kept, want %d", len(k.seen), k.order.Len(), most)
		}
		if last := fmt.Sprintf(`SELECT v + %d FROM n WHERE v = ?`, 3*most-1); k.seen[last] == nil {
			t.Error("the last question is not among them")
		}
	})
}

// TestAKeptStatementSeesWhatChanged changes rows, then the table, between two askings.
func TestAKeptStatementSeesWhatChanged(t *testing.T) {
	db, path := file(t)
	other, err := Open(Writer(path, false), 1, nil)
	must(t, err)
	defer other.Close()
	count := func(want int) {
		t.Helper()
		var n int
		must(t, db.QueryRow(`SELECT count(*) FROM n WHERE v < ?`, 100).Scan(&n))
		if n != want {
			t.Errorf("%d rows are counted, want %d", n, want)
		}
	}
	count(9)
	_, err = other.Exec(`DELETE FROM n WHERE v = ?`, 9)
	must(t, err)
	count(8)
	_, err = other.Exec(`ALTER TABLE n RENAME TO m; CREATE TABLE n (v INTEGER); INSERT INTO n VALUES (1)`)
	must(t, err)
	count(1)
}

// TestAnEndedReadingFreesItsStatement ends a reading by its context and by an error of the row; what comes next reads all of it.
func TestAnEndedReadingFreesItsStatement(t *testing.T) {
	db, _ := file(t)
	const query = `SELECT abs(CASE WHEN v = ? THEN -9223372036854775807 - 1 ELSE v END) FROM n ORDER BY v`
	left := func() {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		rows, err := db.QueryContext(ctx, query, 0)
		must(t, err)
		defer rows.Close()
		rows.Next()
		cancel()
		for rows.Next() {
		}
		if err := rows.Err(); err != nil && !errors.Is(err, context.Canceled) { // it may have read all before
			t.Error(err)
		}
	}
	failed := func() {
		if numbers(t, db, func(int) {}, query, 5) == nil {
			t.Error("the overflow of a row is not told")
		}
	}
	for name, end := range map[string]func(){"context": left, "row": failed} {
		end()
		n := 0
		must(t, numbers(t, db, func(int) { n++ }, query, 0))
		if n != 9 {
			t.Errorf("%s: %d rows are read afterwards, want 9", name, n)
		}
		keeps(t, db, func(k *kept) {
			if e := k.seen[query]; e == nil || e.Value.(*statement).busy {
				t.Errorf("%s: the statement is not free", name)
			}
		})
	}
}
