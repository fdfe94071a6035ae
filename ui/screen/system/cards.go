package system

import (
	"cmp"
	"context"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var cardColumns = []kit.Col[basis.OfficeCard]{
	{ID: "district", Width: 10},
	{ID: "leader", Width: 10},
	{ID: "adviser", Width: 10},
	{ID: "telephone", Width: 16},
	{ID: "address", Width: 16, Flex: true, Drop: 1},
}

// newCards is the part with what each district keeps of itself.
func newCards(env *screen.Env) part {
	return list(env, "个单位", cardRecord, screen.ListSpec[basis.OfficeCard, basis.OfficeCard]{
		Cols: screen.Cols(basis.OfficeCardNoun, env.Today(), cardColumns), About: helpCards,
		Key:   func(c basis.OfficeCard) string { return c.District },
		Short: env.Store.Cards,
		Own: func(c basis.OfficeCard, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(textEditCard, screen.Shows(env, newCardForm, c), "enter").When(screen.NoRow(ok)).When(env.WhyNot(allocation.ActEditOffice)),
			}
		},
	})
}

func cardRecord(th *kit.Theme, w int, c basis.OfficeCard) []string {
	pairs := screen.Pairs(basis.OfficeCardNoun, civil.Date{}, c, "district", "leader", "adviser", "telephone", "address", "review", "court")
	pairs[0].Style = th.Strong
	pairs = append(pairs, kit.Pair{}, kit.Pair{Label: basis.OfficeCardNoun.Word("payees")})
	for _, p := range c.Payees {
		pairs = append(pairs, kit.Pair{Value: p.Words()})
	}
	if len(c.Payees) == 0 {
		pairs = append(pairs, kit.Pair{Value: "没有登记，账单上不印收款账户", Style: th.Muted})
	}
	return kit.Detail(th, w, pairs)
}

// newCardForm changes what a district keeps of itself.
func newCardForm(env *screen.Env, c basis.OfficeCard) screen.Screen {
	word := basis.OfficeCardNoun.Word
	return screen.NewForm(env, screen.FormScreen{Path: textEditCard, Left: officeName(c.District), About: helpCards}, kit.FormSpec{
		Draft: "card/" + c.District,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "leader", Label: word("leader"), Value: c.Leader, Limit: 30, Hint: "负责推进落实（六(一)）"},
			{Name: "adviser", Label: word("adviser"), Value: c.Adviser, Limit: 60, Hint: "退出时出具意见（六(一)）"},
			{Name: "telephone", Label: word("telephone"), Value: c.Telephone, Limit: 40, Hint: "印在文书上"},
			{Name: "address", Label: word("address"), Value: c.Address, Limit: 80, Hint: "印在文书上"},
			{Name: "review", Label: word("review"), Value: c.Review, Limit: 40, Hint: "决定书写明向谁复议"},
			{Name: "court", Label: word("court"), Value: c.Court, Limit: 40, Hint: "决定书写明向哪里起诉"},
			{Name: "payees", Label: word("payees"), Kind: kit.KindLong, Value: bylaw.PayeeLines(c.Payees), Limit: 600, Lines: 4, Hint: "一行一个：收款单位，开户行，账号"},
		}}},
		Check: func(f *kit.Form) error {
			_, err := bylaw.ParsePayees(f.Text("payees"))
			return err
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			payees, err := bylaw.ParsePayees(f.Text("payees"))
			if err != nil {
				return "", err
			}
			n := c
			n.Card = bylaw.Card{
				District: c.District, Leader: f.Text("leader"), Adviser: f.Text("adviser"), Telephone: f.Text("telephone"), Address: f.Text("address"),
				Payees: payees, Review: f.Text("review"), Court: f.Text("court"),
			}
			return "已保存" + officeName(c.District) + "的单位信息", env.Store.SetCard(ctx, by, n)
		}),
	})
}

const textEditCard = "修改单位信息"

var helpCards = []string{
	"各区指派的区级负责人、法律顾问（六(一)），以及印在通知、账单上的电话、地址和收款账户。",
	"行政复议机关和诉讼法院印在不予受理、退出等决定书上，由本单位据实填写。",
	"Enter 修改。收款账户每行一个，写收款单位，开户行，账号，用逗号隔开；账单上全部印出。",
}

// officeName is a district's name; of none the city's.
func officeName(district string) string { return cmp.Or(district, allocation.CityOffice) }
