package round

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDraw asks for what was drawn from the named source, and who saw it.
func newDraw(env *screen.Env, r record) *screen.FormScreen {
	named := r.Source.Named()
	weak := func(f *kit.Form) bool { return named && f.Text("draw") != "" && strengthOf(f) < draw.Enough }
	fields := []kit.Field{
		{Name: "issue", Label: "第几期", Required: true, Limit: 60, Hint: "核对后填：" + r.Source.Issue, Show: func(*kit.Form) bool { return r.Source.Kind == draw.ByNumber }},
		{Name: "draw", Label: textDraw, Required: true, Limit: draw.MaxRunes, Width: 36, Hint: drawHint(r.Source)},
		{Name: "shares", Label: "代表的数字", Kind: kit.KindLong, Limit: 300, Lines: 2, Width: 36, Hint: "可空；姓名 数字，每位一行", Check: func(text string) error {
			_, err := draw.ReadShares(text)
			return err
		}},
		{Name: "witnesses", Label: textWitnesses, Value: strings.Join(r.Source.Witnesses(), "、"), Required: true, Width: 36, Limit: 200, Hint: "两人以上，空格隔开"},
		{Name: "accept", Label: textAccept, Required: true, Limit: 200, Width: 36, Hint: "不足 64 比特；或加代表数字", Show: weak},
	}
	return screen.NewForm(env, screen.FormScreen{
		Path: r.Title + " > " + textDraw, Left: "Ctrl+S 保存；录入后不能再改", About: textDrawHelp,
		Right: func(f *kit.Form) string {
			if f.Text("draw") == "" {
				return ""
			}
			return textStrength + " 约 " + draw.Bits(strengthOf(f))
		},
		Over: screen.Facts(env, kit.Pair{Label: textSource, Value: r.Source.Words()}),
	}, kit.FormSpec{
		Draft: "round/draw/" + r.Number, Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error {
			_, err := draw.Take(r.Source, r.Posted, entryOf(f), env.Today())
			return err
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			d, _ := draw.Take(r.Source, r.Posted, entryOf(f), env.Today())
			lines := append([]string{"名次将按这行文字排定，公示的就是它：", d.Text}, signLines(d.Text)...)
			if folds := rule.DrawFolds(typedOf(f)); len(folds) > 0 {
				lines = append(lines, "与录入的不同："+strings.Join(folds, "；")+"。")
			}
			lines = append(lines, textStrength+" 约 "+draw.Bits(d.Bits)+"；"+textWitnesses+" "+strings.Join(d.Witnesses, "、")+"。")
			if d.Digest != "" {
				lines = append(lines, "依据张贴的名单摘要 "+d.Digest[:16]+"。")
			}
			if d.Waits() {
				lines = append(lines, "强度不足 64 比特：须由另一位审核员或分管领导同意后才能计算。")
			}
			return kit.ConfirmSpec{Title: textDraw, Lines: append(lines, "计算之后不能再改。"), Yes: "录入"}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			e := entryOf(f)
			return "已录入抽签文字：" + draw.Text(r.Source, e.Number, e.Shares), env.Store.EnterDraw(ctx, by, r.ID, r.Version, e)
		}),
	})
}

func drawHint(s draw.Source) string {
	if s.Kind == draw.ByNumber {
		return "只填公布的号码"
	}
	return "如 见证抽签 38-07-21"
}

// entryOf is what is typed.
func entryOf(f *kit.Form) draw.Entry {
	shares, err := draw.ReadShares(f.Text("shares"))
	if err != nil {
		shares = nil // its field says so
	}
	return draw.Entry{
		Issue: f.Text("issue"), Number: f.Text("draw"), Shares: shares, Witnesses: splitNames(f.Text("witnesses")), Accept: f.Text("accept"),
	}
}

// typedOf is what becomes the draw text, as it was typed; the lines of the representatives are one.
func typedOf(f *kit.Form) string {
	text := f.Text("draw")
	if shares := strings.Join(strings.Fields(f.Text("shares")), " "); shares != "" {
		text += " " + shares
	}
	return text
}

