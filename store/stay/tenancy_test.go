package stay_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"penggai/store/round"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

func TestFromAwardToOpening(t *testing.T) {
	o := staytest.New(t, 2)
	by := o.As(t, allocation.Manager)
	w := o.Awarded(t, 1, "JS-NSQ-01-1-01")
	for name, bad := range map[string]stay.Signing{
		"signed tomorrow":         {Award: w.ID, Version: w.Version, Signed: o.Clock.Day.AddDays(1)},
		"signed before the award": {Award: w.ID, Version: w.Version, Signed: o.Clock.Day.AddDays(-1)},
	} {
		_, err := o.SignContract(t.Context(), by, bad)
		refused(t, name, err, allocation.ErrSignedDay)
	}
	_, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version + 1, Signed: o.Clock.Day})
	refused(t, "an old form", err, engine.ErrStale)
	_, err = o.SignContract(t.Context(), o.As(t, allocation.Intake), stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day})
	refused(t, "the counter signs", err, engine.ErrNotAllowed)
	if got := o.UnitStates(t); got != "reserved vacant" {
		t.Fatalf("refusals left %s", got)
	}

	o.Clock.Day = enginetest.Day("2021-03-18")
	id, err := o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version, Signed: enginetest.Day("2021-03-17"), FullTime: 9, PartTime: 2})
	ok(t, err)
	d := o.StayOf(t, id)
	if d.Number != "RZ-JS-2021-0001" || d.State != allocation.TenancySigned || d.Signed != enginetest.Day("2021-03-17") || d.Clock != d.Signed {
		t.Errorf("%+v", d.Tenancy)
	}
	c := d.Contract
	if c.Number != "HT-JS-2021-0001" || c.From != enginetest.Day("2021-03-17") || c.LastDay() != enginetest.Day("2024-03-16") || c.State != allocation.ContractRunning {
		t.Errorf("%+v", c)
	}
	if d.Units != "JS-NSQ-01-1-01" || d.Area != 10000 || len(d.Holdings) != 1 || d.Holdings[0].From != d.Signed || !d.Holdings[0].To.IsZero() {
		t.Errorf("%q %s %+v", d.Units, d.Area, d.Holdings)
	}
	if d.Promised.Full != 9 || d.Promised.Part != 2 || o.ApplicationState(t, d.Application) != "contracted" || o.UnitStates(t) != "occupied vacant" {
		t.Errorf("promised %+v, units %s", d.Promised, o.UnitStates(t))
	}
	_, err = o.SignContract(t.Context(), by, stay.Signing{Award: w.ID, Version: w.Version + 1, Signed: o.Clock.Day})
	refused(t, "signed twice", err, allocation.ErrAwardNotOffered)

	_, err = o.OpenBusiness(t.Context(), by, id, d.Version, o.Clock.Day, "执照办理中")
	refused(t, "open before the keys", err, allocation.ErrTenancyMove)
	_, err = o.HandOver(t.Context(), by, id, d.Version, o.Clock.Day, nil)
	refused(t, "keys without a record", err, engine.ErrUnitsDiffer)
	o.Clock.Day = enginetest.Day("2021-03-20")
	condition := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: " 门锁坏 "}}
	openBy, err := o.HandOver(t.Context(), by, id, d.Version, enginetest.Day("2021-02-03").AddMonths(1).AddDays(16), condition)
	ok(t, err)
	if openBy != enginetest.Day("2021-06-21") { // 06-19 is a Saturday
		t.Errorf("open by %s", openBy)
	}
	d = o.StayOf(t, id)
	if len(d.Out) != 1 || d.Out[0].Defects != "门锁坏" || d.Out[0].Keys != 3 || len(d.Readings) != 1 || d.Readings[0].Water != 12000 {
		t.Errorf("record %+v, readings %+v", d.Out, d.Readings)
	}
	o.Clock.Day = enginetest.Day("2021-07-02")
	if p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: "逾期:是"}); err != nil || p.Total != 1 || p.Rows[0].Late(o.Clock.Day) != 11 {
		t.Errorf("late %+v %v", p, err)
	}
	_, err = o.OpenBusiness(t.Context(), by, id, d.Version, enginetest.Day("2021-06-25"), " ")
	refused(t, "without a licence, and without a reason", err, allocation.ErrOpenLicence)
	late, err := o.OpenBusiness(t.Context(), by, id, d.Version, enginetest.Day("2021-06-25"), "执照办理中")
	if err != nil || late != 4 {
		t.Errorf("late %d %v", late, err)
	}
	d = o.StayOf(t, id)
	if d.State != allocation.TenancyOpen || len(d.Moves) != 3 || d.Moves[2].To != allocation.TenancyOpen || d.Moves[2].By == "" || d.Moves[2].Reason != "执照办理中" {
		t.Errorf("%s %+v", d.State, d.Moves)
	}
	o.Verified(t)
}

