package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"penggai/allocation/keeping"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	files "penggai/store/engine/place"
	"penggai/ui/dossier"
)

// dueOut is what `penggai due --json` prints.
type dueOut struct {
	RecordYears   int      `json:"record_years"`
	PersonalYears int      `json:"personal_years"`
	Due           []dueRow `json:"due"`
	Barred        []dueRow `json:"barred"`
}

type dueRow struct {
	Applicant int64    `json:"applicant"`
	Name      string   `json:"name"`
	District  string   `json:"district"`
	Ended     string   `json:"ended"`
	Until     string   `json:"until"`
	Numbers   int      `json:"numbers"`
	Bars      []string `json:"bars"`
}

// dueList is `penggai due`: whose numbers must go, and what bars those whose term is over.
func dueList(ctx context.Context, s Streams, args []string) error {
	p := place{}
	f := flags("due")
	p.addSigned(f)
	asJSON := f.Bool("json", false, "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	return p.act(ctx, s, true, func(st *store.Store, by engine.Actor) error {
		d, err := st.DueNow(ctx, by)
		if err != nil {
			return err
		}
		if *asJSON {
			e := json.NewEncoder(s.Out)
			e.SetEscapeHTML(false)
			return e.Encode(dueOut{d.Terms.Records(), d.Terms.Personal(), dueRows(d.Due), dueRows(d.Barred)})
		}
		fmt.Fprintf(s.Out, "到期应删除 %d 个，期限已过但事情未了 %d 个\n", len(d.Due), len(d.Barred))
		for _, x := range d.Due {
			fmt.Fprintf(s.Out, "  %s  %s  办结 %s  到期 %s  号码 %d 个\n", x.Name, x.District, x.Ended, x.Until(), x.Numbers)
		}
		for _, x := range d.Barred {
			fmt.Fprintf(s.Out, "  %s  %s  %s\n", x.Name, x.District, x.Why())
		}
		return nil
	})
}

func dueRows(list []keeping.Subject) []dueRow {
	out := []dueRow{}
	for i := range list {
		x := &list[i]
		row := dueRow{Applicant: x.ID, Name: x.Name, District: x.District, Ended: x.Ended.String(), Until: x.Until().String(), Numbers: x.Numbers, Bars: []string{}}
		for _, b := range x.Bars {
			row.Bars = append(row.Bars, string(b))
		}
		out = append(out, row)
	}
	return out
}

// archive is `penggai archive NUMBER`: the package of a case; with --check one is proved without any data, exit 3 with every difference.
func archive(ctx context.Context, s Streams, args []string) error {
	p := place{}
	f := flags("archive")
	p.addSigned(f)
	out, file := f.String("out", "", ""), f.String("check", "", "")
	signed, asJSON := f.String("signet", "", ""), f.Bool("json", false, "")
	words, err := parseUpTo(f, args, 1)
	switch {
	case err != nil:
		return err
	case *file != "" && len(words) == 0:
		return checkDossier(s, *file, *signed, *asJSON)
	case *file != "" || len(words) == 0 || *signed != "" || *asJSON:
		return usageError{errArchive}
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		g, err := dossier.Gather(ctx, st, by, words[0])
		if err != nil {
			return err
		}
		path := *out
		if path == "" {
			path = g.Name() + ".zip"
		}
		n, err := g.Archive(ctx, filepath.Base(path), func(write func(io.Writer) error) (desk.Waiting, error) {
			f, err := files.Begin(path, time.Now(), write)
			return outFile{f}, cannotOpen(err, path)
		})
		if err != nil {
			return err
		}
		if full, err := filepath.Abs(path); err == nil {
			path = full
		}
		fmt.Fprintf(s.Out, "%s %d 件：%s\n", g.Word(), n, path)
		return nil
	})
}

// checkDossier proves a package by itself.
func checkDossier(s Streams, path, fingerprint string, asJSON bool) error {
	report, err := dossier.CheckFile(path, bare(fingerprint))
	if err != nil {
		return err
	}
	return printChecks(s, report, asJSON)
}

var errArchive = say.Refuse("archive_words", "出案卷包写编号：penggai archive 编号 --user 账号；核对案卷包只写 --check 文件，可加 --signet 指纹、--json")
