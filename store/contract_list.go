package store

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// ContractRow is one contract with the tenancy that it is of.
type ContractRow struct {
	allocation.Contract
	Tenancy   int64
	TenancyNo string
	District  string
	Name      string // of the applicant
	Units     string // numbers of the units held now, or at the end
	FullTime  int64  // jobs that the contract promises
	PartTime  int64
}

// ContractPage is one window of the list of contracts.
type ContractPage struct {
	Rows   []ContractRow
	Offset int
	Total  int
}

const (
	contractFrom = ` FROM contract c LEFT JOIN tenancy t ON t.id = c.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN application a ON a.id = t.application_id LEFT JOIN application_jobs j ON j.application_id = a.id AND j.stage = 'contracted'`
	contractColumns = `SELECT c.id, c.number, c.term, c.state, c.signed_day, c.from_day, c.to_day, c.ended_day, t.id, t.number, t.district, p.name,
	coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END ORDER BY u.number)), ''),
	coalesce(j.full_time, 0), coalesce(j.part_time, 0)` + contractFrom
)

var contractOrders = map[string]string{
	"number": "c.number", "tenancy": "t.number", "district": "t.district", "applicant": "p.initials", "term": "c.term", "signed": "c.signed_day",
	"from": "c.from_day", "until": "c.to_day",
}

// ContractFilterFields are the fields of a filter over contracts.
func ContractFilterFields() []allocation.FilterField {
	var states []allocation.Choice
	for _, s := range allocation.ContractStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "signed", Title: textFieldSigned, Kind: allocation.FieldDate},
		{Key: "until", Title: textFieldUntil, Kind: allocation.FieldDate},
	}
}

// contractFilter is what contracts can be filtered by on a day.
func contractFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields: ContractFilterFields(),
		column: map[string]filterColumn{
			"state":     {expr: sqlContractState(today)},
			"district":  {expr: "t.district"},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: tenancyNumberMatch},
			"signed":    {expr: "c.signed_day"},
			"until":     {expr: "date(c.to_day, '-1 day')"},
		},
		plain: []string{"state", "district", "number", "applicant", "unit"},
	}
}

// Contracts reads a window of the list of contracts of all terms that the actor may see, the latest first where nothing else is
// asked; what is void is listed only when the filter names it. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Contracts(ctx context.Context, by Actor, q ListQuery) (page ContractPage, err error) {
	order, err := orderBy(q.Sort, contractOrders, "c.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, contractFilter(s.Today()), by, q.Filter)
		if err != nil {
			return err
		}
		if !strings.Contains(q.Filter, string(allocation.ContractVoid)) && !strings.Contains(q.Filter, allocation.ContractVoid.Title()) {
			cond += " AND c.state <> 'void'"
		}
		if page.Total, err = s.countRows(ctx, r, contractFrom, cond, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = all(ctx, r, scanContractRow, contractColumns+` WHERE c.id IN (SELECT c.id`+lean(contractFrom, cond, order)+order+window(q, page.Offset)+`)`+order, b.args...)
		return err
	})
	return page, err
}

func scanContractRow(s scanner) (r ContractRow, err error) {
	c := &r.Contract
	err = s.Scan(&c.ID, &c.Number, &c.Term, &c.State, &c.Signed, &c.From, &c.To, &c.Ended, &r.Tenancy, &r.TenancyNo, &r.District, &r.Name, &r.Units,
		&r.FullTime, &r.PartTime)
	return r, err
}
