package basis

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// OfficeCard is what a district keeps of itself, as it is stored. ID 0: nothing has been entered yet.
type OfficeCard struct {
	bylaw.Card
	ID      int64
	Version int64
}

// cardPayees are payees as their column keeps them: JSON.
type cardPayees []bylaw.Payee

// Scan reads the column.
func (l *cardPayees) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("payees in a %T", src)
	}
	return json.Unmarshal([]byte(text), (*[]bylaw.Payee)(l))
}

// Kept is what the column keeps.
func (l *cardPayees) Kept() any {
	if len(*l) == 0 {
		return "[]"
	}
	text, err := engine.Encode((*[]bylaw.Payee)(l))
	if err != nil {
		panic(err) // texts alone
	}
	return string(text)
}

// OfficeCardNoun is what cards are.
var OfficeCardNoun = engine.NewNoun(engine.Noun[OfficeCard]{
	Title: "单位", From: ` FROM office_card c`,
	Fields: []engine.Field[OfficeCard]{
		{Key: "id", Column: "id", At: func(c *OfficeCard) any { return &c.ID }},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(c *OfficeCard) any { return &c.District },
			Text: func(c OfficeCard, _ civil.Date) string { return officeName(c.District) },
		},
		{Key: "leader", Title: "区级负责人", Column: "leader", Sets: true, At: func(c *OfficeCard) any { return &c.Leader }},
		{Key: "adviser", Title: "法律顾问", Column: "adviser", Sets: true, At: func(c *OfficeCard) any { return &c.Adviser }},
		{Key: "telephone", Title: "办公电话", Column: "telephone", Sets: true, At: func(c *OfficeCard) any { return &c.Telephone }},
		{Key: "address", Title: "办公地址", Column: "address", Sets: true, At: func(c *OfficeCard) any { return &c.Address }},
		{
			Key: "payees", Title: "收款账户", Column: "payees", Sets: true, At: func(c *OfficeCard) any { return (*cardPayees)(&c.Payees) },
			Text: func(c OfficeCard, _ civil.Date) string {
				return strings.ReplaceAll(bylaw.PayeeLines(c.Payees), "\n", "；")
			},
		},
		{Key: "review", Title: "行政复议机关", Column: "review", Sets: true, At: func(c *OfficeCard) any { return &c.Review }},
		{Key: "court", Title: "诉讼法院", Column: "court", Sets: true, At: func(c *OfficeCard) any { return &c.Court }},
		{Key: "version", Title: say.Version, Column: "version", At: func(c *OfficeCard) any { return &c.Version }},
	},
})

// Card is what a district keeps of itself; bylaw.NewCard where nothing has been entered.
func (s Room) Card(ctx context.Context, district string) (OfficeCard, error) {
	return CardOf(ctx, s.Read, district)
}

// CardOf reads it inside the transaction.
func CardOf(ctx context.Context, q engine.Querier, district string) (OfficeCard, error) {
	c, err := OfficeCardNoun.One(ctx, q, `WHERE c.district = $1`, district)
	if errors.Is(err, engine.ErrNotFound) {
		return OfficeCard{Card: bylaw.NewCard(district)}, nil
	}
	return c, err
}

// NewCards enters what the districts of a new office say of themselves.
func NewCards(t *engine.Tx, district string) error {
	if holds, err := engine.Holds(t.Ctx, t, "office_card", "review"); err != nil || !holds {
		return err
	}
	for _, d := range allocation.Districts() {
		if district != "" && d.Name != district {
			continue
		}
		if _, err := OfficeCardNoun.Add(t, OfficeCard{Card: bylaw.NewCard(d.Name)}); err != nil {
			return err
		}
	}
	return nil
}

// Cards are those that the actor may see: of the whole city first, then of the districts in their order; one district has its
// own alone.
func (s Room) Cards(ctx context.Context, by engine.Actor) (out []OfficeCard, err error) {
	var of []string
	if by.Sees("") {
		of = append(of, "")
	}
	for _, d := range allocation.Districts() {
		if by.Sees(d.Name) {
			of = append(of, d.Name)
		}
	}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		for _, d := range of {
			c, err := CardOf(ctx, q, d)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	})
	return out, err
}

// SetCard keeps what a district says of itself (六(一)). Errors: ErrOtherDistrict, ErrStale, those of bylaw.Card.Check.
func (s Room) SetCard(ctx context.Context, by engine.Actor, c OfficeCard) error {
	return s.Write(ctx, by, allocation.ActEditOffice, func(t *engine.Tx) error {
		if err := t.Mine(c.District); err != nil {
			return err
		}
		if err := c.Check(); err != nil {
			return err
		}
		t.Subject(officeName(c.District))
		if c.ID != 0 {
			if err := t.Exec(keepPast, c.ID, t.Today); err != nil {
				return err
			}
			return OfficeCardNoun.Set(t, c, c.Version)
		}
		_, err := OfficeCardNoun.Add(t, c)
		return err
	})
}

// officeName is a district's name; of none the city's.
func officeName(district string) string { return cmp.Or(district, allocation.CityOffice) }
