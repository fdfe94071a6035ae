package fee

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// priceColumns are the fields of the list with how they are drawn.
var priceColumns = []kit.Col[money.PriceRow]{
	{ID: "year", Width: 6},
	{ID: "fee", Width: 6},
	{ID: "place", Width: 12, Flex: true},
	{
		ID: "fen", Width: 10, Style: func(th *kit.Theme, p money.PriceRow) kit.Style {
			if !p.Priced {
				return th.Warn
			}
			return kit.Style{}
		},
	},
	{ID: "unit", Width: 14, Drop: 1},
	{ID: "from", Width: 24, Drop: 3, Text: func(p money.PriceRow) string {
		if p.From.IsZero() {
			return ""
		}
		return screen.FromTo(p.From, p.To.AddDays(-1))
	}},
	{ID: "document", Width: 14, Flex: true},
	{ID: "payee", Width: 12, Flex: true, Drop: 4},
}

// newPrices is the list of market prices, the latest year first.
func newPrices(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[money.PriceRow, money.PriceRow]{
		Title: textPrices, Views: "price", Sort: to.Sort, Cols: screen.Cols(money.PriceNoun, env.Today(), priceColumns), Filter: to.Filter, Total: fmtCount, About: helpPrices,
		ID:   func(p money.PriceRow) int64 { return p.ID },
		Read: env.Store.Prices,
		Said: func(filter string) string {
			if filter == "" {
				return "按年度登记的市场价格和依据"
			}
			return "筛选: " + filter
		},
		None:   []string{"还没有登记价格，费用计划只能显示“待公布”。", "按 F2 登记第一项。"},
		NoHits: []string{"没有符合筛选的价格。按 Esc 去掉筛选。"},
		Own: func(p money.PriceRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(say.Edit, func() tea.Cmd { return screen.Show(newPrice(env, &p, "")) }, "enter").When(whyVoided(p)).When(env.WhyNot(allocation.ActSetPrice)).When(screen.NoRow(ok)),
				kit.Act(textAdd, func() tea.Cmd {
					return env.Begin(textAdd, draftNew, func(key string) screen.Screen { return newPrice(env, nil, key) })
				}, "f2", "n").When(env.WhyNot(allocation.ActSetPrice)),
				kit.Act("复制上年", screen.Shows(env, newCopy, 0), "f5").When(env.WhyNot(allocation.ActCopyPrices)),
				voidAction(env, p).When(screen.NoRow(ok)),
			}
		},
	})
}

// draftNew begins the keys of the drafts of new prices.
const draftNew = "fee/new"

// newPrice is the form of a price; old is the one that is changed, nil for a new one with the key of its draft.
func newPrice(env *screen.Env, old *money.PriceRow, draft string) screen.Screen {
	return screen.NewReadForm(env, textPrices+" > "+"登记", "每项价格都要有文件依据；Ctrl+S 保存，Esc 离开并保留草稿", env.Store.PriceChoices,
		func(from *money.PriceChoices) *screen.FormScreen { return priceForm(env, old, draft, *from) })
}

func priceForm(env *screen.Env, old *money.PriceRow, draft string, from money.PriceChoices) *screen.FormScreen {
	p := money.PriceRow{District: env.Actor().District, Fee: charge.FeeRent, Year: env.Today().Year(), DocumentDay: env.Today()}
	if old != nil {
		p, draft = *old, "fee/"+strconv.FormatInt(old.ID, 10)
	}
	return screen.NewForm(env, screen.FormScreen{About: helpPrice}, kit.FormSpec{
		Draft: draft, Sections: priceSections(env, p, from, old != nil), Fresh: freshPrice(env, &p, from, old != nil),
		Check: func(f *kit.Form) error {
			if f.Text("fee") != string(charge.FeeHeating) && f.Text("fen") == "" {
				return money.ErrPriceFen.On("fen")
			}
			return nil
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			row := readPrice(f, p, payeesOf(f, from))
			err := env.Store.SetPrice(ctx, by, row, f.Text("reason"))
			if errors.Is(err, engine.ErrDuplicate) {
				return "", engine.ErrDuplicate.Textf("%s %d 年的%s已经登记过，请在列表里修改", row.Place(), row.Year, row.Fee.Title()).On("year")
			}
			return fmtSaved(row), err
		}),
	})
}

// freshPrice reads a price again when someone else has changed it meanwhile; nil for a new one.
func freshPrice(env *screen.Env, p *money.PriceRow, from money.PriceChoices, old bool) func(context.Context) (kit.Fresh, error) {
	if !old {
		return nil
	}
	return func(ctx context.Context) (kit.Fresh, error) {
		now, err := env.Store.Price(ctx, env.Actor(), p.ID)
		return kit.Fresh{Values: kit.Values(priceSections(env, now, from, true)), Adopt: func() { *p = now }}, err
	}
}

