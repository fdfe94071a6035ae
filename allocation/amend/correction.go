package amend

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// CorrectionState is where a correction stands.
type CorrectionState string

// The states of a correction (更正).
const (
	CorrectionProposed  CorrectionState = "proposed"  // 待复核
	CorrectionApplied   CorrectionState = "applied"   // 已更正
	CorrectionRefused   CorrectionState = "refused"   // 未同意
	CorrectionWithdrawn CorrectionState = "withdrawn" // 已撤回
)

// CorrectionStates lists the states in the order of a correction's life.
var CorrectionStates = []CorrectionState{CorrectionProposed, CorrectionApplied, CorrectionRefused, CorrectionWithdrawn}

// Title is the state's word on screen.
func (s CorrectionState) Title() string { return say.TitleOf(correctionStateTitles, s) }

// Correction mends fields of one record: what stood there, what is to stand there, why, and on what paper. It changes nothing
// until a second person confirms it, where the separation of duties asks for one.
type Correction struct {
	ID       int64
	Number   string // GZ-JS-2021-0005
	State    CorrectionState
	Noun     string // record that people open: one of CorrectionNouns
	Record   int64  // its id
	Changes  []CorrectionChange
	Reason   string
	Document string // the paper that supports it

	Proposed   civil.Date
	ProposedBy int64
	Decided    civil.Date // applied, refused or withdrawn
	DecidedBy  int64
	Decision   string
}

// CorrectionChange is one field of one row that a correction mends. Old and New are canonical, as CorrectionEntry.Read gives
// them; of a private field people get them masked.
type CorrectionChange struct {
	Field    CorrectionField
	Row      int64  // id of the row that holds the field
	RowTitle string // which row that is; empty when the record has one only
	Old, New string
}

// Label is row and field as people choose them: 备案 市棚改办 12 编号.
func (c CorrectionChange) Label() string { return labelOf(c.RowTitle, c.Field) }

// Text is what stood there and what is to stand there, in words.
func (c CorrectionChange) Text() string { return c.Field.Show(c.Old) + " -> " + c.Field.Show(c.New) }

// Key names the field among all of the record.
func (c CorrectionChange) Key() string { return keyOf(c.Field.Part, c.Field.Name, c.Row) }

// Masked is the change as people may read it.
func (c CorrectionChange) Masked() CorrectionChange {
	c.Old, c.New = c.Field.mask(c.Old), c.Field.mask(c.New)
	return c
}

// CorrectionWant is what a person wants to stand in a field of a row, as typed.
type CorrectionWant struct {
	Part, Field string
	Row         int64
	Value       string
}

// key is that of the field that is wanted.
func (w CorrectionWant) key() string { return keyOf(w.Part, w.Field, w.Row) }

func keyOf(part, field string, row int64) string { return fmt.Sprintf("%s/%s/%d", part, field, row) }

// Decides reports whether money or a decision hangs on one of its fields.
func (c *Correction) Decides() bool {
	return slices.ContainsFunc(c.Changes, func(x CorrectionChange) bool { return x.Field.Decision })
}

// decisive is the title of the first field on which money or a decision hangs.
func (c *Correction) decisive() string {
	for _, x := range c.Changes {
		if x.Field.Decision {
			return x.Field.Title
		}
	}
	return ""
}

// CorrectionNumber is the number of a correction: GZ-JS-2021-0005. n counts within district and year.
func CorrectionNumber(code string, year int, n int64) string {
	return fmt.Sprintf("GZ-%s-%d-%04d", code, year, n)
}

// CorrectionSeries names the series of the numbers of corrections.
func CorrectionSeries(code string, year int) string {
	return fmt.Sprintf("correction/%s/%d", code, year)
}

// CorrectionMoment is when, on which calendar and why a correction is applied.
type CorrectionMoment struct {
	Today    civil.Date
	Calendar *civil.Calendar
	Reason   string
}

