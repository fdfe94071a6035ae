package takeback

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/image"
)

// Written is an import as it was kept.
type Written struct {
	ID    int64
	Entry int64  // of the log
	Made  string // Making.Body
}

// ErrRests refuses to take back what others rest on.
var ErrRests = say.Refuse("takeover_rests", "这次导入之后已有业务用到，不能整批撤销")

// Undo takes back what was written: what was made goes, what was changed or taken away is as it was.
func Undo(t *engine.Tx, row Written) error {
	if err := unmake(t, row); err != nil {
		return err
	}
	return restore(t, row.ID)
}

// order is in which order tables are filled: what stands later refers to what stands before.
var order = []string{
	"sequence", "unit", "unit_area", "unit_spell", "applicant", "party", "application", "application_jobs", "application_material", "round", "run", "award", "tenancy", "contract", "hold", "benefit",
	"handover", "reading", "bill", "bill_line", "open_bill", "payment", "price", "heating_season", "assessment", "roster_worker", "move",
}

// orderOf is the place of a table; what is not named refers to others and is filled last.
func orderOf(table string) int {
	if i := slices.Index(order, table); i >= 0 {
		return i
	}
	return len(order)
}

// madeOf are the rows that an import made: as it says, or all of its entry in the log but those that it kept as they were.
func madeOf(ctx context.Context, q engine.Querier, row Written) (map[string]spans, error) {
	made := map[string]spans{}
	if err := json.Unmarshal([]byte(row.Made), &made); err != nil {
		return nil, err
	}
	if _, whole := made[allRows]; !whole {
		return made, nil
	}
	delete(made, allRows)
	kept := map[string]bool{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (x string, err error) {
		var id int64
		err = s.Scan(&x, &id)
		kept[fmt.Sprint(x, "|", id)] = true
		return x, err
	}, `SELECT noun, noun_id FROM takeover_row WHERE takeover_id = $1`, row.ID)
	if err != nil {
		return nil, err
	}
	bodies, err := engine.All(ctx, q, engine.ScanOne[[]byte], `SELECT body FROM log WHERE entry = $1 ORDER BY seq`, row.Entry)
	if err != nil {
		return nil, err
	}
	w := Making{made: made}
	for _, body := range bodies {
		var images []image.Image
		if err := json.Unmarshal(body, &images); err != nil {
			return nil, err
		}
		for _, i := range images {
			for _, r := range i.Rows {
				var id int64
				if err := json.Unmarshal(r[0], &id); err != nil {
					return nil, err
				}
				if !strings.HasPrefix(i.Table, "takeover") && !kept[fmt.Sprint(i.Table, "|", id)] && !(rowSet{made: made}).has(i.Table, id) {
					w.Make(i.Table, id)
				}
			}
		}
	}
	return w.made, nil
}

