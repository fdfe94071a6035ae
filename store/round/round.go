package round

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
)

// RoundRow is an allocation round with what lists and screens show beside its life.
type RoundRow struct {
	allocation.Round
	ID               int64
	Number           string // JS-2021-07
	Title            string
	District         string
	Filter           string // the text that chose the pool
	Parameter        int64  // id of the parameters' version
	ParameterVersion int64
	CreatedDay       civil.Date
	ConfirmedDay     civil.Date
	Run              int64 // the run whose result stands; 0 before the first
	Runs             int   // runs made so far
	Served           int   // applicants served by that run
	Jobs             int64 // their jobs in thousandths
	Area             quantity.Area
	UnitsLeft        int
	Open             int // objections without an answer
	Upheld           int // upheld objections that the run does not follow yet
	Pending          int // overrides without a second signature
	Version          int64
}

// roundColumns reads a round; the run that stands is the last one that is not a succession.
const roundColumns = `SELECT r.id, r.number, r.title, r.district, r.single, r.state, r.parameter_id, p.version, r.filter,
	r.draw_text, r.draw_day, r.notice_from, r.notice_until, r.objection_until, r.reason, r.created_day, r.confirmed_day, r.version,
	(SELECT count(*) FROM round_unit u WHERE u.round_id = r.id),
	(SELECT count(*) FROM round_applicant a WHERE a.round_id = r.id),
	(SELECT count(*) FROM run x WHERE x.round_id = r.id AND x.undone = 0),
	coalesce(n.id, 0), coalesce(n.served, 0), coalesce(n.jobs_millis, 0), coalesce(n.area_dm2, 0), coalesce(n.units_left, 0),
	(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'raised'),
	(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'upheld' AND o.run_id = n.id),
	(SELECT count(*) FROM override v WHERE v.round_id = r.id AND v.state = 'proposed')
	FROM round r JOIN parameter p ON p.id = r.parameter_id
	LEFT JOIN run n ON n.id = (SELECT x.id FROM run x WHERE x.round_id = r.id AND x.kind <> 'succession' AND x.undone = 0 ORDER BY x.position DESC LIMIT 1)`

const (
	roundByID   = roundColumns + ` WHERE r.id = $1`
	roundsAll   = roundColumns + ` WHERE ($1 = '' OR r.district = $1) AND ($2 = '' OR r.state = $2) ORDER BY r.id DESC`
	roundNames  = `SELECT name FROM round_witness WHERE round_id = $1 ORDER BY position`
	roundCounts = `SELECT state, count(*) FROM round WHERE ($1 = '' OR district = $1) GROUP BY state`
)

func scanRound(s engine.Scanner) (RoundRow, error) {
	var r RoundRow
	err := s.Scan(&r.ID, &r.Number, &r.Title, &r.District, &r.Single, &r.State, &r.Parameter, &r.ParameterVersion, &r.Filter,
		&r.Draw.Text, &r.Draw.Day, &r.NoticeFrom, &r.NoticeUntil, &r.ObjectionUntil, &r.Reason, &r.CreatedDay, &r.ConfirmedDay, &r.Version,
		&r.Units, &r.Applicants, &r.Runs,
		&r.Run, &r.Served, &r.Jobs, &r.Area, &r.UnitsLeft,
		&r.Open, &r.Upheld, &r.Pending)
	return r, err
}

// RoundQuery chooses rounds: one state or all ("").
type RoundQuery struct{ State allocation.RoundState }

// Rounds lists the rounds that the actor may see, newest first.
func (s Room) Rounds(ctx context.Context, by engine.Actor, q RoundQuery) ([]RoundRow, error) {
	return engine.All(ctx, s.Read, scanRound, roundsAll, by.District, string(q.State))
}

// RoundCounts counts the rounds that the actor may see by state.
func (s Room) RoundCounts(ctx context.Context, by engine.Actor) (map[allocation.RoundState]int, error) {
	type count struct {
		state allocation.RoundState
		n     int
	}
	rows, err := engine.All(ctx, s.Read, func(s engine.Scanner) (c count, err error) { err = s.Scan(&c.state, &c.n); return c, err }, roundCounts, by.District)
	out := map[allocation.RoundState]int{}
	for _, c := range rows {
		out[c.state] = c.n
	}
	return out, err
}

// Round reads one round with its witnesses. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Round(ctx context.Context, by engine.Actor, id int64) (RoundRow, error) {
	r, err := readRound(ctx, s.Read, id)
	if err == nil && !by.Sees(r.District) {
		return RoundRow{}, engine.ErrOtherDistrict.With(r.District)
	}
	return r, err
}

