package ledger

import (
	"cmp"
	"errors"
	"strings"

	"penggai/allocation/say"
	"penggai/store/sheet"
)

// Cell is what a line has in a field.
func (r *Reading) Cell(l sheet.Line, key string) sheet.Cell { return l.Cells[r.Fields[key]] }

// Has reports whether the sheet of a line has a column for a field.
func (r *Reading) Has(l sheet.Line, key string) bool { return l.Heading(r.Fields[key]) != "" }

// Text is a cell as text in one line, empty where it says that there is nothing; a fault of the spreadsheet rejects the row.
func (r *Reading) Text(l sheet.Line, key string) string {
	c := r.Cell(l, key)
	switch c.Kind {
	case sheet.Fault:
		r.Reject(l, key, sheet.ErrFault.Text, sheet.Do(sheet.ErrFault))
	case sheet.Pending:
		r.Reject(l, key, sheet.ErrPending.Text, sheet.Do(sheet.ErrPending))
	case sheet.Text, sheet.Number, sheet.Serial:
	}
	text := sheet.OneLine(c.String())
	if key != "state" && sheet.Nothing(text) { // 无 may be a state
		return ""
	}
	return text
}

// Reject refuses the line once: the first thing that is wrong with it.
func (r *Reading) Reject(l sheet.Line, key, why, do string) {
	if r.Bad {
		return
	}
	r.Bad = true
	r.Out.Rejected = append(r.Out.Rejected, r.Rejection(l, key, why, do))
}

// Rejection says what is wrong with a line in a field.
func (r *Reading) Rejection(l sheet.Line, key, why, do string) Reject {
	i := r.Fields[key]
	return Reject{Sheet: l.Sheet, Row: l.Row, Column: cmp.Or(l.Heading(i), r.Spec.Fields[i].Title), Value: l.Cells[i].Text, Why: why, Do: do}
}

// Refuse rejects the line by a refusal.
func (r *Reading) Refuse(l sheet.Line, key string, err error, do string) {
	x := r.Refusal(l, key, err, do)
	r.Reject(l, key, x.Why, x.Do)
}

// Refusal says in the words of a refusal what is wrong with a line in a field: before its comma or colon what is wrong, behind it what
// would be right, where nothing else says it.
func (r *Reading) Refusal(l sheet.Line, key string, err error, do string) Reject {
	var refusal *say.Refusal
	why := err.Error()
	if errors.As(err, &refusal) {
		why = refusal.Text
	}
	if do == "" {
		do = sheet.Do(err)
	}
	switch i := strings.Index(why, "请"); {
	case do != "":
	case i > 0:
		why, do = strings.TrimRight(why[:i], "，；。、："), why[i:]
	case i == 0:
		why, do = "没有填，或填的不对", why
	default:
		do = "请核对这一格"
	}
	return r.Rejection(l, key, why, do)
}
