package ledger

import (
	"context"
	"strings"

	"penggai/allocation"
	laid "penggai/allocation/note"
	"penggai/store/engine"
	"penggai/store/note"
	"penggai/store/sheet"
)

// remarkPrefix begins the note that keeps what a column of remarks says of a record.
const remarkPrefix = "接入备注："

// Remark reads what a row remarks; what can be no note rejects the row. A fault of the spreadsheet in it harms nothing.
func (r *Reading) Remark(l sheet.Line) string {
	text := strings.TrimSpace(r.Cell(l, "note").String())
	if text == "" || r.Cell(l, "note").Kind == sheet.Fault {
		return ""
	}
	if err := noteOf(allocation.NounUnit, 0, text).Check(); err != nil {
		r.Refuse(l, "note", err, "")
	}
	return text
}

// noteOf is a remark as a note.
func noteOf(noun allocation.Noun, id int64, text string) laid.Note {
	return laid.Note{Laid: laid.Laid{Noun: noun, Record: id}, Topic: laid.Other, Text: remarkPrefix + text}
}

// AddRemark lays a remark beside a record; an empty one is none.
func AddRemark(t *engine.Tx, w *Writing, noun allocation.Noun, id int64, district, subject, text string) error {
	if text == "" {
		return nil
	}
	n := noteOf(noun, id, text)
	n.By, n.Day = t.By.ID, t.Today
	made, err := note.Noun.Add(t, note.Row{Note: n, District: district, Subject: subject})
	w.Make("note", made)
	return err
}

// Remarks are those that stand beside the records of a district, by their id.
func Remarks(ctx context.Context, q engine.Querier, noun allocation.Noun, district string) (map[int64][]string, error) {
	out := map[int64][]string{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (id int64, err error) {
		var text string
		err = s.Scan(&id, &text)
		if rest, ok := strings.CutPrefix(text, remarkPrefix); ok {
			out[id] = append(out[id], rest)
		}
		return id, err
	}, `SELECT noun_id, text FROM note WHERE noun = $1 AND withdrawn_day IS NULL AND ($2 = '' OR district = $2)`, string(noun), district)
	return out, err
}

// RemarkSaid says of a remark that it comes beside a record.
func RemarkSaid(text string) string { return "备注记作附注：" + sheet.OneLine(text) }
