package tenancy

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"penggai/allocation/likeness"
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRename asks for the new legal name, and again for the number by which the tenant is known to be the same (四(五)3).
func newRename(env *screen.Env, d record) *screen.FormScreen {
	k, proof := allocation.ChangeRename, tenure.ProofOfRename(d.TenantKind)
	paper := paperFields(env, d, k)
	paper[1].Hint = proof.Paper
	fields := append([]kit.Field{
		{Name: "name", Label: "新名称", Required: true, Limit: 100, Hint: fmtOldName(d.Name)},
		{Name: "number", Label: proof.Number, Required: true, Limit: 30, Hint: "照依据文件再填，须与登记的一致"},
	}, paper...)
	s := form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: k.Title(), Lines: []string{fmtTenantLine(d.Name, f.Text("name"), f.Date("day")), textClockGoesOn}, Yes: textChangeNow}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			number, err := env.Store.RenameTenant(ctx, by, d.ID, d.Version, readPaper(f, k), f.Text("name"), f.Text("number"))
			return fmtChanged(k, number), err
		}),
	})
	s.About = helpTenant
	return s
}

// newHead asks for the new legal representative of the company.
func newHead(env *screen.Env, d record) *screen.FormScreen {
	k := allocation.ChangeHead
	fields := append([]kit.Field{
		{Name: "head", Label: "新法定代表人", Required: true, Limit: 50, Hint: "与营业执照一致"},
		{Name: "number", Label: "证件号码", Required: true, Limit: 30, Whole: screen.Whole, Check: func(s string) error { return identity.CheckIDNumber(s, env.Today()) }, Say: func(f *kit.Form) string { return screen.SayDocument(f.Text("number"), env.Today()) }},
		{Name: "phone", Label: "联系电话", Limit: 30, Whole: screen.Whole, Check: identity.CheckPhone, Hint: "换了的填新的，原电话留在历程里"},
	}, paperFields(env, d, k)...)
	return form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			line := fmt.Sprintf("自 %s 起 %s 的法定代表人变更为 %s；以前的文书仍写原来的。", f.Date("day"), d.Name, f.Text("head"))
			return kit.ConfirmSpec{Title: k.Title(), Lines: []string{line, textClockGoesOn}, Yes: textChangeNow}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			number, err := env.Store.NewHead(ctx, by, d.ID, d.Version, readPaper(f, k), f.Text("head"), f.Text("number"), f.Text("phone"))
			return fmtChanged(k, number), err
		}),
	})
}

// newHandOn asks for the registered one that takes the place of the tenant: the company, the heir, the successor.
func newHandOn(env *screen.Env, d record, k allocation.StayChangeKind) screen.Screen {
	kind := allocation.Company
	if k == allocation.ChangeHeir {
		kind = allocation.Person
	}
	read := func(ctx context.Context, by engine.Actor) ([]intake.ApplicantBrief, error) {
		return env.Store.Registered(ctx, by, d.District, kind)
	}
	return screen.NewReadForm(env, k.Title(), screen.TextReading, read, func(list *[]intake.ApplicantBrief) *screen.FormScreen {
		return buildHandOn(env, d, k, *list)
	})
}

func buildHandOn(env *screen.Env, d record, k allocation.StayChangeKind, list []intake.ApplicantBrief) *screen.FormScreen {
	words := handWords[k]
	var choices []kit.Choice
	for _, b := range list {
		if b.ID != d.Applicant {
			choices = append(choices, kit.Choice{Key: strconv.FormatInt(b.ID, 10), Label: b.Name, Note: fmtTaker(b)})
		}
	}
	hint := words.hint
	if len(choices) == 0 {
		hint = words.none
	}
	fields := append([]kit.Field{
		{Name: "company", Label: words.label, Kind: kit.KindChoice, Choices: choices, Required: true, Width: 40, Hint: hint},
	}, paperFields(env, d, k)...)
	s := form(env, d, k.Title(), textTenantHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: fields}},
		Save: func(f *kit.Form) tea.Cmd {
			c := readPaper(f, k)
			i := slices.IndexFunc(list, func(b intake.ApplicantBrief) bool { return strconv.FormatInt(b.ID, 10) == f.Text("company") })
			if i < 0 {
				return kit.Send(screen.Failed{Err: tenure.ErrHandKind.On("company")})
			}
			return askHandOn(env, d, c, list[i], f)
		},
	})
	s.About = helpTenant
	return s
}

// askHandOn reads what is noticed of the one that takes over, refuses what cannot be, and asks.
func askHandOn(env *screen.Env, d record, c allocation.HoldingChange, next intake.ApplicantBrief, f *kit.Form) tea.Cmd {
	st, by := env.Store, env.Actor()
	return func() tea.Msg {
		doubts, err := st.HandOnDoubts(context.Background(), by, d.ID, next.ID, c)
		if err != nil {
			return screen.Failed{Err: err}
		}
		lines := []string{fmtTenantLine(d.Name, next.Name, c.Day), textClockGoesOn}
		for _, x := range doubts {
			lines = append(lines, fmtDoubt(x))
		}
		spec := kit.ConfirmSpec{Title: c.Kind.Title(), Lines: lines, Yes: textChangeNow, Warn: len(doubts) > 0}
		save := env.SaveBack(func(ctx context.Context, by engine.Actor, _ *kit.Form) (string, error) {
			number, err := env.Store.HandOn(ctx, by, d.ID, d.Version, c, next.ID)
			return fmtChanged(c.Kind, number), err
		})
		return kit.Ask(spec, func(kit.Answer) tea.Cmd { return save(f) })()
	}
}

// handWords are what the form of a change of hands says.
var handWords = map[allocation.StayChangeKind]struct{ label, hint, none string }{
	allocation.ChangeCompany:   {"接手企业", "按 Enter 选本区已登记的企业", "本区没有企业，先在主体里登记"},
	allocation.ChangeHeir:      {"继承人", "按 Enter 选本区已登记的个人", "本区没有其他个人，先在主体里登记"},
	allocation.ChangeSuccessor: {"承继企业", "按 Enter 选本区已登记的企业", "本区没有其他企业，先在主体里登记"},
}

// Changes within a stay.
const textTenantHow = say.SaveOrLeave

// What F1 says about changes.
var helpTenant = []string{
	"更名：同一承租人换了名称，证件号码或统一社会信用代码须与登记的一致，由分管领导决定。",
	"变更法定代表人：同一企业换了法定代表人，由分管领导决定；变更为企业：个人或团队办了企业，由企业承接。合同和起算日不变，不重新免收。",
	"接手的要先登记为主体。企业的法定代表人须是原承租人本人或团队成员；继承、破产承继凭公证书、判决书或法院裁定，由分管领导决定。",
	"其他人接手等于转租转借（四(五)3），只能作为新的申请受理。",
}

func fmtTaker(b intake.ApplicantBrief) string {
	if b.Kind == allocation.Person {
		return b.Identity
	}
	return fmt.Sprintf("法定代表人 %s  %s", b.Head, b.Identity)
}

func fmtOldName(name string) string { return "现名 " + name }

func fmtTenantLine(old, now string, day civil.Date) string {
	return fmt.Sprintf("自 %s 起承租人由 %s 变更为 %s。", day, old, now)
}

func fmtDoubt(f likeness.Flag) string { return "留意：" + f.Kind.Title() + " " + f.Label }
