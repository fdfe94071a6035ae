package assessment

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRecord is the form that enters an assessment of a tenancy.
func newRecord(env *screen.Env, tenancy int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (watch.AssessmentSheet, error) {
		return env.Store.AssessmentSheet(ctx, by, tenancy)
	}
	return screen.NewReadForm(env, textRecord, "按考核表逐项填写；Ctrl+S 登记，Esc 离开并保留草稿", read, func(d *watch.AssessmentSheet) *screen.FormScreen {
		return (&record{env, *d}).form()
	})
}

// record is what the form that enters an assessment begins with.
type record struct {
	env *screen.Env
	d   watch.AssessmentSheet
}

func (s *record) form() *screen.FormScreen {
	env, d := s.env, s.d
	form := screen.NewForm(env, screen.FormScreen{About: helpRecord}, kit.FormSpec{
		Draft:    "assessment/record/" + strconv.FormatInt(d.Stay.ID, 10),
		Sections: []kit.Section{s.whenSection(), s.jobsSection(), s.taxSection(), pointSection(), s.conclusionSection()},
		Check: func(f *kit.Form) error {
			a := s.assessment(f)
			by := a.RectifyBy
			if by.IsZero() {
				by = d.RectifyBy
			}
			return a.Record(d.Stay.Tenancy, d.Terms(env.Actor().Role), env.Today(), by)
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: textRecord, Yes: "确认登记", Lines: s.whatHappens(f)}
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			id, number, err := env.Store.RecordAssessment(ctx, by, d.Stay.ID, d.Last, s.assessment(f))
			return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: "已登记考核 " + number}}, err
		}),
	})
	form.Over = func(w int) []string {
		pairs := stayPairs(d.Stay)[:2]
		if last := d.Figures.Verified; last.Stated() {
			pairs = append(pairs, kit.Pair{Label: "上次核实", Value: fmtLastTime(last, d.Paid, taxYears(d, env.Today().Year()))})
		}
		if c, why, known := s.proposal(form.Form); known {
			pairs = append(pairs, kit.Pair{Label: "建议", Value: fmtProposed(c, why)})
		}
		if form.Form.Text("full") != "" && form.Form.Text("part") != "" {
			pairs = append(pairs, measurePairs(env.Theme, d.MeasureOf(s.assessment(form.Form)))...)
		}
		return append(kit.Detail(env.Theme, w, pairs), "")
	}
	return form
}

// proposal is the conclusion that the facts in the form suggest, with its reasons; not known while a question is open.
func (s *record) proposal(f *kit.Form) (c oversight.Conclusion, why []string, known bool) {
	a := s.assessment(f)
	c, why = a.Propose(s.d.Figures.Contracted)
	return c, why, len(a.Points) == len(oversight.AssessmentPoints)
}

func (s *record) whenSection() kit.Section {
	d := s.d
	var bodies []kit.Choice
	for _, b := range append(oversight.SupervisingBodies(), oversight.DistrictBodies()...) {
		bodies = append(bodies, kit.Choice{Key: b, Label: b})
	}
	return kit.Section{Title: say.Assessment, Fields: []kit.Field{
		{Name: "day", Label: textDay, Kind: kit.KindDate, Value: s.env.Today().String(), Required: true, Say: func(f *kit.Form) string {
			covers := oversight.AssessmentCovers(d.Stay.Signed, f.Date("day"), d.Covered, d.Interval, d.Lead)
			if covers == d.Covered {
				return fmtExtra(d.Due)
			}
			return fmtAnswers(d.Stay.Signed.AddMonths(covers))
		}},
		{Name: "bodies", Label: textBodies, Kind: kit.KindChoices, Choices: bodies, Hint: "空格勾选，至少一个"},
		{Name: "others", Label: "其他部门", Limit: 100, Hint: "用顿号分开"},
	}}
}

// jobsSection asks for the jobs as they are found this time: nothing is filled in before it is looked at.
func (s *record) jobsSection() kit.Section {
	d := s.d
	compare := func(part func(allocation.JobFigure) int64) string {
		return fmtSideBySide(part(d.Figures.Claimed), part(d.Figures.Accepted), part(d.Figures.Contracted))
	}
	return kit.Section{Title: "岗位核实", Fields: []kit.Field{
		{
			Name: "full", Label: say.FullTime, Kind: kit.KindNumber, Unit: textPeople, Required: true,
			Hint: compare(func(f allocation.JobFigure) int64 { return f.Full }),
		},
		{
			Name: "part", Label: say.PartTime, Kind: kit.KindNumber, Unit: textPeople, Required: true,
			Hint: compare(func(f allocation.JobFigure) int64 { return f.Part }),
		},
		{Name: "jobs_source", Label: say.Basis, Required: true, Limit: 100, Hint: "如 社保缴费记录"},
		{Name: "jobs_day", Label: "核实日期", Kind: kit.KindDate, Value: s.env.Today().String(), Required: true, Hint: "不晚于考核日期"},
	}}
}

