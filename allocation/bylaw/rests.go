package bylaw

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// freeOfRules are the kinds of work, by the first part of an action's code, that no parameter, list or calendar of the office enters:
// accounts, papers, ledgers, money that came in, what lies beside a record. Everything else may rest on them.
var freeOfRules = []string{
	"account", "office", "backup", "clock", "proposal", "parameter", "catalogue", "holiday", "list", "document", "price", "payment", "reading", "unit",
	"expert", "finding", "support", "hindsight", "note", "milestone", "applicant", "try",
}

// FreeOfRules lists them.
func FreeOfRules() []string { return slices.Clone(freeOfRules) }

// Rests reports whether what an action of this code did may rest on a rule that was in force.
func Rests(code string) bool {
	kind, _, _ := strings.Cut(code, ".")
	return !slices.Contains(freeOfRules, kind)
}

// Reopen takes the approval back: the proposal waits again, and may be withdrawn, refused or approved anew. since is what was done by
// the rule meanwhile, in the words of the log; where there is any the rule stays, as what was decided under it does.
// Errors: ErrProposalAdopted, ErrProposalRests, ErrProposalReason.
func (p *Proposal) Reopen(since []string, reason string) error {
	if p.State != Adopted || p.Kind == CrisisKind {
		return ErrProposalAdopted
	}
	if len(since) > 0 {
		return ErrProposalRests.Textf("不能撤销批准：生效以后已按它办理 %s。已作的决定不变；要改的，从现行的内容另行拟定", strings.Join(since, "、"))
	}
	return p.again(reason)
}

// ReopenRelief takes the approval of a further relief back, as Reopen does that of a rule: rests are the bills that counted with it and
// the stays whose relief was decided on by itself since. Errors: ErrProposalAdopted, ErrReliefRests, ErrProposalReason.
func (p *Proposal) ReopenRelief(rests []string, reason string) error {
	if p.State != Adopted || p.Kind != CrisisKind {
		return ErrProposalAdopted
	}
	if len(rests) > 0 {
		return ErrReliefRests.Textf("不能撤销批准：批准以后已有 %s。确要改的，到各户的优惠里终止，已出账单另出差额账单", strings.Join(rests, "、"))
	}
	return p.again(reason)
}

// again lets the proposal wait once more.
func (p *Proposal) again(reason string) error {
	if strings.TrimSpace(reason) == "" {
		return ErrProposalReason.On("reason")
	}
	p.State, p.DecidedBy, p.Decided, p.Made = Proposed, 0, civil.Date{}, 0
	return nil
}

// Approvals taken back.
var (
	ErrProposalAdopted = say.Refuse("proposal_adopted", "只有已生效的可以撤销批准，请刷新后再看")
	ErrReliefRests     = say.Refuse("relief_rests", "不能撤销批准：批准以后已按这项减免出过账单，或者个别户已另行办理。确要改的，到各户的优惠里终止")
	ErrProposalRests   = say.Refuse("proposal_rests", "不能撤销批准：生效以后已按它办理。已作的决定不变；要改的，从现行的内容另行拟定")
)
