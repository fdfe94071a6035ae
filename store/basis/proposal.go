package basis

import (
	"context"
	"encoding/json"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// ProposalRow is a proposal with who drew it up and who decided.
type ProposalRow struct {
	bylaw.Proposal
	ByName      string
	DecidedName string
	Version     int64
}

// ProposalNoun is what proposals are.
var ProposalNoun = engine.NewNoun(engine.Noun[ProposalRow]{
	Title: "拟定", From: ` FROM proposal p LEFT JOIN account o ON o.id = p.proposed_by LEFT JOIN account d ON d.id = p.decided_by`,
	Fields: []engine.Field[ProposalRow]{
		{Key: "id", Column: "id", At: func(r *ProposalRow) any { return &r.ID }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *ProposalRow) any { return &r.Kind }},
		{Key: "title", Title: engine.TextFieldSubject, Column: "title", At: func(r *ProposalRow) any { return &r.Title }, Sorts: true},
		{Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *ProposalRow) any { return &r.District }},
		{Key: "code", Title: "代码", Column: "code", At: func(r *ProposalRow) any { return &r.Code }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *ProposalRow) any { return &r.State },
			Text: func(r ProposalRow, _ civil.Date) string { return r.State.Title() }, Sorts: true,
		},
		{Key: "effective", Title: "生效日期", Column: "effective", Sets: true, At: func(r *ProposalRow) any { return &r.Effective }, Sorts: true},
		{Key: "note", Title: textBasis, Column: "note", At: func(r *ProposalRow) any { return &r.Note }},
		{Key: "body", Title: say.Content, Column: "body", At: func(r *ProposalRow) any { return &r.Body }, Private: true},
		{Key: "base", Title: "改自", Column: "base_id", At: func(r *ProposalRow) any { return &r.Base }},
		{Key: "proposed_by", Title: "拟定账号", Column: "proposed_by", At: func(r *ProposalRow) any { return &r.By }},
		{Key: "by", Title: "拟定人", Expr: "coalesce(o.display, '')", At: func(r *ProposalRow) any { return &r.ByName }, Sorts: true},
		{Key: "day", Title: "拟定日期", Column: "day", At: func(r *ProposalRow) any { return &r.Day }, Sorts: true},
		{Key: "decided_by", Title: "批准账号", Column: "decided_by", Sets: true, At: func(r *ProposalRow) any { return &r.DecidedBy }},
		{Key: "decider", Title: "批准人", Expr: "coalesce(d.display, '')", At: func(r *ProposalRow) any { return &r.DecidedName }, Sorts: true},
		{Key: "decided", Title: "批准日期", Column: "decided_day", Sets: true, At: func(r *ProposalRow) any { return &r.Decided }, Sorts: true},
		{Key: "decision", Title: "意见", Column: "decision", Sets: true, At: func(r *ProposalRow) any { return &r.Reason }},
		{Key: "made", Title: "生成的版本", Column: "made_id", Sets: true, At: func(r *ProposalRow) any { return &r.Made }},
		{Key: "version", Title: say.Version, Column: "version", At: func(r *ProposalRow) any { return &r.Version }},
	},
})

// Proposals are all proposals of rules that the actor may see: those that wait first, then the latest first.
func (s Room) Proposals(ctx context.Context, by engine.Actor) ([]ProposalRow, error) {
	return ProposalNoun.All(ctx, s.Read, `WHERE p.kind <> $2 AND ($1 = '' OR p.district = $1) ORDER BY (p.state <> 'proposed'), p.id DESC`, by.District, string(bylaw.CrisisKind))
}

// ParameterProposal is a proposal of parameters beside what it would replace.
type ParameterProposal struct {
	ProposalRow
	Old ParameterVersion
	New allocation.Parameters
}

// ParameterProposal reads a proposal of parameters; Old is what it was drawn up against. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ParameterProposal(ctx context.Context, by engine.Actor, id int64) (p ParameterProposal, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if p.ProposalRow, err = ProposalNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if p.Kind != bylaw.ParameterKind {
			return engine.ErrNotFound
		}
		if !by.Sees(p.District) {
			return engine.ErrOtherDistrict.With(p.District)
		}
		if err := json.Unmarshal([]byte(p.Body), &p.New); err != nil {
			return err
		}
		p.Old, err = ParameterNoun.ByID(ctx, q, p.Base)
		return err
	})
	return p, err
}

