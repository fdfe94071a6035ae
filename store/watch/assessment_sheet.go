package watch

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/stay"
)

// AssessmentSheet is what the form of an assessment begins with, and the history of a tenancy.
type AssessmentSheet struct {
	Stay      stay.TenancyRow
	Figures   allocation.Jobs // claimed, accepted, contracted, verified
	Expected  allocation.Taxes
	Paid      []oversight.TaxPaid // the latest word on each calendar year, the earliest first
	History   []AssessmentRow     // the latest first
	Last      int64               // id of the latest one that is not void; 0 without one
	Due       civil.Date          // the next due day
	Covered   int                 // months from the signing that are assessed
	Interval  int                 // months
	Lead      int                 // days
	RectifyBy civil.Date          // last day for a rectification that is asked for today
	Strict    bool                // the district wants two people for a 不合格
	Short     int64               // permille: as many fewer jobs than contracted are 合格 without the approver
	Yardstick oversight.Yardstick // what jobs are measured by
}

// Measure is what the verified jobs carry, against what is held (四(三)); not done while nothing is verified.
func (d AssessmentSheet) Measure() oversight.Measure {
	if !d.Figures.Verified.Stated() {
		return oversight.Measure{}
	}
	return d.Yardstick.Measure(d.Figures.Verified, oversight.LatestTax(d.Expected, d.Paid))
}

// MeasureOf is the same for what an assessment finds.
func (d AssessmentSheet) MeasureOf(a oversight.Assessment) oversight.Measure {
	return d.Yardstick.Measure(a.Jobs, oversight.LatestTax(d.Expected, d.Paid, a.Taxes))
}

// Terms are what an assessment is held against that somebody in a role records.
func (d AssessmentSheet) Terms(role allocation.Role) oversight.Terms {
	return oversight.Terms{Contracted: d.Figures.Contracted, ShortPermille: d.Short, Confirm: d.Strict, Approver: role == allocation.Approver}
}

// AssessmentSheet reads it. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) AssessmentSheet(ctx context.Context, by engine.Actor, tenancy int64) (d AssessmentSheet, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		row, err := stay.TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(row.District) {
			return engine.ErrOtherDistrict.With(row.District)
		}
		d, err = readSheet(ctx, q, row, s.Today())
		return err
	})
	if err != nil {
		return AssessmentSheet{}, err
	}
	return d, nil
}

func readSheet(ctx context.Context, q engine.Querier, stay stay.TenancyRow, today civil.Date) (d AssessmentSheet, err error) {
	d.Stay = stay
	app := allocation.Application{ID: stay.Application}
	if err = intake.ReadFigures(ctx, q, &app); err != nil {
		return d, err
	}
	d.Figures, d.Expected = app.Jobs, app.Taxes
	if d.History, err = AssessmentNoun.All(ctx, q, AssessmentsOfTenancy, stay.ID); err != nil {
		return d, err
	}
	for _, h := range d.History {
		if h.State == oversight.AssessmentVoid {
			continue
		}
		d.Covered = max(d.Covered, h.Covers)
		if d.Last == 0 {
			d.Last = h.ID
		}
	}
	if d.Paid, err = readTaxesPaid(ctx, q, stay.ID); err != nil {
		return d, err
	}
	p, err := basis.ParametersOn(ctx, q, stay.District, today)
	if err != nil {
		return d, err
	}
	days, err := basis.Calendar(ctx, q)
	if err != nil {
		return d, err
	}
	d.Interval, d.Lead, d.Strict = p.AssessmentMonths, p.Leads.Assessment, p.Separation == allocation.SeparationStrict
	d.Due = oversight.AssessmentDue(stay.Signed, d.Covered, d.Interval)
	d.Short = p.ShortPermille
	d.Yardstick = oversight.Yardstick{Parameter: p.ID, Params: p.Allocation.Params(), Weights: p.Jobs, Held: stay.Area, Year: today.Year()}
	if d.Yardstick.Spared, err = money.SparedByArea(ctx, q, stay, today); err != nil {
		return d, err
	}
	d.RectifyBy = civil.Period{N: p.RectifyDays, Unit: civil.Days}.Deadline(today, days).Last
	return d, nil
}

// taxesPaid is the latest word on each calendar year of a tenancy.
const taxesPaid = `SELECT x.year, x.fen, x.source FROM assessment_tax x JOIN assessment k ON k.id = x.assessment_id
	WHERE k.tenancy_id = $1 AND k.state <> 'void' AND NOT EXISTS (SELECT 1 FROM assessment_tax y JOIN assessment l ON l.id = y.assessment_id
		WHERE l.tenancy_id = $1 AND l.state <> 'void' AND y.year = x.year AND l.id > k.id) ORDER BY x.year`

func readTaxesPaid(ctx context.Context, q engine.Querier, tenancy int64) ([]oversight.TaxPaid, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (x oversight.TaxPaid, err error) {
		err = s.Scan(&x.Year, &x.Amount, &x.Source)
		return x, err
	}, taxesPaid, tenancy)
}
