package store

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
)

const (
	contractsOf = `SELECT id, number, term, state, signed_day, from_day, to_day, ended_day FROM contract WHERE tenancy_id = $1 ORDER BY term, id`
	contractAdd = `INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	contractSet = `UPDATE contract SET state = $1, signed_day = $2, ended_day = $3 WHERE id = $4`
)

func readContracts(ctx context.Context, q querier, tenancy int64) ([]allocation.Contract, error) {
	return all(ctx, q, func(s scanner) (c allocation.Contract, err error) {
		err = s.Scan(&c.ID, &c.Number, &c.Term, &c.State, &c.Signed, &c.From, &c.To, &c.Ended)
		return c, err
	}, contractsOf, tenancy)
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
	c.ID, err = t.insert(contractAdd, n.ID, c.Number, c.Term, string(c.State), c.Signed, c.From, c.To)
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
	if err := t.exec(contractSet, string(c.State), c.Signed, c.Ended, c.ID); err != nil {
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
