package ui_test

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/report"
	"penggai/store/walk"
	"penggai/ui"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestEveryPlaceOpens: each place has one route, takes what it says that it takes, and comes up with a title and without a
// failure; so does what the work, the deadlines and the lines of reports point to.
func TestEveryPlaceOpens(t *testing.T) {
	routes := map[screen.Place]int{}
	for _, r := range ui.Routes() {
		routes[r.Place]++
	}
	for _, p := range screen.Places() {
		if routes[p] != 1 {
			t.Fatalf("place %d has %d routes", p, routes[p])
		}
	}
	if len(routes) != len(screen.Places()) {
		t.Fatalf("routes of %d places, which are %d", len(routes), len(screen.Places()))
	}
	o := screentest.New(t)
	ways := append(recordWays(t, o), pointedWays(t, o)...)
	o.Env.SignIn(o.Who[allocation.Manager])
	o.Env.Theme = kit.NewTheme(true, colorprofile.ASCII, false)
	for _, way := range ways {
		open(t, o.Env, way)
	}
	for _, p := range screen.Places() {
		if !slices.ContainsFunc(ways, func(w screen.Go) bool { return w.Place == p }) {
			t.Errorf("place %d is not opened by this test", p)
		}
	}
}

// open makes the screen, lets it load all that it asks for, and draws it.
func open(t *testing.T, env *screen.Env, way screen.Go) {
	t.Helper()
	if way.Place == 0 {
		t.Errorf("%+v leads nowhere", way)
		return
	}
	s := ui.Make(env, way)
	var run func(tea.Cmd)
	tell := func(msg tea.Msg) {
		next, cmd := s.Update(msg)
		s = next
		run(cmd)
	}
	run = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				run(c)
			}
		case screen.Failed:
			t.Errorf("%+v (%s): %v", way, s.Title(), msg.Err)
		default:
			tell(msg)
		}
	}
	run(s.Init())
	tell(tea.WindowSizeMsg{Width: 120, Height: 36})
	if body := s.Body(120, 33); s.Title() == "" || len(body) == 0 {
		t.Errorf("%+v: title %q and %d lines", way, s.Title(), len(body))
	}
}

// recordWays makes a record of each noun, and opens each place with all that it takes.
func recordWays(t *testing.T, o *screentest.Office) []screen.Go {
	t.Helper()
	ctx, manager, supervisor := t.Context(), o.Who[allocation.Manager], o.Who[allocation.Supervisor]
	award, stay, leaving, waiting := o.Award(), o.Tenancy(), o.Tenancy(), o.Approved()
	unit, application, tenancy := stay.Holdings[0].UnitID, stay.Application, stay.ID
	applied, err := o.Store.Application(ctx, manager, application)
	o.Must(err)
	round, err := o.Store.NewRound(ctx, o.Who[allocation.Approver], screentest.District)
	o.Must(err)
	o.Day("2021-03-15")
	vacant, err := o.Store.Units(ctx, manager, engine.ListQuery{Filter: "状态:" + allocation.UnitVacant.Title(), Limit: 1})
	o.Must(err)
	target, err := o.Store.FindFindingTarget(ctx, supervisor, oversight.FindingTenancy, tenancy, "")
	o.Must(err)
	finding, _, err := o.Store.RaiseFinding(ctx, supervisor, target, oversight.Finding{
		Body: "市棚改办", Text: "隐瞒转租", Clause: "四(五)3", AnswerBy: o.Today().AddDays(15),
	})
	o.Must(err)
	support, _, err := o.Store.RaiseSupport(ctx, manager, tenancy, oversight.Support{
		Kind: oversight.SupportFunds, Need: "进货周转缺 5 万元", Raiser: "王宝", Handler: "区人社局", Raised: o.Today(),
	})
	o.Must(err)
	leaving = o.Stay(leaving.ID)
	exit, err := o.Store.OpenExit(ctx, manager, leaving.ID, leaving.Version, 4, leave.Evidence{Document: "退出申请", Day: o.Today()}, "经营困难")
	o.Must(err)
	correction, _, err := o.Store.ProposeCorrection(ctx, manager, mend.CorrectionAsk{
		Noun: amend.CorrectTenancy, ID: tenancy, Wants: []amend.CorrectionWant{{Part: "tenancy", Field: "water_intensive", Row: tenancy, Value: "yes"}}, Reason: "录入错误", Document: "合同原件",
	})
	o.Must(err)
	assessment := assess(t, o, tenancy)
	bill, payment := pay(t, o, tenancy)
	open, err := o.Store.Drawers(ctx, manager)
	o.Must(err)
	day, _, err := o.Store.CloseTill(ctx, manager, open[0], till.Count{Found: open[0].Book.Cash})
	o.Must(err)

	list, _, err := o.Store.ListWalk(ctx, supervisor, walk.Plan{District: screentest.District, Inspectors: "赵"})
	o.Must(err)

	var ways []screen.Go
	for place, ids := range map[screen.Place][]int64{
		screen.Home: {0}, screen.Unit: {0, unit}, screen.UnitList: {0}, screen.UnitBuilding: {unit}, screen.Applicant: {0, applied.Applicant},
		screen.Application: {0, application}, screen.ApplicationNew: {0, applied.Applicant}, screen.Round: {0, round}, screen.Award: {0, award.ID},
		screen.Single: {waiting}, screen.Tenancy: {0, tenancy}, screen.TenancySign: {award.ID}, screen.TenancyAwards: {0}, screen.Hindsight: {0},
		screen.Bill: {0, bill}, screen.BillAccount: {tenancy}, screen.BillIssue: {0, tenancy}, screen.Payment: {0, payment},
		screen.PaymentTake: {tenancy}, screen.PaymentRefund: {tenancy}, screen.PaymentReverse: {payment}, screen.Fee: {0, tenancy}, screen.FeeNew: {0},
		screen.Till: {0, day}, screen.TillCount: {0}, screen.PrintTill: {day},
		screen.Benefit: {0, tenancy}, screen.Assessment: {0, assessment}, screen.AssessmentStay: {tenancy}, screen.AssessmentRecord: {tenancy},
		screen.AssessmentDue: {0}, screen.Roster: {0}, screen.Expert: {0}, screen.Reading: {0, unit}, screen.Support: {0, support}, screen.SupportStay: {tenancy}, screen.Finding: {0, finding}, screen.Walk: {0, list}, screen.PrintWalk: {list}, screen.FindingNew: {tenancy},
		screen.Exit: {0, exit}, screen.ExitNew: {tenancy}, screen.Correction: {0, correction}, screen.CorrectApplicant: {applied.Applicant}, screen.CorrectApplication: {application},
		screen.CorrectTenancy: {tenancy},
		screen.CorrectExit:    {exit}, screen.CorrectUnit: {unit}, screen.Deadline: {0}, screen.Document: {0}, screen.PrintApplication: {application},
		screen.PrintAward: {award.ID}, screen.PrintTenancy: {tenancy}, screen.PrintExit: {exit}, screen.PrintBill: {bill},
		screen.PrintPayment: {payment}, screen.PrintRound: {round}, screen.PrintFinding: {finding}, screen.PrintAssessment: {assessment}, screen.Report: {0}, screen.Overview: {0}, screen.Notes: {0}, screen.Outside: {0}, screen.Keeping: {0}, screen.KeepingNew: {0}, screen.KeepingDue: {0}, screen.KeepingHold: {applied.Applicant}, screen.Log: {0}, screen.System: {0}, screen.Takeover: {0}, screen.Account: {0}, screen.Role: {0}, screen.Keys: {0},
	} {
		for _, id := range ids {
			ways = append(ways, screen.Go{Place: place, ID: id})
		}
	}
	return append(ways,
		screen.GoBeside(allocation.NounUnit, unit), screen.Go{Place: screen.NoteNew, ID: unit, Filter: string(allocation.NounUnit)}, screen.Go{Place: screen.FileNew, ID: unit, Filter: string(allocation.NounUnit)},
		screen.Go{Place: screen.Single, ID: waiting, Filter: vacant.Rows[0].Number},
		screen.Go{Place: screen.ExitNew, ID: tenancy, Basis: leave.Evidence{Assessment: assessment}},
		screen.Go{Place: screen.ExitNew, ID: tenancy, Basis: leave.Evidence{Finding: finding}},
	)
}

