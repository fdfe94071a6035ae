package allocation

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// AwardState is where an award (分配结果) stands.
type AwardState string

// The states of an award.
const (
	AwardOffered    AwardState = "offered"    // 待签约: units are held until the sign-by day
	AwardContracted AwardState = "contracted" // 已签约
	AwardDeclined   AwardState = "declined"   // 放弃
	AwardLapsed     AwardState = "lapsed"     // 逾期未签
	AwardCancelled  AwardState = "cancelled"  // 撤销
)

// Title is the state's word on screen.
func (s AwardState) Title() string { return awardStateWords[s] }

// AwardStates lists the states in the order of an award's life.
var AwardStates = []AwardState{AwardOffered, AwardContracted, AwardDeclined, AwardLapsed, AwardCancelled}

// Live reports whether the award still holds its units.
func (s AwardState) Live() bool { return s == AwardOffered || s == AwardContracted }

// Award gives units to an application until the contract is signed (四(四)).
type Award struct {
	State  AwardState
	SignBy civil.Date // last day for signing; a deadline of working days already rolled
	Reason string     // why it was declined or cancelled
}

// Contract ends the waiting: the contract of the award was signed on a day.
func (a *Award) Contract(day civil.Date) error {
	if a.State != AwardOffered {
		return ErrAwardNotOffered.Textf(textAwardMove, a.State.Title(), say.Signing)
	}
	if day.After(a.SignBy) {
		return ErrAwardSignBy.Textf("签约期限 %s 已过；可先由分管领导延期，或按逾期处理并递补下一名", a.SignBy)
	}
	a.State = AwardContracted
	return nil
}

// Decline records that the applicant gives the award up, with the reason in its own words.
func (a *Award) Decline(reason string) error {
	if a.State != AwardOffered {
		return ErrAwardNotOffered.Textf(textAwardMove, a.State.Title(), "放弃")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrRoundReason.On("reason")
	}
	a.State, a.Reason = AwardDeclined, reason
	return nil
}

// Lapse records that the sign-by day passed without a contract.
func (a *Award) Lapse(today civil.Date) error {
	if a.State != AwardOffered {
		return ErrAwardNotOffered.Textf(textAwardMove, a.State.Title(), "按逾期处理")
	}
	if !today.After(a.SignBy) {
		return ErrAwardNotLapsed.Textf("签约期限是 %s，期满次日起才能按逾期处理；申请人放弃的请办理放弃", a.SignBy)
	}
	a.State = AwardLapsed
	return nil
}

// Extend moves the sign-by day of an offered award to a later one, with a reason.
func (a *Award) Extend(until civil.Date, reason string) error {
	if a.State != AwardOffered {
		return ErrAwardNotOffered.Textf(textAwardMove, a.State.Title(), "延期")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrRoundReason.On("reason")
	}
	if !until.After(a.SignBy) {
		return ErrAwardExtend.Textf("延期后的签约期限须晚于原期限 %s", a.SignBy)
	}
	a.SignBy, a.Reason = until, reason
	return nil
}

// Cancel takes an offered award back by decision, with the reason.
func (a *Award) Cancel(reason string) error {
	if a.State != AwardOffered {
		return ErrAwardNotOffered.Textf(textAwardMove, a.State.Title(), say.Undo)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrRoundReason.On("reason")
	}
	a.State, a.Reason = AwardCancelled, reason
	return nil
}

// Awards.
var (
	ErrAwardNotOffered = say.Refuse("award_not_offered", "这项分配不是待签约，不能这样办理")
	ErrAwardSignBy     = say.Refuse("award_sign_by", "签约期限已过")
	ErrAwardNotLapsed  = say.Refuse("award_not_lapsed", "签约期限未过，不能按逾期处理")
	ErrAwardExtend     = say.Refuse("award_extend", "延期后的签约期限须晚于原期限")
)

const textAwardMove = "这项分配现在是%s，不能%s；只有待签约的分配可以"

var awardStateWords = map[AwardState]string{
	AwardOffered:    "待签约",
	AwardContracted: "已签约",
	AwardDeclined:   "已放弃",
	AwardLapsed:     "逾期未签",
	AwardCancelled:  say.Undone,
}

// Unsign puts an award whose contract is void back among the offered ones; the sign-by day stays. Errors: ErrUndoMove.
func (a *Award) Unsign() error {
	if a.State != AwardContracted {
		return ErrUndoMove.Textf(TextUndoMove, a.State.Title())
	}
	a.State = AwardOffered
	return nil
}

// Undo takes an award back with the confirmation that made it. Errors: ErrUndoMove.
func (a *Award) Undo(reason string) error {
	if a.State != AwardOffered {
		return ErrUndoMove.Textf(TextUndoMove, a.State.Title())
	}
	a.State, a.Reason = AwardCancelled, reason
	return nil
}
