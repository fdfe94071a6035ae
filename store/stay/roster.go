package stay

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation/identity"
	"penggai/allocation/roster"
	"penggai/store/engine"
)

// What a list of workers belongs to.
const (
	RosterAssessment = "assessment"
	RosterBenefit    = "benefit"
)

// RosterRow is a worker of a list, the number masked, with the other lists on which the same person stands.
type RosterRow struct {
	ID       int64
	Noun     string
	NounID   int64
	Position int
	Person   string // by what the person is recognised
	roster.Worker
	Seen []roster.Sighting
}

// RosterRecord reads and writes lists of workers.
var RosterRecord = engine.NewNoun(engine.Noun[RosterRow]{
	Title: "用工名单",
	From:  ` FROM roster_worker w`,
	Fields: []engine.Field[RosterRow]{
		{Key: "id", Column: "id", At: func(r *RosterRow) any { return &r.ID }},
		{Key: "noun", Title: engine.TextFieldNoun, Column: "noun", At: func(r *RosterRow) any { return &r.Noun }},
		{Key: "noun_id", Title: "对象编号", Column: "noun_id", At: func(r *RosterRow) any { return &r.NounID }},
		{Key: "position", Title: "顺序", Column: "position", At: func(r *RosterRow) any { return &r.Position }},
		{Key: "name", Title: say.PersonName, Column: "name", Sets: true, At: func(r *RosterRow) any { return &r.Name }},
		{Key: "masked", Title: "证件号", Column: "masked", At: func(r *RosterRow) any { return &r.IDNumber }},
		{Key: "person", Title: "识别码", Column: "person", At: func(r *RosterRow) any { return &r.Person }},
		{Key: "since", Title: "入职日期", Column: "since", Sets: true, At: func(r *RosterRow) any { return &r.Since }},
	},
})

// SetRoster puts a list of workers in the place of the one that was there.
func SetRoster(t *engine.Tx, noun string, id int64, workers []roster.Worker) error {
	if err := t.Exec(`DELETE FROM roster_worker WHERE noun = $1 AND noun_id = $2`, noun, id); err != nil {
		return err
	}
	for i, w := range workers {
		if err := AddWorker(t, noun, id, i+1, w); err != nil {
			return err
		}
	}
	return nil
}

// AddWorker enters one worker at a place of a list, the number masked and hashed.
func AddWorker(t *engine.Tx, noun string, id int64, place int, w roster.Worker) (err error) {
	row := RosterRow{Noun: noun, NounID: id, Position: place, Worker: w}
	if row.Person, err = engine.KeyedHash(t.Ctx, t, w.IDNumber); err != nil {
		return err
	}
	row.IDNumber = identity.MaskID(w.IDNumber)
	_, err = RosterRecord.Add(t, row)
	return err
}

// sightings are the other lists on which the persons of a list ($1 noun, $2 id) stand, the latest first: those of assessments that are
// not void, of any stay, and those of rewards that were not refused. $3 is the stay whose list it is, $4 the district that is seen.
const sightings = `SELECT w.position, o.noun = 'benefit', coalesce(k.number, ''), t.number, CASE WHEN $4 IN ('', t.district) THEN p.name ELSE '（外区）' END,
	coalesce(k.day, b.applied_day) AS day, t.id <> $3
	FROM roster_worker w JOIN roster_worker o ON o.person = w.person AND o.id <> w.id
	LEFT JOIN assessment k ON o.noun = 'assessment' AND k.id = o.noun_id LEFT JOIN benefit b ON o.noun = 'benefit' AND b.id = o.noun_id
	JOIN tenancy t ON t.id = coalesce(k.tenancy_id, b.tenancy_id) JOIN applicant p ON p.id = t.applicant_id
	WHERE w.noun = $1 AND w.noun_id = $2 AND coalesce(k.state, '') <> 'void' AND coalesce(b.state, '') <> 'refused'
	ORDER BY w.position, day DESC, o.id DESC`

// ReadRoster reads a list of workers of a stay, with the other lists on which each of them stands.
func ReadRoster(ctx context.Context, q engine.Querier, by engine.Actor, noun string, id, tenancy int64) ([]RosterRow, error) {
	rows, err := RosterRecord.All(ctx, q, `WHERE w.noun = $1 AND w.noun_id = $2 ORDER BY w.position`, noun, id)
	if err != nil || len(rows) == 0 {
		return rows, err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (place int, err error) {
		var x roster.Sighting
		if err = s.Scan(&place, &x.Reward, &x.Number, &x.Stay, &x.Who, &x.Day, &x.Another); err == nil {
			rows[place-1].Seen = append(rows[place-1].Seen, x)
		}
		return place, err
	}, sightings, noun, id, tenancy, by.District)
	return rows, err
}

// rewarded is the stay and the day with which a person ($1) was rewarded before.
const rewarded = `SELECT '已随 ' || t.number || '（' || b.applied_day || '）申请过' FROM roster_worker w JOIN benefit b ON b.id = w.noun_id JOIN tenancy t ON t.id = b.tenancy_id
	WHERE w.noun = 'benefit' AND w.person = $1 AND b.state <> 'refused' ORDER BY b.id LIMIT 1`

// rewardsBefore says of each worker where he was rewarded before; empty: nowhere.
func rewardsBefore(ctx context.Context, q engine.Querier, workers []roster.Worker) ([]string, error) {
	out := make([]string, len(workers))
	for i, w := range workers {
		person, err := engine.KeyedHash(ctx, q, w.IDNumber)
		if err != nil {
			return nil, err
		}
		if out[i], _, err = engine.Maybe(ctx, q, engine.ScanOne[string], rewarded, person); err != nil {
			return nil, err
		}
	}
	return out, nil
}
