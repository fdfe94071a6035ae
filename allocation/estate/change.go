package estate

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Kind is what happens to the premises.
type Kind string

// The kinds of change.
const (
	Added      Kind = "add"      // 新增: a unit that no list had
	Renumbered Kind = "renumber" // 改编号
	Split      Kind = "split"    // 拆分: one becomes several
	Merged     Kind = "merge"    // 合并: several become one
	Measured   Kind = "measure"  // 实测面积
	Described  Kind = "describe" // 变更登记: use, source, certificate, address, tags, photograph
	Completed  Kind = "complete" // 竣工移交: from the city pool to a district
)

// Title is the change in words.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

var kindTitles = map[Kind]string{
	Added: "新增房源", Renumbered: "改编号", Split: "拆分", Merged: "合并", Measured: "实测面积", Described: "变更登记信息", Completed: "竣工移交",
}

// Kinds lists them in the order in which they are offered.
func Kinds() []Kind { return []Kind{Added, Renumbered, Split, Merged, Measured, Described, Completed} }

// Change is one change of premises: from a day on, by a paper.
type Change struct {
	Number     string // FY-JS-2021-0001
	Kind       Kind
	Day        civil.Date // first day on which it is in force
	Document   string     // the paper, with its number
	Reason     string
	Difference quantity.Area // area after it less the area before
}

// ChangeNumber is the number of a change: FY-JS-2021-0001. n counts within district and year.
func ChangeNumber(code string, year int, n int64) string {
	return fmt.Sprintf("FY-%s-%d-%04d", code, year, n)
}

// Series names the series of the numbers of changes.
func Series(code string, year int) string { return fmt.Sprintf("estate/%s/%d", code, year) }

// Check refuses a change without a paper and one from a day to come. Errors: ErrDocument, ErrDay.
func (c Change) Check(today civil.Date) error {
	switch {
	case strings.TrimSpace(c.Document) == "":
		return ErrDocument.Textf("%s须写明依据的文件和文号", c.Kind.Title()).On("document")
	case c.Day.IsZero() || c.Day.After(today):
		return ErrDay.With(c.Day.String()).On("day")
	}
	return nil
}

// Free refuses what must not happen to premises that somebody has: in a round or awarded, in use, closed. state is that of the unit,
// holder who has it, "" where that is not known. Errors: ErrTaken.
func Free(u allocation.Unit, kind Kind, holder string) error {
	switch u.State {
	case allocation.UnitReserved:
		return ErrTaken.Textf("%s 已锁定%s，不能%s：请等批次办结、签约或放弃以后再办，或先作废批次", u.Number, inBrackets(holder), kind.Title())
	case allocation.UnitOccupied:
		return ErrTaken.Textf("%s 使用中%s，不能直接%s：由分管领导在房源页按 Ctrl+X 随合同变更%s，或先给承租人换房、办理退出，收房整修后再办", u.Number, inBrackets(holder), kind.Title(), kind.Title())
	case allocation.UnitBuilding, allocation.UnitVacant, allocation.UnitWithdrawn, allocation.UnitRecovering:
	case allocation.UnitClosed:
		return ErrTaken.Textf("%s 已注销，不能%s：请找由它拆分或合并成的房源", u.Number, kind.Title())
	}
	return nil
}

func inBrackets(holder string) string {
	if holder == "" {
		return ""
	}
	return "（" + holder + "）"
}

// Alive refuses closed premises; everything else may be described and measured, whoever has it. Errors: ErrTaken.
func Alive(u allocation.Unit, kind Kind) error {
	if u.State == allocation.UnitClosed {
		return Free(u, kind, "")
	}
	return nil
}

// Since refuses a change from before the present state of a unit began. Errors: ErrDay.
func Since(c Change, u allocation.Unit, since civil.Date) error {
	if c.Day.Before(since) {
		return ErrDay.Textf("%s 自 %s 起%s，%s日不能早于这一天", u.Number, since, u.State.Title(), c.Kind.Title()).With(c.Day.String()).On("day")
	}
	return nil
}

// MoveBetween is the move of a unit that leads from a state to another and was made to the unit itself, not by a round, an award or
// a tenancy; own is false for the moves of these. found is false when there is none.
func MoveBetween(from, to allocation.UnitState) (m allocation.UnitMove, own, found bool) {
	complete, _ := allocation.CompleteTo(allocation.Districts()[0].Name)
	for _, m := range []allocation.UnitMove{
		allocation.UnitWithdraw, allocation.UnitReturn, allocation.UnitReserve, allocation.UnitRelease, allocation.UnitOccupy,
		allocation.UnitRecover, allocation.UnitReopen, complete,
	} {
		u := allocation.Unit{District: allocation.Districts()[0].Name, State: from}
		if u.Move(m) == nil && u.State == to {
			return m, slices.Contains(ownMoves, m.Code), true
		}
	}
	return allocation.UnitMove{}, false, false
}

// ownMoves are the codes of the moves that are made to a unit itself.
var ownMoves = []string{allocation.UnitWithdraw.Code, allocation.UnitReturn.Code, allocation.UnitReopen.Code, "complete"}

// Changes of premises.
var (
	ErrDocument = say.Refuse("estate_document", "请写明依据的文件和文号")
	ErrDay      = say.Refuse("estate_day", "日期不能空，也不能晚于今天")
	ErrTaken    = say.Refuse("estate_taken", "这套房源已锁定、使用中或已注销，不能这样办理")
)

// What may be done to the premises, beside the moves of their life.
var (
	ActRenumber     = allocation.Action{Code: "unit.renumber", Title: "改房源编号", Roles: managers}
	ActSplit        = allocation.Action{Code: "unit.split", Title: "拆分房源", Roles: managers}
	ActMerge        = allocation.Action{Code: "unit.merge", Title: "合并房源", Roles: managers}
	ActDescribe     = allocation.Action{Code: "unit.describe", Title: "变更房源登记信息", Roles: managers}
	ActAddCommunity = allocation.Action{Code: "community.add", Title: "登记小区", Roles: managers}
)

var managers = []allocation.Role{allocation.Manager}
