package takeback

import (
	"encoding/json"
	"fmt"

	"penggai/store/engine"
)

// Making is what a use case makes, changes and takes away in one transaction.
type Making struct {
	ID    int64 // of the import
	Whole bool  // what was made is all that the log's entry has

	made map[string]spans // ids of the rows that were made, by table
	kept map[at]bool      // rows that are kept as they were
}

// New is one of which nothing was made.
func New() *Making { return &Making{made: map[string]spans{}, kept: map[at]bool{}} }

// at names a row.
type at struct {
	table string
	id    int64
}

// spans are ids from and to, inclusive.
type spans [][2]int64

// Make remembers a row that was made.
func (w *Making) Make(table string, id int64) {
	list := w.made[table]
	if n := len(list); n > 0 && list[n-1][1] == id-1 {
		list[n-1][1] = id
		return
	}
	w.made[table] = append(list, [2]int64{id, id})
}

// allRows says among the rows that were made that all those of its entry in the log are, but those that it kept as they were.
const allRows = "*"

// KeepOld keeps rows that were there before.
func (w *Making) KeepOld(t *engine.Tx, table, where string) error {
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM `+table+` WHERE `+where)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if (rowSet{made: w.made}).has(table, id) {
			continue
		}
		if err := w.Keep(t, table, fmt.Sprintf("id = %d", id)); err != nil {
			return err
		}
	}
	return nil
}

// Keep keeps rows as they stand, before they are changed or taken away; where is a condition on ids of the program's own.
func (w *Making) Keep(t *engine.Tx, table, where string) error {
	rows, err := t.Db.QueryContext(t.Ctx, `SELECT * FROM `+table+` WHERE `+where+` ORDER BY id`)
	if err != nil {
		return engine.Fault(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return engine.Fault(err)
	}
	type old struct {
		id   int64
		body string
	}
	var all []old
	for rows.Next() {
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		if err := rows.Scan(at...); err != nil {
			return engine.Fault(err)
		}
		row := map[string]any{}
		for i, c := range columns {
			row[c] = values[i]
		}
		body, err := json.Marshal(row)
		if err != nil {
			return err
		}
		id, _ := values[0].(int64)
		all = append(all, old{id, string(body)})
	}
	if err := rows.Err(); err != nil {
		return engine.Fault(err)
	}
	if err := rows.Close(); err != nil {
		return engine.Fault(err)
	}
	for _, o := range all {
		row := at{table, o.id}
		if w.kept[row] { // as it was first is what counts
			continue
		}
		w.kept[row] = true
		if err := t.Exec(`INSERT INTO takeover_row (takeover_id, noun, noun_id, old_whole) VALUES ($1, $2, $3, $4)`, w.ID, table, o.id, o.body); err != nil {
			return err
		}
	}
	return nil
}

// Body is what was made, as it is kept with the import.
func (w *Making) Body() (string, error) {
	if w.Whole {
		w.made[allRows] = spans{}
	}
	made, err := json.Marshal(w.made)
	return string(made), err
}
