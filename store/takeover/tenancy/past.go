package tenancy

import (
	"errors"
	"fmt"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/past"
)

// pastOf is what a list of running stays says of the meter and the account of one: readings, what was paid so far, what is owed.
type pastOf struct {
	meters         []meterLine
	paid, owed     quantity.Money
	hasPaid, owes  bool
	paidOn, owedOn civil.Date
	merged         map[string]bool // fields of the row that stand in a cell over several
}

// meterLine is a reading of the unit of a row.
type meterLine struct {
	unit   int // place among the lines of units
	day    civil.Date
	litres int64
	key    string // field of the reading
}

// past reads it; unit is the place of the row's unit.
func (s *tenancies) past(l sheet.Line, n *tenancyLine, unit int) {
	r, p := s.r, &n.past
	p.merged = map[string]bool{"paid": r.Cell(l, "paid").Fill, "owed": r.Cell(l, "owed").Fill}
	meter := func(key string, day civil.Date) {
		p.meters = append(p.meters, meterLine{unit, day, r.Litres(l, key), key})
	}
	if !r.Cell(l, "keys_water").Empty() {
		if n.handed.IsZero() {
			r.Reject(l, "keys_water", "还没有交接，不会有交接时的读数", "请填交接日期，或把读数空着")
		}
		meter("keys_water", n.handed)
	}
	if !r.Cell(l, "water").Empty() {
		day := r.Day(l, "read_on", n.signed, true)
		if !r.Bad && (n.handed.IsZero() || day.Before(n.handed)) {
			r.Reject(l, "read_on", "早于交接日期", "请核对抄表日期和交接日期；交接以前的用水不是这一户的")
		}
		meter("water", day)
	}
	if p.hasPaid = !r.Cell(l, "paid").Empty(); p.hasPaid {
		p.paid = r.Money(l, "paid", "请填已缴的合计，没有缴过的填 0")
		if p.paidOn = r.Day(l, "paid_on", n.signed, false); p.paidOn.IsZero() {
			p.paidOn = r.Today()
		}
	}
	if p.owes = !r.Cell(l, "owed").Empty(); p.owes {
		p.owed = r.Money(l, "owed", "请填还欠多少元，没有欠的填 0")
		if p.owedOn = r.Day(l, "owed_on", n.signed, false); p.owedOn.IsZero() {
			p.owedOn = r.Today()
		}
	}
}

// join takes in what a further row of the same stay says: amounts come together, one that stands in a cell over several rows counts once.
func (p *pastOf) join(o pastOf) {
	p.meters = append(p.meters, o.meters...)
	if o.hasPaid && !o.merged["paid"] {
		p.paid, p.hasPaid, p.paidOn = p.paid+o.paid, true, civil.Max(p.paidOn, o.paidOn)
	}
	if o.owes && !o.merged["owed"] {
		p.owed, p.owes, p.owedOn = p.owed+o.owed, true, civil.Max(p.owedOn, o.owedOn)
	}
}

