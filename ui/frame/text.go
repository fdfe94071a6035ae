package frame

import "penggai/allocation/say"

// What people read in the frame.
const textQuit = say.Exit

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
