package seed

import "penggai/allocation"

// Materials is the list of papers a district starts with. Only the application form is named by the policy (四(一));
// the rest follows from what the clauses ask to be shown and is the district's own rule.
func Materials() []allocation.Material {
	const person, team, company = allocation.Person, allocation.Team, allocation.Company
	kinds := func(k ...allocation.ApplicantKind) []allocation.ApplicantKind { return k }
	return []allocation.Material{
		{Code: "form", Name: "双鸭山市棚改项目闲置商服使用申请表", For: kinds(person, team, company), Required: true, Source: clause2017("四(一)")},
		{Code: "identity", Name: "身份证件", For: kinds(person, team), Required: true, Note: "居民身份证、居住证、永居证或护照；团队为全体成员", Source: districtRule("四(一)")},
		{Code: "licence", Name: "营业执照", For: kinds(company), Required: true, Note: "含统一社会信用代码", Source: districtRule("四(一)")},
		{Code: "representative", Name: "法定代表人身份证件", For: kinds(company), Required: true, Source: districtRule("四(一)")},
		{Code: "members", Name: "团队成员名单和分工", For: kinds(team), Required: true, Source: districtRule("四(一)")},
		{Code: "agent", Name: "授权委托书和经办人身份证件", For: kinds(person, team, company), When: allocation.WhenAgent, Note: "由他人代办时", Source: districtRule("四(一)")},
		{Code: "residence", Name: "固定住所证明", For: kinds(person, team), Required: true, Note: "户口簿、居住证或房屋证明", Source: districtRule("二")},
		{Code: "assets", Name: "固定资产证明", For: kinds(person, team, company), Required: true, Source: districtRule("二")},
		{Code: "plan", Name: "创业项目计划书", For: kinds(person, team, company), Required: true, Note: "市场前景、投入和收益", Source: districtRule("三.1")},
		{Code: "permit", Name: "行业许可或承诺", For: kinds(person, team, company), Note: "法律法规规定须经许可的行业", Source: districtRule("三.2")},
		{Code: "funds", Name: "运营资金证明", For: kinds(person, team, company), Required: true, Source: districtRule("三.4")},
		{Code: "registration", Name: "在双鸭山市注册和纳税承诺书", For: kinds(person, team, company), Required: true, Source: districtRule("三.4")},
		{Code: "jobs", Name: "带动就业人数说明", For: kinds(person, team, company), Required: true, Note: "岗位、人员和用工形式", Source: districtRule("三.5")},
		{Code: "not_moved", Name: "非市区现有企业转移搬迁的承诺书", For: kinds(person, team, company), Required: true, Source: districtRule("三.6")},
		{Code: "industry", Name: "产业政策支持的依据", For: kinds(person, team, company), When: allocation.WhenPolicy, Note: "申请按产业政策优先考虑时", Source: districtRule("三.7")},
		{Code: "group", Name: "创业群体身份证明", For: kinds(person, team, company), When: allocation.WhenGroup, Note: "属于优先或专门群体时", Source: districtRule("二")},
	}
}
