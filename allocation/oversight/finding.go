package oversight

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/say"
)

// FindingState is where a finding stands.
type FindingState string

// The states of a finding (督办, 四: 对各区政府执行标准、工作情况进行督办检查).
const (
	FindingRaised    FindingState = "raised"    // 待答复
	FindingAnswered  FindingState = "answered"  // 已答复，待销号
	FindingReturned  FindingState = "returned"  // 再次督办: the answer was not enough
	FindingClosed    FindingState = "closed"    // 已销号
	FindingWithdrawn FindingState = "withdrawn" // 已撤销: raised by mistake
)

// FindingStates lists the states in the order of a finding's life.
var FindingStates = []FindingState{FindingRaised, FindingReturned, FindingAnswered, FindingClosed, FindingWithdrawn}

// Title is the state's word on screen.
func (s FindingState) Title() string { return say.TitleOf(findingStateTitles, s) }

// Open reports whether the finding is still to be dealt with by someone.
func (s FindingState) Open() bool { return s.Waits() || s == FindingAnswered }

// Waits reports whether the district owes an answer.
func (s FindingState) Waits() bool { return s == FindingRaised || s == FindingReturned }

// FindingNoun is what a finding is about.
type FindingNoun string

// What a finding may be about.
const (
	FindingTenancy     FindingNoun = "tenancy"
	FindingUnit        FindingNoun = "unit"
	FindingApplication FindingNoun = "application"
	FindingRound       FindingNoun = "round"
	FindingDistrict    FindingNoun = "district"
)

// FindingNouns lists them in the order of the form.
var FindingNouns = []FindingNoun{FindingTenancy, FindingUnit, FindingApplication, FindingRound, FindingDistrict}

// Title is the noun's word on screen.
func (n FindingNoun) Title() string { return say.TitleOf(findingNounTitles, n) }

// Finding is one complaint of a supervisor to a district, until it is closed by the supervisor.
type Finding struct {
	ID       int64
	Number   string // DB-JS-2021-0002
	State    FindingState
	District string
	Noun     FindingNoun
	NounID   int64  // 0 for the district as a whole
	Body     string // supervising department
	Text     string
	Clause   string // that is not kept
	Raised   civil.Date
	AnswerBy civil.Date // last day for the answer
	Closed   civil.Date
	Remark   string // of the closing or of the withdrawal
	By       int64  // account that raised it
}

// FindingAnswer is what the district says and by which paper.
type FindingAnswer struct {
	Day      civil.Date
	Text     string
	Document string
}

// FindingNumber is the number of a finding: DB-JS-2021-0002. n counts within district and year.
func FindingNumber(code string, year int, n int64) string {
	return fmt.Sprintf("DB-%s-%d-%04d", code, year, n)
}

// FindingSeries names the series of the numbers of findings.
func FindingSeries(code string, year int) string { return fmt.Sprintf("finding/%s/%d", code, year) }

// Check refuses a finding that is not complete, the first fault on its field, and writes its clause as the list does.
// Errors: ErrFindingNoun, ErrUnknownDistrict, ErrFindingBody, ErrFindingText, ErrFindingClause, ErrFindingDeadline.
func (f *Finding) Check(today civil.Date) error {
	if !slices.Contains(FindingNouns, f.Noun) || (f.NounID == 0) != (f.Noun == FindingDistrict) {
		return ErrFindingNoun.On("noun")
	}
	if _, err := allocation.FindDistrict(f.District); err != nil {
		return allocation.ErrUnknownDistrict.With(f.District).On("district")
	}
	if strings.TrimSpace(f.Body) == "" {
		return ErrFindingBody.On("body")
	}
	if strings.TrimSpace(f.Text) == "" {
		return ErrFindingText.On("text")
	}
	c, bad := FindClause(f.Clause)
	if bad != nil {
		return bad.On("clause")
	}
	f.Clause = c.Number
	return checkAnswerBy(f.AnswerBy, today)
}

// Of refuses a supervisor of another department than the finding's: each acts for its own (四). An account that says none is from
// before accounts said so.
func (f *Finding) Of(body string) error {
	if body == "" || body == f.Body {
		return nil
	}
	return ErrFindingOtherBody.Textf("这件督办属%s，您的账号代表%s（四）。请由%s的账号办理", f.Body, body, f.Body).With(body).On("body")
}

// checkAnswerBy wants a day after today.
func checkAnswerBy(day, today civil.Date) error {
	if !day.After(today) {
		return ErrFindingDeadline.Textf("答复期限须晚于今天 %s，请重新填写", today).With(day.String()).On("answer_by")
	}
	return nil
}

