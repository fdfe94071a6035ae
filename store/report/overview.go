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
	r := Report{And: other, paper: overviewOnPaper, Notes: page.Notes, Samples: page.Samples, Columns: []Column{{Key: "figure", Title: "指标"}, {Key: "unit", Title: "单位"}}}
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

// overviewOnPaper is the page for the meeting as it is printed: each place with what it has and by how much that differs, large amounts in
// 万元, so that it fits on one sheet.
func overviewOnPaper(r *Report) *Report {
	p := *r
	p.Columns, p.Rows = r.Columns[:2:2], make([]Row, len(r.Rows))
	places := (len(r.Columns) - 2) / 3
	for i := range places {
		p.Columns = append(p.Columns, r.Columns[2+i], Column{Key: r.Columns[2+2*places+i].Key, Title: textChange, Kind: Count, Free: true})
	}
	for i, row := range r.Rows {
		cells := []Value{row.Cells[0], row.Cells[1]}
		for at := range places {
			cells = append(cells, row.Cells[2+at].large(), row.Cells[2+2*places+at].large())
		}
		if cells[2].kind(Count) == Myriad {
			cells[1] = Str(textWan)
		}
		p.Rows[i] = row
		p.Rows[i].Cells = cells
	}
	p.total()
	return &p
}

// large is an amount of its own kind in 万元.
func (v Value) large() Value {
	if v.kind(Count) == Money {
		v.own = int8(Myriad) + 1
	}
	return v
}
