package intake

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/refusal"
	"penggai/store/basis"
	"penggai/store/doubt"
	"penggai/store/engine"
)

// Intake is what the counter takes in one go: who applies and for what. An applicant with an ID is one already registered.
type Intake struct {
	Applicant   allocation.Applicant
	Application allocation.Application
}

// DraftApplication registers a new applicant, or takes a registered one, and keeps its application as a draft, which may still be
// incomplete. It returns both ids.
func (s Room) DraftApplication(ctx context.Context, by engine.Actor, in Intake) (applicant, application int64, err error) {
	err = s.Write(ctx, by, allocation.ActDraftApplication, func(t *engine.Tx) error {
		if applicant = in.Applicant.ID; applicant == 0 {
			if applicant, err = addApplicant(t, in.Applicant); err != nil {
				return err
			}
		}
		who, err := openApplicant(t, applicant)
		if err != nil {
			return err
		}
		if who.Merged != 0 {
			return likeness.ErrDoubleGone
		}
		a := in.Application
		a.Applicant, a.District, a.State, a.Clerk = applicant, who.District, allocation.ApplicationDraft, t.By.ID
		if err := complete(t, &a, who.Applicant, nil); err != nil {
			return err
		}
		application, err = ApplicationRecord.Add(t, ApplicationDetail{Application: a, StateDay: t.Today, CreatedDay: t.Today, CreatedBy: t.By.ID})
		if err != nil {
			return err
		}
		t.Subject(ApplicationSubject(a, who.Name))
		t.About("application", application)
		if err := writeLists(t, application, allocation.Application{}, a); err != nil {
			return err
		}
		asked := doubt.Settle(t, "application", application, unlikely(a))
		if in.Applicant.ID == 0 {
			asked = doubt.Together(askApplicant(t, applicant, who.Applicant), asked)
		}
		if asked != nil {
			return asked
		}
		return t.Move("application", application, "", string(a.State), "")
	})
	return applicant, application, err
}

// complete sets what the store knows better than a form: the groups as the catalogue has them today, the materials list,
// source and day of the figures that the form states.
func complete(t *engine.Tx, a *allocation.Application, who allocation.Applicant, had []allocation.GroupClaim) error {
	groups, err := basis.Catalogue[allocation.Group](t.Ctx, t, basis.KindGroup, t.Today)
	if err != nil {
		return err
	}
	if err := a.JoinGroups(groups, had); err != nil {
		return err
	}
	if err := listMaterials(t, a, who); err != nil {
		return err
	}
	if f := &a.Jobs.Claimed; f.People() != 0 && f.Day.IsZero() {
		f.Day = t.Today
	}
	if f := &a.Jobs.Claimed; f.Source == "" {
		f.Source = textClaimSource
	}
	if f := &a.Taxes.Claimed; f.Amount != 0 && f.Day.IsZero() {
		f.Day = t.Today
	}
	if f := &a.Taxes.Claimed; f.Source == "" {
		f.Source = textClaimSource
	}
	return nil
}

// listMaterials draws the materials list up anew: what is claimed and who acts for the applicant decide what is necessary.
func listMaterials(t *engine.Tx, a *allocation.Application, who allocation.Applicant) error {
	papers, err := basis.Catalogue[allocation.Material](t.Ctx, t, basis.KindMaterial, t.Today)
	if err != nil {
		return err
	}
	parameters, err := basis.Parameters(t, a.District)
	if err != nil {
		return err
	}
	a.Materials = allocation.Checklist(papers, parameters.Materials, a.MaterialsFor(who), a.Materials)
	return nil
}

// EditApplication changes a draft. Errors: ErrStale; what is no draft any more is corrected.
func (s Room) EditApplication(ctx context.Context, by engine.Actor, id, version int64, a allocation.Application) error {
	return s.Write(ctx, by, allocation.ActDraftApplication, func(t *engine.Tx) error {
		o, err := openApplication(t, id)
		if err != nil {
			return err
		}
		if err := o.May(allocation.MoveAccept); err != nil {
			return err
		}
		a.ID, a.District, a.Applicant, a.State = o.ID, o.District, o.Applicant, o.State
		a.Jobs.Accepted, a.Jobs.Contracted, a.Jobs.Verified, a.Taxes.Accepted = o.Jobs.Accepted, o.Jobs.Contracted, o.Jobs.Verified, o.Taxes.Accepted
		if err := complete(t, &a, o.who, o.Groups); err != nil {
			return err
		}
		if err := writeApplication(t, o.row, a, version); err != nil {
			return err
		}
		return doubt.Settle(t, "application", id, unlikely(a))
	})
}