func TestOpeningDeadlineRollsOverHolidays(t *testing.T) {
	o := staytest.New(t, 1)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	ok(t, o.Write(context.Background(), engine.Console(), allocation.ActEditHolidays, func(x *engine.Tx) error {
		return basis.AddHolidays(x, []civil.SpecialDay{{Day: enginetest.Day("2021-06-15"), Name: "端午节"}}, "测试")
	}))
	if d = o.Handed(t, d); d.OpenBy != enginetest.Day("2021-06-16") || !d.OpenSure {
		t.Errorf("keys on 2021-03-15: open by %s, sure %v", d.OpenBy, d.OpenSure)
	}
}

func TestMilestonesOfATenancy(t *testing.T) {
	o := staytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-03-22")
	m := allocation.Milestone{Kind: allocation.MilestoneFiled, Body: " 棚改办 ", Number: "2021-31", Day: enginetest.Day("2021-03-19")}
	ok(t, o.AddMilestone(t.Context(), by, d.ID, m))
	refused(t, "the same paper twice", o.AddMilestone(t.Context(), by, d.ID, m), engine.ErrDuplicate)
	m.Body = "国资局"
	ok(t, o.AddMilestone(t.Context(), by, d.ID, m))
	m.Day = enginetest.Day("2021-03-14")
	refused(t, "before the signing", o.AddMilestone(t.Context(), by, d.ID, m), allocation.ErrTenancyDay)
	d = o.StayOf(t, d.ID)
	if len(d.Milestones) != 2 || d.Milestones[0].Body != "棚改办" {
		t.Errorf("%+v", d.Milestones)
	}
}

func TestRenewalBeforeAndAfterTheEnd(t *testing.T) {
	for _, on := range []string{"2024-02-01", "2024-05-20"} {
		o := staytest.New(t, 1)
		by := o.As(t, allocation.Manager)
		d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
		o.Clock.Day = enginetest.Day(on)
		late := o.Clock.Day.After(d.Contract.LastDay())
		p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: "合同:超期占用"})
		if err != nil || (p.Total == 1) != late {
			t.Errorf("%s: %d holdovers, %v", on, p.Total, err)
		}
		d = o.RenewedNow(t, d)
		c := d.Contract
		if c.Number != "HT-JS-2024-0001" || c.Term != 2 || c.From != enginetest.Day("2024-03-15") || c.LastDay() != enginetest.Day("2027-03-14") {
			t.Errorf("%s: %+v", on, c)
		}
		if len(d.Contracts) != 2 || d.Contracts[0].State != allocation.ContractRenewed || d.Clock != enginetest.Day("2021-03-15") {
			t.Errorf("%s: %+v", on, d.Contracts)
		}
		o.Verified(t)
	}
}

