package image

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
)

// Visitor is told what a body holds, in its order. The texts hold while it is told.
type Visitor interface {
	Table(name string, columns []byte) // the rows of a table follow; columns as JSON
	Row(id int64, row []byte)          // values with a comma between them, as Rows.Read gives them
	Gone(id int64)
}

// Walk reads the after-images of a body. One that was not written by EncodeAll is taken apart as any JSON, and told again from its
// beginning; errors are those of encoding/json, or that a row has no id.
func Walk(body []byte, v Visitor) error {
	w := walker{text: body, v: v}
	if w.images() == nil {
		return nil
	}
	var list []Image
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	again, err := EncodeAll(list)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := json.Compact(&text, again); err != nil {
		return err
	}
	w = walker{text: text.Bytes(), v: v}
	return w.images()
}

// Values parts the values of a row.
func Values(row []byte) []json.RawMessage {
	w := walker{text: row}
	var out []json.RawMessage
	for w.at < len(row) {
		from := w.at
		w.skip()
		out = append(out, row[from:w.at:w.at])
		w.take(',')
	}
	return out
}

// errForm says that a body does not have the form of EncodeAll.
var errForm = errors.New("not an after-image")

// walker reads on from a place of a body.
type walker struct {
	text []byte
	at   int
	v    Visitor
}

// take goes past a text that stands here.
func (w *walker) take(text ...byte) bool {
	if len(w.text)-w.at < len(text) || string(w.text[w.at:w.at+len(text)]) != string(text) {
		return false
	}
	w.at += len(text)
	return true
}

// skip goes past one value: to the comma or the bracket behind it.
func (w *walker) skip() {
	depth := 0
	for ; w.at < len(w.text); w.at++ {
		switch w.text[w.at] {
		case '"':
			w.quoted()
		case '[', '{':
			depth++
		case ']', '}':
			if depth == 0 {
				return
			}
			depth--
		case ',':
			if depth == 0 {
				return
			}
		}
	}
}

// quoted goes from the first to the last quote of a text.
func (w *walker) quoted() {
	for w.at++; w.at < len(w.text) && w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			w.at++
		}
	}
}

// each calls item for every value of an array.
func (w *walker) each(item func() error) error {
	if !w.take('[') {
		return errForm
	}
	if w.take(']') {
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if w.take(']') {
			return nil
		}
		if !w.take(',') {
			return errForm
		}
	}
}

func (w *walker) images() error {
	err := w.each(w.image)
	if err == nil && w.at != len(w.text) {
		return errForm
	}
	return err
}

func (w *walker) image() error {
	if !w.take([]byte(`{"table":"`)...) {
		return errForm
	}
	from := w.at
	w.at--
	w.quoted()
	if w.at >= len(w.text) {
		return errForm
	}
	table := string(w.text[from:w.at])
	w.at++
	if !w.take([]byte(`,"columns":`)...) {
		return errForm
	}
	from = w.at
	w.skip()
	w.v.Table(table, w.text[from:w.at])
	if w.take([]byte(`,"rows":`)...) {
		if err := w.each(w.row); err != nil {
			return err
		}
	}
	if w.take([]byte(`,"gone":`)...) {
		if err := w.each(w.gone); err != nil {
			return err
		}
	}
	if w.take([]byte(`,"was":`)...) {
		w.skip()
	}
	if !w.take('}') {
		return errForm
	}
	return nil
}

func (w *walker) row() error {
	if !w.take('[') {
		return errForm
	}
	from := w.at
	id, err := w.number()
	if err != nil {
		return err
	}
	for w.take(',') {
		w.skip()
	}
	w.v.Row(id, w.text[from:w.at])
	if !w.take(']') {
		return errForm
	}
	return nil
}

func (w *walker) gone() error {
	id, err := w.number()
	if err == nil {
		w.v.Gone(id)
	}
	return err
}

func (w *walker) number() (int64, error) {
	from := w.at
	w.skip()
	return strconv.ParseInt(string(w.text[from:w.at]), 10, 64)
}
