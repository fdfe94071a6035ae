package takeover

import (
	"context"
	"io"

	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
)

// BlankSheet writes a spreadsheet of a kind to fill in. Errors: ErrKind, those of w.
func (s Room) BlankSheet(ctx context.Context, by engine.Actor, kind ledger.Kind, w io.Writer) error {
	n, ok := nouns[kind]
	if !ok {
		return ledger.ErrKind.With(string(kind))
	}
	r := &ledger.Reading{Store: s.Store}
	var err error
	if r.Known, err = ledger.ReadKnown(ctx, s.Store, by); err != nil {
		return err
	}
	b := sheet.Blank{Name: kind.Title(), Title: kind.Title() + "（空白表，填好后导入）"}
	for _, f := range n.Spec(r).Fields {
		h, shown := n.Help[f.Key]
		if !shown || f.Key == "district" && by.District != "" {
			continue
		}
		c := sheet.BlankColumn{Heading: f.Title, Need: h.Need, Help: h.Text, Examples: h.Examples, Text: h.Plain, Width: h.Width}
		if h.Choices != nil {
			c.Choices = h.Choices(r)
		}
		b.Columns = append(b.Columns, c)
	}
	return b.Write(w)
}
