package unit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/store/engine"
	"penggai/store/engine/value"
	"penggai/store/takeover/ledger"
)

// unitRow is a unit that the office has, as far as a ledger says something of it.
type unitRow struct {
	allocation.Unit
	id, version int64
	used        bool // somebody has or had it, or it was moved: it is no untouched sample
	met         bool // a row of the file is about it
}

// sqlUnitRows are the units of a district, with whether anything rests on them.
const sqlUnitRows = `SELECT u.id, u.version, u.number, u.district, u.community, u.building, u.floor, u.bay, u.area_dm2, u.tags, u.state, u.sample, u.source, u.usage,
	u.certificate, u.address, u.door, u.former, u.version > 1 OR EXISTS (SELECT 1 FROM hold h WHERE h.unit_id = u.id)
	OR EXISTS (SELECT 1 FROM round_unit x WHERE x.unit_id = u.id) OR EXISTS (SELECT 1 FROM move m WHERE m.noun = 'unit' AND m.noun_id = u.id)
	FROM unit u WHERE u.state <> 'closed' AND ($1 = '' OR u.district = $1) ORDER BY u.id`

func scanUnitRow(s engine.Scanner) (*unitRow, error) {
	u := &unitRow{}
	return u, s.Scan(&u.id, &u.version, &u.Number, &u.District, &u.Community, &u.Building, &u.Floor, &u.Bay, &u.Area, (*value.Words)(&u.Tags), &u.State, &u.Sample,
		&u.Source, &u.Usage, &u.Certificate, &u.Address, &u.Door, &u.Former, &u.used)
}

// unitPlan is what a ledger does to the units of the office.
type unitPlan struct {
	Add    []Added
	change []unitChange
	retire []int64
	states []string // units of which the ledger says another state
	first  []string // districts whose ledger comes for the first time
}

// Added is a line that becomes a unit, with what it gets here.
type Added struct {
	Line   int
	number string
	bay    int
}

// unit is the unit that it becomes.
func (s *Units) unit(n Added) allocation.Unit {
	u := s.Lines[n.Line].unit
	u.Number, u.Bay = n.number, n.bay
	return u
}

type unitChange struct {
	row    *unitRow
	after  allocation.Unit
	other  bool   // it differs
	remark string // comes beside it
}

// unitIndex finds units of the office.
type unitIndex struct {
	rows   []*unitRow
	number map[string]*unitRow
	former map[string]*unitRow
	place  map[string]*unitRow
	bays   map[string]bool
	taken  map[string]bool
	parted map[string]parted // units that were split or merged, by their place
}

func indexUnits(rows []*unitRow, closed []string) *unitIndex {
	x := &unitIndex{rows: rows, number: map[string]*unitRow{}, former: map[string]*unitRow{}, place: map[string]*unitRow{}, bays: map[string]bool{}, taken: map[string]bool{}}
	for _, u := range rows {
		x.number[u.Number] = u
		x.taken[u.Number] = true
		for _, f := range strings.Fields(u.Former) {
			x.former[f], x.taken[f] = u, true
		}
		if u.Door != "" {
			x.place[PlaceKey(u.Unit)] = u
		}
		if u.Bay > 0 {
			x.bays[bayKey(u.Unit)] = true
		}
	}
	for _, n := range closed {
		x.taken[n] = true
	}
	return x
}

func bayKey(u allocation.Unit) string {
	return fmt.Sprintf("%s|%s|%s|%d|%d", u.District, u.Community, u.Building, u.Floor, u.Bay)
}

// drop forgets units that go.
func (x *unitIndex) drop(u *unitRow) {
	delete(x.taken, u.Number)
	delete(x.number, u.Number)
	delete(x.bays, bayKey(u.Unit))
}

// find is the unit that a row is about; nil for a new one.
func (x *unitIndex) find(n *unitLine) *unitRow {
	if n.numbers {
		if u := x.number[n.unit.Number]; u != nil {
			return u
		}
		return x.former[n.unit.Number]
	}
	return x.at(n)
}

// at is the unit of the office at the place of a row; nil when there is none.
func (x *unitIndex) at(n *unitLine) *unitRow {
	if n.place == "" {
		return nil
	}
	return x.place[n.place]
}

