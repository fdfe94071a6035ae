package ui

import (
	"fmt"

	"penggai/allocation/civil"
)

// What people read in the frame.
const (
	textProgram   = "棚改商服"
	textDemo      = "演示"
	textMenu      = "菜单"
	textMenuTitle = "菜单（输入汉字、拼音或首字母）"
	textHome      = "首页"
	textHelp      = "帮助"
	textBack      = "返回"
	textQuit      = "退出"
	textUndo      = "撤销"
	textMouse     = "鼠标开关"
	textMouseOff  = "鼠标已交还终端，可以划选复制；再按 Ctrl+T 恢复"
	textMouseOn   = "鼠标可以点选和滚动"
	textBroken    = "这个页面现在画不出来。按 Esc 返回上一页，别的页面不受影响。"
	textQuitAll   = "退出程序"
	textQuitSure  = "退出程序。已保存的内容都在。"
	textQuitDirty = "有一张表填了一半还没有保存。草稿会保留，下次打开同一张表时接着填；没有草稿的内容会丢失。"

	fmtUndoHint = "    Ctrl+Z 撤销"
)

// helpHabits are the keys that mean the same everywhere.
var helpHabits = []string{
	"",
	"方向键或 h j k l 移动，PgUp PgDn 或 u d 翻页，Home End 或 g G 到头到尾",
	"中文输入法打开时字母键到不了程序：请用功能键，或用 ？ ： 、 ／",
	"按不动的键会说明原因。鼠标可以点选、滚动、点表头排序、点最下一行的键",
}

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// fmtDay is the day in the bar: 2021-03-15 周一; empty for the zero date.
func fmtDay(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + " " + weekdays[d.Weekday()]
}

func fmtHelpTitle(title string) string { return title + " 帮助" }

func fmtImpossible(label, why string) string { return label + "：" + why }

func fmtNoKey(key string) string {
	return key + " 在这里没有用处；可用的键见最下一行，按 F1 看全部"
}

func fmtNoPlace(place string) string { return fmt.Sprintf("没有这个地方：%s", place) }

func fmtTooSmall(w, h, minW, minH int) string {
	return fmt.Sprintf("窗口太小：现在 %d 列 %d 行，至少要 %d 列 %d 行。请放大窗口，已填的内容都在。Ctrl+C 退出。", w, h, minW, minH)
}

// The places in the menu after the contract: supervision.
const (
	textAssessments    = "考核"
	textAssessmentsDue = "考核到期"
	textSupports       = "帮扶"
	textFindings       = "督办"
)

// The places in the menu.
const (
	textUnits        = "房源"
	textApplications = "申请"
	textApplicants   = "主体"
	textRounds       = "分配批次"
	textAwards       = "分配结果"
	textTenancies    = "入驻"
	textFees         = "价格与费用"
	textBills        = "账单"
	textPayments     = "缴费"
	textBenefits     = "优惠"
	textExits        = "退出"
	textCorrections  = "更正"
	textDeadlines    = "日程"
	textDocuments    = "文书"
	textReports      = "报表"
	textLog          = "日志"
	textSystem       = "系统"
	textAccount      = "我的账号"
)

// fmtUndoBy names the key that takes the move back of which the answer line speaks.
func fmtUndoBy(key string) string { return "    " + key + " 撤销" }