// MendApplication writes an application that a correction has changed, inside its transaction; what is noticed of it is looked for
// anew while it is under way.
func MendApplication(t *engine.Tx, a allocation.Application) error {
	row, err := ReadApplication(t.Ctx, t, a.ID)
	if err != nil {
		return err
	}
	if err := writeApplication(t, row, a, row.Version); err != nil || !a.State.UnderWay() {
		return err
	}
	who, err := ReadApplicant(t.Ctx, t, a.Applicant)
	if err != nil {
		return err
	}
	return flagApplication(t, a, who.Applicant)
}

// writeApplication writes an application as it is now over how it was, at the version that the person saw.
func writeApplication(t *engine.Tx, was ApplicationDetail, now allocation.Application, version int64) error {
	old := was.Application
	was.Application = now
	if err := ApplicationRecord.Set(t, was, version); err != nil {
		return err
	}
	return writeLists(t, now.ID, old, now)
}

// AcceptApplication takes a draft in (四(一)): it gets the next number of its district and year, doubles and oddities are looked
// for and kept. Errors: ErrStale, the first refusal of what is incomplete.
func (s Room) AcceptApplication(ctx context.Context, by engine.Actor, id, version int64) (number string, err error) {
	err = s.ChangeApplication(ctx, by, allocation.ActAcceptApplication, id, version, "", func(t *engine.Tx, o *OpenedApplication) error {
		if err := o.May(allocation.MoveAccept); err != nil {
			return err
		}
		district, err := allocation.FindDistrict(o.District)
		if err != nil {
			return err
		}
		if number = o.Number; number == "" { // one whose acceptance was taken back has its number
			n, err := t.Number(allocation.ApplicationSeries(district.Code, t.Today.Year()))
			if err != nil {
				return err
			}
			number = allocation.ApplicationNumber(district.Code, t.Today.Year(), n)
		}
		if err := o.Accept(t.By.ID, t.Today, number, o.who); err != nil {
			return err
		}
		if err := listMaterials(t, &o.Application, o.who); err != nil {
			return err
		}
		if err := writeLists(t, id, o.row.Application, o.Application); err != nil {
			return err
		}
		if err := basis.KeepCard(t, basis.PaperAccepted, id, o.District); err != nil {
			return err
		}
		return flagApplication(t, o.Application, o.who)
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// RefuseApplication turns a draft away (不予受理) for reasons of the list. Errors: ErrStale, those of refusal.Freeze.
func (s Room) RefuseApplication(ctx context.Context, by engine.Actor, id, version int64, why refusal.Given) error {
	return s.turnAway(ctx, by, allocation.ActRefuseApplication, id, version, refusal.StageAccept, why, func(_ *engine.Tx, o *OpenedApplication, reason string) error {
		return o.Refuse(reason)
	})
}

// AskSupplement asks for what is missing until a deadline; no date takes the district's own period, counted and rolled to a
// working day. It returns the deadline.
func (s Room) AskSupplement(ctx context.Context, by engine.Actor, id, version int64, items string, deadline civil.Date) (civil.Date, error) {
	err := s.ChangeApplication(ctx, by, allocation.ActAskSupplement, id, version, items, func(t *engine.Tx, o *OpenedApplication) error {
		if deadline.IsZero() {
			parameters, err := basis.Parameters(t, o.District)
			if err != nil {
				return err
			}
			days, err := basis.Calendar(t.Ctx, t)
			if err != nil {
				return err
			}
			deadline = parameters.Supplement.Deadline(t.Today, days).Last
		}
		if err := o.Ask(allocation.Supplement{Items: items, Asked: t.Today, Deadline: deadline}); err != nil {
			return err
		}
		return basis.KeepCard(t, basis.PaperSupplement, id, o.District)
	})
	return deadline, err
}

// ReceiveSupplement takes what was missing and checks the papers off; after the deadline it needs a reason.
func (s Room) ReceiveSupplement(ctx context.Context, by engine.Actor, id, version int64, papers []string, reason string) error {
	return s.ChangeApplication(ctx, by, allocation.ActReceiveSupplement, id, version, reason, func(t *engine.Tx, o *OpenedApplication) error {
		if err := o.Receive(t.Today, reason); err != nil {
			return err
		}
		had := []string{}
		for _, m := range o.Materials {
			if !m.Received.IsZero() {
				had = append(had, m.Code)
			}
		}
		o.Materials = received(o.Materials, append(had, papers...), t.Today)
		return writeLists(t, id, o.row.Application, o.Application)
	})
}

// CloseSupplement ends an application whose missing papers did not come in time, for reasons of the list.
// Errors: ErrStale, those of refusal.Freeze and Application.Close.
func (s Room) CloseSupplement(ctx context.Context, by engine.Actor, id, version int64, why refusal.Given) error {
	return s.turnAway(ctx, by, allocation.ActCloseSupplement, id, version, refusal.StageLapse, why, func(t *engine.Tx, o *OpenedApplication, reason string) error {
		return o.Close(t.Today, reason)
	})
}

// ApproveApplication lets a reviewed and evaluated application through (四(二)). warned says that one person took two steps
// where the district only warns. Errors: allocation.ErrSamePerson where it is strict, what Application.Approve refuses.
func (s Room) ApproveApplication(ctx context.Context, by engine.Actor, id, version int64, reason string) (warned bool, err error) {
	err = s.ChangeApplication(ctx, by, allocation.ActApproveApplication, id, version, reason, func(t *engine.Tx, o *OpenedApplication) error {
		d, err := decide(t, o, reason, &warned)
		if err != nil {
			return err
		}
		review, err := ReadReview(t.Ctx, t, id)
		if err != nil {
			return err
		}
		evaluation, err := readEvaluation(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if evaluation.Parameter == 0 {
			parameters, err := basis.Parameters(t, o.District)
			if err != nil {
				return err
			}
			evaluation.Rubric = parameters.Rubric
		}
		return o.Approve(d, review.Review, evaluation.Evaluation, evaluation.Rubric)
	})
	return warned, err
}

// RejectApplication ends an application for reasons of the list (不予通过): a reviewed one, or one whose sheet does not hold.
// Errors: ErrStale, those of refusal.Freeze and Application.Reject.
func (s Room) RejectApplication(ctx context.Context, by engine.Actor, id, version int64, why refusal.Given) (warned bool, err error) {
	err = s.turnAway(ctx, by, allocation.ActRejectApplication, id, version, refusal.StageDecide, why, func(t *engine.Tx, o *OpenedApplication, reason string) error {
		d, err := decide(t, o, reason, &warned)
		if err != nil {
			return err
		}
		review, err := ReadReview(t.Ctx, t, id)
		if err != nil {
			return err
		}
		return o.Reject(d, review.Review)
	})
	return warned, err
}

// decide sets who decides, when and why.
func decide(t *engine.Tx, o *OpenedApplication, reason string, warned *bool) (allocation.Decision, error) {
	parameters, err := basis.Parameters(t, o.District)
	if err != nil {
		return allocation.Decision{}, err
	}
	if *warned, err = basis.SeparateFrom(t, o.District, o.AcceptedBy); err != nil {
		return allocation.Decision{}, err
	}
	o.row.DecidedBy, o.row.DecidedDay, o.row.Decision = t.By.ID, t.Today, reason
	return allocation.Decision{By: t.By.ID, Reason: reason, Separation: parameters.Separation}, nil
}

// ReconsiderApplication takes a rejected application up again; the panel of before stays beside the new one.
func (s Room) ReconsiderApplication(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.ChangeApplication(ctx, by, allocation.ActReconsiderApplication, id, version, reason, func(t *engine.Tx, o *OpenedApplication) error {
		if err := o.Reconsider(reason); err != nil {
			return err
		}
		return closeEvaluation(t, id)
	})
}

const (
	// roundsWith is the open round that an application takes part in, and where that stands.
	roundsWith = `SELECT r.title, r.state, r.id FROM round_applicant x JOIN round r ON r.id = x.round_id
		WHERE x.application_id = $1 AND r.state NOT IN ('cancelled', 'confirmed') ORDER BY r.id LIMIT 1`
)

// ChangeApplication is the frame of a move: open at the version that the person saw, move, save, say why.
func (s Room) ChangeApplication(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string,
	do func(*engine.Tx, *OpenedApplication) error,
) error {
	return s.change(ctx, by, act, id, version, func(t *engine.Tx, o *OpenedApplication) (string, error) {
		t.Reason(reason)
		return reason, do(t, o)
	})
}

// change is ChangeApplication where the reason is known only once it is done.
func (s Room) change(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64,
	do func(*engine.Tx, *OpenedApplication) (reason string, err error),
) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		o, err := openApplication(t, id)
		if err != nil {
			return err
		}
		if o.row.Version != version {
			return t.Stale("application", id)
		}
		reason, err := do(t, o)
		if err != nil {
			return err
		}
		return o.save(t, version, reason)
	})
}

// textClaimSource is where the claimed jobs and taxes come from.
const textClaimSource = "申请表"
