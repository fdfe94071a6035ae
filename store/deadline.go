package store

import (
	"cmp"
	"context"
	"slices"

	"penggai/allocation/civil"
)

// DeadlineKind says what a day is the last one for.
type DeadlineKind string

// The kinds of deadlines, in the order in which those of one day are shown.
const (
	DeadlineSupplement DeadlineKind = "supplement" // 补正
	DeadlineNotice     DeadlineKind = "notice"     // last day of notice and objections
	DeadlineSign       DeadlineKind = "sign"       // signing of an award
	DeadlineOpen       DeadlineKind = "open"       // opening (三.3)
	DeadlineContract   DeadlineKind = "contract"   // last day of a contract (四(四))
	DeadlineBenefit    DeadlineKind = "benefit"    // answer to an application for a benefit (五(三), 五(六))
)

// Title is the kind in words.
func (k DeadlineKind) Title() string { return deadlineTitles[k] }

// Deadline is a day by which something under way must be done.
type Deadline struct {
	Day      civil.Date
	Kind     DeadlineKind
	District string
	Number   string // of the record
	Name     string // of the applicant, of the round
	Place    string // the place that shows the record
	ID       int64
}

// deadlineSource reads the deadlines of one kind up to a day ($2) in a district ($1, ” for all): day, district, number,
// name, id of the record that the place shows.
type deadlineSource struct {
	kind  DeadlineKind
	place string
	sql   string
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
)

// deadlineSources are all kinds that the calendar knows.
var deadlineSources = []deadlineSource{
	{DeadlineSupplement, listApplication, sqlSupplementsDue},
	{DeadlineNotice, listRound, sqlNoticesDue},
	{DeadlineSign, listApplication, sqlSignaturesDue},
	{DeadlineOpen, listTenancy, sqlOpeningsDue},
	{DeadlineContract, listTenancy, sqlContractsDue},
	{DeadlineBenefit, listBenefit, sqlAnswersDue},
}

// Deadlines are the days up to and including until on which something under way must be done, those that have passed among
// them: what is done is no deadline any more. The earliest first, then by kind and number.
func (s *Store) Deadlines(ctx context.Context, by Actor, until civil.Date) (out []Deadline, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		for _, source := range deadlineSources {
			got, err := all(ctx, q, func(r scanner) (Deadline, error) {
				d := Deadline{Kind: source.kind, Place: source.place}
				return d, r.Scan(&d.Day, &d.District, &d.Number, &d.Name, &d.ID)
			}, source.sql, by.District, until)
			if err != nil {
				return err
			}
			out = append(out, got...)
		}
		return nil
	})
	order := func(k DeadlineKind) int {
		return slices.IndexFunc(deadlineSources, func(s deadlineSource) bool { return s.kind == k })
	}
	slices.SortFunc(out, func(a, b Deadline) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(order(a.Kind), order(b.Kind)), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}
