package basis

import (
	"context"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// sqlSince names what was done after an entry of the log ($1), on a day ($2) or later, of a district ($3; empty: of any), that may rest on
// a rule: $4 are the kinds of work that never do. A record without a district counts for all.
const sqlSince = `SELECT l.title FROM log l WHERE l.seq = l.entry AND l.seq > $1 AND l.day >= $2
	AND substr(l.action, 1, instr(l.action || '.', '.') - 1) NOT IN (SELECT value FROM json_each($4))
	AND ($3 = '' OR coalesce(CASE l.noun
		WHEN 'application' THEN (SELECT district FROM application WHERE id = l.noun_id)
		WHEN 'round' THEN (SELECT district FROM round WHERE id = l.noun_id)
		WHEN 'tenancy' THEN (SELECT district FROM tenancy WHERE id = l.noun_id)
		WHEN 'exit' THEN (SELECT t.district FROM exit x JOIN tenancy t ON t.id = x.tenancy_id WHERE x.id = l.noun_id)
		WHEN 'assessment' THEN (SELECT t.district FROM assessment a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = l.noun_id)
		WHEN 'benefit' THEN (SELECT t.district FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id WHERE b.id = l.noun_id)
		WHEN 'bill' THEN (SELECT t.district FROM bill b JOIN tenancy t ON t.id = b.tenancy_id WHERE b.id = l.noun_id)
		END, $3) = $3) ORDER BY l.seq`

// doneSince counts what was done by a rule since the last entry of the log about a record that put it in force, in words: 受理申请、锁定批次等共 5 次.
func doneSince(ctx context.Context, q engine.Querier, noun string, id int64, from civil.Date, district string) ([]string, error) {
	seq, err := engine.One(ctx, q, engine.ScanOne[int64], `SELECT coalesce(max(seq), 0) FROM log WHERE seq = entry AND noun = $1 AND noun_id = $2
		AND action IN ($3, $4, $5)`, noun, id, allocation.ActAddParameters.Code, allocation.ActEditCatalogue.Code, allocation.ActEditHolidays.Code)
	if err != nil {
		return nil, err
	}
	free, err := engine.Encode(bylaw.FreeOfRules())
	if err != nil {
		return nil, err
	}
	done, err := engine.All(ctx, q, engine.ScanOne[string], sqlSince, seq, from, district, string(free))
	if err != nil || len(done) == 0 {
		return nil, err
	}
	var titles []string
	seen := map[string]bool{}
	for _, t := range done {
		if !seen[t] {
			seen[t], titles = true, append(titles, t)
		}
	}
	if len(titles) > 3 {
		titles = append(titles[:3:3], "其他")
	}
	return []string{strings.Join(titles, "、") + "（共 " + strconv.Itoa(len(done)) + " 次）"}, nil
}

// since is what rests on a proposal that was put in force: what was done by it, and what was put in force on top of it.
func since(ctx context.Context, q engine.Querier, p ProposalRow) ([]string, error) {
	later, err := engine.All(ctx, q, engine.ScanOne[string], `SELECT title FROM proposal WHERE state = 'adopted' AND kind = $1 AND id > $2
		AND (base_id = $3 AND $3 <> 0 OR code = $4 AND $4 <> '') ORDER BY id`, string(p.Kind), p.ID, p.Made, p.Code)
	if err != nil || len(later) > 0 {
		for i := range later {
			later[i] = "后来的拟定 " + later[i]
		}
		return later, err
	}
	noun, id := "proposal", p.ID
	if p.Kind == bylaw.ParameterKind {
		noun, id = "parameter", p.Made
	}
	return doneSince(ctx, q, noun, id, p.Effective, p.District)
}

// WhyNotReopen is why the approval of a proposal cannot be taken back; nil when it can. Errors: those of bylaw.Proposal.Reopen.
func (s Room) WhyNotReopen(ctx context.Context, by engine.Actor, id int64) (why error, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		p, err := ProposalNoun.ByID(ctx, q, id)
		if err != nil {
			return err
		}
		if !by.Sees(p.District) {
			return engine.ErrOtherDistrict.With(p.District)
		}
		if p.State != bylaw.Adopted {
			why = bylaw.ErrProposalAdopted
			return nil
		}
		done, err := since(ctx, q, p)
		if err != nil {
			return err
		}
		why = p.Reopen(done, "-")
		return nil
	})
	return why, err
}

// ReopenProposal takes back the approval of parameters or of an entry of a list, with the reason, while nothing was done by them: what
// stood before stands again, and the proposal waits. Errors: ErrStale, those of bylaw.Proposal.Reopen.
func (s Room) ReopenProposal(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActReopenRule, func(t *engine.Tx) error {
		p, err := OpenProposal(t, id, "")
		if err != nil {
			return err
		}
		made := p.Made
		done, err := since(t.Ctx, t, p)
		if err != nil {
			return err
		}
		if err := p.Reopen(done, reason); err != nil {
			return err
		}
		t.Subject(p.Title)
		t.About("proposal", id)
		t.Reason(strings.TrimSpace(reason))
		if p.Kind == bylaw.ParameterKind {
			if err := t.Exec(`DELETE FROM parameter WHERE id = $1`, made); err != nil {
				return err
			}
			return ProposalNoun.Set(t, p, version)
		}
		if made != 0 {
			if err := t.Exec(`DELETE FROM catalogue WHERE id = $1`, made); err != nil {
				return err
			}
		}
		if p.Base != 0 {
			if err := t.Exec(`UPDATE catalogue SET valid_to = NULL, version = version + 1 WHERE id = $1`, p.Base); err != nil {
				return err
			}
		}
		return ProposalNoun.Set(t, p, version)
	})
}
