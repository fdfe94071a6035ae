package desk

import (
	"context"
	"slices"

	"penggai/store/engine"
)

// Todo is what waits in the districts that the actor sees, each kind of work with its count: what the actor's role deals
// with first, and within both parts in the order of the work. One question to the data a group of kinds, each answered
// from an index.
func (s Room) Todo(ctx context.Context, by engine.Actor) (rows []TodoRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		a, err := newTodoAsk(ctx, q, by, s.Today())
		if err != nil {
			return err
		}
		for _, part := range todoParts {
			got, err := part(a)
			if err != nil {
				return err
			}
			rows = append(rows, got...)
		}
		return nil
	})
	rows = slices.DeleteFunc(rows, func(r TodoRow) bool { return r.Count == 0 })
	slices.SortStableFunc(rows, func(a, b TodoRow) int { return boolRank(b.Mine) - boolRank(a.Mine) })
	return rows, err
}

// todoParts are the groups of work in the order in which people meet it.
var todoParts = []func(todoAsk) ([]TodoRow, error){
	todoApplications, todoRounds, todoAwards, todoTenancies, todoPapers, todoContracts, todoPending, todoBills, todoTills, todoExits, todoBenefits, todoDue, todoAssessments, todoSupport, todoFindings, todoCorrections,
	todoProposals, todoHindsight, todoMoving, todoOffice, todoRecovering, todoPool,
}
