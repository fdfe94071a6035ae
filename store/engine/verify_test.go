package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestVerifyPasses(t *testing.T) {
	o := enginetest.New(t, allocation.CityOffice)
	by := o.As(t, allocation.Admin)
	for _, day := range []string{"2021-05-01", "2021-05-02"} {
		if err := o.Note(by, day); err != nil {
			t.Fatal(err)
		}
	}
	if err := scribble(t.Context(), o.Store, "form/new", "half"); err != nil {
		t.Fatal(err)
	}
	err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		return x.Exec(`DELETE FROM holiday WHERE day = '2021-05-01'`)
	})
	if err != nil {
		t.Fatal(err)
	}
	var stages []string
	r, err := o.Verify(t.Context(), func(stage string, done, total int64) { stages = append(stages, stage) })
	if err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
	if len(stages) == 0 {
		t.Error("no progress was told")
	}
	head, err := o.Head(t.Context())
	if err != nil || head != r.Head || head.Seq == 0 {
		t.Errorf("head %v, report %v, %v", head, r.Head, err)
	}
}

// TestVerifyFindsTampering changes the file with another connection that has no triggers and no foreign keys.
func TestVerifyFindsTampering(t *testing.T) {
	const drop = `DROP TRIGGER log_update; DROP TRIGGER log_delete; DROP TRIGGER log_insert; `
	for name, c := range map[string]struct {
		sql, want string
		only      bool
	}{
		"changed row":           {`UPDATE holiday SET name = 'x' WHERE id = 2`, "holiday 2 name", true},
		"changed secret column": {`UPDATE account SET password_hash = 'x' WHERE id = 1`, "account 1 password_hash", true},
		"deleted row":           {`DELETE FROM holiday WHERE id = 1`, "holiday 1 ", true},
		"added row":             {`INSERT INTO holiday (id, day, working, name, source) VALUES (9, '2030-01-01', 0, '', '')`, "holiday 9 ", true},
		"revived row":           {`INSERT INTO holiday (id, day, working, name, source) VALUES (3, '2021-05-03', 0, '', '')`, "holiday 3 ", true},
		"dropped table":         {`DROP TABLE holiday`, "holiday 1 ", false},
		"added table":           {`CREATE TABLE extra (id INTEGER PRIMARY KEY); INSERT INTO extra VALUES (1)`, "extra 1 ", true},
		"changed reason":        {drop + `UPDATE log SET reason = 'x' WHERE seq = 3`, "log 3 hash", true},
		"changed body":          {drop + `UPDATE log SET body = CAST('[]' AS BLOB) WHERE seq = 3`, "log 3 hash", false},
		"deleted entry":         {drop + `DELETE FROM log WHERE seq = 3`, "log 3 ", false},
		"deleted first entry":   {drop + `DELETE FROM log WHERE seq = 1`, "log 1 ", false},
		"deleted last entry":    {drop + `DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)`, "holiday 3 ", false},
		"another type":          {`PRAGMA ignore_check_constraints = 1; UPDATE holiday SET name = '' WHERE id = 2; UPDATE holiday SET working = 7 WHERE id = 2`, "holiday 2 working", false},
		"many at once":          {`UPDATE holiday SET name = 'x'`, "holiday 2 name", false},
		"a seal's key":          {`UPDATE account SET password_hash = 'x' WHERE id > 1; UPDATE secret SET value = randomblob(32)`, "secret 1 value", true},
		"key gone":              {`DELETE FROM secret`, "secret 1 ", true},
		"swapped entries":       {drop + `UPDATE log SET seq = -3 WHERE seq = 3; UPDATE log SET seq = 3 WHERE seq = 4; UPDATE log SET seq = 4 WHERE seq = -3`, "log 3 entry", false},
	} {
		t.Run(name, func(t *testing.T) {
			o := enginetest.New(t, "尖山区")
			by := o.As(t, allocation.Admin)
			for _, day := range []string{"2021-05-01", "2021-05-02", "2021-05-03"} {
				if err := o.Note(by, day); err != nil {
					t.Fatal(err)
				}
			}
			err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
				return x.Exec(`DELETE FROM holiday WHERE id = 3`)
			})
			if err != nil {
				t.Fatal(err)
			}
			o.Foreign(t, c.sql)
			r, err := o.Verify(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, d := range differences(r) {
				if d.Row > 0 {
					got = append(got, fmt.Sprintf("%s %d %s", d.Table, d.Row, d.Field))
				}
			}
			if !slices.Contains(got, c.want) || c.only && len(got) > 1 {
				t.Errorf("differences %q, want %q; %+v", got, c.want, r)
			}
		})
	}
}

