package benefit

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
	"penggai/allocation/charge"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// circle is what a decision for a group of stays is made from: all stays that the actor sees, by what they may be picked, and the
// bodies that may decide.
type circle struct {
	stays  []stay.TenancyRow
	bodies []allocation.Body
	groups []allocation.Group
	places money.PriceChoices
}

// newCrisis enters a decision that forgoes a further share of some fees for some months: for all stays of that time, for those of a
// group, a district, a community or a filter, or for some. What it comes to is shown before it is decided.
func newCrisis(env *screen.Env, _ int) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (c circle, err error) {
		err = engine.Each(
			func() error {
				page, err := env.Store.Tenancies(ctx, by, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
				c.stays = page.Rows
				return err
			},
			func() error { c.bodies, err = env.Store.Bodies(ctx, env.Today()); return err },
			func() error { c.groups, err = env.Store.Groups(ctx, env.Today()); return err },
			func() error { c.places, err = env.Store.PriceChoices(ctx, by); return err },
		)
		return c, err
	}
	return screen.NewReadForm(env, textBenefits+" > "+textCrisis, "决定、费用、比例、起止、对象；Ctrl+S 预览，看过名单和金额再拟定", read, func(c *circle) *screen.FormScreen {
		return screen.NewForm(env, screen.FormScreen{About: helpCrisis}, kit.FormSpec{
			Draft: "benefit/crisis", Verb: "预览", Sections: crisisSections(env, *c),
			Check: func(f *kit.Form) error { return crisis(f).Check(env.Today()) },
			Save: func(f *kit.Form) tea.Cmd {
				by, what, who := env.Actor(), crisis(f), crisisWho(f)
				return kit.Guard(func() tea.Msg {
					run, err := env.Store.PreviewCrisis(context.Background(), by, what, who)
					if err != nil {
						return kit.Failed{Err: err}
					}
					return tea.Sequence(f.Idle(), screen.Show(newCrisisRun(env, f, run, who)))()
				})
			},
		})
	})
}

func crisisSections(env *screen.Env, c circle) []kit.Section {
	var bodies, stays, groups []kit.Choice
	for _, b := range c.bodies {
		bodies = append(bodies, kit.Choice{Key: b.Name, Label: b.Name, Note: b.Source.Clause})
	}
	for _, t := range c.stays {
		stays = append(stays, kit.Choice{Key: strconv.FormatInt(t.ID, 10), Label: t.Number, Note: strings.TrimSpace(t.Name + " " + t.Units)})
	}
	for _, g := range c.groups {
		groups = append(groups, kit.Choice{Key: g.Code, Label: g.Name, Note: g.Source.Clause})
	}
	district := env.Actor().District
	body := ""
	if district != "" {
		body = district + textGovernment
	}
	return []kit.Section{
		{Title: say.Decision, Fields: []kit.Field{
			{Name: "name", Label: say.Name, Required: true, Limit: 40, Hint: "如 2020 年疫情房租减免"},
			{Name: "body", Label: textBody, Kind: kit.KindChoice, Choices: bodies, Value: body, Required: true, Width: 24},
			{Name: "decision", Label: textDocument, Required: true, Limit: 100, Hint: textDocumentHint},
			{Name: "day", Label: textDecided, Kind: kit.KindDate, Value: env.Today().String(), Required: true},
		}},
		{Title: say.Waiver, Fields: []kit.Field{
			{Name: "fees", Label: say.Fee, Kind: kit.KindChoices, Choices: screen.Choices(charge.Fees), Value: string(charge.FeeRent), Required: true},
			{Name: "percent", Label: "再减", Kind: kit.KindNumber, Value: "50", Required: true, Unit: "%", Hint: "在应缴的基础上；100 是全免"},
			{Name: "from", Label: "起", Kind: kit.KindDate, Required: true},
			{Name: "to", Label: "止", Kind: kit.KindDate, Required: true, Hint: "最后一天"},
		}},
		{Title: say.Subject + "（空着的不限；都空着是期间在用的全部户）", Fields: []kit.Field{
			{Name: "group", Label: say.Group, Kind: kit.KindChoice, Choices: groups, Width: 34},
			{
				Name: "district", Label: say.District, Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Value: district,
				Show: func(*kit.Form) bool { return district == "" }, Width: 14,
			},
			{Name: "community", Label: say.Community, Kind: kit.KindChoice, Width: 24, List: func(f *kit.Form) []kit.Choice { return communities(c, f.Text("district")) }},
			{Name: "filter", Label: "筛选", Limit: 200, Hint: "和入驻列表一样，如 面积:>100"},
			{Name: "who", Label: "逐户选", Kind: kit.KindChoices, Choices: stays},
			{Name: "also", Label: "另给", Kind: kit.KindChoices, Choices: stays, Hint: "没有合同、减免已停止或收回的，点名才给"},
			{
				Name: "despite", Label: "另给理由", Required: true, Limit: 200, Hint: "为什么也给这几户",
				Show: func(f *kit.Form) bool { return len(f.Many("also")) > 0 },
			},
		}},
	}
}

