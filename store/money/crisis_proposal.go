package money

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// crisisDraft is a further relief as its proposal keeps it.
type crisisDraft struct {
	Crisis relief.Crisis
	Stays  []int64
	Spared quantity.Money // as far as prices and readings were known
}

// CrisisProposal is a further relief that was drawn up.
type CrisisProposal struct {
	basis.ProposalRow
	Crisis relief.Crisis
	Stays  int            // for which it was drawn up
	Spared quantity.Money // what it came to then
	Run    CrisisRun      // what it comes to now; empty once it is decided
	Stuck  error          // why its approval cannot be taken back; nil when it can
}

// CrisisProposals are the further reliefs that were drawn up, as far as the actor may see them: those that wait first, then the latest.
func (s Room) CrisisProposals(ctx context.Context, by engine.Actor) ([]basis.ProposalRow, error) {
	return basis.ProposalNoun.All(ctx, s.Read, `WHERE p.kind = $1 AND ($2 = '' OR p.district = $2) ORDER BY (p.state <> 'proposed'), p.id DESC`,
		string(bylaw.CrisisKind), by.District)
}

// CrisisProposal reads one with what it comes to now. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) CrisisProposal(ctx context.Context, by engine.Actor, id int64) (p CrisisProposal, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if p.ProposalRow, err = basis.ProposalNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if p.Kind != bylaw.CrisisKind {
			return engine.ErrNotFound
		}
		if !by.Sees(p.District) {
			return engine.ErrOtherDistrict.With(p.District)
		}
		d, _, err := readDraft(p.ProposalRow)
		if err != nil {
			return err
		}
		p.Crisis, p.Stays, p.Spared = d.Crisis, len(d.Stays), d.Spared
		if p.State == bylaw.Proposed {
			p.Run, err = s.draftCrisis(ctx, q, by, d.Crisis, d.Stays, true)
			return err
		}
		p.Stuck, err = whyNotReopen(ctx, q, p.ProposalRow)
		return err
	})
	return p, err
}

// ProposeCrisis draws up a decision that forgoes a further share of some fees for some months, for the stays of a preview with this seal,
// and returns the id of the proposal: the approver puts it in force. Errors: ErrCrisisChanged when anything differs by now,
// ErrCrisisNobody, those of PreviewCrisis.
func (s Room) ProposeCrisis(ctx context.Context, by engine.Actor, c relief.Crisis, tenancies []int64, seal string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActProposeCrisis, func(t *engine.Tx) error {
		if err := c.Check(t.Today); err != nil {
			return err
		}
		run, err := s.draftCrisis(t.Ctx, t, by, c, slices.Clone(tenancies), false)
		switch {
		case err != nil:
			return err
		case run.Seal != seal:
			return ErrCrisisChanged
		case len(run.Stays) == 0:
			return relief.ErrCrisisNobody.On("who")
		}
		body, err := engine.Encode(crisisDraft{Crisis: c, Stays: run.IDs(), Spared: run.Spared})
		if err != nil {
			return err
		}
		id, err = basis.Propose(t, bylaw.Proposal{
			Kind: bylaw.CrisisKind, District: run.district(by), Title: fmt.Sprintf("%s %d 户", c.Name, len(run.Stays)), Effective: c.From,
			Note: c.Decision, Body: string(body),
		})
		return err
	})
	return id, err
}

// AdoptCrisis puts a further relief in force with the approver's own account, who is not the one who drew it up, for the stays of what was
// read with this seal. Stays whose bills count otherwise from then on are to get a difference bill. version is that of the proposal
// which was read. Errors: ErrSamePerson, ErrStale, ErrCrisisChanged, ErrCrisisNobody, those of bylaw.Proposal.Adopt and stay.GrantCrisis.
func (s Room) AdoptCrisis(ctx context.Context, by engine.Actor, id, version int64, seal string) error {
	return s.Write(ctx, by, allocation.ActDecideWaiver, func(t *engine.Tx) error {
		p, err := basis.OpenProposal(t, id, bylaw.CrisisKind)
		if err != nil {
			return err
		}
		if _, err := basis.SeparateFrom(t, p.District, p.By); err != nil {
			return err
		}
		if err := p.Adopt(t.By.ID, p.Base, t.Today); err != nil {
			return err
		}
		d, _, err := readDraft(p)
		if err != nil {
			return err
		}
		run, err := s.draftCrisis(t.Ctx, t, by, d.Crisis, d.Stays, true)
		if err != nil {
			return err
		}
		if run.Seal != seal {
			return ErrCrisisChanged
		}
		if err := stay.GrantCrisis(t, d.Crisis, run.IDs(), p.By); err != nil {
			return err
		}
		for _, one := range run.IDs() {
			if err := Recheck(t, one); err != nil {
				return err
			}
		}
		t.About("proposal", id)
		return basis.ProposalNoun.Set(t, p, version)
	})
}

// district is whose approver puts the relief in force: that of the stays where they have one, else of whoever draws it up.
func (r *CrisisRun) district(by engine.Actor) string {
	for _, s := range r.Stays {
		if s.Tenancy.District != r.Stays[0].Tenancy.District {
			return by.District
		}
	}
	return r.Stays[0].Tenancy.District
}

// Recheck keeps whether a difference bill of a stay is to come.
func Recheck(t *engine.Tx, tenancy int64) error {
	b, err := DraftTenancy(t.Ctx, t, t.By, tenancy, BillAsk{Tenancy: tenancy, Through: t.Today, Difference: true})
	if err != nil {
		return err
	}
	differs := len(b.Bills) > 0 && b.Bills[0].Corrects()
	return t.Exec(`UPDATE tenancy SET differs = $2 WHERE id = $1 AND differs <> $2`, tenancy, differs)
}
