package benefit

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// circle is what a decision for a group of stays is made from: all stays that the actor sees, and the bodies that may decide.
type circle struct {
	stays  []stay.TenancyRow
	bodies []allocation.Body
}

// newCrisis enters a decision that forgoes a further share of some fees for some months, for all stays of that time or for some.
func newCrisis(env *screen.Env, _ int) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (c circle, err error) {
		page, err := env.Store.Tenancies(ctx, by, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
		if err != nil {
			return c, err
		}
		c.stays = page.Rows
		c.bodies, err = env.Store.Bodies(ctx, env.Today())
		return c, err
	}
	return screen.NewReadForm(env, textBenefits+" > "+textCrisis, "决定、费用、比例、起止；Ctrl+S 登记，Esc 离开并保留草稿", read, func(c *circle) *screen.FormScreen {
		s := screen.NewForm(env, screen.FormScreen{
			About: helpCrisis, Right: func(f *kit.Form) string { return fmt.Sprintf("共 %d 户", len(chosen(f, *c))) },
		}, kit.FormSpec{
			Draft: "benefit/crisis", Sections: crisisSections(env, *c),
			Check: func(f *kit.Form) error {
				d := crisis(f)
				if err := d.Check(env.Today()); err != nil {
					return err
				}
				if len(chosen(f, *c)) == 0 {
					return relief.ErrCrisisNobody.On("who")
				}
				return nil
			},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				d := crisis(f)
				return kit.ConfirmSpec{Title: textCrisis, Yes: "确认减免", Lines: []string{
					fmt.Sprintf("给 %d 户：%s 至 %s 的%s，应缴再减 %d%%。", len(chosen(f, *c)), d.From, d.To.AddDays(-1), feeTitles(d.Fees), d.Percent),
					"免收的月份不变。已出账单不变，多收的另出差额账单冲回。",
				}}
			},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				n, err := env.Store.DecideCrisis(ctx, by, crisis(f), chosen(f, *c))
				return fmt.Sprintf("已给 %d 户登记%s", n, textCrisis), err
			}),
		})
		return s
	})
}

func crisisSections(env *screen.Env, c circle) []kit.Section {
	var bodies, stays []kit.Choice
	for _, b := range c.bodies {
		bodies = append(bodies, kit.Choice{Key: b.Name, Label: b.Name, Note: b.Source.Clause})
	}
	for _, t := range c.stays {
		stays = append(stays, kit.Choice{Key: strconv.FormatInt(t.ID, 10), Label: t.Number, Note: strings.TrimSpace(t.Name + " " + t.Units)})
	}
	body := ""
	if d := env.Actor().District; d != "" {
		body = d + textGovernment
	}
	today := env.Today()
	return []kit.Section{
		{Title: say.Decision, Fields: []kit.Field{
			{Name: "name", Label: say.Name, Required: true, Limit: 40, Hint: "如 2020 年疫情房租减免"},
			{Name: "body", Label: textBody, Kind: kit.KindChoice, Choices: bodies, Value: body, Required: true, Width: 24},
			{Name: "decision", Label: textDocument, Required: true, Limit: 100, Hint: textDocumentHint},
			{Name: "day", Label: textDecided, Kind: kit.KindDate, Value: today.String(), Required: true},
		}},
		{Title: say.Waiver, Fields: []kit.Field{
			{Name: "fees", Label: say.Fee, Kind: kit.KindChoices, Choices: screen.Choices(charge.Fees), Value: string(charge.FeeRent), Required: true},
			{Name: "percent", Label: "再减", Kind: kit.KindNumber, Value: "50", Required: true, Unit: "%", Hint: "在应缴的基础上；100 是全免"},
			{Name: "from", Label: "起", Kind: kit.KindDate, Required: true},
			{Name: "to", Label: "止", Kind: kit.KindDate, Required: true, Hint: "最后一天"},
			{Name: "who", Label: say.Subject, Kind: kit.KindChoices, Choices: stays, Hint: "空着是期间在用的全部户"},
		}},
	}
}

// crisis is what was typed.
func crisis(f *kit.Form) relief.Crisis {
	c := relief.Crisis{
		Name: f.Text("name"), Body: f.Text("body"), Decision: f.Text("decision"), Day: f.Date("day"), Percent: f.Number("percent"), From: f.Date("from"),
	}
	for _, code := range f.Many("fees") {
		c.Fees = append(c.Fees, charge.Fee(code))
	}
	if last := f.Date("to"); !last.IsZero() {
		c.To = last.AddDays(1)
	}
	return c
}

// chosen are the stays that were chosen; all that have days in the time where none was.
func chosen(f *kit.Form, c circle) []int64 {
	var out []int64
	for _, key := range f.Many("who") {
		if id, err := strconv.ParseInt(key, 10, 64); err == nil {
			out = append(out, id)
		}
	}
	d := crisis(f)
	if len(out) > 0 || d.From.IsZero() || d.To.IsZero() {
		return out
	}
	for _, t := range c.stays {
		if d.Overlaps(t.Tenancy) {
			out = append(out, t.ID)
		}
	}
	return out
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
	"登记一项阶段性减免，如疫情之年的房租减免：写明决定、费用、比例和起止，可以一次给一批户。",
	"比例在应缴的基础上计算：减半期间再减 50%，实缴市场价的四分之一；免收的月份不变。每行只四舍五入一次，减免等于市场价减应缴。",
	"已经出的账单不改动，多收的下次出账时另出差额账单冲回，抵以后的账单。要提前结束的，在这一户的优惠里终止。",
}
