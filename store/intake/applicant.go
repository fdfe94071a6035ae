package intake

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/search"
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
	Version      int64
}

// ApplicantRecord reads and writes applicants by themselves, without the people and the company behind them.
var ApplicantRecord = engine.NewNoun(engine.Noun[ApplicantRow]{
	From: ` FROM applicant p`,
	Fields: []engine.Field[ApplicantRow]{
		{Key: "id", Column: "id", At: func(r *ApplicantRow) any { return &r.ID }},
		{Key: "district", Column: "district", At: func(r *ApplicantRow) any { return &r.District }},
		{Key: "kind", Column: "kind", Sets: true, At: func(r *ApplicantRow) any { return &r.Kind }},
		{Key: "name", Column: "name", Sets: true, At: func(r *ApplicantRow) any { return &r.Name }},
		{Key: "initials", Column: "initials", Sets: true, Made: func(r ApplicantRow) any { return strings.TrimSpace(Sounds(r.Name) + " " + Sounds(r.Head)) }},
		{Key: "head", Column: "head", Sets: true, At: func(r *ApplicantRow) any { return &r.Head }},
		{Key: "address", Column: "address", Sets: true, At: func(r *ApplicantRow) any { return &r.Address }},
		{Key: "address_key", Column: "address_key", Sets: true, Made: func(r ApplicantRow) any { return identity.PlainAddress(r.Address) }},
		{Key: "residence", Column: "residence", Sets: true, At: func(r *ApplicantRow) any { return &r.Residence }},
		{Key: "fixed_residence", Column: "fixed_residence", Sets: true, At: func(r *ApplicantRow) any { return &r.FixedResidence }},
		{Key: "fixed_assets", Column: "fixed_assets", Sets: true, At: func(r *ApplicantRow) any { return &r.FixedAssets }},
		{Key: "remark", Column: "remark", Sets: true, At: func(r *ApplicantRow) any { return &r.Remark }},
		{Key: "created_day", Column: "created_day", At: func(r *ApplicantRow) any { return &r.CreatedDay }},
		{Key: "created_by", Column: "created_by", At: func(r *ApplicantRow) any { return &r.CreatedBy }},
		{Key: "applications", Expr: `(SELECT count(*) FROM application a WHERE a.applicant_id = p.id)`, At: func(r *ApplicantRow) any { return &r.Applications }},
		{Key: "accepted", Expr: `EXISTS (SELECT 1 FROM application a WHERE a.applicant_id = p.id AND a.state <> 'draft')`, At: func(r *ApplicantRow) any { return &r.Accepted }},
		{Key: "version", Column: "version", At: func(r *ApplicantRow) any { return &r.Version }},
	},
})

// ApplicantBrief is a line of the lookup at the counter.
type ApplicantBrief struct {
	ID           int64
	District     string
	Kind         allocation.ApplicantKind
	Name         string
	Head         string
	Identity     string // masked: of a company its credit code, else the identity number
	Phone        string
	Applications int
	LastNumber   string // of its newest numbered application
	LastState    allocation.ApplicationState
}

