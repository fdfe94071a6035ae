package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
)

// Expert is somebody on the list of those who may sit on a panel (四(二): 论证评审).
type Expert struct {
	ID       int64
	District string
	Name     string
	Body     string     // where the expert comes from
	From, To civil.Date // first day on the list, first day no longer on it; no To while it lasts
}

// Check refuses an expert without a name or a body.
func (e Expert) Check() []*say.Refusal {
	var bad refusals
	bad.need("name", e.Name)
	bad.need("body", e.Body)
	return bad
}

// Listed reports whether the expert is on the list on a day.
func (e Expert) Listed(day civil.Date) bool {
	return !day.Before(e.From) && (e.To.IsZero() || day.Before(e.To))
}

// SeatState is where a seat of a panel stands.
type SeatState string

// The states of a seat. Only marks of scored seats count.
const (
	SeatNamed     SeatState = "named"     // declared free of interests; the marks are outstanding
	SeatScored    SeatState = "scored"    // the marks are in
	SeatConflict  SeatState = "conflict"  // declared an interest, or was found to have one: never took the seat (回避)
	SeatWithdrawn SeatState = "withdrawn" // left after finding a conflict; its marks stay and do not count
	SeatReplaced  SeatState = "replaced"  // entered by mistake; the same expert has another seat
)

// Title is the state's Chinese word.
func (s SeatState) Title() string { return say.TitleOf(seatTitles, s) }

var seatTitles = map[SeatState]string{
	SeatNamed: "未交分", SeatScored: "已交分", SeatConflict: "回避", SeatWithdrawn: "中途回避", SeatReplaced: "登记有误，已重录",
}

// Naming asks an expert onto a panel, with what the expert declares of its interests in the application.
type Naming struct {
	Expert   Expert
	Conflict bool   // declares an interest
	Reason   string // which
}

// Name gives experts of the list seats on the panel of an applicant on a day. Whoever has an interest is kept beside the panel with
// the reason. Errors: ErrExpertGone, ErrExpertTwice, ErrConflictReason, ErrSeatConflict, ErrPanelSmall.
func (e *Evaluation) Name(list []Naming, who Applicant, day civil.Date) error {
	seats := slices.Clone(e.Scores)
	for i, n := range list {
		field := fmt.Sprintf("expert_%d", i+1)
		seat := ExpertScore{ExpertID: n.Expert.ID, Expert: n.Expert.Name, Body: n.Expert.Body, State: SeatNamed, Declared: day, Reason: strings.TrimSpace(n.Reason)}
		taken := slices.ContainsFunc(seats, func(s ExpertScore) bool { return s.State != SeatReplaced && s.ExpertID == n.Expert.ID })
		switch {
		case !n.Expert.Listed(day):
			return ErrExpertGone.With(n.Expert.Name).On(field)
		case taken:
			return ErrExpertTwice.With(n.Expert.Name).On(field)
		case n.Conflict && seat.Reason == "":
			return ErrConflictReason.With(n.Expert.Name).On(field)
		case n.Conflict:
			seat.State = SeatConflict
		case who.Involves(n.Expert.Name):
			return ErrSeatConflict.With(n.Expert.Name).On(field)
		}
		seats = append(seats, seat)
	}
	named := Evaluation{Scores: seats}
	if waiting, scored := named.Seats(); waiting+scored < MinExperts {
		return ErrPanelSmall.On("expert_1")
	}
	e.Scores = seats
	return nil
}

// Involves reports whether somebody of this name stands behind the applicant: itself, its head, its agent, a member.
func (a *Applicant) Involves(name string) bool {
	names := []string{a.Name, a.Head, a.Agent.Name}
	for _, m := range a.Members {
		names = append(names, m.Name)
	}
	name = identity.PlainName(name)
	return name != "" && slices.ContainsFunc(names, func(n string) bool { return identity.PlainName(n) == name })
}

// Seats counts the seats whose marks are outstanding and those whose marks are in.
func (e *Evaluation) Seats() (waiting, scored int) {
	for _, s := range e.Scores {
		switch {
		case s.State == SeatNamed:
			waiting++
		case s.counts():
			scored++
		}
	}
	return waiting, scored
}

// Sealed reports whether the marks are still hidden: until all are in, so that nobody marks by what others gave.
func (e *Evaluation) Sealed() bool {
	waiting, scored := e.Seats()
	return waiting > 0 || scored < MinExperts
}

