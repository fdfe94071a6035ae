package benefit

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var crisisColumns = []kit.Col[money.CrisisStay]{
	{ID: say.Number, Title: say.TenancyNumber, Width: 15, Text: func(s money.CrisisStay) string { return s.Tenancy.Number }},
	{ID: say.Tenant, Title: say.Tenant, Width: 8, Flex: true, Text: func(s money.CrisisStay) string { return s.Tenancy.Name }},
	{ID: say.Unit, Title: say.Unit, Width: 14, Flex: true, Drop: 1, Text: func(s money.CrisisStay) string { return s.Tenancy.Units }},
	{ID: say.Payable, Title: "原应缴 元", Width: 11, Right: true, Text: func(s money.CrisisStay) string { return crisisKnown(s, s.Was) }},
	{ID: say.Waiver, Title: "再减 元", Width: 11, Right: true, Text: func(s money.CrisisStay) string { return crisisKnown(s, s.Spared) }},
	{ID: "减后", Title: "减后应缴 元", Width: 11, Right: true, Text: func(s money.CrisisStay) string { return crisisKnown(s, s.Now()) }},
	{
		Title: "待公布", Width: 10, Flex: true, Drop: 2, Text: func(s money.CrisisStay) string { return waiting(s.Waits) },
		Style: func(th *kit.Theme, _ money.CrisisStay) kit.Style { return th.Warn },
	},
}

var leftColumns = []kit.Col[money.CrisisLeft]{
	{ID: say.Number, Title: say.TenancyNumber, Width: 15, Text: func(l money.CrisisLeft) string { return l.Tenancy.Number }},
	{ID: say.Tenant, Title: say.Tenant, Width: 10, Text: func(l money.CrisisLeft) string { return l.Tenancy.Name }},
	{ID: say.Reason, Title: "为什么不减免", Width: 40, Flex: true, Text: func(l money.CrisisLeft) string { return l.Why }},
}

// fmtLeft says how many are left out, and where they stand.
func fmtLeft(r money.CrisisRun) string {
	return fmt.Sprintf("%s 户没有合同，或减免已停止、收回，不随决定减免：Tab 看名单和原因。", kit.Count(len(r.Left)))
}

// crisisKnown is an amount of a stay; where nothing of it has a price it is not known.
func crisisKnown(s money.CrisisStay, m quantity.Money) string {
	if len(s.Waits) > 0 && s.Was == 0 {
		return money.TextPending
	}
	return m.String()
}

// waiting names the prices that are to come.
func waiting(list []charge.MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d%s", m.Year, m.Fee.Title())
	}
	return strings.Join(words, " ")
}

// crisisParts are the stays of a further relief, and those that it leaves out.
func crisisParts[T any](of func(T) money.CrisisRun) []screen.Part[T] {
	_, part := screen.Rows(screen.Part[T]{Title: "减免", Count: func(d T) int { return len(of(d).Stays) }}, kit.TableSpec[money.CrisisStay]{
		Name: textCrisis, Cols: crisisColumns, Key: func(s money.CrisisStay) string { return strconv.FormatInt(s.Tenancy.ID, 10) },
	}, func(d T) []money.CrisisStay { return of(d).Stays })
	_, left := screen.Rows(screen.Part[T]{Title: "不减免", Count: func(d T) int { return len(of(d).Left) }}, kit.TableSpec[money.CrisisLeft]{
		Name: textCrisis + "不减免", Cols: leftColumns, Key: func(l money.CrisisLeft) string { return strconv.FormatInt(l.Tenancy.ID, 10) },
	}, func(d T) []money.CrisisLeft { return of(d).Left })
	left.When = func(d T) bool { return len(of(d).Left) > 0 }
	return []screen.Part[T]{part, left}
}

