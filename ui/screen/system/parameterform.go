package system

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newParameterForm asks for the next version of a district's parameters; it begins with the values of an earlier one.
// The names of the fields are those of the refusals of allocation.Parameters.Check.
func newParameterForm(env *screen.Env, from basis.ParameterVersion) screen.Screen {
	read := func(ctx context.Context, _ engine.Actor) ([]allocation.Material, error) {
		return env.Store.Materials(ctx, env.Today())
	}
	return screen.NewReadForm(env, textNewVersion, fmtNewVersion(from), read, func(materials *[]allocation.Material) *screen.FormScreen {
		return parameterForm(env, from, *materials)
	})
}

func parameterForm(env *screen.Env, from basis.ParameterVersion, materials []allocation.Material) *screen.FormScreen {
	read := func(f *kit.Form) basis.NewParameters {
		return basis.NewParameters{
			District: from.District, Effective: f.Date("effective"), Note: f.Text("note"), Parameters: readParameters(f, from.Parameters),
		}
	}
	return screen.NewForm(env, screen.FormScreen{About: textFormHelp}, kit.FormSpec{
		Draft:    "parameter/" + from.District,
		Sections: parameterSections(env, from, materials),
		Check: func(f *kit.Form) error {
			if faults := read(f).Check(env.Today()); len(faults) > 0 {
				return formField(f, faults[0])
			}
			return nil
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			n := read(f)
			id, err := env.Store.ProposeParameters(ctx, by, n)
			return screen.Made{Page: newProposal(env, id), Done: kit.Done{Text: fmtDrawnUp(n)}}, err
		}),
	})
}

// formField puts a refusal of one rubric line on the field that holds them all.
func formField(_ *kit.Form, r *say.Refusal) *say.Refusal {
	if strings.HasPrefix(r.Field, "rubric.items") || r.Field == "rubric" {
		return r.On("rubric.items")
	}
	return r
}

func parameterSections(env *screen.Env, from basis.ParameterVersion, materials []allocation.Material) []kit.Section {
	p := from.Parameters
	a, j, l := p.Allocation, p.Jobs, p.Leads
	rest := cmp.Or(a.Rest, allocation.DefaultParameters().Allocation.Rest)
	return []kit.Section{
		{Title: textProposals, Fields: []kit.Field{
			{Name: "effective", Label: basis.ParameterNoun.Word("effective"), Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: "不早于今天"},
			{Name: "note", Label: basis.ParameterNoun.Word("note"), Required: true, Limit: 200, Hint: "本区细则的文号或会议"},
		}},
		{Title: textAllocation, Fields: []kit.Field{
			{Name: "allocation.dm2_per_job", Label: textPerJob, Kind: kit.KindArea, Value: a.DM2PerJob.String(), Required: true, Unit: "㎡", Hint: "一个折合岗位对应的面积"},
			{Name: "scale", Label: textScale, Kind: kit.KindYesNo, Value: kit.YesNo(a.ScaleToSupply), Required: true, Hint: "空格切换"},
			{Name: "allocation.tax_fen_per_job", Label: textTaxPerJob, Kind: kit.KindMoney, Value: a.TaxFenPerJob.String(), Required: true, Unit: say.Yuan, Hint: "年纳税额；0 为不计税收"},
			number("allocation.tax_cap_permille", textTaxCap, a.TaxCapPermille, textPermille, "占岗位数，200 即 20%"),
			number("allocation.tie_band_millijobs", textBand, a.TieBandMillijobs, textPermille, "1000 即 1 个岗位（二）"),
			{Name: "allocation.min_dm2", Label: textMin, Kind: kit.KindArea, Value: a.MinDM2.String(), Required: true, Unit: "㎡"},
			{Name: "allocation.max_dm2", Label: textMax, Kind: kit.KindArea, Value: a.MaxDM2.String(), Required: true, Unit: "㎡"},
			number("allocation.under_permille", textUnder, a.UnderPermille, textPermille, textShareHint),
			number("allocation.over_permille", textOver, a.OverPermille, textPermille, textShareHint),
			number("allocation.max_units", textUnits, int64(a.MaxUnits), "套", ""),
			{Name: "rest", Label: textRest, Kind: kit.KindYesNo, Value: kit.YesNo(a.Rest != nil), Required: true, Hint: "余房再分给没有安置的"},
			number("allocation.rest_under", textRestUnder, rest.UnderPermille, textPermille, textShareHint),
			number("allocation.rest_over", textRestOver, rest.OverPermille, textPermille, textShareHint),
		}},
		{Title: textJobs, Fields: []kit.Field{
			number("jobs.full_time", textFull, j.FullTime, textPermille, "1000 即按 1 个岗位计"), number("jobs.part_time", textPart, j.PartTime, textPermille, ""),
			number("jobs.claimed", textClaimed, j.Claimed, textPermille, ""), number("jobs.accepted", textAccepted, j.Accepted, textPermille, ""),
			number("jobs.verified", textVerified, j.Verified, textPermille, ""),
			number("short_permille", textShort, p.ShortPermille, textPermille, "考核少得更多，合格须分管领导定"),
		}},
		{Title: textRubric, Fields: []kit.Field{
			{Name: "rubric.items", Label: textItems, Kind: kit.KindLong, Value: rubricLines(p.Rubric), Required: true, Lines: 6, Hint: "每行一项：名称 满分", Check: checkRubric},
			number("rubric.pass", textPass, p.Rubric.Pass, "分", ""),
			{Name: "materials", Label: textMaterials, Kind: kit.KindChoices, Choices: materialChoices(materials), Value: strings.Join(p.Materials, "\n")},
		}},
		{Title: textPeriods, Fields: append(append(append(append(period("dispute", textDispute, p.DisputeDays()), period("notice", textNotice, p.Notice)...),
			period("objection", textObjection, p.Objection)...), append(period("sign_by", textSignBy, p.SignBy), period("supplement", textSupplement, p.Supplement)...)...),
			kit.Field{Name: "bill_months", Label: textBillMonths, Kind: kit.KindChoice, Choices: monthChoices(), Value: strconv.Itoa(p.BillMonths), Required: true, Width: 14},
			number("bill_due_days", textBillDue, int64(p.BillDueDays), "日", ""),
			number("assessment_months", textAssess, int64(p.AssessmentMonths), "个月", ""), number("rectify_days", textRectify, int64(p.RectifyDays), "日", ""),
			number("renew_days", textRenew, int64(p.RenewDays), "日", "期满前多少天起可以续签"),
			kit.Field{Name: "after_72", Label: textAfter72, Kind: kit.KindChoice, Choices: after72Choices(), Value: string(p.After72), Required: true, Width: 14},
			kit.Field{Name: "separation", Label: textSeparation, Kind: kit.KindChoice, Choices: separationChoices(), Value: string(p.Separation), Required: true, Width: 14},
			number("lock_minutes", textLockAfter, int64(p.LockMinutes), "分钟", "没有操作就锁屏"),
			number("keeping.record", textKeepRecord, int64(p.Keeping.Records()), "年", "自办结次日起，档案法"),
			number("keeping.personal", textKeepNumber, int64(p.Keeping.Personal()), "年", "到期删除证件号码和电话"),
		)},
		{Title: "退出的期限", Fields: slices.Concat(
			period("exit_answer", textAnswer, p.Exit.Answer), period("exit_vacate", textVacate, p.Exit.Vacate),
			[]kit.Field{number("exit_least", textLeast, int64(p.Exit.LeastDays()), "日", "自决定和送达起都不少于此")}, period("exit_file", textExitFile, p.Exit.File),
		)},
		{Title: textLeads, Fields: []kit.Field{
			lead("leads.supplement", textSupplement, l.Supplement), lead("leads.sign", textSign, l.Sign), lead("leads.open", textOpening, l.Open),
			lead("leads.contract_to", textContractTo, l.ContractTo), lead("leads.bill", textBill, l.Bill), lead("leads.assessment", textAssessment, l.Assessment),
			lead("leads.benefit", textBenefit, l.Benefit), lead("leads.exit", textExit, l.Exit),
		}},
		paperSection(p.Papers, l.Papers),
	}
}

