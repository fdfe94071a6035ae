package stay

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/round"
)

// SqlNotSpared is whether some of the four fees of a tenancy t is not waived all along since the signing: no waiver of it, one
// that began later, was suspended or ended.
const SqlNotSpared = `4 > (SELECT coalesce(sum(length(b.waives) - length(replace(b.waives, ' ', '')) + 1), 0) FROM benefit b
	WHERE b.tenancy_id = t.id AND b.waives <> '' AND b.start_day <= t.signed_day AND (b.state = 'granted' OR b.with_tenancy = 1)
	AND NOT EXISTS (SELECT 1 FROM benefit_pause x WHERE x.benefit_id = b.id))`

// signWaivers applies for the fee waivers of a contract on the day of its signing and grants them by the decision that
// gave the premises: the award of the round, confirmed by the district government, and the contract (五(一)). codes are the
// kinds that are asked for; nil asks for every waiver that applies, water not where the trade lives on it (五(一)2).
// Errors: ErrBenefitKind, those of allocation.ApplyBenefit.
func signWaivers(t *engine.Tx, w round.AwardRow, n allocation.Tenancy, water bool, codes []string) error {
	kinds, err := basis.Catalogue[allocation.BenefitKind](t.Ctx, t, basis.KindBenefit, n.Signed)
	if err != nil {
		return err
	}
	contract, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT number FROM contract WHERE tenancy_id = $1 ORDER BY term LIMIT 1`, n.ID)
	if err != nil {
		return err
	}
	grant := relief.BenefitGrant{
		Body: fmt.Sprintf("%s政府", n.District), Decision: fmt.Sprintf("%s分配结果，合同 %s", w.RoundTitle, contract), Day: n.Signed, Start: n.Signed,
	}
	for _, code := range codes {
		if !slices.ContainsFunc(kinds, func(k allocation.BenefitKind) bool { return k.Code == code && relief.IsWaiver(k) }) {
			return engine.ErrBenefitKind.With(code).On("waivers")
		}
	}
	for _, k := range kinds {
		if !relief.IsWaiver(k) || codes == nil && water && relief.WaivesWater(k) || codes != nil && !slices.Contains(codes, k.Code) {
			continue
		}
		id, applied, err := applyBenefit(t, k, relief.BenefitApplication{Day: n.Signed}, n, water)
		if err != nil {
			return err
		}
		b := applied
		if err := b.Grant(grant, n.Signed, t.Today); err != nil {
			return err
		}
		b.ID = id
		if err := saveBenefit(t, applied, b, 1, grant.Decision); err != nil {
			return err
		}
	}
	return nil
}

// EndBenefits ends what is live when a tenancy ends: the first day no longer granted is the one no longer charged.
func EndBenefits(t *engine.Tx, tenancy int64, day civil.Date) error {
	return eachBenefit(t, tenancy, func(b *relief.Benefit) bool { return b.EndWithTenancy(day) })
}

// ReviveBenefits takes back that benefits ended with their tenancy.
func ReviveBenefits(t *engine.Tx, tenancy int64) error {
	return eachBenefit(t, tenancy, (*relief.Benefit).Revive)
}

// BenefitsFollow moves what began on the day of the signing, and what ended with the tenancy, when that day is corrected.
func BenefitsFollow(t *engine.Tx, tenancy int64, before, after allocation.Tenancy) error {
	if before.Signed != after.Signed {
		err := t.Exec(`UPDATE benefit SET start_day = $1, applied_day = CASE WHEN applied_day = $2 THEN $1 ELSE applied_day END,
			decided_day = CASE WHEN decided_day = $2 THEN $1 ELSE decided_day END, version = version + 1
			WHERE tenancy_id = $3 AND start_day = $2`, after.Signed, before.Signed, tenancy)
		if err != nil {
			return err
		}
	}
	if before.Ended == after.Ended || after.Ended.IsZero() {
		return nil
	}
	return t.Exec(`UPDATE benefit SET ended_day = $1, version = version + 1 WHERE tenancy_id = $2 AND with_tenancy = 1`, after.Ended, tenancy)
}

// eachBenefit takes a step of every benefit of a tenancy; false says that there was none to take.
func eachBenefit(t *engine.Tx, tenancy int64, step func(*relief.Benefit) bool) error {
	rows, err := BenefitNoun.All(t.Ctx, t, BenefitsOfTenancy, tenancy)
	if err != nil {
		return err
	}
	for _, r := range rows {
		b := r.Benefit
		if !step(&b) {
			continue
		}
		if err := saveBenefit(t, r.Benefit, b, r.Version, b.EndReason); err != nil {
			return err
		}
	}
	return nil
}
