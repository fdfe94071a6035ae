package seed

import "penggai/allocation"

// Groups are the people and bodies that the two documents name. 二 lets residents and outside investors in and puts
// six groups first under equal conditions; the clauses of 2018 grant entry (六, 九), zones (八) or a first place in
// incubation bases (十二).
func Groups() []allocation.Group {
	return []allocation.Group{
		{Code: "resident", Name: "本市居民", Eligible: true, Proof: "身份证、住所和资产证明", Source: clause2017("二")},
		{Code: "investor", Name: "外来投资者", Eligible: true, Proof: "身份证或营业执照、住所和资产证明", Source: clause2017("二")},

		{Code: "graduate", Name: "离校未就业高校毕业生", Eligible: true, Priority: allocation.PriorityEqual, Proof: "毕业证书、就业失业登记证", Source: clause2017("二")},
		{Code: "veteran", Name: "军转未安置人员", Eligible: true, Priority: allocation.PriorityEqual, Proof: "转业或退役证件、未安置证明", Source: clause2017("二")},
		{Code: "miner", Name: "双矿转岗分流人员", Eligible: true, Priority: allocation.PriorityEqual, Proof: "转岗分流证明", Source: clause2017("二")},
		{Code: "unemployed", Name: "城镇失业人员", Eligible: true, Priority: allocation.PriorityEqual, Proof: "就业失业登记证", Source: clause2017("二")},
		{Code: "cooperative", Name: "农村各类协会和合作社", Eligible: true, Priority: allocation.PriorityEqual, Proof: "登记证书", Source: clause2017("二")},
		{Code: "first_secretary", Name: "驻村和社区第一书记牵头的创业群体", Eligible: true, Priority: allocation.PriorityEqual, Proof: "派驻文件、成员名单", Source: clause2017("二")},

		{Code: "flexible", Name: "新就业形态中没有与新兴业态企业签订劳动合同的从业者", Eligible: true, Proof: "平台从业证明、灵活就业登记证明", Source: clause2018("（六）")},
		{Code: "zone_technician", Name: "科技人员（创新创业专区）", Eligible: true, Proof: "职称或职业资格证书", Source: clause2018("（八）")},
		{Code: "zone_graduate", Name: "高校毕业生（创新创业专区）", Eligible: true, Proof: "毕业证书", Source: clause2018("（八）")},
		{Code: "zone_farmer", Name: "农民（农民工）（创新创业专区）", Eligible: true, Proof: "户籍证明", Source: clause2018("（八）")},
		{Code: "zone_transferred", Name: "城镇转移就业职工（创新创业专区）", Eligible: true, Proof: "转移就业证明", Source: clause2018("（八）")},
		{Code: "transferred", Name: "城镇转移就业职工", Eligible: true, Proof: "转移就业证明", Source: clause2018("（九）")},
		{Code: "farm_entity", Name: "农民创业主体（合作社、种养大户、家庭农场、农业企业、扶贫车间）", Proof: "登记证书；用工为建档立卡贫困户的证明", Source: clause2018("（九）")},
		{Code: "capacity_cut", Name: "自主创业的分流人员", Eligible: true, Priority: allocation.PriorityBase, Proof: "分流安置证明", Source: clause2018("（十二）")},
		{Code: "capacity_cut_laid_off", Name: "去产能企业下岗职工", Eligible: true, Proof: "解除劳动合同证明", Source: clause2018("（十二）")},
	}
}
