package system

import (
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var parameterColumns = []kit.Col[basis.ParameterVersion]{
	{ID: "district", Width: 10},
	{ID: "number", Width: 4},
	{ID: "effective", Width: 10},
	{ID: "author", Width: 10, Drop: 2},
	{ID: "approver", Width: 10, Drop: 1},
	{ID: "note", Width: 16, Flex: true},
}

// newParameters is the part with the versions of the districts' own rules.
func newParameters(env *screen.Env) part {
	return list(env, "个版本", parameterRecord, screen.ListSpec[basis.ParameterVersion, basis.ParameterVersion]{
		Cols: screen.Cols(basis.ParameterNoun, env.Today(), parameterColumns), About: helpParameters,
		ID:    func(v basis.ParameterVersion) int64 { return v.ID },
		Short: env.Store.ParameterVersions,
		Own: func(v basis.ParameterVersion, ok bool) []kit.Action {
			return []kit.Action{
				partAction(env, textParameters, parameterRecord, v, ok),
				kit.Act(screen.TextCalibrate, screen.Shows(env, screen.NewCalibration, v.District), "f11").When(screen.NoRow(ok)),
				kit.Act(textNewVersion, screen.Shows(env, newParameterForm, v), "f2", "n").When(screen.NoRow(ok)).When(env.WhyNot(allocation.ActProposeRule)),
			}
		},
	})
}

// parameterRecord is a version in full, in the order of the form.
func parameterRecord(th *kit.Theme, w int, v basis.ParameterVersion) []string {
	head := append([]kit.Pair{{Value: v.Title(), Style: th.Strong}}, screen.Pairs(basis.ParameterNoun, civil.Date{}, v, "effective", "author", "approver", "note")...)
	return kit.Detail(th, w, append(head, parameterPairs(v.Parameters)...))
}

// parameterPairs says every value with its unit.
func parameterPairs(p allocation.Parameters) []kit.Pair {
	a, j, l := p.Allocation, p.Jobs, p.Leads
	pairs := []kit.Pair{
		{Label: textAllocation},
		{Label: textPerJob, Value: a.DM2PerJob.String() + " ㎡"},
		{Label: textScale, Value: yesNo(a.ScaleToSupply)},
		{Label: textTaxPerJob, Value: a.TaxFenPerJob.String() + " 元"},
		{Label: textTaxCap, Value: permille(a.TaxCapPermille)},
		{Label: textBand, Value: millis(a.TieBandMillijobs)},
		{Label: textMin, Value: a.MinDM2.String() + " ㎡"},
		{Label: textMax, Value: a.MaxDM2.String() + " ㎡"},
		{Label: textUnder, Value: permille(a.UnderPermille)},
		{Label: textOver, Value: permille(a.OverPermille)},
		{Label: textUnits, Value: fmt.Sprint(a.MaxUnits)},
		{Label: textRest, Value: fmtRest(a.Rest)},
		{Label: textJobs},
		{Label: textFull, Value: millis(j.FullTime)},
		{Label: textPart, Value: millis(j.PartTime)},
		{Label: textClaimed, Value: permille(j.Claimed)},
		{Label: textAccepted, Value: permille(j.Accepted)},
		{Label: textVerified, Value: permille(j.Verified)},
		{Label: textShort, Value: permille(p.ShortPermille)},
		{Label: textRubric},
	}
	for _, i := range p.Rubric.Items {
		pairs = append(pairs, kit.Pair{Label: textItems, Value: fmt.Sprintf("%s  %d 分", i.Title, i.Max)})
	}
	pairs = append(pairs,
		kit.Pair{Label: textPass, Value: fmt.Sprintf("%d 分", p.Rubric.Pass)}, kit.Pair{Label: textMaterials, Value: fmt.Sprintf("%d 种", len(p.Materials))},
		kit.Pair{Label: textPeriods},
		kit.Pair{Label: textDispute, Value: p.DisputeDays().String()},
		kit.Pair{Label: textNotice, Value: p.Notice.String()}, kit.Pair{Label: textObjection, Value: p.Objection.String()},
		kit.Pair{Label: textSignBy, Value: p.SignBy.String()}, kit.Pair{Label: textSupplement, Value: p.Supplement.String()},
		kit.Pair{Label: textBillMonths, Value: fmt.Sprintf("%d 个月", p.BillMonths)}, kit.Pair{Label: textBillDue, Value: fmt.Sprintf("%d 日", p.BillDueDays)},
		kit.Pair{Label: textAssess, Value: fmt.Sprintf("%d 个月", p.AssessmentMonths)}, kit.Pair{Label: textRectify, Value: fmt.Sprintf("%d 日", p.RectifyDays)},
		kit.Pair{Label: textRenew, Value: fmt.Sprintf("期满前 %d 日", p.RenewDays)},
		kit.Pair{Label: textAnswer, Value: p.Exit.Answer.String()}, kit.Pair{Label: textVacate, Value: p.Exit.Vacate.String()},
		kit.Pair{Label: textLeast, Value: days(p.Exit.LeastDays())},
		kit.Pair{Label: textExitFile, Value: p.Exit.File.String()},
		kit.Pair{Label: textAfter72, Value: after72Titles[p.After72]}, kit.Pair{Label: textSeparation, Value: separationTitles[p.Separation]},
		kit.Pair{Label: textLockAfter, Value: fmt.Sprintf("%d 分钟没有操作", p.LockMinutes)},
		kit.Pair{Label: textKeepRecord, Value: fmt.Sprintf("%d 年", p.Keeping.Records())}, kit.Pair{Label: textKeepNumber, Value: fmt.Sprintf("办结后 %d 年", p.Keeping.Personal())},
		kit.Pair{Label: textLeads},
		kit.Pair{Label: textSupplement, Value: days(l.Supplement)}, kit.Pair{Label: textSign, Value: days(l.Sign)}, kit.Pair{Label: textOpening, Value: days(l.Open)},
		kit.Pair{Label: textContractTo, Value: days(l.ContractTo)}, kit.Pair{Label: textBill, Value: days(l.Bill)}, kit.Pair{Label: textAssessment, Value: days(l.Assessment)},
		kit.Pair{Label: textBenefit, Value: days(l.Benefit)}, kit.Pair{Label: textExit, Value: days(l.Exit)},
	)
	return append(pairs, paperPairs(p.Papers, l.Papers)...)
}

func fmtRest(r *allocation.RestParams) string {
	if r == nil {
		return "没有"
	}
	return fmt.Sprintf("可低 %s，可高 %s", permille(r.UnderPermille), permille(r.OverPermille))
}

func permille(n int64) string { return thousandths(n*100, "%") }

func millis(n int64) string { return thousandths(n, " 个岗位") }

// thousandths prints an integer count of thousandths without trailing zeros.
func thousandths(n int64, unit string) string {
	whole, rest := n/1000, n%1000
	if rest == 0 {
		return fmt.Sprintf("%d%s", whole, unit)
	}
	text := fmt.Sprintf("%d.%03d", whole, rest)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	return text + unit
}

func days(n int) string { return fmt.Sprintf("提前 %d 日", n) }

func yesNo(b bool) string {
	if b {
		return say.Yes
	}
	return say.No
}

var helpParameters = []string{
	"政策交给各区自定的细则都在这里（四(三)）。政策写死的，如合同三年、三个月内开业，不在这里。",
	"F11 测算：现行的面积参数够得着谁，与程序预设的对照。",
	"F2 从选中的版本改起，拟定新版本；由分管领导在 拟定 里对照后批准生效。旧版本不变，已作的决定仍按它当时用的版本。",
}
