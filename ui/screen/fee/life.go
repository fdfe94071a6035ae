package fee

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// firstYear is that of the policy (双政办规〔2017〕13号): no price is needed of an earlier one.
const firstYear = 2017

// whyVoided says why a voided price is not changed; "" for one that counts.
func whyVoided(p money.PriceRow) string {
	if p.Void.Day.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s 已作废：%s。按 F8 可以恢复", p.Void.Day, p.Void.Reason)
}

// voidAction voids a price that was entered by mistake, and restores one that was voided.
func voidAction(env *screen.Env, p money.PriceRow) kit.Action {
	if p.Void.Day.IsZero() {
		return kit.Act(say.Void, func() tea.Cmd {
			spec := kit.ConfirmSpec{
				Title: "作废价格", Lines: []string{fmtPrice(p), "作废后不再用它计算，以后可以恢复。已有账单用到的不能作废。"}, Yes: say.Void, Warn: true, Reason: kit.ReasonRequired, Hint: "如：年度录错",
			}
			return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
				return "已作废 " + fmtPrice(p), env.Store.VoidPrice(ctx, by, p.ID, p.Version, reason)
			})
		}, "f8").When(env.WhyNot(allocation.ActVoidPrice))
	}
	return kit.Act("恢复价格", func() tea.Cmd {
		return env.Ask(kit.ConfirmSpec{Title: "恢复价格", Lines: []string{fmtPrice(p)}, Yes: "恢复"}, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
			return "已恢复 " + fmtPrice(p), env.Store.RestorePrice(ctx, by, p.ID, p.Version)
		})
	}, "f8").When(env.WhyNot(allocation.ActRestorePrice))
}

// newCopy enters the prices of a year as they were in the year before, on the same papers or on a new one. It reads first what
// this year and the next one lack.
func newCopy(env *screen.Env, _ int) screen.Screen {
	this := env.Today().Year()
	read := func(ctx context.Context, by engine.Actor) (c copied, err error) {
		c.lacks = map[int][]money.PriceRow{}
		for year := this - 1; year <= this+1; year++ {
			if c.lacks[year], err = env.Store.PricesToCopy(ctx, by, year); err != nil {
				return c, err
			}
		}
		from, err := env.Store.PriceChoices(ctx, by)
		for _, d := range slices.Sorted(maps.Keys(from.Payees)) {
			if by.District == "" || d == by.District {
				c.payees = append(c.payees, from.Payees[d]...)
			}
		}
		return c, err
	}
	return screen.NewReadForm(env, textPrices+" > 复制上年", "逐项核对后 Ctrl+S 复制；以后可以逐项修改", read, func(c *copied) *screen.FormScreen {
		var years []kit.Choice
		start := this
		for year := this + 1; year >= this-1; year-- {
			years = append(years, kit.Choice{Key: strconv.Itoa(year), Label: fmt.Sprint(year), Note: fmt.Sprintf("可复制 %d 项", len(c.lacks[year]))})
		}
		if len(c.lacks[this]) == 0 && len(c.lacks[this+1]) > 0 {
			start = this + 1
		}
		s := screen.NewForm(env, screen.FormScreen{About: helpCopy}, kit.FormSpec{
			Draft: "fee/copy", Verb: "复制",
			Sections: []kit.Section{{Fields: append([]kit.Field{
				{Name: "year", Label: "复制到", Kind: kit.KindChoice, Choices: years, Value: strconv.Itoa(start), Required: true, Width: 14},
				{Name: "document", Label: money.PriceNoun.Word("document"), Limit: 100, Hint: "空着沿用各项上年的文件"},
				{
					Name: "document_day", Label: money.PriceNoun.Word("document_day"), Kind: kit.KindDate, Value: env.Today().String(), Required: true,
					Show: func(f *kit.Form) bool { return strings.TrimSpace(f.Text("document")) != "" },
				},
			}, payeeFields("", nil, false, func(*kit.Form) []bylaw.Payee { return c.payees })...)}},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				in := money.PriceCopy{Year: f.Number("year"), Document: f.Text("document"), Day: f.Date("document_day"), Payee: readPayee(f, c.payees)}
				n, err := env.Store.CopyPrices(ctx, by, in)
				return fmt.Sprintf("已复制 %d 项价格到 %d 年", n, in.Year), err
			}),
		})
		s.Over = func(w int) []string { return copyLines(env.Theme, c.lacks[s.Form.Number("year")], w) }
		return s
	})
}

// copied is what a copy of prices is made from: what each year lacks, and the payees on the cards.
type copied struct {
	lacks  map[int][]money.PriceRow
	payees []bylaw.Payee
}

// mostCopied is how many of the prices are shown that will be copied.
const mostCopied = 8

// copyLines are the prices of the year before that will be copied.
func copyLines(th *kit.Theme, rows []money.PriceRow, w int) []string {
	if len(rows) == 0 {
		return []string{" " + th.Warn.Render(kit.Cut("这一年没有可以从上年复制的价格：上年没有登记，或这一年已经有了。", w-2)), ""}
	}
	out := []string{" " + th.Strong.Render(fmt.Sprintf("上年 %d 项：", len(rows)))}
	for i, p := range rows {
		if i == mostCopied {
			out = append(out, fmt.Sprintf("   另外 %d 项", len(rows)-i))
			break
		}
		out = append(out, kit.Cut("   "+fmtPrice(p)+"  "+p.Document+"  "+p.Payee, w))
	}
	return append(out, "")
}

var helpCopy = []string{
	"把上一年登记的价格复制到新的一年：范围、费用、单价不变，供热期的起止日期顺延一年。已经登记过的不动。",
	"新一年有新文件的，填上文件、日期和收款单位；价格有变动的，复制以后在列表里逐项修改。",
}

func fmtPrice(p money.PriceRow) string {
	if !p.Priced {
		return fmt.Sprintf("%s %d 年%s %s", p.Place(), p.Year, p.Fee.Title(), money.TextPending)
	}
	return fmt.Sprintf("%s %d 年%s %s %s", p.Place(), p.Year, p.Fee.Title(), p.Fen, p.Fee.UnitTitle())
}
