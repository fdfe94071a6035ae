package report

import (
	"strings"

	"penggai/allocation"
	"penggai/store/report/overview"
)

// overviewPage is the page for the meeting: a row for each figure, the districts side by side, and both days.
func overviewPage(a ask) (Report, error) {
	other := a.query.And
	if other.IsZero() {
		other = a.day.AddMonths(-12)
	}
	page, err := overview.Read(a.ctx, a.st, a.by, a.district, a.day, other)
	if err != nil {
		return Report{}, err
	}
	r := Report{And: other, Notes: page.Notes, Samples: page.Samples, Columns: []Column{{Key: "figure", Title: "指标"}, {Key: "unit", Title: "单位"}}}
	column := func(key, title, short string) {
		r.Columns = append(r.Columns, Column{Key: key, Title: title, Short: short, Kind: Count, Free: true})
	}
	for _, place := range page.Places {
		column(placeKey(place), place, "")
	}
	for _, place := range page.Places {
		column(placeKey(place)+"_and", place+" "+other.String(), "")
	}
	for _, place := range page.Places {
		column(placeKey(place)+"_change", place+textChange, "")
	}
	for _, l := range page.Lines {
		row := Row{Key: l.Key, Cells: []Value{Str(strings.TrimSpace(l.Title)), Str(l.Unit)}}
		for _, values := range [][]overview.Value{l.Now, l.Then} {
			for _, v := range values {
				row.Cells = append(row.Cells, figureCell(l.Figure, v))
			}
		}
		for i := range page.Places {
			n, known := l.Change(i)
			row.Cells = append(row.Cells, figureCell(l.Figure, overview.Value{N: n, Known: known}).Differs())
		}
		r.Rows = append(r.Rows, row)
	}
	r.total()
	return r, nil
}

// placeKey names the columns of a district by its code, those of the whole city city.
func placeKey(place string) string {
	if d, err := allocation.FindDistrict(place); err == nil {
		return strings.ToLower(d.Code)
	}
	return "city"
}

// figureCell is a figure in the unit of its kind.
func figureCell(f overview.Figure, v overview.Value) Value {
	if !v.Known {
		return Value{}
	}
	return Of(v.N, figureKind(f))
}

func figureKind(f overview.Figure) Kind {
	switch f.Kind {
	case overview.Money:
		return Money
	case overview.Ratio:
		return Permille
	case overview.Count, overview.People, overview.Longest:
	}
	return Count
}
