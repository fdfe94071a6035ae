package allocation

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// District is a district government that carries the policy out (四). Its Name is its key everywhere;
// Code begins the numbers of its units and papers.
type District struct {
	Code   string // JS
	Name   string // 尖山区
	Short  string // 尖山
	Source Source
}

// CityOffice is the name of the office of the whole city; it is no district.
const CityOffice = "全市"

// CityCode begins the numbers of what belongs to the city and to no district yet.
const CityCode = "SYS"

// Districts are the four districts of 一, in the order of the policy. The database has them as rows from the founding of the
// office on; one more is a line here and a row in a migration.
func Districts() []District {
	return []District{
		{"JS", "尖山区", "尖山", From2017("一")},
		{"LD", "岭东区", "岭东", From2017("一")},
		{"SFT", "四方台区", "四方台", From2017("一")},
		{"BS", "宝山区", "宝山", From2017("一")},
	}
}

// DistrictNames are their names.
func DistrictNames() []string {
	var out []string
	for _, d := range Districts() {
		out = append(out, d.Name)
	}
	return out
}

// FindDistrict reads a district as people write it: its name, its short name or its code in any case.
// Errors: ErrUnknownDistrict.
func FindDistrict(text string) (District, error) {
	t := strings.TrimSpace(quantity.HalfWidth(text))
	for _, d := range Districts() {
		if t == d.Name || t == d.Short || strings.EqualFold(t, d.Code) {
			return d, nil
		}
	}
	return District{}, ErrUnknownDistrict.With(text)
}

// ParseOffice reads the name of an office: 全市 gives "", a district its name. Errors: ErrUnknownDistrict.
func ParseOffice(text string) (string, error) {
	if strings.TrimSpace(text) == CityOffice {
		return "", nil
	}
	d, err := FindDistrict(text)
	return d.Name, err
}

// Unit is one premises (房源). Its place is community, building, floor and bay; the bay is the position along
// the floor, so that neighbours differ by 1.
type Unit struct {
	Number    string        // JS-NSQ-01-1-03, unique and never reused
	District  string        // name of the district; empty while it belongs to the city pool (一, 在建)
	Community string        // 南市区
	Building  string        // 1号楼
	Floor     int           // 1 is the ground floor; negative below it
	Bay       int           // from 1; 0 when not known: then it is next to nothing
	Area      quantity.Area // floor area in force, in dm²
	Tags      []string      // what the premises has, in the order of UnitTags
	State     UnitState     // changed by Move only
	Sample    bool          // 示例明细: made to the totals of 一, not taken from a ledger
	Expected  civil.Date    // last day by which completion is expected; none for finished units

	Source      UnitSource // where it comes from (一; 2018（八）)
	Usage       string     // what it is planned or registered for: 商业服务
	Certificate string     // number of the certificate of title
	Address     string     // as the certificate or the street sign has it
	Door        string     // the door as the street has it: 临街3门
	Photo       string     // name of the file of its photograph
	Former      string     // numbers that it had before, and what a ledger calls it; separated by spaces
}

// UnitSource says which works a unit was left idle by.
type UnitSource string

// The sources of units.
const (
	SourceRenewal    UnitSource = "renewal"    // 棚改: shantytown renovation (一)
	SourceSubsidence UnitSource = "subsidence" // 沉治: treatment of subsided land (2018（八）)
)

// UnitSources lists them.
func UnitSources() []UnitSource { return []UnitSource{SourceRenewal, SourceSubsidence} }

// Title is the source's word on screen.
func (s UnitSource) Title() string { return say.TitleOf(unitSourceWords, s) }

var unitSourceWords = map[UnitSource]string{SourceRenewal: "棚改", SourceSubsidence: "沉治"}

// UnitTags are the usual equipment words, in the order in which they are listed; a ledger may bring others.
func UnitTags() []string { return []string{"临街", "转角", say.Plumbing, "燃气", "三相电"} }

// TagBase marks premises in an incubation base, where 2018（十二） puts people of enterprises that cut capacity first.
const TagBase = "孵化基地"

// UnitState is where a unit is in its life; the value is the key used in reports and exchange files.
type UnitState string

// The states of a unit.
const (
	UnitBuilding   UnitState = "building"   // 在建
	UnitVacant     UnitState = "vacant"     // 闲置
	UnitWithdrawn  UnitState = "withdrawn"  // 停用
	UnitReserved   UnitState = "reserved"   // 已锁定, by a round or an award
	UnitOccupied   UnitState = "occupied"   // 使用中
	UnitRecovering UnitState = "recovering" // 收回整修
	UnitClosed     UnitState = "closed"     // 已注销: split, or merged with others; it is no premises any more
)

// UnitStates lists the states of premises in the order of a unit's life, which is also the order of report columns; what is closed is none.
func UnitStates() []UnitState {
	return []UnitState{UnitBuilding, UnitVacant, UnitWithdrawn, UnitReserved, UnitOccupied, UnitRecovering}
}

