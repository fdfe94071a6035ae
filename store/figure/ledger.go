package figure

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// Contract is a contract that was signed by a day, of a stay that still goes on or is over.
type Contract struct {
	Record    // of its tenancy
	Contract  string
	Term      int
	Unit      string // the first of the premises that the stay held when it was signed
	Units     int
	Area      quantity.Area
	Signed    civil.Date
	From, To  civil.Date // To is the day after the last
	Ended     civil.Date // ended early by the day, none otherwise
	Renewed   bool       // the next one had been signed
	Notarised civil.Date
	Filed     civil.Date
}

// sqlPaperOf is the first day on which a paper of a kind was there for a contract c, by the day: after its signing, before the next one's.
func sqlPaperOf(kind string) string {
	return `(SELECT min(m.day) FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = '` + kind + `' AND m.day >= c.signed_day AND m.day <= $2
		AND (m.struck_day IS NULL OR m.struck_day > $2) AND m.day < coalesce((SELECT n.signed_day FROM contract n WHERE n.tenancy_id = t.id AND n.term = c.term + 1 AND n.state <> 'void'), '9999'))`
}

var sqlContractsOn = `SELECT t.id, t.district, t.number, p.name, c.number, c.term, (` + held(`coalesce(min(u.number), '')`) + `), (` + held(`count(*)`) + `), (` + held(`coalesce(CAST(sum((
	SELECT a.area_dm2 FROM unit_area a WHERE a.unit_id = h.unit_id AND a.from_day <= max(c.signed_day, h.from_day) ORDER BY a.from_day DESC LIMIT 1)) AS INTEGER), 0)`) + `),
	c.signed_day, c.from_day, c.to_day, CASE WHEN c.ended_day <= $2 THEN c.ended_day END,
	EXISTS (SELECT 1 FROM contract n WHERE n.tenancy_id = t.id AND n.term = c.term + 1 AND n.state <> 'void' AND n.signed_day <= $2), ` + sqlPaperOf("notarised") + `, ` + sqlPaperOf("filed") + `
	FROM contract c JOIN tenancy t ON t.id = c.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	WHERE c.state <> 'void' AND t.state <> 'void' AND c.signed_day <= $2 AND ($1 = '' OR t.district = $1) ORDER BY t.district, c.signed_day, c.number`

// held asks something of what a stay t held when its contract c was signed.
func held(what string) string {
	return `SELECT ` + what + ` FROM hold h JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.from_day <= c.signed_day AND (h.to_day IS NULL OR h.to_day > c.signed_day)`
}

// State is where the contract stood on a day on which it was signed.
func (c *Contract) State(day civil.Date) allocation.ContractState {
	then := allocation.Contract{State: allocation.ContractRunning, To: c.To}
	switch {
	case c.Renewed:
		then.State = allocation.ContractRenewed
	case !c.Ended.IsZero():
		then.State = allocation.ContractEnded
	}
	return then.StateOn(day)
}

// ContractsOn lists the contracts signed by a day, those over among them. Errors: ErrOtherDistrict.
func (s Room) ContractsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Contract, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (c Contract, err error) {
		err = r.Scan(&c.ID, &c.District, &c.Number, &c.Name, &c.Contract, &c.Term, &c.Unit, &c.Units, &c.Area, &c.Signed, &c.From, &c.To, &c.Ended, &c.Renewed, &c.Notarised, &c.Filed)
		return c, err
	}, sqlContractsOn, district, day)
}

// Receipt is money that came or went in the calendar year of a day, by the day.
type Receipt struct {
	Record   // of the payment; its name is the tenant's
	Tenancy  string
	Day      civil.Date
	Kind     charge.PaymentKind
	Method   charge.PaymentMethod
	Payer    string
	Amount   quantity.Money
	Bill     string // that the payer named, none otherwise
	Entered  string // by whom
	Reverses string // the receipt that it reverses
	Remark   string
}

const sqlReceiptsOn = `SELECT m.id, m.district, m.number, p.name, t.number, m.day, m.kind, m.method, m.payer, m.amount_fen, coalesce(b.number, ''), coalesce(e.display, ''), coalesce(r.number, ''), m.remark
	FROM payment m JOIN tenancy t ON t.id = m.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN bill b ON b.id = m.bill_id LEFT JOIN account e ON e.id = m.entered_by LEFT JOIN payment r ON r.id = m.reverses_id
	WHERE m.day >= substr($2, 1, 4) || '-01-01' AND m.day <= $2 AND ($1 = '' OR m.district = $1) ORDER BY m.district, m.day, m.id`

// ReceiptsOn lists the receipts of a day's calendar year up to the day. Errors: ErrOtherDistrict.
func (s Room) ReceiptsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Receipt, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Receipt, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Tenancy, &f.Day, &f.Kind, &f.Method, &f.Payer, &f.Amount, &f.Bill, &f.Entered, &f.Reverses, &f.Remark)
		return f, err
	}, sqlReceiptsOn, district, day)
}
