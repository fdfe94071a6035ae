package engine_test

import (
	"fmt"
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
	if err := o.SaveDraft(t.Context(), by, "form/new", "half"); err != nil {
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
	for name, c := range map[string]struct{ sql, want string }{
		"changed row":           {`UPDATE holiday SET name = 'x' WHERE id = 2`, "holiday 2 name"},
		"changed secret column": {`UPDATE account SET password_hash = 'x' WHERE id = 1`, "account 1 password_hash"},
		"deleted row":           {`DELETE FROM holiday WHERE id = 1`, "holiday 1 "},
		"added row":             {`INSERT INTO holiday (id, day, working, name, source) VALUES (9, '2030-01-01', 0, '', '')`, "holiday 9 "},
		"revived row":           {`INSERT INTO holiday (id, day, working, name, source) VALUES (3, '2021-05-03', 0, '', '')`, "holiday 3 "},
		"dropped table":         {`DROP TABLE holiday`, "holiday 1 "},
		"added table":           {`CREATE TABLE extra (id INTEGER PRIMARY KEY); INSERT INTO extra VALUES (1)`, "extra 1 "},
		"changed reason":        {drop + `UPDATE log SET reason = 'x' WHERE seq = 3`, "log 3 hash"},
		"changed body":          {drop + `UPDATE log SET body = CAST('[]' AS BLOB) WHERE seq = 3`, "log 3 hash"},
		"deleted entry":         {drop + `DELETE FROM log WHERE seq = 3`, "log 3 "},
		"deleted first entry":   {drop + `DELETE FROM log WHERE seq = 1`, "log 1 "},
		"deleted last entry":    {drop + `DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)`, "holiday 3 "},
		"swapped entries":       {drop + `UPDATE log SET seq = -3 WHERE seq = 3; UPDATE log SET seq = 3 WHERE seq = 4; UPDATE log SET seq = 4 WHERE seq = -3`, "log 3 entry"},
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
			got := ""
			for _, l := range r.Lines {
				if l.Difference != nil && got == "" {
					got = fmt.Sprintf("%s %d %s", l.Difference.Table, l.Difference.Row, l.Difference.Field)
				}
			}
			if got != c.want {
				t.Errorf("first difference %q, want %q; %+v", got, c.want, r)
			}
		})
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
		`INSERT OR REPLACE INTO log SELECT seq, entry, command, at, day, account, actor, action, title, 'x', noun, noun_id, reason, body, hash FROM log WHERE seq = 1`,
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
	changes, more, err := o.LogChanges(t.Context(), page.Rows[0].Seq)
	if err != nil || len(changes) != engine.ChunkRows || !more || changes[1].Table != "holiday" || changes[1].Fields[1].Value != "2021-03-16" {
		t.Fatalf("%d changes, more %v, %v", len(changes), more, err)
	}
	if r, err := o.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
}
