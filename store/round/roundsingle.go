package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// SingleOption is a place that fits a single applicant, in the applicant's own order.
type SingleOption struct {
	Units []premises.UnitRow // in bay order
	Area  quantity.Area
}

// SingleOffer is what the daily case shows before anything is decided: the applicant's line, what it is entitled to, and every place that fits.
type SingleOffer struct {
	Applicant  RoundApplicant
	Parameters basis.ParameterVersion
	Weight     int64 // thousandths of a job
	Band       rule.Band
	Widened    bool           // nothing lies in the band: the options are those of the second pass, and so is the band
	Options    []SingleOption // best first; at most 200
	Waiting    int            // others of the district that wait as well: a round serves them together
	InRounds   int            // others that wait in rounds under way; whom of them a place would fit is named when it is chosen
}

// singleOptions is how many places are shown; the rule finds the best of all.
const singleOptions = 200

// SingleOffer works out what one waiting application may get of the district's vacant units. Errors: ErrSingleState, ErrRoundRunning.
func (s Room) SingleOffer(ctx context.Context, by engine.Actor, application int64) (o SingleOffer, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		o, err = singleOffer(ctx, q, by, application, s.Store)
		return err
	})
	return o, err
}

func singleOffer(ctx context.Context, q engine.Querier, by engine.Actor, application int64, s *engine.Store) (o SingleOffer, err error) {
	d, err := intake.ReadApplication(ctx, q, application)
	if err != nil {
		return o, err
	}
	if !by.Sees(d.District) {
		return o, engine.ErrOtherDistrict.With(d.District)
	}
	waiting, err := engine.All(ctx, q, engine.ScanOne[int64], roundWaiting, d.District)
	if err != nil {
		return o, err
	}
	if err := maySingle(d.State, waiting, application); err != nil {
		return o, err
	}
	if o.Parameters, err = basis.ParametersOn(ctx, q, d.District, s.Today()); err != nil {
		return o, err
	}
	if o.Applicant, err = ReadApplicant(ctx, q, application, o.Parameters.Jobs); err != nil {
		return o, err
	}
	one := []RoundApplicant{o.Applicant}
	if err := flagAmong(ctx, q, one); err != nil {
		return o, err
	}
	o.Applicant = one[0]
	units, err := premises.UnitNoun.All(ctx, q, roundVacant+` ORDER BY u.number`, d.District)
	if err != nil {
		return o, err
	}
	o.Waiting = len(waiting) - 1
	if o.InRounds, err = engine.One(ctx, q, engine.ScanOne[int], `SELECT count(*) FROM (`+sqlInRounds+`)`, d.District); err != nil {
		return o, err
	}
	sc := RoundScope{Parameters: o.Parameters, Units: units, Applicants: []RoundApplicant{o.Applicant}}
	sc.freeze()
	rows := map[string]premises.UnitRow{}
	for _, u := range units {
		rows[u.Number] = u
	}
	o.Weight = sc.Frozen.Params.Weight(&o.Applicant.Line)
	o.Band = sc.Frozen.Params.Band(&o.Applicant.Line, sc.Frozen.Params.Entitlement(o.Weight, sc.Frozen.Rate()))
	places := sc.Frozen.Places(o.Applicant.Number, singleOptions)
	if len(places) == 0 && sc.Frozen.Params.Rest.Given {
		second := sc.Frozen.Second(&rule.Result{})
		o.Band = second.Params.Band(&o.Applicant.Line, second.Params.Entitlement(o.Weight, second.Rate()))
		o.Widened, places = true, second.Places(o.Applicant.Number, singleOptions)
	}
	for _, option := range places {
		so := SingleOption{Area: option.Area}
		for _, number := range option.Units {
			so.Units = append(so.Units, rows[number])
		}
		o.Options = append(o.Options, so)
	}
	return o, nil
}

// maySingle refuses an application that does not wait, or waits within a round.
func maySingle(state allocation.ApplicationState, waiting []int64, application int64) error {
	switch {
	case state != allocation.ApplicationApproved:
		return ErrSingleState
	case !slices.Contains(waiting, application):
		return ErrRoundRunning
	}
	return nil
}

