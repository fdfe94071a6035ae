package money

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	unlikely "penggai/allocation/doubt"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/doubt"
	"penggai/store/engine"
	"penggai/store/intake"
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
	Void        charge.PriceVoid
	Version     int64
}

// Place is for whom the price holds: 尖山区 南市区 2层, 尖山区 1层, 尖山区, 全市.
func (p *PriceRow) Place() string {
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

// PriceNoun is what prices are, the heating seasons among them: the latest year first, in it by fee and place.
var PriceNoun = engine.NewNoun(engine.Noun[PriceRow]{
	From:     ` FROM price m`,
	District: "m.district",
	Shared:   true,
	Order:    []engine.Order{{Column: "year", Desc: true}, {Column: "fee"}, {Column: "place"}},
	Fields: []engine.Field[PriceRow]{
		{Key: "id", Column: "id", At: func(p *PriceRow) any { return &p.ID }},
		{
			Key: "year", Title: say.Year, Column: "year", At: func(p *PriceRow) any { return &p.Year },
			Text:  func(p PriceRow, _ civil.Date) string { return strconv.Itoa(p.Year) },
			Sorts: true, Filters: 1, Match: engine.NumbersMatch("m.year"), Plain: 1,
		},
		{
			Key: "fee", Title: say.Fee, Column: "fee", At: func(p *PriceRow) any { return &p.Fee },
			Sort: engine.PlaceAmong("m.fee", charge.Fees), Filters: 2, Choices: engine.TitledChoices(charge.Fees), Plain: 2,
		},
		{
			Key: "place", Title: say.Scope, Expr: sqlPricePlace, Of: func(p PriceRow, _ civil.Date) any { return p.Place() },
			Sort:    `m.district || ' ' || m.community || ' ' || m.floor`,
			Filters: 3, Match: engine.Sounding(sqlPricePlace, `SELECT DISTINCT `+sqlPricePlace+` FROM price m`), Plain: 3,
		},
		{
			Key: "fen", Title: say.UnitPrice, Kind: search.FieldMoney, Column: "fen", At: func(p *PriceRow) any { return &priceFen{p} }, Sets: true,
			Of: func(p PriceRow, _ civil.Date) any { return p.amount() }, Sorts: true, Filters: 4,
		},
		{Key: "unit", Title: "单位", Of: func(p PriceRow, _ civil.Date) any { return p.Fee.UnitTitle() }},
		{Key: "from", Title: "供热期", Column: "from_day", At: func(p *PriceRow) any { return &p.From }, Sets: true, Sorts: true},
		{Key: "to", Title: "供热期止", Column: "to_day", Past: true, At: func(p *PriceRow) any { return &p.To }, Sets: true},
		{
			Key: "document", Title: "依据文件", Column: "document", At: func(p *PriceRow) any { return &p.Document }, Sets: true,
			Sorts: true, Filters: 5, Match: engine.Containing("m.document"), Plain: 4,
		},
		{Key: "document_day", Title: "文件日期", Column: "document_day", At: func(p *PriceRow) any { return &p.DocumentDay }, Sets: true},
		{
			Key: "payee", Title: "收款单位", Column: "payee", At: func(p *PriceRow) any { return &p.Payee }, Sets: true,
			Sorts: true, Filters: 6, Match: engine.Sounding("m.payee", `SELECT DISTINCT payee FROM price`), Plain: 5,
		},
		{Key: "district", Column: "district", At: func(p *PriceRow) any { return &p.District }},
		{Key: "community", Column: "community", At: func(p *PriceRow) any { return &p.Community }},
		{Key: "floor", Column: "floor", At: func(p *PriceRow) any { return &p.Floor }},
		{
			Key: "state", Title: engine.TextFieldState, Expr: `CASE WHEN m.voided_day IS NULL THEN '' ELSE 'void' END`,
			Text: priceState, Of: func(p PriceRow, today civil.Date) any { return priceState(p, today) },
			Filters: 7, Choices: []search.Choice{{Value: "", Title: "有效"}, priceVoid}, Hides: priceVoid,
		},
		{Key: "voided_day", Title: "作废日期", Column: "voided_day", At: func(p *PriceRow) any { return &p.Void.Day }, Sets: true},
		{Key: "voided_by", Title: "作废人", Column: "voided_by", At: func(p *PriceRow) any { return &p.Void.By }, Sets: true},
		{Key: "void_reason", Title: "作废理由", Column: "void_reason", At: func(p *PriceRow) any { return &p.Void.Reason }, Sets: true},
		{Key: "version", Column: "version", At: func(p *PriceRow) any { return &p.Version }},
	},
})

// priceVoid are the prices that were entered by mistake: listed only when the filter names them.
var priceVoid = search.Choice{Value: "void", Title: say.Voided}

func priceState(p PriceRow, _ civil.Date) string {
	if p.Void.Day.IsZero() {
		return ""
	}
	return priceVoid.Title
}

const (
	// sqlPricePlace is PriceRow.Place.
	sqlPricePlace = `CASE m.district WHEN '' THEN '` + allocation.CityOffice + `' ELSE m.district || iif(m.community = '', '', ' ' || m.community)
		|| iif(m.floor = '', '', ' ' || m.floor || '层') END`

	// closestPrices puts the price that holds first: the closest place wins. This is the one place that says what is closer:
	// a floor of the community, the community, a floor of the district, the district, the whole city.
	closestPrices = `WHERE m.voided_day IS NULL AND m.district IN ('', $1) AND m.community IN ('', $2) AND m.floor IN ('', $3)
		ORDER BY m.fee, m.year, m.district DESC, m.community DESC, m.floor DESC, m.id`
)

// priceFen is where the price of a row stands: a season may have none yet.
type priceFen struct{ row *PriceRow }

// Scan reads the column.
func (f *priceFen) Scan(src any) error {
	var fen sql.NullInt64
	err := fen.Scan(src)
	f.row.Priced, f.row.Fen = fen.Valid, quantity.Money(fen.Int64)
	return err
}

// Kept is what the column keeps.
func (f *priceFen) Kept() any {
	if !f.row.Priced {
		return nil
	}
	return int64(f.row.Fen)
}

// amount is the price, or that it is still to come.
func (p *PriceRow) amount() any {
	if !p.Priced {
		return TextPending
	}
	return p.Fen
}

// TextPending stands for an amount that is not known yet.
const TextPending = "待公布"

// Prices reads a window of the list of prices that the actor's district goes by, the latest year first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Prices(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[PriceRow], error) {
	return PriceNoun.List(ctx, s.Store, by, q)
}

