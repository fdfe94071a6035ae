package charge

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/strict"
)

// The greatest figures of a quote; beyond them the input is bad.
const (
	maxQuoteArea   = 1_000_000_000     // dm²
	maxQuotePrice  = 1_000_000_000     // fen
	maxQuoteLitres = 1_000_000_000_000 // of one reading
)

// ReadQuote reads the JSON of `penggai fees quote`: every key present (but uncovered), none unknown or twice, integers in
// bounds, dates that exist, intervals that are not empty, no price and no heating season twice. The first fault is refused
// with its place (ErrBadQuote). A season's fen_per_m2 may be null: its price is not published.
func ReadQuote(b []byte) (*QuoteInput, error) {
	in := &QuoteInput{}
	if err := strict.Read(b, in, quoteKeys, badQuote); err != nil {
		return nil, err
	}
	if err := in.checkSize(); err != nil {
		return nil, err
	}
	return in, nil
}

// badQuote is ErrBadQuote at a place of the file.
func badQuote(place string, line int, why string) error {
	at := fmt.Sprintf("第 %d 行", line)
	if place != "" {
		at = fmt.Sprintf("%s（%s）", place, at)
	}
	return ErrBadQuote.On(place).Textf("费用计划的数据有误：%s：%s", at, why)
}

const textTwice = "同一项写了两次，请只留一项"

var quoteKeys = []strict.Property[QuoteInput]{
	{Name: "signed", Read: func(r *strict.Reader, in *QuoteInput) { in.Signed = r.Date() }},
	{Name: "areas", Read: readAreas},
	{Name: "water_intensive", Read: func(r *strict.Reader, in *QuoteInput) { in.WaterIntensive = r.Bool() }},
	{Name: "until", Read: func(r *strict.Reader, in *QuoteInput) { in.Until = r.Date() }},
	{Name: "exit", Read: func(r *strict.Reader, in *QuoteInput) { in.Exit = r.MaybeDate() }},
	{Name: "waiver_stopped", Read: func(r *strict.Reader, in *QuoteInput) { in.WaiverStopped = r.MaybeDate() }},
	{Name: "uncovered", Optional: true, Read: func(r *strict.Reader, in *QuoteInput) {
		r.Items(func() {
			var s Span
			strict.Object(r, &s, spanKeys)
			checkInterval(r, s.From, s.To)
			in.Uncovered = append(in.Uncovered, s)
		})
	}},
	{Name: "prices", Read: func(r *strict.Reader, in *QuoteInput) { readPrices(r, in, priceKeys) }},
	{Name: "heating", Read: readHeating},
	{Name: "water", Read: func(r *strict.Reader, in *QuoteInput) {
		r.Items(func() {
			var w WaterReading
			strict.Object(r, &w, waterKeys)
			checkInterval(r, w.From, w.To)
			in.Water = append(in.Water, w)
		})
	}},
	{Name: "water_prices", Read: func(r *strict.Reader, in *QuoteInput) { readPrices(r, in, waterPriceKeys) }},
}

var areaKeys = []strict.Property[AreaSpell]{
	{Name: "from", Read: func(r *strict.Reader, a *AreaSpell) { a.From = r.Date() }},
	{Name: "area_dm2", Read: func(r *strict.Reader, a *AreaSpell) { a.Area = quantity.Area(r.Int(0, maxQuoteArea)) }},
}

var spanKeys = []strict.Property[Span]{
	{Name: "from", Read: func(r *strict.Reader, s *Span) { s.From = r.Date() }},
	{Name: "to", Read: func(r *strict.Reader, s *Span) { s.To = r.Date() }},
}

var priceKeys = []strict.Property[YearPrice]{
	{Name: "fee", Read: func(r *strict.Reader, p *YearPrice) {
		if p.Fee = Fee(r.Text()); !slices.Contains(monthlyFees, p.Fee) {
			r.Fail("费用种类只能是 %s（%s）", joined(monthlyFees, " 或 "), strict.Clip(string(p.Fee)))
		}
	}},
	{Name: "year", Read: func(r *strict.Reader, p *YearPrice) { p.Year = readYear(r) }},
	{Name: "fen_per_m2_month", Read: func(r *strict.Reader, p *YearPrice) { p.Fen = quantity.Money(r.Int(0, maxQuotePrice)) }},
}

var waterPriceKeys = []strict.Property[YearPrice]{
	{Name: "year", Read: func(r *strict.Reader, p *YearPrice) { p.Fee, p.Year = FeeWater, readYear(r) }},
	{Name: "fen_per_m3", Read: func(r *strict.Reader, p *YearPrice) { p.Fen = quantity.Money(r.Int(0, maxQuotePrice)) }},
}

