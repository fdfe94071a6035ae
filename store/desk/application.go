package desk

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/refusal"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/keep"
	"penggai/store/mend"
)

// ApplicationPage is an application with what its next step needs.
type ApplicationPage struct {
	intake.ApplicationDetail
	Corrections []mend.CorrectionItem // newest first
	Ahead       []likeness.Flag       // of a draft: what its acceptance would find
	Parameters  basis.ParameterVersion
	Deadline    civil.Date       // what a supplement asked for today would get
	Reasons     []refusal.Reason // for which it may be turned away from where it stands, today
}

// ApplicationPage reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ApplicationPage(ctx context.Context, by engine.Actor, id int64) (d ApplicationPage, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		office, filed := basis.Of(at), intake.Of(at)
		return engine.Each(
			func() error { d.ApplicationDetail, err = filed.Application(ctx, by, id); return err },
			func() error {
				d.Corrections, err = mend.Of(at).CorrectionsOf(ctx, by, amend.CorrectApplication, id)
				return err
			},
			func() error {
				if d.State == allocation.ApplicationDraft {
					d.Ahead, err = filed.ApplicationFlags(ctx, by, id)
				}
				return err
			},
			func() error {
				if stage := refusal.StageOf(d.State); stage != "" {
					d.Reasons, err = filed.RefusalReasons(ctx, stage)
				}
				return err
			},
			func() error { d.Parameters, err = office.Parameters(ctx, d.District, at.Today()); return err },
			func() error {
				days, err := office.Calendar(ctx)
				if err == nil {
					d.Deadline = d.Parameters.Supplement.Deadline(at.Today(), days).Last
				}
				return err
			},
		)
	})
	return d, err
}

// ApplicantPage is an applicant with its applications and what was mended in it.
type ApplicantPage struct {
	intake.ApplicantRow
	Filed       []intake.ApplicationRow // newest first
	Corrections []mend.CorrectionItem   // newest first
	Merges      []mend.Merging          // that stand, newest first
	Hold        keep.HoldRow            // on everything of it, where Held says that there is one
	Held        bool
}

// ApplicantPage reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ApplicantPage(ctx context.Context, by engine.Actor, id int64) (d ApplicantPage, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		filed := intake.Of(at)
		return engine.Each(
			func() error { d.ApplicantRow, err = filed.Applicant(ctx, by, id); return err },
			func() error { d.Filed, err = filed.ApplicantApplications(ctx, by, id); return err },
			func() error {
				d.Corrections, err = mend.Of(at).CorrectionsOf(ctx, by, amend.CorrectApplicant, id)
				return err
			},
			func() error { d.Merges, err = mend.Of(at).Merges(ctx, id); return err },
			func() error { d.Hold, d.Held, err = keep.HoldOf(ctx, at.Read, id); return err },
		)
	})
	return d, err
}
