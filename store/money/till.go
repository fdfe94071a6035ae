package money

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/till"
	"penggai/store/basis"
	"penggai/store/engine"
)

// TillRow is a closing with who signed it.
type TillRow struct {
	till.Closing
	KeeperName  string
	CountedName string
	SecondName  string
	Version     int64

	kept       string // Pieces as the table has them
	difference quantity.Money
}

// TillDetail is a closing with its receipts in their order, and how strictly its district keeps two signatures apart.
type TillDetail struct {
	TillRow
	Receipts []PaymentRow
	Same     allocation.Separation
	Others   []string // who else may sign
	Used     bool     // the keeper's account is in use: nobody else counts the drawer
}

// MayCount refuses to count the drawer of somebody who can do it. Errors: ErrTillOther.
func (d TillDetail) MayCount(by int64) error { return mayCount(by, d.Keeper, d.KeeperName, d.Used) }

func mayCount(by, keeper int64, name string, used bool) error {
	if keeper == by || !used {
		return nil
	}
	return ErrTillOther.Textf("这是 %s 的收款，由本人点款；账号停用以后才由别人代办", name)
}

// signers are the accounts that have signed it as the first person.
func (r TillRow) signers() []int64 { return []int64{r.Keeper, r.CountedBy} }

// Second refuses the second signature of somebody; warn says that the district only warns. Errors: allocation.ErrSamePerson.
func (d TillDetail) Second(by int64) (warn bool, err error) {
	if warn, err = d.Same.Check(by, d.signers()...); err != nil {
		return false, basis.SameHands(d.Others, allocation.ActConfirmTill.Roles)
	}
	return warn, nil
}

// Drawer is what a clerk has entered in a district since the last closing.
type Drawer struct {
	District string
	Keeper   int64
	Name     string     // of the keeper
	Active   bool       // the keeper's account is in use
	From     civil.Date // day on which the first receipt was entered
	Book     till.Book
	Float    quantity.Money // that of the last closing
}

const unclosed = `m.keeper IS NOT NULL AND m.till_id IS NULL`

// sqlDrawers are the open drawers with their sums, the longest open first; $1 is a district, ” for all, $2 a keeper, 0 for all.
const sqlDrawers = `SELECT m.district, m.keeper, coalesce(i.display, ''), coalesce(i.active, 0), min(m.entered_day), count(*),
	sum(CASE m.method WHEN 'cash' THEN m.amount_fen ELSE 0 END), sum(CASE m.method WHEN 'transfer' THEN m.amount_fen ELSE 0 END),
	sum(CASE m.method WHEN 'scan' THEN m.amount_fen ELSE 0 END), sum(CASE m.method WHEN 'other' THEN m.amount_fen ELSE 0 END),
	coalesce((SELECT l.float_fen FROM till l WHERE l.keeper = m.keeper AND l.district = m.district ORDER BY l.id DESC LIMIT 1), 0)
	FROM payment m INDEXED BY payment_unclosed LEFT JOIN account i ON i.id = m.keeper
	WHERE ` + unclosed + ` AND ($1 = '' OR m.district = $1) AND ($2 = 0 OR m.keeper = $2) GROUP BY m.district, m.keeper ORDER BY 5, 1, 2`

func drawers(ctx context.Context, q engine.Querier, district string, keeper int64) ([]Drawer, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (d Drawer, err error) {
		b := &d.Book
		err = s.Scan(&d.District, &d.Keeper, &d.Name, &d.Active, &d.From, &b.Receipts, &b.Cash, &b.Transfer, &b.Scan, &b.Other, &d.Float)
		return d, err
	}, sqlDrawers, district, keeper)
}

// Drawers are those that the actor may close: the own ones, and those of accounts that are out of use.
func (s Room) Drawers(ctx context.Context, by engine.Actor) (mine []Drawer, err error) {
	all, err := drawers(ctx, s.Read, by.District, 0)
	for _, d := range all {
		if d.Keeper == by.ID || !d.Active {
			mine = append(mine, d)
		}
	}
	return mine, err
}

// OpenDrawers are all that the actor may see, the longest open first.
func (s Room) OpenDrawers(ctx context.Context, by engine.Actor) ([]Drawer, error) {
	return drawers(ctx, s.Read, by.District, 0)
}

// Till reads a closing with its receipts. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Till(ctx context.Context, by engine.Actor, id int64) (d TillDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.TillRow, err = readTill(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		if d.Receipts, err = PaymentNoun.All(ctx, q, `WHERE m.till_id = $1 ORDER BY m.id`, id); err != nil {
			return err
		}
		if d.Used, err = accountUsed(ctx, q, d.Keeper); err != nil {
			return err
		}
		v, err := basis.ParametersOn(ctx, q, d.District, s.Today())
		if err != nil {
			return err
		}
		d.Same = v.Separation
		d.Others, err = basis.Others(ctx, q, d.District, allocation.ActConfirmTill.Roles, d.signers()...)
		return err
	})
	if err != nil {
		return TillDetail{}, err
	}
	return d, nil
}

