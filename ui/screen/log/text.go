package log

import (
	"fmt"

	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read about the log.
const (
	textLog       = "日志"
	textSeq       = "序号"
	textDay       = "日期"
	textTime      = "时间"
	textWhen      = "日期时间"
	textActor     = "办理人"
	textTitle     = "事项"
	textSubject   = "对象"
	textReason    = "理由"
	textAction    = "代码"
	textOpen      = "详情"
	textVerify    = "核验"
	textFilter    = "筛选: "
	textAll       = "全部"
	textNone      = "还没有日志"
	textNoneFound = "没有符合筛选条件的日志"
	textNoneHow   = "Esc 清除筛选；可写 事项:签约 办理人:周 日期:2021-03"
	textNoRows    = "这一条没有改动数据"
	textMoreRows  = "这一条改动的行太多，只列出开头的一部分"
	textMoreBelow = "下面还有，Enter 看全部"
	textNotYours  = "日志由审计、系统管理员、督办和分管领导查看"
	textStopped   = "核验已停止，没有得出结论"
	textAllGood   = "全部通过：日志没有被改过，现有数据与日志一致。"
	textNotGood   = "没有通过：有人绕过程序改过数据，或文件有损坏。请停止办理，把数据文件夹另存一份，并报告审计人员。"
)

func fmtEntry(seq int64) string { return fmt.Sprintf("日志第 %d 条", seq) }

func fmtCount(n int) string { return kit.Count(n) + " 条" }

func fmtWhen(day civil.Date, at string) string {
	if len(at) < 19 {
		return day.String()
	}
	if at[:10] == day.String() {
		return at[:10] + " " + at[11:19]
	}
	return fmt.Sprintf("%s（电脑时间 %s %s）", day, at[:10], at[11:19])
}

// fmtRow names a row: 账号 3; deleted ones say so.
func fmtRow(c store.LogChange) string {
	name, ok := tableTitles[c.Table]
	if !ok {
		name = c.Table
	}
	if c.Gone {
		return fmt.Sprintf("%s %d（已删除）", name, c.ID)
	}
	return fmt.Sprintf("%s %d", name, c.ID)
}

// stageTitle says what a verification is doing.
func stageTitle(stage string) string {
	switch stage {
	case "chain":
		return "正在逐条核对日志链"
	case "rows":
		return "正在逐行核对现有数据"
	}
	return "正在重算已确认的批次"
}

var help = []string{
	"每一次办理都在这里留一条，写明谁、何时、办什么、为什么，不能改也不能删。",
	"Enter 看这一条改动了哪些数据；F3 筛选，可写 事项:、办理人:、对象:、理由:、日期:、序号:。",
	"F5 核验：逐条核对日志链，逐行核对现有数据，重算已确认的批次。绕过程序的改动会被发现。",
}
