package report

// The places where records of reports are shown.
const (
	placeUnit    = "unit"
	placeTenancy = "tenancy"
)

// Definitions are the reports that there are, in the order of their list.
func Definitions() []Definition {
	return []Definition{
		{"occupancy", "各区使用情况", "各区房源按状态的套数、面积和使用率", occupancy},
		{"communities", "各小区使用情况", "各小区房源按状态的套数、面积和使用率", communities},
		{"vacancy", "闲置情况", "各小区闲置房源和闲置天数", vacancy},
		{"ledger", "房源台账", "逐套列出状态、面积、承租人和合同到期日", ledger},
		{"jobs", "带动就业", "各区按行业的申报、认定、合同约定和核实岗位", jobs},
		{"sectors", "行业分布", "在用户按行业的户数、套数、面积和岗位", sectors},
		{"groups", "创业群体", "各类创业群体的申请、认定、入驻和岗位（二）", groups},
		{"waived", "减免情况", "各区按年度和费用的市场价、应缴和减免（五(一)）", waived},
		{"expiring", "合同到期", "将到期和超期占用的合同", expiring},
		{"unopened", "逾期未开业", "交接后三个月内未开业的经营者（三.3）", unopened},
		{"exits", "退出情况", "按五种情形统计的退出（四(五)）", exits},
	}
}
