// Package former keeps what the rows that a transaction changes held before it, as the pre-update hook of SQLite hands it out. The
// log says with it what was changed from what to what.
package former

import "modernc.org/sqlite"

// most is how many rows are kept of one transaction. Of a larger one (a ledger brought in, a migration) none is: its entry says how
// the rows stand afterwards.
const most = 20_000

// Rows are the rows of one transaction. The zero Rows has none.
type Rows struct {
	tables map[string]map[int64][]any // nil values: the row was made by the transaction itself
	count  int
	failed bool
}

// Reset begins another transaction.
func (r *Rows) Reset() { *r = Rows{} }

// Take takes a change of a row.
func (r *Rows) Take(d sqlite.SQLitePreUpdateData) {
	id, made := d.OldRowID, d.Op == insert
	if made {
		id = d.NewRowID
	}
	if _, known := r.tables[d.TableName][id]; known || r.count > most {
		return
	}
	if r.count++; r.count > most {
		r.tables = nil
		return
	}
	var values []any
	if !made {
		values = make([]any, d.Count())
		if err := d.Old(values...); err != nil {
			r.failed = true
		}
	}
	if r.tables == nil {
		r.tables = map[string]map[int64][]any{}
	}
	if r.tables[d.TableName] == nil {
		r.tables[d.TableName] = map[int64][]any{}
	}
	r.tables[d.TableName][id] = values
}

// insert is SQLITE_INSERT of sqlite3.h.
const insert = 18

// Kept says whether the rows are known: not of a transaction that changed too many.
func (r *Rows) Kept() bool { return !r.failed && r.count <= most }

// Of is what a row held before, by the order of its columns; ok is false for a row that was not there.
func (r *Rows) Of(table string, id int64) (values []any, ok bool) {
	values = r.tables[table][id]
	return values, values != nil
}
