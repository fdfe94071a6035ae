package store

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// contractFields are what a contract itself is, whatever list it stands in.
var contractFields = []Field[allocation.Contract]{
	{Key: "id", Column: "id", At: func(c *allocation.Contract) any { return &c.ID }},
	{
		Key: "number", Title: textFieldNumber, Column: "number", At: func(c *allocation.Contract) any { return &c.Number },
		Sorts: true, Filters: 5, Match: tenancyNumberMatch, Plain: 3,
	},
	{Key: "term", Column: "term", At: func(c *allocation.Contract) any { return &c.Term }, Sorts: true},
	{
		Key: "state", Title: textFieldState, Column: "state", Sets: true, At: func(c *allocation.Contract) any { return &c.State },
		Of:    func(c allocation.Contract, today civil.Date) any { return c.StateOn(today) },
		Where: sqlContractState, Filters: 1, Choices: titledChoices(allocation.ContractStates), Plain: 1,
		Hides: allocation.Choice{Value: string(allocation.ContractVoid), Title: allocation.ContractVoid.Title()},
	},
	{
		Key: "signed", Title: textFieldSigned, Column: "signed_day", Sets: true, At: func(c *allocation.Contract) any { return &c.Signed },
		Sorts: true, Filters: 6,
	},
	{Key: "from", Column: "from_day", At: func(c *allocation.Contract) any { return &c.From }, Sorts: true},
	{
		Key: "until", JSON: "to", Title: textFieldUntil, Column: "to_day", At: func(c *allocation.Contract) any { return &c.To },
		Sorts: true, Where: "date(c.to_day, '-1 day')", Filters: 7,
	},
	{Key: "ended", Column: "ended_day", Sets: true, At: func(c *allocation.Contract) any { return &c.Ended }},
	{Key: "days_left", Kind: allocation.FieldCount, Of: contractDaysLeft},
}

// contractRecord reads and writes contracts by themselves.
var contractRecord = NewNoun(Noun[allocation.Contract]{From: ` FROM contract c`, Fields: contractFields})

// contractDaysLeft counts to the last day, below nought after it; nothing when the contract does not run.
func contractDaysLeft(c allocation.Contract, today civil.Date) any {
	if c.State != allocation.ContractRunning {
		return nil
	}
	return c.DaysLeft(today)
}

func readContracts(ctx context.Context, q querier, tenancy int64) ([]allocation.Contract, error) {
	return contractRecord.All(ctx, q, `WHERE c.tenancy_id = $1 ORDER BY c.term, c.id`, tenancy)
}

// signContract gives a drawn contract its number, signs it and keeps its two moves.
func (t *tx) signContract(n allocation.Tenancy, c allocation.Contract, day civil.Date) error {
	district, err := allocation.FindDistrict(n.District)
	if err != nil {
		return err
	}
	count, err := t.number(allocation.ContractSeries(district.Code, day.Year()))
	if err != nil {
		return err
	}
	c.Number = allocation.ContractNumber(district.Code, day.Year(), count)
	drawn := c.State
	if err := c.Sign(day, t.today); err != nil {
		return err
	}
	c.ID, err = ContractNoun.Add(t, ContractRow{Contract: c, Tenancy: n.ID})
	if err != nil {
		return err
	}
	if err := t.move("contract", c.ID, "", string(drawn), ""); err != nil {
		return err
	}
	return t.move("contract", c.ID, string(drawn), string(c.State), "")
}

// saveContract writes the life of a contract back and keeps the move.
func (t *tx) saveContract(before allocation.ContractState, c allocation.Contract, reason string) error {
	if err := contractRecord.Put(t, c); err != nil {
		return err
	}
	return t.move("contract", c.ID, string(before), string(c.State), reason)
}

// RenewContract signs the next term of a tenancy on a day: [S+36, S+72) after the first, before or after it is over
// (四(四), 五(一)). It returns the number. Errors: ErrStale, allocation.ErrContractMove, allocation.ErrTenancyMove,
// allocation.ErrNoThirdTerm, allocation.ErrSignedDay.
func (s *Store) RenewContract(ctx context.Context, by Actor, tenancy, version int64, day civil.Date) (number string, err error) {
	err = s.write(ctx, by, allocation.ActRenewContract, func(t *tx) error {
		o, err := openTenancy(t, tenancy)
		if err != nil {
			return err
		}
		parameters, err := t.parameters(o.District)
		if err != nil {
			return err
		}
		old := o.row.Contract
		before := old.State
		next, err := old.Renew(&o.Tenancy, parameters.After72)
		if err != nil {
			return err
		}
		if day.Before(o.Signed) {
			return allocation.ErrSignedDay.With(day.String()).On("signed")
		}
		if err := t.saveContract(before, old, ""); err != nil {
			return err
		}
		if err := t.signContract(o.Tenancy, next, day); err != nil {
			return err
		}
		if number, err = one(t.ctx, t, scanOne[string], `SELECT number FROM contract WHERE tenancy_id = $1 AND state = 'running'`, tenancy); err != nil {
			return err
		}
		return o.save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}
