package past

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
)

// Prices reads market prices.
var Prices = ledger.Listing[pastPrice]{
	Columns: priceColumns(), Read: readPrices, Open: openPrices,
	Enough: func(has func(string) bool) bool {
		return has("year") && (has("fee") && has("fen") || slices.ContainsFunc(charge.Fees, func(f charge.Fee) bool { return has(string(f)) }))
	},
}.Noun()

// priceColumns are what a list of market prices says: one price a row, or one row a year with a column for each fee.
func priceColumns() []ledger.Field {
	word := money.PriceNoun.Word
	out := []ledger.Field{
		{Field: sheet.Field{Key: "district", Title: "区", Names: []string{"所在区", "区县"}}, Help: ledger.Help{Text: "空着：本单位的区；全市单位空着是全市。", Examples: []string{"", ""}, Choices: ledger.Fixed(allocation.DistrictNames()...)}},
		{Field: sheet.Field{Key: "place", Title: say.Scope, Names: []string{"适用范围", "执行范围"}}, Help: ledger.Help{}},
		{Field: sheet.Field{Key: "community", Title: say.Community, Names: []string{"小区名称", "适用小区"}}, Help: ledger.Help{Text: "个别小区另定的才填；空着是全区。", Examples: []string{"", ""}, Choices: ledger.CommunityNames, Width: 14}},
		{Field: sheet.Field{Key: "floor", Title: "楼层", Names: []string{"层", "所在层"}}, Help: ledger.Help{Text: "各层同价的空着。", Examples: []string{"", ""}}},
		{Field: sheet.Field{Key: "year", Title: say.Year, Names: []string{"年份", "年", "价格年度", "执行年度", "供热年度"}, Carry: true}, Help: ledger.Help{Need: true, Text: "四位数；供热费填供热期开始的年份。", Examples: []string{"2021", "2021"}}},
		{Field: sheet.Field{Key: "fee", Title: say.Fee, Names: []string{"费用名称", "费用类别", "费用种类", "项目", "收费项目", say.Kind}}, Help: ledger.Help{Need: true, Text: "房租、物业费、供热费、水费。", Examples: []string{"房租", "供热费"}, Choices: ledger.Fixed(feeTitles()...)}},
		{Field: sheet.Field{Key: "fen", Title: say.UnitPrice, Names: []string{"价格", "标准", "收费标准", "市场价", "市场价格", "金额"}}, Help: ledger.Help{Need: true, Text: "元：房租、物业费每㎡每月，供热费每㎡每供热期，水费每立方米。供热价格未公布的空着。", Examples: []string{"12.00", "31.60"}}},
		{Field: sheet.Field{Key: "from", Title: word("from"), Names: []string{"供热期起", "供热开始日期", "供热起始日期", "起始日"}}, Help: ledger.Help{Text: "供热费必填：第一天。", Examples: []string{"", "2021-10-15"}, Plain: true, Width: 14}},
		{Field: sheet.Field{Key: "to", Title: "供热期最后一天", Names: []string{word("to"), "供热结束日期", "供热截止日期", "最后一天"}}, Help: ledger.Help{Text: "供热费必填：最后一天。", Examples: []string{"", "2022-04-15"}, Plain: true, Width: 14}},
		{Field: sheet.Field{Key: "document", Title: word("document"), Names: []string{"文件", "文号", "价格文件", "依据"}, Need: true, Carry: true}, Help: ledger.Help{Need: true, Text: "文件名称和文号。", Examples: []string{"区价格文件〔2021〕1号", "区价格文件〔2021〕1号"}, Width: 24}},
		{Field: sheet.Field{Key: "document_day", Title: word("document_day"), Names: []string{"发文日期", "公布日期"}, Need: true, Carry: true}, Help: ledger.Help{Need: true, Text: "文件的日期。", Examples: []string{"2020-12-20", "2020-12-20"}, Plain: true, Width: 14}},
		{Field: sheet.Field{Key: "payee", Title: word("payee"), Names: []string{"收费单位", "收费主体"}, Carry: true}, Help: ledger.Help{Need: true, Text: "钱交给谁。", Examples: []string{"区国有资产公司", "热力公司"}, Width: 18}},
	}
	more := map[charge.Fee][]string{
		charge.FeeRent: {"租金", "租金单价", "房租单价", "市场租金", "租赁单价"}, charge.FeeProperty: {"物业", "物业管理费", "物业费单价", "物业服务费"},
		charge.FeeHeating: {"取暖费", "采暖费", "供暖费", "热费", "供热费单价"}, charge.FeeWater: {"水价", "水费单价", "自来水费"},
	}
	for _, f := range charge.Fees {
		out = append(out, ledger.Field{Field: sheet.Field{Key: string(f), Title: f.Title(), Names: more[f]}, Help: ledger.Help{}})
	}
	return out
}

