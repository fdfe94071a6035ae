package report

import (
	"fmt"

	"penggai/allocation/civil"
	"penggai/ui/kit"
)

// What people read about reports.
const (
	textReports       = "报表"
	textReport        = "报表"
	textAbout         = "内容"
	textCommandName   = "命令行名称"
	textListSummary   = "可看任意一天，数字可打开对应的房源或业户"
	textOpen          = "打开"
	textExport        = "导出"
	textDay           = "日期"
	textChart         = "图"
	textTable         = "表"
	textSort          = "排序"
	textFilter        = "筛选"
	textEarlier       = "上个月末"
	textLater         = "下个月末"
	textTake          = "确定"
	textCancel        = "取消"
	textReading       = "正在读取.."
	textNothingHere   = "这里没有记录"
	textNothingBehind = "这个数字没有可以打开的明细"
	textNoChart       = "这张报表逐条列出记录，没有图"
	textBothShown     = "表和图已经同时显示"
	textTotal         = "合计"
	textNoneYet       = "截至这一天没有记录。按 F5 换一天。"
	textNoneFound     = "没有符合筛选条件的记录。按 Esc 取消筛选。"
	textDayPrompt     = " 截至日期: "
	textDayHint       = "如 20171231、昨天、-3月"
	textBadDay        = "日期看不懂，请填 20171231、2017-12-31、昨天 或 -3月"
	textFuture        = "不能晚于今天"
	textFilterPrompt  = " 筛选: "
	textPool          = "全市在建"
	textFormat        = "格式"
	textPath          = "文件"
	textPathHint      = "可改到别的文件夹或 U 盘"
	textExportSummary = "写成文件，供表格软件打开或上报"
	fieldDistrict     = "区:"
	fieldCommunity    = "小区:"
	fieldState        = "状态:"
)

var formatTitles = map[string]string{"csv": "CSV 表格 (Excel, WPS)", "json": "JSON (供其他程序)", "text": "文本 (打印)"}

var (
	textListHelp = []string{
		"每张报表都可以按任意一天重算，同一天的数字以后再看也不变。",
		"Enter 打开报表，F7 直接导出。",
		"命令行：penggai report 名称 --format text|csv|json --as-of 日期。",
	}
	textPageHelp = []string{
		"方向键选一个数字，Enter 打开它背后的小区、房源或业户。",
		"F5 换日期（PgUp、PgDn 翻页，Ctrl+左右 换到上、下个月末）。",
		"F4 表与图切换，图画的是光标所在的一列；F6 按这一列排序。",
		"F7 导出 CSV、JSON 或文本。今天以前的数字打开的是那一天的台账。",
	}
	textExportHelp = []string{
		"CSV 为带标记的 UTF-8，Excel、WPS 直接打开；JSON 中面积以平方分米、金额以分计。",
		"不会覆盖已有文件。",
	}
)

func fmtAsOf(day civil.Date, scope string, today bool) string {
	if today {
		return fmt.Sprintf("截至 %s（今天）  %s", day, scope)
	}
	return fmt.Sprintf("截至 %s  %s", day, scope)
}

func fmtSamples(n int) string { return fmt.Sprintf("含示例明细 %s 套", kit.Count(n)) }

func fmtFilter(f string) string { return "筛选: " + f }

func fmtMore(n int) string { return fmt.Sprintf("另有 %d 行", n) }

func fmtPosition(from, to, n int) string {
	return fmt.Sprintf("%s-%s / %s", kit.Count(from), kit.Count(to), kit.Count(n))
}

func fmtLedger(part string) string { return "台账 " + part }

func fmtColumns(n int) string { return fmt.Sprintf("右边还有 %d 列", n) }

func fmtExport(title string) string { return "导出 " + title }

func fmtPath(path string) string { return "写到 " + path }

func fmtWritten(path string) string { return "已导出到 " + path }
