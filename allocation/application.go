package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// JobFigure is one count of jobs with where it comes from and when it was stated; the zero value means "not stated".
type JobFigure struct {
	Full, Part int64 // full-time and part-time people
	Source     string
	Day        civil.Date
}

// Stated reports whether the figure has been given.
func (f JobFigure) Stated() bool { return !f.Day.IsZero() }

// People is everybody the figure counts.
func (f JobFigure) People() int64 { return f.Full + f.Part }

// Jobs are the four numbers of an application: what the applicant claims, what the review accepts,
// what the contract promises and what an assessment verifies.
type Jobs struct {
	Claimed, Accepted, Contracted, Verified JobFigure
}

// StayJobs are the jobs that a running stay of the applicant, or of who shares its head or a member, already counts: verified, else contracted.
type StayJobs struct {
	Stay string // number, of another applicant with its name
	Jobs JobFigure
}

// Beyond are the jobs that no running stay of the applicant counts already: nobody gets area twice for one job (四(三)).
func (j Jobs) Beyond(counted []StayJobs) Jobs {
	for _, c := range counted {
		for _, f := range []*JobFigure{&j.Claimed, &j.Accepted, &j.Verified} {
			f.Full, f.Part = max(0, f.Full-c.Jobs.Full), max(0, f.Part-c.Jobs.Part)
		}
	}
	return j
}

// Millis are the jobs in thousandths after the district's weights (四(三)), rounded down once. Every job counts once, at the
// best proof it has: verified jobs first, then what the review accepted beyond them, then what is claimed beyond both.
func (j Jobs) Millis(w JobWeights) int64 {
	count := func(claimed, accepted, verified int64) int64 {
		proved := max(accepted, verified)
		return verified*w.Verified + (proved-verified)*w.Accepted + max(claimed-proved, 0)*w.Claimed
	}
	full := count(j.Claimed.Full, j.Accepted.Full, j.Verified.Full)
	part := count(j.Claimed.Part, j.Accepted.Part, j.Verified.Part)
	return (full*w.FullTime + part*w.PartTime) / 1000
}

// TaxFigure is a yearly tax with where it comes from and when it was stated; the zero value means "not stated".
type TaxFigure struct {
	Amount quantity.Money // a year
	Source string
	Day    civil.Date
}

// Stated reports whether the figure has been given.
func (f TaxFigure) Stated() bool { return !f.Day.IsZero() }

// Taxes are what the applicant claims to pay a year and what the review accepts; what was paid by year belongs to the tenancy.
type Taxes struct {
	Claimed, Accepted TaxFigure
}

// PolicySupport is what an applicant shows for 三.7: the document of the state, province or city that supports its trade.
type PolicySupport struct {
	Claimed  bool
	Document string
}

// MaterialCheck is one line of the materials list, checked off when it is handed in.
type MaterialCheck struct {
	Code     string // of the catalogue
	Title    string
	Required bool // for this applicant and what it claims
	When     MaterialWhen
	Received civil.Date
	Remark   string
}

// Supplement is a request for what is missing, with the last day to bring it.
type Supplement struct {
	Items    string
	Asked    civil.Date
	Deadline civil.Date
}

// Nature is a kind of enterprise that 三 encourages; the value is its word.
type Nature string

// Natures are the kinds that 三 names, in its order.
func Natures() []Nature { return []Nature{"劳动密集型", "科技型", "服务型", "创新型"} }

// Title is the kind's word.
func (n Nature) Title() string { return string(n) }

// Application is one request for premises (四(一)) on its way to an award.
type Application struct {
	ID        int64
	Number    string // empty until it is accepted
	District  string // name of the district it is made to
	Applicant int64
	State     ApplicationState

	Project        string
	Description    string
	Natures        []Nature // what 三 encourages of it
	Sector         string   // code in the annex; empty: a trade outside it
	SectorText     string   // the trade in the applicant's words; needed outside the annex
	SectorReason   string   // why a trade outside the annex is taken in
	WaterIntensive bool     // water is its main means of trade, so it is not spared water (五(一)2)
	Moving         bool     // it says that it is an existing business of the city that moves (三.6)

	Jobs   Jobs
	Stays  []StayJobs // what running stays of the applicant count already
	Taxes  Taxes
	Groups []GroupClaim
	Policy PolicySupport

	WantedMin, WantedMax quantity.Area // 0: no bound of its own
	Communities          []string
	OnlyListed           bool // nothing but the listed communities will do
	Requires             []string
	MaxUnits             int64

	Materials  []MaterialCheck
	Supplement Supplement
	Clerk      int64 // account that handles it; 0: nobody
	AcceptedBy int64 // account that accepted it
	AcceptedOn civil.Date
}

