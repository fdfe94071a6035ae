package seed

import (
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
)

// DemoAssessment is one assessment of a demonstration tenancy that departs from what DemoAssessed says of all.
type DemoAssessment struct {
	Applicant  string
	Day        civil.Date
	Short      int64  // jobs fewer than contracted
	Bad        string // code of the point that is answered with no; empty: none
	Remark     string // to it
	Conclusion oversight.Conclusion
	Reason     string
	Rectify    string

	Extended  civil.Date // the approver gives more time on the day of the deadline, up to this one; none: he does not
	Inspected civil.Date // none: not yet
	Found     string
	Passed    bool
	Confirmed civil.Date // 不合格 confirmed by the approver; none: not yet
}

// DemoAssessed says on which anniversary of its signing a tenancy was assessed last when nothing else happened to it: some
// districts are behind, so that there is something overdue. 0 for none.
func DemoAssessed(applicant string, years int) int {
	switch applicant {
	case "职达人力资源有限公司（示例）", // the third is overdue
		"康宁养老服务中心（示例）", "安居物业信息服务有限公司（示例）": // the third is late, and among those below
		return min(years, 2)
	case "北苑会计服务有限公司（示例）": // never assessed
		return 0
	}
	return years
}

// DemoAssessments lists them by day.
func DemoAssessments() []DemoAssessment {
	return []DemoAssessment{
		{
			Applicant: "速印广告设计有限公司（示例）", Day: civil.On(2020, 3, 20), Short: 6, Bad: "scope", Remark: "改作仓库，没有开展广告业务（示例）",
			Conclusion: oversight.ConclusionRectify, Reason: "经营者承诺恢复原经营范围，给予一次整改机会（示例）", Rectify: "恢复广告设计经营，岗位补足（示例）",
			Inspected: civil.On(2020, 5, 12), Found: "仍作仓库，岗位没有补足（示例）", Confirmed: civil.On(2020, 5, 18),
		},
		{
			Applicant: "青苗软件开发团队（示例）", Day: civil.On(2020, 6, 10), Short: 2, Conclusion: oversight.ConclusionRectify,
			Rectify: "补足 2 个岗位（示例）", Inspected: civil.On(2020, 7, 6), Found: "已补招 2 人，社保已缴（示例）", Passed: true,
		},
		{
			Applicant: "康宁养老服务中心（示例）", Day: civil.On(2021, 1, 20), Bad: "premises", Remark: "消防通道被杂物占用，一处墙面开裂（示例）",
			Conclusion: oversight.ConclusionRectify, Rectify: "清理通道，修补墙面（示例）", Extended: civil.On(2021, 3, 1),
		},
		{
			Applicant: "安居物业信息服务有限公司（示例）", Day: civil.On(2021, 3, 2), Short: 4, Conclusion: oversight.ConclusionRectify,
			Rectify: "补足 4 个岗位或说明变更（示例）",
		},
		{
			Applicant: "安吉快递服务站（示例）", Day: civil.On(2021, 3, 3), Bad: "sublet", Remark: "西侧一间转给他人摆摊（示例）",
			Conclusion: oversight.ConclusionFail, Reason: "转租属实，有租金收据（示例）", Confirmed: civil.On(2021, 3, 9),
		},
		{
			Applicant: "云上数据处理团队（示例）", Day: civil.On(2021, 3, 11), Short: 5, Bad: "scope", Remark: "改卖日用百货（示例）",
			Conclusion: oversight.ConclusionFail, Reason: "擅自更改经营范围，核查两次均未恢复（示例）",
		},
	}
}

// DemoSupport is one difficulty of a demonstration tenant.
type DemoSupport struct {
	Applicant string
	Day       civil.Date
	Kind      oversight.SupportKind
	Need      string
	Handler   string
	Steps     []oversight.SupportStep
	Closed    civil.Date // none: open
	Result    string
	Void      string // reason of 作废, on the day of Closed
}

