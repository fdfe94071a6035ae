package report

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"penggai/store/round"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
)

// tenant is an office of 尖山区 in which one shop was signed and handed over on 2017-11-15.
type tenant struct {
	*testing.T
	st  *store.Store
	day civil.Date
	who map[allocation.Role]engine.Actor
	id  int64 // of the tenancy
}

func (s *tenant) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func newStay(t *testing.T) *tenant {
	t.Helper()
	s := &tenant{T: t, day: civil.MustParse("2017-11-15"), who: map[allocation.Role]engine.Actor{}}
	var err error
	s.st, err = store.Create(t.TempDir(), basis.Founding{
		Clock: civil.Clock{Kind: civil.ClockReal, Gap: 1 << 20}, Office: "尖山区", Admin: "xitong", Password: "songhua-1641",
		Stock: premises.Stock([]allocation.Unit{{
			Number: "JS-NSQ-01-1-01", District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1, Bay: 1, Area: 14235, State: allocation.UnitVacant,
		}}),
		Catalogues: basis.Catalogues{
			Districts: allocation.Districts(), Sectors: seed.Sectors(), Groups: seed.Groups(), Benefits: seed.Benefits(), Grounds: leave.ExitGrounds(), Holidays: seed.Holidays(),
		},
	}, engine.Options{PasswordKiB: 8, Today: func() civil.Date { return s.day }})
	s.ok(err)
	t.Cleanup(func() { s.ok(s.st.Close()) })
	ctx := context.Background()
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager} {
		id, err := s.st.AddAccount(ctx, engine.Console(), basis.NewAccount{
			Name: string(r), Display: r.Title(), Roles: []allocation.Role{r}, District: "尖山区", Password: "songhua-1641", Settled: true,
		})
		s.ok(err)
		s.who[r] = engine.Actor{ID: id, Name: string(r), Display: r.Title(), Role: r, District: "尖山区"}
	}
	s.sign(s.approved())
	return s
}

// version is the row version of an application.
func (s *tenant) version(id int64) int64 {
	s.Helper()
	a, err := s.st.Application(context.Background(), s.who[allocation.Manager], id)
	s.ok(err)
	return a.Version
}

// approved takes one application from the counter to the approval.
func (s *tenant) approved() int64 {
	s.Helper()
	ctx := context.Background()
	number := ""
	for _, c := range "0123456789X" {
		if n := "23050219900101001" + string(c); identity.CheckIDNumber(n, civil.Date{}) == nil {
			number = n
		}
	}
	_, id, err := s.st.DraftApplication(ctx, s.who[allocation.Intake], intake.Intake{
		Applicant: allocation.Applicant{
			District: "尖山区", Kind: allocation.Person, Name: "=王宝", IDNumber: number, Phone: "13846900001", Address: "尖山区西平行路 1 号",
			Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			District: "尖山区", Project: "便民家政", Description: "家政服务", Sector: "6-01", MaxUnits: 1,
			Jobs:   allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 3, Source: "申请表"}},
			Groups: []allocation.GroupClaim{{Code: "graduate", Proof: "毕业证书"}},
		},
	})
	s.ok(err)
	_, err = s.st.AcceptApplication(ctx, s.who[allocation.Intake], id, s.version(id))
	s.ok(err)
	in := intake.ReviewInput{
		Jobs: allocation.JobFigure{Full: 12, Source: "意向"}, Tax: allocation.TaxFigure{Source: "测算"}, PolicyDocument: "省发改 2017-12", Groups: []allocation.GroupVerdict{{Code: "graduate", Verdict: allocation.VerdictMet}},
	}
	for _, c := range allocation.ReviewClauses {
		check := allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet}
		if allocation.Seen(c) {
			check.Remark = "看到原件"
		}
		in.Clauses = append(in.Clauses, check)
	}
	s.ok(s.st.ReviewApplication(ctx, s.who[allocation.Reviewer], id, s.version(id), in, true))
	var e allocation.Evaluation
	for i := range 3 {
		x := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			x.Points[item.Code] = item.Max
		}
		e.Scores = append(e.Scores, x)
	}
	for _, x := range e.Scores {
		if _, err := s.st.ListExpert(ctx, s.who[allocation.Approver], allocation.Expert{Name: x.Expert, Body: "评审组"}); !errors.Is(err, intake.ErrExpertListed) {
			s.ok(err)
		}
	}
	s.ok(s.st.EvaluateApplication(ctx, s.who[allocation.Reviewer], id, s.version(id), e))
	_, err = s.st.ApproveApplication(ctx, s.who[allocation.Approver], id, s.version(id), "符合条件")
	s.ok(err)
	return id
}

