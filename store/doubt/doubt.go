// Package doubt keeps what people said of unlikely values (allocation/doubt): once said of a record, the same value is not asked about
// again.
//
//	use case ── Settle(found) ─┬─ kept already, or answered now: kept with the record, in the entry of the log
//	                           └─ else doubt.Asking: nothing is written
package doubt

import (
	"errors"
	"slices"
	"strings"

	"penggai/allocation/doubt"
	"penggai/store/engine"
)

// Settle refuses what nobody has answered, and keeps what is answered now. Where no person sits before the program nobody is asked.
// Errors: *doubt.Asking.
func Settle(t *engine.Tx, noun string, id int64, found []doubt.Doubt) error {
	if t.By.Answers == "" || len(found) == 0 {
		return nil
	}
	kept, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT key FROM doubt WHERE noun = $1 AND noun_id = $2`, noun, id)
	if err != nil {
		return err
	}
	var asking doubt.Asking
	var said []string
	for _, d := range found {
		switch {
		case slices.Contains(kept, d.Key):
		case !doubt.Answered(t.By.Answers, d):
			asking.List = append(asking.List, d)
		default:
			if err := t.Exec(`INSERT INTO doubt (noun, noun_id, key, text, account_id, day) VALUES ($1, $2, $3, $4, $5, $6)`,
				noun, id, d.Key, d.Text, t.By.ID, t.Today); err != nil {
				return err
			}
			kept, said = append(kept, d.Key), append(said, d.Text)
		}
	}
	if len(asking.List) > 0 {
		return &asking
	}
	if len(said) > 0 {
		t.Entry.Warning = strings.TrimSpace(t.Entry.Warning + " " + textChecked + strings.Join(said, "；"))
	}
	return nil
}

// Together is one question for what several parts of a saving ask; any other error comes first.
func Together(errs ...error) error {
	var all doubt.Asking
	for _, err := range errs {
		var a *doubt.Asking
		switch {
		case errors.As(err, &a):
			all.List = append(all.List, a.List...)
		case err != nil:
			return err
		}
	}
	if len(all.List) == 0 {
		return nil
	}
	return &all
}

const textChecked = "已核对不常见的数值："
