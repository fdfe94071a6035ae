package unit

// What people read on the screens of units.
const (
	textUnits     = "房源"
	textBuilding  = "楼栋图"
	textAll       = "全部"
	textReading   = "正在读取"
	textDistrict  = "区"
	textCommunity = "小区"
	textHouse     = "楼栋"
	textArea      = "面积"
	textAreaUnit  = "面积 ㎡"
	textState     = "状态"
	textHolder    = "承租人"
	textUntil     = "到期"
	textExpected  = "预计竣工"
	textLeft      = "左邻"
	textRight     = "右邻"
	textNone      = "无"
	textOverdue   = "已超期"
	textOpen      = "详情"
	textNoUnit    = "没有选中的房源"
)