// takePast writes readings, the bills of before and what was paid; the notes say what they come to. Errors: a misfit.
func (s *tenancies) takePast(t *engine.Tx, w *ledger.Writing, p pastOf, at *past.Stay, unit func(int) int64) (notes []string, err error) {
	for _, m := range p.meters {
		if err := stay.TakeReading(t, at.Stay, unit(m.unit), charge.MeterReading{Day: m.day, Litres: m.litres}, ledger.BasisOf(w.File)); err != nil {
			return nil, &misfit{key: m.key, err: err}
		}
		notes = append(notes, fmt.Sprintf("%s 水表 %s", m.day, quantity.Hundredths(m.litres/10)))
	}
	if !p.hasPaid && !p.owes {
		return notes, nil
	}
	to := &past.Accounts{Ctx: t.Ctx, Q: t, By: t.By, File: w.File, Today: t.Today, Open: map[int64]*past.Account{}}
	a, err := to.Account(at)
	if err != nil {
		return nil, err
	}
	if p.hasPaid {
		x := past.Payment{Stay: at, Day: p.paidOn, Amount: p.paid, Method: charge.MethodOther, Remark: past.TextLump}
		v := to.Told(&x, a, fmt.Sprintf("已缴 %s 元", p.paid))
		if p.paid > 0 {
			a.Told = false
			if v, err = to.Hold(&x); err != nil || v.Is == ledger.Refused {
				return nil, misfitOf(v, err, map[string]string{"amount": "paid", "day": "paid_on"})
			}
		}
		notes = append(notes, v.Notes...)
		if err := to.Write(t, w, x); err != nil {
			return nil, err
		}
	}
	if !p.owes {
		return notes, nil
	}
	x := past.Payment{Stay: at, Day: p.owedOn, Amount: p.owed, Balance: true, Method: charge.MethodOther}
	v, err := to.Hold(&x)
	switch {
	case err != nil || v.Is == ledger.Refused:
		return nil, misfitOf(v, err, map[string]string{"day": "owed_on"})
	case p.hasPaid && x.Paid > 0:
		now := a.As(p.owedOn)
		return nil, &misfit{"owed", past.ErrBalance.Textf("按价格和面积到 %s 应缴 %s 元，已缴 %s 元，与欠 %s 元对不上", p.owedOn, now.Billed, p.paid, p.owed), "请核对已缴金额和欠费余额，只知道一项的另一项空着"}
	case v.Is == ledger.Same:
		return append(notes, fmt.Sprintf("到 %s 不欠费", p.owedOn)), nil
	}
	return append(notes, v.Notes...), to.Write(t, w, x)
}

// misfit is why a stay that was read well cannot be written: what stands in a field of it.
type misfit struct {
	key string
	err error
	do  string
}

func (m *misfit) Error() string { return m.err.Error() }
func (m *misfit) Unwrap() error { return m.err }

// misfitOf is the error, else the misfit of a verdict; keys are the fields of it as the list of stays has them.
func misfitOf(v ledger.Verdict, err error, keys map[string]string) error {
	if err != nil {
		return err
	}
	key, named := keys[v.Key]
	if !named {
		key = v.Key
	}
	return &misfit{key, v.Err, v.Do}
}

// tried is what became of a stay when it was written for trial: what its account comes to, or why it does not fit.
type tried struct {
	notes []string
	bad   *misfit
}

// Try writes each stay; one that does not fit leaves nothing behind.
func (s *tenancies) Try(t *engine.Tx, w *ledger.Writing) error {
	ids, err := s.begin(t, w)
	if err != nil {
		return err
	}
	s.tried = map[int]tried{}
	for i, n := range s.lines {
		if s.skip[i] {
			continue
		}
		w.Tell.Tell(ledger.StageCompare, int64(i), int64(len(s.lines)))
		if err := t.Ctx.Err(); err != nil {
			return err
		}
		if err := t.Exec(`SAVEPOINT stay`); err != nil {
			return err
		}
		notes, err := s.take(t, w, n, ids)
		var refusal *say.Refusal
		switch {
		case err == nil:
			s.tried[i] = tried{notes: notes}
		case errors.As(err, &refusal):
			bad := &misfit{key: s.fieldOf(refusal), err: refusal}
			errors.As(err, &bad)
			s.tried[i] = tried{bad: bad}
			if err := t.Exec(`ROLLBACK TO stay`); err != nil {
				return err
			}
		default:
			return err
		}
		if err := t.Exec(`RELEASE stay`); err != nil {
			return err
		}
	}
	return nil
}

// fieldOf is the column that a refusal of the stay is about, that of the signing where it names none of the list.
func (s *tenancies) fieldOf(r *say.Refusal) string {
	if _, there := s.r.Fields[r.Field]; there {
		return r.Field
	}
	if errors.Is(r, engine.ErrDuplicate) && slices.ContainsFunc(s.r.Spec.Fields, func(f sheet.Field) bool { return f.Key == "contract" }) {
		return "contract"
	}
	return "signed"
}
