package basis

import (
	"context"
	"encoding/json"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/refusal"
	"penggai/store/engine"
)

// Catalogues are what an office knows from its first day: the districts, the lists that the policy names, and the calendar.
type Catalogues struct {
	Districts []allocation.District
	Sectors   []allocation.Sector
	Groups    []allocation.Group
	Materials []allocation.Material
	Benefits  []allocation.BenefitKind
	Grounds   []leave.ExitGround
	Bodies    []allocation.Body
	Reasons   []refusal.Reason
	Holidays  []civil.SpecialDay
}

// CatalogueKind names one of the lists.
type CatalogueKind string

// The lists.
const (
	KindSector   CatalogueKind = "sector"
	KindGroup    CatalogueKind = "group"
	KindMaterial CatalogueKind = "material"
	KindBenefit  CatalogueKind = "benefit"
	KindGround   CatalogueKind = "ground"
	KindBody     CatalogueKind = "body"
	KindReason   CatalogueKind = "reason"
)

// CatalogueKinds lists them in the order in which screens show them.
func CatalogueKinds() []CatalogueKind {
	return []CatalogueKind{KindSector, KindGroup, KindMaterial, KindBenefit, KindGround, KindBody, KindReason}
}

// CatalogueEntry is one entry of a list as a table shows it.
type CatalogueEntry struct {
	ID     int64
	Kind   CatalogueKind
	Code   string
	Title  string
	Clause string // document and clause
	From   civil.Date
	To     civil.Date // first day no longer in force; none while it lasts
	Place  int64      // order within its list
	Body   string     // JSON of what its kind is
}

// Title is what people call the list.
func (k CatalogueKind) Title() string { return kindTitles[k] }

var kindTitles = map[CatalogueKind]string{KindSector: say.Sector, KindGroup: say.Group, KindMaterial: say.Material, KindBenefit: "优惠", KindGround: say.Exit, KindBody: "机关", KindReason: say.RefusalReason}

// CatalogueNoun is what entries of the lists are.
var CatalogueNoun = engine.NewNoun(engine.Noun[CatalogueEntry]{
	Title: "目录", From: ` FROM catalogue c`,
	Fields: []engine.Field[CatalogueEntry]{
		{Key: "id", Column: "id", At: func(e *CatalogueEntry) any { return &e.ID }},
		{Key: "kind", Title: "目录", Column: "kind", At: func(e *CatalogueEntry) any { return &e.Kind }, Sorts: true},
		{Key: "code", Title: "代码", Column: "code", At: func(e *CatalogueEntry) any { return &e.Code }, Sorts: true},
		{Key: "title", Title: engine.TextFieldSubject, Column: "title", At: func(e *CatalogueEntry) any { return &e.Title }, Sorts: true},
		{Key: "clause", Title: textBasis, Column: "clause", At: func(e *CatalogueEntry) any { return &e.Clause }, Sorts: true},
		{Key: "from", Title: "有效自", Column: "valid_from", At: func(e *CatalogueEntry) any { return &e.From }, Sorts: true},
		{Key: "to", Title: "有效至", Column: "valid_to", At: func(e *CatalogueEntry) any { return &e.To }, Sorts: true},
		{Key: "place", Title: "顺序", Column: "place", At: func(e *CatalogueEntry) any { return &e.Place }},
		{Key: "body", Title: say.Content, Column: "body", At: func(e *CatalogueEntry) any { return &e.Body }, Private: true},
	},
})

// Sectors are the trades of the annex in force on a day, in its order.
func (s Room) Sectors(ctx context.Context, day civil.Date) ([]allocation.Sector, error) {
	return Catalogue[allocation.Sector](ctx, s.Read, KindSector, day)
}

// Groups are the groups of people in force on a day.
func (s Room) Groups(ctx context.Context, day civil.Date) ([]allocation.Group, error) {
	return Catalogue[allocation.Group](ctx, s.Read, KindGroup, day)
}

// Materials are the papers of an application in force on a day.
func (s Room) Materials(ctx context.Context, day civil.Date) ([]allocation.Material, error) {
	return Catalogue[allocation.Material](ctx, s.Read, KindMaterial, day)
}

