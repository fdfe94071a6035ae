package pool

import (
	"context"
	"database/sql"
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

// TestAStatementIsReadWithinItself asks a question while its own answer is being read: each reads its own rows.
func TestAStatementIsReadWithinItself(t *testing.T) {
	db, _ := file(t)
	tx, err := db.Begin()
	must(t, err)
	defer tx.Rollback()
	const query = `SELECT v FROM n WHERE v > ? ORDER BY v`
	outer, err := tx.Query(query, 7)
	must(t, err)
	defer outer.Close()
	var seen []int
	for outer.Next() {
		var v int
		must(t, outer.Scan(&v))
		inner, err := tx.Query(query, v)
		must(t, err)
		for inner.Next() {
			var w int
			must(t, inner.Scan(&w))
			seen = append(seen, v*10+w)
		}
		must(t, inner.Err())
		must(t, inner.Close())
	}
	must(t, outer.Err())
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
	for _, text := range []string{`PRAGMA user_version`, `EXPLAIN SELECT 1`, `SELECT ` + fmt.Sprintf("%0*d", longest, 1)} {
		rows, err := db.Query(text)
		must(t, err)
		must(t, rows.Close())
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

// TestAnEndedReadingFreesItsStatement ends a reading by its context, by an error of the row and half-way.
func TestAnEndedReadingFreesItsStatement(t *testing.T) {
	db, _ := file(t)
	const query = `SELECT v, abs(CASE WHEN v = ? THEN -9223372036854775808 ELSE v END) FROM n ORDER BY v`
	for name, end := range map[string]func(){
		"context": func() {
			ctx, cancel := context.WithCancel(context.Background())
			rows, err := db.QueryContext(ctx, query, 0)
			must(t, err)
			rows.Next()
			cancel()
			for rows.Next() {
			}
			_ = rows.Close() // the context's own error
		},
		"error": func() {
			rows, err := db.Query(query, 5)
			must(t, err)
			for rows.Next() {
			}
			if rows.Err() == nil {
				t.Error("the overflow is not told")
			}
			must(t, rows.Close())
		},
		"half": func() {
			rows, err := db.Query(query, 0)
			must(t, err)
			rows.Next()
			must(t, rows.Close())
		},
	} {
		end()
		_, err := db.Exec(`INSERT INTO n VALUES (?)`, len(name)+100)
		must(t, err)
		keeps(t, db, func(k *kept) {
			if e := k.seen[query]; e != nil && e.Value.(*statement).busy {
				t.Errorf("%s: the statement stays taken", name)
			}
		})
	}
}
