package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// StayChangeKind is a change within a stay. The fee clock and the contract go on through all of them.
type StayChangeKind string

// The changes of a stay, each with a supplement to the contract.
const (
	ChangeMove    StayChangeKind = "move"    // 换房: other premises from a day
	ChangePart    StayChangeKind = "part"    // 部分退房: some of the premises given back, the rest goes on
	ChangeRename  StayChangeKind = "rename"  // 更名: the same applicant under another legal name
	ChangeHead    StayChangeKind = "head"    // 变更法定代表人: the same company under another head
	ChangeCompany StayChangeKind = "company" // 变更为企业: a company in the place of the person or team that heads it

	ChangeHeir      StayChangeKind = "heir"      // 继承: the heir of a person, or of who led a team
	ChangeSuccessor StayChangeKind = "successor" // 破产承继: the company that succeeds one after its bankruptcy

	// What the stay holds becomes others under it; these begin at the unit, not at the stay.
	ChangeSplit StayChangeKind = "split"
	ChangeMerge StayChangeKind = "merge"
)

// StayChangeKinds lists the changes in the order in which a stay offers them.
var StayChangeKinds = []StayChangeKind{ChangeMove, ChangePart, ChangeRename, ChangeHead, ChangeCompany, ChangeHeir, ChangeSuccessor}

// Title is the change in words.
func (k StayChangeKind) Title() string { return say.TitleOf(stayChangeTitles, k) }

// HoldingChange is one change of a stay: from a day on, by a paper.
type HoldingChange struct {
	Number   string // BG-JS-2021-0001, the supplement to the contract
	Kind     StayChangeKind
	Day      civil.Date // first day on which it is in force
	Document string     // the decision, or the paper of the registry, with its number
	Reason   string
}

// ChangeNumber is the number of a supplement: BG-JS-2021-0001. n counts within district and year.
func ChangeNumber(code string, year int, n int64) string {
	return fmt.Sprintf("BG-%s-%d-%04d", code, year, n)
}

// ChangeSeries names the series of the numbers of supplements.
func ChangeSeries(code string, year int) string { return fmt.Sprintf("change/%s/%d", code, year) }

// Holding (占用) ties a stay to a unit over [From, To).
type Holding struct {
	UnitID   int64
	Unit     string        // number
	Area     quantity.Area // in force now
	From, To civil.Date
}

// Premises are what a change of premises is decided on.
type Premises struct {
	Held []Holding // held now
	Back []int64   // units given back, among the held ones
	Out  []Unit    // units given in their place
	Band rule.Band // what the applicant's jobs carry
}

// Area is what the stay holds after the change.
func (p Premises) Area() quantity.Area {
	var sum quantity.Area
	for _, h := range p.Held {
		if !slices.Contains(p.Back, h.UnitID) {
			sum += h.Area
		}
	}
	for _, u := range p.Out {
		sum += u.Area
	}
	return sum
}

// MayChange refuses what every change needs: a stay that goes on, a paper, a day since the signing, the keys at the
// earliest. Errors: ErrTenancyMove, ErrChangeDocument, ErrTenancyDay.
func (t *Tenancy) MayChange(c HoldingChange, today civil.Date) error {
	if err := t.May(c.Kind.Title(), TenancySigned, TenancyHanded, TenancyOpen); err != nil {
		return err
	}
	if strings.TrimSpace(c.Document) == "" {
		return ErrChangeDocument.On("document")
	}
	return say.OnField(DayBetween(c.Day, civil.Max(t.Signed, t.Handed), today), "day")
}

// ChangePremises decides a change of premises or the giving back of a part. New units are vacant and of the same
// district; an area outside the applicant's band asks for a reason (四(三)). What is given back is no longer charged from
// the day on, what is given is.
// Errors: ErrTenancyMove, ErrChangeDocument, ErrTenancyDay, ErrChangeUnits, ErrChangeUnit, ErrChangeArea.
func (t *Tenancy) ChangePremises(c HoldingChange, p Premises, today civil.Date) error {
	if err := t.MayChange(c, today); err != nil {
		return err
	}
	left := len(p.Held) - len(p.Back)
	switch {
	case len(p.Back) == 0 || left < 0:
		return ErrChangeUnits.Textf(textChangeBack).On("back")
	case c.Kind == ChangePart && (left == 0 || len(p.Out) > 0):
		return ErrChangeUnits.Textf("部分退房须至少留下一套；全部交回请办理退出").On("back")
	case c.Kind == ChangeMove && len(p.Out) == 0:
		return ErrChangeUnits.Textf("请选择换入的房源").On("out")
	}
	for _, id := range p.Back {
		i := slices.IndexFunc(p.Held, func(h Holding) bool { return h.UnitID == id })
		if i < 0 {
			return ErrChangeUnits.Textf(textChangeBack).On("back")
		}
		if h := p.Held[i]; !c.Day.After(h.From) {
			return ErrTenancyDay.Textf("%s 自 %s 起占用，变更日期应晚于这一天", h.Unit, h.From).With(c.Day.String()).On("day")
		}
	}
	for _, u := range p.Out {
		if u.State != UnitVacant || u.District != t.District {
			return ErrChangeUnit.Textf("%s（%s，%s）不能换入，须为%s的闲置房源", u.Number, u.District, u.State.Title(), t.District).On("out")
		}
	}
	if area := p.Area(); strings.TrimSpace(c.Reason) == "" && (area < p.Band.Lo || area > p.Band.Hi) {
		return ErrChangeArea.Textf("变更后 %s ㎡，不在按岗位核定的 %s 至 %s ㎡之内，请写明理由（四(三)）", area, p.Band.Lo, p.Band.Hi).On("reason")
	}
	return nil
}

// Changes within a stay: premises, parts of them.
var (
	ErrChangeDocument = say.Refuse("change_document", "请写明依据的批准文件或登记文书及编号")
	ErrChangeUnits    = say.Refuse("change_units", "换出、换入的房源不对，请核对")
	ErrChangeUnit     = say.Refuse("change_unit", "换入的房源须为本区闲置房源")
	ErrChangeArea     = say.Refuse("change_area", "面积超出按岗位核定的范围，请写明理由")
)

const textChangeBack = "请选择交回的房源，须为现在占用的"

var stayChangeTitles = map[StayChangeKind]string{
	ChangeMove: "换房", ChangePart: "部分退房", ChangeRename: "更名", ChangeCompany: "变更为企业",
	ChangeHead: "变更法定代表人", ChangeHeir: "继承", ChangeSuccessor: "破产承继",
	ChangeSplit: "拆分", ChangeMerge: "合并",
}
