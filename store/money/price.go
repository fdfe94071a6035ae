package money

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// PriceRow is the market price of a fee in a calendar year, or of heating in a season, with its source.
type PriceRow struct {
	ID          int64
	District    string // "" is the whole city
	Community   string // "" is all of the district
	Floor       string // "" is all floors: 1, 2, -1
	Fee         charge.Fee
	Year        int // of a season: the year in which it starts
	Priced      bool
	Fen         quantity.Money // per ㎡ and month, per ㎡ and season, or per m³
	From, To    civil.Date     // [From, To) of a heating season
	Document    string
	DocumentDay civil.Date
	Payee       string
	Version     int64
}

// Place is for whom the price holds: 尖山区 南市区 2层, 尖山区 1层, 尖山区, 全市.
func (p PriceRow) Place() string {
	if p.District == "" {
		return allocation.CityOffice
	}
	words := []string{p.District}
	if p.Community != "" {
		words = append(words, p.Community)
	}
	if p.Floor != "" {
		words = append(words, fmt.Sprintf("%s层", p.Floor))
	}
	return strings.Join(words, " ")
}

const (
	priceColumns = `SELECT id, district, community, floor, fee, year, 1, fen, NULL, NULL, document, document_day, payee, version FROM price`
	seasonColumn = `SELECT id, district, community, floor, 'heating', season, fen IS NOT NULL, coalesce(fen, 0), from_day, to_day, document, document_day,
		payee, version FROM heating_season`
	// sqlPrices reads everything that a district goes by, or all for the city, the latest year first, places in order.
	sqlPrices = `SELECT * FROM (` + priceColumns + ` WHERE $1 = '' OR district IN ('', $1) UNION ALL ` + seasonColumn + ` WHERE $1 = '' OR district IN ('', $1))
		ORDER BY year DESC, district, community, floor, id`

	// sqlClosest puts the price that holds first: the closest place wins. This is the one place that says what is closer:
	// a floor of the community, the community, a floor of the district, the district, the whole city.
	sqlClosest     = ` WHERE district IN ('', $1) AND community IN ('', $2) AND floor IN ('', $3)`
	sqlCloserFirst = `district DESC, community DESC, floor DESC, id`
	pricesOfPlace  = priceColumns + sqlClosest + ` ORDER BY fee, year, ` + sqlCloserFirst
	seasonsOfPlace = seasonColumn + sqlClosest + ` ORDER BY season, ` + sqlCloserFirst
)

func scanPrice(s engine.Scanner) (p PriceRow, err error) {
	err = s.Scan(&p.ID, &p.District, &p.Community, &p.Floor, &p.Fee, &p.Year, &p.Priced, &p.Fen, &p.From, &p.To, &p.Document, &p.DocumentDay, &p.Payee, &p.Version)
	return p, err
}

// Prices lists the prices that the actor's district goes by: the latest year first, in it by fee and place.
func (s Room) Prices(ctx context.Context, by engine.Actor) ([]PriceRow, error) {
	list, err := engine.All(ctx, s.Read, scanPrice, sqlPrices, by.District)
	slices.SortStableFunc(list, func(a, b PriceRow) int {
		return cmp.Or(b.Year-a.Year, slices.Index(charge.Fees, a.Fee)-slices.Index(charge.Fees, b.Fee))
	})
	return list, err
}

// Price reads one price; heating seasons and prices are numbered apart, so the fee is needed. Errors: ErrNotFound.
func (s Room) Price(ctx context.Context, by engine.Actor, fee charge.Fee, id int64) (PriceRow, error) {
	query := priceColumns + ` WHERE id = $1`
	if fee == charge.FeeHeating {
		query = seasonColumn + ` WHERE id = $1`
	}
	p, err := engine.One(ctx, s.Read, scanPrice, query, id)
	if err == nil && p.District != "" && !by.Sees(p.District) {
		return PriceRow{}, engine.ErrOtherDistrict.With(p.District)
	}
	return p, err
}

// floorText is a floor as the premises have it: a number without sign, below ground with one; empty for all floors.
var floorText = regexp.MustCompile(`^(-?[1-9][0-9]?)?$`)

// floorKey takes 2层 and 2 楼 as people type them.
func floorKey(text string) string {
	text = strings.TrimSpace(text)
	for _, word := range []string{"层", "楼"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, word))
	}
	return text
}

// check refuses what is incomplete.
func (p PriceRow) check(today civil.Date) error {
	switch {
	case !p.Fee.Valid():
		return ErrPriceFee.On("fee")
	case p.Year < 2000 || p.Year > 2199:
		return ErrPriceYear.With(fmt.Sprint(p.Year)).On("year")
	case !floorText.MatchString(p.Floor):
		return ErrPriceFloor.With(p.Floor).On("floor")
	case p.Fen < 0 || p.Fen > 100_000_00:
		return ErrPriceFen.With(p.Fen.String()).On("fen")
	case p.Fee != charge.FeeHeating && !p.Priced:
		return ErrPriceFen.On("fen")
	case basis.Blank(p.Document):
		return ErrPriceDocument.On("document")
	case p.DocumentDay.IsZero() || p.DocumentDay.After(today):
		return ErrPriceDay.With(p.DocumentDay.String()).On("document_day")
	case basis.Blank(p.Payee):
		return ErrPricePayee.On("payee")
	case p.Fee == charge.FeeHeating && (p.From.Year() != p.Year || !p.From.Before(p.To)):
		return ErrSeasonDays.On("from")
	}
	return nil
}

