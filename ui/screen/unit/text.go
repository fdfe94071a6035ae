package unit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of units.
const (
	textUnits     = "房源"
	textBuilding  = "楼栋图"
	textAll       = "全部"
	textCityPool  = "全市在建"
	textSample    = "含示例明细"
	textSampleOne = "示例明细"
	textReading   = "正在读取"
	textTotal     = "套数"

	textNumber    = "编号"
	textDistrict  = "区"
	textCommunity = "小区"
	textHouse     = "楼栋"
	textFloor     = "层"
	textBay       = "位"
	textArea      = "面积"
	textAreaUnit  = "面积 ㎡"
	textState     = "状态"
	textTags      = "特点"
	textHolder    = "承租人"
	textUntil     = "到期"
	textHere      = "位置"
	textExpected  = "预计竣工"
	textOrigin    = "来源"
	textLeft      = "左邻"
	textRight     = "右邻"
	textNone      = "无"
	textRate      = "使用率"
	textRound     = "批次"
	textAward     = "分配给"
	textOverdue   = "已超期"

	textAreas  = "面积沿革"
	textSpells = "状态沿革"
	textHolds  = "占用沿革"
	textToday  = "至今"

	textOpen       = "详情"
	textShowList   = "清单"
	textFind       = "查找"
	textExpand     = "展开"
	textDeal       = "办理"
	textTenant     = "承租人"
	textPlaceOne   = "单户安置"
	textByExpiry   = "按到期着色"
	textByState    = "按状态着色"
	textNext       = "下一栋"
	textPrevious   = "上一栋"
	textNoUnit     = "没有选中的房源"
	textNoBuilding = "请先选一栋楼"
	textNotHeld    = "这套房源没有承租人"
	textNotVacant  = "只有闲置的房源可以安置"
	textLastOne    = "没有更多的楼栋"
	textNoWaiting  = "没有评审已过、待分配的申请"
	textPickOne    = "把 %s 安置给"
	textApproved   = "状态:"

	textDealTitle   = "办理什么"
	textDistrictTo  = "移交给哪个区"
	textReasonHint  = "原因或依据的文件"
	textUndoReason  = "撤销"
	textFilterShown = "筛选: "
	textRuns        = "连片闲置"
	textIn60        = "60 日内"
	textInYear      = "一年内"
	textLater       = "一年以上"
)

var (
	textNoneYet   = []string{"还没有房源。", "建立数据时会放入本区的示例明细；这份数据里没有，请告诉系统管理员。"}
	textNoneFound = []string{"没有符合筛选的房源。", "按 Esc 去掉筛选；例：状态:闲置 面积:>100 层:1，或只打 jsq、南市、NSQ-03。"}
	textTreeHelp  = []string{
		"各区、小区、楼栋的套数和面积，按状态分列。",
		"Enter 或右键展开，左键收起；在楼栋上 Enter 看清单，F4 看楼栋图。",
		"F2 把光标所在的区、小区或楼栋打开成清单；F3 直接查找。",
		"在建的房源属于全市，竣工移交后归区（一）。",
	}
	textListHelp = []string{
		"全部房源的清单。F3 边打边筛：汉字、拼音首字母、编号的一段都行。",
		"筛选可以指明项目：状态:闲置 面积:>100 层:1 区:尖山 小区:南市区 楼栋:3号楼 到期:2021-06。",
		"F6 或点列名排序，空格选多套，F9 办理停用、恢复、整修验收、竣工移交。",
		"F4 看所在的楼栋，F2 打开承租人，F8 把闲置的一套安置给一户。",
	}
	textDetailHelp   = []string{"一套房源的现状和沿革。F4 看左邻右舍，F9 办理，F2 打开承租人。"}
	textBuildingHelp = []string{
		"一栋楼：每行一层，每块一间，块下是面积（㎡）。左邻右舍和连片的闲置一眼可见。",
		"方向键移动，Enter 详情，PgUp、PgDn 换楼栋。",
		"F5 改按合同到期着色：块里是到期的年月（2111 是 2021 年 11 月）。",
	}
)

// moveHints say what a move does.
var moveHints = map[string]string{
	allocation.UnitWithdraw.Code: "停用的房源不能分配，恢复使用后才可以。",
	allocation.UnitReturn.Code:   "恢复使用后可以分配。",
	allocation.UnitReopen.Code:   "整修验收后转为闲置，可以再分配。",
	moveComplete:                 "移交后归该区管理，可以分配。移交不能撤销。",
}

func fmtFilter(filter string) string {
	if filter == "" {
		filter = textAll
	}
	return textFilterShown + filter
}

// fmtSums is the right side of the second line: 41 套  5,962.40 ㎡  含示例明细.
func fmtSums(units int, area allocation.Area, samples int) string {
	s := fmt.Sprintf("%s 套  %s ㎡", kit.Count(units), area)
	if samples > 0 {
		s += "  " + textSample
	}
	return s
}

