package money_test

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/premises/premisestest"
)

// lives are what changes the facts that the fees of a stay (or of a district) follow from, each with a number that is drawn.
var lives = []string{
	`INSERT OR IGNORE INTO reading (tenancy_id, unit_id, day, litres) SELECT id, (SELECT unit_id FROM hold WHERE kind = 'tenancy' AND ref_id = t.id), date(signed_day, '+' || ($1 % 1000) || ' days'), $1 * 7
		FROM tenancy t WHERE id = $1 % 1000 + 1 AND EXISTS (SELECT 1 FROM hold WHERE kind = 'tenancy' AND ref_id = t.id)`,
	`UPDATE reading SET reversed_day = day, reversed_reason = '错' WHERE id = (SELECT id FROM reading ORDER BY id LIMIT 1 OFFSET $1 % 300)`,
	`DELETE FROM reading WHERE id = (SELECT id FROM reading ORDER BY id LIMIT 1 OFFSET $1 % 300)`,
	`UPDATE tenancy SET clock_day = date(signed_day, '-' || ($1 % 40) || ' days') WHERE id % 97 = $1 % 97`,
	`UPDATE tenancy SET stopped_day = date(signed_day, '+' || ($1 % 900) || ' days') WHERE id % 89 = $1 % 89`,
	`UPDATE tenancy SET state = 'ended', ended_day = date(signed_day, '+' || ($1 % 1200) || ' days') WHERE id % 101 = $1 % 101`,
	`UPDATE tenancy SET signed_day = date(signed_day, '+' || ($1 % 60) || ' days') WHERE id % 103 = $1 % 103`,
	`UPDATE tenancy SET water_intensive = 1 - water_intensive WHERE id % 61 = $1 % 61`,
	`UPDATE contract SET to_day = date(from_day, '+' || (10 + $1 % 30) || ' months', 'floor') WHERE tenancy_id % 83 = $1 % 83`,
	`DELETE FROM contract WHERE term = 2 AND tenancy_id % 11 = $1 % 11`,
	`UPDATE hold SET from_day = date(from_day, '-' || ($1 % 20) || ' days') WHERE kind = 'tenancy' AND ref_id % 79 = $1 % 79`,
	`UPDATE hold SET to_day = date(from_day, '+' || ($1 % 1000) || ' days') WHERE kind = 'tenancy' AND ref_id % 113 = $1 % 113`,
	`INSERT OR IGNORE INTO unit_area (unit_id, from_day, area_dm2, basis) SELECT unit_id, date(from_day, '+' || ($1 % 700) || ' days'), 1000 + $1 % 9000, '实测' FROM hold WHERE kind = 'tenancy' AND ref_id % 67 = $1 % 67`,
	`UPDATE unit_area SET area_dm2 = area_dm2 + 1 + $1 % 50 WHERE unit_id IN (SELECT unit_id FROM hold WHERE kind = 'tenancy' AND ref_id % 71 = $1 % 71)`,
	`UPDATE benefit SET state = 'ended', ended_day = date(start_day, '+' || ($1 % 900) || ' days') WHERE kind = 'rent' AND tenancy_id % 73 = $1 % 73`,
	`INSERT INTO benefit_pause (benefit_id, from_day, to_day, reason, document, resume_reason, resume_document) SELECT id, date(start_day, '+' || ($1 % 300) || ' days'), date(start_day, '+' || (300 + $1 % 300) || ' days'), '某', '某', '某', '某'
		FROM benefit WHERE kind = 'rent' AND tenancy_id % 109 = $1 % 109`,
	`DELETE FROM benefit WHERE kind = 'water' AND tenancy_id % 107 = $1 % 107`,
	`UPDATE price SET fen = fen + 1 + $1 % 30 WHERE fee = 'rent' AND year = 2017 + $1 % 5`,
	`UPDATE price SET fen = NULL WHERE fee = 'heating' AND year = 2017 + $1 % 5`,
	`DELETE FROM price WHERE fee = 'property' AND year = 2017 + $1 % 5`,
	`INSERT OR IGNORE INTO price (district, fee, year, fen, document, document_day, payee) VALUES ('岭东区', 'rent', 2017 + $1 % 5, 2500 + $1 % 100, '某文', '2017-01-01', '某局')`,
	`UPDATE unit SET floor = floor + 40 + $1 % 50 WHERE id IN (SELECT unit_id FROM hold WHERE kind = 'tenancy' AND ref_id % 59 = $1 % 59)`,
}

