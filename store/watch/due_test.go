package watch

import (
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// The due day that the list computes is that of the domain, whatever the signing, the interval and what is assessed.
func TestDueDayInSQL(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	rapid.Check(t, func(r *rapid.T) {
		signed := civil.On(2017, 8, 5).AddDays(rapid.IntRange(0, 4000).Draw(r, "signed"))
		months, covered := rapid.IntRange(1, 36).Draw(r, "months"), rapid.IntRange(0, 80).Draw(r, "covered")
		got, err := engine.One(t.Context(), o.Read, func(s engine.Scanner) (d [2]civil.Date, err error) { err = s.Scan(&d[0], &d[1]); return d, err },
			`SELECT `+SqlDueDay+`, `+SqlAssessedDay+` FROM (SELECT $1 AS signed_day, $2 AS assessed_months) t, (SELECT $3 AS months) d`, signed, covered, months)
		if err != nil {
			r.Fatal(err)
		}
		due := oversight.AssessmentDue(signed, covered, months)
		if got[0] != due {
			r.Fatalf("%s + %d + %d: %s, want %s", signed, covered, months, got[0], due)
		}
		if bound := due.AddMonths(-months).AddDays(DueSlack); got[1].After(bound) {
			r.Fatalf("the index holds %s, looked for up to %s", got[1], bound)
		}
	})
}
