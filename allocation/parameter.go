package allocation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// AllocationParams are the params of an allocation instance, by the names of docs/allocation.md, The instance. 四(三) leaves them to the
// district.
type AllocationParams struct {
	DM2PerJob        quantity.Area  `json:"dm2_per_job"`        // floor area that one whole job carries
	ScaleToSupply    bool           `json:"scale_to_supply"`    // lower the rate when the units do not suffice
	TaxFenPerJob     quantity.Money `json:"tax_fen_per_job"`    // taxes a year that count as one job; 0: taxes do not count
	TaxCapPermille   int64          `json:"tax_cap_permille"`   // taxes add at most this part of the jobs
	TieBandMillijobs int64          `json:"tie_band_millijobs"` // width of "同等条件" (二)
	MinDM2           quantity.Area  `json:"min_dm2"`            // smallest entitlement
	MaxDM2           quantity.Area  `json:"max_dm2"`            // largest entitlement
	UnderPermille    int64          `json:"under_permille"`     // how far below its target a place may be
	OverPermille     int64          `json:"over_permille"`      // how far above
	MaxUnits         int            `json:"max_units"`          // adjacent units one applicant may get
	Rest             *RestParams    `json:"rest,omitempty"`     // second pass; nil: none
}

// RestParams are the band by which what the first pass leaves over is offered to those it leaves without.
type RestParams struct {
	UnderPermille int64 `json:"under_permille"`
	OverPermille  int64 `json:"over_permille"`
}

// JobWeights say how many thousandths of a job each kind counts (四(三)).
type JobWeights struct {
	FullTime int64 `json:"full_time"` // of an accepted full-time job: 1000
	PartTime int64 `json:"part_time"` // of an accepted part-time job
	Claimed  int64 `json:"claimed"`   // permille of a job that is only claimed
	Accepted int64 `json:"accepted"`  // permille of a job that the review accepted
	Verified int64 `json:"verified"`  // permille of a job verified by social insurance records
}

// RubricItem is one line of the evaluation sheet.
type RubricItem struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	Max   int64  `json:"max"` // points
}

// Rubric is the evaluation sheet of the panel and its pass mark (四(二)).
type Rubric struct {
	Items []RubricItem `json:"items"`
	Pass  int64        `json:"pass"` // an average of at least this many points passes
}

// Total is the most points that one expert can give.
func (r Rubric) Total() int64 {
	var sum int64
	for _, i := range r.Items {
		sum += i.Max
	}
	return sum
}

// After72 says what a tenant pays after month 72.
type After72 string

// What a district may choose after month 72.
const (
	After72Full After72 = "full" // the full market price
	After72Exit After72 = "exit" // the stay ends
)

// LeadTimes are how many days before a deadline the program begins to remind.
type LeadTimes struct {
	Supplement int `json:"supplement"`  // 补正
	Sign       int `json:"sign"`        // 签约
	Open       int `json:"open"`        // 开业
	ContractTo int `json:"contract_to"` // 合同到期
	Bill       int `json:"bill"`        // 账单
	Assessment int `json:"assessment"`  // 考核
	Benefit    int `json:"benefit"`     // 优惠事项
	Exit       int `json:"exit"`        // 退出
	Papers     int `json:"papers"`      // 交接、公证、备案、证照
}

// PaperPeriods are how long after the signing the keys are handed over and each paper is registered (四(四), 三.4).
type PaperPeriods struct {
	Keys      civil.Period `json:"keys"`
	Notarised civil.Period `json:"notarised"`
	Filed     civil.Period `json:"filed"`
	Licensed  civil.Period `json:"licensed"`
	Taxed     civil.Period `json:"taxed"`
	Bodies    []string     `json:"bodies"` // departments that each take the filing; none: any one department
}

// Parameters are a district's own rules (四(三): 各区政府根据此原则制定具体细则). A version has an effective date, an
// author, an approver and a note; every decision stores the version it used. What a clause fixes is not here.
type Parameters struct {
	Allocation AllocationParams `json:"allocation"`
	Jobs       JobWeights       `json:"jobs"`
	Rubric     Rubric           `json:"rubric"`
	Materials  []string         `json:"materials"` // codes of the catalogue, in the order of the list

	Dispute    civil.Period `json:"dispute"`    // of a posted list, before the draw; versions from before it have none
	Notice     civil.Period `json:"notice"`     // 公示
	Objection  civil.Period `json:"objection"`  // 异议, from the first day of the notice
	SignBy     civil.Period `json:"sign_by"`    // from the award to the signature; then the next in rank is offered
	Supplement civil.Period `json:"supplement"` // 补正

	Papers PaperPeriods `json:"papers"` // 交接、公证、备案、证照

	BillMonths       int     `json:"bill_months"`       // length of a bill's period: 1, 3, 6 or 12
	BillDueDays      int     `json:"bill_due_days"`     // days from the bill's day to its due day
	AssessmentMonths int     `json:"assessment_months"` // from one assessment to the next (四(五))
	RectifyDays      int     `json:"rectify_days"`      // time to put right what an assessment found
	ShortPermille    int64   `json:"short_permille"`    // as many fewer jobs than contracted are 合格 without the approver
	After72          After72 `json:"after_72"`
	RenewDays        int     `json:"renew_days"` // before the end of a contract from which it may be renewed (四(四))

	Exit       ExitPeriods `json:"exit"`
	Leads      LeadTimes   `json:"leads"`
	Separation Separation  `json:"separation"`

	LockMinutes int           `json:"lock_minutes"` // without a key before the screen is locked
	Keeping     keeping.Terms `json:"keeping"`      // how long records and numbers of people are kept
}

