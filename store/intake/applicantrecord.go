package intake

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/store/engine"
)

// ApplicantRow is an applicant as screens show it. The numbers that name people and companies are masked;
// UnmaskApplicant shows them whole.
type ApplicantRow struct {
	allocation.Applicant
	CreatedDay   civil.Date
	Applications int  // how many it has made
	Accepted     bool // one of them has been accepted: from then on the applicant is corrected, not edited
	CreatedBy    int64
	Merged       int64 // the record of the same that it was merged into; 0: none
	Version      int64
}

// ApplicantRecord reads and writes applicants by themselves, without the people and the company behind them.
var ApplicantRecord = engine.NewNoun(engine.Noun[ApplicantRow]{
	From: ` FROM applicant p`,
	Fields: slices.Concat([]engine.Field[ApplicantRow]{
		{Key: "id", Column: "id", At: func(r *ApplicantRow) any { return &r.ID }},
		{Key: "district", Column: "district", At: func(r *ApplicantRow) any { return &r.District }},
	}, applicantColumns(), []engine.Field[ApplicantRow]{
		{Key: "initials", Column: "initials", Sets: true, Made: func(r ApplicantRow) any { return strings.TrimSpace(Sounds(r.Name) + " " + Sounds(r.Head)) }},
		{Key: "address_key", Column: "address_key", Sets: true, Made: func(r ApplicantRow) any { return identity.PlainAddress(r.Address) }},
		{Key: "created_day", Column: "created_day", At: func(r *ApplicantRow) any { return &r.CreatedDay }},
		{Key: "created_by", Column: "created_by", At: func(r *ApplicantRow) any { return &r.CreatedBy }},
		{Key: "merged_into", Title: "并入", Column: "merged_into", At: func(r *ApplicantRow) any { return &r.Merged }},
		{Key: "applications", Expr: `(SELECT count(*) FROM application a WHERE a.applicant_id = p.id)`, At: func(r *ApplicantRow) any { return &r.Applications }},
		{Key: "accepted", Expr: `EXISTS (SELECT 1 FROM application a WHERE a.applicant_id = p.id AND a.state <> 'draft')`, At: func(r *ApplicantRow) any { return &r.Accepted }},
		{Key: "version", Column: "version", At: func(r *ApplicantRow) any { return &r.Version }},
	}),
})

// applicantColumns are the fields of the applicant that stand in its own table.
func applicantColumns() []engine.Field[ApplicantRow] {
	var out []engine.Field[ApplicantRow]
	for _, f := range allocation.ApplicantFields {
		if f.Column {
			out = append(out, engine.Field[ApplicantRow]{
				Key: f.Key, Title: f.Short, Column: f.Key, Sets: true, At: func(r *ApplicantRow) any { return f.At(&r.Applicant) },
			})
		}
	}
	return out
}

const (
	partiesOf = `SELECT part, name, identity, phone, duty FROM party WHERE applicant_id = $1 ORDER BY part, position`

	partyAdd = `INSERT INTO party (applicant_id, part, position, name, name_key, identity, phone, duty)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
)

// The parts that a party plays.
const (
	PartSelf    = "self"
	PartCompany = "company"
	partAgent   = "agent"
	partMember  = "member"
)

type party struct{ part, name, identity, phone, duty string }

// parties are the people and the company behind an applicant, as the table keeps them.
func parties(a allocation.Applicant) []party {
	out := []party{{PartSelf, a.HeadName(), identity.PlainID(a.IDNumber), identity.PlainPhone(a.Phone), ""}}
	if a.Kind == allocation.Company {
		out = append(out, party{PartCompany, a.Name, identity.PlainID(a.CreditCode), "", ""})
	}
	if !a.Agent.IsZero() {
		out = append(out, party{partAgent, a.Agent.Name, identity.PlainID(a.Agent.IDNumber), identity.PlainPhone(a.Agent.Phone), ""})
	}
	for _, m := range a.Members {
		out = append(out, party{partMember, m.Name, identity.PlainID(m.IDNumber), identity.PlainPhone(m.Phone), m.Part})
	}
	return out
}

// join puts a party back where it belongs.
func (y party) join(a *allocation.Applicant) {
	switch y.part {
	case PartSelf:
		a.IDNumber, a.Phone = y.identity, y.phone
	case PartCompany:
		a.CreditCode = y.identity
	case partAgent:
		a.Agent = allocation.Agent{Name: y.name, IDNumber: y.identity, Phone: y.phone}
	case partMember:
		a.Members = append(a.Members, allocation.Member{Name: y.name, IDNumber: y.identity, Phone: y.phone, Part: y.duty})
	}
}

// ReadApplicant reads an applicant with its numbers whole: inside the store only.
func ReadApplicant(ctx context.Context, q engine.Querier, id int64) (ApplicantRow, error) {
	row, err := ApplicantRecord.ByID(ctx, q, id)
	if err != nil {
		return row, err
	}
	people, err := engine.All(ctx, q, func(s engine.Scanner) (y party, err error) {
		err = s.Scan(&y.part, &y.name, &y.identity, &y.phone, &y.duty)
		return y, err
	}, partiesOf, id)
	for _, y := range people {
		y.join(&row.Applicant)
	}
	return row, err
}

// Masked hides the numbers that name people and companies.
func Masked(a allocation.Applicant) allocation.Applicant {
	a.Members = slices.Clone(a.Members)
	for _, number := range numbers(&a) {
		*number = identity.MaskID(*number)
	}
	return Shown(a)
}

// Shown says of numbers that are gone that they are (已按期删除).
func Shown(a allocation.Applicant) allocation.Applicant {
	a.Members = slices.Clone(a.Members)
	for _, number := range append(numbers(&a), phones(&a)...) {
		*number = identity.Shown(*number)
	}
	return a
}

// phones are where the telephones of people stand in an applicant.
func phones(a *allocation.Applicant) []*string {
	out := []*string{&a.Phone, &a.Agent.Phone}
	for i := range a.Members {
		out = append(out, &a.Members[i].Phone)
	}
	return out
}

// numbers are where the numbers that name people and companies stand in an applicant.
func numbers(a *allocation.Applicant) []*string {
	var out []*string
	for _, f := range allocation.ApplicantFields {
		if at, ok := f.At(a).(*string); ok && (f.Kind == allocation.FieldIdentity || f.Kind == allocation.FieldCredit) {
			out = append(out, at)
		}
	}
	for i := range a.Members {
		out = append(out, &a.Members[i].IDNumber)
	}
	return out
}

func addParties(t *engine.Tx, id int64, a allocation.Applicant) error {
	places := map[string]int{}
	for _, y := range parties(a) {
		places[y.part]++
		err := t.Exec(partyAdd, id, y.part, places[y.part], y.name, identity.PlainName(y.name), y.identity, y.phone, y.duty)
		if err != nil {
			return err
		}
	}
	return nil
}

// writeApplicant writes an applicant with its people, at the version that the person saw.
func writeApplicant(t *engine.Tx, a allocation.Applicant, version int64) error {
	if err := ApplicantRecord.Set(t, ApplicantRow{Applicant: a}, version); err != nil {
		return err
	}
	if err := t.Exec(`DELETE FROM party WHERE applicant_id = $1`, a.ID); err != nil {
		return err
	}
	return addParties(t, a.ID, a)
}

// SaveApplicant writes an applicant that was read inside the transaction of another noun. Errors: ErrStale.
func SaveApplicant(t *engine.Tx, row ApplicantRow) error {
	return writeApplicant(t, row.Applicant, row.Version)
}
