package tenancy

import (
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/unit"
)

// tenancyHelp says what the columns of running stays take.
var tenancyHelp = map[string]ledger.Help{
	"district":    unit.Help["district"],
	"community":   unit.Help["community"],
	"building":    unit.Help["building"],
	"door":        unit.Help["door"],
	"number":      {Text: "已有房源编号的可以只填编号。", Examples: []string{"", ""}, Plain: true, Width: 18},
	"area":        {Text: "平方米；房源台账里没有这套时必填。", Examples: []string{"142.35", "96.20"}},
	"name":        {Need: true, Text: "承租人：个人姓名或单位名称。一户几套的，每套一行。", Examples: []string{"示例甲", "示例乙商贸有限公司"}, Width: 20},
	"identity":    {Text: "个人身份证号，单位统一社会信用代码；设为文本，不要让表格改成数字。", Examples: []string{"", ""}, Plain: true, Width: 22},
	"head":        {Text: "单位的法定代表人。", Examples: []string{"", "示例丙"}},
	"phone":       {Text: "手机或带区号的座机。", Examples: []string{"13900000000", "0469-4234567"}, Plain: true, Width: 15},
	"project":     {Text: "经营什么。", Examples: []string{"日用品零售", "家政服务"}},
	"signed":      {Need: true, Text: "第一份合同的签订日期，优惠从这天起算。", Examples: []string{"2018-01-03", "2018-02-05"}, Plain: true, Width: 14},
	"until":       {Text: "现在这份合同到哪一天；每期 3 年。", Examples: []string{"2021-01-02", "2024-02-04"}, Plain: true, Width: 14},
	"renewed":     {Text: "续签过的，填续签日期。", Examples: []string{"", "2021-01-20"}, Plain: true, Width: 14},
	"jobs":        {Text: "合同承诺的岗位。", Examples: []string{"2", "6"}},
	"verified":    {Text: "上次核实的岗位。", Examples: []string{"2", "5"}},
	"assessed":    {Text: "上次考核的日期，下次考核从这里推算。", Examples: []string{"2020-11-20", "2020-11-20"}, Plain: true, Width: 14},
	"opened":      {Text: "开业日期；还没开业的空着。", Examples: []string{"2018-02-01", "2018-03-01"}, Plain: true, Width: 14},
	"water_trade": {Text: "洗浴、洗车等以用水为主的打 √：水费不减免。", Examples: []string{"", ""}, Choices: ledger.Fixed("√")},
	"waived":      {Text: "有 或 无；没有这一列的按都减免。", Examples: []string{"有", "有"}, Choices: ledger.Fixed("有", "无")},
	"keys_water":  {Text: "交钥匙那天水表的立方米数。", Examples: []string{"12", ""}},
	"read_on":     {Text: "最近一次抄表的日期，与水表读数一起填。", Examples: []string{"2021-01-05", ""}, Plain: true, Width: 14},
	"water":       {Text: "最近一次抄到的立方米数；历次读数另导入水表读数。", Examples: []string{"128.5", ""}},
	"paid":        {Text: "到现在一共缴了多少元，没有缴过的填 0；此前的账单由价格和面积补出。历次缴费另导入缴费流水的，这里空着。", Examples: []string{"", "3560.00"}},
	"paid_on":     {Text: "最近一次缴费的日期；空着：今天。", Examples: []string{"", "2021-01-08"}, Plain: true, Width: 14},
	"owed":        {Text: "不知道缴过多少的，填到某天还欠多少元，没有欠的填 0：此前已缴的由账单算出。", Examples: []string{"513.00", ""}},
	"owed_on":     {Text: "欠费余额是哪天的；空着：今天。", Examples: []string{"2020-12-31", ""}, Plain: true, Width: 14},
	"note":        {Text: "留作这一户的附注；不写完整证件号。", Examples: []string{"", ""}, Width: 20},
}
