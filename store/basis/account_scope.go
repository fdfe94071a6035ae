package basis

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/store/engine"
)

// ownAccount reads an account that lies in the actor's scope: an administrator of a district has nothing to do with the accounts of the
// city or of another district. Errors: ErrNotFound, ErrOtherDistrict.
func ownAccount(ctx context.Context, q engine.Querier, by engine.Actor, id int64) (Account, error) {
	a, err := AccountNoun.ByID(ctx, q, id)
	if err != nil {
		return Account{}, err
	}
	if !by.Console && !by.Sees(a.District) {
		return Account{}, engine.ErrOtherDistrict.With(a.District)
	}
	return a, nil
}

// mayGrant refuses an account that reaches beyond the office or the actor, or is of no district that exists.
func mayGrant(t *engine.Tx, district string) error {
	office, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT district FROM office WHERE id = 1`)
	if err != nil {
		return err
	}
	if office != "" && district != office {
		return ErrAccountDistrict.With(district).On("district")
	}
	if district != "" {
		if _, err := allocation.FindDistrict(district); err != nil {
			return err
		}
	}
	return t.Mine(district)
}

// widens reports whether an account may do more after a change than before.
func widens(old, a Account) bool {
	return old.District != "" && a.District != old.District || slices.ContainsFunc(a.Roles, func(r allocation.Role) bool { return !slices.Contains(old.Roles, r) })
}
