package watch

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/stay"
)

// FindingRow is a finding with what it is about in words.
type FindingRow struct {
	oversight.Finding
	Subject    string     // RZ-JS-2017-0031 北方家政服务
	RaisedName string     // display name of the account
	Asked      civil.Date // day from which an answer is asked for: it was raised or sent back
	Version    int64
}

// FindingStepRow is an answer of the district, or what the supervisor sent back.
type FindingStepRow struct {
	Kind     string // answer, return
	Day      civil.Date
	Text     string
	Document string
	AnswerBy civil.Date // deadline that a return set
	By       string
}

// FindingDetail is a finding with what was said about it, the earliest first.
type FindingDetail struct {
	FindingRow
	Steps  []FindingStepRow
	Exits  []int64 // exits that rest on it and are not refused or taken back
	NoExit error   // why the stay that it is on cannot leave now; nil when it can, or of another noun
}

const (
	findingsOpen = `WHERE f.noun = $1 AND f.noun_id = $2 AND f.state IN ('raised', 'returned', 'answered') ORDER BY f.answer_by, f.id`
	findingSteps = `SELECT x.kind, x.day, x.text, x.document, x.answer_by, coalesce(a.display, '')
		FROM finding_step x LEFT JOIN account a ON a.id = x.account WHERE x.finding_id = $1 ORDER BY x.id`
)

// Finding reads a finding with what was said about it. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Finding(ctx context.Context, by engine.Actor, id int64) (d FindingDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.FindingRow, err = FindingNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		d.Steps, err = engine.All(ctx, q, func(r engine.Scanner) (x FindingStepRow, err error) {
			err = r.Scan(&x.Kind, &x.Day, &x.Text, &x.Document, &x.AnswerBy, &x.By)
			return x, err
		}, findingSteps, id)
		if err != nil {
			return err
		}
		d.Exits, err = engine.All(ctx, q, engine.ScanOne[int64], `SELECT id FROM exit WHERE finding_id = $1 AND state NOT IN ('refused', 'cancelled') ORDER BY id`, id)
		if err != nil || d.Noun != oversight.FindingTenancy {
			return err
		}
		d.NoExit, err = noExit(ctx, q, d.NounID)
		return err
	})
	if err != nil {
		return FindingDetail{}, err
	}
	return d, nil
}

// noExit is why a stay cannot leave now, nil when it can.
func noExit(ctx context.Context, q engine.Querier, tenancy int64) (why, err error) {
	row, err := stay.TenancyNoun.ByID(ctx, q, tenancy)
	if err != nil {
		return nil, err
	}
	return leave.MayOpen(row.Tenancy, row.Exit != 0), nil
}

// OpenFindings lists the findings on a record that are not closed, the most pressing first: noun and id as in
// allocation.Finding. For a tenancy those on its units and its application are among them. Of other districts none.
func (s Room) OpenFindings(ctx context.Context, by engine.Actor, noun oversight.FindingNoun, id int64) (rows []FindingRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if noun == oversight.FindingTenancy {
			stay, err := stay.TenancyNoun.ByID(ctx, q, id)
			if err != nil {
				return err
			}
			rows, err = FindingNoun.All(ctx, q, `WHERE f.state IN ('raised', 'returned', 'answered') AND f.district = $1 AND `+
				FindingOfTenancy+` ORDER BY f.answer_by, f.id`, stay.District, id, stay.Application)
			return err
		}
		rows, err = FindingNoun.All(ctx, q, findingsOpen, string(noun), id)
		return err
	})
	var seen []FindingRow
	for _, r := range rows {
		if by.Sees(r.District) {
			seen = append(seen, r)
		}
	}
	return seen, err
}