// taxYears are the calendar years that the form asks for: from the year before the last one to this one, not before the signing.
func taxYears(d watch.AssessmentSheet, this int) []int {
	var out []int
	for y := max(d.Stay.Signed.Year(), this-2); y <= this; y++ {
		out = append(out, y)
	}
	return out
}

func (s *record) taxSection() kit.Section {
	d := s.d
	out := kit.Section{Title: "已缴税额（按年，没有查到的空着）"}
	years := taxYears(d, s.env.Today().Year())
	for _, y := range years {
		out.Fields = append(out.Fields, kit.Field{Name: taxField(y), Label: fmtYear(y), Kind: kit.KindMoney, Unit: say.Yuan, Hint: fmtExpectedTax(d.Expected)})
	}
	out.Fields = append(out.Fields, kit.Field{Name: "tax_source", Label: "税额依据", Limit: 100, Hint: "如 完税证明", Show: func(f *kit.Form) bool {
		for _, y := range years {
			if f.Text(taxField(y)) != "" {
				return true
			}
		}
		return false
	}})
	return out
}

func taxField(year int) string { return fmt.Sprintf("tax_%d", year) }

func pointSection() kit.Section {
	out := kit.Section{Title: "现场检查"}
	for _, p := range oversight.AssessmentPoints {
		code := p.Code
		out.Fields = append(out.Fields,
			kit.Field{Name: code, Label: p.Title, Kind: kit.KindYesNo, Required: true, Hint: p.Clause},
			kit.Field{Name: code + "_remark", Label: "情况", Limit: 200, Show: func(f *kit.Form) bool { return f.Text(code) == "no" }, Hint: "判为否的须写明"},
		)
	}
	out.Fields = append(out.Fields, kit.Field{Name: "papers", Label: textPapers, Limit: 200, Hint: "照片、材料的名称"})
	return out
}

func (s *record) conclusionSection() kit.Section {
	conclusions := screen.NotedChoices(oversight.Conclusions, func(c oversight.Conclusion) string { return conclusionNote[c] })
	rectify := func(f *kit.Form) bool { return f.Text("conclusion") == string(oversight.ConclusionRectify) }
	return kit.Section{Title: textConclusion, Fields: []kit.Field{
		{Name: "conclusion", Label: textConclusion, Kind: kit.KindChoice, Choices: conclusions, Required: true, Say: func(f *kit.Form) string {
			c, _, known := s.proposal(f)
			if !known {
				return "答完现场检查后给出建议"
			}
			return fmtProposal(c)
		}},
		{Name: "reason", Label: textReason, Limit: 300, Hint: "不合格或与建议不同的须写明"},
		{Name: "rectify", Label: textRectify, Limit: 300, Show: rectify, Hint: "要改什么"},
		{Name: "rectify_by", Label: textRectifyBy, Kind: kit.KindDate, Value: s.d.RectifyBy.String(), Show: rectify, Hint: "按参数推算，可改"},
	}}
}

// assessment is what the form says.
func (s *record) assessment(f *kit.Form) oversight.Assessment {
	a := oversight.Assessment{
		Day:    f.Date("day"),
		Bodies: append(f.Many("bodies"), oversight.SplitBodies(f.Text("others"))...),
		Jobs: allocation.JobFigure{
			Full: int64(f.Number("full")), Part: int64(f.Number("part")), Source: f.Text("jobs_source"), Day: f.Date("jobs_day"),
		},
		Papers: f.Text("papers"), Conclusion: oversight.Conclusion(f.Text("conclusion")), Reason: f.Text("reason"),
	}
	for _, y := range taxYears(s.d, s.env.Today().Year()) {
		if f.Text(taxField(y)) != "" {
			a.Taxes = append(a.Taxes, oversight.TaxPaid{Year: y, Amount: f.Money(taxField(y)), Source: f.Text("tax_source")})
		}
	}
	for _, p := range oversight.AssessmentPoints {
		if f.Text(p.Code) != "" {
			a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: f.Yes(p.Code), Remark: f.Text(p.Code + "_remark")})
		}
	}
	if a.Conclusion == oversight.ConclusionRectify {
		a.Rectify, a.RectifyBy = f.Text("rectify"), f.Date("rectify_by")
	}
	return a
}