// Price reads one price. Errors: ErrNotFound.
func (s Room) Price(ctx context.Context, by engine.Actor, id int64) (PriceRow, error) {
	p, err := PriceNoun.ByID(ctx, s.Read, id)
	if err == nil && p.District != "" && !by.Sees(p.District) {
		return PriceRow{}, engine.ErrOtherDistrict.With(p.District)
	}
	return p, err
}

// PriceChoices are what a price is made from, by district for which the actor may set prices.
type PriceChoices struct {
	Communities map[string][]string
	Payees      map[string][]bylaw.Payee // of the cards; under "" those of the whole city
}

// PriceChoices reads them.
func (s Room) PriceChoices(ctx context.Context, by engine.Actor) (PriceChoices, error) {
	out := PriceChoices{Communities: map[string][]string{}, Payees: map[string][]bylaw.Payee{}}
	districts := []string{""}
	for _, d := range allocation.Districts() {
		districts = append(districts, d.Name)
	}
	err := s.Snapshot(ctx, func(q engine.Querier) error {
		for _, d := range districts {
			if !by.Sees(d) {
				continue
			}
			card, err := basis.CardOf(ctx, q, d)
			if err != nil {
				return err
			}
			out.Payees[d] = card.Payees
			if d == "" {
				continue
			}
			if out.Communities[d], err = intake.Communities(ctx, q, d); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// floorText is a floor as the premises have it: a number without sign, below ground with one; empty for all floors.
var floorText = regexp.MustCompile(`^(-?[1-9][0-9]?)?$`)

// floorKey takes 2层 and 2 楼 as people type them.
func floorKey(text string) string {
	text = strings.TrimSpace(text)
	for _, word := range []string{say.Floor, "楼"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, word))
	}
	return text
}

// check refuses what is incomplete.
func (p *PriceRow) check(today civil.Date) error {
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
	case p.Fee == charge.FeeHeating && p.From.Year() != p.Year:
		return ErrSeasonDays.Textf("供热期 %d 年度的起始日应在 %d 年内，不是 %s", p.Year, p.Year, p.From).On("from")
	case p.Fee == charge.FeeHeating && !p.From.Before(p.To):
		return ErrSeasonDays.Textf("供热期的最后一天 %s 早于起始日 %s，请核对年份：跨年的供热期止于第二年", p.To.AddDays(-1), p.From).On("to")
	}
	return nil
}

// SetPrice enters a price with its source, or changes it (ID and Version as read). The days of a heating season come with it;
// its price may be missing until it is published. Errors: ErrStale, ErrDuplicate, ErrPrice…, ErrSeason….
func (s Room) SetPrice(ctx context.Context, by engine.Actor, p PriceRow, reason string) error {
	return s.Write(ctx, by, allocation.ActSetPrice, func(t *engine.Tx) error {
		if p.ID != 0 && basis.Blank(reason) {
			return engine.ErrNoReason.With(allocation.ActSetPrice.Title)
		}
		t.Reason(reason)
		if p.ID == 0 {
			return addPrice(t, p)
		}
		was, err := PriceNoun.ByID(t.Ctx, t, p.ID)
		switch {
		case err != nil:
			return err
		case !was.Void.Day.IsZero():
			return charge.ErrPriceVoided
		}
		if err := p.ready(t); err != nil {
			return err
		}
		if err := PriceNoun.Set(t, p, p.Version); err != nil {
			return err
		}
		return askPrice(t, p)
	})
}

// askPrice asks about a price that is far from that of the year before in the same place.
func askPrice(t *engine.Tx, p PriceRow) error {
	if !p.Priced {
		return nil
	}
	last, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT fen FROM price WHERE fee = $1 AND district = $2 AND community = $3 AND floor = $4 AND year = $5
		AND voided_day IS NULL AND fen IS NOT NULL`, string(p.Fee), p.District, p.Community, p.Floor, p.Year-1)
	if err != nil || !found {
		return err
	}
	return doubt.Settle(t, "price", p.ID, unlikely.Price(p.Place()+p.Fee.Title(), p.Year, p.Fen, quantity.Money(last)))
}

// addPrice enters a price.
func addPrice(t *engine.Tx, p PriceRow) error {
	if err := p.ready(t); err != nil {
		return err
	}
	id, err := PriceNoun.Add(t, p)
	if err != nil {
		return err
	}
	t.About("price", id)
	p.ID = id
	return askPrice(t, p)
}

// ready makes a price such as it is kept, and refuses what is not the actor's, incomplete, or of a place that there is not.
func (p *PriceRow) ready(t *engine.Tx) error {
	if err := mayPrice(t, p.District); err != nil {
		return err
	}
	p.tidy()
	if err := p.check(t.Today); err != nil {
		return err
	}
	t.Subject(p.subject())
	t.About("price", p.ID)
	return p.placed(t.Ctx, t)
}

// tidy brings what was typed into the form in which it is kept.
func (p *PriceRow) tidy() {
	p.Document, p.Payee, p.Community = strings.TrimSpace(p.Document), strings.TrimSpace(p.Payee), strings.TrimSpace(p.Community)
	p.Floor = floorKey(p.Floor)
	if p.District == "" {
		p.Community, p.Floor = "", ""
	}
	if p.Fee != charge.FeeHeating {
		p.From, p.To = civil.Date{}, civil.Date{}
	}
}

// placed refuses a price of a community that there is not, and days that another season of the same place has.
func (p *PriceRow) placed(ctx context.Context, q engine.Querier) error {
	if p.Community != "" {
		there, err := engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM unit WHERE district = $1 AND community = $2)`, p.District, p.Community)
		if err != nil {
			return err
		}
		if !there {
			return ErrPriceCommunity.Textf("%s没有“%s”这个小区，请从列表里选", p.District, p.Community).On("community")
		}
	}
	return freeSeason(ctx, q, *p)
}

