package allocation

import (
	"bytes"
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// RoundFacts is what stands beside a round and decides, with its state, what may be done and what comes next.
type RoundFacts struct {
	Today   civil.Date
	Open    int  // objections without an answer
	Upheld  int  // upheld objections that the current run does not yet follow
	Pending int  // overrides without a second signature
	Gone    int  // applicants that left (withdrawn, placed elsewhere) since the lock and still stand in the run
	Stale   bool // the current run is not what would be computed now

	Uncorrected bool // the notice before was objected to with success, or sent back, and nothing was corrected since
}

// Stale says whether a run is no longer what its round would compute: a decision was signed or taken back, or an applicant has
// left since. ran is the canonical instance of the run, frozen are the inputs of the round, d what people have decided so far.
func (r *Round) Stale(ran []byte, frozen *rule.Instance, d Decided) bool {
	return !bytes.Equal(RunInstance(frozen, r.Draw.Text, d).Canonical(), ran)
}

// RoundStepKind is a kind of what comes next for a round.
type RoundStepKind string

// What comes next for a round.
const (
	RoundStepLock    RoundStepKind = "lock"    // look at the scope, then lock it
	RoundStepDraw    RoundStepKind = "draw"    // draw lots in public
	RoundStepAsked   RoundStepKind = "asked"   // disputes of the posted list
	RoundStepRelist  RoundStepKind = "relist"  // a corrected list
	RoundStepPosted  RoundStepKind = "posted"  // until the list stands and the source of the draw is known
	RoundStepAgree   RoundStepKind = "agree"   // a second person to a weak draw
	RoundStepVoid    RoundStepKind = "void"    // a second person to the wish to cancel
	RoundStepCompute RoundStepKind = "compute" // the first run, or the one after reopening
	RoundStepAgain   RoundStepKind = "again"   // the run is stale
	RoundStepSign    RoundStepKind = "sign"    // second signatures
	RoundStepNotice  RoundStepKind = "notice"  // 公示
	RoundStepAnswer  RoundStepKind = "answer"  // objections
	RoundStepUpheld  RoundStepKind = "upheld"  // reopen because of an objection
	RoundStepGone    RoundStepKind = "gone"    // reopen because applicants have left
	RoundStepWait    RoundStepKind = "wait"    // until notice and objections have ended
	RoundStepConfirm RoundStepKind = "confirm"
	RoundStepAwards  RoundStepKind = "awards" // contracts, one by one
	RoundStepNone    RoundStepKind = "none"
)

// Next says what comes next for a round, and whose turn it is (四(三): computed, noticed, objections answered, confirmed).
func (r *Round) Next(f RoundFacts) Step[RoundStepKind] {
	if r.Voiding.Open() && r.Can(RoundCancel) == nil {
		return Step[RoundStepKind]{RoundStepVoid, "有人提出作废，待另一位分管领导决定"}
	}
	switch r.State {
	case RoundDraft:
		return Step[RoundStepKind]{RoundStepLock, "核对申请、房源和参数"}
	case RoundLocked:
		if r.Single {
			return Step[RoundStepKind]{RoundStepCompute, say.Compute}
		}
		stage, words := r.Posted.Stage(r.Source, f.Today)
		return Step[RoundStepKind]{listSteps[stage], words}
	case RoundDrawn, RoundReopened:
		if r.MayCompute() != nil {
			return Step[RoundStepKind]{RoundStepAgree, "强度约 " + draw.Bits(r.Draw.Bits) + "，待另一人同意"}
		}
		return Step[RoundStepKind]{RoundStepCompute, say.Compute}
	case RoundComputed:
		return r.afterRun(f)
	case RoundNoticed:
		return r.afterNotice(f)
	case RoundConfirmed:
		return Step[RoundStepKind]{RoundStepAwards, "由管理员逐户签约"}
	case RoundCancelled:
	}
	return Step[RoundStepKind]{RoundStepNone, "已作废，房源已放回"}
}

// listSteps are what comes next for a locked round by the stage of its posted list.
var listSteps = map[draw.Stage]RoundStepKind{
	draw.StageAnswer: RoundStepAsked, draw.StageUpheld: RoundStepRelist, draw.StageDays: RoundStepPosted, draw.StageSource: RoundStepPosted,
	draw.StageDraw: RoundStepDraw,
}

// afterRun is what comes next once a result is there.
func (r *Round) afterRun(f RoundFacts) Step[RoundStepKind] {
	switch {
	case f.Pending > 0:
		return Step[RoundStepKind]{RoundStepSign, fmt.Sprintf("有 %d 项人工调整待另一位审核员或分管领导复签", f.Pending)}
	case f.Stale:
		return Step[RoundStepKind]{RoundStepAgain, "计算之后有变动（人工调整或申请退出）"}
	case r.Single:
		return Step[RoundStepKind]{RoundStepConfirm, "分管领导确认"}
	}
	return Step[RoundStepKind]{RoundStepNotice, "看过名单"}
}

// afterNotice is what comes next once the result is out: what Confirm refuses is dealt with first.
func (r *Round) afterNotice(f RoundFacts) Step[RoundStepKind] {
	until := r.WindowEnd()
	switch {
	case f.Open > 0:
		return Step[RoundStepKind]{RoundStepAnswer, fmt.Sprintf("有 %d 件异议待分管领导答复", f.Open)}
	case f.Gone > 0:
		return Step[RoundStepKind]{RoundStepGone, fmt.Sprintf("锁定以后有 %d 件申请退出", f.Gone)}
	case f.Upheld > 0:
		return Step[RoundStepKind]{RoundStepUpheld, "有异议成立"}
	case f.Today.After(until):
		return Step[RoundStepKind]{RoundStepConfirm, fmt.Sprintf("公示和异议期已于 %s 届满", until)}
	}
	return Step[RoundStepKind]{RoundStepWait, until.String() + " 公示和异议期满"}
}

// ErrRunStale refuses a notice of a run that does not follow what people have decided since it was made.
var ErrRunStale = say.Refuse("override_uncomputed", "人工调整或撤回之后还没有重新计算，请先计算再公示")