// TestVerifyGoesOn: what is behind the first difference is named too, in every check.
func TestVerifyGoesOn(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	for _, day := range []string{"2021-05-01", "2021-05-02", "2021-05-03"} {
		ok(t, o.Note(by, day))
	}
	o.Foreign(t, `DROP TRIGGER log_update; UPDATE log SET reason = 'x' WHERE seq = 2; UPDATE log SET title = 'y' WHERE seq = 4;
		UPDATE holiday SET name = 'x' WHERE id = 1; DELETE FROM holiday WHERE id = 3; CREATE TABLE more (id INTEGER PRIMARY KEY)`)
	r, err := o.Verify(t.Context(), nil)
	ok(t, err)
	var got []string
	for _, d := range differences(r) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d %s", d.Table, d.Row, d.Field)))
	}
	want := []string{"more 0 table more", "log 0 trigger log_update", "log 2 hash", "log 4 hash", "holiday 1 name", "holiday 3"}
	if !slices.Equal(got, want) {
		t.Errorf("differences %q, want %q", got, want)
	}
}

// TestVerifyReadsWhatSQLiteWouldRefuse: a NULL where none may stand is a difference, and the rest is looked at.
func TestVerifyReadsWhatSQLiteWouldRefuse(t *testing.T) {
	folder := enginetest.Closed(t)
	s, err := engine.Open(folder, engine.Options{})
	ok(t, err)
	ok(t, enginetest.Over(s, nil).Note(engine.Console(), "2021-05-01"))
	ok(t, s.Close())
	for _, table := range []struct{ name, column, row string }{{"log", "reason", "seq = 1"}, {"holiday", "name", "id = 1"}} {
		text := `PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, '%s', '%s') WHERE name = '` + table.name + `'`
		edit(t, folder, `DROP TRIGGER IF EXISTS log_update`)
		edit(t, folder, fmt.Sprintf(text, table.column+" TEXT NOT NULL", table.column+" TEXT"))
		edit(t, folder, fmt.Sprintf(`UPDATE %s SET %s = NULL WHERE %s`, table.name, table.column, table.row))
	}
	s, err = engine.Open(folder, engine.Options{ReadOnly: true, Suspect: true})
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	r, err := s.Verify(t.Context(), nil)
	ok(t, err)
	var got []string
	for _, d := range differences(r) {
		if d.Row > 0 {
			got = append(got, fmt.Sprintf("%s %d %s", d.Table, d.Row, d.Field))
		}
	}
	if want := []string{"log 1 reason", "holiday 1 name"}; !slices.Equal(got, want) {
		t.Errorf("differences %q, want %q", got, want)
	}
}

func TestLogRefusesChange(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	if err := o.Note(by, "2021-05-01"); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		`UPDATE log SET reason = 'x'`, `DELETE FROM log`,
		`INSERT OR REPLACE INTO log SELECT seq, entry, command, at, day, account, actor, action, title, 'x', noun, noun_id, reason, body, hash, desk FROM log WHERE seq = 1`,
	} {
		_, err := o.Writer.ExecContext(t.Context(), query)
		if err == nil || !strings.Contains(err.Error(), "log:") {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestScratchRefusesLoggedTables(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	err := o.Scratch(t.Context(), func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ('2021-05-01', 0, '', '')`)
	})
	if err != engine.ErrUnlogged {
		t.Fatal(err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM holiday`); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestManyRowsMakeChunksOfOneEntry(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i := range 3 * engine.ChunkRows {
			if err := x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, '', '')`, x.Today.AddDays(i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := o.LogList(t.Context(), by, engine.ListQuery{Filter: "事项:" + allocation.ActEditHolidays.Title, Limit: 10})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d entries, %v", page.Total, err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM log WHERE entry = $1`, page.Rows[0].Seq); n != 3 {
		t.Fatalf("%d chunks", n)
	}
	if r, err := o.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
}

// differences are all that a report names.
func differences(r engine.Report) []engine.Difference {
	var out []engine.Difference
	for _, l := range r.Lines {
		out = append(out, l.Differences...)
	}
	return out
}
