package charge

import (
	"encoding/json"
	"math/big"
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// The greatest figures of a quote; beyond them the input is bad.
const (
	maxQuoteArea   = 1_000_000_000     // dm²
	maxQuotePrice  = 1_000_000_000     // fen
	maxQuoteLitres = 1_000_000_000_000 // of one reading
)

// ReadQuote reads the JSON of `penggai fees quote`: every key present, none unknown or twice, integers in bounds,
// dates that exist, intervals that are not empty, no price and no heating season twice. The first fault is returned
// as a *Refusal that names its place. A season's fen_per_m2 may be null: its price is not published.
func ReadQuote(b []byte) (*QuoteInput, error) {
	doc, err := rule.ParseJSON(b)
	if err != nil {
		return nil, err
	}
	r := &rule.StrictReader{}
	in := readQuote(r, doc)
	if r.Err == nil {
		r.Err = in.checkSize()
	}
	if r.Err != nil {
		return nil, r.Err
	}
	return in, nil
}

func readQuote(r *rule.StrictReader, doc *rule.JsonNode) *QuoteInput {
	in := &QuoteInput{}
	v := r.Object(doc, "signed", "areas", "water_intensive", "until", "exit", "waiver_stopped",
		"prices", "heating", "water", "water_prices")
	if v == nil {
		return in
	}
	in.Signed = r.Date(v[0])
	readAreas(r, v[1], in)
	in.WaterIntensive = r.Truth(v[2])
	in.Until = r.Date(v[3])
	in.Exit = r.DateOrNull(v[4])
	in.WaiverStopped = r.DateOrNull(v[5])
	readPrices(r, v[6], v[9], in)
	readHeating(r, v[7], in)
	for _, n := range r.Array(v[8]) {
		if w := r.Object(n, "from", "to", "litres"); w != nil {
			from, to := r.Interval(w[0], w[1])
			in.Water = append(in.Water, WaterReading{From: from, To: to, Litres: r.Integer(w[2], 0, maxQuoteLitres)})
		}
	}
	return in
}

func readAreas(r *rule.StrictReader, list *rule.JsonNode, in *QuoteInput) {
	seen := map[civil.Date]bool{}
	for _, n := range r.Array(list) {
		v := r.Object(n, "from", "area_dm2")
		if v == nil {
			return
		}
		a := AreaSpell{From: r.Date(v[0]), Area: quantity.Area(r.Integer(v[1], 0, maxQuoteArea))}
		if seen[a.From] && r.Err == nil {
			r.Fail(v[0].Refuse(rule.ErrQuoteTwice).With(v[0].Text))
		}
		seen[a.From] = true
		in.Areas = append(in.Areas, a)
	}
}

func readPrices(r *rule.StrictReader, monthly, water *rule.JsonNode, in *QuoteInput) {
	seen := map[MissingPrice]bool{}
	add := func(n *rule.JsonNode, p YearPrice) {
		key := MissingPrice{p.Fee, p.Year}
		if seen[key] && r.Err == nil {
			r.Fail(n.Refuse(rule.ErrQuoteTwice))
		}
		seen[key] = true
		in.Prices = append(in.Prices, p)
	}
	for _, n := range r.Array(monthly) {
		v := r.Object(n, "fee", "year", "fen_per_m2_month")
		if v == nil || !r.Is(v[0], rule.JsonString) {
			return
		}
		fee := Fee(v[0].Text)
		if fee != FeeRent && fee != FeeProperty {
			r.Fail(v[0].Refuse(ErrQuoteFee).With(rule.CutText(v[0].Text)))
		}
		add(n, YearPrice{fee, r.Year(v[1]), quantity.Money(r.Integer(v[2], 0, maxQuotePrice))})
	}
	for _, n := range r.Array(water) {
		if v := r.Object(n, "year", "fen_per_m3"); v != nil {
			add(n, YearPrice{FeeWater, r.Year(v[0]), quantity.Money(r.Integer(v[1], 0, maxQuotePrice))})
		}
	}
}

func readHeating(r *rule.StrictReader, list *rule.JsonNode, in *QuoteInput) {
	seen := map[int]bool{}
	for _, n := range r.Array(list) {
		v := r.Object(n, "season", "from", "to", "fen_per_m2")
		if v == nil {
			return
		}
		h := HeatingSeason{Season: r.Year(v[0])}
		h.From, h.To = r.Interval(v[1], v[2])
		if h.Priced = v[3].Kind != rule.JsonNull; h.Priced {
			h.Fen = quantity.Money(r.Integer(v[3], 0, maxQuotePrice))
		}
		switch {
		case r.Err != nil:
			return
		case seen[h.Season]:
			r.Fail(v[0].Refuse(rule.ErrQuoteTwice).With(v[0].Text))
		case h.From.Year() != h.Season:
			r.Fail(v[0].Refuse(ErrQuoteSeason).With(v[0].Text))
		}
		for _, o := range in.Heating {
			if h.From.Before(o.To) && o.From.Before(h.To) && r.Err == nil {
				r.Fail(v[1].Refuse(ErrQuoteOverlap).With(v[1].Text))
			}
		}
		seen[h.Season] = true
		in.Heating = append(in.Heating, h)
	}
}

// checkSize refuses figures whose sums could leave the range of Money: the greatest area at the greatest price over
// the whole time is an upper bound of every total.
func (in *QuoteInput) checkSize() error {
	var area, monthly, water, litres, heating int64
	for _, a := range in.Areas {
		area = max(area, int64(a.Area))
	}
	for _, p := range in.Prices {
		if p.Fee == FeeWater {
			water = max(water, int64(p.Fen))
		} else {
			monthly = max(monthly, int64(p.Fen))
		}
	}
	for _, h := range in.Heating {
		heating = max(heating, int64(h.Fen))
	}
	bound := new(big.Int)
	count := func(quantity, price, times, per int64) {
		x := new(big.Int).Mul(big.NewInt(quantity), big.NewInt(price))
		bound.Add(bound, x.Mul(x, big.NewInt(times)).Quo(x, big.NewInt(per)))
	}
	months := int64(max(0, in.Until.MonthIndex(in.Signed)+1))
	count(area, monthly, 2*months, 100)
	count(area, heating, int64(len(in.Heating)), 100)
	for _, w := range in.Water {
		if litres > 1<<62-maxQuoteLitres {
			return ErrQuoteTooMuch
		}
		litres += w.Litres
	}
	count(litres, water, 1, 1000)
	if bound.BitLen() > 61 {
		return ErrQuoteTooMuch
	}
	return nil
}

// The shape of the answer of `penggai fees quote`.
type (
	quoteLineJSON struct {
		Fee     Fee             `json:"fee"`
		From    civil.Date      `json:"from"`
		To      civil.Date      `json:"to"`
		Phase   Phase           `json:"phase"`
		Market  *quantity.Money `json:"market_fen"`
		Payable *quantity.Money `json:"payable_fen"`
		Waived  *quantity.Money `json:"waived_fen"`
	}
	quoteTotalJSON struct {
		Market  quantity.Money `json:"market_fen"`
		Payable quantity.Money `json:"payable_fen"`
		Waived  quantity.Money `json:"waived_fen"`
	}
	quoteMissingJSON struct {
		Fee  Fee `json:"fee"`
		Year int `json:"year"`
	}
	quoteJSON struct {
		Lines  []quoteLineJSON `json:"lines"`
		Totals struct {
			Rent     quoteTotalJSON `json:"rent"`
			Property quoteTotalJSON `json:"property"`
			Heating  quoteTotalJSON `json:"heating"`
			Water    quoteTotalJSON `json:"water"`
		} `json:"totals"`
		Missing []quoteMissingJSON `json:"missing"`
	}
)

// JSON is the answer of `penggai fees quote`: lines by fee and date, the totals of all four fees, the missing prices;
// no spaces and no newline at the end.
func (s FeeSchedule) JSON() ([]byte, error) {
	out := quoteJSON{Lines: make([]quoteLineJSON, len(s.Lines)), Missing: make([]quoteMissingJSON, len(s.Missing))}
	for i, l := range s.Lines {
		j := quoteLineJSON{Fee: l.Fee, From: l.From, To: l.To, Phase: l.Phase}
		if l.Priced {
			j.Market, j.Payable, j.Waived = &l.Market, &l.Payable, &l.Waived
		}
		out.Lines[i] = j
	}
	for i, m := range s.Missing {
		out.Missing[i] = quoteMissingJSON(m)
	}
	out.Totals.Rent = quoteTotalJSON(s.Total(FeeRent))
	out.Totals.Property = quoteTotalJSON(s.Total(FeeProperty))
	out.Totals.Heating = quoteTotalJSON(s.Total(FeeHeating))
	out.Totals.Water = quoteTotalJSON(s.Total(FeeWater))
	return json.Marshal(out)
}

// MissingOf lists the years for which a fee has no price.
func (s FeeSchedule) MissingOf(f Fee) []int {
	var years []int
	for _, m := range s.Missing {
		if m.Fee == f && !slices.Contains(years, m.Year) {
			years = append(years, m.Year)
		}
	}
	return years
}

// Fees.
var (
	ErrQuoteFee     = say.Refuse("quote_fee", "费用种类只能是 rent 或 property")
	ErrQuoteSeason  = say.Refuse("quote_season", "供热期应以起始日所在的年份命名")
	ErrQuoteOverlap = say.Refuse("quote_overlap", "两个供热期的日期重叠，请核对")
	ErrQuoteTooMuch = say.Refuse("quote_too_much", "面积、价格和期限合计的金额过大，请核对")
)
