package intake

import (
	"errors"

	"penggai/allocation"
	asked "penggai/allocation/doubt"
	"penggai/allocation/identity"
	"penggai/store/doubt"
	"penggai/store/engine"
)

// unlikely is what an application says of its figures that hardly can be.
func unlikely(a allocation.Application) []asked.Doubt {
	jobs := int(a.Jobs.Claimed.People())
	return append(asked.Jobs(jobs, a.WantedMax), asked.Tax(a.Taxes.Claimed.Amount, jobs)...)
}

// sqlPhoneOf says whose a telephone is besides an applicant's: an office's, or that of somebody with another number behind another applicant.
const sqlPhoneOf = `SELECT coalesce(nullif(c.district, ''), '本单位') || '的办公电话' FROM office_card c
		WHERE c.telephone <> '' AND replace(replace(replace(c.telephone, '-', ''), ' ', ''), '转', '-') = $1
	UNION ALL SELECT '已登记的主体“' || a.name || '”' FROM party p JOIN applicant a ON a.id = p.applicant_id
		WHERE p.phone = $1 AND p.applicant_id <> $2 AND a.merged_into = 0 AND (p.identity = '' OR p.identity <> $3) LIMIT 1`

// askApplicant asks about telephones that somebody else has.
func askApplicant(t *engine.Tx, id int64, a allocation.Applicant) error {
	if t.By.Answers == "" {
		return nil
	}
	type owner struct{ title, phone, number string }
	var found []asked.Doubt
	for _, o := range []owner{{"联系电话", a.Phone, a.IDNumber}, {"经办人电话", a.Agent.Phone, a.Agent.IDNumber}} {
		phone := identity.PlainPhone(o.phone)
		if phone == "" {
			continue
		}
		whose, err := engine.One(t.Ctx, t, engine.ScanOne[string], sqlPhoneOf, phone, id, identity.PlainID(o.number))
		switch {
		case errors.Is(err, engine.ErrNotFound):
		case err != nil:
			return err
		default:
			found = append(found, asked.Phone(o.title, phone, whose))
		}
	}
	return doubt.Settle(t, "applicant", id, found)
}
