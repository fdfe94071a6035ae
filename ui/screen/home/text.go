package home

import "penggai/allocation/say"

// What people read on the first page.
const (
	textNoTodo  = "今天没有待办事项"
	textReading = "正在读取.."
	textOpen    = say.Open
)
