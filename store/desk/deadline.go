package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/store/watch"
)

// DeadlineKind says what a day is the last one for.
type DeadlineKind string

// The kinds of deadlines, in the order in which those of one day are shown.
const (
	DeadlineSupplement DeadlineKind = "supplement" // 补正
	DeadlineNotice     DeadlineKind = "notice"     // last day of notice and objections
	DeadlineSign       DeadlineKind = "sign"       // signing of an award
	DeadlineOpen       DeadlineKind = "open"       // opening (三.3)
	DeadlineKeys       DeadlineKind = "keys"       // keys of a signed stay
	DeadlineNotary     DeadlineKind = "notary"     // notarisation (四(四))
	DeadlineFiling     DeadlineKind = "filing"     // filing with a department (四(四))
	DeadlineLicence    DeadlineKind = "licence"    // 三.4
	DeadlineTax        DeadlineKind = "tax"        // tax registration (三.4)
	DeadlineContract   DeadlineKind = "contract"   // last day of a contract (四(四))
	DeadlineBill       DeadlineKind = "bill"       // last day for paying a bill
	DeadlineAssess     DeadlineKind = "assess"     // next assessment (四(五))
	DeadlineRectify    DeadlineKind = "rectify"    // rectification after an assessment
	DeadlineBenefit    DeadlineKind = "benefit"    // answer to an application for a benefit (五(三), 五(六))
	DeadlineFinding    DeadlineKind = "finding"    // answer to a finding
	DeadlineAnswer     DeadlineKind = "answer"     // the tenant's answer to an intended exit (四(五))
	DeadlineVacate     DeadlineKind = "vacate"     // clearing of the premises after an exit was decided
	DeadlineFile       DeadlineKind = "file"       // filing of an exit with the city (四(五))
)

// Title is the kind in words.
func (k DeadlineKind) Title() string { return deadlineTitles[k] }

// Deadline is a day by which something under way must be done.
type Deadline struct {
	Day      civil.Date
	Kind     DeadlineKind
	District string
	Number   string          // of the record
	Name     string          // of the applicant, of the round
	Noun     allocation.Noun // of the record
	ID       int64
}

// deadlineSource reads the deadlines of one kind up to a day ($2) in a district ($1, ” for all): day, district, number,
// name, id of the record of the noun.
type deadlineSource struct {
	kind DeadlineKind
	noun allocation.Noun
	sql  string
}

const (
	sqlSupplementsDue = `SELECT a.supplement_deadline, a.district, a.number, p.name, a.id FROM application a JOIN applicant p ON p.id = a.applicant_id
		WHERE a.state = 'supplement' AND a.supplement_deadline <= $2 AND ($1 = '' OR a.district = $1)`
	sqlNoticesDue = `SELECT CASE WHEN r.notice_until > r.objection_until THEN r.notice_until ELSE r.objection_until END AS day, r.district, r.number, r.title, r.id
		FROM round r WHERE r.state = 'noticed' AND day <= $2 AND ($1 = '' OR r.district = $1)`
	sqlSignaturesDue = `SELECT w.sign_by, a.district, a.number, p.name, a.id FROM award w JOIN application a ON a.id = w.application_id
		JOIN applicant p ON p.id = a.applicant_id WHERE w.state = 'offered' AND w.sign_by <= $2 AND ($1 = '' OR a.district = $1)`
	sqlOpeningsDue = `SELECT t.open_by, t.district, t.number, p.name, t.id FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
		WHERE t.state = 'handed' AND t.open_by <= $2 AND ($1 = '' OR t.district = $1)`
	sqlAnswersDue = `SELECT b.due_day, t.district, t.number, p.name, t.id FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE b.state = 'applied' AND b.due_day <= $2 AND ($1 = '' OR t.district = $1)`
	sqlContractsDue = `SELECT date(c.to_day, '-1 day'), t.district, c.number, p.name, t.id FROM contract c JOIN tenancy t ON t.id = c.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id
		WHERE c.state = 'running' AND c.to_day <= date($2, '+1 day') AND t.state IN ('signed', 'handed', 'open') AND ($1 = '' OR t.district = $1)`
	sqlBillsDue = `SELECT o.due_day, o.district, b.number, p.name, b.id FROM district d
		CROSS JOIN open_bill o CROSS JOIN bill b CROSS JOIN tenancy t CROSS JOIN applicant p
		WHERE o.district = d.name AND o.due_day <= $2 AND ($1 = '' OR o.district = $1) AND b.id = o.id AND t.id = b.tenancy_id AND p.id = t.applicant_id`
	sqlRectificationsDue = `SELECT k.rectify_by, k.district, k.number, p.name, k.id FROM assessment k JOIN tenancy t ON t.id = k.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE k.state = 'rectifying' AND k.rectify_by <= $2 AND ($1 = '' OR k.district = $1)`
	sqlExitAnswersDue = `SELECT x.answer_by, t.district, coalesce(x.notice_number, t.number), p.name, x.id FROM exit x JOIN tenancy t ON t.id = x.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE x.state = 'opened' AND x.answered_day IS NULL AND x.answer_by <= $2 AND ($1 = '' OR t.district = $1)`
	sqlVacatingDue = `SELECT x.vacate_by, t.district, coalesce(x.notice_number, t.number), p.name, x.id FROM exit x JOIN tenancy t ON t.id = x.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE x.state IN ('approved', 'noticed') AND x.vacate_by <= $2 AND ($1 = '' OR t.district = $1)`
	sqlExitFilingsDue = `SELECT x.file_by, t.district, coalesce(x.notice_number, t.number), p.name, x.id FROM exit x JOIN tenancy t ON t.id = x.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id
		WHERE x.filed_day IS NULL AND x.state IN ('approved', 'noticed', 'returned') AND x.file_by <= $2 AND ($1 = '' OR t.district = $1)`
	sqlFindingsDue = `SELECT f.answer_by, f.district, f.number, f.subject, f.id FROM finding f
		WHERE f.state IN ('raised', 'returned') AND f.answer_by <= $2 AND ($1 = '' OR f.district = $1)`
)