// whatHappens says what recording brings about.
func (s *record) whatHappens(f *kit.Form) []string {
	a, d := s.assessment(f), s.d
	proposed, why := a.Propose(d.Figures.Contracted)
	lines := []string{fmtRecordLine(d.Stay, a), fmtJobsLine(a.Jobs, d.Figures.Contracted)}
	lines = append(lines, why...)
	if proposed != a.Conclusion {
		lines = append(lines, fmtDiffers(proposed, a))
	}
	if over := d.MeasureOf(a).OverText(); over != "" {
		lines = append(lines, over+"。"+oversight.SmallerText+"。")
	}
	switch {
	case a.Conclusion == oversight.ConclusionPass && d.Terms(s.env.Actor().Role).Short(a.Jobs):
		lines = append(lines, fmtShortLine(d.Short))
	case a.Conclusion == oversight.ConclusionRectify:
		lines = append(lines, fmtRectifyLine(a, d.RectifyBy))
	case a.Conclusion == oversight.ConclusionFail && d.Strict:
		lines = append(lines, textFailStrict)
	case a.Conclusion == oversight.ConclusionFail:
		lines = append(lines, textFailThen)
	}
	return lines
}

// The form that records an assessment.
const textPeople = "人"

// conclusionNote says what a conclusion leads to.
var conclusionNote = map[oversight.Conclusion]string{
	oversight.ConclusionPass: say.Close, oversight.ConclusionRectify: "限期整改后复查", oversight.ConclusionFail: "可" + byFailure + " 退出",
}

var helpRecord = []string{
	"参加部门至少一个。岗位数旁边是申报、认定、合同的数，核实数写入申请，报表用它。",
	"经营范围改变、转租转借的应为不合格（四(五)3）；房屋损坏、逾期开业、岗位少于合同的应整改。",
	"程序按所填情况提出结论，由人决定；与建议不同的须写理由。",
	"整改期限按参数推算，遇休息日顺延，可以改。",
}

func fmtSideBySide(claimed, accepted, contracted int64) string {
	return fmt.Sprintf("申报 %d  认定 %d  合同 %d", claimed, accepted, contracted)
}

// fmtLastTime are the figures as they were verified last; the form asks for what is found this time. Taxes of years are the years asked for.
func fmtLastTime(jobs allocation.JobFigure, paid []oversight.TaxPaid, years []int) string {
	out := fmt.Sprintf("%s %s %d %s %d", jobs.Day, say.FullTime, jobs.Full, say.PartTime, jobs.Part)
	for _, x := range paid {
		if slices.Contains(years, x.Year) {
			out += "；" + fmtYear(x.Year) + " " + x.Amount.String()
		}
	}
	return out
}

// fmtExpectedTax is what was accepted, or claimed while nothing is accepted.
func fmtExpectedTax(t allocation.Taxes) string {
	switch {
	case t.Accepted.Stated():
		return "认定每年 " + t.Accepted.Amount.String()
	case t.Claimed.Stated():
		return "申报每年 " + t.Claimed.Amount.String()
	}
	return ""
}

func fmtExtra(due civil.Date) string { return fmt.Sprintf("临时考核，下一次仍是 %s", due) }

func fmtProposal(c oversight.Conclusion) string { return "建议 " + c.Title() }

// fmtProposed is the proposal with its reasons.
func fmtProposed(c oversight.Conclusion, why []string) string {
	if len(why) == 0 {
		return c.Title()
	}
	return c.Title() + "：" + strings.Join(why, "；")
}

func fmtRecordLine(r stay.TenancyRow, a oversight.Assessment) string {
	return fmt.Sprintf("%s 对 %s（%s）的考核，结论%s。", a.Day, r.Name, r.Number, a.Conclusion.Title())
}

func fmtJobsLine(verified, contracted allocation.JobFigure) string {
	return fmt.Sprintf("核实岗位 %d 人（%s），合同约定 %d 人。", verified.People(), verified.Source, contracted.People())
}

func fmtDiffers(proposed oversight.Conclusion, a oversight.Assessment) string {
	return fmt.Sprintf("按情况应为%s，改为%s的理由：%s", proposed.Title(), a.Conclusion.Title(), a.Reason)
}

func fmtShortLine(permille int64) string {
	return fmt.Sprintf("核实岗位少于合同的部分超过 %d.%d%%，合格须由分管领导（另一人）确认。", permille/10, permille%10)
}

func fmtRectifyLine(a oversight.Assessment, by civil.Date) string {
	if !a.RectifyBy.IsZero() {
		by = a.RectifyBy
	}
	return fmt.Sprintf("限 %s 前整改：%s", by, a.Rectify)
}