// ProposeParameters draws up the next version of a district's parameters, against the version in force on its day, and returns
// the id of the proposal. Errors: those of NewParameters.Check.
func (s Room) ProposeParameters(ctx context.Context, by engine.Actor, n NewParameters) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActProposeRule, func(t *engine.Tx) error {
		if err := t.Mine(n.District); err != nil {
			return err
		}
		if faults := n.Check(t.Today); len(faults) > 0 {
			return faults[0]
		}
		old, err := ParametersOn(t.Ctx, t, n.District, n.Effective)
		if err != nil {
			return err
		}
		body, err := engine.Encode(n.Parameters)
		if err != nil {
			return err
		}
		id, err = Propose(t, bylaw.Proposal{
			Kind: bylaw.ParameterKind, District: n.District, Title: n.District + " 参数", Effective: n.Effective, Note: n.Note, Body: string(body), Base: old.ID,
		})
		return err
	})
	return id, err
}

// Propose enters a proposal of the actor.
func Propose(t *engine.Tx, p bylaw.Proposal) (id int64, err error) {
	p.State, p.By, p.Day = bylaw.Proposed, t.By.ID, t.Today
	if id, err = ProposalNoun.Add(t, ProposalRow{Proposal: p}); err != nil {
		return 0, err
	}
	t.Subject(p.Title)
	t.About("proposal", id)
	t.Reason(p.Note)
	return id, nil
}

// AdoptParameters puts a proposal of parameters in force with the approver's own account, who is not the one who drew it up, and
// returns the id of the version. version is that of the proposal which was read.
// Errors: ErrSamePerson, ErrStale, those of bylaw.Proposal.Adopt.
func (s Room) AdoptParameters(ctx context.Context, by engine.Actor, id, version int64) (made int64, err error) {
	err = s.Write(ctx, by, allocation.ActAddParameters, func(t *engine.Tx) error {
		p, err := OpenProposal(t, id, bylaw.ParameterKind)
		if err != nil {
			return err
		}
		old, err := ParametersOn(t.Ctx, t, p.District, civil.Max(p.Effective, t.Today))
		if err != nil {
			return err
		}
		if _, err := SeparateFrom(t, p.District, p.By); err != nil {
			return err
		}
		if err := p.Adopt(t.By.ID, old.ID, t.Today); err != nil {
			return err
		}
		v := ParameterVersion{District: p.District, Effective: p.Effective, Author: p.ByName, Approver: t.By.Display, Note: p.Note}
		if err := json.Unmarshal([]byte(p.Body), &v.Parameters); err != nil {
			return err
		}
		if v.Separation == allocation.SeparationWarn {
			if err := mayLoosen(t, p.District, p.By); err != nil {
				return err
			}
		}
		if v, err = addParameters(t, v); err != nil {
			return err
		}
		p.Made, made = v.ID, v.ID
		t.Subject(v.Title())
		t.About("parameter", v.ID)
		t.Reason(p.Note)
		return ProposalNoun.Set(t, p, version)
	})
	return made, err
}

// OpenProposal reads a proposal of the actor's district; no kind takes any.
func OpenProposal(t *engine.Tx, id int64, kind bylaw.ProposalKind) (ProposalRow, error) {
	p, err := ProposalNoun.ByID(t.Ctx, t, id)
	if err != nil {
		return p, err
	}
	if kind != "" && p.Kind != kind {
		return p, engine.ErrNotFound
	}
	return p, t.Mine(p.District)
}

// RefuseProposal is the approver's no, with the reason. Errors: ErrStale, those of bylaw.Proposal.Refuse.
func (s Room) RefuseProposal(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.endProposal(ctx, by, allocation.ActRefuseRule, "", id, version, reason, (*bylaw.Proposal).Refuse)
}

// WithdrawProposal takes a proposal back before it is decided, with the reason. Errors: ErrStale, those of
// bylaw.Proposal.Withdraw.
func (s Room) WithdrawProposal(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.endProposal(ctx, by, allocation.ActWithdrawRule, "", id, version, reason, (*bylaw.Proposal).Withdraw)
}

// WithdrawCrisis takes back a further relief that was drawn up. Errors: as WithdrawProposal.
func (s Room) WithdrawCrisis(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.endProposal(ctx, by, allocation.ActProposeCrisis, bylaw.CrisisKind, id, version, reason, (*bylaw.Proposal).Withdraw)
}

func (s Room) endProposal(ctx context.Context, by engine.Actor, act allocation.Action, kind bylaw.ProposalKind, id, version int64, reason string,
	end func(*bylaw.Proposal, int64, string, civil.Date) error,
) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		p, err := OpenProposal(t, id, kind)
		if err != nil {
			return err
		}
		if err := end(&p.Proposal, t.By.ID, reason, t.Today); err != nil {
			return err
		}
		t.Subject(p.Title)
		t.About("proposal", id)
		t.Reason(strings.TrimSpace(reason))
		return ProposalNoun.Set(t, p, version)
	})
}