func strengthOf(f *kit.Form) int {
	e := entryOf(f)
	return draw.Strength(e.Number, e.Shares)
}

func (s *page) draw() tea.Cmd { return screen.Show(newDraw(s.Env, s.Value())) }

// splitNames reads names divided by spaces, commas or 、.
func splitNames(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,，、;；　", r) })
}

// drawPairs are the posted list, the source of the draw and the draw itself, as far as the round has come.
func drawPairs(r *record) []kit.Pair {
	var pairs []kit.Pair
	if r.Single || r.Units == 0 {
		return nil
	}
	switch {
	case !r.Posted.Until.IsZero():
		pairs = append(pairs, kit.Pair{Label: textListDigest, Value: r.Posted.Digest},
			kit.Pair{Label: textListDays, Value: r.Posted.Day.String() + " 张贴，异议到 " + r.Posted.Until.String()},
			kit.Pair{Label: textSource, Value: r.Source.Words()})
	default:
		pairs = append(pairs, kit.Pair{Label: textSource, Value: "锁定于设名单异议期以前：没有指定来源，随时可以抽签"})
	}
	if r.Draw.Text != "" {
		pairs = append(pairs, kit.Pair{Label: textDraw, Value: strings.Join(append([]string{r.Draw.Text}, signLines(r.Draw.Text)...), "  ")},
			kit.Pair{Label: textWitnesses, Value: r.Draw.Day.String() + " " + strings.Join(r.Draw.Witnesses, "、")})
	}
	if r.Draw.Bits > 0 {
		text := "约 " + draw.Bits(r.Draw.Bits)
		if r.Draw.Accept != "" {
			text += fmtWeak(r.Draw)
		}
		pairs = append(pairs, kit.Pair{Label: textStrength, Value: text})
	}
	return append(pairs, cancelledPairs(r)...)
}

// fmtDrawLines say in the notice on which list lots were drawn, from what, and what was drawn.
func fmtDrawLines(r *record) (lines []string) {
	d := r.Draw
	if d.Text == "" {
		return nil
	}
	if d.Digest != "" {
		disputes := "没有收到"
		back := 0
		for _, o := range r.Disputes {
			if o.State == draw.ObjectionWithdrawn {
				back++
			}
		}
		switch n := len(r.Disputes); {
		case back > 0:
			disputes = fmt.Sprintf("收到 %d 件，撤回 %d 件，其余均已答复", n, back)
		case n > 0:
			disputes = fmt.Sprintf("收到 %d 件，均已答复", n)
		}
		lines = append(lines, fmt.Sprintf("抽签前张贴的名单摘要：%s（%s 至 %s 可提出异议，%s）。锁定时指定的抽签来源：%s。",
			d.Digest, r.Posted.Day, r.Posted.Until, disputes, r.Source.Words()))
	}
	text := fmt.Sprintf("抽签文字：%s（%s，见证人 %s", d.Text, d.Day, strings.Join(d.Witnesses, "、"))
	if d.Bits > 0 {
		text += "；强度约 " + draw.Bits(d.Bits)
	}
	if d.Accept != "" {
		text += fmtWeak(d)
	}
	return append(append(lines, text+"）"), signLines(d.Text)...)
}

// signLines say in words which signs of a draw text a terminal may show as others: what is seen must be what is hashed.
func signLines(text string) []string {
	signs := rule.DrawSigns(text)
	if len(signs) == 0 {
		return nil
	}
	return []string{"（抽签文字里" + strings.Join(signs, "，") + "；核对时照此录入）"}
}

// Lists of lines.
var textDrawHelp = []string{
	"只能录入锁定时指定的来源；抽签文字用来排定同等条件下的先后，谁也无法事先选定。",
	"强度按锁定时还不知道的数字估计，宁低勿高：一位数字 3.32 比特，双色球六个红球 20.07 比特，代表自己报的数字每位 2 比特。",
	"不足 64 比特的，有人把各种可能试一遍并不难：请让申请人代表各报几位数字。代表的数字须在号码公布之前写好封存，当众同时拆开。",
}
