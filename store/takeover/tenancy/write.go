package tenancy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/past"
	"penggai/store/takeover/unit"
)

// Compare finds or makes the units, and looks which stays the office has.
func (s *tenancies) Compare(ctx context.Context, q engine.Querier, by engine.Actor, p *ledger.Preview) error {
	if err := s.Units.Compare(ctx, q, by, p); err != nil {
		return err
	}
	p.New, p.Changed, p.Same, p.Absent = nil, nil, 0, nil
	var err error
	if s.had, err = ledger.Remarks(ctx, q, allocation.NounTenancy, by.District); err != nil {
		return err
	}
	s.remarks = nil
	held, err := engine.All(ctx, q, func(sc engine.Scanner) (h heldBy, err error) {
		err = sc.Scan(&h.unit, &h.signed, &h.name, &h.id, &h.number, &h.district)
		return h, err
	}, `SELECT u.number, t.signed_day, p.name, t.id, t.number, t.district FROM hold h JOIN unit u ON u.id = h.unit_id JOIN tenancy t ON t.id = h.ref_id JOIN applicant p ON p.id = t.applicant_id
		WHERE h.kind = 'tenancy' AND h.to_day IS NULL AND ($1 = '' OR u.district = $1)`, by.District)
	if err != nil {
		return err
	}
	stays := map[string]heldBy{}
	for _, h := range held {
		stays[h.unit] = h
	}
	s.skip = map[int]bool{}
	p.Units, p.Area = 0, 0
	refused := p.Refused()
	for i, n := range s.lines {
		if k := slices.IndexFunc(n.units, func(k int) bool { return refused[ledger.At{Sheet: s.Units.Lines[k].Sheet, Row: s.Units.Lines[k].Row}] }); k >= 0 {
			if !refused[ledger.At{Sheet: n.sheet, Row: n.row}] {
				s.refuse(i, p, "door", fmt.Sprintf("同一户的第 %d 行拒收", s.Units.Lines[n.units[k]].Row), "请先改正那一行，一户的几套要一起导入")
			}
			s.skip[i] = true
			continue
		}
		s.put(i, n, stays, p)
	}
	s.unitsOfRefused(p)
	return s.lookThere(ctx, q, by, p)
}

// unitsOfRefused leaves out the units that would be made for stays that are refused.
func (s *tenancies) unitsOfRefused(p *ledger.Preview) {
	refused, gone := p.Refused(), map[int]bool{}
	for _, n := range s.lines {
		for _, k := range n.units {
			gone[k] = refused[ledger.At{Sheet: n.sheet, Row: n.row}]
		}
	}
	s.Units.Plan.Add = slices.DeleteFunc(s.Units.Plan.Add, func(u unit.Added) bool { return gone[u.Line] })
	p.Places = ledger.OwnPlaces(p.Places)
	s.Units.Totals(s.Units.Index, p)
	if made := len(s.Units.Plan.Add); made > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("其中 %d 套房源现在没有，先按这张表新增", made))
	}
}

// refuse rejects a stay that was read well and does not fit what the office has, with all its rows.
func (s *tenancies) refuse(i int, p *ledger.Preview, key, why, do string) {
	n := s.lines[i]
	s.skip[i] = true
	refused := p.Refused()
	p.Rejected = append(p.Rejected, s.r.Rejection(n.line, key, why, do))
	for _, k := range n.units {
		if u := &s.Units.Lines[k]; (u.Row != n.row || u.Sheet != n.sheet) && !refused[ledger.At{Sheet: u.Sheet, Row: u.Row}] {
			s.Units.Late(u, p, "door", fmt.Sprintf("同一户的第 %d 行拒收", n.row), "请先改正那一行，一户的几套要一起导入")
		}
	}
}

// put says of one stay what becomes of it.
func (s *tenancies) put(i int, n tenancyLine, stays map[string]heldBy, p *ledger.Preview) {
	var numbers []string
	var area quantity.Area
	var there heldBy
	for _, k := range n.units {
		u := s.Units.Found[k]
		numbers = append(numbers, u.Number)
		area += u.Area
		h, taken := stays[u.Number]
		switch {
		case taken && h.signed == n.signed.String() && h.name == n.who.Name:
			s.skip[i], there = true, h
		case taken:
			key := "door"
			if s.r.Cell(n.line, "door").Empty() {
				key = "number"
			}
			s.refuse(i, p, key, fmt.Sprintf("%s 现在由 %s 使用（%s 签订）", u.Number, h.name, h.signed), "请核对门牌和承租人；换了承租人的先办退出")
			return
		case u.State == allocation.UnitReserved || u.State == allocation.UnitRecovering || u.State == allocation.UnitBuilding:
			s.refuse(i, p, "door", fmt.Sprintf("%s 现在是%s，不能接入", u.Number, u.State.Title()), "请先办完这套房源手上的事，或核对门牌")
			return
		}
	}
	tried := s.tried[i]
	if tried.bad != nil && !s.skip[i] {
		x := s.r.Refusal(n.line, tried.bad.key, tried.bad.err, tried.bad.do)
		s.refuse(i, p, tried.bad.key, x.Why, x.Do)
		return
	}
	p.Units, p.Area = p.Units+len(n.units), p.Area+area
	if s.skip[i] {
		s.known(p, n.line, there, n.remark)
		return
	}
	_, to := allocation.Term(n.signed, len(n.terms))
	notes := []string{fmt.Sprintf("%s 签订，到 %s，%d 人", n.signed, to.AddDays(-1), n.jobs)}
	p.Found(&p.New, ledger.Item{Sheet: n.sheet, Row: n.row, Name: n.who.Name + " " + strings.Join(numbers, " "), Notes: slices.Concat(notes, tried.notes, n.notes)})
}

