package unit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/premises"
	"penggai/ui/kit"
)

// What people read on the screens of units.
const (
	textUnits     = "房源"
	textBuilding  = "楼栋图"
	textAll       = "全部"
	textReading   = "正在读取"
	textDistrict  = "区"
	textCommunity = "小区"
	textHouse     = "楼栋"
	textArea      = "面积"
	textAreaUnit  = "面积 ㎡"
	textState     = "状态"
	textHolder    = "承租人"
	textUntil     = "到期"
	textExpected  = "预计竣工"
	textLeft      = "左邻"
	textRight     = "右邻"
	textNone      = "无"
	textOverdue   = "已超期"
	textOpen      = "详情"
	textNoUnit    = "没有选中的房源"
)

// fmtSums is the right side of the second line: 41 套  5,962.40 ㎡  含示例明细.
func fmtSums(units int, area allocation.Area, samples int) string {
	s := fmt.Sprintf("%s 套  %s ㎡", kit.Count(units), area)
	if samples > 0 {
		s += "  " + "含示例明细"
	}
	return s
}

func districtName(d string) string {
	if d == "" {
		return "全市在建"
	}
	return d
}

func fmtPlace(u premises.UnitRow) string {
	s := districtName(u.District) + " " + u.Community + " " + u.Building + " " + fmt.Sprintf("%d层", u.Floor)
	if u.Bay > 0 {
		s += fmt.Sprintf(" %d位", u.Bay)
	}
	return s
}

// fmtDays is how long a unit has been in its state: 闲置 63 天.
func fmtDays(u premises.UnitRow, today civil.Date) string {
	if u.Since.IsZero() || !u.Since.Before(today) {
		return u.State.Title()
	}
	return fmt.Sprintf("%s %s 天", u.State.Title(), kit.Count(today.Sub(u.Since)))
}

// holderText is who holds a unit; of a unit under construction that the date beside it is its completion.
func holderText(u premises.UnitRow) string {
	if u.Holder == "" && u.State == allocation.UnitBuilding && !u.Expected.IsZero() {
		return textExpected
	}
	if u.HoldKind == holdRound {
		return strings.TrimPrefix(u.Holder, u.District+" ") // the district stands beside it
	}
	return u.Holder
}

// dueOf is the date of a unit in the list: the end of the contract, or the expected completion.
func dueOf(u premises.UnitRow) civil.Date {
	if u.State == allocation.UnitBuilding {
		return u.Expected
	}
	return u.Until
}

func fmtNeighbour(u *premises.UnitRow) string {
	if u == nil {
		return textNone
	}
	s := u.Number + " " + u.State.Title()
	if !u.Until.IsZero() {
		s += fmt.Sprintf("（%s 到期）", u.Until)
	}
	return s
}
