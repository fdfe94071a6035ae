package tenancy

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/watch"
)

// record is what the page of a tenancy reads: the stay itself, and what other nouns say of it.
type record struct {
	stay.TenancyDetail
	Fees        money.TenancyFees
	Account     money.TenancyAccount
	Benefits    []stay.BenefitRow
	Assessment  watch.AssessmentSheet
	Support     []watch.SupportRow
	Findings    []watch.FindingRow // not closed
	Corrections []mend.CorrectionItem
	Undo        engine.UndoStep
	Calendar    *civil.Calendar
	After72     allocation.After72
	Lead        int // days before its end from which a contract is to be renewed or left
}

// readRecord reads all of it.
func readRecord(ctx context.Context, st *store.Store, by engine.Actor, id int64) (r record, err error) {
	for _, part := range []func() error{
		func() error { r.TenancyDetail, err = st.Tenancy(ctx, by, id); return err },
		func() error { r.Fees, err = st.FeeSchedule(ctx, by, id, civil.Date{}); return err },
		func() error { r.Account, err = st.TenancyAccount(ctx, by, id); return err },
		func() error { r.Benefits, err = st.Benefits(ctx, by, id); return err },
		func() error { r.Assessment, err = st.AssessmentSheet(ctx, by, id); return err },
		func() error { r.Support, err = st.SupportOf(ctx, by, id); return err },
		func() error { r.Findings, err = st.OpenFindings(ctx, by, allocation.FindingTenancy, id); return err },
		func() error { r.Corrections, err = st.CorrectionsOf(ctx, by, "tenancy", id); return err },
		func() error { r.Undo, err = st.TenancyUndo(ctx, by, id); return err },
		func() error { r.Calendar, err = st.Calendar(ctx); return err },
	} {
		if err := part(); err != nil {
			return record{}, err
		}
	}
	p, err := st.Parameters(ctx, r.District, st.Today())
	r.After72, r.Lead = p.After72, p.Leads.ContractTo
	return r, err
}

// assess says whether the next assessment is near or overdue on a day.
func (r record) assess(today civil.Date) (near, late bool) {
	if !r.State.Live() || r.State == allocation.TenancyLeaving || r.Assessment.Due.IsZero() {
		return false, false
	}
	return !r.Assessment.Due.AddDays(-r.Assessment.Lead).After(today), r.Assessment.Due.Before(today)
}

// openSupport counts the requests for support that are not closed.
func (r record) openSupport() (n int) {
	for _, s := range r.Support {
		if s.State == allocation.SupportOpen {
			n++
		}
	}
	return n
}
