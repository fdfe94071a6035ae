package allocation

import (
	"slices"
	"strings"

	"penggai/allocation/say"
)

// OverrideState is where an override (人工调整) stands.
type OverrideState string

// The states of an override.
const (
	OverrideProposed OverrideState = "proposed" // 待复签
	OverrideSigned   OverrideState = "signed"   // 已生效: the rest is computed around it
	OverrideRevoked  OverrideState = "revoked"  // 已撤回
)

// Title is the state's word on screen.
func (s OverrideState) Title() string { return overrideStateWords[s] }

// Override is a decision of the approver beside a computed line: what was computed, what is decided and why.
// It binds only with the second signature of another person.
type Override struct {
	State      OverrideState
	Applicant  string   // number
	Computed   []string // unit numbers of the computed line; empty when not served
	Decided    []string // unit numbers decided; empty means not served
	Reason     string
	ProposedBy int64 // account
	SignedBy   int64 // account; zero until signed
}

// ProposeOverride makes an override. Units must lie in the pool and be named once; other holds the units that the round's other
// live overrides decide.
func ProposeOverride(applicant string, computed, decided []string, reason string, by int64, pool, other map[string]bool) (Override, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return Override{}, ErrRoundReason.On("reason")
	}
	computed, decided = unitsInOrder(computed), unitsInOrder(decided)
	if slices.Equal(computed, decided) {
		return Override{}, ErrOverrideSame.On("units")
	}
	for i, u := range decided {
		switch {
		case i > 0 && decided[i-1] == u:
			return Override{}, ErrOverrideTwice.On("units").With(u)
		case !pool[u]:
			return Override{}, ErrOverridePool.On("units").With(u)
		case other[u]:
			return Override{}, ErrOverrideTaken.On("units").With(u)
		}
	}
	return Override{State: OverrideProposed, Applicant: applicant, Computed: computed, Decided: decided, Reason: reason, ProposedBy: by}, nil
}

// Sign is the second signature, by another person.
func (o *Override) Sign(by int64) error {
	switch {
	case o.State != OverrideProposed:
		return ErrOverrideState.Textf(textOverrideState, o.State.Title())
	case by == o.ProposedBy:
		return ErrOverrideSamePerson
	}
	o.SignedBy, o.State = by, OverrideSigned
	return nil
}

// Revoke takes an override back; the next run computes the line again.
func (o *Override) Revoke() error {
	if o.State == OverrideRevoked {
		return ErrOverrideState.Textf(textOverrideState, o.State.Title())
	}
	o.State = OverrideRevoked
	return nil
}

// unitsInOrder is a sorted copy, so that two lists of units can be compared.
func unitsInOrder(s []string) []string {
	c := slices.Clone(s)
	slices.Sort(c)
	return c
}

// Rounds.
var (
	ErrOverrideSame       = say.Refuse("override_same", "调整后的房源与计算结果相同，不必调整")
	ErrOverrideTwice      = say.Refuse("override_twice", "同一套房源写了两次")
	ErrOverridePool       = say.Refuse("override_pool", "房源不在本批次房源池里，请从池中挑选")
	ErrOverrideTaken      = say.Refuse("override_taken", "房源已由另一项人工调整决定")
	ErrOverrideState      = say.Refuse("override_state", "这项人工调整不能这样办理")
	ErrOverrideSamePerson = say.Refuse("override_same_person", "复签须由另一人办理，请换一个账号")
)

// Texts of rounds with values: the state, the move, what is possible instead; a count or a day.
const textOverrideState = "这项人工调整现在是%s，不能这样办理"

var overrideStateWords = map[OverrideState]string{
	OverrideProposed: "待复签",
	OverrideSigned:   "已生效",
	OverrideRevoked:  say.Withdrawn,
}
