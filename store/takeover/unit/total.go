package unit

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/takeover/ledger"
)

// Published is the number of finished units that the policy gives a district (一); 0 for another name.
func Published(district string) int { return published[district] }

// published are the numbers of finished units by district (一).
var published = map[string]int{"尖山区": 393, "岭东区": 275, "四方台区": 64, "宝山区": 107}

// Totals sums what the file brings by community and says what each district has then, beside the published number.
func (s *Units) Totals(x *unitIndex, p *ledger.Preview) {
	sums, own := map[string]*ledger.Place{}, p.Places
	var names []string
	refused := p.Refused()
	districts := map[string]int{}
	var counted []ledger.Counted
	for _, n := range s.Lines {
		if refused[ledger.At{Sheet: n.Sheet, Row: n.Row}] {
			continue
		}
		if sums[n.unit.Community] == nil {
			sums[n.unit.Community] = &ledger.Place{Name: n.unit.Community}
			names = append(names, n.unit.Community)
		}
		sums[n.unit.Community].Units++
		sums[n.unit.Community].Area += n.unit.Area
		counted = append(counted, ledger.Counted{At: ledger.At{Sheet: n.Sheet, Row: n.Row}, Table: n.table, N: int64(n.unit.Area)})
	}
	p.Places = nil
	whole := ledger.Place{Name: "合计"} // of the rows above it: what a preview counts besides may be of another noun
	for _, name := range names {
		whole.Units, whole.Area = whole.Units+sums[name].Units, whole.Area+sums[name].Area
		p.Places = append(p.Places, *sums[name])
	}
	p.Places = append(p.Places, whole)
	ledger.CheckTotals(own, func(p ledger.Place) int64 { return int64(p.Area) }, p.Places, counted)
	p.Places = append(p.Places, own...)
	for _, u := range x.rows {
		if x.number[u.Number] == u {
			districts[u.District]++
		}
	}
	for _, u := range s.Plan.Add {
		districts[s.Lines[u.Line].unit.District]++
	}
	for _, d := range allocation.DistrictNames() {
		if districts[d] > 0 && slices.ContainsFunc(s.Lines, func(n unitLine) bool { return n.unit.District == d }) {
			p.Places = append(p.Places, ledger.Place{
				Name: d + "导入后", Units: districts[d], Area: s.areaOf(x, d),
				Said: []string{fmt.Sprintf("文件一公布已建成 %d 套", published[d])}, Off: districts[d] != published[d],
			})
		}
	}
}

func (s *Units) areaOf(x *unitIndex, district string) (sum quantity.Area) {
	changed := map[int64]quantity.Area{}
	for _, c := range s.Plan.change {
		changed[c.row.id] = c.after.Area
	}
	for _, u := range x.rows {
		if u.District != district || x.number[u.Number] != u {
			continue
		}
		if a, ok := changed[u.id]; ok {
			sum += a
		} else {
			sum += u.Area
		}
	}
	for _, n := range s.Plan.Add {
		if u := &s.Lines[n.Line].unit; u.District == district {
			sum += u.Area
		}
	}
	return sum
}