func feeTitles() (out []string) {
	for _, f := range charge.Fees {
		out = append(out, f.Title())
	}
	return out
}

// pastPrice is a price of the file.
type pastPrice struct {
	money.PriceRow
	key string // field of the amount
	was money.PriceRow
}

// readPrices gives the price of a row, or one of each fee that has a column.
func readPrices(r *ledger.Reading, l sheet.Line) (out []pastPrice) {
	p := pastPrice{key: "fen"}
	pricePlace(r, l, &p.PriceRow)
	year, err := sheet.Cell{Text: strings.TrimSuffix(sheet.Compact(r.Text(l, "year")), "年")}.Count()
	if err != nil {
		r.Reject(l, "year", "年度看不懂", "请填四位数，如 2021")
		return nil
	}
	p.Year, p.Document, p.Payee = int(year), r.Text(l, "document"), r.Text(l, "payee")
	p.DocumentDay = r.Day(l, "document_day", civil.On(2000, 1, 1), r.Has(l, "document_day")) // an export of the office has none
	if text := r.Text(l, "fee"); text != "" {
		if p.Fee = feeOf(text); p.Fee == "" {
			r.Reject(l, "fee", "没有这项费用", "请填 "+strings.Join(feeTitles(), "、"))
		}
		out = append(out, priced(r, l, p))
	}
	for _, f := range charge.Fees {
		if !r.Cell(l, string(f)).Empty() {
			x := p
			x.Fee, x.key = f, string(f)
			out = append(out, priced(r, l, x))
		}
	}
	if len(out) == 0 {
		r.Reject(l, "fee", "没有写费用和单价", "请填费用和单价，或在 房租、物业费、供热费、水费 各列里填单价")
	}
	return out
}

// pricePlace is where a price holds, by its columns or in one: 尖山区 南市区 2层.
func pricePlace(r *ledger.Reading, l sheet.Line, p *money.PriceRow) {
	p.District, p.Community, p.Floor = r.Text(l, "district"), r.Text(l, "community"), r.Text(l, "floor")
	for _, w := range strings.Fields(r.Text(l, "place")) {
		_, err := allocation.FindDistrict(w)
		switch {
		case w == allocation.CityOffice || w == "全区":
		case err == nil:
			p.District = w
		case strings.HasSuffix(w, say.Floor):
			p.Floor = w
		default:
			p.Community = w
		}
	}
	if p.District != "" {
		d, err := allocation.FindDistrict(p.District)
		if err != nil {
			r.Refuse(l, "district", err, "请填 "+strings.Join(allocation.DistrictNames(), "、"))
		}
		p.District = d.Name
	}
	p.District = cmp.Or(p.District, r.Known.District)
	if to, mapped := r.Req.Mapping.Communities[p.Community]; mapped {
		p.Community = to
	}
	if p.Floor != "" {
		n, several, ok := sheet.Floor(p.Floor)
		if !ok || several != "" {
			r.Reject(l, "floor", "楼层看不懂", "一层一行，填 1、2、-1；各层同价的空着")
		}
		p.Floor = fmt.Sprint(n)
	}
}

// priced reads the amount, and of heating the days.
func priced(r *ledger.Reading, l sheet.Line, p pastPrice) pastPrice {
	text := strings.Trim(sheet.Compact(r.Text(l, p.key)), "-—/")
	if text != "" && !strings.Contains(text, "公布") {
		fen, err := r.Cell(l, p.key).Money()
		if err != nil {
			r.Refuse(l, p.key, err, "请填元，最多两位小数，如 12.00")
		}
		p.Fen, p.Priced = fen, true
	}
	if p.Fee != charge.FeeHeating {
		return p
	}
	from, to := r.Cell(l, "from"), r.Cell(l, "to")
	if a, b, both := strings.Cut(strings.NewReplacer("到", "至", "~", "至", "—", "至").Replace(from.Text), "至"); both && from.Kind == sheet.Text {
		from.Text, to = a, sheet.Cell{Text: b}
	}
	first, err1 := from.Date(l.Epoch)
	last, err2 := to.Date(l.Epoch)
	if err := errors.Join(err1, err2); err != nil {
		key := map[bool]string{true: "from", false: "to"}[err1 != nil]
		r.Reject(l, key, "供热费没有写供热期的起止日期", "请填供热期的第一天和最后一天，如 2021-10-15 和 2022-04-15")
	}
	p.From, p.To = first, last.AddDays(1)
	return p
}