// pointedWays are the ways that records of the store point out.
func pointedWays(t *testing.T, o *screentest.Office) (ways []screen.Go) {
	t.Helper()
	ctx, manager := t.Context(), o.Who[allocation.Manager]
	for _, n := range allocation.Nouns {
		ways = append(ways, screen.Go{Place: screen.PlaceOf(n)})
	}
	for _, n := range oversight.FindingNouns {
		if n != oversight.FindingDistrict {
			ways = append(ways, screen.Go{Place: screen.PlaceOf(allocation.Noun(n))})
		}
	}
	for _, n := range amend.CorrectionNouns {
		ways = append(ways, screen.Go{Place: screen.PlaceOf(allocation.Noun(n))})
	}
	todo, err := o.Store.Todo(ctx, manager)
	o.Must(err)
	for _, r := range todo {
		ways = append(ways, screen.Go{Place: screen.PlaceOf(r.Noun), Filter: r.Filter})
	}
	due, err := o.Store.Deadlines(ctx, manager, o.Today().AddMonths(36))
	o.Must(err)
	for _, d := range due {
		ways = append(ways, screen.Go{Place: screen.PlaceOf(d.Noun), ID: d.ID})
	}
	for _, d := range report.Definitions() {
		r, err := report.Make(ctx, o.Store, manager, d.Name, report.Query{})
		o.Must(err)
		for _, row := range r.Rows {
			if row.ID != 0 {
				ways = append(ways, screen.Go{Place: screen.PlaceOf(row.Noun), ID: row.ID})
			}
		}
	}
	return ways
}

// assess records a failed assessment of the tenancy.
func assess(t *testing.T, o *screentest.Office, tenancy int64) int64 {
	t.Helper()
	a := oversight.Assessment{
		Day: o.Today(), Bodies: []string{"市人社局", "区市场监管局"}, Papers: "门面照片 3 张", Conclusion: oversight.ConclusionFail, Reason: "转租属实",
		Jobs:  allocation.JobFigure{Full: 12, Part: 2, Source: "社保缴费记录", Day: o.Today()},
		Taxes: []oversight.TaxPaid{{Year: 2020, Amount: 2_815_060, Source: "完税证明"}},
	}
	for i, p := range oversight.AssessmentPoints {
		a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: i > 0})
	}
	a.Points[0].Remark = "查有租金收据"
	id, _, err := o.Store.RecordAssessment(t.Context(), o.Who[allocation.Manager], tenancy, 0, a)
	o.Must(err)
	_, err = o.Store.ConfirmAssessment(t.Context(), o.Who[allocation.Approver], id, 1, true, "属实")
	o.Must(err)
	return id
}

// pay issues a bill of the tenancy and pays more than it says.
func pay(t *testing.T, o *screentest.Office, tenancy int64) (bill, payment int64) {
	t.Helper()
	o.Prices(2020, 2020)
	o.Bill(tenancy)
	a, err := o.Store.TenancyAccount(t.Context(), o.Who[allocation.Manager], tenancy)
	o.Must(err)
	return a.Bills[0].ID, o.Pay(tenancy, a.Open+100).ID
}