const (
	partiesOf = `SELECT part, name, identity, phone, duty FROM party WHERE applicant_id = $1 ORDER BY part, position`

	partyAdd = `INSERT INTO party (applicant_id, part, position, name, name_key, identity, phone, duty)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

	applicantBrief = `SELECT p.id, p.district, p.kind, p.name, p.head,
		coalesce((SELECT identity FROM party y WHERE y.applicant_id = p.id AND y.part IN ('company', 'self') AND y.identity <> ''
			ORDER BY y.part LIMIT 1), ''),
		coalesce((SELECT phone FROM party y WHERE y.applicant_id = p.id AND y.part = 'self'), ''),
		(SELECT count(*) FROM application a WHERE a.applicant_id = p.id),
		coalesce((SELECT number FROM application a WHERE a.applicant_id = p.id ORDER BY a.id DESC LIMIT 1), ''),
		coalesce((SELECT state FROM application a WHERE a.applicant_id = p.id ORDER BY a.id DESC LIMIT 1), '')
		FROM applicant p`
	// applicantFind finds by a part of the name or its initials, by the beginning of a number or of a telephone.
	applicantFind = applicantBrief + `
		WHERE ($1 = '' OR p.district = $1) AND ($2 = '' OR instr(p.name, $2) > 0 OR instr(p.head, $2) > 0 OR instr(p.initials, $3) > 0
			OR EXISTS (SELECT 1 FROM party y WHERE y.applicant_id = p.id AND length($4) >= 4
				AND (substr(y.identity, 1, length($4)) = $4 OR substr(y.phone, 1, length($4)) = $4
					OR (length($4) = 4 AND (substr(y.identity, -4) = $4 OR substr(y.phone, -4) = $4)))))
		ORDER BY p.id DESC LIMIT $5`
	applicantCompanies = applicantBrief + ` WHERE p.district = $1 AND p.kind = 'company' ORDER BY p.id DESC`
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
	a.IDNumber, a.CreditCode = identity.MaskID(a.IDNumber), identity.MaskID(a.CreditCode)
	a.Agent.IDNumber = identity.MaskID(a.Agent.IDNumber)
	members := make([]allocation.Member, len(a.Members))
	for i, m := range a.Members {
		m.IDNumber = identity.MaskID(m.IDNumber)
		members[i] = m
	}
	a.Members = members
	return a
}

// Applicant reads an applicant with masked numbers. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Applicant(ctx context.Context, by engine.Actor, id int64) (ApplicantRow, error) {
	row, err := ReadApplicant(ctx, s.Read, id)
	if err == nil && !by.Sees(row.District) {
		return ApplicantRow{}, engine.ErrOtherDistrict.With(row.District)
	}
	row.Applicant = Masked(row.Applicant)
	return row, err
}

// UnmaskApplicant reads an applicant with its numbers whole and leaves an entry in the log.
func (s Room) UnmaskApplicant(ctx context.Context, by engine.Actor, id int64, reason string) (row ApplicantRow, err error) {
	err = s.Write(ctx, by, allocation.ActUnmaskApplicant, func(t *engine.Tx) error {
		if row, err = openApplicant(t, id); err != nil {
			return err
		}
		t.Reason(reason)
		return nil
	})
	if err != nil {
		return ApplicantRow{}, err
	}
	return row, nil
}

// openApplicant reads an applicant inside a transaction and names it in the log.
func openApplicant(t *engine.Tx, id int64) (ApplicantRow, error) {
	row, err := ReadApplicant(t.Ctx, t, id)
	if err != nil {
		return row, err
	}
	t.Subject(row.Name)
	t.About("applicant", id)
	return row, t.Mine(row.District)
}

// FindApplicants looks applicants up by a part of the name or head, pinyin initials, the beginning of a number or telephone
// (four characters or more), or its last four; newest first. An empty text finds the newest.
func (s Room) FindApplicants(ctx context.Context, by engine.Actor, text string, limit int) ([]ApplicantBrief, error) {
	text = strings.TrimSpace(quantity.HalfWidth(text))
	number := identity.PlainID(text)
	if p := identity.PlainPhone(text); p != "" && strings.Trim(number, "+-()0123456789") == "" {
		number = p
	}
	return engine.All(ctx, s.Read, scanApplicantBrief, applicantFind, by.District, text, searchInitials(text), number, limit)
}

// Companies lists the registered companies of a district, the newest first. Errors: ErrOtherDistrict.
func (s Room) Companies(ctx context.Context, by engine.Actor, district string) ([]ApplicantBrief, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return engine.All(ctx, s.Read, scanApplicantBrief, applicantCompanies, district)
}

func scanApplicantBrief(r engine.Scanner) (b ApplicantBrief, err error) {
	err = r.Scan(&b.ID, &b.District, &b.Kind, &b.Name, &b.Head, &b.Identity, &b.Phone, &b.Applications, &b.LastNumber, &b.LastState)
	b.Identity = identity.MaskID(b.Identity)
	return b, err
}

// searchInitials is what is looked for among stored sounds: letters and digits as typed, or something that is in none of them.
func searchInitials(text string) string {
	for _, r := range text {
		if r >= 0x80 {
			return noSound
		}
	}
	if s := search.Initials(text); s != "" {
		return s
	}
	return noSound
}

// noSound is in no stored sounds.
const noSound = "|"

// soundVariants bounds how many readings of a name with characters of several readings are kept.
const soundVariants = 8

// Sounds is what people type for a name without an input method: its initials, its whole pinyin, and both again for every
// character of several readings (单 is dan and shan), separated by spaces.
func Sounds(name string) string {
	runes := []rune(name)
	first := make([]string, len(runes))
	for i, r := range runes {
		if all := search.Readings(r); len(all) > 0 {
			first[i] = all[0]
		} else {
			first[i] = search.Initials(string(r))
		}
	}
	out := []string{initialsOf(first), strings.Join(first, "")}
	for i, r := range runes {
		all := search.Readings(r)
		for k := 1; k < len(all) && len(out) < 2*soundVariants; k++ {
			other := slices.Clone(first)
			other[i] = all[k]
			for _, s := range []string{initialsOf(other), strings.Join(other, "")} {
				if !slices.Contains(out, s) {
					out = append(out, s)
				}
			}
		}
	}
	return strings.Join(out, " ")
}

func initialsOf(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		if s != "" {
			b.WriteByte(s[0])
		}
	}
	return b.String()
}

// RegisterApplicant registers an applicant (四(一)) and returns its id. Errors: the first refusal of its Check.
func (s Room) RegisterApplicant(ctx context.Context, by engine.Actor, a allocation.Applicant) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActRegisterApplicant, func(t *engine.Tx) error {
		id, err = addApplicant(t, a)
		return err
	})
	return id, err
}

// addApplicant checks and writes a new applicant.
func addApplicant(t *engine.Tx, a allocation.Applicant) (int64, error) {
	if a.District == "" {
		a.District = t.By.District
	}
	if _, err := allocation.FindDistrict(a.District); err != nil {
		return 0, err
	}
	if err := t.Mine(a.District); err != nil {
		return 0, err
	}
	if err := allocation.First(a.Check()); err != nil {
		return 0, err
	}
	id, err := ApplicantRecord.Add(t, ApplicantRow{Applicant: a, CreatedDay: t.Today, CreatedBy: t.By.ID})
	if err != nil {
		return 0, err
	}
	t.Subject(a.Name)
	t.About("applicant", id)
	return id, addParties(t, id, a)
}

func addParties(t *engine.Tx, id int64, a allocation.Applicant) error {
	places := map[string]int{}
	for _, y := range parties(a) {
		places[y.part]++
		err := t.Exec(partyAdd, id, y.part, places[y.part], y.name, strings.Join(strings.Fields(y.name), ""), y.identity, y.phone, y.duty)
		if err != nil {
			return err
		}
	}
	return nil
}

// EditApplicant changes an applicant of which no application has been accepted; later it is corrected. A number that still shows
// its mask stays as it is. Errors: ErrStale, ErrApplicantAccepted, the first refusal of the Check.
func (s Room) EditApplicant(ctx context.Context, by engine.Actor, id, version int64, a allocation.Applicant) error {
	return s.Write(ctx, by, allocation.ActEditApplicant, func(t *engine.Tx) error {
		old, err := openApplicant(t, id)
		if err != nil {
			return err
		}
		if old.Accepted {
			return ErrApplicantAccepted
		}
		a.ID, a.District = id, old.District
		keepMasked(&a, old.Applicant)
		if err := allocation.First(a.Check()); err != nil {
			return err
		}
		return writeApplicant(t, a, version)
	})
}

// MendApplicant writes an applicant that a correction has changed, inside its transaction; what is noticed of its applications under
// way is looked for anew.
func MendApplicant(t *engine.Tx, a allocation.Applicant) error {
	old, err := ReadApplicant(t.Ctx, t, a.ID)
	if err != nil {
		return err
	}
	if err := writeApplicant(t, a, old.Version); err != nil {
		return err
	}
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM application WHERE applicant_id = $1 AND `+UnderWay+` ORDER BY id`, a.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		row, err := ReadApplication(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := flagApplication(t, row.Application, a); err != nil {
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

// keepMasked puts the whole numbers back where the form shows their masks.
func keepMasked(a *allocation.Applicant, old allocation.Applicant) {
	keep := func(now *string, was string) {
		if was != "" && *now == identity.MaskID(was) {
			*now = was
		}
	}
	keep(&a.IDNumber, old.IDNumber)
	keep(&a.CreditCode, old.CreditCode)
	keep(&a.Agent.IDNumber, old.Agent.IDNumber)
	for i := range a.Members {
		for _, m := range old.Members {
			keep(&a.Members[i].IDNumber, m.IDNumber)
		}
	}
}

// NameMatch finds an applicant by 汉字 or initials.
func NameMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		return "p.name = " + b.Add(word), nil
	}
	return b.Like("p.name", word) + " OR " + b.Like("p.initials", searchInitials(word)), nil
}

// Applicants.
var ErrApplicantAccepted = say.Refuse("applicant_accepted", "这一主体已有受理的申请，不能直接修改；请提出更正")
