package round

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// RoundScope is what a round takes in: units, applicants and the parameters, with the instance that follows from them.
// Before the lock it is what would be frozen now; from the lock on it is what was frozen.
type RoundScope struct {
	Parameters basis.ParameterVersion
	Units      []premises.UnitRow // by number
	Applicants []RoundApplicant
	Left       []LeftUnit     // vacant and not in the pool, by number
	LeftKnown  bool           // false for an old round, of which it was not recorded
	Frozen     *rule.Instance // without draw text and decisions
	Seal       string         // SHA-256 of its canonical form: what a person has seen is what is locked

	decisions []LeftOutRow // about the pool
	kept      string       // the units outside a frozen pool as they are kept
}

// RoundApplicant is an application in a round.
type RoundApplicant struct {
	Application int64
	Applicant   int64
	Number      string
	Name        string
	Kind        allocation.ApplicantKind
	State       allocation.ApplicationState
	Line        rule.InstanceApplicant // as frozen
	Base        bool                   // goes first where all premises stand in an incubation base (2018（十二）)
	Flags       []likeness.Flag        // what was noticed at acceptance; RoundScope adds what is odd among the applicants now
}

const (
	// roundWaiting are the applications of a district that wait for premises and stand in no other round.
	roundWaiting = `SELECT a.id FROM application a WHERE a.district = $1 AND a.state = 'approved' AND NOT EXISTS (
		SELECT 1 FROM round_applicant x JOIN round r ON r.id = x.round_id
		WHERE x.application_id = a.id AND r.state IN ('locked', 'drawn', 'computed', 'noticed', 'reopened')) ORDER BY a.number`
	roundVacant  = `WHERE u.district = $1 AND u.state = 'vacant'`
	roundUnits   = `JOIN round_unit x ON x.unit_id = u.id WHERE x.round_id = $1 ORDER BY u.number`
	roundMembers = `SELECT x.application_id FROM round_applicant x JOIN application a ON a.id = x.application_id WHERE x.round_id = $1 ORDER BY a.number`
	// roundMembersShown reads the same with what lists show of them.
	roundMembersShown = `SELECT a.id, a.applicant_id, a.number, p.name, p.kind, a.state FROM round_applicant x
		JOIN application a ON a.id = x.application_id JOIN applicant p ON p.id = a.applicant_id WHERE x.round_id = $1 ORDER BY a.number`
	roundFlagged  = `SELECT DISTINCT f.application_id FROM flag f JOIN round_applicant x ON x.application_id = f.application_id WHERE x.round_id = $1`
	roundInputAdd = `INSERT INTO round_input (round_id, position, instance, sha256, reason, day, account_id, outside, dispute_until)
		VALUES ($1, (SELECT coalesce(max(position), 0) + 1 FROM round_input WHERE round_id = $1), $2, $3, $4, $5, $6, $7, $8)`
	roundInputLast = `SELECT id, instance, sha256, outside FROM round_input WHERE round_id = $1 ORDER BY position DESC LIMIT 1`
)

// RoundScope reads what a round takes in. Errors: ErrNotFound, ErrOtherDistrict, ErrInputsTampered.
func (s Room) RoundScope(ctx context.Context, by engine.Actor, id int64) (RoundScope, error) {
	r, err := s.Round(ctx, by, id)
	if err != nil {
		return RoundScope{}, err
	}
	sc, err := scopeOf(ctx, s.Read, r)
	if err != nil {
		return sc, err
	}
	return sc, flagAmong(ctx, s.Read, sc.Applicants)
}

// scopeOf is the scope of a round: live in a draft, frozen from the lock on.
func scopeOf(ctx context.Context, q engine.Querier, r RoundRow) (sc RoundScope, err error) {
	if sc.Parameters, err = basis.ParameterNoun.ByID(ctx, q, r.Parameter); err != nil {
		return sc, err
	}
	if err := sc.readLeft(ctx, q, r.ID); err != nil {
		return sc, err
	}
	sc.LeftKnown = r.Filter == "" || r.Single
	if r.Units == 0 { // never locked
		if r.State == allocation.RoundDraft {
			return liveScope(ctx, q, r, sc)
		}
		sc.freeze()
		return sc, nil
	}
	if sc.Units, err = premises.UnitNoun.All(ctx, q, roundUnits, r.ID); err != nil {
		return sc, err
	}
	input, err := lastInput(ctx, q, r.ID)
	if err != nil {
		return sc, err
	}
	sc.Frozen, sc.Seal, sc.kept = input.instance, input.seal, input.outside
	if err := sc.readOutside(input.outside); err != nil {
		return sc, err
	}
	return sc, sc.frozenMembers(ctx, q, r.ID)
}