// unmake deletes the rows that an import made, those that refer to others first.
func unmake(t *engine.Tx, row Written) error {
	made, err := madeOf(t.Ctx, t, row)
	if err != nil {
		return err
	}
	tables := slices.Sorted(maps.Keys(made))
	slices.SortStableFunc(tables, func(a, b string) int { return orderOf(b) - orderOf(a) })
	for _, table := range tables {
		for _, span := range made[table] {
			if err := t.Exec(`DELETE FROM `+table+` WHERE id BETWEEN $1 AND $2`, span[0], span[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// restore writes back the rows that stood there before.
func restore(t *engine.Tx, id int64) error {
	type old struct {
		table string
		id    int64
		body  string
	}
	rows, err := engine.All(t.Ctx, t, func(s engine.Scanner) (o old, err error) {
		err = s.Scan(&o.table, &o.id, &o.body)
		return o, err
	}, `SELECT noun, noun_id, old_whole FROM takeover_row WHERE takeover_id = $1 ORDER BY id`, id)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b old) int { return slices.Index(order, a.table) - slices.Index(order, b.table) })
	for _, o := range rows {
		if !slices.Contains(order, o.table) {
			return fmt.Errorf("takeover of table %q", o.table)
		}
		if err := put(t, o.table, o.id, o.body); err != nil {
			return err
		}
	}
	return nil
}

// put writes one row as it was.
func put(t *engine.Tx, table string, id int64, body string) error {
	values := map[string]any{}
	d := json.NewDecoder(bytes.NewReader([]byte(body)))
	d.UseNumber()
	if err := d.Decode(&values); err != nil {
		return err
	}
	var columns, places, sets []string
	var args []any
	own := ""
	for i, c := range slices.Sorted(maps.Keys(values)) {
		v := values[c]
		if n, ok := v.(json.Number); ok {
			whole, err := n.Int64()
			if err != nil {
				return err
			}
			v = whole
		}
		place := fmt.Sprintf("$%d", i+1)
		columns, places, args = append(columns, c), append(places, place), append(args, v)
		if c == "id" {
			own = place
			continue
		}
		sets = append(sets, c+" = "+place)
	}
	there, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM `+table+` WHERE id = $1)`, id)
	if err != nil {
		return err
	}
	if there {
		return t.Exec(`UPDATE `+table+` SET `+strings.Join(sets, ", ")+` WHERE id = `+own, args...)
	}
	return t.Exec(`INSERT INTO `+table+` (`+strings.Join(columns, ", ")+`) VALUES (`+strings.Join(places, ", ")+`)`, args...)
}

// Rests refuses when a later entry of the log touches what an import made or changed, or refers to it; it names the first of them.
// undo is the code of the action that takes back. Errors: ErrRests.
func Rests(ctx context.Context, q engine.Querier, row Written, undo string) error {
	own, err := ownIDs(ctx, q, row)
	if err != nil {
		return err
	}
	type entry struct {
		seq    int64
		title  string
		noun   string
		nounID int64
		body   []byte
	}
	list, err := engine.All(ctx, q, func(s engine.Scanner) (e entry, err error) {
		err = s.Scan(&e.seq, &e.title, &e.noun, &e.nounID, &e.body)
		return e, err
	}, `SELECT seq, title, noun, noun_id, body FROM log WHERE entry > $1 AND NOT (action = $2 OR noun = 'takeover' AND noun_id IN (SELECT id FROM takeover WHERE undone_day IS NOT NULL)) ORDER BY seq`,
		row.Entry, undo)
	if err != nil {
		return err
	}
	var named []string
	for _, e := range list {
		var images []image.Image
		if err := json.Unmarshal(e.body, &images); err != nil {
			return err
		}
		if !slices.ContainsFunc(images, func(i image.Image) bool { return own.in(i) }) {
			continue
		}
		if named = append(named, fmt.Sprintf("日志第 %d 条“%s”", e.seq, e.title)); len(named) == 3 {
			break
		}
	}
	if len(named) > 0 {
		return ErrRests.Textf("这次导入之后已有业务用到，不能整批撤销：%s。请先逐项撤销，或用更正、变动办理", strings.Join(named, "、"))
	}
	return nil
}

// rowSet are rows by table.
type rowSet struct {
	made  map[string]spans
	other map[string]map[int64]bool
}

// ownIDs are the rows that an import made, changed or took away.
func ownIDs(ctx context.Context, q engine.Querier, row Written) (rowSet, error) {
	out := rowSet{other: map[string]map[int64]bool{}}
	var err error
	if out.made, err = madeOf(ctx, q, row); err != nil {
		return out, err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (table string, err error) {
		var id int64
		err = s.Scan(&table, &id)
		if out.other[table] == nil {
			out.other[table] = map[int64]bool{}
		}
		out.other[table][id] = true
		return table, err
	}, `SELECT noun, noun_id FROM takeover_row WHERE takeover_id = $1`, row.ID)
	return out, err
}

func (o rowSet) has(table string, id int64) bool {
	for _, s := range o.made[table] {
		if id >= s[0] && id <= s[1] {
			return true
		}
	}
	return o.other[table][id]
}

// in reports whether an image holds one of the rows, or one that refers to it by a column named after its table.
func (o rowSet) in(i image.Image) bool {
	for _, id := range i.Gone {
		if o.has(i.Table, id) {
			return true
		}
	}
	for _, r := range i.Rows {
		noun, nounID := "", int64(0)
		for k, column := range i.Columns {
			if k >= len(r) {
				break
			}
			var n int64
			switch {
			case column == "noun":
				_ = json.Unmarshal(r[k], &noun) // of another kind it names no table
			case json.Unmarshal(r[k], &n) != nil:
			case k == 0 && o.has(i.Table, n):
				return true
			case column == "noun_id":
				nounID = n
			case strings.HasSuffix(column, "_id") && o.has(strings.TrimSuffix(column, "_id"), n):
				return true
			}
		}
		if noun != "" && o.has(noun, nounID) {
			return true
		}
	}
	return false
}