func accountUsed(ctx context.Context, q engine.Querier, id int64) (bool, error) {
	return engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM account WHERE id = $1 AND active = 1)`, id)
}

func readTill(ctx context.Context, q engine.Querier, id int64) (TillRow, error) {
	r, err := TillNoun.ByID(ctx, q, id)
	r.Pieces = till.ReadPieces(r.kept)
	return r, err
}

// CloseTill counts the drawer of a keeper for the first time: seen is what the person saw that should be in it. An own drawer, or that of
// an account that is out of use. Errors: ErrTillChanged, ErrTillOther, those of till.Close.
func (s Room) CloseTill(ctx context.Context, by engine.Actor, seen Drawer, c till.Count) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActCountTill, func(t *engine.Tx) error {
		if err := t.Mine(seen.District); err != nil {
			return err
		}
		now, err := drawers(t.Ctx, t, seen.District, seen.Keeper)
		if err != nil {
			return err
		}
		switch {
		case len(now) == 0:
			return till.ErrNothing
		case mayCount(t.By.ID, now[0].Keeper, now[0].Name, now[0].Active) != nil:
			return mayCount(t.By.ID, now[0].Keeper, now[0].Name, now[0].Active)
		case now[0].Book != seen.Book:
			return ErrTillChanged
		}
		x, err := till.Close(seen.District, seen.Keeper, t.By.ID, now[0].From, now[0].Book, c, t.Today)
		if err != nil {
			return err
		}
		district, err := allocation.FindDistrict(seen.District)
		if err != nil {
			return err
		}
		n, err := t.Number(till.Series(district.Code, t.Today.Year()))
		if err != nil {
			return err
		}
		number = till.Number(district.Code, t.Today.Year(), n)
		x.Number = number
		if id, err = TillNoun.Add(t, TillRow{Closing: x, kept: x.Pieces.String()}); err != nil {
			return err
		}
		err = t.Exec(`UPDATE payment AS m SET till_id = $1 WHERE `+unclosed+` AND m.district = $2 AND m.keeper = $3`, id, seen.District, seen.Keeper)
		if err != nil {
			return err
		}
		t.Subject(number + " " + now[0].Name)
		t.About("till", id)
		t.Reason(x.Reason)
		return t.Move("till", id, "", string(x.State), x.Over())
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// changeTill is the frame of every later step.
func (s Room) changeTill(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, step func(*engine.Tx, *TillRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := readTill(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("till", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.KeeperName)
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		row.kept = row.Pieces.String()
		why := row.Decision
		if row.State == till.Counted {
			why = row.Reason
		}
		t.Reason(why)
		if err := TillNoun.Set(t, row, version); err != nil || row.State == before {
			return err
		}
		return t.Move("till", id, string(before), string(row.State), why)
	})
}

// RecountTill puts another count in place of the one before, while nobody has confirmed it. Errors: ErrStale, ErrTillOther, those of
// till.Closing.Recount.
func (s Room) RecountTill(ctx context.Context, by engine.Actor, id, version int64, c till.Count) error {
	return s.changeTill(ctx, by, allocation.ActCountTill, id, version, func(t *engine.Tx, r *TillRow) error {
		used, err := accountUsed(t.Ctx, t, r.Keeper)
		if err != nil {
			return err
		}
		if err := mayCount(t.By.ID, r.Keeper, r.KeeperName, used); err != nil {
			return err
		}
		return r.Recount(c, t.By.ID, t.Today)
	})
}

// ConfirmTill is the signature of the second person; warned says that one person did both where the district only warns.
// Errors: ErrStale, allocation.ErrSamePerson, those of till.Closing.Confirm.
func (s Room) ConfirmTill(ctx context.Context, by engine.Actor, id, version int64, remark string) (warned bool, err error) {
	err = s.changeTill(ctx, by, allocation.ActConfirmTill, id, version, func(t *engine.Tx, r *TillRow) error {
		if err := r.Confirm(t.By.ID, remark, t.Today); err != nil {
			return err
		}
		warned, err = basis.SeparateFrom(t, r.District, r.signers()...)
		return err
	})
	return warned && err == nil, err
}

// ReturnTill sends a closing back to be counted once more. Errors: ErrStale, allocation.ErrSamePerson, those of till.Closing.Return.
func (s Room) ReturnTill(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.changeTill(ctx, by, allocation.ActReturnTill, id, version, func(t *engine.Tx, r *TillRow) error {
		if err := r.Return(t.By.ID, reason, t.Today); err != nil {
			return err
		}
		_, err := basis.SeparateFrom(t, r.District, r.signers()...)
		return err
	})
}

// Days' ends.
var (
	ErrTillChanged = say.Refuse("till_changed", "在您点款期间又登记了收款或红冲，应有金额已经变了，请看清以后重新保存")
	ErrTillOther   = say.Refuse("till_other", "各人的收款由本人日结，账号停用以后才由别人代办")
)
