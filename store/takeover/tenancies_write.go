package takeover

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// compare finds or makes the units, and looks which stays the office has.
func (s *tenancies) compare(ctx context.Context, q engine.Querier, by engine.Actor, p *Preview) error {
	if err := s.units.compare(ctx, q, by, p); err != nil {
		return err
	}
	made := len(s.units.plan.add)
	p.New, p.Changed, p.Same, p.Absent = nil, nil, 0, nil
	if made > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("其中 %d 套房源现在没有，先按这张表新增", made))
	}
	held, err := engine.All(ctx, q, func(sc engine.Scanner) (h [3]string, err error) {
		err = sc.Scan(&h[0], &h[1], &h[2])
		return h, err
	}, `SELECT u.number, t.signed_day, p.name FROM hold h JOIN unit u ON u.id = h.unit_id JOIN tenancy t ON t.id = h.ref_id JOIN applicant p ON p.id = t.applicant_id
		WHERE h.kind = 'tenancy' AND h.to_day IS NULL AND ($1 = '' OR u.district = $1)`, by.District)
	if err != nil {
		return err
	}
	stays := map[string][3]string{}
	for _, h := range held {
		stays[h[0]] = h
	}
	s.skip = map[int]bool{}
	p.Units, p.Area = 0, 0
	refused := p.refused()
	for i, n := range s.lines {
		if k := slices.IndexFunc(n.units, func(k int) bool { return refused[at{s.units.lines[k].sheet, s.units.lines[k].row}] }); k >= 0 {
			if !refused[at{n.sheet, n.row}] {
				s.refuse(i, p, "door", fmt.Sprintf("同一户的第 %d 行拒收", s.units.lines[n.units[k]].row), "请先改正那一行，一户的几套要一起导入")
			}
			s.skip[i] = true
			continue
		}
		s.put(i, n, stays, p)
	}
	return nil
}

// refuse rejects a stay that was read well and does not fit what the office has.
func (s *tenancies) refuse(i int, p *Preview, key, why, do string) {
	s.skip[i] = true
	p.Rejected = append(p.Rejected, s.r.rejection(s.lines[i].line, key, why, do))
}

// put says of one stay what becomes of it.
func (s *tenancies) put(i int, n tenancyLine, stays map[string][3]string, p *Preview) {
	var numbers []string
	var area quantity.Area
	for _, k := range n.units {
		u := s.units.found[k]
		numbers = append(numbers, u.Number)
		area += u.Area
		h, taken := stays[u.Number]
		switch {
		case taken && h[1] == n.signed.String() && h[2] == n.who.Name:
			s.skip[i] = true
		case taken:
			key := "door"
			if s.r.cell(n.line, "door").Empty() {
				key = "number"
			}
			s.refuse(i, p, key, fmt.Sprintf("%s 现在由 %s 使用（%s 签订）", u.Number, h[2], h[1]), "请核对门牌和承租人；换了承租人的先办退出")
			return
		case u.State == allocation.UnitReserved || u.State == allocation.UnitRecovering || u.State == allocation.UnitBuilding:
			s.refuse(i, p, "door", fmt.Sprintf("%s 现在是%s，不能接入", u.Number, u.State.Title()), "请先办完这套房源手上的事，或核对门牌")
			return
		}
	}
	p.Units, p.Area = p.Units+len(n.units), p.Area+area
	if s.skip[i] {
		p.Same++
		return
	}
	_, to := allocation.Term(n.signed, len(n.terms))
	notes := []string{fmt.Sprintf("%s 签订，到 %s，%d 人", n.signed, to.AddDays(-1), n.jobs)}
	if n.paid > 0 {
		notes = append(notes, fmt.Sprintf("已缴 %s 元", n.paid))
	}
	p.found(&p.New, Item{n.sheet, n.row, n.who.Name + " " + strings.Join(numbers, " "), append(notes, n.notes...)})
}

// write makes the units that are missing, then the stays.
func (s *tenancies) write(t *engine.Tx, w *writing) error {
	w.whole = true
	if err := s.units.write(t, w); err != nil {
		return err
	}
	ids := map[string]int64{}
	list, err := engine.All(t.Ctx, t, func(sc engine.Scanner) (n string, err error) {
		var id int64
		err = sc.Scan(&n, &id)
		ids[n] = id
		return n, err
	}, `SELECT number, id FROM unit WHERE state <> 'closed'`)
	if err != nil || len(list) == 0 {
		return err
	}
	if err := w.keep(t, "sequence", "TRUE"); err != nil {
		return err
	}
	for i, n := range s.lines {
		if s.skip[i] {
			continue
		}
		w.tell.Tell(StageWrite, int64(i), int64(len(s.lines)))
		if err := s.take(t, w, n, ids); err != nil {
			return fmt.Errorf("%s 第 %d 行: %w", n.sheet, n.row, err)
		}
	}
	return nil
}

// take writes one stay with what was paid.
func (s *tenancies) take(t *engine.Tx, w *writing, n tenancyLine, ids map[string]int64) error {
	source := basisOf(w.file)
	x := stay.Taken{
		Applicant: n.who, Project: n.project, Signed: n.signed, Terms: n.terms, Handed: n.handed, Opened: n.opened, Source: source,
		Jobs: allocation.JobFigure{Full: n.jobs, Source: source, Day: n.signed},
	}
	if !n.assessed.IsZero() {
		x.Verified = allocation.JobFigure{Full: n.verified, Source: source, Day: n.assessed}
	}
	if !n.waived {
		x.Waivers = []string{}
	}
	for _, k := range n.units {
		u := s.units.found[k]
		id := ids[u.Number]
		x.Units, x.District = append(x.Units, id), u.District
		for _, table := range []string{"unit", "unit_spell"} {
			where := fmt.Sprintf("unit_id = %d AND to_day IS NULL", id)
			if table == "unit" {
				where = fmt.Sprintf("id = %d", id)
			}
			if err := w.keepOld(t, table, where); err != nil {
				return err
			}
		}
	}
	x.Applicant.District = x.District
	if number := identity.PlainID(n.who.CreditCode + map[bool]string{true: n.who.IDNumber}[n.who.CreditCode == ""]); number != "" {
		id, found, err := intake.ApplicantWith(t, number, x.District)
		if err != nil {
			return err
		}
		if found {
			x.Applicant.ID = id
		}
	}
	id, err := stay.TakeOver(t, x, policyDay)
	if err != nil || n.paid == 0 {
		return err
	}
	p := charge.Payment{Kind: charge.PaymentTaken, Day: n.paidOn, Amount: n.paid, Method: charge.MethodOther, Payer: n.who.Name, Remark: source + "：此前已缴合计"}
	if err := charge.CheckPayment(p, n.signed, t.Today); err != nil {
		return err
	}
	_, err = t.Insert(`INSERT INTO payment (number, tenancy_id, district, kind, day, amount_fen, method, payer, remark, entered_by, entered_day)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, fmt.Sprintf("JR-%d-%d", w.id, id), id, x.District, string(p.Kind), p.Day, int64(p.Amount), string(p.Method), p.Payer,
		p.Remark, t.By.ID, t.Today)
	return err
}
