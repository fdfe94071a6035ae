package report

import "penggai/allocation/say"

// Headings of columns.
const (
	textM2        = "㎡"
	textDays      = "天"
	textDistrict  = say.District
	textLast      = "合同到期日"
	textUnits     = say.UnitCount
	textArea      = say.Area
	textTenancy   = say.TenancyNumber
	textApplicant = say.Applicant
	textYuan      = say.Yuan
)
