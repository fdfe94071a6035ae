package ui

import "penggai/allocation/say"

// What people read in the frame.
const (
	textHome = "首页"
	textQuit = say.Exit
)

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