// deadlineSources are all kinds that the calendar knows, but for the assessments, whose days follow from each district's interval.
var deadlineSources = []deadlineSource{
	{kind: DeadlineSupplement, noun: allocation.NounApplication, sql: sqlSupplementsDue},
	{kind: DeadlineNotice, noun: allocation.NounRound, sql: sqlNoticesDue},
	{kind: DeadlineSign, noun: allocation.NounApplication, sql: sqlSignaturesDue},
	{kind: DeadlineOpen, noun: allocation.NounTenancy, sql: sqlOpeningsDue},
	{kind: DeadlineContract, noun: allocation.NounTenancy, sql: sqlContractsDue},
	{kind: DeadlineBill, noun: allocation.NounBill, sql: sqlBillsDue},
	{kind: DeadlineRectify, noun: allocation.NounAssessment, sql: sqlRectificationsDue},
	{kind: DeadlineBenefit, noun: allocation.NounBenefit, sql: sqlAnswersDue},
	{kind: DeadlineFinding, noun: allocation.NounFinding, sql: sqlFindingsDue},
	{kind: DeadlineAnswer, noun: allocation.NounExit, sql: sqlExitAnswersDue},
	{kind: DeadlineVacate, noun: allocation.NounExit, sql: sqlVacatingDue},
	{kind: DeadlineFile, noun: allocation.NounExit, sql: sqlExitFilingsDue},
}

// deadlineOrder is the order of the kinds on one day.
var deadlineOrder = []DeadlineKind{
	DeadlineSupplement, DeadlineNotice, DeadlineSign, DeadlineKeys, DeadlineNotary, DeadlineFiling, DeadlineLicence, DeadlineTax, DeadlineOpen,
	DeadlineContract, DeadlineBill, DeadlineAssess, DeadlineRectify,
	DeadlineBenefit, DeadlineFinding, DeadlineAnswer, DeadlineVacate, DeadlineFile,
}

