package deadline

import (
	"fmt"

	"penggai/allocation/civil"
)

// What people read on the calendar of deadlines.
const (
	textDeadlines  = "日程"
	textReading    = "正在读取"
	textDay        = "最后一天"
	textLeft       = "还有"
	textKind       = "事项"
	textName       = "对象"
	textNumber     = "编号"
	textDistrict   = "区"
	textNothingDue = "这段时间没有到期的事项。办理中的补正、公示、签约、开业、合同等期限会自动列在这里"
	textNoneFound  = "没有符合筛选的事项，按 Esc 清除筛选"
	textOpen       = "打开"
	textToMonth    = "选日期"
	textToList     = "回清单"
	textToday      = "今天"
	textPieces     = "件"
	textMakeUp     = "班"
	textRest       = "休"
)

// weekNames head the columns of the month, Monday first.
var weekNames = [7]string{"一", "二", "三", "四", "五", "六", "日"}

// helpCalendar explains the screen.
var helpCalendar = []string{
	"上面是一个月，每天注明到期几件；下面是所有未办完事项的最后期限，已过期的排在最前。",
	"在清单里上下移动，月历跟着走；按 Tab 到月历，用方向键选日期，PgUp PgDn 翻月，清单跟着走。",
	"休 是法定节假日，班 是调休上班；( ) 是今天，[ ] 是清单所在的那一天。",
	"期限遇节假日、周末已顺延到下一个工作日。办完的事项不再列出。",
}

func fmtLeft(days int) string {
	switch {
	case days < 0:
		return fmt.Sprintf("逾 %d 天", -days)
	case days == 0:
		return textToday
	}
	return fmt.Sprintf("%d 天", days)
}

func fmtChosen(d civil.Date, c *civil.Calendar, due int) string {
	text := fmt.Sprintf("%d年%d月  %s 周%s", d.Year(), d.Month(), d, weekNames[(int(d.Weekday())+6)%7])
	if name := c.Name(d); name != "" {
		text += " " + name
		if c.IsWorkday(d) {
			text += textMakeUp
		}
	}
	if !c.Knows(d.Year()) {
		text += "（这一年的节假日未录入，只知道周末）"
	}
	if due > 0 {
		text += fmt.Sprintf("  到期 %d 件", due)
	}
	return text
}

func fmtDue(late, ahead int, until civil.Date) string {
	return fmt.Sprintf("逾期 %d  至 %s 还有 %d", late, until, ahead)
}
