package engine

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// UndoStep is the last move of a life as a person is asked whether to take it back (撤销).
type UndoStep struct {
	Title string     // what was done: 签订合同
	Day   civil.Date // on which it was entered
	By    string     // display name of who entered it; empty for the command line
	Then  []string   // what taking it back brings about
	Act   allocation.Action
	Why   error // why it cannot be taken back now; nil when it can
}

// MoveRow is a step of a life that was made and not taken back.
type MoveRow struct {
	Id       int64
	From, To string
	Day      civil.Date
	By       string
}

// sqlLastMove is the last move of a record that stands: neither one that took another back nor one that was taken back.
const sqlLastMove = `SELECT m.id, m.from_state, m.to_state, m.day, coalesce(a.display, '') FROM move m LEFT JOIN account a ON a.id = m.account
	WHERE m.noun = $1 AND m.noun_id = $2 AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id)
	ORDER BY m.id DESC LIMIT 1`

// ScanMove reads a move.
func ScanMove(s Scanner) (m MoveRow, err error) {
	err = s.Scan(&m.Id, &m.From, &m.To, &m.Day, &m.By)
	return m, err
}

// LastMoveOf is the last move of a record; false when it has none.
func LastMoveOf(ctx context.Context, q Querier, noun string, id int64) (MoveRow, bool, error) {
	return Maybe(ctx, q, ScanMove, sqlLastMove, noun, id)
}

// undoes is the move that a step back takes back, while the transaction undoes; NULL otherwise.
func (t *Tx) undoes(noun string, id int64, from string) (any, error) {
	if !t.Undoing {
		return nil, nil
	}
	m, found, err := LastMoveOf(t.Ctx, t, noun, id)
	if err != nil || !found || m.To != from {
		return nil, err
	}
	return m.Id, nil
}

// Dependent is one kind of record that may rest on a move: how it is named, and the query that names those there are.
type Dependent struct{ Title, Query string }

// Named lists the records that rest on a move, at most three of a kind, in the order of the kinds.
func Named(ctx context.Context, q Querier, list []Dependent, args ...any) ([]string, error) {
	var out []string
	for _, d := range list {
		names, err := All(ctx, q, ScanOne[string], d.Query, args...)
		if err != nil {
			return nil, err
		}
		for i, n := range names {
			if i == 3 {
				out = append(out, fmt.Sprintf("%s等共 %d 件", d.Title, len(names)))
				break
			}
			out = append(out, d.Title+" "+n)
		}
	}
	return out, nil
}