// heldBy is a stay of the office that has a unit.
type heldBy struct {
	unit, signed, name, number, district string
	id                                   int64
}

// remarkOf is a remark that comes beside a stay of the office.
type remarkOf struct {
	stay heldBy
	text string
}

// known counts a row about a stay of the office: what it remarks comes beside it, once; nothing else of a stay is changed by a file.
func (s *tenancies) known(p *ledger.Preview, l sheet.Line, h heldBy, remark string) {
	if remark == "" || slices.Contains(s.had[h.id], remark) {
		p.Same++
		return
	}
	s.remarks = append(s.remarks, remarkOf{h, remark})
	p.Found(&p.Changed, ledger.Item{Sheet: l.Sheet, Row: l.Row, Name: h.number + " " + h.name, Notes: []string{ledger.RemarkSaid(remark)}})
}

// begin makes the units that are missing, and says under which ids all stand.
func (s *tenancies) begin(t *engine.Tx, w *ledger.Writing) (map[string]int64, error) {
	w.Whole = true
	if err := s.Units.Write(t, w); err != nil {
		return nil, err
	}
	ids := map[string]int64{}
	_, err := engine.All(t.Ctx, t, func(sc engine.Scanner) (n string, err error) {
		var id int64
		err = sc.Scan(&n, &id)
		ids[n] = id
		return n, err
	}, `SELECT number, id FROM unit WHERE state <> 'closed'`)
	if err != nil {
		return nil, err
	}
	return ids, w.Keep(t, "sequence", "TRUE")
}

// Write makes the units that are missing, then the stays, as they were written for trial.
func (s *tenancies) Write(t *engine.Tx, w *ledger.Writing) error {
	ids, err := s.begin(t, w)
	if err != nil {
		return err
	}
	for _, r := range s.remarks {
		if err := ledger.AddRemark(t, w, allocation.NounTenancy, r.stay.id, r.stay.district, r.stay.number+" "+r.stay.name, r.text); err != nil {
			return err
		}
	}
	for i, n := range s.lines {
		if s.skip[i] {
			continue
		}
		w.Tell.Tell(ledger.StageWrite, int64(i), int64(len(s.lines)))
		notes, err := s.take(t, w, n, ids)
		if err != nil {
			return fmt.Errorf("%s 第 %d 行: %w", n.sheet, n.row, err)
		}
		if !slices.Equal(notes, s.tried[i].notes) {
			return ledger.ErrMoved
		}
	}
	return nil
}

// take writes one stay with what was read, billed and paid before; the notes say what that came to.
func (s *tenancies) take(t *engine.Tx, w *ledger.Writing, n tenancyLine, ids map[string]int64) ([]string, error) {
	source := ledger.BasisOf(w.File)
	x := stay.Taken{
		Applicant: n.who, Project: n.project, Water: n.trade, Signed: n.signed, Terms: n.terms, Handed: n.handed, Opened: n.opened, Source: source,
		Jobs: allocation.JobFigure{Full: n.jobs, Source: source, Day: n.signed},
	}
	if !n.assessed.IsZero() {
		x.Verified = allocation.JobFigure{Full: n.verified, Source: source, Day: n.assessed}
	}
	if !n.waived {
		x.Waivers = []string{}
	}
	for _, k := range n.units {
		u := s.Units.Found[k]
		id := ids[u.Number]
		x.Units, x.District = append(x.Units, id), u.District
		for _, table := range []string{"unit", "unit_spell"} {
			where := fmt.Sprintf("unit_id = %d AND to_day IS NULL", id)
			if table == "unit" {
				where = fmt.Sprintf("id = %d", id)
			}
			if err := w.KeepOld(t, table, where); err != nil {
				return nil, err
			}
		}
	}
	x.Applicant.District = x.District
	if number := identity.PlainID(n.who.CreditCode + map[bool]string{true: n.who.IDNumber}[n.who.CreditCode == ""]); number != "" {
		id, found, err := intake.ApplicantWith(t, number, x.District)
		if err != nil {
			return nil, err
		}
		if found {
			x.Applicant.ID = id
		}
	}
	id, err := stay.TakeOver(t, x, ledger.PolicyDay)
	if err != nil {
		return nil, err
	}
	row, err := stay.TenancyNoun.ByID(t.Ctx, t, id)
	if err != nil {
		return nil, err
	}
	if err := ledger.AddRemark(t, w, allocation.NounTenancy, id, row.District, row.Number+" "+row.Name, n.remark); err != nil {
		return nil, err
	}
	at := &past.Stay{Stay: id, Number: row.Number, Name: row.Name, District: row.District, Signed: row.Signed, Handed: row.Handed, Taken: true, Fresh: true}
	return s.takePast(t, w, n.past, at, func(k int) int64 { return ids[s.Units.Found[k].Number] })
}