// Compare works out what the ledger does, on one state of the data.
func (s *Units) Compare(ctx context.Context, q engine.Querier, by engine.Actor, p *ledger.Preview) error {
	rows, err := engine.All(ctx, q, scanUnitRow, sqlUnitRows, by.District)
	if err != nil {
		return err
	}
	closed, err := engine.All(ctx, q, engine.ScanOne[string], `SELECT number FROM unit WHERE state = 'closed' OR ($1 <> '' AND district <> $1)`, by.District)
	if err != nil {
		return err
	}
	if s.notes, err = ledger.Remarks(ctx, q, allocation.NounUnit, by.District); err != nil {
		return err
	}
	s.Plan, s.Found = unitPlan{}, map[int]allocation.Unit{}
	x := indexUnits(rows, closed)
	if x.parted, err = readParted(ctx, q, by); err != nil {
		return err
	}
	s.Index = x
	if err := s.samples(ctx, q, x, p); err != nil {
		return err
	}
	communities := map[string]bool{}
	for i := range s.Lines {
		n := &s.Lines[i]
		communities[n.unit.District+"|"+n.unit.Community] = true
		s.match(x, i, n, p)
	}
	if n := len(s.Plan.states); n > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("使用状态与现有数据不同的 %d 套，状态不由导入改：%s。停用、恢复在 房源 办理，在租的导入在租合同", n, firstOf(s.Plan.states)))
	}
	for _, u := range rows {
		if !u.met && !u.Sample && communities[u.District+"|"+u.Community] {
			p.Found(&p.Absent, ledger.Item{Name: nameOf(u.Unit), Notes: []string{u.Area.String() + " ㎡  " + u.State.Title()}})
		}
	}
	s.Totals(x, p)
	return nil
}

// samples finds the untouched samples of the districts whose first ledger this is: they go.
func (s *Units) samples(ctx context.Context, q engine.Querier, x *unitIndex, p *ledger.Preview) error {
	real, err := ledger.RealSince(ctx, q)
	if err != nil {
		return err
	}
	named, districts := map[string]bool{}, map[string]bool{}
	for _, n := range s.Lines {
		districts[n.unit.District] = true
		if n.numbers {
			named[n.unit.Number] = true
		}
	}
	gone, kept := 0, 0
	for _, u := range x.rows {
		if _, had := real[u.District]; had || !districts[u.District] || !u.Sample || named[u.Number] {
			continue
		}
		if u.used {
			kept++
			continue
		}
		s.Plan.retire = append(s.Plan.retire, u.id)
		x.drop(u)
		gone++
	}
	for d := range districts {
		if _, had := real[d]; !had {
			s.Plan.first = append(s.Plan.first, d)
		}
	}
	slices.Sort(s.Plan.first)
	if gone > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("首次导入：本区示例明细 %d 套停用并移出，报表注明从今天起是本区台账", gone))
	}
	if kept > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("示例明细 %d 套已办过业务，保留并仍标“示例”", kept))
	}
	return nil
}

// match puts one row beside the units of the office.
func (s *Units) match(x *unitIndex, i int, n *unitLine, p *ledger.Preview) {
	there := x.find(n)
	if was, old := x.parted[n.place]; old && !n.numbers && !s.Only && was.area == n.unit.Area && (there == nil || there.Area != was.area) {
		s.Late(n, p, "area", fmt.Sprintf("%s 已拆分或合并，现在是 %s，文件写的还是以前的面积", was.number, was.into), "请按现在的各套分行写，或删去这一行")
		return
	}
	if there == nil {
		if o := x.at(n); n.numbers && o != nil {
			s.Late(n, p, "door", fmt.Sprintf("这一处已有房源 %s", o.Number), "编号变了的请在 房源 > 改编号 办理，或把编号改成 "+o.Number)
			return
		}
		if n.unit.Area == 0 {
			s.Late(n, p, "area", "台账里没有这套房源，表里也没有写面积", "请先导入房源台账，或填平方米数")
			return
		}
		s.keep(i, s.add(x, i, n, p))
		return
	}
	s.keep(i, there.Unit)
	if there.met {
		s.Late(n, p, "number", "文件里另有一行也是 "+there.Number, "请核对编号和门牌，重复的删去一行")
		return
	}
	there.met = true
	if s.Only {
		return
	}
	if !n.agrees(there.State) {
		s.Plan.states = append(s.Plan.states, there.Number)
	}
	after := n.over(there.Unit)
	change := unitChange{row: there, after: after}
	changes := unitChanges(there.Unit, after)
	change.other = len(changes) > 0
	if n.remark != "" && !slices.Contains(s.notes[there.id], n.remark) {
		change.remark = n.remark
		changes = append(changes, ledger.RemarkSaid(n.remark))
	}
	if len(changes) > 0 {
		s.Plan.change = append(s.Plan.change, change)
		p.Found(&p.Changed, ledger.Item{Sheet: n.Sheet, Row: n.Row, Name: nameOf(after), Notes: changes})
	} else {
		p.Same++
	}
	p.Units, p.Area = p.Units+1, p.Area+n.unit.Area
}