func districtName(d string) string {
	if d == "" {
		return textCityPool
	}
	return d
}

func fmtPlace(u store.UnitRow) string {
	s := districtName(u.District) + " " + u.Community + " " + u.Building + " " + fmt.Sprintf("%d层", u.Floor)
	if u.Bay > 0 {
		s += fmt.Sprintf(" %d位", u.Bay)
	}
	return s
}

// fmtDays is how long a unit has been in its state: 闲置 63 天.
func fmtDays(u store.UnitRow, today civil.Date) string {
	if u.Since.IsZero() || !u.Since.Before(today) {
		return u.State.Title()
	}
	return fmt.Sprintf("%s %s 天", u.State.Title(), kit.Count(today.Sub(u.Since)))
}

func fmtSince(u store.UnitRow, today civil.Date) string {
	if u.Since.IsZero() {
		return u.State.Title()
	}
	return fmtDays(u, today) + "（自 " + u.Since.String() + "）"
}

// holderText is who holds a unit; of a unit under construction that the date beside it is its completion.
func holderText(u store.UnitRow) string {
	if u.Holder == "" && u.State == allocation.UnitBuilding && !u.Expected.IsZero() {
		return textExpected
	}
	if u.HoldKind == holdRound {
		return strings.TrimPrefix(u.Holder, u.District+" ") // the district stands beside it
	}
	return u.Holder
}

// dueOf is the date of a unit in the list: the end of the contract, or the expected completion.
func dueOf(u store.UnitRow) civil.Date {
	if u.State == allocation.UnitBuilding {
		return u.Expected
	}
	return u.Until
}

// fmtHolder is who holds a unit and until when, on one line.
func fmtHolder(u store.UnitRow) string {
	return strings.TrimSpace(holderText(u) + " " + dueOf(u).String())
}

func fmtSpan(from, to civil.Date) string {
	if to.IsZero() {
		return from.String() + " " + textToday
	}
	return from.String() + " ~ " + to.AddDays(-1).String()
}

func fmtNeighbour(u *store.UnitRow) string {
	if u == nil {
		return textNone
	}
	s := u.Number + " " + u.State.Title()
	if !u.Until.IsZero() {
		s += fmt.Sprintf("（%s 到期）", u.Until)
	}
	return s
}

func fmtMoved(title string, n int) string { return fmt.Sprintf("已办理%s：%d 套", title, n) }

func fmtDealLine(units []store.UnitRow) []string {
	var area allocation.Area
	names := make([]string, 0, 6)
	for i, u := range units {
		area += u.Area
		if i < 5 {
			names = append(names, u.Number)
		}
	}
	if len(units) > 5 {
		names = append(names, "等")
	}
	return []string{strings.Join(names, " "), fmt.Sprintf("共 %d 套，%s ㎡", len(units), area)}
}

func fmtDealTitle(title, district string, n int) string {
	if district != "" {
		title += "给" + district
	}
	return fmt.Sprintf("%s %d 套", title, n)
}

// fmtOneCannot says why several units cannot make a step together: one of them cannot.
func fmtOneCannot(number, why string) string { return number + "：" + why }

func fmtPermille(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	n := (part*2000 + whole) / (whole * 2)
	return fmt.Sprintf("%d.%d%%", n/10, n%10)
}

// fmtRun is one row of adjacent vacant units: 1层 7-8 (236.00 ㎡).
func fmtRun(floor, from, to int, area allocation.Area) string {
	return fmt.Sprintf("%d层 %d-%d (%s ㎡)", floor, from, to, area)
}

func fmtFloor(floor int) string { return fmt.Sprintf("%d层", floor) }

func fmtWaiting(a store.ApplicationRow) string {
	return fmt.Sprintf("%s  岗位 %d", a.Project, a.JobsClaimed)
}

// The form for a measured area.
const (
	textCorrections  = "更正"
	textCorrect      = "更正"
	textMeasure      = "实测面积"
	textMeasureHow   = "Ctrl+S 保存，Esc 离开并保留草稿"
	textAreaNow      = "现面积"
	textAreaNew      = "实测面积"
	textAreaHint     = "最多两位小数"
	textAreaFrom     = "起用日"
	textAreaFromHint = "不晚于今天，不早于上一次"
	textBasis        = "依据"
	textBasisHint    = "实测报告的名称或编号"
)

var textMeasureHelp = []string{
	"登记实测的建筑面积和起用的日期，从起用日起按新面积计费。",
	"原来的面积留在面积沿革里。",
}

func fmtMeasured(number string, area allocation.Area) string {
	return fmt.Sprintf("已登记 %s 的实测面积 %s ㎡", number, area)
}

// holdTitles are the kinds of hold.
var holdTitles = map[string]string{holdRound: "批次锁定", holdAward: "已分配", holdTenancy: "入驻使用"}
