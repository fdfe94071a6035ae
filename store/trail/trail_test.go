package trail_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/trail"
)

// last is what the newest entry changed.
func last(t *testing.T, o enginetest.Office) []trail.Change {
	t.Helper()
	head, err := o.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	changes, more, err := trail.Changes(t.Context(), o.Read, head.Seq)
	if err != nil || more {
		t.Fatal(more, err)
	}
	return changes
}

// TestFromWhatToWhat: an entry says of each row whether it was made, changed or deleted, and of a changed one what stood in it
// before the entry, not in between.
func TestFromWhatToWhat(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	write := func(queries ...string) {
		t.Helper()
		err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			for _, q := range queries {
				if err := x.Exec(q); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	write(`INSERT INTO holiday (day, working, name, source) VALUES ('2021-05-01', 0, '劳动节', ''), ('2021-05-09', 1, '调休', '')`)
	for _, c := range last(t, o) {
		if c.How != trail.Made || len(c.Fields) != 5 {
			t.Errorf("%+v", c)
		}
	}
	write(`UPDATE holiday SET name = 'x' WHERE day = '2021-05-01'`,
		`UPDATE holiday SET name = '劳动节放假', source = '国办' WHERE day = '2021-05-01'`,
		`UPDATE holiday SET working = 1 WHERE day = '2021-05-09'`, // as it stood
		`INSERT INTO holiday (day, working, name, source) VALUES ('2021-10-01', 0, '', '')`,
		`UPDATE holiday SET name = '国庆节' WHERE day = '2021-10-01'`)
	changes := last(t, o)
	if len(changes) != 2 || changes[0].How != trail.Changed || changes[1].How != trail.Made {
		t.Fatalf("%+v", changes)
	}
	differs := map[string][2]string{}
	for _, f := range changes[0].Fields {
		if f.Differs {
			differs[f.Name] = [2]string{f.Was, f.Value}
		}
	}
	if len(differs) != 2 || differs["name"] != [2]string{"劳动节", "劳动节放假"} || differs["source"] != [2]string{"", "国办"} {
		t.Errorf("%v", differs)
	}
	write(`DELETE FROM holiday WHERE day = '2021-10-01'`)
	if changes := last(t, o); len(changes) != 1 || changes[0].How != trail.Gone {
		t.Errorf("%+v", changes)
	}
	if r, err := o.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

// TestHidesHashes: the founding's entry names the account, not the hash of its password.
func TestHidesHashes(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	changes, more, err := trail.Changes(t.Context(), o.Read, 1)
	if err != nil || more {
		t.Fatal(more, err)
	}
	var hash string
	for _, c := range changes {
		for _, f := range c.Fields {
			if c.Table == "account" && f.Name == "password_hash" {
				hash = "seen"
				if f.Value != "" {
					t.Errorf("the log shows %q", f.Value)
				}
			}
		}
	}
	if hash == "" {
		t.Error("the founding names no account")
	}
}

// TestOfALargeEntryItsFirstRows: an entry of several chunks says that there are more.
func TestOfALargeEntryItsFirstRows(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	first := civil.MustParse("2021-03-15")
	err := o.Write(t.Context(), o.As(t, allocation.Admin), allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i := range 600 {
			if err := x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, '', '')`, first.AddDays(i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	seq, err := engine.One(t.Context(), o.Read, engine.ScanOne[int64], `SELECT max(entry) FROM log`)
	if err != nil {
		t.Fatal(err)
	}
	changes, more, err := trail.Changes(t.Context(), o.Read, seq)
	if err != nil || !more || len(changes) != 256 || changes[1].Fields[1].Value != "2021-03-16" {
		t.Fatalf("%d changes, more %v, %v", len(changes), more, err)
	}
}