// What stands in the way of a renewal is refused with its clause; what was seen is kept with the decision.
func TestRenewalIsRefused(t *testing.T) {
	o := staytest.New(t, 1)
	approver := o.As(t, allocation.Approver)
	d := o.Handed(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	again := func(name string, want *say.Refusal) {
		t.Helper()
		_, err := o.Renew(t, d.ID)
		refused(t, name, err, want)
	}
	o.Clock.Day = d.Contract.To.AddDays(-20)
	again("before the opening", tenure.ErrRenewOpen)
	_, err := o.OpenBusiness(t.Context(), o.As(t, allocation.Manager), d.ID, d.Version, o.Clock.Day, "先开业后办照")
	ok(t, err)
	again("never assessed", tenure.ErrRenewAssess)
	o.Passed(t, d.ID)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActRaiseFinding, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO finding (number, state, body, noun, noun_id, subject, district, clause, text, raised_day, answer_by, raised_by)
			VALUES ('DB-2024-0001', 'raised', '市人社局', 'tenancy', $1, 'x', '尖山区', '四', 'x', $2, $2, 1)`, d.ID, o.Clock.Day)
	}))
	again("an open finding", tenure.ErrRenewFinding)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActCloseFinding, func(x *engine.Tx) error {
		return x.Exec(`UPDATE finding SET state = 'closed', closed_day = $1`, o.Clock.Day)
	}))
	r := stay.Renewal{Tenancy: d.ID, Version: o.StayOf(t, d.ID).Version, Seen: "别的情况"}
	r.Decision, r.Over, r.Signed = "区长办公会纪要 3 号", "经营稳定", o.Clock.Day
	_, err = o.RenewContract(t.Context(), approver, r)
	refused(t, "something else was seen", err, tenure.ErrRenewChanged)
	_, err = o.RenewContract(t.Context(), o.As(t, allocation.Manager), r)
	refused(t, "the clerk decides", err, engine.ErrNotAllowed)
	_, err = o.Renew(t, d.ID)
	ok(t, err)
	if got := o.StayOf(t, d.ID).Contract.Decision; !strings.Contains(got, "纪要 3 号") || !strings.Contains(got, "核实全职 9 人") {
		t.Error(got)
	}
	o.Verified(t)
}

// TestRenewalIsNotDatedBack一: a signing day in the past neither comes before the assessment on which the renewal rests nor makes the
// days without a contract vanish in silence; with reason and original it stands, and both stand in the record.
func TestRenewalIsNotDatedBack一(t *testing.T) {
	o := staytest.New(t, 1)
	approver := o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2024-03-05") // ten days before the end
	o.Passed(t, d.ID)
	o.Clock.Day = enginetest.Day("2024-09-15")
	f, err := o.RenewalOf(t.Context(), approver, d.ID)
	ok(t, err)
	r := stay.Renewal{Tenancy: d.ID, Version: o.StayOf(t, d.ID).Version, Seen: f.Seen()}
	r.Decision, r.Over, r.Signed = "同意续签", "经营稳定", enginetest.Day("2024-03-04")
	renew := func(name string, want *say.Refusal) {
		t.Helper()
		_, err := o.RenewContract(t.Context(), approver, r)
		refused(t, name, err, want)
	}
	r.Late, r.Original = "当时已签，漏录", "续签合同 2024-3 号"
	renew("before the assessment", tenure.ErrRenewBefore)
	r.Signed, r.Late = enginetest.Day("2024-03-05"), ""
	renew("without a reason", tenure.ErrRenewLate)
	r.Late, r.Original = "当时已签，漏录", " "
	renew("without the original", tenure.ErrRenewLate)
	r.Original = "续签合同 2024-3 号"
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActRaiseFinding, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO finding (number, state, body, noun, noun_id, subject, district, clause, text, raised_day, answer_by, raised_by, closed_day)
			VALUES ('DB-2024-0001', 'closed', '市人社局', 'tenancy', $1, 'x', '尖山区', '四', 'x', '2024-03-01', '2024-03-20', 1, '2024-03-10')`, d.ID)
	}))
	renew("while a finding was open", tenure.ErrRenewBefore)
	r.Signed = enginetest.Day("2024-03-12")
	_, err = o.RenewContract(t.Context(), approver, r)
	ok(t, err)
	if c := o.StayOf(t, d.ID).Contract; !strings.Contains(c.Decision, "2024-09-15 补录 2024-03-12 签订的合同：当时已签，漏录，合同原件：续签合同 2024-3 号") {
		t.Error(c.Decision)
	}
	o.Verified(t)
}

