package money

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// mostBills is how many bills a refusal names.
const mostBills = 3

// billedBy are the first bills whose lines were worked out by a price; lines that were taken back do not count.
func billedBy(t *engine.Tx, p PriceRow) ([]string, error) {
	return engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT b.number FROM bill b JOIN tenancy t ON t.id = b.tenancy_id
		WHERE $1 IN ('', b.district) AND EXISTS (SELECT 1 FROM hold h JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = t.id
			AND $2 IN ('', u.community) AND $3 IN ('', CAST(u.floor AS TEXT)))
		AND (SELECT count(*) FROM bill_line l WHERE l.bill_id = b.id AND l.fee = $4 AND l.year = $5 AND l.price_fen = $6 AND l.back = 0)
			> (SELECT count(*) FROM bill o JOIN bill_line l ON l.bill_id = o.id
				WHERE o.tenancy_id = b.tenancy_id AND l.fee = $4 AND l.year = $5 AND l.price_fen = $6 AND l.back = 1)
		ORDER BY b.id LIMIT $7`, p.District, p.Community, p.Floor, string(p.Fee), p.Year, int64(p.Fen), mostBills)
}

// changePrice opens a price for a change of its life.
func (s Room) changePrice(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, change func(t *engine.Tx, p *PriceRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		p, err := PriceNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := mayPrice(t, p.District); err != nil {
			return err
		}
		t.Subject(p.subject())
		t.About("price", id)
		t.Reason(strings.TrimSpace(reason))
		if err := change(t, &p); err != nil {
			return err
		}
		return PriceNoun.Set(t, p, version)
	})
}

// mayPrice refuses a price of another district, and of the whole city to a district.
func mayPrice(t *engine.Tx, district string) error {
	if district != "" {
		return t.Mine(district)
	}
	if t.By.District != "" {
		return engine.ErrOtherDistrict.With(allocation.CityOffice)
	}
	return nil
}

// subject names a price in the log.
func (p *PriceRow) subject() string {
	return fmt.Sprintf("%s %d 年%s", p.Place(), p.Year, p.Fee.Title())
}

// VoidPrice takes a price out that was entered by mistake, while no bill rests on it. Errors: ErrStale, those of charge.PriceVoid.Void.
func (s Room) VoidPrice(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.changePrice(ctx, by, allocation.ActVoidPrice, id, version, reason, func(t *engine.Tx, p *PriceRow) error {
		bills, err := billedBy(t, *p)
		if err != nil {
			return err
		}
		return p.Void.Void(t.Today, t.By.ID, reason, bills)
	})
}

// RestorePrice takes the voiding back. Errors: ErrStale, ErrDuplicate where another price has taken its place, ErrSeasonOverlap,
// charge.ErrPriceCounts.
func (s Room) RestorePrice(ctx context.Context, by engine.Actor, id, version int64) error {
	return s.changePrice(ctx, by, allocation.ActRestorePrice, id, version, "", func(t *engine.Tx, p *PriceRow) error {
		if err := p.Void.Restore(); err != nil {
			return err
		}
		return freeSeason(t.Ctx, t, *p)
	})
}

// PriceCopy says how the prices of a year become those of the next.
type PriceCopy struct {
	Year     int        // that they are copied to, from the year before
	Document string     // that they rest on; empty: each keeps its own, with its day
	Day      civil.Date // of the document
	Payee    string     // empty: each keeps its own
}

// CopyPrices enters for a year what the year before has and it has not: of the actor's district, or of all that the city office
// keeps. Heating seasons move on by a year. It returns how many. Errors: ErrNothingToCopy, those of SetPrice.
func (s Room) CopyPrices(ctx context.Context, by engine.Actor, in PriceCopy) (n int, err error) {
	err = s.Write(ctx, by, allocation.ActCopyPrices, func(t *engine.Tx) error {
		rows, err := missingOf(t.Ctx, t, by, in.Year)
		if err != nil {
			return err
		}
		if n = len(rows); n == 0 {
			return ErrNothingToCopy.Textf("%d 年没有可以复制到 %d 年的价格", in.Year-1, in.Year).On("year")
		}
		for _, p := range rows {
			if err := addPrice(t, in.of(p)); err != nil {
				return err
			}
		}
		t.Subject(fmt.Sprintf("%d 年价格 %d 项，由 %d 年复制", in.Year, n, in.Year-1))
		t.About("", 0)
		return nil
	})
	return n, err
}

// of is a price of the year before as that of the year.
func (in PriceCopy) of(p PriceRow) PriceRow {
	p.ID, p.Version, p.Year = 0, 0, in.Year
	if p.Fee == charge.FeeHeating {
		p.From, p.To = p.From.AddMonths(12), p.To.AddMonths(12)
	}
	if document := strings.TrimSpace(in.Document); document != "" {
		p.Document, p.DocumentDay = document, in.Day
	}
	if payee := strings.TrimSpace(in.Payee); payee != "" {
		p.Payee = payee
	}
	return p
}

// missingOf are the prices of the year before that a year lacks, of the actor's district.
func missingOf(ctx context.Context, q engine.Querier, by engine.Actor, year int) ([]PriceRow, error) {
	return PriceNoun.All(ctx, q, `WHERE m.year = $1 - 1 AND m.voided_day IS NULL AND ($2 = '' OR m.district = $2) AND NOT EXISTS (SELECT 1 FROM price o
		WHERE o.year = $1 AND o.voided_day IS NULL AND o.district = m.district AND o.community = m.community AND o.floor = m.floor AND o.fee = m.fee)
		ORDER BY m.district, m.community, m.floor, m.fee`, year, by.District)
}

// PricesToCopy reads what CopyPrices would enter for a year, as it stands in the year before.
func (s Room) PricesToCopy(ctx context.Context, by engine.Actor, year int) ([]PriceRow, error) {
	return missingOf(ctx, s.Read, by, year)
}

// ErrNothingToCopy refuses a year that has everything already.
var ErrNothingToCopy = say.Refuse("nothing_to_copy", "上一年没有可以复制的价格")
