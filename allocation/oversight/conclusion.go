package oversight

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Conclusion is what an assessment comes to.
type Conclusion string

// The three conclusions.
const (
	ConclusionPass    Conclusion = "pass"    // 合格
	ConclusionRectify Conclusion = "rectify" // 整改
	ConclusionFail    Conclusion = "fail"    // 不合格
)

// Conclusions lists them from good to bad.
var Conclusions = []Conclusion{ConclusionPass, ConclusionRectify, ConclusionFail}

// Title is the conclusion's word on screen.
func (c Conclusion) Title() string { return say.TitleOf(conclusionTitles, c) }

// AssessmentPoint is one question that every assessment answers with yes or no. A no needs a remark.
type AssessmentPoint struct {
	Code   string
	Title  string     // the good answer in words
	Clause string     // what it rests on
	Bad    Conclusion // what a no amounts to
}

// AssessmentPoints are the questions in the order of the sheet: business scope and subletting are named by 四(五)3, the
// premises by 六(二), the opening by 三.3.
var AssessmentPoints = []AssessmentPoint{
	{"scope", "经营范围未变", "四(五)3", ConclusionFail},
	{"premises", "商服完好", "六(二)", ConclusionRectify},
	{"sublet", "没有转租转借", "四(五)3", ConclusionFail},
	{"opened", "按期开业", "三.3", ConclusionRectify},
}

// PointCheck is the answer to one question.
type PointCheck struct {
	Code   string
	Good   bool
	Remark string
}

// Propose is the conclusion that the facts suggest, with a reason for each step away from 合格: business scope changed or
// premises sublet fail (四(五)3); damaged premises, a late opening or fewer jobs than contracted are to be put right.
func (a *Assessment) Propose(contracted allocation.JobFigure) (Conclusion, []string) {
	worst := ConclusionPass
	var why []string
	for _, p := range AssessmentPoints {
		i := slices.IndexFunc(a.Points, func(c PointCheck) bool { return c.Code == p.Code })
		if i < 0 || a.Points[i].Good {
			continue
		}
		why = append(why, fmt.Sprintf("“%s”为否（%s）", p.Title, p.Clause))
		worst = Conclusions[max(slices.Index(Conclusions, worst), slices.Index(Conclusions, p.Bad))]
	}
	if short := contracted.People() - a.Jobs.People(); contracted.Stated() && a.Jobs.Stated() && short > 0 {
		why = append(why, fmt.Sprintf("核实岗位 %d 人，合同约定 %d 人，少 %d 人（四(三)）", a.Jobs.People(), contracted.People(), short))
		worst = Conclusions[max(slices.Index(Conclusions, worst), slices.Index(Conclusions, ConclusionRectify))]
	}
	return worst, why
}

// checkConclusion looks at what the person decided.
func (a *Assessment) checkConclusion(contracted allocation.JobFigure, today civil.Date) error {
	if !slices.Contains(Conclusions, a.Conclusion) {
		return ErrAssessmentConclusion.On("conclusion")
	}
	proposed, _ := a.Propose(contracted)
	blank := strings.TrimSpace(a.Reason) == ""
	if a.Conclusion != proposed && blank {
		return ErrAssessmentReason.Textf("按所填情况应为%s，结论改为%s请写明理由", proposed.Title(), a.Conclusion.Title()).On("reason")
	}
	if a.Conclusion == ConclusionFail && blank {
		return ErrAssessmentReason.On("reason")
	}
	if a.Conclusion == ConclusionRectify && strings.TrimSpace(a.Rectify) == "" {
		return ErrAssessmentRectify.On("rectify")
	}
	return nil
}

var conclusionTitles = map[Conclusion]string{ConclusionPass: "合格", ConclusionRectify: "整改", ConclusionFail: "不合格"}
