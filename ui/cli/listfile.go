package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	files "penggai/store/engine/place"
	"penggai/store/report"
)

// formatJSON is what list commands write unless told otherwise: English keys for programs. Other files are for people: their
// headings are Chinese.
const formatJSON = "json"

// sortOf reads the order of a list: keys or titles of its fields, parted by commas, the later ones where the earlier are the same; a
// minus before one turns it round. Errors: engine.ErrUnknownColumn.
func sortOf[R any](n *engine.Noun[R], text string) ([]engine.Order, error) {
	var out []engine.Order
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' }) {
		name, desc := strings.CutPrefix(word, "-")
		found := false
		for _, f := range n.Fields {
			if f.CanSort() && !f.Private && (f.Key == name || f.Title == name) {
				out, found = append(out, engine.Order{Column: f.Key, Desc: desc}), true
				break
			}
		}
		if !found {
			return nil, engine.ErrUnknownColumn.With(name)
		}
	}
	return out, nil
}

// writeListFile writes a list as a file for people, as filtered and sorted, and keeps that in the log.
func writeListFile[R any](ctx context.Context, s Streams, st *store.Store, by engine.Actor, n *engine.Noun[R],
	read func(*store.Store, context.Context, engine.Actor, engine.ListQuery) (engine.Page[R], error), q engine.ListQuery, l *listFlags, keys []string,
) error {
	office, err := st.Office(ctx)
	if err != nil {
		return err
	}
	list := report.List{Name: n.Title, Office: office.Name, AsOf: st.Today(), Filter: q.Filter, Order: l.sort}
	var fields []engine.Field[R]
	for _, key := range keys {
		if f := n.Named(key); f.Title != "" {
			fields = append(fields, f)
			list.Columns = append(list.Columns, report.ListColumn{Title: f.Heading(), Sum: f.Sums})
		}
	}
	list.Rows = func(ctx context.Context, each func([]any) error) error {
		page, err := read(st, ctx, by, q)
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			cells := make([]any, len(fields))
			for i, f := range fields {
				cells[i] = f.Cell(row, st.Today())
			}
			if err := each(cells); err != nil {
				return err
			}
		}
		return nil
	}
	what := desk.Exported{List: n.Title, Filter: q.Filter, Order: l.sort, Format: l.format}
	return exportOut(ctx, s, st, by, l.out, func(ctx context.Context, at desk.Stand, w io.Writer) (desk.Exported, int, error) {
		list.Head = at.String()
		rows, err := list.Write(ctx, w, l.format)
		return what, rows, err
	})
}

// exportOut writes to a new file, or to standard output, and keeps in the log who took out what with how many rows: nothing goes out before
// its entry stands.
func exportOut(ctx context.Context, s Streams, st *store.Store, by engine.Actor, out string,
	write func(ctx context.Context, at desk.Stand, w io.Writer) (desk.Exported, int, error),
) error {
	if st.Writer == nil {
		return errNoEntry
	}
	return st.Export(ctx, by.As(engine.NewCommand()), func(ctx context.Context, at desk.Stand) (o desk.Outcome, err error) {
		into := func(w io.Writer) (err error) {
			o.Exported, o.Rows, err = write(ctx, at, w)
			return err
		}
		if out == "" {
			o.File = textStandardOutput
			o.Out, err = spoolFor(s.Out, into)
			return o, err
		}
		o.File = filepath.Base(out)
		f, err := files.Begin(s.path(out), time.Now(), into)
		o.Out = outFile{f}
		return o, cannotOpen(err, out)
	})
}

// outFile is a file of the command line that waits for its name.
type outFile struct{ *files.Fresh }

func (f outFile) Settle() error { return cannotOpen(f.Fresh.Settle(), f.Path()) }

// spool is what waits to be written to standard output.
type spool struct {
	file *os.File
	out  io.Writer
}

// spoolFor writes to a passing file, so that what is long needs no memory.
func spoolFor(out io.Writer, write func(io.Writer) error) (*spool, error) {
	f, err := os.CreateTemp("", files.Copying) // for its owner alone
	if err != nil {
		return nil, errNoPassing.With(os.TempDir())
	}
	s := &spool{f, out}
	if err = write(f); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		s.Drop()
	}
	return s, err
}

// Settle writes it out.
func (s *spool) Settle() error {
	_, err := io.Copy(s.out, s.file)
	return err
}

// Drop takes the passing file away.
func (s *spool) Drop() {
	_ = s.file.Close() // it was only read since
	_ = os.Remove(s.file.Name())
}

// writeReport makes a report and writes it. One that becomes a file, or is in the form of one, is signed and kept in the log.
func writeReport(ctx context.Context, s Streams, st, of *store.Store, says []string, by engine.Actor, name string, q report.Query, format, out string) error {
	if out == "" && (format == formatText || format == formatJSON) {
		r, err := report.Make(ctx, of, by, name, q)
		if err != nil {
			return err
		}
		r.Notes = append(r.Notes, says...)
		return writeOut(s, out, func(w io.Writer) error { return r.Write(w, format) })
	}
	return exportOut(ctx, s, st, by, out, func(ctx context.Context, at desk.Stand, w io.Writer) (desk.Exported, int, error) {
		r, err := report.Make(ctx, of, by, name, q)
		if err != nil {
			return desk.Exported{}, 0, err
		}
		r.Notes = append(r.Notes, says...)
		r.Signed = at.String()
		return desk.Exported{List: r.Named(), Filter: r.Filter, Format: format}, len(r.Rows), r.Write(w, format)
	})
}

// Words of exports.
const (
	formatText         = "text"
	textStandardOutput = "标准输出"
)

// errNoEntry is said where the office is in use elsewhere, so that nothing can be kept in the log.
var errNoEntry = say.Refuse("export_no_entry", "数据正由另一处使用，这里只能读，导出记不进日志，所以没有导出。请在正在使用的程序里导出，或等它退出后再做")