// sign awards the unit, signs and hands over, all on the day.
func (s *tenant) sign(application int64) {
	s.Helper()
	ctx, by := context.Background(), s.who[allocation.Manager]
	_, err := s.st.AwardSingle(ctx, s.who[allocation.Approver], application, nil, round.OutOfOrder{})
	s.ok(err)
	w, _, err := s.st.AwardOf(ctx, by, application)
	s.ok(err)
	s.id, err = s.st.SignContract(ctx, by, stay.Signing{Award: w.ID, Version: w.Version, Signed: s.day, FullTime: 10})
	s.ok(err)
	d, err := s.st.Tenancy(ctx, by, s.id)
	s.ok(err)
	_, err = s.st.HandOver(ctx, by, s.id, d.Version, s.day, []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 2, Water: 0, Power: 0}})
	s.ok(err)
}

// lines are the rows of a report as of a day, as text.
func (s *tenant) lines(name, day string) []string {
	s.Helper()
	r, err := Make(context.Background(), s.st, s.who[allocation.Manager], name, Query{AsOf: civil.MustParse(day)})
	s.ok(err)
	checkSums(s.T, r)
	checkFormats(s.T, r)
	opens(s.T, s.st, s.who[allocation.Manager], r, Query{AsOf: r.AsOf})
	var out []string
	for _, row := range r.Rows {
		var cells []string
		for i, c := range r.Columns {
			cells = append(cells, row.Cells[i].Show(c.Kind))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

func (s *tenant) expect(name, day string, want ...string) {
	s.Helper()
	if got := s.lines(name, day); strings.Join(got, "\n") != strings.Join(want, "\n") {
		s.Errorf("%s as of %s:\n%s\nwant\n%s", name, day, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestReportsOfAStay follows one shop through its reports.
func TestReportsOfAStay(t *testing.T) {
	s := newStay(t)
	ctx, by := context.Background(), s.who[allocation.Manager]
	for _, p := range []money.PriceRow{
		{District: "尖山区", Fee: charge.FeeRent, Year: 2017, Fen: 2000}, {District: "尖山区", Fee: charge.FeeProperty, Year: 2017, Fen: 150},
	} {
		p.Priced, p.Document, p.DocumentDay, p.Payee = true, "双尖价 1 号", civil.MustParse("2017-01-05"), "区财政"
		s.ok(s.st.SetPrice(ctx, by, p, ""))
	}
	s.day = civil.MustParse("2020-11-20")

	s.expect("jobs", "2017-11-14")
	s.expect("jobs", "2017-11-15", "尖山区|居民服务业|1|15|12|10|0|0|0|")
	s.expect("sectors", "2017-11-14")
	s.expect("sectors", "2018-01-01", "尖山区|居民服务业|1|1|142.35|10")
	// The example of formats.md: 142.35 ㎡ × 20 元 × 16/30 = 1,518.40 元 for November, 2,847.00 for December.
	s.expect("waived", "2017-11-30", "尖山区|2017|房租|1|1,518.40|0.00|1,518.40|0", "尖山区|2017|物业费|1|113.88|0.00|113.88|0")
	s.expect("waived", "2017-12-31", "尖山区|2017|房租|1|4,365.40|0.00|4,365.40|0", "尖山区|2017|物业费|1|327.41|0.00|327.41|0")
	s.expect("waived", "2018-06-30", "尖山区|2017|房租|1|4,365.40|0.00|4,365.40|0", "尖山区|2017|物业费|1|327.41|0.00|327.41|0",
		"尖山区|2018|房租|1||||6", "尖山区|2018|物业费|1||||6")
	// The last day for opening is still in time (三.3).
	openBy := s.openBy()
	s.expect("unopened", openBy.String())
	s.expect("unopened", openBy.AddDays(1).String(), "尖山区|RZ-JS-2017-0001|=王宝|JS-NSQ-01-1-01|1|142.35|"+openBy.String()+"|1")
	s.expect("expiring", "2020-09-14")
	s.expect("expiring", "2020-09-15", "尖山区|RZ-JS-2017-0001|=王宝|HT-JS-2017-0001|JS-NSQ-01-1-01|1|142.35|2020-11-14|60")
	s.expect("expiring", "2020-11-15", "尖山区|RZ-JS-2017-0001|=王宝|HT-JS-2017-0001|JS-NSQ-01-1-01|1|142.35|2020-11-14|-1")
	s.expect("ledger", "2018-01-01", "JS-NSQ-01-1-01|尖山区|南市区|1号楼|1|1|142.35|使用中|2017-11-15|=王宝|2020-11-14|0")
	s.expect("ledger", "2017-11-14", "JS-NSQ-01-1-01|尖山区|南市区|1号楼|1|1|142.35|闲置|2017-08-05|||0")
	s.expect("vacancy", "2017-11-14", "尖山区|南市区|1|1|0|142.35|1|0|101|101")
	s.expect("vacancy", "2017-11-15")
	for _, line := range s.lines("groups", "2018-01-01") {
		if strings.HasPrefix(line, "离校未就业高校毕业生|") && line != "离校未就业高校毕业生|1|1|1|1|10" {
			t.Error(line)
		}
	}
}

// openBy is the last day for opening.
func (s *tenant) openBy() civil.Date {
	d, err := s.st.Tenancy(context.Background(), s.who[allocation.Manager], s.id)
	s.ok(err)
	return d.OpenBy
}

// assess records an assessment of the stay on the day, with some full-time jobs verified.
func (s *tenant) assess(jobs int64) (id int64) {
	s.Helper()
	ctx, by := context.Background(), s.who[allocation.Manager]
	sheet, err := s.st.AssessmentSheet(ctx, by, s.id)
	s.ok(err)
	a := oversight.Assessment{
		Day: s.day, Bodies: []string{"市人社局"}, Jobs: allocation.JobFigure{Full: jobs, Source: "社保缴费记录", Day: s.day},
		Conclusion: oversight.ConclusionPass, Reason: "淡季，年内补足",
	}
	for _, p := range oversight.AssessmentPoints {
		a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: true})
	}
	id, _, err = s.st.RecordAssessment(ctx, by, s.id, sheet.Last, a)
	s.ok(err)
	return id
}

// TestJobsVerifiedAsOf: each day has the jobs of the latest assessment by that day, as a share of the jobs contracted by the
// assessed; there is no share before the first one, and a void one never counted.
func TestJobsVerifiedAsOf(t *testing.T) {
	s := newStay(t)
	s.day = civil.MustParse("2018-11-20")
	s.assess(7)
	s.day = civil.MustParse("2019-11-22")
	s.assess(11)
	s.day = civil.MustParse("2020-11-18")
	wrong := s.assess(2)
	_, err := s.st.VoidAssessment(context.Background(), s.who[allocation.Approver], wrong, 1, "录错了户")
	s.ok(err)
	s.expect("jobs", "2018-11-19", "尖山区|居民服务业|1|15|12|10|0|0|0|")
	s.expect("jobs", "2018-11-20", "尖山区|居民服务业|1|15|12|10|1|10|7|70.0%")
	s.expect("jobs", "2019-11-21", "尖山区|居民服务业|1|15|12|10|1|10|7|70.0%")
	s.expect("jobs", "2019-11-22", "尖山区|居民服务业|1|15|12|10|1|10|11|110.0%")
	s.expect("jobs", "2020-11-18", "尖山区|居民服务业|1|15|12|10|1|10|11|110.0%")
	r, err := Make(context.Background(), s.st, s.who[allocation.Manager], "jobs", Query{})
	s.ok(err)
	if last := r.Totals[len(r.Totals)-1]; last.Int() != 1100 {
		t.Errorf("share of the whole: %v", last)
	}
}

// TestEveryFigureOpens: of every report, on days before, during and after what it counts, what opens behind a figure comes to it.
func TestEveryFigureOpens(t *testing.T) {
	s := newStay(t)
	ctx, by := context.Background(), s.who[allocation.Manager]
	p := money.PriceRow{District: "尖山区", Fee: charge.FeeRent, Year: 2017, Fen: 2000, Document: "双尖价 1 号", DocumentDay: civil.MustParse("2017-01-05"), Payee: "区财政"}
	p.Priced = true
	s.ok(s.st.SetPrice(ctx, by, p, ""))
	s.day = civil.MustParse("2018-11-20")
	s.assess(7)
	_, err := s.st.Writer.Exec(`INSERT INTO bill (number, tenancy_id, district, kind, from_day, to_day, issued_day, issued_by, due_day, due_sure, market_fen, payable_fen, waived_fen)
		VALUES ('ZD-JS-2018-0001', $1, '尖山区', 'period', '2018-01-01', '2018-04-01', '2018-04-05', 1, '2018-05-05', 1, 300, 300, 0), ('ZD-JS-2018-0002', $1, '尖山区', 'period', '2018-07-01', '2018-10-01', '2018-10-05', 1, '2018-11-25', 1, 500, 500, 0)`, s.id)
	s.ok(err)
	_, err = s.st.Writer.Exec(`INSERT INTO payment (number, tenancy_id, district, kind, day, amount_fen, method, payer, remark, reverses_id, entered_by, entered_day)
		VALUES ('SJ-JS-2019-0001', $1, '尖山区', 'payment', '2019-05-31', 100, 'cash', '=王宝', '', NULL, $2, '2019-05-31'),
		('SJ-JS-2019-0002', $1, '尖山区', 'reversal', '2019-06-02', -100, 'cash', '=王宝', '记错户', 1, $2, '2019-06-02')`, s.id, by.ID)
	s.ok(err)
	s.day = civil.MustParse("2020-11-10")
	figures := map[string]int{}
	for _, d := range Definitions() {
		if d.both || d.Name == "trend" || d.Name == "clauses" || d.Name == "conflicts" { // figures of the overview
			continue
		}
		for _, day := range []string{"2017-08-10", "2017-11-15", "2018-11-21", "2019-06-01", "2020-11-10"} {
			q := Query{AsOf: civil.MustParse(day)}
			r, err := Make(ctx, s.st, by, d.Name, q)
			s.ok(err)
			if r.Population == "" {
				t.Errorf("%s does not say what it counts", d.Name)
			}
			opens(t, s.st, by, r, q)
			for _, v := range r.Totals {
				if v.Int() != 0 {
					figures[d.Name]++
				}
			}
		}
		if n := figures[d.Name]; n == 0 && d.Name != "findings" && d.Name != "exits" && d.Name != "taxes" && d.Name != "handover" {
			t.Errorf("%s never counted anything", d.Name)
		}
	}
	s.expect("debtors", "2018-11-21", "尖山区|RZ-JS-2017-0001|=王宝|1|2018-05-05|200|3.00|0.00|0.00|0.00|3.00|0.00|5.00")
	s.expect("contracts", "2018-11-21", "尖山区|HT-JS-2017-0001|RZ-JS-2017-0001|=王宝|JS-NSQ-01-1-01|2017-11-15|2017-11-15|2020-11-14|履行中|||1|1|142.35")
	s.expect("receipts", "2019-05-31", "尖山区|SJ-JS-2019-0001|2019-05-31|RZ-JS-2017-0001|=王宝|=王宝|缴费|现金||管理员||1.00")
	s.expect("receipts", "2019-06-02", "尖山区|SJ-JS-2019-0001|2019-05-31|RZ-JS-2017-0001|=王宝|=王宝|缴费|现金||管理员||1.00",
		"尖山区|SJ-JS-2019-0002|2019-06-02|RZ-JS-2017-0001|=王宝|=王宝|红冲|现金||管理员|SJ-JS-2019-0001：记错户|-1.00")
	s.expect("arrears", "2018-11-21", "尖山区|1|1|3.00|0.00|0.00|0.00|3.00|0.00|5.00")
	s.expect("debtors", "2018-05-05")
	s.expect("handling", "2019-06-01", "尖山区|受理到审查|1|0|0|0", "尖山区|审查到决定|1|0|0|0", "尖山区|决定到分配|1|0|0|0", "尖山区|分配到签约|1|0|0|0", "尖山区|签约到交钥匙|1|0|0|0", "尖山区|受理到决定|1|0|0|0", "尖山区|受理到交钥匙|1|0|0|0")
	s.expect("fairness", "2019-06-01", "尖山区|单户安置|1|1|1|100.0%|1|0|0|0|0")
	s.expect("assessments", "2018-11-21", "尖山区|2018|1|1|0|0|0|0|0")
}

// TestIdleGoesOn: a lock that a round gives back neither ends the idle days of a shop nor begins them anew; an award ends them.
func TestIdleGoesOn(t *testing.T) {
	s := newStay(t)
	s.day = civil.MustParse("2020-01-01")
	for _, query := range []string{
		`INSERT INTO unit (id, number, district, community, building, floor, bay, area_dm2, tags, state, sample) VALUES (900, 'JS-NSQ-09-1-01', '尖山区', '南市区', '9号楼', 1, 1, 5000, '', 'vacant', 0)`,
		`INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES (900, '2017-08-05', 5000, '')`,
		`INSERT INTO unit_spell (unit_id, from_day, to_day, state, district) VALUES (900, '2017-08-05', '2018-01-01', 'vacant', '尖山区'), (900, '2018-01-01', '2018-02-01', 'reserved', '尖山区'),
			(900, '2018-02-01', '2018-06-01', 'vacant', '尖山区'), (900, '2018-06-01', '2018-06-10', 'reserved', '尖山区'), (900, '2018-06-10', '2018-07-01', 'occupied', '尖山区'),
			(900, '2018-07-01', '2018-08-01', 'recovering', '尖山区'), (900, '2018-08-01', '2018-09-01', 'vacant', '尖山区'), (900, '2018-09-01', NULL, 'vacant', '尖山区')`,
		`INSERT INTO hold (unit_id, kind, ref_id, from_day, to_day) VALUES (900, 'round', 77, '2018-01-01', '2018-02-01'), (900, 'award', 77, '2018-06-01', '2018-06-10')`,
	} {
		_, err := s.st.Writer.Exec(query)
		s.ok(err)
	}
	s.expect("vacancy", "2018-01-15", "尖山区|南市区|1|0|1|50.00|1|0|163|163")
	s.expect("vacancy", "2018-05-31", "尖山区|南市区|1|1|0|50.00|1|0|299|299")
	s.expect("vacancy", "2018-06-05")
	s.expect("vacancy", "2018-10-01", "尖山区|南市区|1|1|0|50.00|1|0|92|92")
	u, err := s.st.Unit(context.Background(), engine.Console(), 900) // its page says the same
	s.ok(err)
	if u.Idle.String() != "2018-07-01" || u.Since.String() != "2018-09-01" {
		t.Errorf("idle since %s, in its state since %s", u.Idle, u.Since)
	}
}