var seasonKeys = []strict.Property[HeatingSeason]{
	{Name: "season", Read: func(r *strict.Reader, h *HeatingSeason) { h.Season = readYear(r) }},
	{Name: "from", Read: func(r *strict.Reader, h *HeatingSeason) { h.From = r.Date() }},
	{Name: "to", Read: func(r *strict.Reader, h *HeatingSeason) { h.To = r.Date() }},
	{Name: "fen_per_m2", Read: func(r *strict.Reader, h *HeatingSeason) {
		if h.Priced = !r.Null(); h.Priced {
			h.Fen = quantity.Money(r.Int(0, maxQuotePrice))
		}
	}},
}

var waterKeys = []strict.Property[WaterReading]{
	{Name: "from", Read: func(r *strict.Reader, w *WaterReading) { w.From = r.Date() }},
	{Name: "to", Read: func(r *strict.Reader, w *WaterReading) { w.To = r.Date() }},
	{Name: "litres", Read: func(r *strict.Reader, w *WaterReading) { w.Litres = r.Int(0, maxQuoteLitres) }},
}

// readYear reads a calendar year.
func readYear(r *strict.Reader) int { return int(r.Int(1, 9999)) }

// checkInterval refuses an interval whose end is not behind its beginning.
func checkInterval(r *strict.Reader, from, to civil.Date) {
	if !from.Before(to) {
		if from == to {
			r.FailAt("to", "from 和 to 是同一天，期间一天也没有：to 是期间之后的第一天，只有一天的写 %s，没有的整段去掉", from.AddDays(1))
			return
		}
		r.FailAt("to", "起止日期颠倒，to 应晚于 from（%s）", to)
	}
}

func readAreas(r *strict.Reader, in *QuoteInput) {
	seen := map[civil.Date]bool{}
	r.Items(func() {
		var a AreaSpell
		if strict.Object(r, &a, areaKeys); seen[a.From] {
			r.FailAt("from", textTwice)
		}
		seen[a.From] = true
		in.Areas = append(in.Areas, a)
	})
}

func readPrices(r *strict.Reader, in *QuoteInput, keys []strict.Property[YearPrice]) {
	seen := map[MissingPrice]bool{}
	r.Items(func() {
		var p YearPrice
		strict.Object(r, &p, keys)
		key := MissingPrice{p.Fee, p.Year}
		if seen[key] {
			r.Fail(textTwice)
		}
		seen[key] = true
		in.Prices = append(in.Prices, p)
	})
}

func readHeating(r *strict.Reader, in *QuoteInput) {
	seen := map[int]bool{}
	r.Items(func() {
		var h HeatingSeason
		strict.Object(r, &h, seasonKeys)
		checkInterval(r, h.From, h.To)
		switch {
		case r.Failed():
			return
		case seen[h.Season]:
			r.FailAt("season", textTwice)
		case h.From.Year() != h.Season:
			r.FailAt("season", "供热期应以起始日所在的年份命名（%d）", h.Season)
		case slices.ContainsFunc(in.Heating, func(o HeatingSeason) bool { return h.From.Before(o.To) && o.From.Before(h.To) }):
			r.FailAt("from", "两个供热期的日期重叠，请核对（%s）", h.From)
		}
		seen[h.Season] = true
		in.Heating = append(in.Heating, h)
	})
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
		Lines   []quoteLineJSON    `json:"lines"`
		Totals  quoteTotals        `json:"totals"`
		Missing []quoteMissingJSON `json:"missing"`
	}
	quoteTotals [len(fees)]FeeTotal
)

// MarshalJSON writes the total of each fee behind its code, in the order of the fees.
func (t quoteTotals) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i := range t {
		if i > 0 {
			out = append(out, ',')
		}
		total, err := json.Marshal(quoteTotalJSON(t[i]))
		if err != nil {
			return nil, err
		}
		out = append(append(strconv.AppendQuote(out, string(fees[i].fee)), ':'), total...)
	}
	return append(out, '}'), nil
}

// JSON is the answer of `penggai fees quote`: lines by fee and date, the totals of all fees, the missing prices;
// no spaces and no newline at the end.
func (s FeeSchedule) JSON() ([]byte, error) {
	out := quoteJSON{Lines: make([]quoteLineJSON, len(s.Lines)), Totals: s.totals, Missing: make([]quoteMissingJSON, len(s.Missing))}
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

// Quotes.
var (
	ErrBadQuote     = say.Refuse("bad_quote", "费用计划的数据有误，请按所指之处改正")
	ErrQuoteTooMuch = say.Refuse("quote_too_much", "面积、价格和期限合计的金额过大，请核对")
)
