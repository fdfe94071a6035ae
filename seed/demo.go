package seed

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
)

// The demonstration is fictitious from the first name to the last fen: every applicant is called 示例, every number is
// made up (with valid check digits, so that the program takes them), and only `penggai demo` uses it.

// DemoToday is the day on which the demonstration stands.
var DemoToday = civil.On(2021, 3, 15)

// DemoPassword is the password of every demonstration account.
const DemoPassword = "anbang-he-16"

// DemoAccount is one account of the demonstration, one a role.
type DemoAccount struct {
	Name, Display string
	Role          allocation.Role
	Body          string // of a supervisor
}

// DemoAccounts lists the accounts in the order of DESIGN, Who uses it.
func DemoAccounts() []DemoAccount {
	return []DemoAccount{
		{"shouli", "周示例", allocation.Intake, ""},
		{"shenhe", "钱示例", allocation.Reviewer, ""},
		{"lingdao", "李示例", allocation.Approver, ""},
		{"guanli", "赵示例", allocation.Manager, ""},
		{"duban", "孙示例", allocation.Supervisor, "市人社局"},
		{"xitong", "吴示例", allocation.Admin, ""},
		{"shenji", "郑示例", allocation.Auditor, ""},
	}
}

// DemoSupervisors lists the supervisors of the other departments (四).
func DemoSupervisors() []DemoAccount {
	return []DemoAccount{
		{"duban-gz", "冯示例", allocation.Supervisor, "市国资局"},
		{"duban-pg", "陆示例", allocation.Supervisor, "市棚改办"},
		{"duban-cz", "秦示例", allocation.Supervisor, "市沉治办"},
	}
}

// DemoStage says how far a demonstration application has come on DemoToday.
type DemoStage int

// The stages, in the order of an application's life.
const (
	DemoDraft DemoStage = iota
	DemoRefused
	DemoSupplement
	DemoAccepted
	DemoReviewed
	DemoRejected
	DemoWithdrawn
	DemoApproved // waiting for a round, or in the round of its group
)

// DemoCase is one applicant with its application.
type DemoCase struct {
	Round       string // key of the DemoRound it takes part in; empty for none
	Day         civil.Date
	Stage       DemoStage
	Applicant   allocation.Applicant
	Application allocation.Application
	Groups      []string // codes of the catalogue
	Fate        DemoFate // of its tenancy, when it gets one
}

// DemoRound is one allocation: everybody of its key, over some vacant units of its district.
type DemoRound struct {
	Key, District string
	Pool          string      // filter of the units that take part; the others are left out
	Drawn         civil.Date  // the day of the draw; the list is locked and posted a week before
	Source        draw.Source // of the draw, named at the lock
	Draw          draw.Entry
}

// DemoLeftOut is why the other vacant units of a district stay out of a round of the demonstration.
const DemoLeftOut = "其余小区和楼栋水电、消防尚未验收，暂不具备经营条件（演示）"

// DemoFate says what becomes of a tenancy until DemoToday.
type DemoFate string

// The fates; DemoStays lives on under its first contract, or in holdover when that is over.
const (
	DemoStays   DemoFate = ""
	DemoRenews  DemoFate = "renews" // signs the second term
	DemoUnopen  DemoFate = "unopen" // has the keys and does not open
	DemoExit1   DemoFate = "exit1"  // the five grounds of 四(五), lived to the end
	DemoExit2   DemoFate = "exit2"
	DemoExit3   DemoFate = "exit3"
	DemoExit4   DemoFate = "exit4"
	DemoExit5   DemoFate = "exit5"
	DemoLeaving DemoFate = "leaving" // an exit that is approved and still under way on DemoToday
)

