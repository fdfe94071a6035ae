package report

import "penggai/allocation/say"

// What people read about reports.
const (
	textOpen         = say.Open
	textExport       = say.Export
	textReading      = "正在读取.."
	textNothingHere  = "这里没有记录"
	textDayPrompt    = " 截至日期: "
	textFilterPrompt = " 筛选: "
)
