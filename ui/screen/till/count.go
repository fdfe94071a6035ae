package till

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newCount counts a drawer for the first time.
func newCount(env *screen.Env) screen.Screen {
	left := "点清抽屉里的现金，填实点数；Ctrl+S 签字日结，Esc 离开并保留草稿"
	s := screen.NewReadForm(env, textCount, left, env.Store.Drawers, func(open *[]money.Drawer) *screen.FormScreen {
		chosen := func(f *kit.Form) money.Drawer { return drawerOf(*open, f.Text("drawer")) }
		closing := func(f *kit.Form) (till.Closing, error) {
			d := chosen(f)
			return till.Close(d.District, d.Keeper, env.Actor().ID, d.From, d.Book, typed(f), env.Today())
		}
		var fields []kit.Field
		if len(*open) > 1 {
			fields = append(fields, kit.Field{Name: "drawer", Label: "谁的收款", Kind: kit.KindChoice, Choices: drawerChoices(*open), Value: drawerKey((*open)[0]), Required: true, Width: 20})
		}
		float := drawerOf(*open, "").Float
		form := screen.NewForm(env, screen.FormScreen{About: helpCount}, kit.FormSpec{
			Draft: "till/new", Verb: till.Word, Sections: sections(fields, till.Count{Float: float}, ""),
			Check: func(f *kit.Form) error {
				if err := counted(f); err != nil {
					return err
				}
				_, err := closing(f)
				return err
			},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				x, _ := closing(f) // Check has passed it
				return kit.ConfirmSpec{Title: textCount, Lines: []string{fmtSign(chosen(f), x)}, Yes: "签字日结", Warn: x.Difference() != 0}
			},
			Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
				id, number, err := env.Store.CloseTill(ctx, by, chosen(f), typed(f))
				return screen.Made{Page: newPage(env, id), Done: screen.Done{Text: fmtClosed(number)}}, err
			}),
		})
		form.Over = func(w int) []string { return over(env, w, chosen(form.Form).Book, typed(form.Form)) }
		return form
	})
	s.Again = true
	return s
}

// newRecount puts another count in place of the first, while nobody has signed it.
func newRecount(env *screen.Env, d money.TillDetail) *screen.FormScreen {
	form := screen.NewForm(env, screen.FormScreen{Path: textRecount, Left: "重新点清抽屉里的现金；Ctrl+S 签字，Esc 离开并保留草稿", About: helpCount}, kit.FormSpec{
		Draft: "till/" + strconv.FormatInt(d.ID, 10), Verb: textRecount, Sections: sections(nil, d.Count, d.Found.String()),
		Check: func(f *kit.Form) error {
			x := d.Closing
			if err := counted(f); err != nil {
				return err
			}
			return x.Recount(typed(f), env.Actor().ID, env.Today())
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已重新点款，等另一人复核", env.Store.RecountTill(ctx, by, d.ID, d.Version, typed(f))
		}),
	})
	form.Over = func(w int) []string { return over(env, w, d.Book, typed(form.Form)) }
	return form
}

// sections are the fields of a count; found is what is typed already.
func sections(first []kit.Field, c till.Count, found string) []kit.Section {
	main := append(first,
		kit.Field{Name: "found", Label: "实点现金", Kind: kit.KindMoney, Value: found, Unit: say.Yuan, Hint: "抽屉里全部现金，填了张数可空"},
		kit.Field{Name: "float", Label: "其中备用金", Kind: kit.KindMoney, Value: c.Float.String(), Unit: say.Yuan, Hint: "开始收款前就在抽屉里的，没有填 0"},
		kit.Field{Name: "reason", Label: "差额原因", Value: c.Reason, Limit: 200, Hint: "账实不符时必填"},
	)
	faces := make([]kit.Field, len(till.Faces))
	for i := range till.Faces {
		faces[i] = kit.Field{Name: faceName(i), Label: till.FaceTitle(i), Kind: kit.KindNumber, Unit: "张"}
		if n := c.Pieces[i]; n > 0 {
			faces[i].Value = strconv.Itoa(n)
		}
	}
	return []kit.Section{{Fields: main}, {Title: "按面额点（可以不填）", Fields: faces}}
}

