package benefit

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// step makes the form of one step of a benefit: change takes it in the memory of the form, for the check and for what it
// would cost or spare; save writes it.
func step(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow, title, yes string, fields []kit.Field,
	change func(f *kit.Form, b *relief.Benefit) error, save func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error),
) *screen.FormScreen {
	around := screen.FormScreen{Path: textBenefits + " > " + title, Left: textFormHow, About: helpPage, Over: screen.Facts(env, headPairs(r, env.Today())...)}
	return screen.NewForm(env, around, kit.FormSpec{
		Draft: "benefit/" + strconv.FormatInt(r.ID, 10) + "/" + title, Sections: []kit.Section{{Fields: fields}},
		Check: func(f *kit.Form) error { b := r.Benefit; return change(f, &b) },
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			b := r.Benefit
			if err := change(f, &b); err != nil {
				return kit.ConfirmSpec{Title: title, Lines: []string{err.Error()}, Yes: yes}
			}
			lines := append([]string{fmtWhat(r, title)}, effect(d, b)...)
			return kit.ConfirmSpec{Title: title, Lines: lines, Yes: yes}
		},
		Save: env.SaveBack(save),
	})
}

// effect says what a changed benefit does to what the tenant pays over the whole schedule; it only works out.
func effect(d money.TenancyBenefits, changed relief.Benefit) []string {
	if !changed.Spares() {
		return nil
	}
	list := slices.Clone(d.Fees.Benefits)
	for i := range list {
		if list[i].ID == changed.ID {
			list[i] = changed
		}
	}
	was, now := d.Fees.Schedule.Sum().Payable, d.Fees.Preview(list).Sum().Payable
	lines := []string{fmtEffect(was, now)}
	if was != now {
		lines = append(lines, "已出账单不变，差额另出差额账单。")
	}
	return lines
}

func newGrant(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow) *screen.FormScreen {
	today := env.Today().String()
	body, start, hint := "", today, "不早于签订合同之日"
	if r.Waiver() {
		body, start, hint = r.District+textGovernment, r.Applied.String(), hint+"；此前的月份不减免，也不顺延"
	}
	fields := []kit.Field{
		bodyField(d, r, body),
		{Name: "decision", Label: textDocument, Required: true, Limit: 100, Hint: textDocumentHint},
		{Name: "day", Label: textDecided, Kind: kit.KindDate, Value: today, Required: true},
		{Name: "start", Label: textStartDay, Kind: kit.KindDate, Value: start, Required: true, Hint: hint},
	}
	if r.PerHead > 0 {
		fields = append(fields, kit.Field{Name: "heads", Label: textHeads, Kind: kit.KindNumber, Value: strconv.FormatInt(r.Heads, 10), Required: true, Unit: textPeople, Hint: fmtPerHead(r.PerHead)})
	}
	read := func(f *kit.Form) relief.BenefitGrant {
		return relief.BenefitGrant{Body: f.Text("body"), Decision: f.Text("decision"), Day: f.Date("day"), Start: f.Date("start"), Heads: int64(f.Number("heads"))}
	}
	return step(env, d, r, textGrant, "确认批准", fields,
		func(f *kit.Form, b *relief.Benefit) error { return b.Grant(read(f), r.Signed, env.Today()) },
		func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			warned, err := env.Store.GrantBenefit(ctx, by, r.ID, r.Version, read(f))
			return done("已登记批准", warned), err
		})
}

// bodyField is who decided, from the catalogue: those first that the clause of the benefit names.
func bodyField(d money.TenancyBenefits, r stay.BenefitRow, body string) kit.Field {
	f := kit.Field{Name: "body", Label: textBody, Kind: kit.KindChoice, Value: body, Required: true, Width: 24, Hint: bodiesOf(d, r)}
	var others []kit.Choice
	for _, b := range d.Bodies {
		c := kit.Choice{Key: b.Name, Label: b.Name, Note: b.Source.Clause}
		if strings.Contains(f.Hint, b.Name) || b.Name == r.District+textGovernment {
			f.Choices = append(f.Choices, c)
		} else {
			others = append(others, c)
		}
	}
	if f.Value == "" && len(f.Choices) == 1 {
		f.Value = f.Choices[0].Key
	}
	f.Choices = append(f.Choices, others...)
	return f
}