// DemoRounds lists the rounds by day.
func DemoRounds() []DemoRound {
	return []DemoRound{
		{Key: "2017", District: "尖山区", Pool: "小区:南市区 楼栋:1号楼,2号楼,20号楼", Drawn: civil.On(2017, 9, 12), Source: demoWitnesses, Draw: demoDraw("2017-09-12 见证抽签 38-07-21")},
		{Key: "2018", District: "岭东区", Pool: "小区:博爱园 楼栋:1号楼", Drawn: civil.On(2018, 4, 10), Source: demoWitnesses, Draw: demoDraw("2018-04-10 见证抽签 11-52-06")},
		{Key: "2019b", District: "宝山区", Pool: "小区:安吉B区 楼栋:1号楼", Drawn: civil.On(2019, 5, 14), Source: demoWitnesses, Draw: demoDraw("2019-05-14 见证抽签 64-19-33")},
		{Key: "2019s", District: "四方台区", Pool: "小区:北苑A区 楼栋:1号楼", Drawn: civil.On(2019, 6, 11), Source: demoWitnesses, Draw: demoDraw("2019-06-11 见证抽签 27-45-80")},
		{Key: "2020", District: "尖山区", Pool: "小区:南市区 楼栋:5号楼", Drawn: civil.On(2020, 10, 13), Source: demoWitnesses, Draw: demoDraw("2020-10-13 见证抽签 90-02-58")},
		{Key: "2021", District: "尖山区", Pool: "小区:南市区 楼栋:19号楼", Drawn: civil.On(2021, 3, 11), Source: demoLottery, Draw: demoNumber},
	}
}

// demoWitnesses see the draws of the first years; demoLottery is what the last round draws from.
var (
	demoWitnesses = draw.Source{Kind: draw.ByWitnesses, Name: "见证人甲（示例）、见证人乙（示例）"}
	demoLottery   = draw.Source{Kind: draw.ByNumber, Name: "福彩双色球（示例）", Issue: "2021026", Day: civil.On(2021, 3, 11)}
	demoNumber    = draw.Entry{
		Issue: "2021026", Number: "02 07 11 19 26 30 + 05", Witnesses: []string{"见证人甲（示例）", "见证人乙（示例）"},
		Shares: []draw.Share{{Name: "代表甲", Digits: "48213"}, {Name: "代表乙", Digits: "70596"}, {Name: "代表丙", Digits: "31884"}, {Name: "代表丁", Digits: "95027"}},
	}
)

// demoDraw is what the witnesses saw drawn.
func demoDraw(text string) draw.Entry {
	return draw.Entry{Number: text, Witnesses: demoWitnesses.Witnesses(), Accept: "当众摇号，户数不多（示例）"}
}

// demoRow is a case in short: who, what trade, how many jobs, what it pays, what it wants.
type demoRow struct {
	round    string
	stage    DemoStage
	kind     allocation.ApplicantKind
	name     string // without 示例
	head     string // surname of who answers for it
	sector   string
	full     int64 // full-time jobs
	part     int64
	tax      int64 // yuan a year
	groups   string
	wants    string // communities in order
	most     int64  // adjacent units
	policy   bool
	requires string
	fate     DemoFate
}

const (
	pn = allocation.Person
	tm = allocation.Team
	co = allocation.Company
)

