package home_test

import (
	"context"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store/intake"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// city is the office of the tests: the whole city on 2021-03-15, three shops open or late, one application in each state.
var city = screentest.Setting{
	Office: allocation.CityOffice, Day: "2020-10-12", Wall: time.Date(2021, 3, 15, 8, 2, 0, 0, time.UTC),
	Units: func() []allocation.Unit { return seed.Units(1) },
	Names: map[allocation.Role]string{allocation.Intake: allocation.Intake.Title(), allocation.Manager: allocation.Manager.Title()},
	Live:  live,
}

// stub is a place that shows what it was opened with.
type stub struct {
	screen.Screen
	to screen.Go
}

func live(o *screentest.Office) {
	first := o.Hand(o.Sign(applies(0, "尖山区")), "")
	o.Begin(first)
	o.Hand(o.Sign(applies(1, "尖山区")), "")
	o.Sign(applies(2, "尖山区"))
	o.Day("2021-03-08")
	o.Draft(applies(3, "尖山区"))
	o.Accept(o.Draft(applies(4, "尖山区")))
	waits := o.Draft(applies(5, "尖山区"))
	o.Accept(waits)
	ctx, manager := context.Background(), o.Who[allocation.Manager]
	_, err := o.Store.AskSupplement(ctx, o.Who[allocation.Intake], waits, o.Application(waits).Version, "资金证明", civil.MustParse("2021-03-17"))
	o.Must(err)
	reviewed := o.Draft(applies(6, "尖山区"))
	o.Accept(reviewed)
	o.Review(reviewed)
	o.Approved(applies(7, "尖山区"))
	o.Accept(o.Draft(applies(8, "岭东区")))
	u, err := o.Store.UnitByNumber(ctx, manager, "JS-NSQ-02-1-01")
	o.Must(err)
	o.Must(o.Store.WithdrawUnits(ctx, manager, []int64{u.ID}, "漏水"))
	o.Day("2021-03-15")
}

// applies is the n-th applicant, of a district.
func applies(n int, district string) func(*intake.Intake) {
	return func(in *intake.Intake) {
		in.Applicant.District, in.Application.District = district, district
		in.Applicant.Name = []string{"王宝", "赵小雪", "孙明"}[n%3]
		in.Application.Project = "便民家政"
		in.Application.Jobs.Claimed = allocation.JobFigure{Full: 10, Source: "申请表"}
	}
}