func newRefuse(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow) *screen.FormScreen {
	body := ""
	if r.Waiver() {
		body = r.District + textGovernment
	}
	fields := []kit.Field{
		bodyField(d, r, body),
		{Name: "reason", Label: textReason, Required: true, Limit: 200},
		{Name: "day", Label: textDecided, Kind: kit.KindDate, Value: env.Today().String(), Required: true},
	}
	return step(env, d, r, textRefuse, "确认未批准", fields,
		func(f *kit.Form, b *relief.Benefit) error {
			return b.Refuse(f.Text("body"), f.Text("reason"), f.Date("day"), env.Today())
		},
		func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			warned, err := env.Store.RefuseBenefit(ctx, by, r.ID, r.Version, f.Text("body"), f.Text("reason"), f.Date("day"))
			return done("已登记未批准", warned), err
		})
}

// because are the fields of a step that needs a day, a reason and a paper.
func because(env *screen.Env, label, hint string, paper bool) []kit.Field {
	return []kit.Field{
		{Name: "day", Label: label, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: hint},
		{Name: "reason", Label: textReason, Required: true, Limit: 200},
		{Name: "document", Label: textDocument, Required: paper, Limit: 100, Hint: textDocumentHint},
	}
}

func newSuspend(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow) *screen.FormScreen {
	return step(env, d, r, textSuspend, "确认暂停", because(env, "暂停自", "自这一天起不再享受", true),
		func(f *kit.Form, b *relief.Benefit) error {
			return b.Suspend(f.Date("day"), f.Text("reason"), f.Text("document"), env.Today())
		},
		func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已暂停", env.Store.SuspendBenefit(ctx, by, r.ID, r.Version, f.Date("day"), f.Text("reason"), f.Text("document"))
		})
}

func newResume(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow) *screen.FormScreen {
	return step(env, d, r, textResume, "确认恢复", because(env, "恢复自", "自这一天起重新享受", true),
		func(f *kit.Form, b *relief.Benefit) error {
			return b.Resume(f.Date("day"), f.Text("reason"), f.Text("document"), env.Today())
		},
		func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已恢复", env.Store.ResumeBenefit(ctx, by, r.ID, r.Version, f.Date("day"), f.Text("reason"), f.Text("document"))
		})
}

func newEnd(env *screen.Env, d money.TenancyBenefits, r stay.BenefitRow) *screen.FormScreen {
	return step(env, d, r, textEnd, "确认终止", because(env, textEndDay, "自这一天起不再享受；还没有答复的即撤回申请", r.State != relief.BenefitApplied),
		func(f *kit.Form, b *relief.Benefit) error {
			return b.End(f.Date("day"), f.Text("reason"), f.Text("document"), env.Today())
		},
		func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return say.Terminated, env.Store.EndBenefit(ctx, by, r.ID, r.Version, f.Date("day"), f.Text("reason"), f.Text("document"))
		})
}

// newApply is the form of an application.
func newApply(env *screen.Env, d money.TenancyBenefits) *screen.FormScreen {
	read := func(f *kit.Form) relief.BenefitApplication {
		return relief.BenefitApplication{Day: f.Date("day"), Reason: f.Text("reason")}
	}
	byHead := func(f *kit.Form) bool { return kindOf(d, f).PerHead > 0 }
	around := screen.FormScreen{Path: textBenefits + " > " + textApply, Left: textFormHow, About: helpPage, Over: screen.Heading(env, d.Tenancy.Number+" "+d.Tenancy.Name)}
	return screen.NewForm(env, around, kit.FormSpec{
		Draft:    "benefit/apply/" + strconv.FormatInt(d.Tenancy.ID, 10),
		Sections: []kit.Section{{Fields: append(applyFields(env, d), screen.RosterFields(5, "每行一人：姓名 证件号 入职日期；满 1 年，每人一次", byHead)...)}},
		Check: func(f *kit.Form) error {
			a := read(f)
			if byHead(f) {
				workers, err := screen.CheckRoster(f, env.Today())
				if err != nil || f.Text("roster_file") != "" {
					return err // what stands in the file is checked when it is read
				}
				a.Workers = workers
			}
			if err := relief.Excluded(kindOf(d, f), stay.BenefitsIn(d.Rows)); err != nil {
				return err
			}
			_, err := relief.ApplyBenefit(kindOf(d, f), a, d.Tenancy.Tenancy, d.Tenancy.WaterIntensive, d.Groups, env.Today(), d.Calendar)
			return err
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			a := read(f)
			if byHead(f) {
				workers, err := screen.ReadRoster(f, env.Today())
				if err != nil {
					return "", err
				}
				a.Workers = workers
			}
			_, err := env.Store.ApplyBenefit(ctx, by, d.Tenancy.ID, kindOf(d, f).Code, a)
			return "已登记申请", err
		}),
	})
}