// Deadlines are the days up to and including until on which something under way must be done, those that have passed among
// them: what is done is no deadline any more. The earliest first, then by kind and number.
func (s Room) Deadlines(ctx context.Context, by engine.Actor, until civil.Date) (out []Deadline, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		for _, source := range deadlineSources {
			got, err := engine.All(ctx, q, func(r engine.Scanner) (Deadline, error) {
				d := Deadline{Kind: source.kind, Noun: source.noun}
				return d, r.Scan(&d.Day, &d.District, &d.Number, &d.Name, &d.ID)
			}, source.sql, by.District, until)
			if err != nil {
				return err
			}
			out = append(out, got...)
		}
		got, err := assessmentsDue(ctx, q, by, s.Today(), until)
		if err != nil {
			return err
		}
		out = append(out, got...)
		owed, err := stay.OwedUntil(ctx, q, by, s.Today(), until)
		for _, p := range owed {
			out = append(out, owedDeadline(p))
		}
		return err
	})
	order := func(k DeadlineKind) int { return slices.Index(deadlineOrder, k) }
	slices.SortFunc(out, func(a, b Deadline) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(order(a.Kind), order(b.Kind)), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

// Agenda is what is due up to a day, and the calendar that says which of the days are worked.
type Agenda struct {
	Due      []Deadline
	Until    civil.Date // the last day that was asked for
	Calendar *civil.Calendar
}

// Agenda reads it in one state of the data.
func (s Room) Agenda(ctx context.Context, by engine.Actor, until civil.Date) (a Agenda, err error) {
	a.Until = until
	err = s.At(ctx, func(at *engine.Store) error {
		return engine.Each(
			func() error { a.Due, err = Of(at).Deadlines(ctx, by, until); return err },
			func() error { a.Calendar, err = basis.Of(at).Calendar(ctx); return err },
		)
	})
	return a, err
}

// dutyDeadlines are the kinds of what is owed after the signing.
var dutyDeadlines = map[allocation.MilestoneKind]DeadlineKind{
	oversight.DutyKeys: DeadlineKeys, allocation.MilestoneNotarised: DeadlineNotary, allocation.MilestoneFiled: DeadlineFiling,
	allocation.MilestoneLicensed: DeadlineLicence, allocation.MilestoneTaxed: DeadlineTax,
}

// owedDeadline is a paper that is owed, or the keys, as a deadline; behind the name stands the department of a filing.
func owedDeadline(p stay.PaperOwed) Deadline {
	d := Deadline{Day: p.Last, Kind: dutyDeadlines[p.Kind], District: p.District, Number: p.Number, Name: p.Name, Noun: allocation.NounTenancy, ID: p.ID}
	of := p.Body
	if p.Again {
		of = strings.TrimSpace(say.Renewal + " " + of)
	}
	if of != "" {
		d.Name += "（" + of + "）"
	}
	return d
}

// assessmentsDue are the next assessments up to a day, by the interval that each district has today.
func assessmentsDue(ctx context.Context, q engine.Querier, by engine.Actor, today, until civil.Date) (out []Deadline, err error) {
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOrDefault(ctx, q, d.Name, today)
		if err != nil {
			return nil, err
		}
		got, err := engine.All(ctx, q, func(r engine.Scanner) (Deadline, error) {
			d := Deadline{Kind: DeadlineAssess, Noun: allocation.NounTenancy}
			return d, r.Scan(&d.Day, &d.District, &d.Number, &d.Name, &d.ID)
		}, sqlAssessmentsDue, d.Name, until, p.AssessmentMonths, until.AddMonths(-p.AssessmentMonths).AddDays(watch.DueSlack))
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

// sqlAssessmentsDue are the next assessments of a district ($1) up to a day ($2) at its interval ($3); $4 bounds the due day
// that was answered last, which is what the index holds.
const sqlAssessmentsDue = `SELECT ` + watch.SqlDueDay + ` AS day, t.district, t.number, p.name, t.id FROM (SELECT $3 AS months) d
	CROSS JOIN tenancy t INDEXED BY tenancy_assessed CROSS JOIN applicant p
	WHERE t.district = $1 AND ` + watch.SqlDueStays + ` AND ` + watch.SqlAssessedDay + ` <= $4 AND day <= $2 AND p.id = t.applicant_id`

// deadlineTitles are the kinds of the calendar of deadlines.
var deadlineTitles = map[DeadlineKind]string{
	DeadlineSupplement: "补正截止",
	DeadlineNotice:     "公示期满",
	DeadlineSign:       "签约截止",
	DeadlineOpen:       say.OpenBy,
	DeadlineKeys:       "交接期限",
	DeadlineNotary:     "公证期限",
	DeadlineFiling:     "备案期限",
	DeadlineLicence:    "办照期限",
	DeadlineTax:        "税务登记",
	DeadlineContract:   say.ContractEnd,
	DeadlineBill:       "账单到期",
	DeadlineAssess:     "应考核",
	DeadlineRectify:    say.RectifyBy,
	DeadlineFinding:    "督办答复",
	DeadlineBenefit:    "优惠答复",
	DeadlineAnswer:     "陈述申辩",
	DeadlineVacate:     "退出腾退",
	DeadlineFile:       "退出备案",
}
