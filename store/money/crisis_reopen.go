package money

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/relief"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// sqlOfCrisis chooses the benefits b of tenancies t that a further relief gave: by a decision ($1) up to a day ($2), to the stays for which
// it was drawn up ($3).
const sqlOfCrisis = ` FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id WHERE b.kind = '` + relief.KindCrisis + `' AND b.decision = $1 AND b.until_day = $2
	AND b.tenancy_id IN (SELECT value FROM json_each($3))`

// sqlCrisisBills names the bills that counted with it since a day ($4).
const sqlCrisisBills = `SELECT n.number FROM bill n WHERE n.issued_day >= $4 AND n.tenancy_id IN (SELECT b.tenancy_id` + sqlOfCrisis + `
	AND EXISTS (SELECT 1 FROM bill_line l WHERE l.bill_id = n.id AND l.relief > 0 AND l.to_day > b.start_day AND l.from_day < b.until_day)) ORDER BY n.number`

// sqlCrisisAlone names the stays whose relief was suspended or ended by itself since.
const sqlCrisisAlone = `SELECT t.number` + sqlOfCrisis + ` AND b.state <> 'granted' AND b.with_tenancy = 0 AND $4 = $4 ORDER BY t.number`

// readDraft is a further relief as its proposal keeps it, with what chooses the benefits that it gave.
func readDraft(p basis.ProposalRow) (d crisisDraft, given []any, err error) {
	if err := json.Unmarshal([]byte(p.Body), &d); err != nil {
		return d, nil, err
	}
	stays, err := engine.Encode(d.Stays)
	return d, []any{strings.TrimSpace(d.Crisis.Decision), d.Crisis.To, string(stays)}, err
}

// crisisRests names what rests on a further relief that was put in force.
func crisisRests(ctx context.Context, q engine.Querier, p basis.ProposalRow, given []any) ([]string, error) {
	return engine.Named(ctx, q, []engine.Dependent{{Title: say.Bill, Query: sqlCrisisBills}, {Title: "另行办理的 入驻", Query: sqlCrisisAlone}},
		append(given[:len(given):len(given)], p.Decided)...)
}

// whyNotReopen is why the approval of a further relief cannot be taken back; nil when it can.
func whyNotReopen(ctx context.Context, q engine.Querier, p basis.ProposalRow) (why, err error) {
	if p.State != bylaw.Adopted {
		return bylaw.ErrProposalAdopted, nil
	}
	_, given, err := readDraft(p)
	if err != nil {
		return nil, err
	}
	rests, err := crisisRests(ctx, q, p, given)
	if err != nil {
		return nil, err
	}
	return p.ReopenRelief(rests, "-"), nil
}

// ReopenCrisis takes back the approval of a further relief, with the reason, while no bill counts with it and no stay has gone its own way:
// the stays pay as before, and the proposal waits again. Errors: ErrStale, those of bylaw.Proposal.ReopenRelief.
func (s Room) ReopenCrisis(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActReopenRule, func(t *engine.Tx) error {
		p, err := basis.OpenProposal(t, id, bylaw.CrisisKind)
		if err != nil {
			return err
		}
		d, given, err := readDraft(p)
		if err != nil {
			return err
		}
		rests, err := crisisRests(t.Ctx, t, p, given)
		if err != nil {
			return err
		}
		if err := p.ReopenRelief(rests, reason); err != nil {
			return err
		}
		type gift struct{ benefit, tenancy int64 }
		gifts, err := engine.All(t.Ctx, t, func(row engine.Scanner) (g gift, err error) {
			err = row.Scan(&g.benefit, &g.tenancy)
			return g, err
		}, `SELECT b.id, b.tenancy_id`+sqlOfCrisis+` ORDER BY b.id`, given...)
		if err != nil {
			return err
		}
		for _, g := range gifts {
			if err := t.Exec(`DELETE FROM move WHERE noun = 'benefit' AND noun_id = $1`, g.benefit); err != nil {
				return err
			}
			if err := t.Exec(`DELETE FROM benefit WHERE id = $1`, g.benefit); err != nil {
				return err
			}
			if err := Recheck(t, g.tenancy); err != nil {
				return err
			}
		}
		t.Subject(fmt.Sprintf("%s %d 户", d.Crisis.Name, len(gifts)))
		t.About("proposal", id)
		t.Reason(strings.TrimSpace(reason))
		return basis.ProposalNoun.Set(t, p, version)
	})
}