func number(name, label string, value int64, unit, hint string) kit.Field {
	return kit.Field{Name: name, Label: label, Kind: kit.KindNumber, Value: strconv.FormatInt(value, 10), Required: true, Unit: unit, Hint: hint}
}

func lead(name, label string, value int) kit.Field {
	return number(name, label, int64(value), "日", "")
}

// period is a number and its unit.
func period(name, label string, p civil.Period) []kit.Field {
	return []kit.Field{
		number(name, label, int64(p.N), "", ""),
		{Name: name + ".unit", Label: "", Kind: kit.KindChoice, Value: string(p.Unit), Required: true, Width: 14, Choices: []kit.Choice{
			{Key: string(civil.Days), Label: civil.Days.Title()}, {Key: string(civil.Workdays), Label: civil.Workdays.Title()},
		}},
	}
}

// readParameters takes the values out of the form; rubric codes of titles that stayed are kept.
func readParameters(f *kit.Form, before allocation.Parameters) allocation.Parameters {
	n := func(name string) int64 { return int64(f.Number(name)) }
	span := func(name string) civil.Period {
		return civil.Period{N: f.Number(name), Unit: civil.Unit(f.Text(name + ".unit"))}
	}
	var rest *allocation.RestParams
	if f.Yes("rest") {
		rest = &allocation.RestParams{UnderPermille: n("allocation.rest_under"), OverPermille: n("allocation.rest_over")}
	}
	return allocation.Parameters{
		Allocation: allocation.AllocationParams{
			DM2PerJob: f.Area("allocation.dm2_per_job"), ScaleToSupply: f.Yes("scale"), TaxFenPerJob: f.Money("allocation.tax_fen_per_job"),
			TaxCapPermille: n("allocation.tax_cap_permille"), TieBandMillijobs: n("allocation.tie_band_millijobs"),
			MinDM2: f.Area("allocation.min_dm2"), MaxDM2: f.Area("allocation.max_dm2"),
			UnderPermille: n("allocation.under_permille"), OverPermille: n("allocation.over_permille"), MaxUnits: f.Number("allocation.max_units"),
			Rest: rest,
		},
		Jobs: allocation.JobWeights{
			FullTime: n("jobs.full_time"), PartTime: n("jobs.part_time"), Claimed: n("jobs.claimed"),
			Accepted: n("jobs.accepted"), Verified: n("jobs.verified"),
		},
		Rubric:    allocation.Rubric{Items: readRubric(f.Text("rubric.items"), before.Rubric), Pass: n("rubric.pass")},
		Materials: append([]string{}, f.Many("materials")...),
		Dispute:   span("dispute"),
		Notice:    span("notice"), Objection: span("objection"), SignBy: span("sign_by"), Supplement: span("supplement"),
		BillMonths: f.Number("bill_months"), BillDueDays: f.Number("bill_due_days"),
		AssessmentMonths: f.Number("assessment_months"), RectifyDays: f.Number("rectify_days"), ShortPermille: n("short_permille"),
		RenewDays: f.Number("renew_days"),
		Exit:      allocation.ExitPeriods{Answer: span("exit_answer"), Vacate: span("exit_vacate"), File: span("exit_file"), Least: f.Number("exit_least")},
		After72:   allocation.After72(f.Text("after_72")), Separation: allocation.Separation(f.Text("separation")), LockMinutes: f.Number("lock_minutes"),
		Keeping: keeping.Terms{RecordYears: f.Number("keeping.record"), PersonalYears: f.Number("keeping.personal")},
		Leads: allocation.LeadTimes{
			Supplement: f.Number("leads.supplement"), Sign: f.Number("leads.sign"), Open: f.Number("leads.open"),
			ContractTo: f.Number("leads.contract_to"), Bill: f.Number("leads.bill"), Assessment: f.Number("leads.assessment"),
			Benefit: f.Number("leads.benefit"), Exit: f.Number("leads.exit"), Papers: f.Number("leads.papers"),
		},
		Papers: readPapers(f),
	}
}

