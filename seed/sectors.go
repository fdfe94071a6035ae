package seed

import (
	"fmt"
	"strings"

	"penggai/allocation"
)

// Entries are in force from the day of their document on.
var clause2017, clause2018 = allocation.From2017, allocation.From2018

// districtRule is an entry that the districts set themselves, under the clause that leaves it to them.
func districtRule(clause string) allocation.Source {
	s := clause2017(clause)
	s.District = true
	return s
}

// annex lists the headings of the annex and their trades, in its order.
var annex = []struct{ name, trades string }{
	{"邮政业", "邮政基本服务 快递服务"},
	{"信息传输、软件和信息技术服务业", "互联网接入及相关服务 互联网信息服务及其他互联网服务 软件开发 信息系统集成服务 信息技术咨询服务 " +
		"数据处理和存储服务 集成电路设计 数字内容服务 其他未列明信息技术服务业"},
	{"环境和公共设施服务业", "水污染治理 大气污染治理 固体废物治理 其他污染治理"},
	{"商务服务业", "律师及相关法律服务 会计、审计及税务服务 社会经济咨询 其他专业咨询 广告业 知识产权服务 公共就业服务 职业中介服务 " +
		"劳务派遣服务 其他人力资源服务 旅行社服务 安全服务 安全系统监控服务 其他安全保护服务 会议及展览服务 包装服务 办公服务 " +
		"信用服务 担保服务"},
	{"技术服务业", "专业化设计服务 摄影扩印服务 兽医服务 农业技术推广服务 生物技术推广服务 新材料技术推广服务 科技中介服务"},
	{"居民服务业", "家庭服务 婚姻服务 托儿服务 清洁服务 机动车、电子产品和日用产品修理业"},
	{"批发和零售业", "农、林、牧产品批发零售 食品、饮料及烟草制品批发 酒、饮料及茶叶批发零售 纺织、服装及家庭用品批发零售 " +
		"纺织品、针织品及原料批发零售 化妆品及卫生用品批发 文化、体育用品及器材批发零售 医药及医疗器材批发零售 化肥农药批发零售"},
	{"教育、文化、体育和社会工作", "学前教育 初等教育 中等教育 高等教育 特殊教育 职业技能培训 体校及体育培训 文化艺术培训 教育辅助服务 " +
		"新闻业 出版业 广播电视电影和影视录音制作业 文艺创作与表演 休闲健身活动 护理服务机构 精神康复服务 老年人、残疾人养护服务 " +
		"孤残儿童收养和庇护服务 社会看护与帮助服务"},
}

// Sectors is the annex of trades: eight headings, each followed by its trades. The code is the heading's number and,
// for a trade, its place under it: 4, 4-05.
func Sectors() []allocation.Sector {
	var out []allocation.Sector
	for i, h := range annex {
		heading := fmt.Sprint(i + 1)
		source := clause2017("附件" + string([]rune("一二三四五六七八")[i]))
		out = append(out, allocation.Sector{Code: heading, Name: h.name, Source: source})
		for j, trade := range strings.Fields(h.trades) {
			out = append(out, allocation.Sector{Code: fmt.Sprintf("%s-%02d", heading, j+1), Heading: heading, Name: trade, Source: source})
		}
	}
	return out
}
