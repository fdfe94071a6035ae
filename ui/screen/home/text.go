package home

import (
	"fmt"
	"time"

	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the first page.
const (
	textHome        = "首页"
	textTodo        = "今日待办"
	textOthers      = "其他岗位"
	textUse         = "各区使用情况"
	textLatest      = "最近办理"
	textNoTodo      = "今天没有待办事项"
	textAlone       = "本单位还只有系统管理员一个账号。按 Enter 打开系统，再按 F2 新增账号：受理员、审核员、分管领导、管理员各一个，就可以登记申请了。"
	textIdleIntake  = "有人来申请，按 F2 登记；F3 查找已有的申请和入驻，F4 看以后到期的事。"
	textIdle        = "F3 查找申请、入驻和房源，F4 看以后到期的事，F10 列出全部去处。"
	textReading     = "正在读取.."
	textNoBackup    = "还没有备份"
	textOpen        = "打开"
	textRegister    = "登记申请"
	textFind        = "查找"
	textClose       = "关闭"
	textReports     = "报表"
	textDeadlines   = "日程"
	textToDistricts = "看各区"
	textToTodo      = "看待办"
	textAgain       = "重新读取"
	textFindTitle   = "查找房源、申请、入驻"
	textFindHint    = "汉字、拼音首字母、编号都可以"
	textWholeList   = "全部"
	textUnits       = "房源"
	textApplication = "申请"
	textTenancies   = "入驻"
	textNothing     = "没有找到，按退格修改"
	fieldDistrict   = "区:"
)

var textHelp = []string{
	"左边是今天要办的事，本人岗位的在前；按 Enter 打开对应的列表。",
	"右边是各区房源使用率（使用中 ÷ 闲置、锁定、使用中、整修之和），Tab 或左右键切换。",
	"F3 在房源、申请、入驻中一起查找。",
	"最下一行是最近一次备份和日志的末条编号。",
}

func fmtSummary(mine, others int) string {
	return fmt.Sprintf("本人待办 %d 项  其他岗位 %d 项", mine, others)
}

func fmtStock(finished int64, samples int) string {
	text := fmt.Sprintf("已建成 %s 套", kit.Count(finished))
	if samples > 0 {
		text += "  含示例明细"
	}
	return text
}

func fmtFinished(n int64) string { return fmt.Sprintf("已建成 %s 套", kit.Count(n)) }

func fmtPool(n int64) string { return fmt.Sprintf("在建 %s 套，待移交各区", kit.Count(n)) }

func fmtOf(part, whole int64) string { return kit.Count(part) + "/" + kit.Count(whole) }

func fmtCommunities(district string) string { return district + "各小区" }

func fmtBelow(n int) string { return fmt.Sprintf("下面还有 %d 行 ", n) }

func fmtBackup(at time.Time, today civil.Date) string {
	layout := "2006-01-02 15:04"
	if at.Year() == today.Year() {
		layout = "01-02 15:04"
	}
	return "备份 " + at.Format(layout)
}

func fmtHead(h store.Head) string { return fmt.Sprintf("日志至第 %s 条", kit.Count(h.Seq)) }

// dayText is the day of an entry, without the year when that is this one.
func dayText(e store.LogEntry, today civil.Date) string {
	if e.Day.Year() == today.Year() {
		return e.Day.String()[5:]
	}
	return e.Day.String()
}

func fmtFound(place string, n int) string { return fmt.Sprintf("%s %s 条", place, kit.Count(n)) }
