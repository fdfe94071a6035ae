package oversight

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/allocation/roster"
	"penggai/allocation/say"
)

// AssessmentState is where an assessment stands.
type AssessmentState string

// The states of an assessment (考核, 四(五)).
const (
	AssessmentDone       AssessmentState = "done"       // 合格
	AssessmentRectifying AssessmentState = "rectifying" // 整改中: something is to be put right by a day
	AssessmentPending    AssessmentState = "pending"    // 待确认: a second person must confirm a 不合格, the approver a 合格 with far fewer jobs
	AssessmentFailed     AssessmentState = "failed"     // 不合格: leads to an exit (四(五)3)
	AssessmentClosed     AssessmentState = "closed"     // 整改合格: the re-inspection passed
	AssessmentExited     AssessmentState = "exited"     // 已退出: an exit that rests on it is approved
	AssessmentVoid       AssessmentState = "void"       // 已作废: entered by mistake, or not confirmed
)

// AssessmentStates lists the states in the order of an assessment's life.
var AssessmentStates = []AssessmentState{
	AssessmentDone, AssessmentRectifying, AssessmentPending, AssessmentFailed, AssessmentClosed, AssessmentExited, AssessmentVoid,
}

// Title is the state's word on screen.
func (s AssessmentState) Title() string { return say.TitleOf(assessmentStateTitles, s) }

// Live reports whether something is still to be done.
func (s AssessmentState) Live() bool {
	return s == AssessmentRectifying || s == AssessmentPending || s == AssessmentFailed
}

// TaxPaid is what a tenant paid in a calendar year.
type TaxPaid struct {
	Year   int
	Amount quantity.Money
	Source string
}

// Assessment is one assessment of a tenancy (四(五): 定期对业户的经营状况进行监督考评). Its day is a fact on paper.
type Assessment struct {
	ID     int64
	Number string // KH-JS-2020-0007
	State  AssessmentState

	Day        civil.Date
	Covers     int                  // months from the signing up to the due day that it answers; 0: an extra assessment, none was due
	Due        civil.Date           // that due day; none for an extra assessment
	Bodies     []string             // attending departments, at least one
	Jobs       allocation.JobFigure // verified on the spot or from records, with source and day
	Taxes      []TaxPaid            // by calendar year, the earliest first
	Points     []PointCheck
	Papers     string // photos and papers by name
	Conclusion Conclusion
	Proposed   Conclusion // what the program proposed from the facts
	Measure    Measure    // what the jobs carry, against what was held that day (四(三))
	Reason     string     // why, where the conclusion differs from the proposal or is 不合格

	Rectify   string     // what is to be put right
	RectifyBy civil.Date // last day for it, rolled to a working day
	Inspected civil.Date // re-inspection
	Inspect   string     // what it found
	Decided   civil.Date // 不合格 confirmed or not
	DecidedBy int64
	Decision  string
	Voided    string // reason of 作废
	By        int64  // account that recorded it
}

// AssessmentNumber is the number of an assessment: KH-JS-2020-0007. n counts within district and year.
func AssessmentNumber(code string, year int, n int64) string {
	return fmt.Sprintf("KH-%s-%d-%04d", code, year, n)
}

// NumbersIn are the numbers of assessments (KH) and findings (DB) that a text names, as they are written in full, each once.
func NumbersIn(text string) (assessments, findings []string) {
	for _, n := range numberWords.FindAllString(strings.ToUpper(quantity.HalfWidth(text)), -1) {
		list := &findings
		if strings.HasPrefix(n, "KH-") {
			list = &assessments
		}
		if !slices.Contains(*list, n) {
			*list = append(*list, n)
		}
	}
	return assessments, findings
}

var numberWords = regexp.MustCompile(`\b(?:KH|DB)-[A-Z]+-[0-9]{4}-[0-9]{4,}`)

// AssessmentSeries names the series of the numbers of assessments.
func AssessmentSeries(code string, year int) string {
	return fmt.Sprintf("assessment/%s/%d", code, year)
}

// AssessmentDue is the day on which the next assessment of a tenancy is due: the day of the signing plus the months that are
// assessed already and one interval, the day clamped from the anchor (2017-08-31 + 6 months is 2018-02-28, + 12 is 2018-08-31).
// A district that changes the interval changes what follows the last due day that was answered, not what lies before it.
func AssessmentDue(signed civil.Date, covered, interval int) civil.Date {
	return signed.AddMonths(covered + interval)
}

