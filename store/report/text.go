package report

// Headings of columns.
const (
	textM2        = "㎡"
	textDays      = "天"
	textDistrict  = "区"
	textLast      = "合同到期日"
	textUnits     = "套数"
	textArea      = "面积"
	textTenancy   = "入驻编号"
	textApplicant = "主体"
	textYuan      = "元"
)
