package home

// What people read on the first page.
const (
	textNoTodo  = "今天没有待办事项"
	textReading = "正在读取.."
	textOpen    = "打开"
)