// TestJobsOfTheSamePeopleCountOnce四三: the jobs of a running stay do not count again for a new company of the same head, nor for a team in
// which its tenant is a member; an agent or a stranger shares nothing.
func TestJobsOfTheSamePeopleCountOnce四三(t *testing.T) {
	o := staytest.New(t, 1)
	first := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	head, err := intake.ReadApplicant(t.Context(), o.Read, first.Applicant)
	ok(t, err)
	company, team, agent := intaketest.Person(t, 50), intaketest.Person(t, 51), intaketest.Person(t, 52)
	company.Kind, company.Name, company.CreditCode = allocation.Company, "新办公司", "91350100M000100Y43"
	company.Head, company.IDNumber = head.Name, head.IDNumber
	team.Kind, team.Head, team.Name = allocation.Team, "赵某", "新团队"
	team.Members = []allocation.Member{{Name: head.Name, IDNumber: head.IDNumber}}
	agent.Agent = allocation.Agent{Name: head.Name, IDNumber: head.IDNumber, Phone: head.Phone}
	for _, tt := range []struct {
		who  allocation.Applicant
		want []allocation.StayJobs
	}{
		{company, []allocation.StayJobs{{Stay: first.Number + " " + head.Name, Jobs: first.Promised}}},
		{team, []allocation.StayJobs{{Stay: first.Number + " " + head.Name, Jobs: first.Promised}}},
		{agent, nil},
		{intaketest.Person(t, 53), nil},
	} {
		_, id, err := o.DraftApplication(t.Context(), o.As(t, allocation.Intake), intake.Intake{Applicant: tt.who, Application: intaketest.Request()})
		ok(t, err)
		if app, err := o.Application(t.Context(), o.As(t, allocation.Manager), id); err != nil || !slices.Equal(app.Stays, tt.want) {
			t.Errorf("%s: %+v %v", tt.who.Name, app.Stays, err)
		}
	}
}

// The clock of who stays already goes on; another one is the approver's decision with a reason (五(一)).
func TestClockOfAReturningApplicant(t *testing.T) {
	o := staytest.New(t, 3)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	first := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	second := intaketest.Request()
	second.MaxUnits, second.WantedMax, second.Groups = 1, 0, nil
	o.Clock.Day = enginetest.Day("2021-04-01")
	again := func(n string) stay.Signing {
		_, id, err := o.DraftApplication(t.Context(), o.As(t, allocation.Intake), intake.Intake{Applicant: allocation.Applicant{ID: first.Applicant}, Application: second})
		ok(t, err)
		ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
			if err := x.Exec(`UPDATE application SET state = 'approved', number = $1 WHERE id = $2`, n, id); err != nil {
				return err
			}
			return intake.SetApplicationJobs(x, id, func(j *allocation.Jobs) { j.Accepted = allocation.JobFigure{Full: 20, Source: "合同", Day: x.Today} })
		}))
		app, err := o.Application(t.Context(), by, id) // 四(三): the jobs of the running stay do not count twice
		if err != nil || app.Stays[0] != (allocation.StayJobs{Stay: first.Number, Jobs: first.Promised}) ||
			app.Instance(allocation.DefaultParameters().Jobs, allocation.Review{}).JobsMillis != 11_000 {
			t.Errorf("%+v %v", app.Stays, err)
		}
		_, err = o.AwardSingle(t.Context(), o.As(t, allocation.Approver), id, nil, round.OutOfOrder{})
		ok(t, err)
		w, _, err := o.AwardOf(t.Context(), by, id)
		ok(t, err)
		if list, err := o.EarlierStays(t.Context(), by, w.ID); err != nil || len(list) == 0 || list[0].Clock != first.Signed || !list[0].Same {
			t.Errorf("earlier stays %+v %v", list, err)
		}
		return stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Clock.Day}
	}
	g := again("JS20211001")
	id, err := o.SignContract(t.Context(), by, g)
	ok(t, err)
	if d := o.StayOf(t, id); d.Clock != first.Signed || d.How != allocation.ClockOn || !strings.Contains(d.Basis, first.Number) {
		t.Errorf("%+v", d.Tenancy)
	}
	g = again("JS20211002")
	g.Clock = allocation.ClockFresh
	_, err = o.SignContract(t.Context(), approver, g)
	refused(t, "anew without a reason", err, tenure.ErrClockReason)
	g.Decision = "区长办公会纪要 3 号"
	_, err = o.SignContract(t.Context(), by, g)
	refused(t, "anew by the clerk", err, tenure.ErrClockRole)
	id, err = o.SignContract(t.Context(), approver, g)
	ok(t, err)
	if d := o.StayOf(t, id); d.Clock != d.Signed || d.Renewal != g.Decision || d.How != allocation.ClockFresh {
		t.Errorf("%+v", d.Tenancy)
	}
	o.Verified(t)
}

