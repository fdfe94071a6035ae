package allocation

// The refusals of this package, by noun: what people read when the policy or the program says no.

// Numbers as people type them.
var (
	ErrBadMoney = Refuse("bad_money", "金额看不懂，请按元填写，最多两位小数，如 1518.40")
	ErrBadArea  = Refuse("bad_area", "面积看不懂，请按平方米填写，最多两位小数，如 142.35")
)