// demoRows are the applicants round by round. A round has a few more applicants of one kind of shop than it can serve,
// so that ranks, groups and reasons are all there to see.
var demoRows = []demoRow{
	{"2017", DemoApproved, co, "北方家政服务有限公司", "王", "6-01", 12, 4, 24000, "unemployed", "南市区", 1, false, "", DemoRenews},
	{"2017", DemoApproved, pn, "", "孙", "6-05", 4, 0, 3000, "miner", "南市区", 1, false, "", DemoExit2},
	{"2017", DemoApproved, co, "鹤岗路快递服务站", "赵", "1-02", 11, 2, 18000, "veteran", "南市区", 2, false, "临街", DemoRenews},
	{"2017", DemoApproved, co, "速印广告设计有限公司", "钱", "4-09", 9, 2, 20000, "", "南市区", 1, false, "", DemoExit3},
	{"2017", DemoApproved, tm, "青苗软件开发团队", "李", "2-03", 8, 0, 6000, "graduate", "南市区", 1, true, "", DemoRenews},
	{"2017", DemoApproved, co, "安居物业信息服务有限公司", "周", "2-05", 15, 0, 42000, "", "南市区", 2, true, "", DemoStays},
	{"2017", DemoApproved, pn, "", "吴", "5-02", 6, 1, 0, "graduate", "南市区", 1, false, "临街", DemoStays},
	{"2017", DemoApproved, co, "山货土特产商行", "郑", "7-01", 6, 0, 9000, "cooperative", "尖山其他", 1, false, "", DemoExit5},
	{"2017", DemoApproved, co, "阳光托幼服务有限公司", "冯", "6-03", 10, 2, 5000, "", "南市区", 2, false, "上下水", DemoExit1},
	{"2017", DemoApproved, pn, "", "陈", "7-06", 4, 1, 1200, "unemployed", "", 1, false, "", DemoExit4},
	{"2017", DemoApproved, co, "康宁养老服务中心", "褚", "8-17", 22, 6, 8000, "", "尖山其他 南市区", 3, true, "上下水", DemoRenews},
	{"2017", DemoApproved, co, "职达人力资源有限公司", "卫", "4-10", 7, 0, 15000, "", "南市区", 1, false, "", DemoRenews},

	{"2018", DemoApproved, co, "博爱社区卫生用品商行", "蒋", "7-06", 5, 1, 6000, "unemployed", "博爱园", 1, false, "", DemoStays},
	{"2018", DemoApproved, pn, "", "沈", "6-05", 3, 0, 1800, "miner", "博爱园 长安居住区", 1, false, "", DemoStays},
	{"2018", DemoApproved, tm, "云上数据处理团队", "韩", "2-06", 9, 0, 12000, "graduate", "长安居住区", 1, true, "", DemoStays},
	{"2018", DemoApproved, co, "长安职业技能培训学校", "杨", "8-06", 14, 4, 16000, "capacity_cut", "长安居住区", 2, true, "", DemoStays},
	{"2018", DemoApproved, co, "岭东农产品批发行", "朱", "7-01", 8, 2, 22000, "cooperative", "", 1, false, "", DemoStays},
	{"2018", DemoApproved, pn, "", "秦", "5-02", 2, 0, 0, "graduate", "博爱园", 1, false, "", DemoStays},
	{"2018", DemoApproved, co, "平安清洁服务有限公司", "尤", "6-04", 18, 5, 9000, "unemployed", "博爱园", 2, false, "上下水", DemoStays},

	{"2019b", DemoApproved, co, "安吉快递服务站", "许", "1-02", 9, 1, 15000, "", "安吉B区", 1, false, "临街", DemoStays},
	{"2019b", DemoApproved, pn, "", "何", "6-05", 4, 0, 0, "miner", "安悦小区", 1, false, "", DemoStays},
	{"2019b", DemoApproved, co, "宝山文体用品商行", "吕", "7-07", 5, 0, 7000, "", "安悦小区 安吉B区", 1, false, "", DemoLeaving},
	{"2019b", DemoApproved, tm, "第一书记合作社专班", "施", "7-01", 12, 3, 4000, "first_secretary", "安吉B区", 2, false, "", DemoStays},

	{"2019s", DemoApproved, co, "北苑会计服务有限公司", "张", "4-02", 6, 0, 19000, "", "北苑A区", 1, false, "", DemoStays},
	{"2019s", DemoApproved, pn, "", "孔", "6-02", 3, 1, 900, "flexible", "北苑B区", 1, false, "", DemoStays},
	{"2019s", DemoApproved, co, "四方农技推广服务站", "曹", "5-04", 8, 0, 6000, "cooperative", "北苑A区 北苑B区", 1, true, "", DemoStays},

	{"2020", DemoApproved, co, "新材料技术推广有限公司", "严", "5-06", 11, 0, 30000, "", "南市区", 1, true, "", DemoStays},
	{"2020", DemoApproved, co, "明日少儿艺术培训中心", "华", "8-08", 9, 4, 8000, "graduate", "南市区", 2, false, "", DemoStays},
	{"2020", DemoApproved, pn, "", "金", "6-05", 4, 0, 2400, "veteran", "南市区", 1, false, "临街", DemoUnopen},
	{"2020", DemoApproved, co, "顺达快递服务站", "魏", "1-02", 13, 3, 26000, "", "南市区 尖山其他", 2, false, "临街", DemoStays},
	{"2020", DemoApproved, pn, "", "陶", "7-05", 5, 0, 0, "unemployed", "尖山其他", 1, false, "", DemoUnopen},

	{"2021", DemoApproved, co, "数字影像制作有限公司", "姜", "8-12", 10, 0, 18000, "", "南市区", 1, true, "", DemoStays},
	{"2021", DemoApproved, pn, "", "戚", "6-05", 4, 0, 1500, "miner", "南市区", 1, false, "临街", DemoStays},
	{"2021", DemoApproved, co, "老友日间照料中心", "谢", "8-17", 16, 4, 3000, "", "南市区", 3, true, "上下水", DemoStays},
	{"2021", DemoApproved, tm, "返乡电商团队", "邹", "2-02", 9, 2, 9000, "zone_graduate", "南市区 尖山其他", 1, false, "", DemoStays},
	{"2021", DemoApproved, co, "惠民日用品维修站", "喻", "6-05", 5, 0, 4800, "unemployed", "尖山其他", 1, false, "", DemoStays},
	{"2021", DemoApproved, pn, "", "柏", "5-02", 2, 0, 0, "graduate", "南市区", 1, false, "", DemoStays},

	{"", DemoApproved, co, "便民家庭服务有限公司", "水", "6-01", 8, 2, 6000, "unemployed", "南市区", 1, false, "", DemoStays},
	{"", DemoApproved, pn, "", "窦", "6-05", 3, 0, 1000, "veteran", "南市区", 1, false, "", DemoStays},
	{"", DemoReviewed, co, "双创咨询服务有限公司", "章", "4-03", 6, 0, 12000, "", "南市区", 1, false, "", DemoStays},
	{"", DemoReviewed, tm, "智慧社区开发团队", "云", "2-03", 7, 0, 5000, "graduate", "南市区", 1, true, "", DemoStays},
	{"", DemoAccepted, co, "绿源固废治理有限公司", "苏", "3-03", 12, 0, 33000, "", "尖山其他", 2, true, "", DemoStays},
	{"", DemoAccepted, pn, "", "潘", "5-02", 2, 1, 0, "graduate", "南市区", 1, false, "", DemoStays},
	{"", DemoAccepted, pn, "", "葛", "7-05", 3, 0, 600, "unemployed", "南市区", 1, false, "", DemoStays},
	{"", DemoSupplement, co, "晨光教育辅助有限公司", "奚", "8-09", 9, 2, 7000, "", "南市区", 1, false, "", DemoStays},
	{"", DemoRejected, co, "远大包装服务有限公司", "范", "4-16", 4, 0, 2000, "", "", 1, false, "", DemoStays},
	{"", DemoWithdrawn, pn, "", "彭", "6-05", 2, 0, 0, "", "", 1, false, "", DemoStays},
	{"", DemoRefused, pn, "", "郎", "7-03", 1, 0, 0, "", "", 1, false, "", DemoStays},
	{"", DemoDraft, pn, "", "鲁", "5-02", 2, 0, 0, "graduate", "南市区", 1, false, "", DemoStays},
}