// priceSections are the fields of a price; what names it cannot be changed.
func priceSections(env *screen.Env, p money.PriceRow, choices money.PriceChoices, old bool) []kit.Section {
	heating := func(f *kit.Form) bool { return f.Text("fee") == string(charge.FeeHeating) }
	price, from, to := "", "", ""
	if p.Priced {
		price = p.Fen.String()
	}
	if !p.From.IsZero() {
		from, to = p.From.String(), p.To.AddDays(-1).String()
	}
	whole := cmp.Or(p.District, wholeCity)
	what := kit.Section{Title: say.Price, Fields: []kit.Field{
		{Name: "fee", Label: textFee, Kind: kit.KindChoice, Choices: screen.NotedChoices(charge.Fees, charge.Fee.UnitTitle), Value: string(p.Fee), Required: true, ReadOnly: old, Width: 14},
		{Name: "district", Label: say.District, Kind: kit.KindChoice, Choices: places(env), Value: whole, Required: true, ReadOnly: old || env.Actor().District != "", Width: 14},
		{
			Name: "community", Label: say.Community, Kind: kit.KindChoice, Value: cmp.Or(p.Community, wholeDistrict), ReadOnly: old, Hint: "个别小区另定的才选小区",
			List: func(f *kit.Form) []kit.Choice { return communityChoices(choices.Communities[f.Text("district")]) },
			Show: func(f *kit.Form) bool { return f.Text("district") != wholeCity },
		},
		{
			Name: "floor", Label: "楼层", Value: p.Floor, Limit: 4, Width: 10, ReadOnly: old, Hint: "空着是各层同价；如 1、2",
			Show: func(f *kit.Form) bool { return f.Text("district") != wholeCity },
		},
		{Name: "year", Label: textYear, Kind: kit.KindChoice, Choices: yearChoices(env.Today(), p.Year), Value: strconv.Itoa(p.Year), Required: true, ReadOnly: old, Width: 14, Say: func(f *kit.Form) string {
			if heating(f) {
				return "供热期开始的年份"
			}
			return ""
		}},
		{Name: "from", Label: textFrom, Kind: kit.KindDate, Value: from, Required: true, Show: heating},
		{Name: "to", Label: textLast, Kind: kit.KindDate, Value: to, Required: true, Show: heating, Hint: "供热期最后一天"},
		{Name: "fen", Label: textPrice, Kind: kit.KindMoney, Value: price, Unit: say.Yuan, Say: func(f *kit.Form) string {
			hint := charge.Fee(f.Text("fee")).UnitTitle()
			if heating(f) {
				hint += "，未公布可空着"
			}
			return hint
		}},
	}}
	payees := func(f *kit.Form) []bylaw.Payee { return payeesOf(f, choices) }
	source := kit.Section{Title: say.Basis, Fields: append([]kit.Field{
		{Name: "document", Label: money.PriceNoun.Word("document"), Value: p.Document, Required: true, Limit: 100, Hint: say.NameAndNumber},
		{Name: "document_day", Label: money.PriceNoun.Word("document_day"), Kind: kit.KindDate, Value: p.DocumentDay.String(), Required: true},
	}, payeeFields(p.Payee, choices.Payees[p.District], true, payees)...)}
	if old {
		source.Fields = append(source.Fields, kit.Field{Name: "reason", Label: "修改理由", Required: true, Limit: 200, Hint: "旧价格留在日志里"})
	}
	return []kit.Section{what, source}
}

// communityChoices are the communities of a district behind the choice of all.
func communityChoices(names []string) []kit.Choice {
	out := []kit.Choice{{Key: wholeDistrict, Label: "全区"}}
	for _, name := range names {
		out = append(out, kit.Choice{Key: name, Label: name})
	}
	return out
}

// yearChoices are the years from the policy to the next one, the latest first; that of the record is among them.
func yearChoices(today civil.Date, own int) []kit.Choice {
	var out []kit.Choice
	for y := max(today.Year()+1, own); y >= min(firstYear, own); y-- {
		out = append(out, kit.Choice{Key: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	return out
}

// The keys of the choices of all districts and of all communities of one.
const (
	wholeCity     = "city"
	wholeDistrict = "all"
)

// places are the districts for which the actor may set prices, the whole city first where it may.
func places(env *screen.Env) []kit.Choice {
	own := env.Actor().District
	if own != "" {
		return []kit.Choice{{Key: own, Label: own}}
	}
	return append([]kit.Choice{{Key: wholeCity, Label: allocation.CityOffice}}, screen.DistrictChoices()...)
}

// readPrice takes a price out of the form; the last day of a season becomes the day after it.
func readPrice(f *kit.Form, p money.PriceRow, payees []bylaw.Payee) money.PriceRow {
	p.Fee, p.Year = charge.Fee(f.Text("fee")), f.Number("year")
	p.District, p.Community, p.Floor = f.Text("district"), f.Text("community"), f.Text("floor")
	if p.Community == wholeDistrict {
		p.Community = ""
	}
	if p.District == wholeCity {
		p.District, p.Community, p.Floor = "", "", ""
	}
	p.Priced, p.Fen = f.Text("fen") != "", f.Money("fen")
	if p.Fee == charge.FeeHeating {
		p.From, p.To = f.Date("from"), f.Date("to").AddDays(1)
	}
	p.Document, p.DocumentDay, p.Payee = f.Text("document"), f.Date("document_day"), readPayee(f, payees)
	return p
}

var (
	helpPrices = []string{
		"这里是每年的市场价格：" + charge.FeesInWords() + "。",
		"F2 登记一项，Enter 修改，F5 把上一年的价格复制到新的一年。录错的按 F8 作废（没有账单用到的），状态:已作废 可以再看，F8 恢复。",
		"另定的价格优先：小区某层、小区、全区某层、全区、全市。",
		"费用计划按当年市场价格计算（五(一)）；没有价格的显示“待公布”，不算作零。",
	}
	helpPrice = []string{
		"登记一项市场价格。每项都要写明依据文件、日期和收款单位。供热费先登记供热期的起止日期，价格公布后再补。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 项" }

func fmtSaved(p money.PriceRow) string {
	if !p.Priced {
		return fmt.Sprintf("已登记 %s %d 年供热期，价格待公布", p.Place(), p.Year)
	}
	return fmt.Sprintf("已登记 %s %d 年%s %s %s", p.Place(), p.Year, p.Fee.Title(), p.Fen, p.Fee.UnitTitle())
}
