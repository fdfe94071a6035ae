package takeover

// tenancyHelp says what the columns of running stays take.
var tenancyHelp = map[string]help{
	"district":  unitHelp["district"],
	"community": unitHelp["community"],
	"building":  unitHelp["building"],
	"door":      unitHelp["door"],
	"number":    {text: "已有房源编号的可以只填编号。", examples: []string{"", ""}, plain: true, width: 18},
	"area":      {text: "平方米；房源台账里没有这套时必填。", examples: []string{"142.35", "96.20"}},
	"name":      {need: true, text: "承租人：个人姓名或单位名称。一户几套的，每套一行。", examples: []string{"示例甲", "示例乙商贸有限公司"}, width: 20},
	"identity":  {text: "个人身份证号，单位统一社会信用代码；设为文本，不要让表格改成数字。", examples: []string{"", ""}, plain: true, width: 22},
	"head":      {text: "单位的法定代表人。", examples: []string{"", "示例丙"}},
	"phone":     {text: "手机或带区号的座机。", examples: []string{"13900000000", "0469-4234567"}, plain: true, width: 15},
	"project":   {text: "经营什么。", examples: []string{"日用品零售", "家政服务"}},
	"signed":    {need: true, text: "第一份合同的签订日期，优惠从这天起算。", examples: []string{"2018-01-03", "2018-02-05"}, plain: true, width: 14},
	"until":     {text: "现在这份合同到哪一天；每期 3 年。", examples: []string{"2021-01-02", "2024-02-04"}, plain: true, width: 14},
	"renewed":   {text: "续签过的，填续签日期。", examples: []string{"", "2021-01-20"}, plain: true, width: 14},
	"jobs":      {text: "合同承诺的岗位。", examples: []string{"2", "6"}},
	"verified":  {text: "上次核实的岗位。", examples: []string{"2", "5"}},
	"assessed":  {text: "上次考核的日期，下次考核从这里推算。", examples: []string{"2020-11-20", "2020-11-20"}, plain: true, width: 14},
	"opened":    {text: "开业日期；还没开业的空着。", examples: []string{"2018-02-01", "2018-03-01"}, plain: true, width: 14},
	"waived":    {text: "有 或 无；没有这一列的按都减免。", examples: []string{"有", "有"}, choices: fixed("有", "无")},
	"paid":      {text: "到现在一共缴了多少元。", examples: []string{"0", "3560.00"}},
}
