package mend

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
)

// mendable is a record as corrections see it, with where it belongs.
type mendable struct {
	amend.CorrectionRecord
	district string
	subject  string          // number and name
	stay     stay.TenancyRow // of a tenancy or an exit
}

// earlierClockBefore is earlierClock for the applicant $1 of the tenancy $2: of the stays before it.
const earlierClockBefore = `WITH same (id) AS (SELECT $1 UNION SELECT o.applicant_id FROM party m JOIN party o ON o.identity = m.identity
		WHERE m.applicant_id = $1 AND m.identity <> '' AND o.identity <> '' AND m.part IN ('self', 'company') AND o.part IN ('self', 'company'))
	SELECT t.clock_day FROM tenancy t WHERE t.id < $2 AND t.state <> 'void' AND (t.applicant_id IN (SELECT id FROM same)
		OR t.id IN (SELECT c.tenancy_id FROM holding_change c WHERE c.old_id <> c.new_id AND c.old_id IN (SELECT id FROM same)))
	ORDER BY t.clock_day, t.id LIMIT 1`

// renewalRests are the days on which the assessments of a tenancy were known.
const renewalRests = `SELECT max(day, jobs_day, coalesce(inspected_day, day), coalesce(decided_day, day)) FROM assessment
	WHERE tenancy_id = $1 AND state <> 'void' ORDER BY 1`

// holdEntries are the units of a tenancy, each with the first day on which someone else holds it.
const holdEntries = `SELECT h.id, h.unit_id, u.number, h.from_day, h.to_day,
	(SELECT min(n.from_day) FROM hold n WHERE n.unit_id = h.unit_id AND n.id > h.id AND h.to_day IS NOT NULL)
	FROM hold h JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = $1 ORDER BY h.from_day, u.number, h.id`

// ReadMendable reads a record as it stands on a day with everything that depends on its fields. Errors: ErrNotFound.
func ReadMendable(ctx context.Context, q engine.Querier, today civil.Date, noun string, id int64) (mendable, error) {
	switch noun {
	case amend.CorrectApplicant:
		return readMendableApplicant(ctx, q, id)
	case amend.CorrectApplication:
		return readMendableApplication(ctx, q, today, id)
	case amend.CorrectUnit:
		return readMendableUnit(ctx, q, id)
	case amend.CorrectExit:
		tenancy, err := engine.One(ctx, q, engine.ScanOne[int64], `SELECT tenancy_id FROM exit WHERE id = $1`, id)
		if err != nil {
			return mendable{}, err
		}
		m, err := readMendableStay(ctx, q, today, tenancy)
		m.Noun, m.Exit = noun, id
		return m, err
	case amend.CorrectTenancy:
		return readMendableStay(ctx, q, today, id)
	}
	return mendable{}, engine.ErrNotFound
}

func readMendableUnit(ctx context.Context, q engine.Querier, id int64) (mendable, error) {
	u, err := premises.UnitByID(ctx, q, id)
	if err != nil {
		return mendable{}, err
	}
	r := &amend.UnitRecord{ID: id, Unit: u.Unit()}
	r.Areas, err = engine.All(ctx, q, func(s engine.Scanner) (a amend.AreaEntry, err error) {
		err = s.Scan(&a.ID, &a.From, &a.Area, &a.Basis)
		return a, err
	}, `SELECT id, from_day, area_dm2, basis FROM unit_area WHERE unit_id = $1 ORDER BY from_day DESC`, id)
	m := mendable{district: u.District, subject: u.Number}
	m.Noun, m.CorrectionRecord.Unit = amend.CorrectUnit, r
	return m, err
}

func readMendableStay(ctx context.Context, q engine.Querier, today civil.Date, id int64) (m mendable, err error) {
	if m.stay, err = stay.TenancyNoun.ByID(ctx, q, id); err != nil {
		return m, err
	}
	m.Noun, m.district, m.subject = amend.CorrectTenancy, m.stay.District, m.stay.Number+" "+m.stay.Name
	r := &amend.StayRecord{Tenancy: m.stay.Tenancy, WaterIntensive: m.stay.WaterIntensive}
	m.Stay = r
	r.Awarded, err = engine.One(ctx, q, engine.ScanOne[civil.Date],
		`SELECT coalesce(w.offered_day, '2017-08-05') FROM tenancy t LEFT JOIN award w ON w.id = t.award_id WHERE t.id = $1`, id) // of a stay taken over: since the policy
	if err != nil {
		return m, err
	}
	if r.Earlier, _, err = engine.Maybe(ctx, q, engine.ScanOne[civil.Date], earlierClockBefore, m.stay.Applicant, id); err != nil {
		return m, err
	}
	p, err := basis.ParametersOn(ctx, q, m.district, today)
	if err != nil {
		return m, err
	}
	r.Weights, r.Params = p.Jobs, p.Allocation.Params()
	before, err := stay.StaysBefore(ctx, q, id, m.stay.Applicant, today)
	if err != nil {
		return m, err
	}
	if signed := r.Tenancy.Signed; len(before) > 0 {
		r.Before = tenure.ClockOf(allocation.ClockOn, before, signed)
		r.Used = signed.Sub(tenure.ClockOf(allocation.ClockRest, before, signed))
	}
	app := allocation.Application{ID: m.stay.Application}
	if err := intake.ReadFigures(ctx, q, &app); err != nil {
		return m, err
	}
	r.Jobs = app.Jobs.Contracted
	if r.Contracts, err = stay.ReadContracts(ctx, q, id); err != nil {
		return m, err
	}
	if r.Assessed, err = engine.All(ctx, q, engine.ScanOne[civil.Date], renewalRests, id); err != nil {
		return m, err
	}
	r.Holds, err = engine.All(ctx, q, func(s engine.Scanner) (h amend.HoldEntry, err error) {
		err = s.Scan(&h.ID, &h.UnitID, &h.Unit, &h.From, &h.To, &h.Next)
		return h, err
	}, holdEntries, id)
	if err != nil {
		return m, err
	}
	return m, readStayRows(ctx, q, id, r)
}