// Title is the word shown to people: 闲置.
func (s UnitState) Title() string { return unitStateWords[s].title }

// Short is the two-character word of narrow places such as the building map: 锁定.
func (s UnitState) Short() string { return unitStateWords[s].short }

// UnitMove is one step of a unit's life. Only the moves of this file exist.
type UnitMove struct {
	Code  string // stable, for the log
	Title string // what the person does: 停用

	from     []UnitState
	to       UnitState
	district string // the district that takes a completed unit
}

// The moves of a unit; completion is made by CompleteTo.
var (
	UnitWithdraw = UnitMove{Code: "withdraw", Title: "停用", from: []UnitState{UnitVacant}, to: UnitWithdrawn}
	UnitReturn   = UnitMove{Code: "return", Title: "恢复使用", from: []UnitState{UnitWithdrawn}, to: UnitVacant}
	UnitReserve  = UnitMove{Code: "reserve", Title: "锁定", from: []UnitState{UnitVacant}, to: UnitReserved}
	UnitRelease  = UnitMove{Code: "release", Title: "解除锁定", from: []UnitState{UnitReserved}, to: UnitVacant}
	UnitOccupy   = UnitMove{Code: "occupy", Title: say.Tenancy, from: []UnitState{UnitReserved}, to: UnitOccupied}
	UnitRecover  = UnitMove{Code: "recover", Title: "收回", from: []UnitState{UnitOccupied}, to: UnitRecovering}
	UnitReopen   = UnitMove{Code: "reopen", Title: "整修验收", from: []UnitState{UnitRecovering}, to: UnitVacant}
)

// CompleteTo is the hand-over of a completed unit to a district (一: the units under construction belong to no
// district until then). Errors: ErrUnknownDistrict.
func CompleteTo(district string) (UnitMove, error) {
	d, err := FindDistrict(district)
	if err != nil {
		return UnitMove{}, err
	}
	return UnitMove{Code: "complete", Title: "竣工移交", from: []UnitState{UnitBuilding}, to: UnitVacant, district: d.Name}, nil
}

// Allowed says whether a unit in state s may make the move; the refusal names both.
// Errors: ErrUnitMove.
func (m UnitMove) Allowed(s UnitState) error {
	if slices.Contains(m.from, s) {
		return nil
	}
	words := make([]string, len(m.from))
	for i, f := range m.from {
		words[i] = f.Title()
	}
	return ErrUnitMove.Textf("房源现在是%s，不能办理%s；只有%s的房源可以", s.Title(), m.Title, strings.Join(words, "、"))
}

// Move makes the step or refuses it: ErrUnitMove when the state does not allow it, ErrUnitNoDistrict when a unit
// without a district would leave construction other than by CompleteTo.
func (u *Unit) Move(m UnitMove) error {
	if err := m.Allowed(u.State); err != nil {
		return err
	}
	district := u.District
	if m.district != "" {
		district = m.district
	}
	if district == "" {
		return ErrUnitNoDistrict.With(u.Number)
	}
	u.State, u.District = m.to, district
	return nil
}

// Close takes a unit out of the premises: others have been made of it.
func (u *Unit) Close() { u.State = UnitClosed }

// NextTo reports whether two units are neighbours on one floor.
func NextTo(u, o Unit) bool {
	return u.Bay > 0 && o.Bay > 0 && u.Community == o.Community && u.Building == o.Building && u.Floor == o.Floor &&
		(u.Bay-o.Bay == 1 || o.Bay-u.Bay == 1)
}

// Units.
var (
	ErrUnitMove       = say.Refuse("unit_move", "房源现在的状态不能这样办理")
	ErrUnitNoDistrict = say.Refuse("unit_no_district", "房源还没有移交给区，请先办理竣工移交")
)

var unitStateWords = map[UnitState]struct{ title, short string }{
	UnitBuilding:   {"在建", "在建"},
	UnitVacant:     {"闲置", "闲置"},
	UnitWithdrawn:  {"停用", "停用"},
	UnitReserved:   {"已锁定", "锁定"},
	UnitOccupied:   {"使用中", "使用"},
	UnitRecovering: {"收回整修", "整修"},
	UnitClosed:     {"已注销", "注销"},
}

// Units.
var ErrUnknownDistrict = say.Refuse("unknown_district", "没有这个区，可填 "+strings.Join(DistrictNames(), "、"))

// Undo takes a move of a unit back: it is where it was, a completed one back in the city pool. Errors: ErrUndoMove.
func (u *Unit) Undo(m UnitMove) error {
	if u.State != m.to {
		return ErrUndoMove.Textf(TextUndoMove, u.State.Title())
	}
	u.State = m.from[0] // every move has one beginning
	if u.State == UnitBuilding {
		u.District = ""
	}
	return nil
}
