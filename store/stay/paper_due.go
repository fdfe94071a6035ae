package stay

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
)

// sqlOwing are the stays t that owe papers: until an exit is approved.
const sqlOwing = `t.state IN ('signed', 'handed', 'open')`

// sqlRenewed is the signing of the latest later term of a stay t; NULL before there is one.
const sqlRenewed = `(SELECT c.signed_day FROM contract c WHERE c.tenancy_id = t.id AND c.term > 1 AND c.state <> 'void' AND c.signed_day IS NOT NULL
	ORDER BY c.term DESC LIMIT 1)`

// sqlSigned is the day from which a duty of a stay t counts.
func sqlSigned(d oversight.Duty) string {
	if d.Again {
		return sqlRenewed
	}
	return `t.signed_day`
}

// sqlOwes is whether a stay t owes a paper: none that stands on a day meets the duty (oversight.Duty.Met).
func sqlOwes(d oversight.Duty, standing string) string {
	if d.Again {
		standing = `m.day >= ` + sqlRenewed + ` AND ` + standing
	}
	body := "'" + strings.ReplaceAll(d.Body, "'", "''") + "'"
	return `NOT EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = '` + string(d.Kind) + `' AND ` + standing +
		` AND (instr(m.body, ` + body + `) > 0 OR instr(` + body + `, m.body) > 0))`
}

// sqlStands leaves the papers m that are not struck out.
const sqlStands = `m.struck_day IS NULL`

// PaperRule is what the papers of a district go by on a day.
type PaperRule struct {
	District string
	Lead     int
	allocation.PaperPeriods
}

// PaperRules are those of the districts, with the calendar.
func PaperRules(ctx context.Context, q engine.Querier, sees func(district string) bool, today civil.Date) ([]PaperRule, *civil.Calendar, error) {
	days, err := basis.Calendar(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	var out []PaperRule
	for _, d := range allocation.Districts() {
		if !sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOrDefault(ctx, q, d.Name, today)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, PaperRule{d.Name, p.Leads.Papers, p.Papers})
	}
	return out, days, nil
}

// AskPapers reads what says how pressing the papers of a stay t are (oversight.StandingOf): the last day of a paper has passed, or
// is near, when the stay was signed on a day or before it, which follows from the district's rule and the calendar.
func AskPapers(ctx context.Context, q engine.Querier, today civil.Date) (string, error) {
	rules, days, err := PaperRules(ctx, q, func(string) bool { return true }, today)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`CASE WHEN NOT (` + sqlOwing + `) THEN 'done'`)
	for _, r := range rules {
		var late, near, owes []string
		for _, d := range slices.Concat(oversight.Duties(r.PaperPeriods), oversight.RenewalDuties(r.PaperPeriods)) {
			missing, signed := sqlOwes(d, sqlStands), sqlSigned(d)
			owes = append(owes, signed+` IS NOT NULL AND `+missing)
			late = append(late, fmt.Sprintf(`%s <= '%s' AND %s`, signed, d.Period.LatestStart(today.AddDays(-1), days), missing))
			near = append(near, fmt.Sprintf(`%s <= '%s' AND %s`, signed, d.Period.LatestStart(today.AddDays(r.Lead), days), missing))
		}
		fmt.Fprintf(&b, ` WHEN t.district = '%s' THEN CASE WHEN %s THEN 'late' WHEN %s THEN 'near' WHEN %s THEN 'later' ELSE 'done' END`,
			r.District, strings.Join(late, " OR "), strings.Join(near, " OR "), strings.Join(owes, " OR "))
	}
	return b.String() + ` ELSE 'done' END`, nil
}

// readOwed are the papers and keys that a stay waits for, by what its district goes by on a day.
func readOwed(ctx context.Context, q engine.Querier, t allocation.Tenancy, contracts []allocation.Contract, papers []MilestoneRow, day civil.Date) ([]oversight.PaperDue, error) {
	rules, days, err := PaperRules(ctx, q, func(d string) bool { return d == t.District }, day)
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	var renewed civil.Date
	for _, c := range contracts {
		if c.Term > 1 && c.State != allocation.ContractVoid && !c.Signed.IsZero() {
			renewed = c.Signed
		}
	}
	return oversight.Owed(t, renewed, Papers(papers), rules[0].PaperPeriods, days), nil
}

// PaperOwed is a paper, or the keys, that a stay owes.
type PaperOwed struct {
	ID       int64 // of the tenancy
	Number   string
	District string
	Name     string // of the applicant
	oversight.PaperDue
}

// owing says in SQL which stays t owe anything, which papers m stand, and which stays have no keys.
type owing struct{ stays, papers, keyless string }