// FindingWords says in one line what findings are open on a record: 2 件未销号，最早 03-20 前答复; empty without one.
func FindingWords(rows []FindingRow, today civil.Date) string {
	late := 0
	var first civil.Date
	for _, r := range rows {
		if !r.State.Waits() {
			continue
		}
		if r.Late(today) > 0 {
			late++
		}
		if first.IsZero() || r.AnswerBy.Before(first) {
			first = r.AnswerBy
		}
	}
	switch {
	case len(rows) == 0:
		return ""
	case late > 0:
		return fmt.Sprintf("%d 件未销号，%d 件逾期未答复", len(rows), late)
	case first.IsZero():
		return fmt.Sprintf("%d 件已答复，待销号", len(rows))
	}
	return fmt.Sprintf("%d 件未销号，%s 前答复", len(rows), first)
}

// FindingTarget is a record that a finding may be raised on.
type FindingTarget struct {
	Noun     oversight.FindingNoun
	ID       int64 // 0 for a district as a whole
	District string
	Subject  string // in words
}

// findingTargets find a record by its id ($1) or, where that is 0, by its number ($2).
var findingTargets = map[oversight.FindingNoun]string{
	oversight.FindingTenancy: `SELECT t.id, t.district, t.number || ' ' || p.name FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
		WHERE t.id = $1 OR $1 = 0 AND t.number = $2`,
	oversight.FindingUnit: `SELECT u.id, u.district, u.number FROM unit u WHERE (u.id = $1 OR $1 = 0 AND ` + premises.SqlNumbered + `) AND u.district <> ''
		ORDER BY u.number <> $2, u.id LIMIT 1`,
	oversight.FindingApplication: `SELECT a.id, a.district, a.number || ' ' || p.name FROM application a JOIN applicant p ON p.id = a.applicant_id
		WHERE (a.id = $1 OR $1 = 0 AND a.number = $2) AND a.number <> ''`,
	oversight.FindingRound: `SELECT r.id, r.district, r.number FROM round r WHERE r.id = $1 OR $1 = 0 AND r.number = $2`,
}

// findingOn says, of records that findings are not raised on themselves, on which one they are raised: the stay or the application that they
// belong to ($1 is the record).
var findingOn = map[oversight.FindingNoun]struct {
	noun oversight.FindingNoun
	of   string
}{
	oversight.FindingNoun(allocation.NounAward):      {oversight.FindingApplication, `SELECT application_id FROM award WHERE id = $1`},
	oversight.FindingNoun(allocation.NounBill):       {oversight.FindingTenancy, `SELECT tenancy_id FROM bill WHERE id = $1`},
	oversight.FindingNoun(allocation.NounPayment):    {oversight.FindingTenancy, `SELECT tenancy_id FROM payment WHERE id = $1`},
	oversight.FindingNoun(allocation.NounBenefit):    {oversight.FindingTenancy, `SELECT tenancy_id FROM benefit WHERE id = $1`},
	oversight.FindingNoun(allocation.NounAssessment): {oversight.FindingTenancy, `SELECT tenancy_id FROM assessment WHERE id = $1`},
	oversight.FindingNoun(allocation.NounSupport):    {oversight.FindingTenancy, `SELECT tenancy_id FROM support WHERE id = $1`},
	oversight.FindingNoun(allocation.NounExit):       {oversight.FindingTenancy, `SELECT tenancy_id FROM exit WHERE id = $1`},
}

// MayFind reports whether a finding can be raised on records of a noun, or on what they belong to.
func MayFind(noun allocation.Noun) bool {
	_, direct := findingTargets[oversight.FindingNoun(noun)]
	_, derived := findingOn[oversight.FindingNoun(noun)]
	return direct || derived
}

// FindFindingTarget finds the record that a finding is to be raised on: by its id, by its number, or the district by its
// name. Errors: ErrFindingTarget, allocation.ErrUnknownDistrict, ErrOtherDistrict.
func (s Room) FindFindingTarget(ctx context.Context, by engine.Actor, noun oversight.FindingNoun, id int64, number string) (FindingTarget, error) {
	return findTarget(ctx, s.Read, by, noun, id, strings.TrimSpace(number))
}