// AssessmentCovers are the months from the signing to the due day that an assessment of a day answers: the latest one that
// had come, or comes within lead days; the ones missed before it are answered with it. covered when none is due yet: then
// the assessment is an extra one.
func AssessmentCovers(signed, day civil.Date, covered, interval, lead int) int {
	for interval > 0 && !AssessmentDue(signed, covered, interval).After(day.AddDays(lead)) {
		covered += interval
	}
	return covered
}

// Check refuses an assessment that is not complete, the first fault on its field. contracted are the jobs of the contract.
// Errors: ErrAssessmentDay, ErrAssessmentBodies, ErrAssessmentJobs, ErrAssessmentSource, ErrTaxRange, ErrAssessmentPoint,
// ErrAssessmentRemark, ErrAssessmentConclusion, ErrAssessmentReason, ErrAssessmentRectify.
func (a *Assessment) Check(t allocation.Tenancy, contracted allocation.JobFigure, today civil.Date) error {
	if !t.Assessed() {
		return ErrAssessmentTenancy.With(t.State.Title())
	}
	if a.Day.IsZero() || a.Day.Before(t.Signed) || a.Day.After(today) {
		return ErrAssessmentDay.Textf(allocation.TextTenancyDay, t.Signed, today).With(a.Day.String()).On("day")
	}
	if len(a.Bodies) == 0 {
		return ErrAssessmentBodies.On("bodies")
	}
	if err := a.checkFigures(today); err != nil {
		return err
	}
	for _, p := range AssessmentPoints {
		i := slices.IndexFunc(a.Points, func(c PointCheck) bool { return c.Code == p.Code })
		if i < 0 {
			return ErrAssessmentPoint.With(p.Title).On(p.Code)
		}
		if !a.Points[i].Good && strings.TrimSpace(a.Points[i].Remark) == "" {
			return ErrAssessmentRemark.On(p.Code + "_remark")
		}
	}
	return a.checkConclusion(contracted, today)
}

// checkFigures looks at jobs and taxes.
func (a *Assessment) checkFigures(today civil.Date) error {
	if !a.Jobs.Stated() || a.Jobs.Full < 0 || a.Jobs.Part < 0 || a.Jobs.Full > maxJobs || a.Jobs.Part > maxJobs || a.Jobs.Day.After(a.Day) {
		return ErrAssessmentJobs.On("jobs_day")
	}
	if strings.TrimSpace(a.Jobs.Source) == "" {
		return ErrAssessmentSource.On("jobs_source")
	}
	for i, x := range a.Taxes {
		field := fmt.Sprintf("tax_%d", x.Year)
		if x.Amount < 0 || x.Amount > allocation.MaxYearTax || x.Year > today.Year() || i > 0 && x.Year <= a.Taxes[i-1].Year {
			return allocation.ErrTaxRange.With(x.Amount.String()).On(field)
		}
		if strings.TrimSpace(x.Source) == "" {
			return ErrAssessmentTaxSource.On("tax_source")
		}
	}
	return nil
}

// maxJobs is more than any shop has.
const maxJobs = 100_000

// Record gives a checked assessment its state: 合格 is done, 整改 runs until rectifyBy, 不合格 is failed at once where one
// person may conclude it and pending where a second person must confirm it; so is a 合格 with far fewer jobs than contracted
// that is not the approver's own. Errors: those of Check, ErrAssessmentDeadline.
func (a *Assessment) Record(t allocation.Tenancy, terms Terms, today, rectifyBy civil.Date) error {
	if err := a.Check(t, terms.Contracted, today); err != nil {
		return err
	}
	n := *a
	n.Proposed, _ = a.Propose(terms.Contracted)
	switch n.Conclusion {
	case ConclusionPass:
		n.State, n.Rectify = AssessmentDone, ""
		if terms.Short(a.Jobs) && !terms.Approver {
			n.State = AssessmentPending
		}
	case ConclusionRectify:
		if !rectifyBy.After(n.Day) {
			return ErrAssessmentDeadline.With(rectifyBy.String()).On("rectify_by")
		}
		n.State, n.RectifyBy = AssessmentRectifying, rectifyBy
	default:
		n.State, n.Rectify = failedState(terms.Confirm), ""
	}
	*a = n
	return nil
}

