package desk

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/stay"
)

// sqlHeldOn are the units that tenancies hold on a day ($2), with their area then.
const sqlHeldOn = `(SELECT h.ref_id AS tenancy_id, count(*) AS units, CAST(sum((SELECT a.area_dm2 FROM unit_area a
		WHERE a.unit_id = h.unit_id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)) AS INTEGER) AS area,
	CAST(sum(u.sample) AS INTEGER) AS samples, min(u.number) AS first_unit
	FROM hold h JOIN unit u ON u.id = h.unit_id
	WHERE h.kind = 'tenancy' AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day > $2) GROUP BY h.ref_id)`

// StayFigure is a tenancy in a report that lists them: by whom, what it holds, and the day that the report is about.
type StayFigure struct {
	ID        int64
	Number    string // RZ-JS-2017-0031
	District  string
	Applicant string
	Contract  string // number of the contract; empty where the report is not about one
	Term      int
	FirstUnit string // number of the first unit held
	Units     int
	Area      quantity.Area
	Samples   int
	Day       civil.Date // last day of the contract, last day for opening
	From      civil.Date // keys handed over
}

// sqlExpiringOn lists the contracts in force on a day ($2) that end by another ($3, the day after the last) and have no
// next term signed by then; those whose term is over while the premises are still held too.
const sqlExpiringOn = `SELECT t.id, t.number, t.district, p.name, c.number, c.term, coalesce(h.first_unit, ''), coalesce(h.units, 0),
	coalesce(h.area, 0), coalesce(h.samples, 0), c.to_day, t.handed_day
	FROM contract c JOIN tenancy t ON t.id = c.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN ` + sqlHeldOn + ` h ON h.tenancy_id = t.id
	WHERE c.state <> 'void' AND c.signed_day <= $2 AND c.to_day <= $3 AND (t.ended_day IS NULL OR t.ended_day > $2) AND ($1 = '' OR t.district = $1)
	AND NOT EXISTS (SELECT 1 FROM contract n WHERE n.tenancy_id = c.tenancy_id AND n.term > c.term AND n.state <> 'void' AND n.signed_day <= $2)
	ORDER BY c.to_day, t.number`

// ExpiringContracts lists the contracts in force on a day whose last day is at most lead days later, the earliest first;
// one whose term is over and that was neither renewed nor left is among them (超期占用). Errors: ErrOtherDistrict.
func (s Room) ExpiringContracts(ctx context.Context, by engine.Actor, district string, day civil.Date, lead int) ([]StayFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	rows, err := engine.All(ctx, s.Read, scanStay, sqlExpiringOn, district, day, day.AddDays(lead+1))
	for i := range rows {
		rows[i].Day = rows[i].Day.AddDays(-1)
	}
	return rows, err
}

// sqlUnopenedOn lists the tenancies that had the keys on a day ($2), should have opened before it, had not, and had no
// exit approved.
const sqlUnopenedOn = `SELECT t.id, t.number, t.district, p.name, '', 0, coalesce(h.first_unit, ''), coalesce(h.units, 0),
	coalesce(h.area, 0), coalesce(h.samples, 0), t.open_by, t.handed_day
	FROM tenancy t JOIN applicant p ON p.id = t.applicant_id LEFT JOIN ` + sqlHeldOn + ` h ON h.tenancy_id = t.id
	WHERE t.handed_day <= $2 AND t.open_by < $2 AND (t.opened_day IS NULL OR t.opened_day > $2)
	AND (t.ended_day IS NULL OR t.ended_day > $2) AND ($1 = '' OR t.district = $1)
	AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.decided_day <= $2 AND x.state NOT IN ('refused', 'cancelled'))
	ORDER BY t.open_by, t.number`

// UnopenedTenancies lists the tenancies that had not opened in time on a day (三.3), the longest overdue first.
// Errors: ErrOtherDistrict.
func (s Room) UnopenedTenancies(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]StayFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, scanStay, sqlUnopenedOn, district, day)
}

// OverduePapers lists the papers and the keys that were overdue on a day (四(四), 三.4), by district and paper. Errors: ErrOtherDistrict.
func (s Room) OverduePapers(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]stay.PaperOwed, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return stay.OwedOn(ctx, s.Read, district, day)
}

func scanStay(r engine.Scanner) (f StayFigure, err error) {
	err = r.Scan(&f.ID, &f.Number, &f.District, &f.Applicant, &f.Contract, &f.Term, &f.FirstUnit, &f.Units, &f.Area, &f.Samples, &f.Day, &f.From)
	return f, err
}