// SetPrice enters a price with its source, or changes it (ID and Version as read). The days of a heating season come with it;
// its price may be missing until it is published. Errors: ErrStale, ErrDuplicate, ErrPrice…, ErrSeason….
func (s Room) SetPrice(ctx context.Context, by engine.Actor, p PriceRow, reason string) error {
	return s.Write(ctx, by, allocation.ActSetPrice, func(t *engine.Tx) error {
		if p.District == "" && t.By.District != "" {
			return engine.ErrOtherDistrict.With(allocation.CityOffice)
		}
		if err := t.Mine(p.District); p.District != "" && err != nil {
			return err
		}
		p.Document, p.Payee, p.Community = strings.TrimSpace(p.Document), strings.TrimSpace(p.Payee), strings.TrimSpace(p.Community)
		p.Floor = floorKey(p.Floor)
		if p.District == "" {
			p.Community, p.Floor = "", ""
		}
		if err := p.check(t.Today); err != nil {
			return err
		}
		if p.ID != 0 && basis.Blank(reason) {
			return engine.ErrNoReason.With(allocation.ActSetPrice.Title)
		}
		t.Subject(fmt.Sprintf("%s %d 年%s", p.Place(), p.Year, p.Fee.Title()))
		t.Reason(reason)
		if p.Fee == charge.FeeHeating {
			return setSeason(t, p)
		}
		return setPrice(t, p)
	})
}

func setPrice(t *engine.Tx, p PriceRow) error {
	if p.ID == 0 {
		id, err := t.Insert(`INSERT INTO price (district, community, floor, fee, year, fen, document, document_day, payee)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			p.District, p.Community, p.Floor, string(p.Fee), p.Year, int64(p.Fen), p.Document, p.DocumentDay, p.Payee)
		t.About("price", id)
		return err
	}
	t.About("price", p.ID)
	return t.Update("price", p.ID, `UPDATE price SET fen = $1, document = $2, document_day = $3, payee = $4, version = version + 1
		WHERE id = $5 AND version = $6`, int64(p.Fen), p.Document, p.DocumentDay, p.Payee, p.ID, p.Version)
}

func setSeason(t *engine.Tx, p PriceRow) error {
	overlap, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM heating_season
		WHERE district = $1 AND community = $2 AND floor = $3 AND id <> $4 AND from_day < $5 AND to_day > $6)`,
		p.District, p.Community, p.Floor, p.ID, p.To, p.From)
	if err != nil {
		return err
	}
	if overlap {
		return ErrSeasonOverlap.On("from")
	}
	fen := sql.NullInt64{Int64: int64(p.Fen), Valid: p.Priced}
	if p.ID == 0 {
		id, err := t.Insert(`INSERT INTO heating_season (district, community, floor, season, from_day, to_day, fen, document, document_day, payee)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			p.District, p.Community, p.Floor, p.Year, p.From, p.To, fen, p.Document, p.DocumentDay, p.Payee)
		t.About("heating_season", id)
		return err
	}
	t.About("heating_season", p.ID)
	return t.Update("heating_season", p.ID, `UPDATE heating_season SET from_day = $1, to_day = $2, fen = $3, document = $4, document_day = $5,
		payee = $6, version = version + 1 WHERE id = $7 AND version = $8`, p.From, p.To, fen, p.Document, p.DocumentDay, p.Payee, p.ID, p.Version)
}

// placePrices are the prices and seasons that hold on a floor of a community: of each fee and year the closest (sqlCloserFirst).
func placePrices(ctx context.Context, q engine.Querier, district, community, floor string) (prices []charge.YearPrice, seasons []charge.HeatingSeason, err error) {
	rows, err := engine.All(ctx, q, scanPrice, pricesOfPlace, district, community, floor)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows { // the closest place of a fee and year comes first
		if n := len(prices); n > 0 && prices[n-1].Fee == r.Fee && prices[n-1].Year == r.Year {
			continue
		}
		prices = append(prices, charge.YearPrice{Fee: r.Fee, Year: r.Year, Fen: r.Fen})
	}
	rows, err = engine.All(ctx, q, scanPrice, seasonsOfPlace, district, community, floor)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		if n := len(seasons); n > 0 && seasons[n-1].Season == r.Year {
			continue
		}
		seasons = append(seasons, charge.HeatingSeason{Season: r.Year, From: r.From, To: r.To, Priced: r.Priced, Fen: r.Fen})
	}
	return prices, seasons, nil
}

// Tenancies, prices, exits.
var (
	ErrPriceFee      = say.Refuse("price_fee", "请选择费用")
	ErrPriceYear     = say.Refuse("price_year", "年度应为四位数，如 2021")
	ErrPriceFloor    = say.Refuse("price_floor", "楼层填数字，如 1、2；空着是各层同价")
	ErrPriceFen      = say.Refuse("price_fen", "请填写单价，按元，最多两位小数")
	ErrPriceDocument = say.Refuse("price_document", "请写明价格依据的文件和文号")
	ErrPriceDay      = say.Refuse("price_day", "请填写文件日期，不能晚于今天")
	ErrPricePayee    = say.Refuse("price_payee", "请写明收款单位")
	ErrSeasonDays    = say.Refuse("season_days", "供热期的起始日应在所填年度内，止日应晚于起始日")
	ErrSeasonOverlap = say.Refuse("season_overlap", "与已登记的供热期日期重叠，请核对起止日期")
)