// DisputeDays are the days to dispute a posted list; a version that says nothing about them has those of the default.
func (p Parameters) DisputeDays() civil.Period {
	if p.Dispute.N == 0 {
		return DefaultParameters().Dispute
	}
	return p.Dispute
}

// ExitPeriods are the times of an exit (四(五)).
type ExitPeriods struct {
	Answer civil.Period `json:"answer"` // 陈述申辩, from the day on which the intended decision is told
	Vacate civil.Period `json:"vacate"` // 腾退, from the decision: what a decision names where it names no other day
	Least  int          `json:"least"`  // 腾退, days from decision and service that no decision goes below; versions from before it have none
	File   civil.Period `json:"file"`   // 报市备案, from the decision
}

// LeastDays are the days for clearing that no decision goes below; a version that says nothing about them has those of the default.
func (e ExitPeriods) LeastDays() int { return cmp.Or(e.Least, DefaultParameters().Exit.Least) }

// DefaultParameters are what a district starts with until it publishes its own rule. The allocation part is measured to leave
// few shops empty while people wait: 25 ㎡ a job, 80 ㎡ at least, and a second pass by a wider band. Nothing here is fixed by a
// clause.
func DefaultParameters() Parameters {
	return Parameters{
		Allocation: AllocationParams{
			DM2PerJob: 2500, TaxFenPerJob: 1000000, TaxCapPermille: 200, TieBandMillijobs: 1000,
			MinDM2: 8000, MaxDM2: 60000, UnderPermille: 300, OverPermille: 300, MaxUnits: 3,
			Rest: &RestParams{UnderPermille: 600, OverPermille: 1000},
		},
		Jobs: JobWeights{FullTime: 1000, PartTime: 500, Claimed: 0, Accepted: 1000, Verified: 1000},
		Rubric: Rubric{Pass: 60, Items: []RubricItem{
			{"market", "市场前景与效益（三.1）", 30},
			{"feasible", "可操作性（三.1）", 20},
			{"funds", "资金运营能力（三.4）", 20},
			{"jobs", "带动就业（三.5）", 20},
			{"team", "创业意愿与能力（二）", 10},
		}},
		Materials:  []string{},
		Dispute:    civil.Period{N: 3, Unit: civil.Workdays},
		Notice:     civil.Period{N: 5, Unit: civil.Workdays},
		Objection:  civil.Period{N: 5, Unit: civil.Workdays},
		SignBy:     civil.Period{N: 15, Unit: civil.Days},
		Supplement: civil.Period{N: 10, Unit: civil.Workdays},
		BillMonths: 3, BillDueDays: 15, AssessmentMonths: 12, RectifyDays: 30, ShortPermille: 200, After72: After72Full, RenewDays: 90,
		Exit: ExitPeriods{
			Answer: civil.Period{N: 5, Unit: civil.Workdays}, Vacate: civil.Period{N: 15, Unit: civil.Days}, File: civil.Period{N: 10, Unit: civil.Workdays}, Least: 7,
		},
		Leads:      LeadTimes{Supplement: 3, Sign: 5, Open: 15, ContractTo: 60, Bill: 10, Assessment: 30, Benefit: 1, Exit: 7, Papers: 7},
		Separation: SeparationStrict, LockMinutes: 10, Keeping: keeping.Default,
		Papers: PaperPeriods{
			Keys: civil.Period{N: 15, Unit: civil.Days}, Notarised: civil.Period{N: 30, Unit: civil.Days}, Filed: civil.Period{N: 30, Unit: civil.Days},
			Licensed: civil.Period{N: 60, Unit: civil.Days}, Taxed: civil.Period{N: 90, Unit: civil.Days}, Bodies: []string{"市棚改办"},
		},
	}
}

