package basis

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// EntryChange is what a person draws up for a list: a new entry, another one in the place of what stands, or its end.
type EntryChange struct {
	Base      int64 // the entry that stands; 0: none
	Ends      bool  // it ends and nothing takes its place
	Effective civil.Date
	Note      string
	Entry     bylaw.Entry // its kind always
}

// Check refuses a change that is not complete, the first fault on its field. today is the first day that it may begin.
// Errors: ErrEntryEffective, ErrParamNote, those of bylaw.Entry.Check.
func (c *EntryChange) Check(today civil.Date) error {
	switch {
	case c.Effective.IsZero() || c.Effective.Before(today):
		return ErrEntryEffective.On("effective")
	case Blank(c.Note):
		return ErrParamNote.On("note")
	case c.Ends:
		return nil
	}
	return c.Entry.Check()
}

// ProposeEntry draws up a change of one of the office's lists and returns the id of the proposal.
// Errors: those of EntryChange.Check, ErrEntryGone.
func (s Room) ProposeEntry(ctx context.Context, by engine.Actor, c EntryChange) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActProposeRule, func(t *engine.Tx) error {
		district, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT district FROM office WHERE id = 1`)
		if err != nil {
			return err
		}
		if err := t.Mine(district); err != nil {
			return err
		}
		if err := c.Check(t.Today); err != nil {
			return err
		}
		code, name, source := c.Entry.Head()
		old := CatalogueEntry{}
		if c.Base != 0 {
			if old, err = openEntry(t, c.Base); err != nil {
				return err
			}
			*code = old.Code
		} else if *code, err = freeCode(t, &c.Entry); err != nil {
			return err
		}
		p := bylaw.Proposal{Kind: c.Entry.Kind, District: district, Code: *code, Effective: c.Effective, Note: strings.TrimSpace(c.Note), Base: c.Base}
		p.Title = c.Entry.Kind.Title() + " " + *name
		if c.Ends {
			p.Title = c.Entry.Kind.Title() + " 终止 " + old.Title
		} else {
			source.From, source.To = c.Effective, civil.Date{}
			body, err := engine.Encode(c.Entry.Body())
			if err != nil {
				return err
			}
			p.Body = string(body)
		}
		id, err = Propose(t, p)
		return err
	})
	return id, err
}

// openEntry is an entry that has no end yet. Errors: ErrEntryGone.
func openEntry(t *engine.Tx, id int64) (CatalogueEntry, error) {
	e, err := CatalogueNoun.ByID(t.Ctx, t, id)
	if err == nil && !e.To.IsZero() {
		err = ErrEntryGone
	}
	return e, err
}

// freeCode is a code that no entry of the list has had.
func freeCode(t *engine.Tx, e *bylaw.Entry) (string, error) {
	taken, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT code FROM catalogue WHERE kind = $1
		UNION SELECT code FROM proposal WHERE kind = $1 AND state = 'proposed' ORDER BY 1`, string(e.Kind))
	return bylaw.NewCode(e, taken), err
}

// EntryProposal is a proposal of an entry beside what it would replace.
type EntryProposal struct {
	ProposalRow
	Old *bylaw.Entry // nil for a new one
	New *bylaw.Entry // nil when what stands ends
}

// Proposal reads a proposal of any kind. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Proposal(ctx context.Context, by engine.Actor, id int64) (ProposalRow, error) {
	p, err := ProposalNoun.ByID(ctx, s.Read, id)
	if err == nil && !by.Sees(p.District) {
		return ProposalRow{}, engine.ErrOtherDistrict.With(p.District)
	}
	return p, err
}

// EntryProposal reads a proposal of an entry. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) EntryProposal(ctx context.Context, by engine.Actor, id int64) (p EntryProposal, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if p.ProposalRow, err = ProposalNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(p.District) {
			return engine.ErrOtherDistrict.With(p.District)
		}
		if p.Body != "" {
			e, err := bylaw.ReadEntry(p.Kind, p.Body)
			if err != nil {
				return err
			}
			p.New = &e
		}
		if p.Base == 0 {
			return nil
		}
		old, err := CatalogueNoun.ByID(ctx, q, p.Base)
		if err != nil {
			return err
		}
		e, err := bylaw.ReadEntry(p.Kind, old.Body)
		p.Old = &e
		return err
	})
	return p, err
}

// AdoptEntry puts a change of a list in force with the approver's own account, who is not the one who drew it up: what stands
// ends on its day, what comes begins then. What was decided by the old entry stays.
// Errors: ErrSamePerson, ErrStale, ErrEntryDay, those of bylaw.Proposal.Adopt.
func (s Room) AdoptEntry(ctx context.Context, by engine.Actor, id, version int64) error {
	return s.Write(ctx, by, allocation.ActEditCatalogue, func(t *engine.Tx) error {
		p, err := OpenProposal(t, id, "")
		if err != nil {
			return err
		}
		if p.Kind == bylaw.ParameterKind || p.Kind == bylaw.CrisisKind {
			return engine.ErrNotFound
		}
		if _, err := SeparateFrom(t, p.District, p.By); err != nil {
			return err
		}
		old, now := CatalogueEntry{}, p.Base
		if p.Base != 0 {
			if old, err = CatalogueNoun.ByID(t.Ctx, t, p.Base); err != nil {
				return err
			}
			if !old.To.IsZero() {
				now = 0
			}
		}
		if err := p.Adopt(t.By.ID, now, t.Today); err != nil {
			return err
		}
		if p.Made, err = changeEntry(t, p, old); err != nil {
			return err
		}
		t.Subject(p.Title)
		t.About("proposal", id)
		t.Reason(p.Note)
		return ProposalNoun.Set(t, p, version)
	})
}

// changeEntry ends what stands and writes what comes; it returns the id of the new entry.
func changeEntry(t *engine.Tx, p ProposalRow, old CatalogueEntry) (int64, error) {
	place := int64(-1)
	if p.Base != 0 {
		if !p.Effective.After(old.From) {
			return 0, ErrEntryDay.Textf("现行的一项从 %s 起生效，改动须在那以后。请撤回，换一个日期重新拟定", old.From)
		}
		place = old.Place
		if err := t.Exec(`UPDATE catalogue SET valid_to = $1, version = version + 1 WHERE id = $2`, p.Effective, old.ID); err != nil {
			return 0, err
		}
	}
	if p.Body == "" {
		return 0, nil
	}
	e, err := bylaw.ReadEntry(p.Kind, p.Body)
	if err != nil {
		return 0, err
	}
	code, name, source := e.Head()
	source.From = p.Effective
	if place < 0 {
		place, err = engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(place), -1) + 1 FROM catalogue WHERE kind = $1`, string(p.Kind))
		if err != nil {
			return 0, err
		}
	}
	if err := addEntry(t, CatalogueKind(p.Kind), int(place), *code, *name, *source, e.Body()); err != nil {
		return 0, err
	}
	return engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM catalogue WHERE kind = $1 AND code = $2 AND valid_from = $3`,
		string(p.Kind), *code, p.Effective)
}

// Entries of lists.
var (
	ErrEntryEffective = say.Refuse("entry_effective", "生效日期不能早于今天：已按现行目录办理的不受影响。请重新填写")
	ErrEntryGone      = say.Refuse("entry_gone", "这一项已经终止，不能再改。请选现行的一项")
	ErrEntryDay       = say.Refuse("entry_day", "改动须在现行的一项生效以后，请换一个日期重新拟定")
)