// districtPlaces are the region number of GB 11643 and the street of the made-up addresses, by district.
var districtPlaces = map[string]struct {
	region string
	street string
}{
	"尖山区": {"230502", "示例路"}, "岭东区": {"230503", "示例街"},
	"四方台区": {"230505", "示例巷"}, "宝山区": {"230506", "示例胡同"},
}

// DemoCases lists the cases in the order of their days.
func DemoCases() []DemoCase {
	rounds := map[string]DemoRound{}
	for _, r := range DemoRounds() {
		rounds[r.Key] = r
	}
	cases := make([]DemoCase, 0, len(demoRows))
	for i, row := range demoRows {
		district, day := "尖山区", DemoToday.AddDays(-12)
		if r, ok := rounds[row.round]; ok {
			district, day = r.District, r.Drawn.AddDays(-21)
		}
		c := DemoCase{Round: row.round, Day: day, Stage: row.stage, Groups: strings.Fields(row.groups), Fate: row.fate}
		c.Applicant = row.applicant(i, district)
		c.Application = row.application(day)
		c.Application.District = district
		cases = append(cases, c)
	}
	return cases
}

func (r demoRow) applicant(i int, district string) allocation.Applicant {
	place := districtPlaces[district]
	a := allocation.Applicant{
		District: district, Kind: r.kind, Name: r.name + "（示例）", Head: r.head + "示例",
		IDNumber:  demoIDNumber(place.region, i),
		Phone:     fmt.Sprintf("139%08d", 10000000+i*37),
		Address:   fmt.Sprintf("%s%s%d号", district, place.street, i+1),
		Residence: allocation.ResidenceLocal,

		FixedResidence: fmt.Sprintf("%s%s%d号，房屋证明（示例）", district, place.street, i+1),
		FixedAssets:    "设备清单（示例）",
	}
	switch r.kind {
	case allocation.Person:
		a.Name, a.Head = r.head+"示例", ""
	case allocation.Company:
		a.CreditCode = demoCreditCode(place.region, i)
	case allocation.Team:
		a.Members = []allocation.Member{
			{Name: "甲示例", IDNumber: demoIDNumber(place.region, 500+2*i), Part: "技术"},
			{Name: "乙示例", IDNumber: demoIDNumber(place.region, 501+2*i), Part: "经营"},
		}
	}
	return a
}

