package seed

import "penggai/allocation"

// Benefits are what a tenant may apply for from the signing of the contract on (五, 2018（九）). The clause promises the
// registration on the same day, the licence within 2 日 and the school within 三天: days, not 工作日. What serves one need
// after another may be had several times: training, recruiting, teachers, and the sum for further workers.
func Benefits() []allocation.BenefitKind {
	within := func(days int) allocation.DayLimit { return allocation.DayLimit{Set: true, Days: days} }
	districts := EveryDistrict
	return []allocation.BenefitKind{
		{
			Code: "rent", Name: "房租三年免收、后三年半价", Bodies: []string{"市棚改办", "市沉治办", "市国资局", districts},
			Waives: []string{"rent"}, Source: clause2017("五(一)1"),
		},
		{
			Code: "water", Name: "水费三年免收、后三年半价", Bodies: []string{"市住房城乡建设局", "市自来水公司", districts},
			Waives: []string{"water"}, Terms: "不以水为主要生产、经营要件", Source: clause2017("五(一)2"),
		},
		{
			Code: "heating_property", Name: "供热费、物业费三年免收、后三年半价", Bodies: []string{districts},
			Waives: []string{"property", "heating"}, Source: clause2017("五(一)3"),
		},
		{
			Code: "power_resident", Name: "居民电价", Bodies: []string{"国网双鸭山供电公司", districts},
			Terms: "幼儿园、养老院等公益性经营", Excludes: []string{"power_flat"}, Source: clause2017("五(二)"),
		},
		{
			Code: "power_flat", Name: "暂停峰谷分时电价", Bodies: []string{"国网双鸭山供电公司", districts},
			Terms: "不以电力为主要生产、经营要件", Excludes: []string{"power_resident"}, Source: clause2017("五(二)"),
		},
		{
			Code: "licence_register", Name: "营业执照当日登记", Bodies: []string{"市市场监管局", "市食品药品监管局"},
			Limit: within(0), Terms: "身份证明和房屋使用合同", Source: clause2017("五(三)"),
		},
		{
			Code: "licence_issue", Name: "营业执照发放", Bodies: []string{"市市场监管局", "市食品药品监管局"},
			Limit: within(2), Source: clause2017("五(三)"),
		},
		{Code: "gas", Name: "居民燃气价、工程建设成本价", Bodies: []string{"市住房城乡建设局", "国通置业公司"}, Source: clause2017("五(四)")},
		{Code: "training", Name: "免费技能培训", Bodies: []string{"市就业局"}, Repeats: true, Terms: "有培训意愿的创业人员", Source: clause2017("五(五)")},
		{Code: "recruiting", Name: "免费招聘服务和岗前培训", Bodies: []string{"市就业局"}, Repeats: true, Terms: "有用工需求的企业", Source: clause2017("五(五)")},
		{Code: "loan", Name: "小额担保贷款", Bodies: []string{"市就业局"}, Terms: "有需求且符合条件的人员", Source: clause2017("五(五)")},
		{
			Code: "school", Name: "民办培训学校审批", Bodies: []string{"市教育局"}, Limit: within(3), Groups: []string{"graduate", "zone_graduate"},
			Terms: "大学生申办；校舍面积、周转资金标准降低", Source: clause2017("五(六)"),
		},
		{
			Code: "teachers", Name: "创业培训机构教师免费培训", Bodies: []string{"市教育局"}, Repeats: true, Groups: []string{"graduate", "zone_graduate"},
			Terms: "大学生创业培训机构", Source: clause2017("五(六)"),
		},
		{
			Code: "poor_workers", Name: "吸纳建档立卡贫困户用工奖补", Groups: []string{"farm_entity", "cooperative"}, PerHead: 100_000, Repeats: true,
			Terms: "稳定就业一年以上，每人 1,000 元", Source: clause2018("（九）"),
		},
	}
}