// ProposeCorrection draws up the correction of fields of a record and returns the record as it would stand, so that what
// changes can be read before anything is decided. A refusal of one value names its field by CorrectionChange.Key.
// Errors: ErrCorrectionNone, ErrCorrectionField, ErrCorrectionLocked, ErrCorrectionSame, ErrCorrectionReason,
// ErrCorrectionDocument, those of CorrectionEntry.Read and CorrectionRecord.Correct.
func ProposeCorrection(r CorrectionRecord, wants []CorrectionWant, reason, document string, by int64, at CorrectionMoment) (Correction, CorrectionRecord, error) {
	c := Correction{
		State: CorrectionProposed, Noun: r.Noun, Record: r.ID(), Reason: strings.TrimSpace(reason), Document: strings.TrimSpace(document),
		Proposed: at.Today, ProposedBy: by,
	}
	if err := r.Closed(); err != nil {
		return c, r, err
	}
	if len(wants) == 0 {
		return c, r, ErrCorrectionNone.On("fields")
	}
	for _, w := range wants {
		x, err := r.change(w, at.Today)
		if err != nil {
			return c, r, say.OnField(err, w.key())
		}
		c.Changes = append(c.Changes, x)
	}
	if c.Reason == "" {
		return c, r, ErrCorrectionReason.On("reason")
	}
	if c.Document == "" && c.Decides() {
		return c, r, ErrCorrectionDocument.On("document")
	}
	at.Reason = c.Reason
	after, err := r.Correct(c.Changes, at)
	return c, after, err
}

// change is what is wanted of a field, against what stands there.
func (r CorrectionRecord) change(w CorrectionWant, today civil.Date) (CorrectionChange, error) {
	e, err := r.Entry(w.Part, w.Field, w.Row)
	if err != nil {
		return CorrectionChange{}, err
	}
	if e.Why != "" {
		return CorrectionChange{}, ErrCorrectionLocked.Textf("%s", e.Why)
	}
	value, err := e.Read(w.Value, today)
	if err != nil {
		return CorrectionChange{}, err
	}
	if value == e.Value {
		return CorrectionChange{}, ErrCorrectionSame.With(e.Field.Show(e.Field.mask(value)))
	}
	return CorrectionChange{e.Field, e.Row, e.Title, e.Value, value}, nil
}

// correctionDuty says whose business the corrections of a record are.
type correctionDuty struct{ propose, decide []allocation.Role }

var (
	dutyOfIntake = correctionDuty{
		[]allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver}, []allocation.Role{allocation.Reviewer, allocation.Approver},
	}
	dutyOfStays      = correctionDuty{[]allocation.Role{allocation.Manager, allocation.Approver}, []allocation.Role{allocation.Manager, allocation.Approver}}
	correctionDuties = map[string]correctionDuty{
		CorrectApplicant: dutyOfIntake, CorrectApplication: dutyOfIntake, CorrectTenancy: dutyOfStays, CorrectExit: dutyOfStays, CorrectUnit: dutyOfStays,
	}
)

// MayPropose refuses a role whose business the record is not. Errors: ErrCorrectionDuty.
func MayPropose(noun string, role allocation.Role) error {
	return onDuty(correctionDuties[noun].propose, noun, role, say.Propose)
}

func onDuty(of []allocation.Role, noun string, role allocation.Role, step string) error {
	if slices.Contains(of, role) {
		return nil
	}
	var words []string
	for _, r := range of {
		words = append(words, r.Title())
	}
	return ErrCorrectionDuty.Textf("%s的更正由%s%s", CorrectionNounTitle(noun), strings.Join(words, "、"), step)
}

// Deciders are the roles that may decide on it: money and decisions are the approver's.
func (c *Correction) Deciders() []allocation.Role {
	if c.Decides() {
		return []allocation.Role{allocation.Approver}
	}
	return correctionDuties[c.Noun].decide
}

// MayDecide refuses a role that may not decide on it: money and decisions are the approver's.
// Errors: ErrCorrectionRole, ErrCorrectionDuty.
func (c *Correction) MayDecide(role allocation.Role) error {
	if c.Decides() && role != allocation.Approver {
		return ErrCorrectionRole.With(c.decisive())
	}
	return onDuty(correctionDuties[c.Noun].decide, c.Noun, role, "复核")
}

// MayWithdraw refuses to take back a proposal of somebody else; the approver may. Errors: ErrCorrectionOther.
func (c *Correction) MayWithdraw(by int64, role allocation.Role) error {
	if by == c.ProposedBy || role == allocation.Approver {
		return nil
	}
	return ErrCorrectionOther
}

// open refuses what is decided already. Errors: ErrCorrectionMove.
func (c *Correction) open(step string) error {
	if c.State != CorrectionProposed {
		return ErrCorrectionMove.Textf("更正现在是%s，不能%s", c.State.Title(), step)
	}
	return nil
}