func (r demoRow) application(day civil.Date) allocation.Application {
	a := allocation.Application{
		Project:     r.name,
		Description: "示例项目：面向社区，带动就业",
		Sector:      r.sector,
		Communities: strings.Fields(r.wants),
		Requires:    strings.Fields(r.requires),
		MaxUnits:    r.most,

		WaterIntensive: demoWet[r.head],
	}
	if a.Project == "" {
		a.Project = r.head + "示例个体项目"
	}
	a.Jobs.Claimed = allocation.JobFigure{Full: r.full, Part: r.part, Source: "申请表（示例）", Day: day}
	a.Taxes.Claimed = allocation.TaxFigure{Amount: quantity.Money(r.tax * 100), Source: "申请表（示例）", Day: day}
	if r.policy {
		a.Policy = allocation.PolicySupport{Claimed: true, Document: "产业政策文件（示例）"}
	}
	return a
}

// demoIDNumber is the n-th made-up identity number of a region with its check character (GB 11643).
func demoIDNumber(region string, n int) string {
	birth := civil.On(1970, 1, 1).AddDays(n * 29 % 9000) // of full age in every year that the demonstration shows
	body := fmt.Sprintf("%s%s%03d", region, strings.ReplaceAll(birth.String(), "-", ""), n%999)
	return completed(body, "0123456789X", func(id string) error { return identity.CheckIDNumber(id, civil.Date{}) })
}

// demoCreditCode is the n-th made-up 统一社会信用代码 of a region with its check character (GB 32100).
func demoCreditCode(region string, n int) string {
	body := fmt.Sprintf("91%sMA%07d", region, 1800000+n*13)
	return completed(body, "0123456789ABCDEFGHJKLMNPQRTUWXY", identity.CheckCreditCode)
}

// completed appends the one character that makes the number valid.
func completed(body, alphabet string, check func(string) error) string {
	for _, c := range alphabet {
		if check(body+string(c)) == nil {
			return body + string(c)
		}
	}
	panic("seed: no check character completes " + body)
}