var (
	owingNow = owing{sqlOwing, sqlStands, `t.state = 'signed'`}
	owingOn  = owing{
		`t.state <> 'void' AND (t.ended_day IS NULL OR t.ended_day > {today}) AND NOT EXISTS (SELECT 1 FROM exit x
			WHERE x.tenancy_id = t.id AND x.decided_day <= {today} AND x.state NOT IN ('refused', 'cancelled'))`,
		`m.day <= {today} AND (m.struck_day IS NULL OR m.struck_day > {today})`,
		`(t.handed_day IS NULL OR t.handed_day > {today})`,
	}
)

// sql are the stays of a district ($1) that were signed on a day ($2) or before it and owe something.
func (o owing) sql(d oversight.Duty) string {
	return `SELECT t.id, t.number, t.district, p.name, ` + sqlSigned(d) + o.from(d) + ` ORDER BY t.id`
}

// from are the same without what is read of them.
func (o owing) from(d oversight.Duty) string {
	owes := o.keyless
	if d.Kind != oversight.DutyKeys {
		owes = sqlOwes(d, o.papers)
	}
	signed := sqlSigned(d)
	return ` FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
		WHERE t.district = $1 AND ` + signed + ` <= $2 AND ` + o.stays + ` AND ` + owes
}

// OwedUntil are the papers and keys that are owed today with a last day up to another, those overdue among them.
func OwedUntil(ctx context.Context, q engine.Querier, by engine.Actor, today, until civil.Date) ([]PaperOwed, error) {
	return owingNow.until(ctx, q, by.Sees, today, until)
}

// OwedOn are the papers and keys of a district, empty for all, that were overdue on a day.
func OwedOn(ctx context.Context, q engine.Querier, district string, day civil.Date) ([]PaperOwed, error) {
	return owingOn.until(ctx, q, func(d string) bool { return district == "" || d == district }, day, day.AddDays(-1))
}

// OwedBy are the papers and keys of a district, empty for all, that were owed on a day, however long there was time for them.
func OwedBy(ctx context.Context, q engine.Querier, district string, day civil.Date) ([]PaperOwed, error) {
	return owingOn.until(ctx, q, func(d string) bool { return district == "" || d == district }, day, day.AddMonths(24))
}

// CountOwedOn counts those of OwedOn that are of some kinds, by district.
func CountOwedOn(ctx context.Context, q engine.Querier, district string, day civil.Date, kinds ...allocation.MilestoneKind) (map[string]int64, error) {
	out := map[string]int64{}
	err := eachDuty(ctx, q, func(d string) bool { return district == "" || d == district }, day, day.AddDays(-1), func(r PaperRule, d oversight.Duty, signed civil.Date, _ *civil.Calendar) error {
		if !slices.Contains(kinds, d.Kind) {
			return nil
		}
		n, err := engine.One(ctx, q, engine.ScanOne[int64], engine.Dated(`SELECT count(*)`+owingOn.from(d), day), r.District, signed)
		out[r.District] += n
		return err
	})
	return out, err
}

func (o owing) until(ctx context.Context, q engine.Querier, sees func(district string) bool, day, until civil.Date) (out []PaperOwed, err error) {
	err = eachDuty(ctx, q, sees, day, until, func(r PaperRule, d oversight.Duty, signed civil.Date, days *civil.Calendar) error {
		last := map[civil.Date]civil.Date{} // of those signed on a day
		rows, err := engine.All(ctx, q, func(s engine.Scanner) (p PaperOwed, err error) {
			var signed civil.Date
			err = s.Scan(&p.ID, &p.Number, &p.District, &p.Name, &signed)
			if last[signed].IsZero() {
				last[signed] = d.Period.Deadline(signed, days).Last
			}
			p.PaperDue = oversight.PaperDue{Duty: d, Last: last[signed]}
			return p, err
		}, engine.Dated(o.sql(d), day), r.District, signed)
		out = append(out, rows...)
		return err
	})
	return out, err
}

// eachDuty gives each duty of each district with the last day on which a stay was signed, by the day, whose last day for it is at most
// until.
func eachDuty(ctx context.Context, q engine.Querier, sees func(district string) bool, day, until civil.Date, each func(PaperRule, oversight.Duty, civil.Date, *civil.Calendar) error) error {
	rules, days, err := PaperRules(ctx, q, sees, day)
	if err != nil {
		return err
	}
	for _, r := range rules {
		keys := []oversight.Duty{oversight.KeysDuty(r.PaperPeriods)}
		for _, d := range slices.Concat(keys, oversight.Duties(r.PaperPeriods), oversight.RenewalDuties(r.PaperPeriods)) {
			if err := each(r, d, civil.Min(d.Period.LatestStart(until, days), day), days); err != nil {
				return err
			}
		}
	}
	return nil
}
