// Package watchtest adds assessments to the office in which the store is tested.
//
//	watchtest ──> moneytest, watch
package watchtest

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/engine/enginetest"
	"penggai/store/money/moneytest"
	"penggai/store/stay/staytest"
	"penggai/store/watch"
)

// Office is an office with the use cases of this room too.
type Office struct {
	moneytest.Office
	watch.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{moneytest.Of(o), watch.Of(o.Store)} }

// New is the office of staytest.New.
func New(t testing.TB, units int) Office {
	t.Helper()
	return Of(staytest.New(t, units).Base())
}

// SheetOf is a complete good assessment of today with some jobs.
func (o Office) SheetOf(full int64) oversight.Assessment {
	a := oversight.Assessment{
		Day: o.Clock.Day, Bodies: []string{"区政府", "区人社局"}, Conclusion: oversight.ConclusionPass, Papers: "现场照片 3 张",
		Jobs:  allocation.JobFigure{Full: full, Part: 2, Source: " 社保缴费记录 ", Day: o.Clock.Day},
		Taxes: []oversight.TaxPaid{{Year: o.Clock.Day.Year(), Amount: 12_000_00, Source: "完税证明"}},
	}
	for _, p := range oversight.AssessmentPoints {
		a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: true})
	}
	return a
}

// Sublet makes it a failed one: 四(五)3.
func Sublet(a oversight.Assessment) oversight.Assessment {
	i := slices.IndexFunc(a.Points, func(p oversight.PointCheck) bool { return p.Code == "sublet" })
	a.Points[i] = oversight.PointCheck{Code: "sublet", Remark: "转给他人经营"}
	a.Conclusion, a.Reason = oversight.ConclusionFail, "转租属实"
	return a
}

// Damaged makes it one that is to be put right: 六(二).
func Damaged(a oversight.Assessment) oversight.Assessment {
	i := slices.IndexFunc(a.Points, func(p oversight.PointCheck) bool { return p.Code == "premises" })
	a.Points[i] = oversight.PointCheck{Code: "premises", Remark: "拆了隔墙"}
	a.Conclusion, a.Rectify = oversight.ConclusionRectify, "恢复隔墙"
	return a
}

// Assessed records an assessment after the last one.
func (o Office) Assessed(t testing.TB, tenancy int64, a oversight.Assessment) watch.AssessmentDetail {
	t.Helper()
	by := o.As(t, allocation.Manager)
	sheet, err := o.AssessmentSheet(t.Context(), by, tenancy)
	enginetest.OK(t, err)
	id, _, err := o.RecordAssessment(t.Context(), by, tenancy, sheet.Last, a)
	enginetest.OK(t, err)
	return o.AssessmentOf(t, id)
}

// AssessmentOf is an assessment as its page shows it.
func (o Office) AssessmentOf(t testing.TB, id int64) watch.AssessmentDetail {
	t.Helper()
	d, err := o.Assessment(t.Context(), o.As(t, allocation.Auditor), id)
	enginetest.OK(t, err)
	return d
}

// VerifiedJobs are the jobs of a tenancy as last assessed.
func (o Office) VerifiedJobs(t testing.TB, tenancy int64) allocation.JobFigure {
	t.Helper()
	sheet, err := o.AssessmentSheet(t.Context(), o.As(t, allocation.Auditor), tenancy)
	enginetest.OK(t, err)
	return sheet.Figures.Verified
}