// readStayRows reads papers, records of the keys, readings and exits.
func readStayRows(ctx context.Context, q engine.Querier, id int64, r *amend.StayRecord) error {
	papers, err := stay.ReadMilestones(ctx, q, id)
	if err != nil {
		return err
	}
	for _, p := range papers {
		r.Papers = append(r.Papers, amend.PaperEntry{ID: p.ID, Milestone: p.Milestone, Struck: p.Struck, StruckReason: p.StruckReason})
	}
	for _, direction := range []string{stay.DirectionOut, stay.DirectionBack} {
		records, err := stay.ReadHandover(ctx, q, id, direction)
		if err != nil {
			return err
		}
		for _, h := range records {
			r.Handovers = append(r.Handovers, amend.HandoverEntry{ID: h.ID, Back: direction == stay.DirectionBack, Day: h.Day, Condition: h.Condition})
		}
	}
	readings, err := stay.ReadReadings(ctx, q, id)
	if err != nil {
		return err
	}
	for _, v := range readings {
		r.Readings = append(r.Readings, amend.ReadingEntry{
			ID: v.ID, UnitID: v.UnitID, Unit: v.Unit, Day: v.Day, Water: v.Water, Meter: v.Meter, Reason: v.Reason, Reversed: v.Reversed, ReversedReason: v.ReversedReason,
		})
	}
	exits, err := stay.ExitNoun.All(ctx, q, stay.ExitsOfTenancy, id)
	if err != nil {
		return err
	}
	for _, x := range exits {
		r.Exits = append(r.Exits, x.Exit)
	}
	return nil
}