// may refuses a step that the state does not allow.
func (f *Finding) may(step string, from ...FindingState) error {
	if slices.Contains(from, f.State) {
		return nil
	}
	words := make([]string, len(from))
	for i, s := range from {
		words[i] = s.Title()
	}
	return ErrFindingMove.Textf("督办现在是%s，不能%s；只有%s时可以", f.State.Title(), step, strings.Join(words, "、"))
}

// Answer records the district's answer; last is the day from which it is asked for. It may be late: Late says so.
// Errors: ErrFindingMove, ErrTenancyDay, ErrFindingAnswer, ErrFindingDocument.
func (f *Finding) Answer(a FindingAnswer, last, today civil.Date) error {
	if err := f.may(say.Answer, FindingRaised, FindingReturned); err != nil {
		return err
	}
	if err := allocation.DayBetween(a.Day, last, today); err != nil {
		return atField(err, "day")
	}
	if strings.TrimSpace(a.Text) == "" {
		return ErrFindingAnswer.On("text")
	}
	if strings.TrimSpace(a.Document) == "" {
		return ErrFindingDocument.On("document")
	}
	f.State = FindingAnswered
	return nil
}

// Return sends an answer back that does not do (再次督办), with what is missing and a new deadline.
// Errors: ErrFindingMove, ErrReasonMissing, ErrFindingDeadline.
func (f *Finding) Return(reason string, answerBy, today civil.Date) error {
	if err := f.may(say.FindAgain, FindingAnswered); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	if err := checkAnswerBy(answerBy, today); err != nil {
		return err
	}
	f.State, f.AnswerBy = FindingReturned, answerBy
	return nil
}

// Close ends a finding whose answer does. Errors: ErrFindingMove.
func (f *Finding) Close(remark string, today civil.Date) error {
	if err := f.may("销号", FindingAnswered); err != nil {
		return err
	}
	f.State, f.Closed, f.Remark = FindingClosed, today, remark
	return nil
}

// Withdraw takes a finding back that was raised by mistake, with the reason. Errors: ErrFindingMove, ErrReasonMissing.
func (f *Finding) Withdraw(reason string, today civil.Date) error {
	if err := f.may(say.Undo, FindingRaised, FindingReturned, FindingAnswered); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	f.State, f.Closed, f.Remark = FindingWithdrawn, today, reason
	return nil
}

// Late counts the days by which the answer is overdue; 0 when none is owed or the day has not passed.
func (f *Finding) Late(today civil.Date) int {
	if !f.State.Waits() {
		return 0
	}
	return max(0, today.Sub(f.AnswerBy))
}

// Evidence is what an exit takes from a finding: its number, the supervising department, the day.
func (f *Finding) Evidence() leave.Evidence {
	return leave.Evidence{Document: fmt.Sprintf("督办 %s", f.Number), Body: f.Body, Day: f.Raised, Finding: f.ID}
}

// Next says in a few words whose turn it is.
func (f *Finding) Next() string { return findingNext[f.State] }

// atField puts a refusal beside a field.
func atField(err error, field string) error {
	var r *say.Refusal
	if errors.As(err, &r) {
		return r.On(field)
	}
	return err
}

// Findings.
var (
	ErrFindingNoun      = say.Refuse("finding_noun", "请选督办的对象：一户入驻、一套房源、一件申请、一个批次或全区")
	ErrFindingOtherBody = say.Refuse("finding_other_body", "这件督办属另一个部门，请由该部门的账号办理（四）")
	ErrFindingBody      = say.Refuse("finding_body", "请选督办部门")
	ErrFindingText      = say.Refuse("finding_text", "请写明发现的问题")
	ErrFindingClause    = say.Refuse("finding_clause", "请写明不符合哪一条，如 四(五)3")
	ErrFindingDeadline  = say.Refuse("finding_deadline", "答复期限须晚于今天，请重新填写")
	ErrFindingAnswer    = say.Refuse("finding_answer", "请写明答复内容")
	ErrFindingDocument  = say.Refuse("finding_document", "请写明答复的文件名称或文号")
	ErrFindingMove      = say.Refuse("finding_move", "督办现在的状态不能这样办理")
)

var findingStateTitles = map[FindingState]string{
	FindingRaised: "待答复", FindingReturned: say.FindAgain, FindingAnswered: "已答复", FindingClosed: "已销号", FindingWithdrawn: say.Undone,
}

var findingNext = map[FindingState]string{
	FindingRaised: "区里答复", FindingReturned: "区里再答复", FindingAnswered: "督办部门销号或退回", FindingClosed: "", FindingWithdrawn: "",
}

var findingNounTitles = map[FindingNoun]string{
	FindingTenancy: say.Tenancy, FindingUnit: say.Unit, FindingApplication: say.Application, FindingRound: say.Round, FindingDistrict: "全区",
}