// kindOf is the kind that was chosen.
func kindOf(d money.TenancyBenefits, f *kit.Form) allocation.BenefitKind {
	i := slices.IndexFunc(d.Kinds, func(k allocation.BenefitKind) bool { return k.Code == f.Text("kind") })
	if i < 0 {
		return allocation.BenefitKind{}
	}
	return d.Kinds[i]
}

// applyFields are what is applied for, when and why, each with what the kind says of it.
func applyFields(env *screen.Env, d money.TenancyBenefits) []kit.Field {
	var choices []kit.Choice
	for _, k := range d.Kinds {
		choices = append(choices, kit.Choice{Key: k.Code, Label: k.Name, Note: k.Source.Clause})
	}
	return []kit.Field{
		{Name: "kind", Label: textBenefit, Kind: kit.KindChoice, Choices: choices, Required: true, Width: 34, Say: func(f *kit.Form) string { return kindOf(d, f).Terms }},
		{Name: "day", Label: say.AppliedOn, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Say: func(f *kit.Form) string {
			b, err := relief.ApplyBenefit(kindOf(d, f), relief.BenefitApplication{Day: f.Date("day"), Reason: "-"}, d.Tenancy.Tenancy, false, nil, env.Today(), d.Calendar)
			if err != nil || b.Due.IsZero() {
				return ""
			}
			return fmtDue(b.Due)
		}},
		{Name: "reason", Label: textRemark, Limit: 200, Say: func(f *kit.Form) string {
			if k := kindOf(d, f); !relief.Meant(k, d.Groups) {
				return fmtGroups(k, d.Named)
			}
			return ""
		}},
	}
}

const (
	textFormHow      = say.SaveOrLeave
	textBody         = "决定机关"
	textDocument     = "文件文号"
	textDocumentHint = say.NameAndNumber
	textHeads        = "人数"
	textPeople       = "人"
	textReason       = say.Reason
	textGovernment   = "政府"
)

func fmtWhat(r stay.BenefitRow, title string) string {
	return fmt.Sprintf("%s %s：%s %s", r.Number, r.Name, title, r.Benefit.Name)
}

func fmtEffect(was, now quantity.Money) string {
	switch {
	case now > was:
		return fmt.Sprintf("六年应缴由 %s 元变为 %s 元，多缴 %s 元（价格待公布的未计）。", was, now, now-was)
	case now < was:
		return fmt.Sprintf("六年应缴由 %s 元变为 %s 元，少缴 %s 元（价格待公布的未计）。", was, now, was-now)
	}
	return fmt.Sprintf("六年应缴 %s 元不变（价格待公布的未计）。", was)
}

func fmtPerHead(m quantity.Money) string { return fmt.Sprintf("每人 %s 元", m) }

func fmtDue(d civil.Date) string { return fmt.Sprintf("应在 %s 前答复", d) }

// fmtGroups says for whom a kind is meant.
func fmtGroups(k allocation.BenefitKind, named []allocation.Group) string {
	var words []string
	for _, g := range named {
		for _, code := range k.Groups {
			if g.Code == code {
				words = append(words, g.Name)
			}
		}
	}
	return "适用于" + strings.Join(words, "、") + "；承租人不在其中，须写明理由"
}