// freeSeason refuses days that another season of the same place has.
func freeSeason(ctx context.Context, q engine.Querier, p PriceRow) error {
	if p.Fee != charge.FeeHeating {
		return nil
	}
	overlap, err := engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM price
		WHERE fee = 'heating' AND voided_day IS NULL AND district = $1 AND community = $2 AND floor = $3 AND id <> $4 AND from_day < $5 AND to_day > $6)`,
		p.District, p.Community, p.Floor, p.ID, p.To, p.From)
	if err == nil && overlap {
		err = ErrSeasonOverlap.On("from")
	}
	return err
}

// placePrices are the prices and seasons that hold on a floor of a community: of each fee and year the closest.
func placePrices(ctx context.Context, q engine.Querier, district, community, floor string) (prices []charge.YearPrice, seasons []charge.HeatingSeason, err error) {
	rows, err := PriceNoun.All(ctx, q, closestPrices, district, community, floor)
	if err != nil {
		return nil, nil, err
	}
	for i, r := range rows { // the closest place of a fee and year comes first
		if i > 0 && rows[i-1].Fee == r.Fee && rows[i-1].Year == r.Year {
			continue
		}
		if r.Fee == charge.FeeHeating {
			seasons = append(seasons, charge.HeatingSeason{Season: r.Year, From: r.From, To: r.To, Priced: r.Priced, Fen: r.Fen})
			continue
		}
		prices = append(prices, charge.YearPrice{Fee: r.Fee, Year: r.Year, Fen: r.Fen})
	}
	return prices, seasons, nil
}

// Prices.
var (
	ErrPriceFee       = say.Refuse("price_fee", "请选择费用")
	ErrPriceYear      = say.Refuse("price_year", "年度应为四位数，如 2021")
	ErrPriceFloor     = say.Refuse("price_floor", "楼层填数字，如 1、2；空着是各层同价")
	ErrPriceCommunity = say.Refuse("price_community", "没有这个小区，请从列表里选")
	ErrPriceFen       = say.Refuse("price_fen", "请填写单价，按元，最多两位小数")
	ErrPriceDocument  = say.Refuse("price_document", "请写明价格依据的文件和文号")
	ErrPriceDay       = say.Refuse("price_day", "请填写文件日期，不能晚于今天")
	ErrPricePayee     = say.Refuse("price_payee", "请写明收款单位")
	ErrSeasonDays     = say.Refuse("season_days", "供热期的起始日应在所填年度内，止日应晚于起始日")
	ErrSeasonOverlap  = say.Refuse("season_overlap", "与已登记的供热期日期重叠，请核对起止日期")
)