func failedState(confirm bool) AssessmentState {
	if confirm {
		return AssessmentPending
	}
	return AssessmentFailed
}

// may refuses a step that the state does not allow.
func (a *Assessment) may(step string, from ...AssessmentState) error {
	if slices.Contains(from, a.State) {
		return nil
	}
	words := make([]string, len(from))
	for i, f := range from {
		words[i] = f.Title()
	}
	return ErrAssessmentMove.Textf("考核现在是%s，不能%s；只有%s时可以", a.State.Title(), step, strings.Join(words, "、"))
}

// Reinspect records what the re-inspection of a day found: put right, or 不合格 (四(五)3).
// Errors: ErrAssessmentMove, ErrTenancyDay, ErrAssessmentFound.
func (a *Assessment) Reinspect(day civil.Date, passed bool, found string, today civil.Date, confirm bool) error {
	if err := a.may(say.RegisterRecheck, AssessmentRectifying); err != nil {
		return err
	}
	if err := allocation.DayBetween(day, a.Day, today); err != nil {
		return err
	}
	if strings.TrimSpace(found) == "" {
		return ErrAssessmentFound.On("found")
	}
	a.Inspected, a.Inspect, a.State = day, found, AssessmentClosed
	if !passed {
		a.State = failedState(confirm)
	}
	return nil
}

// Extend gives more time to put things right, with the reason. Errors: ErrAssessmentMove, ErrAssessmentDeadline, ErrReasonMissing.
func (a *Assessment) Extend(until civil.Date, reason string, today civil.Date) error {
	if err := a.may("延长整改期限", AssessmentRectifying); err != nil {
		return err
	}
	if !until.After(a.RectifyBy) || until.Before(today) {
		return ErrAssessmentDeadline.Textf("新的整改期限最早为 %s，请重新填写", civil.Max(a.RectifyBy.AddDays(1), today)).With(until.String()).On("until")
	}
	if strings.TrimSpace(reason) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	a.RectifyBy = until
	return nil
}

// Confirm decides on a conclusion that waits for its second person: a 不合格 that is confirmed is failed, a 合格 done; not
// confirmed it is void and the tenancy is to be assessed again. Errors: ErrAssessmentMove, ErrReasonMissing.
func (a *Assessment) Confirm(agreed bool, decision string, today civil.Date, by int64) error {
	if err := a.may("确认", AssessmentPending); err != nil {
		return err
	}
	if strings.TrimSpace(decision) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	a.Decided, a.DecidedBy, a.Decision, a.State = today, by, decision, AssessmentFailed
	switch {
	case !agreed:
		a.State, a.Voided = AssessmentVoid, decision
	case a.Waits() == ConclusionPass:
		a.State = AssessmentDone
	}
	return nil
}

// Waits is the conclusion that waits for its second person; a rectification that was not made is 不合格.
func (a *Assessment) Waits() Conclusion {
	if a.Conclusion == ConclusionPass {
		return ConclusionPass
	}
	return ConclusionFail
}

// MayList refuses a list of workers by name that has more people than jobs were verified, or for an assessment that does not
// count. Errors: ErrAssessmentMove, roster.ErrMore.
func (a *Assessment) MayList(people int) error {
	if a.State == AssessmentVoid {
		return a.may("登记名单", AssessmentDone, AssessmentRectifying, AssessmentPending, AssessmentFailed, AssessmentClosed, AssessmentExited)
	}
	if int64(people) > a.Jobs.People() {
		return roster.ErrMore.Textf("名单有 %d 人，核实岗位只有 %d 人，请核对", people, a.Jobs.People()).On("roster")
	}
	return nil
}

// Exit records that an exit that rests on the assessment is approved. Errors: ErrAssessmentMove.
func (a *Assessment) Exit() error {
	if err := a.may("据此退出", AssessmentFailed); err != nil {
		return err
	}
	a.State = AssessmentExited
	return nil
}

// Apart reports whether it is struck out by somebody else than who recorded it: what finds against a tenant, or the approver has
// decided, does not go by the hand that wrote it (六(二)).
func (a *Assessment) Apart() bool {
	return a.State != AssessmentDone || !a.Decided.IsZero()
}

