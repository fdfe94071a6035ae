package engine_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestWriteAppendsOneEntry(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	before := count(t, o.Read, `SELECT count(*) FROM log`)
	if err := o.Note(by, "2021-05-01"); err != nil {
		t.Fatal(err)
	}
	if got := count(t, o.Read, `SELECT count(*) FROM log`) - before; got != 1 {
		t.Fatalf("%d entries", got)
	}
	body, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT CAST(body AS TEXT) FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"table":"holiday","columns":["id","day","working","name","source"],"rows":[[1,"2021-05-01",0,"",""]],"was":[]}]`
	if body != want {
		t.Fatalf("body\n%s\nwant\n%s", body, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	admin := o.As(t, allocation.Admin)
	for _, c := range []struct {
		name string
		do   func() error
		want error
	}{
		{"another role", func() error { return o.Note(o.As(t, allocation.Intake), "2021-05-01") }, engine.ErrNotAllowed},
		{"an account that is not there", func() error {
			ghost := admin
			ghost.ID = 99
			return o.Note(ghost, "2021-05-01")
		}, engine.ErrSignedOut},
		{"a row twice", func() error { return errors.Join(o.Note(admin, "2021-05-02"), o.Note(admin, "2021-05-02")) }, engine.ErrDuplicate},
		{"a command twice", func() error {
			by := admin.As("c1")
			return errors.Join(o.Note(by, "2021-05-03"), o.Note(by, "2021-05-04"))
		}, engine.ErrRepeated},
		{"a day before the last entry's", func() error {
			o.Clock.Day = civil.MustParse("2021-03-14")
			return o.Note(admin, "2021-05-05")
		}, engine.ErrBackInTime},
	} {
		if err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if n := count(t, o.Read, `SELECT count(*) FROM holiday`); n != 2 {
		t.Errorf("%d holidays, want the two that were accepted", n)
	}
}

func TestWriteRollsBack(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	log := count(t, o.Read, `SELECT count(*) FROM log`)
	fail := errors.New("no")
	err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		return errors.Join(x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ('2021-05-01', 0, '', '')`), fail)
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			if err := x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ('2021-05-02', 0, '', '')`); err != nil {
				return err
			}
			panic("in the middle")
		})
	}()
	if err := o.Note(by, "2021-05-03"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM holiday`); n != 1 {
		t.Errorf("%d holidays", n)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM log`) - log; n != 1 {
		t.Errorf("%d new entries", n)
	}
}

func TestNumberIsGapless(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	for want := int64(1); want <= 3; want++ {
		var got int64
		err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) (err error) {
			got, err = x.Number("application/JS/2021")
			return err
		})
		if err != nil || got != want {
			t.Fatalf("got %d, %v, want %d", got, err, want)
		}
		_ = o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			_, _ = x.Number("application/JS/2021")
			return errors.New("rolled back")
		})
	}
}

// TestTextsAreStoredClean: whoever writes, and by whatever way, no sign that nobody sees gets into the file or its log, and no text
// that no field is meant for; what the program writes as JSON stays as it is.
func TestTextsAreStoredClean(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	day := civil.MustParse("2021-05-01")
	write := func(name, source, reason string) error {
		day = day.AddDays(1)
		return o.Write(t.Context(), engine.Console(), allocation.ActEditHolidays, func(x *engine.Tx) error {
			x.Subject(name)
			x.Reason(reason)
			return x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, $2, $3)`, day, name, source)
		})
	}
	json := `{"a":"\u202e 甲"}` + "\n"
	ok(t, write("劳动\u202e节\x1b[2J\xff", json, "放假\u200b通知"))
	type row struct{ name, source, subject, reason string }
	got, err := engine.One(t.Context(), o.Read, func(s engine.Scanner) (r row, err error) {
		return r, s.Scan(&r.name, &r.source, &r.subject, &r.reason)
	}, `SELECT h.name, h.source, l.subject, l.reason FROM holiday h, log l ORDER BY l.seq DESC LIMIT 1`)
	ok(t, err)
	if want := (row{"劳动节[2J", json, "劳动节[2J", "放假通知"}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	long := strings.Repeat("长", engine.MaxText+1)
	checkRefusal(t, write(long, "", ""), engine.ErrTextLong)
	checkRefusal(t, write("五一", "", long), engine.ErrTextLong)
	o.Verified(t)
}
