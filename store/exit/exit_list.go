package exit

import (
	"context"

	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/stay"
)

// Exits reads a window of the list of exits that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Exits(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[stay.ExitRow], error) {
	return stay.ExitNoun.List(ctx, s.Store, by, q)
}

// ExitStates counts the exits that the actor may see by state.
func (s Room) ExitStates(ctx context.Context, by engine.Actor) (map[leave.ExitState]int, error) {
	return engine.CountBy[leave.ExitState](ctx, s.Store, stay.ExitNoun, by, "state")
}