func rubricLines(r allocation.Rubric) string {
	lines := make([]string, len(r.Items))
	for i, item := range r.Items {
		lines[i] = fmt.Sprintf("%s %d", item.Title, item.Max)
	}
	return strings.Join(lines, "\n")
}

// readRubric reads one item a line: its title, then its points.
func readRubric(text string, before allocation.Rubric) []allocation.RubricItem {
	codes := map[string]string{}
	used := map[string]bool{}
	for _, i := range before.Items {
		codes[i.Title], used[i.Code] = i.Code, true
	}
	var items []allocation.RubricItem
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		cut := strings.LastIndexAny(line, " 　\t")
		if line == "" || cut < 0 {
			continue
		}
		title := strings.TrimSpace(line[:cut])
		points, err := strconv.ParseInt(quantity.HalfWidth(strings.TrimSpace(strings.TrimLeft(line[cut:], " 　\t"))), 10, 32)
		if err != nil {
			continue
		}
		code := codes[title]
		for n := len(items) + 1; code == ""; n++ {
			if c := "item" + strconv.Itoa(n); !used[c] {
				code, used[c] = c, true
			}
		}
		items = append(items, allocation.RubricItem{Code: code, Title: title, Max: points})
	}
	return items
}

// checkRubric refuses a line that readRubric would pass over.
func checkRubric(text string) error {
	lines := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	if len(readRubric(text, allocation.Rubric{})) != lines {
		return errRubricLine
	}
	return nil
}

func materialChoices(list []allocation.Material) []kit.Choice {
	out := make([]kit.Choice, len(list))
	for i, m := range list {
		out[i] = kit.Choice{Key: m.Code, Label: m.Name}
	}
	return out
}

func monthChoices() []kit.Choice {
	var out []kit.Choice
	for _, n := range []int{1, 3, 6, 12} {
		out = append(out, kit.Choice{Key: strconv.Itoa(n), Label: fmt.Sprintf("%d 个月", n)})
	}
	return out
}

func after72Choices() []kit.Choice {
	return []kit.Choice{
		{Key: string(allocation.After72Full), Label: after72Titles[allocation.After72Full]},
		{Key: string(allocation.After72Exit), Label: after72Titles[allocation.After72Exit]},
	}
}

func separationChoices() []kit.Choice {
	return []kit.Choice{
		{Key: string(allocation.SeparationStrict), Label: separationTitles[allocation.SeparationStrict]},
		{Key: string(allocation.SeparationWarn), Label: separationTitles[allocation.SeparationWarn]},
	}
}

var errRubricLine = say.Refuse("rubric_line", "每行写一项：名称、空格、满分，如 市场前景 30")

func fmtNewVersion(v basis.ParameterVersion) string {
	return fmt.Sprintf("%s，从第 %d 版改起。拟定后由分管领导批准生效", v.District, v.Version)
}

func fmtDrawnUp(n basis.NewParameters) string {
	return fmt.Sprintf("已拟定%s的新参数，由分管领导批准后从 %s 起生效", n.District, n.Effective)
}

// The unit of shares and weights in words: its sign is as wide as two cells on some terminals.
const (
	textPermille  = "千分"
	textShareHint = "占应得，200 即 20%"
)
