package bylaw

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// ProposalState is where a proposal stands.
type ProposalState string

// The states of a proposal.
const (
	Proposed  ProposalState = "proposed"  // 待批准
	Adopted   ProposalState = "adopted"   // 已生效
	Refused   ProposalState = "refused"   // 不同意
	Withdrawn ProposalState = "withdrawn" // 已撤回
)

// ProposalStates lists the states in the order of a proposal's life.
var ProposalStates = []ProposalState{Proposed, Adopted, Refused, Withdrawn}

// Title is the state's word on screen.
func (s ProposalState) Title() string { return say.TitleOf(proposalStateTitles, s) }

// ProposalKind says what a proposal changes: the parameters of a district, or a list of the office.
type ProposalKind string

// ParameterKind is the kind of the parameters; the lists have the names of their catalogues.
const ParameterKind ProposalKind = "parameter"

// CrisisKind is the kind of a further relief for many stays (relief.Crisis): like a rule it is drawn up by one and put in force by another.
const CrisisKind ProposalKind = "crisis"

// Proposal is a change of a district's own rule on its way from who drew it up to who puts it in force.
type Proposal struct {
	ID        int64
	Kind      ProposalKind
	District  string // of the parameters; "" is the whole city
	Code      string // of the entry of a list
	Title     string
	Effective civil.Date // first day in force
	Note      string     // document or meeting that it rests on
	Body      string     // JSON of what comes; empty: what stands ends
	Base      int64      // what it changes: version or entry; 0: nothing stands yet
	State     ProposalState
	By        int64 // account that drew it up
	Day       civil.Date
	DecidedBy int64
	Decided   civil.Date
	Reason    string // of the refusal or the withdrawal
	Made      int64  // the version or entry that came of it
}

// open refuses what is decided already.
func (p *Proposal) open() error {
	if p.State != Proposed {
		return ErrProposalState.Textf("这份拟定%s，不能再办。请从现行的内容重新拟定", p.State.Title())
	}
	return nil
}

// Adopt puts the proposal in force: from its day on, or from today where that has passed meanwhile, since what was decided
// under the old rule stays decided. now is what stands today of what it changes. Errors: ErrProposalState, ErrProposalBase.
func (p *Proposal) Adopt(by, now int64, today civil.Date) error {
	if err := p.open(); err != nil {
		return err
	}
	if now != p.Base {
		return ErrProposalBase
	}
	p.State, p.DecidedBy, p.Decided = Adopted, by, today
	p.Effective = civil.Max(p.Effective, today)
	return nil
}

// Refuse ends the proposal without effect, with the reason. Errors: ErrProposalState, ErrProposalReason.
func (p *Proposal) Refuse(by int64, reason string, today civil.Date) error {
	return p.end(Refused, by, reason, today)
}

// Withdraw takes the proposal back, with the reason. Errors: ErrProposalState, ErrProposalReason.
func (p *Proposal) Withdraw(by int64, reason string, today civil.Date) error {
	return p.end(Withdrawn, by, reason, today)
}

func (p *Proposal) end(state ProposalState, by int64, reason string, today civil.Date) error {
	if err := p.open(); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrProposalReason.On("reason")
	}
	p.State, p.DecidedBy, p.Decided, p.Reason = state, by, today, reason
	return nil
}

// Proposals.
var (
	ErrProposalState  = say.Refuse("proposal_state", "这份拟定已经办结，不能再办。请从现行的内容重新拟定")
	ErrProposalBase   = say.Refuse("proposal_base", "拟定以后现行的内容已经变了，对照不再成立。请撤回，从现行的内容重新拟定")
	ErrProposalReason = say.Refuse("proposal_reason", say.AskReason)
)

var proposalStateTitles = map[ProposalState]string{Proposed: "待批准", Adopted: "已生效", Refused: "不同意", Withdrawn: say.Withdrawn}
