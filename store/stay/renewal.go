package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Renewal is the signing of the next term of a stay.
type Renewal struct {
	Tenancy, Version int64
	Signed           civil.Date // day on the contract
	Gap              string     // the approver's reason why the waiver goes on over the days before a late signing; empty: full price (一)
}

// RenewContract signs the next term of a tenancy on a day: [S+36, S+72) after the first, before or after it is over
// (四(四), 五(一)). It returns the number. Errors: ErrStale, ErrNotAllowed for a gap kept by who may not, tenure.ErrNoGap,
// allocation.ErrContractMove, allocation.ErrTenancyMove, allocation.ErrNoThirdTerm, allocation.ErrSignedDay.
func (s Room) RenewContract(ctx context.Context, by engine.Actor, r Renewal) (number string, err error) {
	err = s.Write(ctx, by, allocation.ActRenewContract, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, r.Tenancy)
		if err != nil {
			return err
		}
		parameters, err := basis.Parameters(t, o.District)
		if err != nil {
			return err
		}
		old := o.Row.Contract
		before := old.State
		next, err := old.Renew(&o.Tenancy, parameters.After72)
		if err != nil {
			return err
		}
		if r.Signed.Before(o.Signed) {
			return allocation.ErrSignedDay.With(r.Signed.String()).On("signed")
		}
		if err := SaveContract(t, before, old, ""); err != nil {
			return err
		}
		number, err = signContract(t, o.Tenancy, next, r)
		if err != nil {
			return err
		}
		return o.Save(t, r.Version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// KeepGap decides for the latest contract of a stay whether the waiver goes on over the days before its late signing: with a
// reason it does, without one they are charged in full (一). Bills that are out get a difference bill with the next run.
// Errors: ErrStale, ErrNoReason, tenure.ErrNoGap.
func (s Room) KeepGap(ctx context.Context, by engine.Actor, tenancy, version int64, keep bool, reason string) error {
	return s.Write(ctx, by, allocation.ActKeepGap, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if reason == "" {
			return engine.ErrNoReason.On("reason")
		}
		c, kept := o.Row.Contract, ""
		if _, found := tenure.Gap(c); !found {
			return tenure.ErrNoGap
		}
		if keep {
			kept = reason
		}
		if err := tenure.KeepGap(&c, kept); err != nil {
			return err
		}
		t.Reason(reason)
		if err := ContractRecord.Put(t, c); err != nil {
			return err
		}
		return o.Save(t, version, "")
	})
}