// communities are those of a district; of all that the actor sees where none is chosen.
func communities(c circle, district string) []kit.Choice {
	var out []kit.Choice
	for _, d := range slices.Sorted(maps.Keys(c.places.Communities)) {
		for _, name := range c.places.Communities[d] {
			if district == "" || d == district {
				out = append(out, kit.Choice{Key: name, Label: name, Note: d})
			}
		}
	}
	return out
}

// crisisWho is for whom it was picked: the choices and what was typed, as the list of stays filters.
func crisisWho(f *kit.Form) money.CrisisWho {
	who := money.CrisisWho{Group: f.Text("group")}
	var words []string
	field := func(key, value string) {
		if value != "" {
			words = append(words, fmt.Sprintf("%s:=%s", stay.TenancyNoun.Word(key), value))
		}
	}
	field("district", f.Text("district"))
	field("community", f.Text("community"))
	who.Filter = strings.TrimSpace(strings.Join(append(words, f.Text("filter")), " "))
	who.Only = staysOf(f, "who")
	return who
}

// staysOf are the stays picked in a field.
func staysOf(f *kit.Form, field string) (out []int64) {
	for _, key := range f.Many(field) {
		if id, err := strconv.ParseInt(key, 10, 64); err == nil {
			out = append(out, id)
		}
	}
	return out
}

// crisis is what was typed.
func crisis(f *kit.Form) relief.Crisis {
	c := relief.Crisis{
		Name: f.Text("name"), Body: f.Text("body"), Decision: f.Text("decision"), Day: f.Date("day"), Percent: f.Number("percent"), From: f.Date("from"),
	}
	for _, code := range f.Many("fees") {
		c.Fees = append(c.Fees, charge.Fee(code))
	}
	if c.Also = staysOf(f, "also"); len(c.Also) > 0 {
		c.Despite = f.Text("despite")
	}
	if last := f.Date("to"); !last.IsZero() {
		c.To = last.AddDays(1)
	}
	return c
}

func feeTitles(list []charge.Fee) string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = f.Title()
	}
	return strings.Join(words, "、")
}

// fmtRelieved says of a further relief which fees it forgoes, how much and when.
func fmtRelieved(b relief.Benefit) string {
	return fmt.Sprintf("%s再减 %d%%  %s", feeTitles(b.Relieves), b.Percent, screen.FromTo(b.Start, b.Until.AddDays(-1)))
}

const textCrisis = "阶段性减免"

var helpCrisis = []string{
	"拟定一项阶段性减免，如疫情之年的房租减免：写明决定、费用、比例和起止，按群体、区、小区、筛选或逐户选定对象。",
	"期间没有合同的（一）、减免已停止或收回的、按四(五)3 退出的，不随决定减免，预览里逐户列出原因；确要给的，在“另给”里点名并写理由。",
	"批准以后才没有合同或被停止减免的，从那天起也不再减免。",
	"Ctrl+S 先预览：给哪些户、各少缴多少；看过以后按 F2 拟定，由分管领导用自己的账号批准，拟定人不能批准自己的。",
	"比例在应缴的基础上计算：减半期间再减 50%，实缴市场价的四分之一；免收的月份不变。每行只四舍五入一次，减免等于市场价减应缴。",
	"已经出的账单不改动，多收的下次出账时另出差额账单冲回，抵以后的账单。要提前结束的，在这一户的优惠里终止。",
}
