package deadline

import "penggai/allocation/say"

// What people read on the calendar of deadlines.
const (
	textToday  = say.Today
	textMakeUp = "班"
)

// weekNames head the columns of the month, Monday first.
var weekNames = [7]string{"一", "二", "三", "四", "五", "六", "日"}