// frozenMembers reads who stands in a locked round; their lines are those that were frozen.
func (sc *RoundScope) frozenMembers(ctx context.Context, q engine.Querier, round int64) (err error) {
	lines := make(map[string]rule.InstanceApplicant, len(sc.Frozen.Applicants))
	for _, a := range sc.Frozen.Applicants {
		lines[a.Number] = a
	}
	sc.Applicants, err = engine.All(ctx, q, func(s engine.Scanner) (a RoundApplicant, err error) {
		err = s.Scan(&a.Application, &a.Applicant, &a.Number, &a.Name, &a.Kind, &a.State)
		a.Line = lines[a.Number]
		return a, err
	}, roundMembersShown, round)
	if err != nil {
		return err
	}
	flagged, err := engine.All(ctx, q, engine.ScanOne[int64], roundFlagged, round)
	if err != nil {
		return err
	}
	for i := range sc.Applicants {
		a := &sc.Applicants[i]
		if slices.Contains(flagged, a.Application) {
			if a.Flags, err = intake.ReadFlags(ctx, q, a.Application); err != nil {
				return err
			}
		}
	}
	return nil
}

// liveScope is what a draft would freeze now.
func liveScope(ctx context.Context, q engine.Querier, r RoundRow, sc RoundScope) (RoundScope, error) {
	var err error
	if sc.Units, err = premises.UnitNoun.All(ctx, q, roundVacant+` ORDER BY u.number`, r.District); err != nil {
		return sc, err
	}
	sc.leave()
	if err := sc.members(ctx, q, roundWaiting, r.District); err != nil {
		return sc, err
	}
	sc.freeze()
	return sc, nil
}

// members reads the applications that a query names, with the line that follows from them today.
func (sc *RoundScope) members(ctx context.Context, q engine.Querier, query string, args ...any) error {
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], query, args...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a, err := ReadApplicant(ctx, q, id, sc.Parameters.Jobs)
		if err != nil {
			return err
		}
		sc.Applicants = append(sc.Applicants, a)
	}
	return nil
}

// WaitingPlace is where an application stands today among those of its district that wait for premises, before any draw; empty when
// it does not wait.
func WaitingPlace(t *engine.Tx, application int64) (string, error) {
	d, err := intake.ReadApplication(t.Ctx, t, application)
	if err != nil || d.State != allocation.ApplicationApproved {
		return "", err
	}
	p, err := basis.Parameters(t, d.District)
	if err != nil {
		return "", err
	}
	sc := RoundScope{Parameters: p}
	if err := sc.members(t.Ctx, t, roundWaiting, d.District); err != nil {
		return "", err
	}
	sc.freeze()
	place := sc.Frozen.Place(d.Number)
	if place == 0 {
		return "", nil
	}
	return fmt.Sprintf("第 %d 名，共 %d 户", place, len(sc.Applicants)), nil
}

// ReadApplicant reads an application as a round sees it.
func ReadApplicant(ctx context.Context, q engine.Querier, id int64, weights allocation.JobWeights) (RoundApplicant, error) {
	d, err := intake.ReadApplication(ctx, q, id)
	if err != nil {
		return RoundApplicant{}, err
	}
	review, err := intake.ReadReview(ctx, q, id)
	if err != nil {
		return RoundApplicant{}, err
	}
	a := RoundApplicant{
		Application: id, Applicant: d.Applicant, Number: d.Number, State: d.State, Line: d.Application.Instance(weights, review.Review),
		Base: d.InBaseGroup(),
	}
	a.Name, a.Kind, err = applicantName(ctx, q, d.Applicant)
	if err != nil {
		return a, err
	}
	a.Flags, err = intake.ReadFlags(ctx, q, id)
	return a, err
}

