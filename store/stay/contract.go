package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/allocation/tenure"
	"penggai/store/engine"
)

// contractFields are what a contract itself is, whatever list it stands in.
var contractFields = []engine.Field[allocation.Contract]{
	{Key: "id", Column: "id", At: func(c *allocation.Contract) any { return &c.ID }},
	{
		Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(c *allocation.Contract) any { return &c.Number },
		Sorts: true, Filters: 5, Match: tenancyNumberMatch, Plain: 3,
	},
	{Key: "term", Title: "期次", Column: "term", At: func(c *allocation.Contract) any { return &c.Term }, Sorts: true},
	{
		Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(c *allocation.Contract) any { return &c.State },
		Of:    func(c allocation.Contract, today civil.Date) any { return c.StateOn(today) },
		Where: sqlContractState, Filters: 1, Choices: engine.TitledChoices(allocation.ContractStates), Plain: 1,
		Hides: search.Choice{Value: string(allocation.ContractVoid), Title: allocation.ContractVoid.Title()},
	},
	{
		Key: "signed", Title: engine.TextFieldSigned, Column: "signed_day", Sets: true, At: func(c *allocation.Contract) any { return &c.Signed },
		Sorts: true, Filters: 6,
	},
	{Key: "from", Title: "起", Column: "from_day", At: func(c *allocation.Contract) any { return &c.From }, Sorts: true},
	{
		Key: "until", JSON: "to", Title: engine.TextFieldUntil, Column: "to_day", Past: true, At: func(c *allocation.Contract) any { return &c.To },
		Sorts: true, Where: "date(c.to_day, '-1 day')", Filters: 7,
	},
	{Key: "ended", Title: "结束日期", Column: "ended_day", Sets: true, At: func(c *allocation.Contract) any { return &c.Ended }},
	{Key: "decision", Title: "续签决定", Column: "decision", At: func(c *allocation.Contract) any { return &c.Decision }},
	{Key: "gap_kept", Title: "空档减免", Column: "gap_kept", Sets: true, At: func(c *allocation.Contract) any { return &c.GapKept }},
	{Key: "days_left", Kind: search.FieldCount, Of: contractDaysLeft},
}

// ContractRecord reads and writes contracts by themselves.
var ContractRecord = engine.NewNoun(engine.Noun[allocation.Contract]{From: ` FROM contract c`, Fields: contractFields})

// contractDaysLeft counts to the last day, below nought after it; nothing when the contract does not run.
func contractDaysLeft(c allocation.Contract, today civil.Date) any {
	if c.State != allocation.ContractRunning {
		return nil
	}
	return c.DaysLeft(today)
}

// ReadContracts reads the contracts of a tenancy.
func ReadContracts(ctx context.Context, q engine.Querier, tenancy int64) ([]allocation.Contract, error) {
	return ContractRecord.All(ctx, q, `WHERE c.tenancy_id = $1 ORDER BY c.term, c.id`, tenancy)
}

// nextContract is the next number of a contract that a district signs on a day.
func nextContract(t *engine.Tx, name string, day civil.Date) (string, error) {
	district, err := allocation.FindDistrict(name)
	if err != nil {
		return "", err
	}
	count, err := t.Number(allocation.ContractSeries(district.Code, day.Year()))
	return allocation.ContractNumber(district.Code, day.Year(), count), err
}

// signContract gives a drawn contract its number, signs it and keeps its two moves.
func signContract(t *engine.Tx, n allocation.Tenancy, c allocation.Contract, r Renewal) (string, error) {
	var err error
	if c.Number, err = nextContract(t, n.District, r.Signed); err != nil {
		return "", err
	}
	drawn := c.State
	if err := c.Sign(r.Signed, t.Today); err != nil {
		return "", err
	}
	if err := tenure.KeepGap(&c, r.Gap); err != nil {
		return "", err
	}
	c.ID, err = ContractNoun.Add(t, ContractRow{Contract: c, Tenancy: n.ID})
	if err != nil {
		return "", err
	}
	if err := t.Move("contract", c.ID, "", string(drawn), ""); err != nil {
		return "", err
	}
	return c.Number, t.Move("contract", c.ID, string(drawn), string(c.State), c.GapKept)
}

// SaveContract writes the life of a contract back and keeps the move.
func SaveContract(t *engine.Tx, before allocation.ContractState, c allocation.Contract, reason string) error {
	if err := ContractRecord.Put(t, c); err != nil {
		return err
	}
	return t.Move("contract", c.ID, string(before), string(c.State), reason)
}