func readRound(ctx context.Context, q engine.Querier, id int64) (RoundRow, error) {
	r, err := engine.One(ctx, q, scanRound, roundByID, id)
	if err != nil {
		return r, err
	}
	r.Draw.Witnesses, err = engine.All(ctx, q, engine.ScanOne[string], roundNames, id)
	return r, err
}

// openRound reads a round inside a transaction for a change: of the actor's own district, and at the version that the person saw.
func openRound(t *engine.Tx, id, version int64) (RoundRow, error) {
	r, err := readRound(t.Ctx, t, id)
	if err != nil {
		return r, err
	}
	if err := t.Mine(r.District); err != nil {
		return r, err
	}
	t.Subject(r.Title)
	t.About("round", id)
	if r.Version != version {
		return r, t.Update("round", id, `UPDATE round SET version = version + 1 WHERE id = $1 AND version = $2`, id, version)
	}
	return r, nil
}

// saveRound writes the life of a round back, counts its version up and keeps the move.
func saveRound(t *engine.Tx, before allocation.RoundState, r *RoundRow, reason string) error {
	err := t.Update("round", r.ID, `UPDATE round SET state = $1, draw_text = $2, draw_day = $3, notice_from = $4, notice_until = $5,
		objection_until = $6, reason = $7, confirmed_day = $8, confirmed_by = $9, version = version + 1 WHERE id = $10 AND version = $11`,
		string(r.State), r.Draw.Text, r.Draw.Day, r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.Reason, r.ConfirmedDay, confirmer(t, r), r.ID, r.Version)
	if err != nil {
		return err
	}
	r.Version++
	t.Reason(reason)
	if r.State == before {
		return nil
	}
	return t.Move("round", r.ID, string(before), string(r.State), reason)
}

func confirmer(t *engine.Tx, r *RoundRow) any {
	if r.State == allocation.RoundConfirmed {
		return t.By.ID
	}
	return nil
}

// EnterDraw records the draw text and who witnessed it (RoundDraw). The day is today.
func (s Room) EnterDraw(ctx context.Context, by engine.Actor, id, version int64, d allocation.Draw) error {
	return s.Write(ctx, by, allocation.ActDrawRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		before := r.State
		d.Day = t.Today
		if err := r.EnterDraw(d); err != nil {
			return err
		}
		for i, name := range r.Draw.Witnesses {
			if err := t.Exec(`INSERT INTO round_witness (round_id, position, name) VALUES ($1, $2, $3)`, id, i+1, name); err != nil {
				return err
			}
		}
		return saveRound(t, before, &r, "")
	})
}

// NoticeRound opens the window for objections: it runs from today, and ends as the round's parameters say.
func (s Room) NoticeRound(ctx context.Context, by engine.Actor, id, version int64) error {
	return s.Write(ctx, by, allocation.ActNoticeRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		notice, objections, err := noticeWindows(t, r)
		if err != nil {
			return err
		}
		stale, err := staleNow(t.Ctx, t, r)
		if err != nil {
			return err
		}
		before := r.State
		if err := r.Notice(t.Today, notice, objections, r.facts(t.Today, 0, stale)); err != nil {
			return err
		}
		return saveRound(t, before, &r, "")
	})
}

// CancelRound ends a round with a reason and releases its units.
func (s Room) CancelRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActCancelRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		before := r.State
		if err := r.Cancel(reason); err != nil {
			return err
		}
		if before != allocation.RoundDraft {
			if err := releaseRound(t, r, r.Reason, nil); err != nil {
				return err
			}
		}
		return saveRound(t, before, &r, r.Reason)
	})
}

// releaseRound gives the round's units back, all but those that stay (by unit id).
func releaseRound(t *engine.Tx, r RoundRow, reason string, stay map[int64]bool) error {
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT unit_id FROM round_unit WHERE round_id = $1 ORDER BY unit_id`, r.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := premises.ReleaseHold(t, id, HoldRound, r.ID); err != nil {
			return err
		}
		if stay[id] {
			continue
		}
		if err := premises.MoveUnit(t, id, allocation.UnitRelease, reason); err != nil {
			return err
		}
	}
	return nil
}

// Kinds of hold that this part of the store places.
const (
	HoldRound = "round"
	HoldAward = "award"
)

// roundTitle is the round's name on screen and paper: 尖山区 2021 年第 7 批次.
func roundTitle(district string, year int, n int64, single bool) string {
	if single {
		return fmt.Sprintf("%s %d 年单户安置第 %d 号", district, year, n)
	}
	return fmt.Sprintf("%s %d 年第 %d 批次", district, year, n)
}