// agrees reports whether what the ledger says of the state of a unit is so.
func (n *unitLine) agrees(is allocation.UnitState) bool {
	switch {
	case n.stated == "" || n.stated == is.Title():
		return true
	case n.used: // one that waits for its tenancy is withdrawn
		return is == allocation.UnitOccupied || is == allocation.UnitWithdrawn || is == allocation.UnitRecovering
	case n.unit.State == allocation.UnitVacant:
		return is == allocation.UnitVacant || is == allocation.UnitReserved
	}
	return n.unit.State == is
}

// firstOf names the first of many.
func firstOf(numbers []string) string {
	const most = 3
	if len(numbers) > most {
		return strings.Join(numbers[:most], "、") + " 等"
	}
	return strings.Join(numbers, "、")
}

// keep remembers the unit of a line, where the file is about something else.
func (s *Units) keep(i int, u allocation.Unit) {
	if s.Only {
		s.Found[i] = u
	}
}

// Late rejects a row that was read well and does not fit what the office has.
func (s *Units) Late(n *unitLine, p *ledger.Preview, key, why, do string) {
	i := s.r.Fields[key]
	value := map[string]string{"door": n.unit.Door, "number": n.unit.Number}[key]
	column := s.r.Spec.Fields[i].Title
	for _, h := range p.Heads {
		for _, c := range h.Columns {
			if h.Sheet == n.Sheet && c.Key == key && h.Row < n.Row {
				column = c.Heading
			}
		}
	}
	p.Rejected = append(p.Rejected, ledger.Reject{Sheet: n.Sheet, Row: n.Row, Column: column, Value: value, Why: why, Do: do})
}

// add gives a new unit its bay, and its number where the ledger has none.
func (s *Units) add(x *unitIndex, i int, n *unitLine, p *ledger.Preview) allocation.Unit {
	u := n.unit
	if u.Bay > 0 && x.bays[bayKey(u)] {
		u.Bay = 0
	}
	if u.Bay > 0 {
		x.bays[bayKey(u)] = true
	}
	if !n.numbers {
		c, _ := s.r.Known.Community(u.Community, u.District)
		u.Number = estate.NumberOf(c, u.Building, u.Floor, u.Bay, func(number string) bool { return x.taken[number] })
	}
	x.taken[u.Number] = true
	s.Plan.Add = append(s.Plan.Add, Added{i, u.Number, u.Bay})
	notes := append([]string{fmt.Sprintf("%d层 %s ㎡ %s", u.Floor, u.Area, u.State.Title())}, n.notes...)
	p.Found(&p.New, ledger.Item{Sheet: n.Sheet, Row: n.Row, Name: nameOf(u), Notes: notes})
	p.Units, p.Area = p.Units+1, p.Area+u.Area
	return u
}

// over is the unit of the office as the row says it: what the file has no column for stays.
func (n *unitLine) over(u allocation.Unit) allocation.Unit {
	f := n.unit
	u.Area, u.Sample = f.Area, false
	u.Community, u.Building = f.Community, cmp.Or(f.Building, u.Building)
	if f.Door != "" {
		u.Door = f.Door
		u.Former = remember(u.Former, f.Former)
	}
	if n.given.floor {
		u.Floor = f.Floor
	}
	if n.given.usage {
		u.Usage = f.Usage
	}
	if n.given.source {
		u.Source = f.Source
	}
	if n.given.certificate {
		u.Certificate = f.Certificate
	}
	if n.given.address {
		u.Address = f.Address
	}
	if n.given.tags {
		u.Tags = inOrder(f.Tags)
	}
	return u
}

// remember adds words to the former ones, each once.
func remember(former, more string) string {
	for _, w := range strings.Fields(more) {
		former = estate.Remember(former, w)
	}
	return former
}

// unitChanges say what changes, old -> new.
func unitChanges(a, b allocation.Unit) []string {
	var out []string
	say := func(title, from, to string) {
		if from != to {
			out = append(out, fmt.Sprintf("%s %s -> %s", title, cmp.Or(from, "（空）"), cmp.Or(to, "（空）")))
		}
	}
	say("面积", a.Area.String(), b.Area.String())
	say("小区", a.Community, b.Community)
	say("楼栋", a.Building, b.Building)
	say("层", fmt.Sprint(a.Floor), fmt.Sprint(b.Floor))
	say("门牌", a.Door, b.Door)
	say("用途", a.Usage, b.Usage)
	say("来源", a.Source.Title(), b.Source.Title())
	say("权证号", a.Certificate, b.Certificate)
	say("坐落", a.Address, b.Address)
	say("特点", strings.Join(a.Tags, " "), strings.Join(b.Tags, " "))
	if a.Sample && !b.Sample {
		out = append(out, "示例明细 -> 本区台账")
	}
	return out
}