// saveMended writes the rows that a correction has changed, and no other.
func saveMended(t *engine.Tx, m mendable, after amend.CorrectionRecord) error {
	switch {
	case after.Unit != nil:
		return saveMendedUnit(t, m.CorrectionRecord.Unit, after.Unit)
	case after.Applicant != nil:
		return intake.MendApplicant(t, after.Applicant.Applicant)
	case after.Application != nil:
		return intake.MendApplication(t, after.Application.Application)
	}
	a, b := m.Stay, after.Stay
	if err := saveMendedStay(t, m, b); err != nil {
		return err
	}
	for i, c := range b.Contracts {
		if c != a.Contracts[i] {
			if err := t.Exec(`UPDATE contract SET signed_day = $1, from_day = $2, to_day = $3, ended_day = $4, gap_kept = $5 WHERE id = $6`,
				c.Signed, c.From, c.To, c.Ended, c.GapKept, c.ID); err != nil {
				return err
			}
		}
	}
	var moved []int64
	for i, h := range b.Holds {
		if h != a.Holds[i] {
			if err := t.Exec(`UPDATE hold SET from_day = $1, to_day = $2 WHERE id = $3`, h.From, h.To, h.ID); err != nil {
				return err
			}
			moved = append(moved, h.UnitID)
		}
	}
	if err := premises.SettleSpells(t, moved...); err != nil {
		return err
	}
	if err := saveMendedRows(t, m.stay.ID, a, b); err != nil {
		return err
	}
	for i, x := range b.Exits {
		if x != a.Exits[i] {
			err := t.Exec(`UPDATE exit SET document = $1, document_body = $2, document_day = $3, reason = $4, decided_day = $5, noticed_day = $6,
				noticed_how = $7, returned_day = $8, settled_day = $9, settled_how = $10, filed_day = $11, filed_number = $12, filed_body = $13,
				false_from = $14, vacate_by = $15, told_day = $16, told_how = $17, answer_by = $18, answered_day = $19, answer = $20, adviser = $21,
				advised_day = $22, opinion = $23, version = version + 1 WHERE id = $24`, x.Evidence.Document, x.Evidence.Body, x.Evidence.Day, x.Reason, x.Decided, x.Noticed,
				x.NoticedHow, x.Returned, x.Settled, x.SettledHow, x.Filed, x.FiledNumber, x.FiledBody, x.Evidence.FalseFrom, x.VacateBy,
				x.Told, x.ToldHow, x.AnswerBy, x.Answered, x.Answer, x.Adviser, x.Advised, x.Opinion, x.ID)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// saveMendedStay writes the tenancy itself, the promised jobs, and the end of the award's hold on the day of the signing.
func saveMendedStay(t *engine.Tx, m mendable, b *amend.StayRecord) error {
	a := m.Stay
	if b.Tenancy != a.Tenancy || b.WaterIntensive != a.WaterIntensive {
		n := b.Tenancy
		err := t.Exec(`UPDATE tenancy SET signed_day = $1, clock_day = $2, clock_decision = $3, clock_how = $4, handed_day = $5, open_by = $6, open_sure = $7,
			opened_day = $8, stopped_day = $9, ended_day = $10, water_intensive = $11, version = version + 1 WHERE id = $12`,
			n.Signed, n.Clock, n.Renewal, string(n.How), n.Handed, n.OpenBy, n.OpenSure, n.Opened, n.Stopped, n.Ended, b.WaterIntensive, n.ID)
		if err != nil {
			return err
		}
	}
	if b.Tenancy.Signed != a.Tenancy.Signed {
		err := t.Exec(`UPDATE hold SET to_day = $1 WHERE kind = $2 AND to_day = $3 AND ref_id = (SELECT award_id FROM tenancy WHERE id = $4)`,
			b.Tenancy.Signed, round.HoldAward, a.Tenancy.Signed, b.Tenancy.ID)
		if err != nil {
			return err
		}
	}
	if err := stay.BenefitsFollow(t, b.Tenancy.ID, a.Tenancy, b.Tenancy); err != nil {
		return err
	}
	if b.Jobs == a.Jobs {
		return nil
	}
	return intake.SetApplicationJobs(t, m.stay.Application, func(j *allocation.Jobs) { j.Contracted = b.Jobs })
}

// saveMendedRows writes papers, records of the keys and readings; a reading that a correction adds comes last.
func saveMendedRows(t *engine.Tx, tenancy int64, a, b *amend.StayRecord) error {
	for i, p := range b.Papers {
		if p == a.Papers[i] {
			continue
		}
		row := stay.MilestoneRow{ID: p.ID, Milestone: p.Milestone, Struck: p.Struck, StruckReason: p.StruckReason}
		if !p.Struck.IsZero() {
			row.StruckBy = t.By.ID
		}
		if err := stay.MilestoneRecord.Put(t, row); err != nil {
			return err
		}
	}
	for i, h := range b.Handovers {
		if h == a.Handovers[i] {
			continue
		}
		if err := stay.HandoverRecord.Put(t, stay.HandoverRow{ID: h.ID, Day: h.Day, Condition: h.Condition}); err != nil {
			return err
		}
	}
	for i, v := range b.Readings {
		row := stay.ReadingRow{
			ID: v.ID, Tenancy: tenancy, UnitID: v.UnitID, Day: v.Day, Water: v.Water, Meter: v.Meter, Reason: v.Reason, Reversed: v.Reversed, ReversedReason: v.ReversedReason,
		}
		if !v.Reversed.IsZero() {
			row.ReversedBy = t.By.ID
		}
		var err error
		switch {
		case i >= len(a.Readings):
			_, err = stay.ReadingRecord.Add(t, row)
		case v != a.Readings[i]:
			err = stay.ReadingRecord.Put(t, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func saveMendedUnit(t *engine.Tx, a, b *amend.UnitRecord) error {
	before := map[int64]amend.AreaEntry{}
	for _, e := range a.Areas {
		before[e.ID] = e
	}
	for _, e := range b.Areas {
		if e == before[e.ID] {
			continue
		}
		if err := t.Exec(`UPDATE unit_area SET from_day = $1, area_dm2 = $2, basis = $3 WHERE id = $4`, e.From, int64(e.Area), e.Basis, e.ID); err != nil {
			return err
		}
	}
	u, was := b.Unit, a.Unit
	same := u.Community == was.Community && u.Building == was.Building && u.Floor == was.Floor && u.Bay == was.Bay && u.Area == was.Area
	same = same && u.Source == was.Source && u.Usage == was.Usage && u.Certificate == was.Certificate && u.Address == was.Address
	if same && slices.Equal(u.Tags, was.Tags) {
		return nil
	}
	return t.Exec(`UPDATE unit SET community = $1, building = $2, floor = $3, bay = $4, tags = $5, area_dm2 = $6,
		source = $7, usage = $8, certificate = $9, address = $10, version = version + 1 WHERE id = $11`,
		u.Community, u.Building, u.Floor, u.Bay, strings.Join(u.Tags, " "), int64(u.Area), string(u.Source), u.Usage, u.Certificate, u.Address, b.ID)
}