// Check returns every fault of the parameters, in the order of the form, each on its field; none when they may be
// published. Bounds of the allocation part are those of docs/allocation.md, The instance.
func (p Parameters) Check() []*say.Refusal {
	c := &parameterCheck{}
	p.checkAllocation(c)
	p.checkRubric(c)
	c.period("dispute", p.Dispute, 1, 60)
	c.period("notice", p.Notice, 1, 60)
	c.period("objection", p.Objection, 1, 60)
	c.period("sign_by", p.SignBy, 1, 180)
	c.period("supplement", p.Supplement, 1, 90)
	c.period("papers.keys", p.Papers.Keys, 1, 180)
	c.period("papers.notarised", p.Papers.Notarised, 1, 365)
	c.period("papers.filed", p.Papers.Filed, 1, 365)
	c.period("papers.licensed", p.Papers.Licensed, 1, 365)
	c.period("papers.taxed", p.Papers.Taxed, 1, 365)
	if !slices.Contains([]int{1, 3, 6, 12}, p.BillMonths) {
		c.refuse(ErrParamBillMonths, "bill_months", fmt.Sprint(p.BillMonths))
	}
	c.within("bill_due_days", int64(p.BillDueDays), 1, 90)
	c.within("assessment_months", int64(p.AssessmentMonths), 1, 36)
	c.within("short_permille", p.ShortPermille, 0, 1000)
	c.within("rectify_days", int64(p.RectifyDays), 1, 180)
	c.within("lock_minutes", int64(p.LockMinutes), 1, 120)
	c.within("keeping.record", int64(p.Keeping.Records()), keeping.LeastRecord, keeping.MostRecord)
	c.within("keeping.personal", int64(p.Keeping.Personal()), keeping.LeastPersonal, int64(min(keeping.MostPersonal, p.Keeping.Records())))
	c.within("renew_days", int64(p.RenewDays), 1, 365)
	c.period("exit_answer", p.Exit.Answer, 3, 60)
	c.period("exit_vacate", p.Exit.Vacate, 1, 180)
	c.within("exit_least", int64(p.Exit.LeastDays()), 1, int64(p.Exit.Vacate.N))
	c.period("exit_file", p.Exit.File, 1, 60)
	if p.After72 != After72Full && p.After72 != After72Exit {
		c.refuse(ErrParamAfter72, "after_72", string(p.After72))
	}
	l := p.Leads
	for _, lead := range []struct {
		field string
		days  int
	}{
		{"leads.supplement", l.Supplement},
		{"leads.sign", l.Sign},
		{"leads.open", l.Open},
		{"leads.contract_to", l.ContractTo},
		{"leads.bill", l.Bill},
		{"leads.assessment", l.Assessment},
		{"leads.benefit", l.Benefit},
		{"leads.exit", l.Exit},
		{"leads.papers", l.Papers},
	} {
		c.within(lead.field, int64(lead.days), 0, 365)
	}
	if p.Separation != SeparationStrict && p.Separation != SeparationWarn {
		c.refuse(ErrParamSeparation, "separation", string(p.Separation))
	}
	return c.faults
}

func (p Parameters) checkAllocation(c *parameterCheck) {
	const big = 1_000_000_000
	a := p.Allocation
	inUnits(c, "allocation.dm2_per_job", a.DM2PerJob, 1, big, "㎡")
	inUnits(c, "allocation.tax_fen_per_job", a.TaxFenPerJob, 0, 1_000_000_000_000_000, "元")
	c.within("allocation.tax_cap_permille", a.TaxCapPermille, 0, 1_000_000)
	c.within("allocation.tie_band_millijobs", a.TieBandMillijobs, 1, big)
	inUnits(c, "allocation.min_dm2", a.MinDM2, 0, big, "㎡")
	inUnits(c, "allocation.max_dm2", a.MaxDM2, 1, big, "㎡")
	if a.MinDM2 > a.MaxDM2 {
		c.refuse(ErrParamMinMax, "allocation.min_dm2", a.MinDM2.String())
	}
	c.within("allocation.under_permille", a.UnderPermille, 0, 1000)
	c.within("allocation.over_permille", a.OverPermille, 0, 1_000_000)
	if a.Rest != nil {
		c.within("allocation.rest_under", a.Rest.UnderPermille, 0, 1000)
		c.within("allocation.rest_over", a.Rest.OverPermille, 0, 1_000_000)
	}
	if a.Rest != nil && a.Rest.UnderPermille < a.UnderPermille {
		c.refuse(ErrParamRest.Textf("第二轮可低于的幅度不能比第一轮的（%s）窄，余房才分得出去，请改大（四(三)）", quantity.Permille(a.UnderPermille)), "allocation.rest_under", fmt.Sprint(a.Rest.UnderPermille))
	}
	if a.Rest != nil && a.Rest.OverPermille < a.OverPermille {
		c.refuse(ErrParamRest.Textf("第二轮可高于的幅度不能比第一轮的（%s）窄，余房才分得出去，请改大（四(三)）", quantity.Permille(a.OverPermille)), "allocation.rest_over", fmt.Sprint(a.Rest.OverPermille))
	}
	c.within("allocation.max_units", int64(a.MaxUnits), 1, 20)
	c.within("jobs.full_time", p.Jobs.FullTime, 1, 1000)
	c.within("jobs.part_time", p.Jobs.PartTime, 0, 1000)
	c.within("jobs.claimed", p.Jobs.Claimed, 0, 1000)
	c.within("jobs.accepted", p.Jobs.Accepted, 0, 1000)
	c.within("jobs.verified", p.Jobs.Verified, 0, 1000)
	if p.Jobs.Claimed+p.Jobs.Accepted+p.Jobs.Verified == 0 {
		c.refuse(ErrParamNoJobs, "jobs.accepted", "")
	}
}

