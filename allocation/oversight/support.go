package oversight

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// SupportKind is what a tenant needs help with.
type SupportKind string

// The kinds of support (四(五): 及时帮助解决在经营过程中遇到的实际困难).
const (
	SupportFunds    SupportKind = "funds"    // 资金
	SupportWorkers  SupportKind = "workers"  // 用工
	SupportTraining SupportKind = "training" // 培训
	SupportPermits  SupportKind = "permits"  // 证照
	SupportRepair   SupportKind = "repair"   // 房屋维修
	SupportOther    SupportKind = "other"    // 其他
)

// SupportKinds lists them in the order of the form.
var SupportKinds = []SupportKind{SupportFunds, SupportWorkers, SupportTraining, SupportPermits, SupportRepair, SupportOther}

// Title is the kind's word on screen.
func (k SupportKind) Title() string { return say.TitleOf(supportKindTitles, k) }

// SupportState is where a request stands.
type SupportState string

// The states of a request for support.
const (
	SupportOpen   SupportState = "open"   // 办理中
	SupportClosed SupportState = "closed" // 已办结
	SupportVoid   SupportState = "void"   // 已作废: entered by mistake
)

// SupportStates lists them in the order of its life.
var SupportStates = []SupportState{SupportOpen, SupportClosed, SupportVoid}

// Title is the state's word on screen.
func (s SupportState) Title() string { return say.TitleOf(supportStateTitles, s) }

// Support is one difficulty of a tenant until it is dealt with.
type Support struct {
	ID      int64
	Number  string // BF-JS-2021-0002
	State   SupportState
	Kind    SupportKind
	Need    string
	Raised  civil.Date
	Raiser  string // who of the tenant, or who found it
	Handler string // department that deals with it
	Closed  civil.Date
	Result  string
	By      int64
}

// SupportStep is a dated note on what was done.
type SupportStep struct {
	Day     civil.Date
	Note    string
	Handler string // a department that takes over; empty: as before
}

// SupportNumber is the number of a request: BF-JS-2021-0002. n counts within district and year.
func SupportNumber(code string, year int, n int64) string {
	return fmt.Sprintf("BF-%s-%d-%04d", code, year, n)
}

// SupportSeries names the series of the numbers of requests.
func SupportSeries(code string, year int) string { return fmt.Sprintf("support/%s/%d", code, year) }

// Next says what a request waits for after so many notes on what was done.
func (s *Support) Next(steps int) string {
	switch {
	case s.State != SupportOpen:
		return "没有了"
	case steps == 0:
		return "由" + s.Handler + "办理，办了什么就登记一次"
	}
	return "由" + s.Handler + "接着办理，办好后写明结果并办结"
}

// Check refuses a request that is not complete, the first fault on its field.
// Errors: ErrSupportKind, ErrSupportNeed, ErrTenancyDay, ErrSupportHandler, ErrSupportRaiser.
func (s *Support) Check(t allocation.Tenancy, today civil.Date) error {
	if t.State == allocation.TenancyEnded {
		return ErrSupportTenancy
	}
	if !slices.Contains(SupportKinds, s.Kind) {
		return ErrSupportKind.On("kind")
	}
	if strings.TrimSpace(s.Need) == "" {
		return ErrSupportNeed.On("need")
	}
	if err := allocation.DayBetween(s.Raised, t.Signed, today); err != nil {
		return atField(err, "raised")
	}
	if strings.TrimSpace(s.Raiser) == "" {
		return ErrSupportRaiser.On("raiser")
	}
	if strings.TrimSpace(s.Handler) == "" {
		return ErrSupportHandler.On("handler")
	}
	return nil
}

// may refuses a step on a request that is not open.
func (s *Support) may(step string) error {
	if s.State == SupportOpen {
		return nil
	}
	return ErrSupportMove.Textf("这件帮扶%s，不能%s", s.State.Title(), step)
}

// Step adds a dated note; a department that takes over becomes the handler.
// Errors: ErrSupportMove, ErrTenancyDay, ErrSupportNote.
func (s *Support) Step(x SupportStep, today civil.Date) error {
	if err := s.may("登记办理情况"); err != nil {
		return err
	}
	if err := allocation.DayBetween(x.Day, s.Raised, today); err != nil {
		return atField(err, "day")
	}
	if strings.TrimSpace(x.Note) == "" {
		return ErrSupportNote.On("note")
	}
	if h := strings.TrimSpace(x.Handler); h != "" {
		s.Handler = h
	}
	return nil
}

// Close ends the request with its result; last is the day of the latest note. Errors: ErrSupportMove, ErrTenancyDay, ErrSupportResult.
func (s *Support) Close(day, last, today civil.Date, result string) error {
	if err := s.may(say.Close); err != nil {
		return err
	}
	if err := allocation.DayBetween(day, civil.Max(s.Raised, last), today); err != nil {
		return atField(err, "day")
	}
	if strings.TrimSpace(result) == "" {
		return ErrSupportResult.On("result")
	}
	s.State, s.Closed, s.Result = SupportClosed, day, result
	return nil
}

// Void strikes out a request that was entered by mistake, with the reason. Errors: ErrSupportMove, ErrReasonMissing.
func (s *Support) Void(reason string) error {
	if err := s.may(stepVoid); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return allocation.ErrReasonMissing.On("reason")
	}
	s.State, s.Result = SupportVoid, reason
	return nil
}

// Support.
var (
	ErrSupportTenancy = say.Refuse("support_tenancy", "这户已经退出，不再登记帮扶")
	ErrSupportKind    = say.Refuse("support_kind", "请选帮扶类别：资金、用工、培训、证照、房屋维修或其他")
	ErrSupportNeed    = say.Refuse("support_need", "请写明遇到的困难")
	ErrSupportRaiser  = say.Refuse("support_raiser", "请写明由谁提出")
	ErrSupportHandler = say.Refuse("support_handler", "请写明办理部门")
	ErrSupportNote    = say.Refuse("support_note", "请写明办理情况")
	ErrSupportResult  = say.Refuse("support_result", "请写明办理结果")
	ErrSupportMove    = say.Refuse("support_move", "这件帮扶现在不能这样办理")
)

var supportKindTitles = map[SupportKind]string{
	SupportFunds: "资金", SupportWorkers: "用工", SupportTraining: "培训", SupportPermits: "证照", SupportRepair: "房屋维修", SupportOther: say.Other,
}

var supportStateTitles = map[SupportState]string{SupportOpen: "办理中", SupportClosed: say.Closed, SupportVoid: say.Voided}