// BenefitKinds are the kinds of benefits in force on a day.
func (s Room) BenefitKinds(ctx context.Context, day civil.Date) ([]allocation.BenefitKind, error) {
	return Catalogue[allocation.BenefitKind](ctx, s.Read, KindBenefit, day)
}

// ExitGrounds are the grounds of 四(五) in force on a day.
func (s Room) ExitGrounds(ctx context.Context, day civil.Date) ([]leave.ExitGround, error) {
	return Catalogue[leave.ExitGround](ctx, s.Read, KindGround, day)
}

// Bodies are the bodies that may decide, in force on a day.
func (s Room) Bodies(ctx context.Context, day civil.Date) ([]allocation.Body, error) {
	return Catalogue[allocation.Body](ctx, s.Read, KindBody, day)
}

// Reasons are all reasons of refusal of the list, those not yet or no longer in force too.
func Reasons(ctx context.Context, q engine.Querier) ([]refusal.Reason, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (v refusal.Reason, err error) {
		var body []byte
		var from, to civil.Date
		if err = r.Scan(&body, &from, &to); err != nil {
			return v, err
		}
		err = json.Unmarshal(body, &v)
		v.Source.From, v.Source.To = from, to
		return v, err
	}, `SELECT body, valid_from, valid_to FROM catalogue WHERE kind = $1 ORDER BY place, id`, string(KindReason))
}

const sqlCatalogue = `SELECT body FROM catalogue
	WHERE kind = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY place, id`

// Catalogue reads the entries of a kind; inside a write transaction q is the tx.
func Catalogue[T any](ctx context.Context, q engine.Querier, kind CatalogueKind, day civil.Date) ([]T, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (T, error) {
		var v T
		var body []byte
		if err := r.Scan(&body); err != nil {
			return v, err
		}
		return v, json.Unmarshal(body, &v)
	}, sqlCatalogue, string(kind), day)
}

// CatalogueEntries are all entries of a kind, those no longer in force too.
func (s Room) CatalogueEntries(ctx context.Context, kind CatalogueKind) ([]CatalogueEntry, error) {
	return CatalogueNoun.All(ctx, s.Read, `WHERE c.kind = $1 ORDER BY c.place, c.id`, string(kind))
}

const textBasis = say.Basis

// AddCatalogues writes the lists of a new office.
func AddCatalogues(t *engine.Tx, c Catalogues) error {
	if err := addDistricts(t, c.Districts); err != nil {
		return err
	}
	for i, e := range c.Sectors {
		if err := addEntry(t, KindSector, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Groups {
		if err := addEntry(t, KindGroup, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Materials {
		if err := addEntry(t, KindMaterial, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Benefits {
		if err := addEntry(t, KindBenefit, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Grounds {
		if err := addEntry(t, KindGround, i, strconv.Itoa(e.Number), e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Bodies {
		if err := addEntry(t, KindBody, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	for i, e := range c.Reasons {
		if err := addEntry(t, KindReason, i, e.Code, e.Name, e.Source, e); err != nil {
			return err
		}
	}
	return AddHolidays(t, c.Holidays, "")
}

// cityPlace is the place of the city in the order of the districts: behind all.
const cityPlace = 1000

// addDistricts writes the districts in their order, and behind them the city, whose pool holds what no district has yet.
func addDistricts(t *engine.Tx, districts []allocation.District) error {
	if len(districts) == 0 {
		return nil
	}
	const query = `INSERT INTO district (code, name, short, place, clause, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	for i, d := range districts {
		if err := t.Exec(query, d.Code, d.Name, d.Short, i+1, d.Source.Cite(), d.Source.From, d.Source.To); err != nil {
			return err
		}
	}
	from := districts[0].Source
	return t.Exec(query, allocation.CityCode, "", allocation.CityOffice, cityPlace, from.Cite(), from.From, nil)
}

func addEntry(t *engine.Tx, kind CatalogueKind, place int, code, title string, from allocation.Source, body any) error {
	text, err := engine.Encode(body)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO catalogue (kind, code, title, clause, valid_from, valid_to, place, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		string(kind), code, title, from.Cite(), from.From, from.To, place, string(text))
}
