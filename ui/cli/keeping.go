package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"penggai/allocation/keeping"
	"penggai/store"
	"penggai/store/engine"
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
