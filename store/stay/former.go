package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/store/engine"
)

// FormerField is a field of an applicant as it was until a day: key of allocation.ApplicantFields, value, first day of what came after it.
type FormerField struct {
	Until civil.Date
	Field string
	Value string
}

// FormerFields are what an applicant was before, the latest first: names and heads through the changes of its stays, telephone, address
// and agent through corrections, which is how one learns of a move. What a correction mends of other fields never was true.
type FormerFields []FormerField

// TextOnPaper stands in the place of a number that is known only from the paper of its days.
const TextOnPaper = "见原件"

const (
	formerChanges = `SELECT day, old_name, new_name, old_head, identity, phone FROM holding_change WHERE old_id = $1 AND new_id = $1 ORDER BY day DESC, id DESC`
	formerContact = `SELECT c.decided_day, x.field, coalesce(x.old_whole, x.old) FROM correction c JOIN correction_change x ON x.correction_id = c.id
		WHERE c.noun = 'applicant' AND c.noun_id = $1 AND c.state = 'applied'
		AND x.field IN ('phone', 'address', 'agent_name', 'agent_id', 'agent_phone') ORDER BY c.decided_day DESC, c.id DESC, x.position DESC`
)

// ReadFormer reads what an applicant was before, numbers whole.
func ReadFormer(ctx context.Context, q engine.Querier, applicant int64) (out FormerFields, err error) {
	changes, err := engine.All(ctx, q, scanFormer, formerChanges, applicant)
	if err != nil {
		return nil, err
	}
	out = slices.Concat(changes...)
	contact, err := engine.All(ctx, q, func(s engine.Scanner) (f FormerField, err error) {
		err = s.Scan(&f.Until, &f.Field, &f.Value)
		return f, err
	}, formerContact, applicant)
	out = append(out, contact...)
	for i := range out {
		out[i].Value = identity.Shown(out[i].Value)
	}
	slices.SortStableFunc(out, func(a, b FormerField) int { return strings.Compare(b.Until.String(), a.Until.String()) })
	return out, err
}

// scanFormer takes a change of a stay apart.
func scanFormer(s engine.Scanner) (out []FormerField, err error) {
	var day civil.Date
	var name, next, head, number, phone string
	if err = s.Scan(&day, &name, &next, &head, &number, &phone); err != nil {
		return nil, err
	}
	if name != next {
		out = append(out, FormerField{day, "name", name})
	}
	if head != "" {
		if number == "" {
			number = TextOnPaper
		}
		out = append(out, FormerField{day, "head", head}, FormerField{day, "id_number", number})
	}
	if phone != "" {
		out = append(out, FormerField{day, "phone", phone})
	}
	return out, nil
}

// Former reads what an applicant was before, numbers masked.
func (s Room) Former(ctx context.Context, applicant int64) (FormerFields, error) {
	out, err := ReadFormer(ctx, s.Read, applicant)
	for i, f := range out {
		if f.Value != TextOnPaper && f.Value != identity.TextErased && (f.Field == "id_number" || f.Field == "agent_id") {
			out[i].Value = identity.MaskID(f.Value)
		}
	}
	return out, err
}

// On is the applicant as it was on a day; none is today.
func (l FormerFields) On(who allocation.Applicant, day civil.Date) allocation.Applicant {
	if day.IsZero() {
		return who
	}
	for _, f := range l {
		if !f.Until.After(day) {
			continue
		}
		for _, field := range allocation.ApplicantFields {
			if at, ok := field.At(&who).(*string); ok && field.Key == f.Field {
				*at = f.Value
			}
		}
	}
	return who
}