// Void strikes out an assessment that was entered by mistake, with the reason. Whether something depends on it (an exit, a
// later assessment) the caller knows. Errors: ErrAssessmentMove, ErrReasonMissing.
func (a *Assessment) Void(reason string) error {
	err := a.may(stepVoid, AssessmentDone, AssessmentRectifying, AssessmentPending, AssessmentFailed, AssessmentClosed)
	if err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	a.State, a.Voided = AssessmentVoid, reason
	return nil
}

// Late counts the days by which the rectification is or was behind its deadline; 0 when it is not.
func (a *Assessment) Late(today civil.Date) int {
	if a.RectifyBy.IsZero() || a.State == AssessmentVoid {
		return 0
	}
	day := today
	if !a.Inspected.IsZero() {
		day = a.Inspected
	} else if a.State != AssessmentRectifying {
		return 0
	}
	return max(0, day.Sub(a.RectifyBy))
}

// Evidence is what an exit takes from a failed assessment: its number, who assessed, the day of the conclusion.
func (a *Assessment) Evidence() leave.Evidence {
	day := a.Day
	for _, d := range []civil.Date{a.Inspected, a.Decided} {
		if !d.IsZero() {
			day = civil.Max(day, d)
		}
	}
	return leave.Evidence{Document: fmt.Sprintf("考核 %s 结论不合格", a.Number), Body: strings.Join(a.Bodies, bodySeparator), Day: day, Assessment: a.ID}
}

// Follows refuses an assessment whose day lies before that of the latest one of the tenancy. Errors: ErrAssessmentDay.
func (a *Assessment) Follows(last Assessment) error {
	if a.Day.Before(last.Day) {
		return ErrAssessmentDay.Textf("考核日期不能早于上一次考核 %s（%s），请核对", last.Day, last.Number).With(a.Day.String()).On("day")
	}
	return nil
}

// Assessments.
var (
	ErrAssessmentTenancy    = say.Refuse("assessment_tenancy", "这户正在退出或已经退出，不再考核")
	ErrAssessmentDay        = say.Refuse("assessment_day", "考核日期不对，请按考核当天填写")
	ErrAssessmentBodies     = say.Refuse("assessment_bodies", "请至少写一个参加考核的部门")
	ErrAssessmentJobs       = say.Refuse("assessment_jobs", "核实岗位须有人数和核实日期，日期不晚于考核日期")
	ErrAssessmentSource     = say.Refuse("assessment_source", "请写明岗位数的依据，如 社保缴费记录")
	ErrAssessmentTaxSource  = say.Refuse("assessment_tax_source", "填了税额的请写明依据，如 完税证明")
	ErrAssessmentPoint      = say.Refuse("assessment_point", "这一项还没有判断，请选是或否")
	ErrAssessmentRemark     = say.Refuse("assessment_remark", "判为否的，请写明情况")
	ErrAssessmentConclusion = say.Refuse("assessment_conclusion", "请选考核结论：合格、整改或不合格")
	ErrAssessmentReason     = say.Refuse("assessment_reason", "结论为不合格的请写明理由")
	ErrAssessmentRectify    = say.Refuse("assessment_rectify", "请写明要整改什么")
	ErrAssessmentDeadline   = say.Refuse("assessment_deadline", "整改期限须晚于考核日期，请重新填写")
	ErrAssessmentMove       = say.Refuse("assessment_move", "考核现在的状态不能这样办理")
	ErrAssessmentFound      = say.Refuse("assessment_found", "请写明复查情况")
)

var assessmentStateTitles = map[AssessmentState]string{
	AssessmentDone: "合格", AssessmentRectifying: "整改中", AssessmentPending: "待确认", AssessmentFailed: "不合格",
	AssessmentClosed: "整改合格", AssessmentExited: say.Left, AssessmentVoid: say.Voided,
}

const stepVoid = say.Void

// UndoExit takes back that an exit by the assessment was approved. Errors: ErrUndoMove.
func (a *Assessment) UndoExit() error {
	if a.State != AssessmentExited {
		return allocation.ErrUndoMove.Textf(allocation.TextUndoMove, a.State.Title())
	}
	a.State = AssessmentFailed
	return nil
}
