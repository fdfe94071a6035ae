package allocation

// The refusals of this package, by noun: what people read when the policy or the program says no.

// Numbers as people type them.
var (
	ErrBadMoney = Refuse("bad_money", "金额看不懂，请按元填写，最多两位小数，如 1518.40")
	ErrBadArea  = Refuse("bad_area", "面积看不懂，请按平方米填写，最多两位小数，如 142.35")
)

// Units.
var (
	ErrUnknownDistrict  = Refuse("unknown_district", "没有这个区，可填 尖山区、岭东区、四方台区、宝山区")
	ErrUnknownUnitState = Refuse("unknown_unit_state", "没有这种房源状态，可填 在建、闲置、停用、已锁定、使用中、收回整修")
	ErrUnitMove         = Refuse("unit_move", "房源现在的状态不能这样办理")
	ErrUnitNoDistrict   = Refuse("unit_no_district", "房源还没有移交给区，请先办理竣工移交")
)

// unitMoveText takes the state, the move and the states that allow it.
const unitMoveText = "房源现在是%s，不能办理%s；只有%s的房源可以"

var unitStateWords = map[UnitState]struct{ title, short, letter string }{
	UnitBuilding:   {"在建", "在建", "B"},
	UnitVacant:     {"闲置", "闲置", "V"},
	UnitWithdrawn:  {"停用", "停用", "W"},
	UnitReserved:   {"已锁定", "锁定", "R"},
	UnitOccupied:   {"使用中", "使用", "O"},
	UnitRecovering: {"收回整修", "整修", "C"},
}