func findTarget(ctx context.Context, q engine.Querier, by engine.Actor, noun oversight.FindingNoun, id int64, number string) (FindingTarget, error) {
	target := FindingTarget{Noun: noun, District: number, Subject: number}
	if noun == oversight.FindingDistrict {
		d, err := allocation.FindDistrict(number)
		if err != nil {
			return target, allocation.ErrUnknownDistrict.With(number).On("number")
		}
		target.District, target.Subject = d.Name, d.Name
	} else {
		if on, derived := findingOn[noun]; derived {
			of, found, err := engine.Maybe(ctx, q, engine.ScanOne[int64], on.of, id)
			if err != nil || !found {
				return target, cmp.Or(err, error(ErrFindingTarget.On("number")))
			}
			noun, id = on.noun, of
		}
		query, known := findingTargets[noun]
		if !known {
			return target, oversight.ErrFindingNoun.On("noun")
		}
		row, found, err := engine.Maybe(ctx, q, func(s engine.Scanner) (x FindingTarget, err error) {
			x.Noun = noun
			err = s.Scan(&x.ID, &x.District, &x.Subject)
			return x, err
		}, query, id, strings.ToUpper(number))
		if err != nil {
			return target, err
		}
		if !found {
			return target, ErrFindingTarget.Textf("没有找到编号相符的%s，请核对后重新填写", noun.Title()).With(number).On("number")
		}
		target = row
	}
	if !by.Sees(target.District) {
		return target, engine.ErrOtherDistrict.With(target.District).On("number")
	}
	return target, nil
}

// RaiseFinding enters a finding of a supervisor on a record or a district (四: 督办检查) and returns the id and the number.
// Errors: those of FindFindingTarget and of allocation.Finding.Check.
func (s Room) RaiseFinding(ctx context.Context, by engine.Actor, target FindingTarget, f oversight.Finding) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActRaiseFinding, func(t *engine.Tx) error {
		row, err := Raise(t, target, f)
		if err != nil {
			return err
		}
		id, number = row.ID, row.Number
		t.Subject(number + " " + row.Subject)
		t.About("finding", id)
		return nil
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

// Raise enters a finding inside a transaction of a supervisor. Errors: those of RaiseFinding.
func Raise(t *engine.Tx, target FindingTarget, f oversight.Finding) (row FindingRow, err error) {
	x, err := findTarget(t.Ctx, t, t.By, target.Noun, target.ID, target.District)
	if err != nil {
		return row, err
	}
	for _, text := range []*string{&f.Body, &f.Text, &f.Clause} {
		*text = strings.TrimSpace(*text)
	}
	f.State, f.District, f.Noun, f.NounID, f.Raised = oversight.FindingRaised, x.District, x.Noun, x.ID, t.Today
	if err := f.Check(t.Today); err != nil {
		return row, err
	}
	body, err := basis.BodyOf(t)
	if err != nil {
		return row, err
	}
	if err := f.Of(body); err != nil {
		return row, err
	}
	district, err := allocation.FindDistrict(x.District)
	if err != nil {
		return row, err
	}
	n, err := t.Number(oversight.FindingSeries(district.Code, t.Today.Year()))
	if err != nil {
		return row, err
	}
	f.Number, f.By = oversight.FindingNumber(district.Code, t.Today.Year(), n), t.By.ID
	row = FindingRow{Finding: f, Subject: x.Subject}
	if row.ID, err = FindingNoun.Add(t, row); err != nil {
		return row, err
	}
	return row, t.Move("finding", row.ID, "", string(f.State), f.Text)
}

// changeFinding is the frame of every step.
func (s Room) changeFinding(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *FindingRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := FindingNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("finding", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Subject)
		t.Reason(reason)
		if act.Allows(allocation.Supervisor) {
			body, err := basis.BodyOf(t)
			if err != nil {
				return err
			}
			if err := row.Of(body); err != nil {
				return err
			}
		}
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		err = FindingNoun.Set(t, row, version)
		if err != nil || row.State == before {
			return err
		}
		return t.Move("finding", id, string(before), string(row.State), reason)
	})
}

