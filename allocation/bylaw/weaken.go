package bylaw

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/allocation/quantity"
)

// Weakness is a clause that a value of the parameters weakens, in words. The value is within its bounds; who puts it in force
// is to know what it does.
type Weakness struct {
	Clause string
	Text   string
	Before bool // it is so in the version that stands, too
}

// Below these the words of a clause are kept in name only.
const (
	fewDays      = 3   // to object, to supplement
	fewSignDays  = 5   // to sign
	rareMonths   = 24  // between assessments, of a contract of 36
	longRectify  = 90  // days
	fewAnswer    = 5   // to state and defend
	fewVacate    = 7   // to move out
	longPersonal = 10  // years
	manyShort    = 500 // permille of the contracted jobs
	wideBandJobs = 3   // of "equal conditions"
	slimBand     = 100
	lowPass      = 400 // permille of all points
	smallFirm    = 1   // jobs
	largeFirm    = 40
)

// Weaknesses lists what the new parameters weaken, in the order of the clauses.
func Weaknesses(old, now allocation.Parameters) []Weakness {
	before := weaknesses(old)
	out := weaknesses(now)
	for i := range out {
		out[i].Before = slices.Contains(before, out[i])
	}
	return append(out, dropped(old, now)...)
}

// dropped are the papers that are asked for no longer.
func dropped(old, now allocation.Parameters) []Weakness {
	n := 0
	for _, m := range old.Materials {
		if !slices.Contains(now.Materials, m) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []Weakness{{Clause: "四(一)", Text: fmt.Sprintf("材料清单去掉 %d 种，申请时不再收", n)}}
}

func weaknesses(p allocation.Parameters) []Weakness {
	return slices.Concat(priorityWeak(p), reviewWeak(p), areaWeak(p), watchWeak(p), handsWeak(p), keepWeak(p))
}

// priorityWeak: 二, 同等条件下优先.
func priorityWeak(p allocation.Parameters) []Weakness {
	switch band := p.Allocation.TieBandMillijobs; {
	case band >= wideBandJobs*1000:
		return []Weakness{{Clause: "二", Text: fmt.Sprintf("相差不到 %d 个岗位都算同等条件，优先群体会排在岗位多得多的前面", band/1000)}}
	case band < slimBand:
		return []Weakness{{Clause: "二", Text: "几乎没有两户算得上同等条件，六类群体的优先落空"}}
	}
	return nil
}

// reviewWeak: 四(一), 四(二).
func reviewWeak(p allocation.Parameters) (out []Weakness) {
	if short(p.Supplement, fewDays) {
		out = append(out, Weakness{Clause: "四(一)", Text: "补正只有 " + p.Supplement.String() + "，申请人来不及补齐材料"})
	}
	if total := p.Rubric.Total(); total > 0 && p.Rubric.Pass*1000 < total*lowPass {
		out = append(out, Weakness{Clause: "四(二)", Text: fmt.Sprintf("满分 %d，%d 分就通过，论证评审形同虚设", total, p.Rubric.Pass)})
	}
	return out
}

// areaWeak: 四(三), 以带动就业人数多少来分配房产面积大小，同时兼顾企业缴纳税收情况.
func areaWeak(p allocation.Parameters) (out []Weakness) {
	add := func(format string, args ...any) {
		out = append(out, Weakness{Clause: "四(三)", Text: fmt.Sprintf(format, args...)})
	}
	reach := Reaches(p.Allocation, nil, smallFirm, largeFirm)
	small, large := reach[0], reach[1]
	switch {
	case small.Entitlement == large.Entitlement:
		add("%d 个岗位与 %d 个岗位应得面积一样（%s ㎡），面积不再随岗位走", smallFirm, largeFirm, small.Entitlement)
	case large.Lo <= small.Hi:
		add("可高可低的幅度太大，%d 个岗位与 %d 个岗位可以分到同一处（%s ㎡），面积几乎不随岗位走", smallFirm, largeFirm, large.Lo)
	}
	if p.Jobs.Claimed > 0 {
		add("只是承诺、没有认定的岗位也计面积，谁说得多谁得的大")
	}
	switch j := p.Jobs; {
	case j.Verified == 0:
		add("社保核实的岗位不计面积，实际带动了就业的反而分不到")
	case j.Verified < j.Accepted:
		add("社保核实的岗位只计 %s，不如只经审核认定的（%s），核实了反而吃亏", quantity.Permille(j.Verified), quantity.Permille(j.Accepted))
	}
	switch a := p.Allocation; {
	case a.TaxFenPerJob == 0 || a.TaxCapPermille == 0:
		add("税收不计，不再兼顾税收")
	case a.TaxCapPermille >= 1000:
		add("税收最多可抵 %d%% 的岗位，面积以税收而不以岗位为主", a.TaxCapPermille/10)
	}
	if short(p.DisputeDays(), fewDays) {
		add("名单张贴只有 %s 就抽签，来不及核对名单", p.DisputeDays())
	}
	if short(p.Objection, fewDays) {
		add("异议只有 %s，当事人来不及提出", p.Objection)
	}
	if short(p.Notice, fewDays) {
		add("公示只有 %s，没有人来得及看到", p.Notice)
	}
	if short(p.SignBy, fewSignDays) {
		out = append(out, Weakness{Clause: "四(四)", Text: "分配后只有 " + p.SignBy.String() + "签约，来不及的按逾期处理"})
	}
	return out
}

// watchWeak: 四(五), 定期监督考评, 有效的退出机制.
func watchWeak(p allocation.Parameters) (out []Weakness) {
	switch {
	case p.ShortPermille >= 1000:
		out = append(out, Weakness{Clause: "四(五)", Text: "核实的岗位一个没有也不用分管领导定，考核照样合格，合同约定的岗位落空"})
	case p.ShortPermille >= manyShort:
		out = append(out, Weakness{Clause: "四(五)", Text: fmt.Sprintf("核实的岗位比合同少 %s 也不用分管领导定，考核照样合格", quantity.Permille(p.ShortPermille))})
	}
	if p.AssessmentMonths >= rareMonths {
		out = append(out, Weakness{Clause: "四(五)", Text: fmt.Sprintf("每 %d 个月才考核一次，三年合同期内至多一次", p.AssessmentMonths)})
	}
	if p.RectifyDays > longRectify {
		out = append(out, Weakness{Clause: "四(五)3", Text: fmt.Sprintf("整改期 %d 日，不合格的可以一直占着", p.RectifyDays)})
	}
	if short(p.Exit.Answer, fewAnswer) {
		out = append(out, Weakness{Clause: "四(五)", Text: "陈述申辩只有 " + p.Exit.Answer.String() + "，承租人来不及说明情况"})
	}
	if short(p.Exit.Vacate, fewVacate) {
		out = append(out, Weakness{Clause: "四(五)", Text: "腾退只有 " + p.Exit.Vacate.String() + "，承租人来不及搬出"})
	}
	if n := p.Exit.LeastDays(); n < fewVacate {
		out = append(out, Weakness{Clause: "四(五)", Text: fmt.Sprintf("腾退期限可以短到 %d 日，承租人来不及搬出", n)})
	}
	return out
}

// handsWeak: 六(二), 严肃纪律.
func handsWeak(p allocation.Parameters) []Weakness {
	if p.Separation == allocation.SeparationStrict {
		return nil
	}
	return []Weakness{{Clause: "六(二)", Text: "一个人可以办完一件事的所有步骤，只有日志记着"}}
}

// keepWeak: how long records are kept (档案法), and numbers of people (个人信息保护法 四十七).
func keepWeak(p allocation.Parameters) (out []Weakness) {
	if n := p.Keeping.Records(); n < keeping.Default.RecordYears {
		out = append(out, Weakness{Clause: "档案法", Text: fmt.Sprintf("案卷只保管 %d 年，短于国家档案局令第 8 号的 30 年", n)})
	}
	if n := p.Keeping.Personal(); n > longPersonal {
		out = append(out, Weakness{Clause: "个人信息保护法四十七", Text: fmt.Sprintf("办结以后证件号码和电话还留 %d 年，超出实现目的所必要", n)})
	}
	return out
}

// short reports whether a period is less than n days.
func short(p civil.Period, n int) bool { return p.N < n && p.Unit != civil.Months }