// Check returns everything that keeps the application from being accepted, in the order of the form.
func (a *Application) Check() []*say.Refusal {
	var bad refusals
	bad.need("project", a.Project)
	bad.need("description", a.Description)
	for _, n := range a.Natures {
		if !slices.Contains(Natures(), n) {
			bad.add("natures", ErrNature.With(string(n)))
		}
	}
	if a.Sector == "" {
		bad.need("sector", a.SectorText)
		if strings.TrimSpace(a.SectorReason) == "" {
			bad.add("sector_reason", ErrSectorReason)
		}
	}
	claimed := a.Jobs.Claimed
	if claimed.Full < 0 || claimed.Part < 0 || claimed.People() > maxPeople {
		bad.add("jobs", ErrJobsRange)
	} else if claimed.People() == 0 {
		bad.add("jobs", ErrJobsNone)
	}
	if a.Taxes.Claimed.Amount < 0 || a.Taxes.Claimed.Amount > MaxYearTax {
		bad.add("taxes", ErrTaxRange)
	}
	for _, g := range a.Groups {
		if strings.TrimSpace(g.Proof) == "" {
			bad.add("groups", ErrGroupProof.With(g.Title))
		}
	}
	if a.Policy.Claimed && strings.TrimSpace(a.Policy.Document) == "" {
		bad.add("policy", ErrPolicyDocument)
	}
	a.checkWishes(&bad)
	return bad
}

// checkWishes checks what kind of premises the applicant asks for.
func (a *Application) checkWishes(bad *refusals) {
	if a.WantedMin < 0 || a.WantedMax < 0 || a.WantedMin > maxWanted || a.WantedMax > maxWanted {
		bad.add("wanted", ErrWantedRange)
	} else if a.WantedMax > 0 && a.WantedMin > a.WantedMax {
		bad.add("wanted", ErrWantedOrder)
	}
	if a.OnlyListed && len(a.Communities) == 0 {
		bad.add("communities", ErrOnlyListedEmpty)
	}
	if a.MaxUnits < 1 || a.MaxUnits > maxWantedUnits {
		bad.add("max_units", ErrMaxUnits)
	}
}

// Warnings returns what a clerk should see before accepting although it refuses nothing:
// a trade outside the annex, a claimed move within the city (三.6), proofs or required materials still missing.
func (a *Application) Warnings() []*say.Refusal {
	var warn refusals
	if a.Sector == "" {
		warn.add("sector", WarnSectorOutside)
	}
	if a.Moving {
		warn.add("moving", WarnMoving)
	}
	if missing := a.MissingMaterials(); len(missing) > 0 {
		warn.add("materials", WarnMaterials.With(strings.Join(missing, "、")))
	}
	return warn
}

// DecisionWarnings are what the approver should see before deciding on a day, although it refuses nothing: a priority whose proof has
// not been received, has run out, or rests on no document.
func (a *Application) DecisionWarnings(r Review, day civil.Date) []*say.Refusal {
	var warn refusals
	papers := func(when MaterialWhen) {
		for _, m := range a.Materials {
			if m.When == when && m.Received.IsZero() {
				warn.add("materials", WarnPriorityProof.With(m.Title))
			}
		}
	}
	for _, g := range a.Groups {
		if g.Priority && g.Accepted && g.Expired(day) {
			warn.add("groups", WarnGroupExpired.With(g.Title+" "+g.Until.String()))
		}
	}
	if a.InPriorityGroup() || a.InBaseGroup() {
		papers(WhenGroup)
	}
	if r.Supported() {
		papers(WhenPolicy)
	}
	return warn
}

// MissingMaterials names the required materials that have not been handed in, in the order of the list.
func (a *Application) MissingMaterials() []string {
	var out []string
	for _, m := range a.Materials {
		if m.Required && m.Received.IsZero() {
			out = append(out, m.Title)
		}
	}
	return out
}

// InPriorityGroup reports whether an accepted group of the applicant goes first under equal conditions (二).
func (a *Application) InPriorityGroup() bool {
	return slices.ContainsFunc(a.Groups, func(g GroupClaim) bool { return g.Priority && !g.Base && g.Accepted })
}

// InBaseGroup reports whether an accepted group of the applicant goes first in an incubation base (2018（十二）).
func (a *Application) InBaseGroup() bool {
	return slices.ContainsFunc(a.Groups, func(g GroupClaim) bool { return g.Base && g.Accepted })
}

