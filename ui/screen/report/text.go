package report

// What people read about reports.
const (
	textOpen         = "打开"
	textExport       = "导出"
	textReading      = "正在读取.."
	textNothingHere  = "这里没有记录"
	textDayPrompt    = " 截至日期: "
	textFilterPrompt = " 筛选: "
)