func TestTenancyListFiltersAndSorts(t *testing.T) {
	o := staytest.New(t, 3)
	o.Contracted(t, 1, "JS-NSQ-01-1-02")
	o.Handed(t, o.Contracted(t, 2, "JS-NSQ-01-1-01"))
	o.Opened(t, o.Contracted(t, 3, "JS-NSQ-01-1-03"))
	by := o.As(t, allocation.Auditor)
	for filter, want := range map[string]string{
		"": "3 2 1", "状态:待开业": "2", "待交接": "1", "wm": "3 2 1", "王某2": "2", "NSQ-01-1-03": "3", "RZ-JS-2021-0002": "2", "签订:2021-03": "3 2 1",
		"到期:2024-03-14": "3 2 1", "到期:<2024-03-14": "", "逾期:否": "3 2 1", "退出:是": "", "合同:履行中": "3 2 1", "开业期限:>2021-06-01": "3 2",
		"区:岭东区": "",
	} {
		p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: filter})
		if err != nil {
			t.Errorf("%q: %v", filter, err)
			continue
		}
		var got []string
		for _, r := range p.Rows {
			got = append(got, strings.TrimPrefix(r.Name, "王某"))
		}
		if s := strings.Join(got, " "); s != want || p.Total != len(got) {
			t.Errorf("%q: %q of %d, want %q", filter, s, p.Total, want)
		}
	}
	for column := range stay.TenancyNoun.Sorts {
		if _, err := o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 2}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	p, err := o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "number", Desc: false}}, Offset: 1, Limit: 1})
	if err != nil || p.Offset != 1 || p.Total != 3 || len(p.Rows) != 1 || p.Rows[0].Number != "RZ-JS-2021-0002" {
		t.Errorf("%+v %v", p, err)
	}
	if p, err = o.Tenancies(t.Context(), by, engine.ListQuery{Limit: 1, Find: "RZ-JS-2021-0001"}); err != nil || p.Offset != 2 {
		t.Errorf("offset %d %v", p.Offset, err)
	}
	_, err = o.Tenancies(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "colour", Desc: false}}})
	refused(t, "a column that is none", err, engine.ErrUnknownColumn)
}

func TestAnotherDistrictSeesNoTenancy(t *testing.T) {
	o := staytest.New(t, 1)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	other := engine.Actor{ID: 99, Name: "x", Role: allocation.Manager, District: "岭东区"}
	_, err := o.Tenancy(t.Context(), other, d.ID)
	refused(t, "detail", err, engine.ErrOtherDistrict)
	p, err := o.Tenancies(t.Context(), other, engine.ListQuery{})
	if err != nil || p.Total != 0 {
		t.Errorf("list: %d %v", p.Total, err)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := staytest.New(t, 0)
	enginetest.CheckNoun(t, o.Store, stay.MeterNoun)
	enginetest.CheckNoun(t, o.Store, stay.TenancyNoun)
	enginetest.CheckNoun(t, o.Store, stay.BenefitNoun)
	enginetest.CheckNoun(t, o.Store, stay.ExitNoun)
	enginetest.CheckNoun(t, o.Store, stay.ContractNoun)
	enginetest.CheckRecord(t, o.Store, stay.ContractRecord)
	enginetest.CheckRecord(t, o.Store, stay.MilestoneRecord)
	enginetest.CheckRecord(t, o.Store, stay.HandoverRecord)
	enginetest.CheckRecord(t, o.Store, stay.ReadingRecord)
	enginetest.CheckRecord(t, o.Store, stay.StayChangeRecord)
	enginetest.CheckNoun(t, o.Store, stay.HindsightNoun)
}
