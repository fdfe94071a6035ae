package report

import (
	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/premises"
	"penggai/store/report/overview"
)

// clauses is the sheet by which the districts are assessed (六(一)): a row for each clause and figure, the districts side by side, and what a
// person fills in left open.
func clauses(a ask) (Report, error) {
	lines, samples, err := overview.ReadClauses(a.ctx, a.st, a.by, a.district, a.day, false)
	if err != nil {
		return Report{}, err
	}
	r := Report{mixed: true, paper: clausesOnPaper, Samples: samples, Columns: []Column{
		{Key: "clause", Title: "条款"},
		{Key: "title", Title: "考核内容"},
		{Key: "unit", Title: "单位"},
	}}
	places := a.districts()
	if a.district == "" {
		places = append(places, overview.City)
	}
	for _, place := range places {
		r.Columns = append(r.Columns, Column{Key: placeKey(place), Title: place, Kind: Count, Free: true})
	}
	r.Columns = append(r.Columns, Column{Key: "about", Title: "口径"})
	for _, l := range lines {
		row := r.head(l.Key, l.Clause.Clause, l.Title, l.Unit)
		row.Key = l.Key
		row.Cells[len(row.Cells)-1] = Str(l.About)
		row.kind, row.fixed = figureKind(l.Figure), l.Hand || l.Words != nil
		if l.Part != "" {
			row.part, row.per = l.Part, l.Per
		}
		for i, place := range places {
			if words, said := l.Words[place]; said {
				row.Cells[3+i] = Str(words)
			}
		}
	}
	r.facts = clauseFacts(lines, places)
	r.deep = func() ([]fact, error) {
		lines, _, err := overview.ReadClauses(a.ctx, a.st, a.by, a.district, a.day, true)
		return clauseFacts(lines, places), err
	}
	r.settle()
	r.Notes = []string{"本年指当日所在年度 1 月 1 日到当日；空格由考核人填写，考核办法由四家督办单位制定"}
	return r, nil
}

// clauseFacts are what the lines count, each in the column of its district and in that of the city.
func clauseFacts(lines []overview.ClauseLine, places []string) (out []fact) {
	add := func(l overview.ClauseLine, f fact, district string, n int64) {
		f.key, f.adds = l.Key, make([]int64, 3+len(places)+1)
		for i := range f.adds {
			f.adds[i] = none
		}
		for i, place := range places {
			if place == district || place == overview.City {
				f.adds[3+i] = n
			}
		}
		out = append(out, f)
	}
	for _, l := range lines {
		for _, place := range append(allocation.DistrictNames(), "") { // a map has no order
			if n := l.Sums[place]; n > 0 {
				add(l, fact{noun: allocation.NounUnit, n: n}, place, n)
			}
		}
		for _, it := range l.Items {
			n := int64(1)
			if l.Kind == overview.People || l.Kind == overview.Money {
				n = it.Amount
			}
			add(l, fact{noun: it.Noun, id: it.ID, n: 1, name: [3]string{premises.DistrictText(it.District), it.Number, it.Name}}, it.District, n)
		}
	}
	return out
}

// clausesOnPaper is the sheet as it is printed: with room for what the assessor finds.
func clausesOnPaper(r *Report) *Report {
	p := *r
	p.Columns = append(r.Columns[:len(r.Columns):len(r.Columns)], Column{Key: "finding", Title: "考核意见"})
	p.Rows = make([]Row, len(r.Rows))
	for i, row := range r.Rows {
		p.Rows[i] = row
		p.Rows[i].Cells = make([]Value, 0, len(row.Cells)+1)
		for _, v := range row.Cells {
			p.Rows[i].Cells = append(p.Rows[i].Cells, v.large())
		}
		if row.kind == Money {
			p.Rows[i].Cells[2] = Str(textWan)
		}
		p.Rows[i].Cells = append(p.Rows[i].Cells, Value{})
	}
	p.Totals = make([]Value, len(p.Columns))
	return &p
}

// mix gives the figures of rows that are in units of their own their kind, and works out those that are shares of others. Nothing is summed
// up over such rows.
func (r *Report) mix(by map[string][]*fact) {
	for i := range r.Rows {
		row := &r.Rows[i]
		for at, c := range r.Columns {
			if c.Kind == Text || row.fixed {
				continue
			}
			if row.part != "" {
				part, whole := worked(sum, at, by[row.part], false, false), worked(sum, at, by[row.per], false, false)
				row.Cells[at] = permille(part.number, whole.number)
			}
			if row.Cells[at].is == 2 {
				row.Cells[at].own = int8(row.kind) + 1
			}
		}
	}
	r.Totals, r.Subs = make([]Value, len(r.Columns)), nil
}

// shareBehind makes the report of the records behind a figure that is a share of two other rows: each with what it brings to both sides.
func (r *Report) shareBehind(row *Row, at int, facts []fact) Report {
	c := r.Columns[at]
	d := Report{Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "number", Title: say.Number},
		{Key: "name", Title: textName},
		{Key: "part", Title: r.titleOf(row.part, "分子"), Kind: Count},
		{Key: "whole", Title: r.titleOf(row.per, "分母"), Kind: Count},
		Column{Key: c.Key, Title: c.Title, Kind: Permille}.share("part", "whole"),
	}}
	places := map[string]int{}
	for i := range facts {
		f := &facts[i]
		side := 3
		switch f.key {
		case row.part:
		case row.per:
			side = 4
		default:
			continue
		}
		if f.adds[at] == none || f.adds[at] == 0 {
			continue
		}
		key := keyOf(f.name[0], f.name[1])
		place, seen := places[key]
		if !seen {
			place = len(d.facts)
			places[key] = place
			head := d.head(key, f.name[:]...)
			head.Noun, head.ID = f.noun, f.id
			d.count(fact{key: key, noun: f.noun, id: f.id, name: f.name, n: 1})
		}
		adds := d.facts[place].adds
		if adds[side] == none {
			adds[side] = 0
		}
		adds[side] += f.adds[at]
	}
	return d
}

// titleOf is what a row is called; where a filter has left it out, another word.
func (r *Report) titleOf(path, or string) string {
	for _, row := range r.Rows {
		if row.Path == path {
			return row.Cells[1].text
		}
	}
	return or
}