// crisisHead says what the decision is and what its figures leave open.
func crisisHead(th *kit.Theme, w int, r money.CrisisRun) []string {
	lines := []string{" " + kit.Cut(fmtCrisisTerms(r.Crisis), w-2)}
	if r.Waiting > 0 {
		lines = append(lines, " "+th.Warn.Render(kit.Cut(fmt.Sprintf("%s 户有价格待公布，这部分减多少现在不知道，不算作零。", kit.Count(r.Waiting)), w-2)))
	}
	if len(r.Left) > 0 {
		lines = append(lines, " "+th.Warn.Render(kit.Cut(fmtLeft(r), w-2)))
	}
	if r.Already > 0 {
		lines = append(lines, " "+th.Muted.Render(kit.Cut(fmt.Sprintf("另有 %s 户已按同一决定登记过，不再列入。", kit.Count(r.Already)), w-2)))
	}
	return lines
}

// newCrisisRun is what a further relief does, stay by stay, before it is drawn up; f is the form that it comes from.
func newCrisisRun(env *screen.Env, f *kit.Form, seen money.CrisisRun, who money.CrisisWho) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[money.CrisisRun]{
		Noun: textCrisis, Wait: "正在计算", Early: true, About: helpCrisisRun,
		Parts: crisisParts(func(r money.CrisisRun) money.CrisisRun { return r }),
		Read: func(ctx context.Context, by engine.Actor) (money.CrisisRun, error) {
			return env.Store.PreviewCrisis(ctx, by, seen.Crisis, who)
		},
		Title:   func(money.CrisisRun) string { return textBenefits + " > " + textCrisis + " > 预览" },
		Summary: func(r money.CrisisRun) (string, string) { return r.Crisis.Name, fmtCrisis(r) },
		Head: func(th *kit.Theme, w, _ int, r money.CrisisRun) []string {
			return append(crisisHead(th, w, r), "")
		},
		Actions: func(r money.CrisisRun) []kit.Action {
			return []kit.Action{kit.Act(textDrawUp, func() tea.Cmd { return drawUpCrisis(env, f, r) }, "f2").When(env.WhyNot(allocation.ActProposeCrisis))}
		},
	})
}

// drawUpCrisis asks once more and draws up what was seen; form and preview are left then for the page on which the approver decides.
func drawUpCrisis(env *screen.Env, f *kit.Form, r money.CrisisRun) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textCrisis, Yes: textDrawUp, Lines: crisisLines(r, "由分管领导用自己的账号批准才生效。")}
	return kit.Ask(spec, func(kit.Answer) tea.Cmd {
		var id int64
		return env.Do(func(ctx context.Context, by engine.Actor) (_ string, err error) {
			id, err = env.Store.ProposeCrisis(ctx, by, r.Crisis, r.IDs(), r.Seal)
			return fmt.Sprintf("已拟定 %d 户的%s，待分管领导批准", len(r.Stays), textCrisis), err
		}, f.Saved(), kit.Send(kit.Back{}), kit.Send(kit.Back{}), func() tea.Msg { return screen.Show(newCrisisPage(env, id))() })
	})
}

// crisisLines are what is confirmed of a further relief, the last of them what follows.
func crisisLines(r money.CrisisRun, follows string) []string {
	lines := []string{fmtCrisisTerms(r.Crisis), fmtCrisis(r) + "。", "免收的月份不变。已出账单不变，多收的另出差额账单冲回。"}
	if len(r.Left) > 0 {
		lines = append(lines, fmt.Sprintf("%s 户不随决定减免，原因在预览里。", kit.Count(len(r.Left))))
	}
	if r.Crisis.Despite != "" {
		lines = append(lines, "点名另给的理由："+r.Crisis.Despite)
	}
	return append(lines, follows)
}

func fmtCrisis(r money.CrisisRun) string {
	return fmt.Sprintf("%s 户 再减 %s 元", kit.Count(len(r.Stays)), r.Spared)
}

func fmtCrisisTerms(c relief.Crisis) string {
	return fmt.Sprintf("%s 至 %s 的%s，应缴再减 %d%%。依据 %s", c.From, c.To.AddDays(-1), feeTitles(c.Fees), c.Percent, c.Decision)
}

var helpCrisisRun = []string{
	"这里是这项决定要给的户和各户少缴的金额，只是预览，不写入。F2 拟定，交分管领导批准；Esc 回去改。",
	"原应缴是这段时间里所选费用的应缴，已经出账的也在内：出过账的多收部分以后出差额账单冲回。",
	"价格待公布的部分不算在内。预览以后名单或金额有变动的，不拟定，请再看一遍。",
}
