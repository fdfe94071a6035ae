package takeover

import (
	"context"
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
	p.merged = map[string]bool{"paid": r.cell(l, "paid").Fill, "owed": r.cell(l, "owed").Fill}
	meter := func(key string, day civil.Date) {
		p.meters = append(p.meters, meterLine{unit, day, r.litres(l, key), key})
	}
	if !r.cell(l, "keys_water").Empty() {
		if n.handed.IsZero() {
			r.reject(l, "keys_water", "还没有交接，不会有交接时的读数", "请填交接日期，或把读数空着")
		}
		meter("keys_water", n.handed)
	}
	if !r.cell(l, "water").Empty() {
		day := r.day(l, "read_on", n.signed, true)
		if !r.bad && (n.handed.IsZero() || day.Before(n.handed)) {
			r.reject(l, "read_on", "早于交接日期", "请核对抄表日期和交接日期；交接以前的用水不是这一户的")
		}
		meter("water", day)
	}
	if p.hasPaid = !r.cell(l, "paid").Empty(); p.hasPaid {
		p.paid = r.money(l, "paid", "请填已缴的合计，没有缴过的填 0")
		if p.paidOn = r.day(l, "paid_on", n.signed, false); p.paidOn.IsZero() {
			p.paidOn = r.today()
		}
	}
	if p.owes = !r.cell(l, "owed").Empty(); p.owes {
		p.owed = r.money(l, "owed", "请填还欠多少元，没有欠的填 0")
		if p.owedOn = r.day(l, "owed_on", n.signed, false); p.owedOn.IsZero() {
			p.owedOn = r.today()
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
func (s *tenancies) takePast(t *engine.Tx, w *writing, p pastOf, at *stayAt, unit func(int) int64) (notes []string, err error) {
	for _, m := range p.meters {
		if err := stay.TakeReading(t, at.stay, unit(m.unit), charge.MeterReading{Day: m.day, Litres: m.litres}, basisOf(w.file)); err != nil {
			return nil, &misfit{key: m.key, err: err}
		}
		notes = append(notes, fmt.Sprintf("%s 水表 %s", m.day, quantity.Hundredths(m.litres/10)))
	}
	if !p.hasPaid && !p.owes {
		return notes, nil
	}
	to := &accounts{ctx: t.Ctx, q: t, by: t.By, file: w.file, today: t.Today, open: map[int64]*account{}}
	a, err := to.account(at)
	if err != nil {
		return nil, err
	}
	if p.hasPaid {
		x := pastPayment{stay: at, day: p.paidOn, amount: p.paid, method: charge.MethodOther, remark: "此前已缴合计"}
		v := to.told(&x, a, fmt.Sprintf("已缴 %s 元", p.paid))
		if p.paid > 0 {
			a.told = false
			if v, err = to.hold(&x); err != nil || v.is == refused {
				return nil, misfitOf(v, err, map[string]string{"amount": "paid", "day": "paid_on"})
			}
		}
		notes = append(notes, v.notes...)
		if err := to.write(t, w, x); err != nil {
			return nil, err
		}
	}
	if !p.owes {
		return notes, nil
	}
	x := pastPayment{stay: at, day: p.owedOn, amount: p.owed, balance: true, method: charge.MethodOther}
	v, err := to.hold(&x)
	switch {
	case err != nil || v.is == refused:
		return nil, misfitOf(v, err, map[string]string{"day": "owed_on"})
	case p.hasPaid && x.paid > 0:
		now := a.as(p.owedOn)
		return nil, &misfit{"owed", errBalance.Textf("按价格和面积到 %s 应缴 %s 元，已缴 %s 元，与欠 %s 元对不上", p.owedOn, now.Billed, p.paid, p.owed), "请核对已缴金额和欠费余额，只知道一项的另一项空着"}
	case v.is == same:
		return append(notes, fmt.Sprintf("到 %s 不欠费", p.owedOn)), nil
	}
	return append(notes, v.notes...), to.write(t, w, x)
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
func misfitOf(v verdict, err error, keys map[string]string) error {
	if err != nil {
		return err
	}
	key, named := keys[v.key]
	if !named {
		key = v.key
	}
	return &misfit{key, v.err, v.do}
}

// trial is what became of a stay when it was written for trial: what its account comes to, or why it does not fit.
type trial struct {
	notes []string
	bad   *misfit
}

// errTried ends a trial: nothing of it stays.
var errTried = errors.New("tried")

// try writes the stays in a transaction that is taken back, so that the preview says of each what its account comes to, and refuses what
// the office would refuse; then it looks again. Nothing of it stays.
func (s Room) try(ctx context.Context, by engine.Actor, p *Preview, tell engine.Progress) error {
	stays, ok := p.noun.(*tenancies)
	if !ok || !p.Writes() || s.Writer == nil {
		return nil
	}
	err := s.Transact(ctx, func(t *engine.Tx, _ *engine.Changes) error {
		t.By, t.Act = by, ActImport
		w, err := s.enter(t, p, tell)
		if err != nil {
			return err
		}
		if err := stays.try(t, w); err != nil {
			return err
		}
		return errTried
	})
	if !errors.Is(err, errTried) {
		return err
	}
	p.forget()
	return s.Snapshot(ctx, func(q engine.Querier) error { return p.compare(ctx, q, by) })
}

// try writes each stay; one that does not fit leaves nothing behind.
func (s *tenancies) try(t *engine.Tx, w *writing) error {
	ids, err := s.begin(t, w)
	if err != nil {
		return err
	}
	s.tried = map[int]trial{}
	for i, n := range s.lines {
		if s.skip[i] {
			continue
		}
		w.tell.Tell(StageCompare, int64(i), int64(len(s.lines)))
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
			s.tried[i] = trial{notes: notes}
		case errors.As(err, &refusal):
			bad := &misfit{key: s.fieldOf(refusal), err: refusal}
			errors.As(err, &bad)
			s.tried[i] = trial{bad: bad}
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
	if _, there := s.r.fields[r.Field]; there {
		return r.Field
	}
	if errors.Is(r, engine.ErrDuplicate) && slices.ContainsFunc(s.r.spec.Fields, func(f sheet.Field) bool { return f.Key == "contract" }) {
		return "contract"
	}
	return "signed"
}