const findingStepAdd = `INSERT INTO finding_step (finding_id, kind, day, text, document, answer_by, account) VALUES ($1, $2, $3, $4, $5, $6, $7)`

// AnswerFinding records what the district says to a finding and by which paper. It returns the days by which it is late.
// Errors: ErrStale, those of allocation.Finding.Answer.
func (s Room) AnswerFinding(ctx context.Context, by engine.Actor, id, version int64, a oversight.FindingAnswer) (late int, err error) {
	a.Text, a.Document = strings.TrimSpace(a.Text), strings.TrimSpace(a.Document)
	err = s.changeFinding(ctx, by, allocation.ActAnswerFinding, id, version, a.Text, func(t *engine.Tx, r *FindingRow) error {
		late = r.Late(a.Day)
		if err := r.Answer(a, r.Asked, t.Today); err != nil {
			return err
		}
		return t.Exec(findingStepAdd, id, "answer", a.Day, a.Text, a.Document, nil, t.By.ID)
	})
	return late, err
}

// ReturnFinding sends an answer back with what is missing and a new deadline (再次督办). Errors: ErrStale, those of
// allocation.Finding.Return.
func (s Room) ReturnFinding(ctx context.Context, by engine.Actor, id, version int64, reason string, answerBy civil.Date) error {
	reason = strings.TrimSpace(reason)
	return s.changeFinding(ctx, by, allocation.ActReturnFinding, id, version, reason, func(t *engine.Tx, r *FindingRow) error {
		if err := r.Return(reason, answerBy, t.Today); err != nil {
			return err
		}
		return t.Exec(findingStepAdd, id, "return", t.Today, reason, "", answerBy, t.By.ID)
	})
}

// CloseFinding ends a finding whose answer does. Errors: ErrStale, those of allocation.Finding.Close.
func (s Room) CloseFinding(ctx context.Context, by engine.Actor, id, version int64, remark string) error {
	return s.changeFinding(ctx, by, allocation.ActCloseFinding, id, version, remark, func(t *engine.Tx, r *FindingRow) error {
		return r.Finding.Close(strings.TrimSpace(remark), t.Today)
	})
}

// WithdrawFinding takes a finding back that was raised by mistake, while no exit rests on it. Errors: ErrStale,
// ErrFindingUsed, those of allocation.Finding.Withdraw.
func (s Room) WithdrawFinding(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.changeFinding(ctx, by, allocation.ActWithdrawFinding, id, version, reason, func(t *engine.Tx, r *FindingRow) error {
		n, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT count(*) FROM exit WHERE finding_id = $1 AND state NOT IN ('refused', 'cancelled')`, id)
		if err != nil {
			return err
		}
		if n > 0 {
			return ErrFindingUsed
		}
		return r.Withdraw(strings.TrimSpace(reason), t.Today)
	})
}

// Assessments, support, findings.
var (
	ErrFindingTarget = say.Refuse("finding_target", "没有找到这个编号，请核对后重新填写")
	ErrFindingUsed   = say.Refuse("finding_used", "有退出依据这件督办，不能撤销。请先撤回退出")
)

// FindingOfTenancy is whether a finding f that stands concerns the tenancy $2 with the application $3.
const FindingOfTenancy = `f.state <> 'withdrawn' AND (f.noun = 'tenancy' AND f.noun_id = $2 OR f.noun = 'application' AND f.noun_id = $3
	OR f.noun = 'unit' AND f.noun_id IN (SELECT h.unit_id FROM hold h WHERE h.kind = 'tenancy' AND h.ref_id = $2))`