func applicantName(ctx context.Context, q engine.Querier, id int64) (name string, kind allocation.ApplicantKind, err error) {
	_, err = engine.One(ctx, q, func(s engine.Scanner) (struct{}, error) { return struct{}{}, s.Scan(&name, &kind) }, `SELECT name, kind FROM applicant WHERE id = $1`, id)
	return name, kind, err
}

// freeze makes the instance of what the scope holds, and its seal.
func (sc *RoundScope) freeze() {
	in := &rule.Instance{Params: sc.Parameters.Allocation.Params()}
	for _, u := range sc.Units {
		unit := u.Unit()
		in.Units = append(in.Units, unit.InstanceUnit())
	}
	base := len(sc.Units) > 0 && !slices.ContainsFunc(sc.Units, func(u premises.UnitRow) bool { return !slices.Contains(u.Tags, allocation.TagBase) })
	for _, a := range sc.Applicants {
		line := a.Line
		line.Group = line.Group || base && a.Base
		in.Applicants = append(in.Applicants, line)
	}
	sc.Frozen, sc.Seal = in, Sha256Hex(in.Canonical())
}

// Sha256Hex is the digest of bytes in hexadecimal.
func Sha256Hex(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// frozenInput is a row of round_input: an instance that was frozen.
type frozenInput struct {
	id       int64
	instance *rule.Instance
	seal     string
	outside  string // the units outside the pool as an instance; '' where it was not recorded
}

// lastInput reads the inputs that stand and checks them against their seal.
func lastInput(ctx context.Context, q engine.Querier, round int64) (frozenInput, error) {
	var text string
	f, err := engine.One(ctx, q, func(s engine.Scanner) (f frozenInput, err error) {
		err = s.Scan(&f.id, &text, &f.seal, &f.outside)
		return f, err
	}, roundInputLast, round)
	if err != nil {
		return f, err
	}
	if Sha256Hex([]byte(text)) != f.seal {
		return f, ErrInputsTampered
	}
	f.instance, err = rule.ReadInstance([]byte(text))
	return f, err
}

// addInput freezes inputs; outside are the units left out, until is the last day to dispute the inputs where they are posted.
func addInput(t *engine.Tx, round int64, in *rule.Instance, reason, outside string, until civil.Date) error {
	canonical := in.Canonical()
	return t.Exec(roundInputAdd, round, string(canonical), Sha256Hex(canonical), reason, t.Today, t.By.ID, outside, until)
}

// Rounds and awards.
var ErrInputsTampered = say.Refuse("inputs_tampered", "锁定的数据与登记的摘要不符，没有计算。请运行 penggai verify 并联系维护人员")

// flagAmong adds to the flags of applications what is odd now among their applicants: numbers, people, telephones and addresses
// that two of them share, stays and exits that came after the acceptance. It writes nothing.
func flagAmong(ctx context.Context, q engine.Querier, list []RoundApplicant) error {
	ids := make([]int64, len(list))
	for i := range list {
		ids[i] = list[i].Applicant
	}
	known, err := intake.TracesOf(ctx, q, ids)
	if err != nil {
		return err
	}
	crowd := likeness.NewCrowd(known)
	who := make(map[int64]allocation.Applicant, len(known))
	for _, t := range known {
		who[t.Applicant.ID] = t.Applicant
	}
	for i := range list {
		a := &list[i]
		asked := allocation.Application{ID: a.Application, Sector: intake.SectorKept}
		a.Flags = likeness.JoinFlags(a.Flags, likeness.FindFlags(asked, who[a.Applicant], crowd.Like(who[a.Applicant]), civil.Date{}))
	}
	return nil
}

// relisted is the scope of a locked round read anew: those applicants of it who still wait, and its units, as they stand now.
func relisted(ctx context.Context, q engine.Querier, r RoundRow) (RoundScope, error) {
	sc, err := scopeOf(ctx, q, r)
	if err != nil {
		return sc, err
	}
	sc.Applicants = nil
	if err := sc.members(ctx, q, roundMembers, r.ID); err != nil {
		return sc, err
	}
	sc.freeze()
	return sc, nil
}