func faceName(i int) string { return "face" + strconv.Itoa(i) }

// typed is the count as typed: where only faces are filled in, they say what was found.
func typed(f *kit.Form) till.Count {
	c := till.Count{Float: f.Money("float"), Found: f.Money("found"), Reason: f.Text("reason")}
	for i := range c.Pieces {
		c.Pieces[i] = f.Number(faceName(i))
	}
	if f.Text("found") == "" {
		c.Found = c.Pieces.Sum()
	}
	return c
}

// counted refuses a form into which nothing was counted: an empty field is not an empty drawer.
func counted(f *kit.Form) error {
	if f.Text("found") == "" && !typed(f).Pieces.Any() {
		return till.ErrFound.Textf("请填实点现金，抽屉里没有现金就填 0").On("found")
	}
	return nil
}

// over says what should be in the drawer, and what the difference is to what is typed.
func over(env *screen.Env, w int, b till.Book, c till.Count) []string {
	th := env.Theme
	if b.Receipts == 0 {
		return []string{" " + th.Warn.Render(kit.Cut(till.ErrNothing.Error(), w-2)), ""}
	}
	x := till.Closing{Book: b, Count: c}
	style := th.Good
	if x.Difference() != 0 {
		style = th.Bad
	}
	return []string{
		" " + th.Strong.Render(kit.Cut(fmt.Sprintf("应收 %d 张 %s 元：%s", b.Receipts, b.Total(), bookWords(b)), w-2)),
		kit.Cut(fmt.Sprintf("   应有现金 %s 元 = 备用金 %s + 现金收入 %s", x.Expected(), c.Float, b.Cash), w),
		"   " + style.Render(kit.Cut(fmt.Sprintf("实点 %s 元，%s", c.Found, x.Over()), w-4)),
		"",
	}
}

// bookWords are the sums by the way in which the money came, those that are nothing left out.
func bookWords(b till.Book) string {
	var out []string
	for _, m := range charge.PaymentMethods {
		if sum := b.Of(m); sum != 0 || m == charge.MethodCash {
			out = append(out, fmt.Sprintf("%s %s", m.Title(), sum))
		}
	}
	return strings.Join(out, "  ")
}

func drawerKey(d money.Drawer) string { return d.District + "/" + strconv.FormatInt(d.Keeper, 10) }

// drawerOf is the drawer of a key, else the first; none where there is none.
func drawerOf(open []money.Drawer, key string) money.Drawer {
	for _, d := range open {
		if drawerKey(d) == key {
			return d
		}
	}
	if len(open) == 0 {
		return money.Drawer{}
	}
	return open[0]
}

func drawerChoices(open []money.Drawer) []kit.Choice {
	out := make([]kit.Choice, len(open))
	for i, d := range open {
		out[i] = kit.Choice{Key: drawerKey(d), Label: d.Name + " " + d.District, Note: fmt.Sprintf("%d 张 自 %s 现金 %s 元", d.Book.Receipts, d.From, d.Book.Cash)}
	}
	return out
}

func fmtSign(d money.Drawer, x till.Closing) string {
	who := d.Name + "（" + d.District + "）"
	line := fmt.Sprintf("%s %s 至今的收款 %d 张，应有现金 %s 元，实点 %s 元（%s），%s。", who, d.From, d.Book.Receipts, x.Expected(), x.Found, quantity.Money.Words(x.Found), x.Over())
	if x.Reason != "" && x.Difference() != 0 {
		line += "原因：" + x.Reason + "。"
	}
	return line + "签字以后由另一人复核。"
}

func fmtClosed(number string) string { return "已日结 " + number + "，等另一人复核" }

const (
	textCount   = "点款日结"
	textRecount = "重新点款"
)

var helpCount = []string{
	"上面是应有的现金：备用金加上次日结以后的现金收款，退款和红冲已经扣减。点清抽屉填实点现金，差多少随时显示。",
	"可以只填各面额的张数，合计由程序算；两样都填时应当一致。账实不符写明原因：长款、短款都如实登记，不要凑数。",
	"转账、扫码不在抽屉里，只列合计，另与银行流水核对。",
}
