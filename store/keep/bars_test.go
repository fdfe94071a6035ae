package keep_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

const sqlFinding = `INSERT INTO finding (id, district, number, state, noun, noun_id, subject, body, text, clause, raised_day, answer_by, raised_by)
	VALUES (900, '尖山区', 'DB-X', '%', '&', #, 'x', 'x', 'x', 'x', '2021-03-15', '2021-03-20', 1)`

const sqlCorrection = `INSERT INTO correction (id, number, district, state, noun, noun_id, subject, reason, document, proposed_day, proposed_by, decided_day)
	VALUES (900, 'GZ-X', '尖山区', '%', '&', #, 'x', 'x', 'x', '2021-03-15', 1, iif('%' = 'proposed', NULL, '2021-03-15'))`

const sqlExit = `INSERT INTO exit (id, tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, filed_day, filed_number, settled_day)
	VALUES (900, #, '%', 1, 0, 1, 'x', 'x', 'x', '2021-03-15', '2021-03-15', 1, '2021-03-15', 'x', '2021-03-15')`

const sqlRound = `INSERT INTO round (id, number, title, district, state, parameter_id, created_day, created_by) SELECT 900, 'JS-X', 'x', '尖山区', '%', min(id), '2021-03-15', 1 FROM parameter;
	INSERT INTO round_applicant (round_id, application_id) VALUES (900, #)`

const sqlDispute = `INSERT INTO round (id, number, title, district, state, parameter_id, created_day, created_by) SELECT 900, 'JS-X', 'x', '尖山区', 'confirmed', min(id), '2021-03-15', 1 FROM parameter;
	INSERT INTO round_applicant (round_id, application_id) VALUES (900, #);
	INSERT INTO round_input (id, round_id, position, instance, sha256, reason, day, account_id) VALUES (900, 900, 1, '{}', '0000000000000000000000000000000000000000000000000000000000000000', '', '2021-03-15', 1);
	INSERT INTO dispute (round_id, input_id, name, body, state, raised_day, raised_by) VALUES (900, 900, 'x', 'x', '%', '2021-03-15', 1)`

// TestEveryBar: whatever is open keeps numbers where they are, in each of its states, under its name; in every other state it does not. % stands
// for the state, # for the record, & for its noun.
func TestEveryBar(t *testing.T) {
	for _, c := range []struct {
		name, of, query string
		bar             keeping.Bar
		open, over      []string
	}{
		{"stay", "tenancy", `UPDATE tenancy SET state = '%', ended_day = iif('%' = 'ended', '2021-03-15', NULL), handed_day = '2021-03-15' WHERE id = #`, keeping.BarStay, []string{"signed", "handed", "open", "leaving"}, []string{"ended", "void"}},
		{"round", "application", sqlRound, keeping.BarRound, []string{"draft", "locked", "drawn", "computed", "noticed", "reopened"}, []string{"confirmed", "cancelled"}},
		{"dispute of the list", "application", sqlDispute, keeping.BarObjection, []string{"raised"}, []string{"dismissed", "upheld", "withdrawn"}},
		{"debt", "tenancy", `INSERT INTO bill (number, tenancy_id, district, kind, from_day, to_day, issued_day, issued_by, due_day, due_sure, market_fen, payable_fen, waived_fen)
			VALUES ('ZD-X', #, '尖山区', 'final', '2021-03-01', '2021-03-15', '2021-03-15', 1, '2021-03-20', 1, %, %, 0)`, keeping.BarOwes, []string{"1", "90000"}, []string{"0"}},
		{"credit", "tenancy", `INSERT INTO payment (number, tenancy_id, district, kind, day, amount_fen, method, payer, entered_by, entered_day)
			VALUES ('SJ-X', #, '尖山区', 'payment', '2021-03-15', %, 'cash', 'x', 1, '2021-03-15')`, keeping.BarCredit, []string{"1"}, nil},
		{"exit", "tenancy", sqlExit, keeping.BarExit, []string{"opened", "approved", "noticed", "returned"}, []string{"closed", "refused", "cancelled"}},
		{"finding on the stay", "tenancy", sqlFinding, keeping.BarFinding, []string{"raised", "answered", "returned"}, []string{"closed", "withdrawn"}},
		{"finding on the application", "application", sqlFinding, keeping.BarFinding, []string{"raised"}, []string{"closed"}},
		{"correction of the applicant", "applicant", sqlCorrection, keeping.BarCorrection, []string{"proposed"}, []string{"applied", "refused", "withdrawn"}},
		{"correction of the application", "application", sqlCorrection, keeping.BarCorrection, []string{"proposed"}, []string{"applied"}},
		{"correction of the stay", "tenancy", sqlCorrection, keeping.BarCorrection, []string{"proposed"}, []string{"applied"}},
		{"correction of an exit", "exit", strings.ReplaceAll(sqlExit, "%", "closed") + "; " + strings.ReplaceAll(sqlCorrection, "#", "900"), keeping.BarCorrection, []string{"proposed"}, []string{"applied"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, 1)
			stay := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
			o.sql(t, `UPDATE tenancy SET state = 'ended', ended_day = '2021-03-15', state_day = '2021-03-15'; DELETE FROM payment; DELETE FROM open_bill`)
			ids := map[string]int64{"tenancy": stay.ID, "application": stay.Application, "applicant": stay.Applicant, "exit": stay.ID}
			bars := func() []keeping.Bar {
				o.Clock.Day = enginetest.Day("2031-01-01")
				d := o.due(t)
				for _, s := range slices.Concat(d.Due, d.Barred) {
					if s.ID == stay.Applicant {
						return s.Bars
					}
				}
				t.Fatalf("its term is not over: %+v", d)
				return nil
			}
			if b := bars(); len(b) != 0 {
				t.Fatalf("barred before: %v", b)
			}
			for i, state := range slices.Concat(c.open, c.over) {
				query := strings.NewReplacer("%", state, "#", strconv.FormatInt(ids[c.of], 10), "&", c.of).Replace(c.query)
				o.sql(t, query)
				want := []keeping.Bar{c.bar}
				if i >= len(c.open) {
					want = nil
				}
				if b := bars(); !slices.Equal(b, want) {
					t.Errorf("%s: %v, want %v", state, b, want)
				}
				o.sql(t, `DELETE FROM dispute; DELETE FROM round_input WHERE id = 900; DELETE FROM round_applicant WHERE round_id = 900; DELETE FROM round WHERE id = 900;
					DELETE FROM correction WHERE id = 900; DELETE FROM exit WHERE id = 900; DELETE FROM finding WHERE id = 900; DELETE FROM bill WHERE number = 'ZD-X'; DELETE FROM payment WHERE number = 'SJ-X'`)
			}
		})
	}
}

// sql runs statements, whatever use case they would belong to.
func (o office) sql(t *testing.T, queries string) {
	t.Helper()
	ok(t, o.Base().Write(t.Context(), engine.Console().As(engine.NewCommand()), allocation.Action{Code: "test.sql", Title: "测试"}, func(x *engine.Tx) error {
		for query := range strings.SplitSeq(queries, ";") {
			if err := x.Exec(query); err != nil {
				return err
			}
		}
		return nil
	}))
}
