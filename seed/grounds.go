package seed

import "penggai/allocation"

// ExitGrounds are the five grounds of 四(五). Grounds 1 and 3 end the free use on the day of the decision.
func ExitGrounds() []allocation.ExitGround {
	return []allocation.ExitGround{
		{Number: 1, Name: "违法违规被追究责任", StopsWaiver: true, Evidence: "有关部门追究责任的文书", Source: clause2017("四(五)1")},
		{Number: 2, Name: "期满不再使用", Applied: true, Evidence: "退出申请", Source: clause2017("四(五)2")},
		{Number: 3, Name: "考核不合格或弄虚作假", StopsWaiver: true, Evidence: "不合格的考核结论或督办认定", Source: clause2017("四(五)3")},
		{Number: 4, Name: "破产或无法继续经营", Applied: true, Evidence: "退出申请", Source: clause2017("四(五)4")},
		{Number: 5, Name: "区政府认定不适合继续入驻", Evidence: "区政府的认定", Source: clause2017("四(五)5")},
	}
}