// Shown is the evaluation as people may read it: without marks while it is sealed.
func (e *Evaluation) Shown() Evaluation {
	shown := *e
	if !e.Sealed() {
		return shown
	}
	shown.Scores = slices.Clone(e.Scores)
	for i := range shown.Scores {
		shown.Scores[i].Points, shown.Scores[i].Remark = nil, ""
	}
	return shown
}

// Score takes the marks of a seat. Errors: ErrSeatDone, what the check of the marks refuses.
func (e *Evaluation) Score(seat int64, points map[string]int64, remark string, rubric Rubric, day civil.Date) error {
	i, err := e.seat(seat)
	if err != nil {
		return err
	}
	s := e.Scores[i]
	if s.State != SeatNamed {
		return ErrSeatDone.Textf("%s的席位是“%s”，不能再打分；登记有误的请按重录办理", s.Expert, s.State.Title())
	}
	s.Points, s.Remark, s.State, s.Scored = points, strings.TrimSpace(remark), SeatScored, day
	var bad refusals
	s.check(&bad, "seat", rubric)
	if len(bad) > 0 {
		return bad[0]
	}
	e.Scores = slices.Clone(e.Scores)
	e.Scores[i] = s
	return nil
}

// Withdraw takes a member off the panel that has found a conflict. Its marks stay on record and no longer count.
// Errors: ErrSeatGone, ErrConflictReason.
func (e *Evaluation) Withdraw(seat int64, reason string) error {
	return e.leave(seat, SeatWithdrawn, reason)
}

// Again opens the seat of a member anew whose marks were entered by mistake, while the marks are hidden.
// Errors: ErrSeatGone, ErrSeatOpen, ErrConflictReason.
func (e *Evaluation) Again(seat int64, reason string, day civil.Date) error {
	if !e.Sealed() {
		return ErrSeatOpen
	}
	i, err := e.seat(seat)
	if err != nil {
		return err
	}
	s := e.Scores[i]
	if s.State != SeatScored {
		return ErrSeatGone.With(s.Expert)
	}
	if err := e.leave(seat, SeatReplaced, reason); err != nil {
		return err
	}
	e.Scores = append(e.Scores, ExpertScore{ExpertID: s.ExpertID, Expert: s.Expert, Body: s.Body, State: SeatNamed, Declared: day})
	return nil
}

func (e *Evaluation) leave(seat int64, to SeatState, reason string) error {
	i, err := e.seat(seat)
	if err != nil {
		return err
	}
	s := e.Scores[i]
	if s.State != SeatNamed && !s.counts() {
		return ErrSeatGone.With(s.Expert)
	}
	if strings.TrimSpace(reason) == "" {
		return ErrConflictReason.With(s.Expert).On("reason")
	}
	s.State, s.Reason = to, strings.TrimSpace(reason)
	e.Scores = slices.Clone(e.Scores)
	e.Scores[i] = s
	return nil
}

// seat is the place of a seat by its id. Errors: ErrSeatGone.
func (e *Evaluation) seat(id int64) (int, error) {
	i := slices.IndexFunc(e.Scores, func(s ExpertScore) bool { return s.ID == id })
	if i < 0 {
		return 0, ErrSeatGone
	}
	return i, nil
}

// Panels.
var (
	ErrExpertGone     = say.Refuse("expert_gone", "这名评审人不在名册上，请从名册另选")
	ErrConflictReason = say.Refuse("conflict_reason", "请写明有什么利害关系")
	ErrSeatConflict   = say.Refuse("seat_conflict", "这名评审人与申请人、负责人、经办人或成员同名，有利害关系的应当回避，请另选；只是同名的请核实后换用名册上的另一名")
	ErrSeatDone       = say.Refuse("seat_done", "这个席位不能再打分")
	ErrSeatGone       = say.Refuse("seat_gone", "这个席位已经退出，请刷新后再办")
	ErrSeatOpen       = say.Refuse("seat_open", "分数已经交齐公开，不能重录；有利害关系的请按中途回避办理")
	ErrPanelWaits     = say.Refuse("panel_waits", "还有评审人没有交分，交齐以前不能决定")
)

// PanelWait is what an application with its papers in order waits for (四(二)).
type PanelWait string

// What it may wait for.
const (
	WaitMarks    PanelWait = "marks"  // 待评审: no panel, or marks are outstanding
	WaitApproval PanelWait = "decide" // 待审批: all marks are in
)

// PanelWaits lists them.
var PanelWaits = []PanelWait{WaitMarks, WaitApproval}

// Title is its word on screen.
func (w PanelWait) Title() string { return say.TitleOf(panelWaitTitles, w) }

var panelWaitTitles = map[PanelWait]string{WaitMarks: "待评审", WaitApproval: "待审批"}
