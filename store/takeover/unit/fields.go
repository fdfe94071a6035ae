package unit

import (
	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
)

// Fields are the columns of a ledger of premises.
var Fields = []sheet.Field{
	{Key: "row", Title: "序号", Names: []string{"顺序", "排序"}, Skipped: true},
	{Key: "district", Title: "区", Names: []string{"所在区", "区县", "所属区", "行政区", "辖区"}, Carry: true},
	{Key: "community", Title: say.Community, Names: []string{"小区名称", "所在小区", "居住区", "项目名称", "楼盘", "项目小区", "园区", "地段"}, Carry: true},
	{Key: "building", Title: say.Building, Names: []string{"楼号", "栋号", "幢号", "楼", "栋", "幢", "楼栋号", "楼座", "座号", "楼幢"}, Carry: true},
	{Key: "door", Title: "门牌", Names: []string{"门牌号", "房号", "门市号", "门市房号", "商服号", "室号", "房间号", "房屋号", "商铺号", "单元房号", "号码", "门号", "户号"}, Need: true},
	{Key: "number", Title: engine.TextFieldNumber, Names: []string{"房源编号", "房屋编号", "商服编号", "资产编号", "统一编号"}},
	{Key: "floor", Title: "楼层", Names: []string{"层", "所在层", "所在楼层", "层数", "层次"}},
	{Key: "area", Title: "建筑面积", Names: []string{"面积", "房屋面积", "商服面积", "实测面积", "产权面积", "使用面积", "套内面积", "平方米", "㎡"}, Need: true},
	{Key: "state", Title: "使用状态", Names: []string{"状态", "现状", "使用情况", "使用现状", "房屋状态", "目前状态", "是否空置", "是否闲置", "是否使用", "是否在用", "是否出租", "是否占用"}},
	{Key: "usage", Title: "用途", Names: []string{"规划用途", "房屋用途", "设计用途", "使用用途"}},
	{Key: "source", Title: "来源", Names: []string{"房源来源", "项目来源", "资金来源"}},
	{Key: "certificate", Title: "权证号", Names: []string{"产权证号", "房产证号", "不动产权证号", "产权证", "房产证", "权证编号"}},
	{Key: "address", Title: "坐落", Names: []string{"地址", "房屋坐落", "座落", "详细地址", "具体位置"}},
	{Key: "tags", Title: say.Tags, Names: []string{"设施", "配套", "配套设施"}},
	{Key: "tag:" + say.Plumbing, Title: "有无上下水", Names: []string{"上下水", "有无水", "是否有上下水", "给排水"}},
	{Key: "tag:临街", Title: "是否临街", Names: []string{"临街", "临街否"}},
	{Key: "tag:转角", Title: "是否转角", Names: []string{"转角"}},
	{Key: "tag:燃气", Title: "有无燃气", Names: []string{"燃气", "天然气", "是否通燃气"}},
	{Key: "tag:三相电", Title: "有无三相电", Names: []string{"三相电", "动力电", "是否三相电"}},
	{Key: "note", Title: say.Remark, Names: []string{"说明", "备 注", "其他说明"}},
}

// PlaceFields are the columns by which a unit is found, or made.
func PlaceFields() []sheet.Field {
	var out []sheet.Field
	for _, f := range Fields {
		switch f.Key {
		case "row", "district", "community", "building", "door", "number", "floor", "area", "usage", "certificate":
			f.Need = f.Key == "door"
			out = append(out, f)
		case "address":
			f.Names = []string{"房屋坐落", "座落"}
			out = append(out, f)
		}
	}
	return out
}

var Help = map[string]ledger.Help{
	"district":    {Need: true, Text: "所在的区。", Examples: []string{"尖山区", "尖山区"}, Choices: ledger.Fixed(allocation.DistrictNames()...)},
	"community":   {Need: true, Text: "小区目录里的名称；目录没有的先登记。", Examples: []string{"南市区", "南市区"}, Choices: ledger.CommunityNames, Width: 14},
	"building":    {Need: true, Text: "楼号，如 1号楼。", Examples: []string{"1号楼", "1号楼"}},
	"door":        {Need: true, Text: "门牌，如 101；同一栋楼里不能重复。没有编号的，按小区、楼栋、门牌认定是哪一套。", Examples: []string{"101", "201"}, Plain: true},
	"number":      {Text: "已有编号才填；空着的由程序编号，台账的叫法留作原编号。", Examples: []string{"", ""}, Plain: true, Width: 18},
	"floor":       {Text: "1、2、-1；地下一层填 -1，跨层的填 1-2层。", Examples: []string{"1", "2"}},
	"area":        {Need: true, Text: "平方米，最多两位小数，如 142.35。", Examples: []string{"142.35", "96.20"}},
	"state":       {Text: "闲置、使用中、停用。使用中的再导入在租合同。", Examples: []string{"闲置", "使用中"}, Choices: ledger.Fixed("闲置", "使用中", "停用")},
	"usage":       {Text: "规划或登记的用途。", Examples: []string{"商业服务", "商业服务"}},
	"source":      {Text: "棚改 或 沉治。", Examples: []string{"棚改", "棚改"}, Choices: ledger.Fixed("棚改", "沉治")},
	"certificate": {Text: "不动产权证号，没有的空着。", Examples: []string{"", ""}, Plain: true, Width: 20},
	"address":     {Text: "权证或路牌上的地址。", Examples: []string{"", ""}, Width: 24},
	"tags":        {Text: "临街、转角、燃气等，用顿号隔开。", Examples: []string{"临街", ""}},
	"note":        {Text: "留作这一套的附注；不写完整证件号。", Examples: []string{"", ""}, Width: 20},
	"tag:上下水":     {Text: "有 或 无，也可打 √。", Examples: []string{"有", "无"}, Choices: ledger.Fixed("有", "无")},
}