// TestKeptFeesAreThoseWorkedOutAnew: whatever happens to the facts of a stay, and whether its lines have been worked out again since or not,
// the sums of every day are those of all schedules of that day, and what is kept verifies.
func TestKeptFeesAreThoseWorkedOutAnew(t *testing.T) {
	o := premisestest.Big(t, 1)
	room := money.Of(o.Store)
	by := engine.Actor{ID: 1, Name: "duban", Display: "督办", Role: allocation.Supervisor}
	db, err := sql.Open("sqlite", "file:"+o.Path()+"?_pragma=foreign_keys(0)&_pragma=ignore_check_constraints(1)")
	ok(t, err)
	defer func() { _ = db.Close() }()
	r := rand.New(rand.NewPCG(15, 17))
	changed := make([]int64, len(lives))
	for step := range enginetest.Times(1, 2) * len(lives) {
		for _, i := range []int{step % len(lives), r.IntN(len(lives))}[:1+r.IntN(2)] {
			done, err := db.Exec(lives[i], r.IntN(1_000_000))
			if err != nil {
				t.Fatalf("%s: %v", lives[i], err)
			}
			n, err := done.RowsAffected()
			ok(t, err)
			changed[i] += n
		}
		if step%3 == 0 {
			ok(t, room.KeepFees(t.Context(), nil))
		}
		day := civil.MustParse("2017-08-20").AddDays(r.IntN(1305))
		if step%4 == 0 {
			day = day.MonthStart().AddDays(-1)
		}
		sameFees(t, room, by, day)
		if t.Failed() {
			t.Fatalf("step %d", step)
		}
	}
	ok(t, room.KeepFees(t.Context(), nil))
	line, err := money.VerifyFees(t.Context(), o.Read, nil)
	ok(t, err)
	if !line.OK {
		t.Errorf("%s", line.Text)
	}
	for i, n := range changed {
		if n == 0 {
			t.Errorf("changed nothing: %s", lives[i])
		}
	}
	for _, text := range []string{`UPDATE fee_kept SET lines = x'00' WHERE tenancy_id = 3`, `UPDATE fee_month SET market = market + 1 WHERE month = '2020-03-01'`} {
		_, err := db.Exec(text)
		ok(t, err)
	}
	if line, err = money.VerifyFees(t.Context(), o.Read, nil); err != nil || line.OK || len(line.Differences) < 4 {
		t.Errorf("%v %+v", err, line)
	}
}

// sameFees compares the sums of a day with those of its schedules.
func sameFees(t *testing.T, room money.Room, by engine.Actor, day civil.Date) {
	t.Helper()
	type key struct {
		district string
		fee      charge.Fee
		year     int
	}
	want, stays := map[key]*money.FeeSum{}, map[int64]charge.FeeTotal{}
	for _, d := range allocation.DistrictNames() {
		ok(t, room.EachSchedule(context.Background(), by, d, day, func(f *money.TenancyFees) error {
			stays[f.Tenancy.ID] = f.Schedule.Sum()
			seen := map[key]bool{}
			for _, l := range f.Schedule.Lines {
				k := key{d, l.Fee, l.Year}
				if want[k] == nil {
					want[k] = &money.FeeSum{District: d, Fee: l.Fee, Year: l.Year}
				}
				sum := want[k]
				if sum.FeeTotal = sum.With(l); l.Priced {
					sum.Priced++
				} else {
					sum.Unpriced++
				}
				if !seen[k] {
					seen[k] = true
					sum.Stays++
				}
			}
			return nil
		}))
	}
	have, err := room.FeesOn(t.Context(), by, "", day)
	ok(t, err)
	for _, f := range have {
		if w := want[key{f.District, f.Fee, f.Year}]; w == nil || *w != f {
			t.Errorf("%s: %+v, not %+v", day, f, w)
		}
	}
	if len(have) != len(want) {
		t.Errorf("%s: %d sums, not %d", day, len(have), len(want))
	}
	totals, err := room.FeeTotalsOn(t.Context(), by, "", day)
	ok(t, err)
	for id, total := range totals {
		if total != stays[id] {
			t.Errorf("%s: stay %d: %+v, not %+v", day, id, total, stays[id])
		}
	}
	on, err := engine.All(t.Context(), room.Read, engine.ScanOne[int64], `SELECT id FROM tenancy WHERE signed_day <= $1 AND (ended_day IS NULL OR ended_day > $1)`, day)
	ok(t, err)
	for _, id := range on {
		if _, there := totals[id]; !there {
			t.Errorf("%s: no total of stay %d", day, id)
		}
	}
}
