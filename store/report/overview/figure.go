package overview

import (
	"strings"

	"penggai/allocation/leave"
	"penggai/allocation/say"
)

// Kind says what a figure is, and how it follows from its items.
type Kind int

// The kinds.
const (
	Count   Kind = iota // how many items
	People              // the sum of their amounts, in people
	Money               // the sum of their amounts, in fen
	Longest             // the greatest of their amounts, in days
	Ratio               // in thousandths, of two other figures
)

// Judgement says which way a figure had better go.
type Judgement int

// The judgements.
const (
	Neutral Judgement = iota
	MoreIsBetter
	LessIsBetter
)

// Figure is one line of the page.
type Figure struct {
	Key   string // English: idle_year
	Title string // 超一年含锁定
	Unit  string // 套
	Kind  Kind
	Judge Judgement
	About string // what is counted, in a sentence
	Part  bool   // of the figure above it: it gives way where there is little room

	items source
}

// Figures are the lines of the page in their order.
func Figures() []Figure {
	out := []Figure{
		{Key: "units", Title: "已建成房源", Unit: unitSets, About: "已经建成、没有注销的房源", items: unitItems(finished)},
		{Key: "building", Title: "在建房源", Unit: unitSets, About: "还没有完工移交的房源；未移交各区的只列入全市", items: unitItems(building)},
		{Key: "vacant", Title: "闲置", Unit: unitSets, Judge: LessIsBetter, About: "当日闲置、可以分配的房源", items: unitItems(vacant)},
		{Key: "idle_year", Title: "超一年含锁定", Unit: unitSets, Judge: LessIsBetter, About: "闲置或已锁定未分配，收回、建成已超过 365 天的房源", items: source{idleItems, idleCounts}},
		{Key: "occupied", Title: "使用中", Unit: unitSets, Judge: MoreIsBetter, About: "当日使用中的房源", items: unitItems(occupied)},
		{Key: "occupancy", Title: "使用率", Unit: "%", Kind: Ratio, Judge: MoreIsBetter, About: "使用中，占闲置、已锁定、使用中、收回整修之和"},
		{Key: "tenants", Title: "在用业户", Unit: unitTenants, Judge: MoreIsBetter, About: "当日在用的业户", items: sqlItems(sqlTenants)},
		{Key: "promised", Title: "承诺岗位", Unit: unitPeople, Kind: People, Judge: MoreIsBetter, About: "当日在用业户的合同约定岗位", items: sqlItems(sqlPromised)},
		{Key: "verified", Title: "核实岗位", Unit: unitPeople, Kind: People, Judge: MoreIsBetter, About: "当日在用业户最近一次考核核实的岗位", items: sqlItems(sqlVerified)},
		{Key: "waived_year", Title: "本年减免", Unit: say.Yuan, Kind: Money, About: "本年度费用的减免，按已登记的市场价格测算到当日", items: waivedItems(thisYear)},
		{Key: "waived", Title: "累计减免", Unit: say.Yuan, Kind: Money, About: "全部年度费用的减免，按已登记的市场价格测算到当日", items: waivedItems(everyYear)},
		{Key: "overdue", Title: "逾期欠费", Unit: say.Yuan, Kind: Money, Judge: LessIsBetter, About: "缴费截止日已过、尚未缴清的账单", items: source{overdueItems, overdueSums}},
		{Key: "unopened", Title: "逾期未开业", Unit: unitTenants, Judge: LessIsBetter, About: "交接后三个月内没有开业的业户（三.3）", items: source{list: unopenedItems}},
		{Key: "assessments_late", Title: "考核逾期", Unit: unitTenants, Judge: LessIsBetter, About: "应考核日已过、还没有考核的业户（四(五)）", items: source{list: lateItems}},
		{Key: "findings_open", Title: "督办未销号", Unit: unitCases, Judge: LessIsBetter, About: "已经提出、没有销号也没有撤销的督办", items: sqlItems(sqlFindings)},
		{Key: "exits_year", Title: "本年退出", Unit: unitTenants, About: "本年批准的退出（四(五)）", items: exitItems(0)},
	}
	for _, g := range leave.ExitGrounds() {
		out = append(out, Figure{
			Key: exitKey(g.Number), Title: "  " + g.Clause(), Unit: unitTenants, Part: true,
			About: "本年按" + g.Clause() + "批准的退出：" + g.Name, items: exitItems(g.Number),
		})
	}
	return append(out,
		Figure{Key: "waiting", Title: "等候分配", Unit: unitTenants, Judge: LessIsBetter, About: "当日评审已过、还没有分到房源的申请", items: source{list: waitingItems}},
		Figure{Key: "waiting_days", Title: "  最长等候", Unit: unitDays, Kind: Longest, Judge: LessIsBetter, About: "等候分配的申请中，评审通过至当日最久的天数", items: source{list: waitingItems}},
	)
}

// Named is the figure with a key. ok is false where there is none.
func Named(key string) (f Figure, ok bool) {
	for _, f := range Figures() {
		if f.Key == key {
			return f, true
		}
	}
	return f, false
}

// Name is the title on its own, without its place below another.
func (f Figure) Name() string { return strings.TrimSpace(f.Title) }

// Opens is the key of the figure whose records stand behind it: of a ratio those of its numerator.
func (f Figure) Opens() string {
	if f.Kind == Ratio {
		return "occupied"
	}
	return f.Key
}

// of is what items come to.
func (f Figure) of(list []Item) Value {
	v := Value{Known: true}
	for _, it := range list {
		switch f.Kind {
		case Count:
			v.N++
		case People, Money:
			v.N += it.Amount
		case Longest:
			v.N = max(v.N, it.Amount)
		case Ratio:
		}
	}
	return v
}

// Better judges a change: 1 for the better, -1 for the worse, 0 for neither.
func (f Figure) Better(change int64) int {
	if f.Judge == LessIsBetter {
		change = -change
	}
	switch {
	case f.Judge == Neutral || change == 0:
		return 0
	case change > 0:
		return 1
	}
	return -1
}

// Units of figures.
const (
	unitSets    = "套"
	unitTenants = "户"
	unitPeople  = "人"
	unitCases   = "件"
	unitDays    = "天"
)