// feeOf is the fee of a word: 房租, 租金, 取暖费.
func feeOf(text string) charge.Fee {
	for _, w := range []struct {
		word string
		fee  charge.Fee
	}{{"租", charge.FeeRent}, {"物业", charge.FeeProperty}, {"热", charge.FeeHeating}, {"暖", charge.FeeHeating}, {"水", charge.FeeWater}} {
		if strings.Contains(text, w.word) {
			return w.fee
		}
	}
	return ""
}

// tariffs hold prices against those of the office.
type tariffs struct {
	ctx   context.Context
	q     engine.Querier
	by    engine.Actor
	today civil.Date
	known map[string]money.PriceRow
	met   map[string]bool
}

// tariff is what a price is known by.
func tariff(p money.PriceRow) string {
	return fmt.Sprint(p.District, "|", p.Community, "|", p.Floor, "|", p.Fee, "|", p.Year)
}

func openPrices(ctx context.Context, q engine.Querier, by engine.Actor, r *ledger.Reading) (ledger.Judge[pastPrice], error) {
	s := &tariffs{ctx: ctx, q: q, by: by, today: r.Today(), known: map[string]money.PriceRow{}, met: map[string]bool{}}
	rows, err := money.PriceNoun.All(ctx, q, `WHERE m.voided_day IS NULL ORDER BY m.id`)
	for _, p := range rows {
		s.known[tariff(p)] = p
	}
	return s, err
}

func (s *tariffs) Look(x *pastPrice) (ledger.Verdict, error) {
	key := tariff(x.PriceRow)
	x.was = s.known[key]
	x.ID, x.Version = x.was.ID, x.was.Version
	if s.met[key] {
		return ledger.No("year", errPriceTwice.Textf("同一范围、年度的%s写了两次", x.Fee.Title()), "请只留一行；各小区、各层不同价的写明小区、楼层"), nil
	}
	s.met[key] = true
	switch {
	case !x.DocumentDay.IsZero():
	case x.Document == x.was.Document && x.ID != 0:
		x.DocumentDay = x.was.DocumentDay
	default:
		return ledger.No("document_day", errPriceDay, "请加“文件日期”一列，写成 2017-08-05"), nil
	}
	if err := x.Fits(s.ctx, s.q, s.by, s.today); err != nil {
		field := ledger.FieldOf(err, x.key)
		if field == "fen" {
			field = x.key
		}
		var fault *say.Refusal
		if !errors.As(err, &fault) {
			return ledger.Verdict{}, err
		}
		return ledger.No(field, err, ""), nil
	}
	name := fmt.Sprintf("%d %s %s", x.Year, x.Place(), x.Fee.Title())
	if x.ID == 0 {
		return ledger.Verdict{Name: name, Notes: []string{priceSaid(x.PriceRow)}}, nil
	}
	var notes []string
	for _, c := range [][3]string{
		{say.UnitPrice, priceSaid(x.was), priceSaid(x.PriceRow)}, {"依据文件", x.was.Document, x.Document}, {"文件日期", x.was.DocumentDay.String(), x.DocumentDay.String()}, {"收款单位", x.was.Payee, x.Payee},
	} {
		if c[1] != c[2] {
			notes = append(notes, fmt.Sprintf("%s %s -> %s", c[0], c[1], c[2]))
		}
	}
	if len(notes) == 0 {
		return ledger.Verdict{Is: ledger.Same}, nil
	}
	return ledger.Verdict{Is: ledger.Changed, Name: name, Notes: notes}, nil
}

func (s *tariffs) Write(t *engine.Tx, w *ledger.Writing, x pastPrice) error {
	if x.ID != 0 {
		if err := w.Keep(t, "price", fmt.Sprintf("id = %d", x.ID)); err != nil {
			return err
		}
	}
	return money.TakePrice(t, x.PriceRow)
}

// priceSaid is the amount of a price with its unit, and of heating the days.
func priceSaid(p money.PriceRow) string {
	text := money.TextPending
	if p.Priced {
		text = p.Fen.String()
	}
	text += " " + p.Fee.UnitTitle()
	if p.Fee == charge.FeeHeating {
		text += fmt.Sprintf("（%s 至 %s）", p.From, p.To.AddDays(-1))
	}
	return text
}

var (
	errPriceTwice = say.Refuse("takeover_price", "同一项价格写了两次")
	errPriceDay   = say.Refuse("takeover_price_day", "没有写文件日期")
)
