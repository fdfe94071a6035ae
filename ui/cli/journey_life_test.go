package cli_test

import (
	"context"
	"slices"
	"testing"

	"penggai/store/round"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/intake"
	"penggai/store/stay"
	"penggai/ui/screen/screentest"
)

// yard is an office of 尖山区 with a dozen shops and the prices of ten years, whose first years are lived through the store's use
// cases, up to where a journey goes on by screens.
var yard = screentest.Setting{Day: signedOn, Clock: civil.Clock{Kind: civil.ClockTrial}, Live: func(o *screentest.Office) {
	first := o.Today().Year()
	o.Prices(first-1, first+8)
}}

// life is such an office.
type life struct{ *screentest.Office }

// Prices of every year: per ㎡ and month, per ㎡ and season from 10-20 to 04-20.
const rentFen, propertyFen, heatingFen = 2000, 150, 4300

// approved takes an applicant from the counter to the approval and returns the application.
func (l *life) approved(name string) int64 {
	return l.Approved(func(in *intake.Intake) { in.Applicant.Name = name })
}

// signed awards a shop to an approved applicant, signs on the same day and hands the keys over.
func (l *life) signed(application int64, waivers []string) stay.TenancyDetail {
	ctx, manager := context.Background(), l.Who[allocation.Manager]
	_, err := l.Store.AwardSingle(ctx, l.Who[allocation.Approver], application, nil, round.OutOfOrder{})
	l.Must(err)
	w, _, err := l.Store.AwardOf(ctx, manager, application)
	l.Must(err)
	id, err := l.Store.SignContract(ctx, manager, stay.Signing{
		Award: w.ID, Version: w.Version, Signed: l.Today(), FullTime: 12, PartTime: 2, Waivers: waivers,
	})
	l.Must(err)
	d := l.Stay(id)
	_, err = l.Store.HandOver(ctx, manager, id, d.Version, l.Today(), []allocation.Condition{
		{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12_500, Power: 14_000},
	})
	l.Must(err)
	return l.Stay(id)
}

// fails records an assessment that finds the shop sublet; another person confirms it.
func (l *life) fails(d stay.TenancyDetail) {
	ctx := context.Background()
	a := oversight.Assessment{
		Day: l.Today(), Bodies: []string{"区政府", "区人社局"}, Papers: "现场照片 3 张", Conclusion: oversight.ConclusionFail, Reason: "转租属实",
		Jobs:  allocation.JobFigure{Full: 2, Source: "社保缴费记录", Day: l.Today()},
		Taxes: []oversight.TaxPaid{{Year: l.Today().Year(), Amount: 12_000_00, Source: "完税证明"}},
	}
	for _, p := range oversight.AssessmentPoints {
		a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: true})
	}
	sublet := slices.IndexFunc(a.Points, func(p oversight.PointCheck) bool { return p.Code == "sublet" })
	a.Points[sublet].Good, a.Points[sublet].Remark = false, "转给他人经营"
	id, _, err := l.Store.RecordAssessment(ctx, l.Who[allocation.Manager], d.ID, 0, a)
	l.Must(err)
	_, err = l.Store.ConfirmAssessment(ctx, l.Who[allocation.Approver], id, 1, true, "属实")
	l.Must(err)
}

// handOn closes the office so that the program can open it.
func (l *life) handOn(t *testing.T) *office {
	l.Must(l.Store.Close())
	return &office{t: t, folder: l.Store.Folder()}
}
