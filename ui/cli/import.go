package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
)

// imported is what `penggai import KIND FILE --json` prints.
type imported struct {
	Read     int             `json:"read"`
	New      int             `json:"new"`
	Changed  int             `json:"changed"`
	Same     int             `json:"same"`
	Absent   int             `json:"absent"`
	Rejected []ledger.Reject `json:"rejected"`
	Totals   importedTotals  `json:"totals"`
}

type importedTotals struct {
	Units int   `json:"units"`
	Area  int64 `json:"area_dm2"`
}

// importFile is `penggai import KIND FILE`.
func importFile(ctx context.Context, s Streams, args []string) error {
	p := place{does: []allocation.Action{takeover.ActImport}}
	f := flags("import")
	p.addSigned(f)
	sheetName := f.String("sheet", "", "")
	mapFile := f.String("map", "", "")
	dry := f.Bool("dry-run", false, "")
	partial := f.Bool("accept-partial", false, "")
	f.Bool("json", true, "")
	words, err := parse(f, args, 2)
	if err != nil {
		return err
	}
	kind, err := ledger.Find(words[0])
	if err != nil {
		return usageError{ledger.ErrKind.Textf("没有这一类导入，可用的有 %s", kindNames()).With(words[0])}
	}
	req := ledger.Request{Kind: kind, Path: s.path(words[1]), Sheet: *sheetName}
	if words[1] == "-" {
		req.From = s.In
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		var err error
		if req.Mapping, err = readMapping(s, *mapFile); err != nil { // here, as standard input is read once
			return err
		}
		tell := reportProgress(s.Err, ledger.Stages)
		seen, err := st.PreviewImport(ctx, by, req, tell)
		if err != nil {
			return unreadable(ctx, err)
		}
		if !*dry && seen.Writes() && (len(seen.Rejected) == 0 || *partial) {
			if _, err := st.ApplyImport(ctx, by, seen, *partial, tell); err != nil {
				return err
			}
		}
		if err := printImport(s.Out, seen); err != nil {
			return err
		}
		for _, w := range seen.Warnings {
			fmt.Fprintln(s.Err, w)
		}
		if len(seen.Rejected) > 0 && !*partial {
			return ledger.ErrRejected.Textf("有 %d 行拒收，没有写入：请改正后重新导入，或用 --accept-partial 只写入其余的行", len(seen.Rejected))
		}
		return nil
	})
}

func kindNames() string {
	var names []string
	for _, k := range ledger.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, "、")
}

// unreadable says of a file that cannot be read that the input is wrong; what the office refuses stays a refusal.
func unreadable(ctx context.Context, err error) error {
	if ctx.Err() != nil { // standard input ends with the command
		return ctx.Err()
	}
	if ledger.Unreadable(err) {
		return usageError{err}
	}
	return err
}

// readMapping reads --map: {"columns":{"heading":"field"},"communities":{"as written":"of the catalogue"}}.
func readMapping(s Streams, name string) (m ledger.Mapping, err error) {
	if name == "" {
		return m, nil
	}
	data, err := readInput(s, name, maxInput)
	if err != nil {
		return m, err
	}
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, usageError{ledger.ErrMapping.Textf(`--map 的文件看不懂，请写成 {"columns":{"表头":"字段"},"communities":{"写法":"小区"}}`).With(name)}
	}
	return m, nil
}

func printImport(w io.Writer, p *ledger.Preview) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(imported{
		Read: p.Read, New: len(p.New), Changed: len(p.Changed), Same: p.Same, Absent: len(p.Absent), Rejected: p.Rejected,
		Totals: importedTotals{Units: p.Units, Area: int64(p.Area)},
	})
}

// importUndo is `penggai import undo`: the last import as a whole.
func importUndo(ctx context.Context, s Streams, args []string) error {
	p := place{does: []allocation.Action{takeover.ActUndo}}
	f := flags("import undo")
	p.addSigned(f)
	reason := f.String("reason", "", "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		last, why, found, err := st.LastImport(ctx, by)
		switch {
		case err != nil:
			return err
		case !found:
			return ledger.ErrNoUndo
		case why != nil:
			return why
		}
		if err := st.UndoImport(ctx, by, last.ID, *reason); err != nil {
			return err
		}
		fmt.Fprintf(s.Out, "已撤销导入：%s %s（%s）\n", last.Kind.Title(), last.File, last.Day)
		return nil
	})
}

// importBlank is `penggai import blank KIND --out FILE`.
func importBlank(ctx context.Context, s Streams, args []string) error {
	p := place{does: []allocation.Action{takeover.ActImport}}
	f := flags("import blank")
	p.addSigned(f)
	out := f.String("out", "", "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	kind, err := ledger.Find(words[0])
	if err != nil {
		return usageError{ledger.ErrKind.Textf("没有这一类导入，可用的有 %s", kindNames()).With(words[0])}
	}
	if *out == "" {
		return usageError{errNoBlank}
	}
	return p.read(ctx, s, func(st *store.Store, by engine.Actor) error {
		return writeOut(s, *out, func(w io.Writer) error { return st.BlankSheet(ctx, by, kind, w) })
	})
}

var errNoBlank = say.Refuse("no_blank", "请用 --out 指定空白表的文件名，如 房源.xlsx")