// AwardSingle places one waiting application: a round of one applicant with the same records as any, from the lock to the award, in one
// transaction. units narrows the pool to what the applicant has chosen among its options; none leaves all vacant units of the district.
// Where it passes over somebody who waits with the better right, or would fit somebody who waits in a round under way, o says why and who signs as the second person; it stands in
// the record with their names.
// Who accepted the application does not place it where the district keeps duties apart.
// It is screened as the list of a round is (六(二)): o remarks each finding.
// Errors: ErrSingleState, ErrRoundRunning, ErrPoolUnit, ErrRoundNotSingle, ErrOutOfOrder, ErrPassingChanged, allocation.ErrSamePerson,
// draw.ErrUnremarked, those of the second signature.
func (s Room) AwardSingle(ctx context.Context, by engine.Actor, application int64, units []string, o OutOfOrder) (round int64, err error) {
	second, err := s.SecondSigner(ctx, by, o)
	if err != nil {
		return 0, err
	}
	err = s.Write(ctx, by, allocation.ActSingleRound, func(t *engine.Tx) error {
		d, err := intake.ReadApplication(t.Ctx, t, application)
		if err != nil {
			return err
		}
		if err := t.Mine(d.District); err != nil {
			return err
		}
		if _, err := basis.SeparateFrom(t, d.District, d.AcceptedBy); err != nil {
			return err
		}
		waiting, err := engine.All(t.Ctx, t, engine.ScanOne[int64], roundWaiting, d.District)
		if err != nil {
			return err
		}
		if err := maySingle(d.State, waiting, application); err != nil {
			return intake.Moved(t, application, err)
		}
		if round, err = addRound(t, d.District, singleFilter(units), true); err != nil {
			return err
		}
		return awardSingle(t, round, application, units, o, second)
	})
	return round, err
}

// singleFilter is the pool of a single round as a filter text.
func singleFilter(units []string) string {
	text := ""
	for i, u := range units {
		if i > 0 {
			text += ","
		}
		text += u
	}
	if text == "" {
		return ""
	}
	return engine.TextFieldNumber + ":=" + text
}

// awardSingle takes a single round from its draft to the award.
func awardSingle(t *engine.Tx, round, application int64, units []string, o OutOfOrder, second string) error {
	r, err := readRound(t.Ctx, t, round)
	if err != nil {
		return err
	}
	found, err := screenedSingle(t.Ctx, t, r.District, application, t.Today)
	if err != nil {
		return err
	}
	if err := draw.Remarked(found, o.Remarks); err != nil {
		return err
	}
	var everybody queue
	err = lockRound(t, &r, "", draw.Source{}, nil, func(sc *RoundScope) error {
		var err error
		if everybody, err = queueOf(t.Ctx, t, sc.Parameters, r.District); err != nil {
			return err
		}
		sc.Applicants = slices.DeleteFunc(sc.Applicants, func(a RoundApplicant) bool { return a.Application != application })
		return sc.only(t, units)
	})
	if err != nil {
		return err
	}
	p, err := prepare(t.Ctx, t, r)
	if err != nil {
		return err
	}
	if err := p.solve(t.Ctx, nil); err != nil {
		return err
	}
	got := p.Result.Outcome()
	if got.Totals.Served == 0 {
		return ErrRoundNotSingle
	}
	gets := got.Ranks[0].Units
	passed, err := everybody.passes(t.Ctx, t, placing{got.Ranks[0].Number, gets, gets}, o.Seen, nil)
	if err != nil {
		return premises.RefuseTaken(t, o.Seen.units, r.ID, err)
	}
	overtaken, err := rule.Overtake(passed.List, o.Reason, second)
	if err != nil {
		return err
	}
	if _, err := p.keep(t, &r); err != nil {
		return err
	}
	if r, err = readRound(t.Ctx, t, round); err != nil {
		return err
	}
	r.Reason, r.Overtaken = overtaken.Text(), overtaken
	keep := r // with the run that was screened
	if err := confirmRound(t, &r); err != nil {
		return err
	}
	return addScreening(t, keep, found, false, func(f draw.Finding) string { return o.Remarks[f.Words()] })
}

// only leaves the units of a placement that were chosen, at the rate of all vacant ones: choosing among them must not lower it.
// Without a choice all stay. One that somebody else has taken meanwhile is refused with who did.
func (sc *RoundScope) only(t *engine.Tx, units []string) error {
	if len(units) == 0 {
		return nil
	}
	sc.freeze()
	sc.Parameters.Allocation.DM2PerJob, sc.Parameters.Allocation.ScaleToSupply = sc.Frozen.Rate(), false
	sc.Units = slices.DeleteFunc(sc.Units, func(u premises.UnitRow) bool { return !slices.Contains(units, u.Number) })
	if len(sc.Units) == len(units) {
		return nil
	}
	return premises.RefuseTaken(t, units, 0, ErrPoolUnit)
}

// Rounds and awards.
var (
	ErrRoundNotSingle = say.Refuse("round_not_single", "这件申请没有合适的闲置房源，没有分配。可先调整意向面积、小区或设施要求")
	ErrRoundRunning   = say.Refuse("round_running", "这件申请正在另一批次中，不能单独安置。请等该批次办结")
	ErrSingleState    = say.Refuse("single_state", "只有评审通过、待分配的申请才能安置")
	ErrPoolUnit       = say.Refuse("pool_unit", "选中的房源不是本区闲置房源，请重新选择")
)
