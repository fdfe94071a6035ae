package desk

// What measures the work list part by part needs of it.
var (
	NewTodoAsk = newTodoAsk
	TodoParts  = todoParts
)