// Apply lets the correction take effect and returns the record as it stands then. The record is looked at as it is now:
// where a field no longer says what the proposal began with, it is refused with both values.
// Errors: ErrCorrectionMove, ErrCorrectionStale, ErrCorrectionLocked, those of CorrectionRecord.Correct.
func (c *Correction) Apply(r CorrectionRecord, by int64, decision string, at CorrectionMoment) (CorrectionRecord, error) {
	if err := c.open("复核通过"); err != nil {
		return r, err
	}
	if err := r.Closed(); err != nil {
		return r, err
	}
	for _, x := range c.Changes {
		e, err := r.Entry(x.Field.Part, x.Field.Name, x.Row)
		switch {
		case err != nil:
			return r, err
		case e.Value != x.Old:
			return r, ErrCorrectionStale.Textf("提出更正时“%s”是 %s，现在是 %s，没有更正；请撤回后重新提出", x.Field.Title,
				x.Field.Show(x.Field.mask(x.Old)), x.Field.Show(x.Field.mask(e.Value)))
		case e.Why != "":
			return r, ErrCorrectionLocked.Textf("%s", e.Why)
		}
	}
	at.Reason = c.Reason
	after, err := r.Correct(c.Changes, at)
	if err != nil {
		return r, err
	}
	c.State, c.Decided, c.DecidedBy, c.Decision = CorrectionApplied, at.Today, by, strings.TrimSpace(decision)
	return after, nil
}

// Refuse ends a proposal that is not agreed to. Errors: ErrCorrectionMove, ErrCorrectionReason.
func (c *Correction) Refuse(by int64, reason string, today civil.Date) error {
	return c.end("不同意", CorrectionRefused, by, reason, today)
}

// Withdraw takes a proposal back. Errors: ErrCorrectionMove, ErrCorrectionReason.
func (c *Correction) Withdraw(by int64, reason string, today civil.Date) error {
	return c.end(say.Withdraw, CorrectionWithdrawn, by, reason, today)
}

func (c *Correction) end(step string, to CorrectionState, by int64, reason string, today civil.Date) error {
	if err := c.open(step); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return ErrCorrectionReason.On("reason")
	}
	c.State, c.Decided, c.DecidedBy, c.Decision = to, today, by, strings.TrimSpace(reason)
	return nil
}

// Corrections.
var (
	ErrCorrectionNone     = say.Refuse("correction_none", "请选择要更正的项目")
	ErrCorrectionLocked   = say.Refuse("correction_locked", "这一项现在不能更正")
	ErrCorrectionDuty     = say.Refuse("correction_duty", "这类更正不由这个角色办理")
	ErrCorrectionSame     = say.Refuse("correction_same", "新值与原值相同，没有什么要更正")
	ErrCorrectionReason   = say.Refuse("correction_reason", say.AskReason)
	ErrCorrectionDocument = say.Refuse("correction_document", "这一项关系到费用或决定，请写明依据的文件和编号")
	ErrCorrectionRole     = say.Refuse("correction_role", "这一项关系到费用或决定，由分管领导复核")
	ErrCorrectionMove     = say.Refuse("correction_move", "更正现在的状态不能这样办理")
	ErrCorrectionStale    = say.Refuse("correction_stale", "提出更正以后原值已经变了，没有更正；请撤回后重新提出")
	ErrCorrectionStranger = say.Refuse("correction_stranger", "姓名（名称）和号码一起改就成了另一个主体，不是更正；一项录错的只更正那一项，更名、变更为企业、继承、承继在入驻页办理，其他人请按新的申请受理（四(五)3）")
	ErrCorrectionStep     = say.Refuse("correction_step", "姓名（名称）和号码先后都改了，就成了另一个主体：与受理时相比，以前的更正或更名已经改过其中一项。改错了的请先更正回去；更名、变更为企业、继承、承继在入驻页办理，其他人请按新的申请受理（四(五)3）")
	ErrCorrectionOther    = say.Refuse("correction_other", "只有提出人或分管领导可以撤回")
)

var correctionStateTitles = map[CorrectionState]string{
	CorrectionProposed: "待复核", CorrectionApplied: "已更正", CorrectionRefused: "未同意", CorrectionWithdrawn: say.Withdrawn,
}
