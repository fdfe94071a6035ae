package amend

import (
	"fmt"
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

// Correction mends one field of one entry: what stood there, what is to stand there, why, and on what paper. It changes
// nothing until a second person confirms it, where the separation of duties asks for one.
type Correction struct {
	ID       int64
	Number   string // GZ-JS-2021-0005
	State    CorrectionState
	Field    CorrectionField
	Record   int64  // id of the tenancy, unit or exit
	Row      int64  // id of the row that holds the field
	RowTitle string // which row that is; empty when the record has one only
	Old, New string // canonical, as CorrectionField.Read gives them
	Reason   string
	Document string // the paper that supports it

	Proposed   civil.Date
	ProposedBy int64
	Decided    civil.Date // applied, refused or withdrawn
	DecidedBy  int64
	Decision   string
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

// ProposeCorrection draws up the correction of a field of a row and returns the record as it would stand, so that what
// changes can be read before anything is decided. Errors: ErrCorrectionField, ErrCorrectionSame, ErrCorrectionReason,
// ErrCorrectionDocument, those of CorrectionField.Read and CorrectionRecord.Correct.
func ProposeCorrection(r CorrectionRecord, part, field string, row int64, value, reason, document string, by int64, at CorrectionMoment) (Correction, CorrectionRecord, error) {
	e, err := r.Entry(part, field, row)
	if err != nil {
		return Correction{}, r, err
	}
	value, err = e.Field.Read(value, at.Today)
	if err != nil {
		return Correction{}, r, err
	}
	if value == e.Value {
		return Correction{}, r, ErrCorrectionSame.With(e.Field.Show(value)).On("value")
	}
	reason, document = strings.TrimSpace(reason), strings.TrimSpace(document)
	if reason == "" {
		return Correction{}, r, ErrCorrectionReason.On("reason")
	}
	if document == "" && e.Field.Decision {
		return Correction{}, r, ErrCorrectionDocument.On("document")
	}
	at.Reason = reason
	after, err := r.Correct(e, value, at)
	if err != nil {
		return Correction{}, r, err
	}
	return Correction{
		State: CorrectionProposed, Field: e.Field, Record: r.ID(), Row: row, RowTitle: e.Title, Old: e.Value, New: value,
		Reason: reason, Document: document, Proposed: at.Today, ProposedBy: by,
	}, after, nil
}

// MayDecide refuses a role that may not decide on the field: money and decisions are the approver's.
// Errors: ErrCorrectionRole.
func (c *Correction) MayDecide(role allocation.Role) error {
	if c.Field.Decision && role != allocation.Approver {
		return ErrCorrectionRole.With(c.Field.Title)
	}
	return nil
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
// where the field no longer says what the proposal began with, it is refused with both values.
// Errors: ErrCorrectionMove, ErrCorrectionStale, those of CorrectionRecord.Correct.
func (c *Correction) Apply(r CorrectionRecord, by int64, decision string, at CorrectionMoment) (CorrectionRecord, error) {
	if err := c.open("复核通过"); err != nil {
		return r, err
	}
	e, err := r.Entry(c.Field.Part, c.Field.Name, c.Row)
	if err != nil {
		return r, err
	}
	if e.Value != c.Old {
		return r, ErrCorrectionStale.Textf("提出更正时“%s”是 %s，现在是 %s，没有更正；请撤回后重新提出", c.Field.Title, c.Field.Show(c.Old), c.Field.Show(e.Value))
	}
	at.Reason = c.Reason
	after, err := r.Correct(e, c.New, at)
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
	return c.end("撤回", CorrectionWithdrawn, by, reason, today)
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
	ErrCorrectionSame     = say.Refuse("correction_same", "新值与原值相同，没有什么要更正")
	ErrCorrectionReason   = say.Refuse("correction_reason", "请写明理由")
	ErrCorrectionDocument = say.Refuse("correction_document", "这一项关系到费用或决定，请写明依据的文件和编号")
	ErrCorrectionRole     = say.Refuse("correction_role", "这一项关系到费用或决定，由分管领导复核")
	ErrCorrectionMove     = say.Refuse("correction_move", "更正现在的状态不能这样办理")
	ErrCorrectionStale    = say.Refuse("correction_stale", "提出更正以后原值已经变了，没有更正；请撤回后重新提出")
	ErrCorrectionOther    = say.Refuse("correction_other", "只有提出人或分管领导可以撤回")
)

var correctionStateTitles = map[CorrectionState]string{
	CorrectionProposed: "待复核", CorrectionApplied: "已更正", CorrectionRefused: "未同意", CorrectionWithdrawn: "已撤回",
}