func (p Parameters) checkRubric(c *parameterCheck) {
	seen := map[string]bool{}
	for i, item := range p.Rubric.Items {
		field := fmt.Sprintf("rubric.items.%d", i)
		if strings.TrimSpace(item.Title) == "" || strings.TrimSpace(item.Code) == "" || seen[item.Code] {
			c.refuse(ErrParamRubricItem, field, item.Title)
		}
		seen[item.Code] = true
		c.within(field, item.Max, 1, 1000)
	}
	if len(p.Rubric.Items) == 0 {
		c.refuse(ErrRubricEmpty, "rubric", "")
	} else if p.Rubric.Pass < 1 || p.Rubric.Pass > p.Rubric.Total() {
		c.refuse(ErrParamPass.Textf("及格分须在 1 与满分 %d 之间，请重新填写（四(二)）", p.Rubric.Total()), "rubric.pass", fmt.Sprint(p.Rubric.Pass))
	}
	codes := slices.Clone(p.Materials)
	slices.Sort(codes)
	if len(slices.Compact(codes)) != len(p.Materials) {
		c.refuse(ErrParamMaterials, "materials", "")
	}
}

// parameterCheck gathers faults.
type parameterCheck struct{ faults []*say.Refusal }

func (c *parameterCheck) refuse(r *say.Refusal, field, got string) {
	c.faults = append(c.faults, r.With(got).On(field))
}

func (c *parameterCheck) within(field string, got, low, high int64) {
	if got < low || got > high {
		c.refuse(ErrParamRange.Textf("应在 %d 至 %d 之间，请重新填写", low, high), field, fmt.Sprint(got))
	}
}

// inUnits is within for areas and money, whose bounds are said as they are typed.
func inUnits[N interface {
	~int64
	String() string
}](c *parameterCheck, field string, got, low, high N, unit string,
) {
	if got < low || got > high {
		c.refuse(ErrParamRange.Textf("应在 %s 至 %s %s 之间，请重新填写", low, high, unit), field, got.String())
	}
}

func (c *parameterCheck) period(field string, p civil.Period, low, high int64) {
	c.within(field, int64(p.N), low, high)
	if p.Unit != civil.Days && p.Unit != civil.Workdays {
		c.refuse(ErrParamUnit, field, string(p.Unit))
	}
}

// Parameters: what a district may set (四(三)).
var (
	ErrParamRange      = say.Refuse("param_range", "数值超出允许的范围，请重新填写")
	ErrParamMinMax     = say.Refuse("param_min_max", "最小面积大于最大面积，请改小前者或改大后者（四(三)）")
	ErrParamRest       = say.Refuse("param_rest", "第二轮的幅度不能比第一轮窄，余房才分得出去，请改大（四(三)）")
	ErrParamNoJobs     = say.Refuse("param_no_jobs", "承诺、认定、核实三种岗位都不计，面积就无从按岗位分配（四(三)），请至少计一种")
	ErrParamRubricItem = say.Refuse("param_rubric_item", "评审项目须有名称，代码不能重复，请补全（四(二)）")
	ErrParamPass       = say.Refuse("param_pass", "及格分须在 1 分与满分之间，请重新填写（四(二)）")
	ErrParamMaterials  = say.Refuse("param_materials", "材料清单里有重复的材料，请去掉（四(一)）")
	ErrParamBillMonths = say.Refuse("param_bill_months", "账单周期只能是 1、3、6 或 12 个月，请重新选择")
	ErrParamUnit       = say.Refuse("param_unit", "期限的单位只能是日或工作日，请重新选择")
	ErrParamAfter72    = say.Refuse("param_after_72", "满 72 个月以后只能是按全价或退出，请重新选择（五(一)）")
	ErrParamSeparation = say.Refuse("param_separation", "岗位分离只能是严格或提醒，请重新选择")
)
