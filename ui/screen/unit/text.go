package unit

import "penggai/allocation/say"

// What people read on the screens of units.
const (
	textUnits     = say.Unit
	textBuilding  = "楼栋图"
	textAll       = say.All
	textReading   = say.Loading
	textDistrict  = say.District
	textCommunity = say.Community
	textHouse     = say.Building
	textArea      = say.Area
	textAreaUnit  = "面积 ㎡"
	textState     = say.State
	textHolder    = say.Tenant
	textUntil     = "到期"
	textExpected  = "预计竣工"
	textLeft      = "左邻"
	textRight     = "右邻"
	textNone      = say.None
	textOverdue   = "已超期"
	textOpen      = say.Details
	textNoUnit    = "没有选中的房源"
)