// DemoSupports lists them by day.
func DemoSupports() []DemoSupport {
	return []DemoSupport{
		{
			Applicant: "平安清洁服务有限公司（示例）", Day: civil.On(2019, 6, 3), Kind: oversight.SupportWorkers, Need: "夏季缺保洁员 6 人（示例）", Handler: "区人社局",
			Steps: []oversight.SupportStep{
				{Day: civil.On(2019, 6, 10), Note: "发布招聘信息，推荐就业困难人员 9 人（示例）"}, {Day: civil.On(2019, 6, 21), Note: "录用 5 人（示例）"},
			},
			Closed: civil.On(2019, 7, 2), Result: "录用 6 人，均已签合同（示例）",
		},
		{
			Applicant: "北方家政服务有限公司（示例）", Day: civil.On(2020, 11, 9), Kind: oversight.SupportRepair, Need: "卫生间漏水（示例）", Handler: "区住建局",
			Steps:  []oversight.SupportStep{{Day: civil.On(2020, 11, 12), Note: "现场查看，管件老化（示例）"}},
			Closed: civil.On(2020, 11, 20), Result: "已更换管件，不再漏水（示例）",
		},
		{
			Applicant: "明日少儿艺术培训中心（示例）", Day: civil.On(2021, 1, 11), Kind: oversight.SupportPermits, Need: "办学许可迟迟没有办下来（示例）", Handler: "区政府",
			Steps: []oversight.SupportStep{
				{Day: civil.On(2021, 1, 15), Note: "材料齐全，消防意见缺（示例）", Handler: "区教育局"}, {Day: civil.On(2021, 2, 24), Note: "消防已验收，等教育局发证（示例）"},
			},
		},
		{
			Applicant: "长安职业技能培训学校（示例）", Day: civil.On(2021, 2, 1), Kind: oversight.SupportTraining, Need: "重复登记（示例）", Handler: "区人社局",
			Closed: civil.On(2021, 2, 2), Void: "与前一件重复（示例）",
		},
		{
			Applicant: "何示例", Day: civil.On(2021, 2, 22), Kind: oversight.SupportFunds, Need: "进货周转缺 5 万元（示例）", Handler: "区人社局",
			Steps: []oversight.SupportStep{{Day: civil.On(2021, 3, 1), Note: "已受理创业担保贷款申请（示例）"}},
		},
		{
			Applicant: "北苑会计服务有限公司（示例）", Day: civil.On(2021, 3, 9), Kind: oversight.SupportTraining, Need: "新员工需会计实务培训（示例）", Handler: "区人社局",
		},
	}
}

// DemoFinding is one finding of the supervisor: on a tenancy (its applicant), or on a district as a whole.
type DemoFinding struct {
	Applicant string // of the tenancy; empty: the district
	Noun      oversight.FindingNoun
	District  string
	Body      string
	Day       civil.Date
	Text      string
	Clause    string
	AnswerBy  civil.Date
	Answers   []oversight.FindingAnswer // each is followed by a Return but the last
	Return    string                    // what was missing in the first answer, on the day after it
	ReturnBy  civil.Date
	Closed    civil.Date
	Withdrawn string // reason, on the day of Closed
}

// DemoFindings lists them by day.
func DemoFindings() []DemoFinding {
	return []DemoFinding{
		{
			Noun: oversight.FindingDistrict, District: "岭东区", Body: "市人社局", Day: civil.On(2020, 11, 5),
			Text: "部分合同没有约定岗位数的核实办法（示例）", Clause: "四(三)", AnswerBy: civil.On(2020, 11, 20),
			Answers: []oversight.FindingAnswer{
				{Day: civil.On(2020, 11, 16), Text: "正在补签（示例）", Document: "岭东区示例函〔2020〕7号"},
				{Day: civil.On(2020, 11, 27), Text: "7 户已全部补签核实条款（示例）", Document: "岭东区示例函〔2020〕9号"},
			},
			Return: "没有说明几户、何时补签完（示例）", ReturnBy: civil.On(2020, 11, 30), Closed: civil.On(2020, 12, 2),
		},
		{
			Noun: oversight.FindingTenancy, Applicant: "陶示例", Body: "市棚改办", Day: civil.On(2021, 2, 8),
			Text: "交付已过三个月没有开业，区里没有处置（示例）", Clause: "三.3", AnswerBy: civil.On(2021, 2, 26),
		},
		{
			Noun: oversight.FindingTenancy, Applicant: "鹤岗路快递服务站（示例）", Body: "市国资局", Day: civil.On(2021, 2, 18),
			Text: "承租人在门前搭建货棚（示例）", Clause: "六(二)", AnswerBy: civil.On(2021, 3, 2),
			Answers: []oversight.FindingAnswer{{Day: civil.On(2021, 2, 25), Text: "已通知拆除（示例）", Document: "尖山区示例函〔2021〕3号"}},
			Return:  "没有附拆除照片（示例）", ReturnBy: civil.On(2021, 3, 18),
		},
		{
			Noun: oversight.FindingTenancy, Applicant: "吴示例", Body: "市沉治办", Day: civil.On(2021, 2, 23),
			Text: "对象填错（示例）", Clause: "四(五)", AnswerBy: civil.On(2021, 3, 10), Closed: civil.On(2021, 2, 24), Withdrawn: "对象填错，重新提出（示例）",
		},
		{
			Noun: oversight.FindingTenancy, Applicant: "安居物业信息服务有限公司（示例）", Body: "市棚改办", Day: civil.On(2021, 3, 1),
			Text: "合同到期半年没有续签也没有收回（示例）", Clause: "四(四)", AnswerBy: civil.On(2021, 3, 15),
			Answers: []oversight.FindingAnswer{{Day: civil.On(2021, 3, 11), Text: "本月内决定续签或收回（示例）", Document: "尖山区示例函〔2021〕5号"}},
		},
		{
			Noun: oversight.FindingDistrict, District: "四方台区", Body: "市人社局", Day: civil.On(2021, 3, 8),
			Text: "入驻企业定期考核没有开展（示例）", Clause: "四(五)", AnswerBy: civil.On(2021, 3, 22),
		},
	}
}
