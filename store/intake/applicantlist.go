package intake

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

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

// ApplicantNoun is what the lookup shows.
var ApplicantNoun = engine.NewNoun(engine.Noun[ApplicantBrief]{
	From: ` FROM applicant p`, District: "p.district",
	Fields: []engine.Field[ApplicantBrief]{
		{Key: "id", Column: "id", At: func(b *ApplicantBrief) any { return &b.ID }},
		{Key: "district", Column: "district", At: func(b *ApplicantBrief) any { return &b.District }},
		{Key: "kind", Title: say.Kind, Column: "kind", At: func(b *ApplicantBrief) any { return &b.Kind }},
		{Key: "name", Title: "姓名或名称", Column: "name", At: func(b *ApplicantBrief) any { return &b.Name }},
		{Key: "head", Title: say.Head, Column: "head", At: func(b *ApplicantBrief) any { return &b.Head }},
		{
			Key: "identity", Title: "证件号", At: func(b *ApplicantBrief) any { return &b.Identity },
			Expr: `coalesce((SELECT identity FROM party y WHERE y.applicant_id = p.id AND y.part IN ('company', 'self') AND y.identity <> ''
				ORDER BY y.part LIMIT 1), '')`,
		},
		{
			Key: "phone", Title: say.Phone, At: func(b *ApplicantBrief) any { return &b.Phone },
			Expr: `coalesce((SELECT phone FROM party y WHERE y.applicant_id = p.id AND y.part = 'self'), '')`,
		},
		{
			Key: "applications", Title: say.Application, At: func(b *ApplicantBrief) any { return &b.Applications },
			Expr: `(SELECT count(*) FROM application a WHERE a.applicant_id = p.id)`,
		},
		{
			Key: "last_number", Title: "最近编号", At: func(b *ApplicantBrief) any { return &b.LastNumber },
			Expr: `coalesce((SELECT number FROM application a WHERE a.applicant_id = p.id ORDER BY a.id DESC LIMIT 1), '')`,
		},
		{
			Key: "last_state", Title: engine.TextFieldState, At: func(b *ApplicantBrief) any { return &b.LastState },
			Expr: `coalesce((SELECT state FROM application a WHERE a.applicant_id = p.id ORDER BY a.id DESC LIMIT 1), '')`,
		},
	},
	Reads: func(_ context.Context, _ engine.Querier, rows []ApplicantBrief) error {
		for i := range rows {
			rows[i].Identity, rows[i].Phone = identity.MaskID(rows[i].Identity), identity.Shown(rows[i].Phone)
		}
		return nil
	},
})

// FindApplicants looks applicants up by a part of the name or head, pinyin initials, a whole number of identity, registration or
// telephone, or its last four where the list shows these; newest first. An empty text finds the newest. The beginning of a number finds
// nothing: what is hidden could be felt out figure by figure. Whoever looks by a number leaves an entry in the log, found or not; where
// nothing can be written, nothing is looked up by one.
func (s Room) FindApplicants(ctx context.Context, by engine.Actor, text string, limit int) ([]ApplicantBrief, error) {
	text = strings.TrimSpace(quantity.HalfWidth(text))
	number := identity.PlainID(text)
	if p := identity.PlainPhone(text); p != "" && strings.Trim(number, "+-()0123456789") == "" {
		number = p
	}
	asked, err := s.asksNumber(ctx, number)
	if err != nil {
		return nil, err
	}
	if asked && s.ReadOnly() {
		asked, number = false, ""
	}
	b := &engine.Binder{}
	where := []string{"p.merged_into = 0"}
	if by.District != "" {
		where = append(where, "p.district = "+b.Add(by.District))
	}
	if text != "" {
		where = append(where, "("+lookup(b, "p", text, number)+" OR EXISTS (SELECT 1 FROM applicant g WHERE g.merged_into = p.id AND "+lookup(b, "g", text, number)+"))")
	}
	rows, err := ApplicantNoun.All(ctx, s.Read, "WHERE "+strings.Join(where, " AND ")+" ORDER BY p.id DESC LIMIT "+b.Add(limit), b.Args...)
	if err != nil {
		return nil, err
	}
	if !allocation.ActUnmaskApplicant.Allows(by.Role) {
		for i := range rows {
			if rows[i].Phone != identity.TextErased {
				rows[i].Phone = identity.MaskPhone(rows[i].Phone)
			}
		}
	}
	if asked {
		err = s.Write(ctx, by, allocation.ActFindByNumber, func(t *engine.Tx) error {
			t.Subject(identity.MaskID(number))
			t.Reason(fmt.Sprintf("找到 %d 个主体", len(rows)))
			return nil
		})
	}
	return rows, err
}

// asksNumber reports whether a text asks for somebody by a number: it is as long as one, or somebody has it.
func (s Room) asksNumber(ctx context.Context, number string) (bool, error) {
	if len(number) < leastNumber {
		return false, nil
	}
	if figures := strings.Trim(number, "0123456789") == ""; len(number) >= 18 || figures && (len(number) == 11 && number[0] == '1' || len(number) > 9 && number[0] == '0') {
		return true, nil
	}
	return engine.One(ctx, s.Read, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM party WHERE identity = $1 OR phone = $1)`, number)
}

// leastNumber is as few signs as a number of identity or a telephone has.
const leastNumber = 6

// lookup is the condition that an applicant is found by a text, or by a number in plain form.
func lookup(b *engine.Binder, p, text, number string) string {
	n := b.Add(number)
	return "(" + b.Like(p+".name", text) + " OR " + b.Like(p+".head", text) + " OR instr(" + p + ".initials, " + b.Add(searchInitials(text)) + `) > 0
		OR EXISTS (SELECT 1 FROM party y WHERE y.applicant_id = ` + p + `.id AND (length(` + n + `) >= 6 AND (y.identity = ` + n + ` OR y.phone = ` + n + `)
			OR length(` + n + `) = 4 AND y.part IN ('company', 'self') AND (length(y.identity) >= 18 AND substr(y.identity, -4) = ` + n + ` OR length(y.phone) >= 7 AND substr(y.phone, -4) = ` + n + `))))`
}

// Registered lists the applicants of a kind that a district has registered, the newest first. Errors: ErrOtherDistrict.
func (s Room) Registered(ctx context.Context, by engine.Actor, district string, kind allocation.ApplicantKind) ([]ApplicantBrief, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return ApplicantNoun.All(ctx, s.Read, `WHERE p.district = $1 AND p.kind = $2 AND p.merged_into = 0 ORDER BY p.id DESC`, district, string(kind))
}
