package money

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/store/stay"
)

// CrisisWho says for which stays a further relief is meant, of those that have days in its time.
type CrisisWho struct {
	Filter string  // as the list of stays filters: 区, 小区, 面积, …; empty for all that the actor sees
	Group  string  // code of a group that the review recognised; empty for all
	Only   []int64 // of these only; none takes all
}

// CrisisStay is what the relief does to one stay.
type CrisisStay struct {
	Tenancy stay.TenancyRow
	Was     quantity.Money        // payable for the fees of the decision over its time, as far as prices and readings are known
	Spared  quantity.Money        // of that
	Waits   []charge.MissingPrice // prices that are to come: what they come to is not known
}

// Now is what remains to be paid.
func (s CrisisStay) Now() quantity.Money { return s.Was - s.Spared }

// CrisisLeft is a stay that the relief leaves out, and why.
type CrisisLeft struct {
	Tenancy stay.TenancyRow
	Why     string
}

// CrisisRun is a preview of a further relief; nothing is written.
type CrisisRun struct {
	Crisis  relief.Crisis
	Stays   []CrisisStay // by number
	Left    []CrisisLeft // by number: without a contract, or with the waiver stopped or taken back, and not named
	Already int          // stays left out since they have the same decision already
	Was     quantity.Money
	Spared  quantity.Money
	Waiting int    // stays of which a price is to come
	Seal    string // SHA-256 over what was shown: what a person has seen is what is decided
}

// IDs are the stays of the run.
func (r *CrisisRun) IDs() []int64 {
	ids := make([]int64, len(r.Stays))
	for i, s := range r.Stays {
		ids[i] = s.Tenancy.ID
	}
	return ids
}

const staysOfGroup = `SELECT t.id FROM tenancy t JOIN application_group g ON g.application_id = t.application_id WHERE g.code = $1 AND g.accepted = 1`

// PreviewCrisis works out which stays a further relief reaches and what each is spared. Who was picked one by one is refused where the
// relief does not reach him; what a filter finds is left out quietly.
// Whoever has days without a contract, or the waiver stopped or taken back, is left out and named in Left, unless the decision names him.
// Errors: those of Crisis.Check and of the filter, ErrCrisisStay, ErrCrisisTwice, ErrCrisisNobody, ErrCrisisUnfit.
func (s Room) PreviewCrisis(ctx context.Context, by engine.Actor, c relief.Crisis, who CrisisWho) (run CrisisRun, err error) {
	if err := c.Check(s.Today()); err != nil {
		return run, err
	}
	page, err := stay.TenancyNoun.List(ctx, s.Store, by, engine.ListQuery{Filter: who.Filter, Sort: []engine.Order{{Column: "number"}}})
	if err != nil {
		return run, say.OnField(err, "filter")
	}
	only := idSet(who.Only)
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		members, err := engine.All(ctx, q, engine.ScanOne[int64], staysOfGroup, who.Group)
		if err != nil {
			return err
		}
		grouped := idSet(members)
		var ids []int64
		for _, r := range page.Rows {
			if (who.Group == "" || grouped[r.ID]) && (only[r.ID] || (len(only) == 0 || c.Names(r.ID)) && c.Overlaps(r.Tenancy)) {
				ids = append(ids, r.ID)
			}
		}
		run, err = s.draftCrisis(ctx, q, by, c, ids, len(only) == 0)
		return err
	})
	switch {
	case err != nil || len(run.Stays) > 0:
	case len(run.Left) > 0:
		err = relief.ErrCrisisUnfit.Textf("选定的户都不随这次决定减免，如 %s %s：%s。确要减免的，请在“另给”里点名并写明理由",
			run.Left[0].Tenancy.Number, run.Left[0].Tenancy.Name, run.Left[0].Why).On("also")
	default:
		err = relief.ErrCrisisNobody.On("who")
	}
	if err != nil {
		return CrisisRun{}, err
	}
	return run, nil
}

// draftCrisis works out what the decision does to stays; one that has it already, or no day of it, is left out where skip says so, and
// refused else.
func (s Room) draftCrisis(ctx context.Context, q engine.Querier, by engine.Actor, c relief.Crisis, ids []int64, skip bool) (CrisisRun, error) {
	run := CrisisRun{Crisis: c}
	said := fmt.Appendf(nil, "%s %s %s %s %v %d %s %s\n", c.Name, c.Body, c.Decision, c.Day, c.Fees, c.Percent, c.From, c.To)
	said = fmt.Appendf(said, "%v %s\n", c.Also, c.Despite)
	for _, id := range ids {
		f := TenancyFees{Until: c.To}
		var err error
		if f.Tenancy, err = stay.TenancyNoun.ByID(ctx, q, id); err != nil {
			return run, err
		}
		if !by.Console && !by.Sees(f.Tenancy.District) {
			return run, engine.ErrOtherDistrict.With(f.Tenancy.District)
		}
		if skip && !c.Overlaps(f.Tenancy.Tenancy) {
			run.Left = append(run.Left, CrisisLeft{f.Tenancy, "期间不在用"})
			continue
		}
		standing, err := stay.StandingOf(ctx, q, f.Tenancy, s.Today())
		if err != nil {
			return run, err
		}
		if why := c.Unfit(standing); why != "" && !c.Names(id) {
			run.Left = append(run.Left, CrisisLeft{f.Tenancy, why})
			continue
		}
		b, err := c.Grant(standing, s.Today())
		if err != nil {
			return run, err
		}
		twice, err := stay.CrisisTwice(ctx, q, id, b)
		switch {
		case err != nil:
			return run, err
		case twice && skip:
			run.Already++
			continue
		case twice:
			return run, stay.TwiceOf(f.Tenancy, b)
		}
		if err := f.Read(ctx, q, s.Today()); err != nil {
			return run, err
		}
		one := f.relieved(c, b)
		run.Stays = append(run.Stays, one)
		run.Was, run.Spared = run.Was+one.Was, run.Spared+one.Spared
		if len(one.Waits) > 0 {
			run.Waiting++
		}
		said = fmt.Appendf(said, "%d %d %d %v\n", id, one.Was, one.Spared, one.Waits)
	}
	run.Seal = round.Sha256Hex(said)
	return run, nil
}

// relieved is what a decision does to the stay: the schedule with it against the schedule as it stands.
func (f *TenancyFees) relieved(c relief.Crisis, b relief.Benefit) CrisisStay {
	with := f.Preview(append(slices.Clone(f.Benefits), b))
	out := CrisisStay{Tenancy: f.Tenancy, Spared: f.Schedule.Sum().Payable - with.Sum().Payable}
	for _, l := range with.Lines {
		if l.Priced && slices.Contains(c.Fees, l.Fee) && !l.From.Before(c.From) {
			out.Was += l.Payable
		}
	}
	out.Was += out.Spared
	for _, m := range with.Waiting(c.To) {
		if slices.Contains(c.Fees, m.Fee) && slices.ContainsFunc(with.Lines, func(l charge.FeeLine) bool {
			return !l.Priced && l.Phase != charge.PhaseFree && l.Fee == m.Fee && l.Year == m.Year && !l.From.Before(c.From)
		}) {
			out.Waits = append(out.Waits, m)
		}
	}
	return out
}

// ErrCrisisChanged refuses a decision whose preview has become another.
var ErrCrisisChanged = say.Refuse("crisis_changed", "预览之后名单、价格、读数、面积或优惠有变动，没有登记。请重新预览后再登记")
