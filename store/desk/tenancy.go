package desk

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/watch"
)

// TenancyPage is a stay with what other nouns say of it.
type TenancyPage struct {
	stay.TenancyDetail
	Fees        money.TenancyFees
	Account     money.TenancyAccount
	Benefits    []stay.BenefitRow
	Assessment  watch.AssessmentSheet
	Support     []watch.SupportRow
	Findings    []watch.FindingRow // not closed
	Corrections []mend.CorrectionItem
	Undo        engine.UndoStep
	Renewal     tenure.RenewalFacts
	Calendar    *civil.Calendar
	Parameters  basis.ParameterVersion // of the district, today
}

// TenancyPage reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) TenancyPage(ctx context.Context, by engine.Actor, id int64) (d TenancyPage, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		stays, sums, watched, mended := stay.Of(at), money.Of(at), watch.Of(at), mend.Of(at)
		return engine.Each(
			func() error { d.TenancyDetail, err = stays.Tenancy(ctx, by, id); return err },
			func() error { d.Fees, err = sums.FeeSchedule(ctx, by, id, civil.Date{}); return err },
			func() error { d.Account, err = sums.TenancyAccount(ctx, by, id); return err },
			func() error { d.Benefits, err = stays.Benefits(ctx, by, id); return err },
			func() error { d.Assessment, err = watched.AssessmentSheet(ctx, by, id); return err },
			func() error { d.Support, err = watched.SupportOf(ctx, by, id); return err },
			func() error {
				d.Findings, err = watched.OpenFindings(ctx, by, oversight.FindingTenancy, id)
				return err
			},
			func() error { d.Corrections, err = mended.CorrectionsOf(ctx, by, "tenancy", id); return err },
			func() error { d.Undo, err = mended.TenancyUndo(ctx, by, id); return err },
			func() error { d.Renewal, err = stays.RenewalOf(ctx, by, id); return err },
			func() error { d.Calendar, err = basis.Of(at).Calendar(ctx); return err },
			func() error { d.Parameters, err = basis.Of(at).Parameters(ctx, d.District, at.Today()); return err },
		)
	})
	return d, err
}

// Facts is what stands beside the stay.
func (d TenancyPage) Facts(today civil.Date) allocation.TenancyFacts {
	f := allocation.TenancyFacts{
		Contract: d.Contract, Lead: d.Parameters.Leads.ContractTo, Due: d.Assessment.Due, DueLead: d.Assessment.Lead,
	}
	for i := range d.Exits {
		if d.Exits[i].State.Live() {
			f.Exit = d.Exits[i].Next(today)
			break
		}
	}
	for _, m := range d.Milestones {
		if m.Struck.IsZero() {
			f.Papers = append(f.Papers, m.Kind)
		}
	}
	return f
}

// Next says what comes next for the stay.
func (d TenancyPage) Next(today civil.Date) allocation.Step[allocation.TenancyStepKind] {
	return d.Tenancy.Next(d.Facts(today), today)
}

// OpenSupport counts the requests for support that are not closed.
func (d TenancyPage) OpenSupport() (n int) {
	for _, s := range d.Support {
		if s.State == oversight.SupportOpen {
			n++
		}
	}
	return n
}
