// Package round allocates: rounds with their frozen scope, runs, overrides, notices and objections, the single placement,
// awards and their ends; and it proves confirmed rounds anew.
//
//	round ──> intake, premises, basis ──> engine
package round

import (
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }

// What a decision on a round rests on.
var (
	ErrNotInRound   = say.Refuse("not_in_round", "这件申请不在本批次里，请从批次名单中选择")
	ErrRoundChanged = say.Refuse("round_changed", "看过之后房源或申请有变动，没有锁定。请再看一遍名单后锁定")
)
