package oversight

import (
	"slices"
	"strings"

	"penggai/allocation/say"
)

// Clause is a clause of 双政办规〔2017〕13号 that may not have been kept.
type Clause struct {
	Number string // 四(五)3
	About  string // in a few words
}

// Clauses are all of them, in their order.
func Clauses() []Clause {
	return []Clause{
		{"一", "房产来源，产权国有，只在合同期限内使用"},
		{"二", "经营主体：固定住所、固定资产，优先群体"},
		{"三", "经营范围"},
		{"三.1", "前景好，有效益，可操作"},
		{"三.2", "符合法律法规"},
		{"三.3", "服从统一管理，三个月内营业"},
		{"三.4", "注册、资金、纳税在双鸭山市"},
		{"三.5", "带动就业"},
		{"三.6", "不是市区内现有企业转移搬迁"},
		{"三.7", "产业政策支持的优先"},
		{"四", "各区政府实施，市各部门督办检查"},
		{"四(一)", "入驻申请"},
		{"四(二)", "材料审查和论证评审"},
		{"四(三)", "按带动就业人数分配面积"},
		{"四(四)", "签合同三年，公证和备案"},
		{"四(五)", "日常管理，定期监督考评，退出机制"},
		{"四(五)1", "违法违规被追究责任的退出"},
		{"四(五)2", "期满或申请不再使用的退出"},
		{"四(五)3", "考核不合格、弄虚作假、转租转借的退出"},
		{"四(五)4", "破产或无法继续经营的退出"},
		{"四(五)5", "区政府认定其他原因的退出"},
		{"五", "优惠政策"},
		{"五(一)", "房租、水费、供热费、物业费前三年免、后三年半"},
		{"五(一)1", "房租"},
		{"五(一)2", "水费"},
		{"五(一)3", "供热费、物业费"},
		{"五(二)", "电价"},
		{"五(三)", "营业执照当日登记"},
		{"五(四)", "燃气费工程建设费用"},
		{"五(五)", "培训、招聘、小额担保贷款"},
		{"五(六)", "大学生办民办培训学校"},
		{"六", "工作要求"},
		{"六(一)", "细则、负责人、考核办法、法律顾问"},
		{"六(二)", "纪律，商服主体完好"},
		{"六(三)", "示范引领"},
		{"附件", "入驻项目明细"},
	}
}

// plainClause is a clause as people write it, in the way of the list.
var plainClause = strings.NewReplacer("（", "(", "）", ")", " ", "", "　", "", "．", ".", "、", ".", "第", "", "条", "", "项", "")

// FindClause finds a clause by its number as people write it: 四（五） 3. Errors: ErrFindingClause.
func FindClause(text string) (c Clause, bad *say.Refusal) {
	number := plainClause.Replace(text)
	i := slices.IndexFunc(Clauses(), func(c Clause) bool { return c.Number == number })
	switch {
	case number == "":
		return c, ErrFindingClause
	case i < 0:
		return c, ErrFindingClause.Textf("双政办规〔2017〕13号里没有“%s”这一条，请从条款清单里选", text).With(text)
	}
	return Clauses()[i], nil
}