// Instance is what a round takes of an approved application: its jobs after the district's weights without those that a running
// stay counts already, the tax that the review accepted, policy support as the review sheet found it (三.7), and its wishes. The lists are copies.
func (a *Application) Instance(w JobWeights, r Review) rule.InstanceApplicant {
	in := rule.InstanceApplicant{
		Number: a.Number, JobsMillis: a.Jobs.Beyond(a.Stays).Millis(w), Tax: a.Taxes.Accepted.Amount,
		Policy: r.Supported(), Group: a.InPriorityGroup(),
		Communities: slices.Clone(a.Communities), OnlyListed: a.OnlyListed, Requires: slices.Clone(a.Requires), MaxUnits: a.MaxUnits,
	}
	if a.WantedMin > 0 {
		in.Min = new(a.WantedMin)
	}
	if a.WantedMax > 0 {
		in.Max = new(a.WantedMax)
	}
	return in
}

// ApplicationNumber is the number of an accepted application: the district's letters, the year, four digits or more: JS20210001.
func ApplicationNumber(prefix string, year int, n int64) string {
	return fmt.Sprintf("%s%04d%04d", prefix, year, n)
}

// ApplicationSeries names the gapless series that an application's number is drawn from, one a district and year.
func ApplicationSeries(prefix string, year int) string {
	return fmt.Sprintf("application/%s/%04d", prefix, year)
}

// Bounds of what a form takes; they lie inside those of an allocation instance.
const (
	maxPeople      = 100_000
	MaxYearTax     = quantity.Money(1_000_000_000_000)
	maxWanted      = quantity.Area(1_000_000_000)
	maxWantedUnits = 20
)

// Applications.
var (
	ErrSectorReason    = say.Refuse("sector_reason", "行业不在附件明细内，请写明同意受理的理由")
	ErrJobsRange       = say.Refuse("jobs_range", "岗位数须在 0 到 100000 之间")
	ErrJobsNone        = say.Refuse("jobs_none", "请填带动就业人数，至少 1 人（三.5）")
	ErrGroupProof      = say.Refuse("group_proof", "请写明这一群体身份的证明材料")
	ErrNature          = say.Refuse("nature", "没有这一类型，请选劳动密集型、科技型、服务型或创新型（三）")
	ErrGroupOpen       = say.Refuse("group_open", "自报的群体还没有判断，请对照证明选认定或不认定（二）")
	ErrGroupExpired    = say.Refuse("group_expired", "证明已过有效期，不能认定；请补新的证明，或选不认定")
	ErrGroupRemark     = say.Refuse("group_remark", "不认定的，请写明原因")
	ErrMovingRemark    = say.Refuse("moving_remark", "自报是市区内现有企业搬迁，判为符合三.6 的请写明理由")
	ErrGroupUnknown    = say.Refuse("group_unknown", "目录里没有这一群体，或今天已不适用，请重新选择")
	ErrWantedRange     = say.Refuse("wanted_range", "希望面积须在 0 到 1000 万平方米之间")
	ErrWantedOrder     = say.Refuse("wanted_order", "希望面积的下限大于上限，请核对")
	ErrOnlyListedEmpty = say.Refuse("only_listed_empty", "选了“只要所列小区”，请至少列一个小区")
	ErrMaxUnits        = say.Refuse("max_units", "最多套数须在 1 到 20 之间")
	WarnSectorOutside  = say.Refuse("warn_sector", "行业不在附件明细内（附件以“等”结尾，可以受理）")
	WarnMoving         = say.Refuse("warn_moving", "自报是市区内现有企业搬迁，不符合三.6，请核实")
	WarnPriorityProof  = say.Refuse("warn_priority_proof", "享受优先，但证明材料还没有收到")
	WarnGroupExpired   = say.Refuse("warn_group_expired", "享受优先，但群体证明已过有效期")
	WarnMaterials      = say.Refuse("warn_materials", "必交材料还缺")
	ErrTaxRange        = say.Refuse("tax_range", "年缴税额须在 0 到 100 亿元之间")
	ErrPolicyDocument  = say.Refuse("policy_document", "请写明支持该项目的产业政策文件名称或文号（三.7）")
	ErrReasonMissing   = say.Refuse("reason_missing", say.AskReason)
)

// applicationFieldTitles name the fields of applications to people.
var applicationFieldTitles = map[string]string{
	"project": say.ProjectName, "description": say.ProjectNote, "natures": "项目类型", "sector": say.Sector, "sector_text": say.SectorNote, "sector_reason": "附件外行业的理由",
	"water": "以水为主要经营要件", "moving": "市区内现有企业搬迁",
	"jobs": "带动就业人数", "jobs_accepted": "认定岗位数", "taxes": "预计年缴税", "taxes_accepted": "认定年缴税",
	"groups": say.StartupGroup, "policy": "产业政策支持", "policy_document": say.PolicyPaper,
	"wanted_min": "希望面积下限", "wanted_max": "希望面积上限", "wanted": "希望面积",
	"communities": "希望小区", "only_listed": "只要所列小区", "requires": "必备条件", "max_units": say.MostUnits, "materials": "已交材料",
}
