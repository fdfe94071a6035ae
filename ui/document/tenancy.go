package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/allocation/tenure"
	"penggai/store/stay"
)

// contractForm is the contract of 四(四): of a tenancy, or of an award that is still to be signed, with gaps for what the
// signing brings.
func contractForm(r Record) *Data {
	d, t, c := &Data{}, r.Tenancy, r.Contract
	r.party(d)
	r.project(d)
	d.Put(say.ContractNumber, or(c.Number, gapNumber))
	d.Put(say.TenancyNumber, or(t.Number, gapNumber))
	d.Put(say.SignedOn, date(c.Signed))
	d.Put("期次", count(max(c.Term, 1)))
	d.Put("起始日", date(c.From))
	d.Put("终止日", gapDate)
	if !c.To.IsZero() {
		d.Put("终止日", date(c.LastDay()))
	}
	d.Put("续期说明", clockClause(t.Tenancy))
	if c.Term > 1 {
		d.Put("续期说明", fmt.Sprintf("乙方的首期合同于%s签订，本期不重新计算免收期。", date(t.Signed))+gapClause(c))
	}
	r.phases(d)
	d.Put("开业约定", "")
	if !t.OpenBy.IsZero() {
		d.Put("开业约定", fmt.Sprintf("，即%s前（含当日；最后一日遇节假日顺延）", date(t.OpenBy)))
	}
	d.Put("首期", choose(c.Term > 1, "", "是"))
	d.Put("年减免说明", r.yearWaived())
	r.promises(d)
	r.premises(d)
	return d
}

// yearWaived says what the waiver is worth in the first year of the contract, at the prices that are published.
func (r *Record) yearWaived() string {
	var held quantity.Area
	for _, u := range r.heldOn(r.onDay()) {
		held += u.Area
	}
	sum, year, fees := quantity.Money(0), 0, []string(nil)
	for _, fee := range []charge.Fee{charge.FeeRent, charge.FeeProperty, charge.FeeHeating} {
		i := slices.IndexFunc(r.Fees, func(l charge.FeeLine) bool { return l.Fee == fee && l.Priced && !l.From.Before(r.Contract.From) })
		if i < 0 || r.Fees[i].Phase == charge.PhaseFull {
			continue
		}
		months, part := int64(12), int64(1)
		if fee == charge.FeeHeating {
			months = 1 // a season
		}
		if r.Fees[i].Phase == charge.PhaseHalf {
			part = 2
		}
		sum += quantity.Money((int64(r.Fees[i].Price)*int64(held)*months + 50*part) / (100 * part))
		year, fees = r.Fees[i].Year, append(fees, fee.Title())
	}
	if sum == 0 {
		return ""
	}
	return fmt.Sprintf("按%d年公布的市场价格计算，本期每年减免%s约%s元（%s），实际减免额以账单为准。", year, strings.Join(fees, "、"), sum, sum.Words())
}

// clockClause says of who has stayed before how the fee clock was set, by which stays and by what decision (五(一)).
func clockClause(t allocation.Tenancy) string {
	if t.How == allocation.ClockNone {
		return ""
	}
	text := "乙方与此前的入驻相同：" + t.Basis + "。优惠的计算" + t.How.Title()
	if t.Renewal != "" {
		text += "，依据甲方决定：" + t.Renewal
	}
	return text + "（13号文件五(一)）。"
}

// gapClause says of a contract that was signed late what the days before it cost (一).
func gapClause(c allocation.Contract) string {
	gap, found := tenure.Gap(c)
	if !found {
		return ""
	}
	days := fmt.Sprintf(textFromTo, date(gap.From), date(gap.To.AddDays(-1)))
	if c.GapKept == "" {
		return days + "没有合同，各项费用按当年市场价格全额计收（13号文件一）。"
	}
	return days + "没有合同，经甲方决定保留减免：" + c.GapKept + "。"
}

// phases puts the fee clock and its phases (五(一)), both days inside.
func (r *Record) phases(d *Data) {
	clock := r.Tenancy.Clock
	d.Put("计费起始日", date(clock))
	free, half, whole := fmt.Sprintf(textFromTo, gapDate, gapDate), fmt.Sprintf(textFromTo, gapDate, gapDate), fmt.Sprintf(textFrom, gapDate)
	switch {
	case r.Tenancy.How == allocation.ClockFull:
		d.Put("计费起始日", date(r.Tenancy.Signed))
		free, half, whole = say.None, say.None, fmt.Sprintf(textFrom, date(r.Tenancy.Signed))
	case !clock.IsZero():
		free = fmt.Sprintf(textFromTo, date(clock), date(r.Tenancy.FreeUntil().AddDays(-1)))
		half = fmt.Sprintf(textFromTo, date(r.Tenancy.FreeUntil()), date(r.Tenancy.WaivedUntil().AddDays(-1)))
		whole = fmt.Sprintf(textFrom, date(r.Tenancy.WaivedUntil()))
	}
	d.Put("免收期", free)
	d.Put("减半期", half)
	d.Put("全价期", whole)
	water := r.Tenancy.WaterIntensive
	if r.Noun == NounAward {
		water = r.Application.WaterIntensive
	}
	d.Put("水费并列", choose(water, "", "、水费"))
	d.Put("水费约定", choose(water, "乙方以水为主要生产、经营要件，水费不在减免范围，按当年市场价格全额缴纳，用量以水表读数为准（13号文件五(一)2）。", "乙方不以水为主要生产、经营要件，水费按前款阶段计收，用量以水表读数为准（13号文件五(一)2）。"))
}

// promises puts the jobs of the contract; of an award those that the review accepted, else those that are claimed.
func (r *Record) promises(d *Data) {
	jobs := r.Tenancy.Promised
	if r.Noun == NounAward {
		if jobs = r.Application.Jobs.Accepted; !jobs.Stated() {
			jobs = r.Application.Jobs.Claimed
		}
	}
	d.Put("承诺全职", count(jobs.Full))
	d.Put("承诺兼职", count(jobs.Part))
}

// premises puts the premises as they were on the day of the paper, with their sum; of an award those that it gives.
func (r *Record) premises(d *Data) {
	units := r.Units
	if r.Tenancy.ID != 0 {
		units = r.heldOn(r.onDay())
	}
	list := d.AddList("房屋", "房源编号", say.Community, say.Area, "坐落", "权证号", "用途", "楼层")
	var sum quantity.Area
	var numbers, titles []string
	for _, u := range units {
		sum += u.Area
		floor := ""
		if u.Floor != 0 {
			floor = strconv.Itoa(u.Floor)
		}
		list.Add(u.Number, u.Community, area(u.Area), or(u.Address, strings.TrimSpace(u.Community+" "+u.Building)), or(u.Certificate, "未办理"), or(u.Usage, "商服"), floor)
		if text := titleWords(u.Address, u.Certificate, u.Usage); text != "" {
			titles = append(titles, u.Number+text)
		}
		numbers = append(numbers, u.Number)
	}
	d.Put("房源编号", strings.Join(numbers, "、"))
	d.Put(say.UnitCount, count(len(list.Rows)))
	d.Put("面积合计", area(sum))
	d.Put("房屋权属", strings.Join(titles, "；"))
}

// titleWords says where a unit lies, by which certificate it is owned and what it is for, as far as that is known.
func titleWords(address, certificate, usage string) string {
	text := ""
	for _, part := range []struct{ word, value string }{{"坐落", address}, {"权证号", certificate}, {"用途", usage}} {
		if part.value != "" {
			text += "，" + part.word + part.value
		}
	}
	return text
}

// handoverRecord is the record of 交接 in both directions. What has not happened yet is a blank line for each unit, to be
// filled in at the door.
func handoverRecord(r Record) *Data {
	d, t := &Data{}, r.Tenancy
	r.party(d)
	d.Put(say.TenancyNumber, t.Number)
	d.Put(say.ContractNumber, r.Contract.Number)
	d.Put("移交日期", date(t.Handed))
	d.Put("收回日期", date(t.Ended))
	d.Put("开业说明", "请自移交之日起三个月内开业。")
	if !t.OpenBy.IsZero() {
		d.Put("开业说明", fmt.Sprintf("请在%s前（含当日）开业。", date(t.OpenBy)))
	}
	r.conditions(d, "移交", t.Out)
	r.conditions(d, "收回", t.Back)
	diff := d.AddList("差异", "房源编号", say.Project, "移交时", "收回时", say.Note)
	for _, back := range t.Back {
		i := slices.IndexFunc(t.Out, func(o stay.HandoverRow) bool { return o.UnitID == back.UnitID })
		if i < 0 {
			continue
		}
		for _, x := range t.Out[i].Compare(back.Condition) {
			if x.Out != x.Back {
				diff.Add(r.numberOn(back.UnitID, back.Unit, back.Day), x.Title, x.Out, x.Back, back.Remark)
			}
		}
	}
	return d
}

// conditions puts the state of the premises in one direction; units without a record have a blank line.
func (r *Record) conditions(d *Data, name string, rows []stay.HandoverRow) {
	list := d.AddList(name, "房源编号", say.Date, say.Keys, say.WaterMeter, say.PowerMeter, say.Defects, say.Remark)
	for _, h := range rows {
		list.Add(r.numberOn(h.UnitID, h.Unit, h.Day), date(h.Day), count(h.Keys), h.Water.String(), h.Power.String(), lines(or(h.Defects, textNone), h.Remark), h.Remark)
	}
	for _, u := range r.heldOn(r.onDay()) {
		if !slices.ContainsFunc(rows, func(x stay.HandoverRow) bool { return x.UnitID == u.ID }) {
			list.Add(u.Number)
		}
	}
}

// exitData puts what the papers of an exit have in common (四(五)).
// kind is what its letters are counted under: each of them has a number of its own.
func (r *Record) exitData(kind string) *Data {
	d, x := &Data{}, r.Exit
	r.party(d)
	r.project(d)
	d.Put(say.TenancyNumber, r.Tenancy.Number)
	d.Put(say.ContractNumber, r.Contract.Number)
	d.Put("首次签订", date(r.Tenancy.Signed))
	d.Put(say.OpenedOn, dateOr(r.Tenancy.Opened, textNone))
	d.Put("通知编号", x.NoticeNumber)
	d.Put("文号", r.fileNumber(kind, x.NoticeNumber))
	d.Put("文书日期", date(r.onDay()))
	number, clause := "", "四(五)"
	if x.Exit.Ground > 0 {
		number, clause = count(x.Exit.Ground), x.Ground.Clause()
	}
	d.Put("退出情形", number)
	d.Put("退出条款", clause)
	d.Put("情形名称", x.Ground.Name)
	d.Put("退出事由", x.Reason)
	evidence := x.Evidence.Document
	if x.Evidence.Body != "" {
		evidence = fmt.Sprintf("%s，%s", evidence, x.Evidence.Body)
	}
	d.Put("证明文书", evidence+dated(x.Evidence.Day))
	d.Put(say.DecidedOn, date(x.Decided))
	d.Put("决定意见", or(x.Decision, textNone))
	d.Put("不予批准事项", askedWords(x.Exit))
	d.Put("不予批准后", stayWords(x.Exit, r.Contract))
	d.Put("决定方式", choose(x.Stops, "决定停止并收回商服的免费使用权，予以", choose(x.Heard, "决定", "批准")))
	d.Put("停止减免", stopWords(x.Exit, r.Tenancy.Tenancy, r.Contract))
	d.Put("费用说明", feeWords(x.Exit, r.Contract))
	d.Put("腾退期限", date(x.VacateBy))
	d.Put("拟定减免", intendedWords(x.Exit, x.Terms.Owed))
	d.Put("陈述期限", answerWords(x.Exit, x.Terms.Told))
	d.Put("告知日期", date(x.Told))
	d.Put("陈述申辩", heardWords(x.Exit))
	d.Put("申辩情况", or(heardWords(x.Exit), choose(x.Applied, "承租人本人申请，无须先行告知", textNone)))
	d.Put("通知日期", date(x.Noticed))
	d.Put(say.ServedHow, x.NoticedHow)
	d.Put("收回日期", dateOr(x.Returned, textNotReturned))
	d.Put(say.SettledOn, dateOr(x.Settled, textNotSettled))
	d.Put("结清情况", or(x.SettledHow, textNotSettled))
	d.Put("备案编号", x.FiledNumber)
	d.Put(say.FilingBody, or(x.FiledBody, "市人力资源社会保障局、市国资局、市棚改办、市沉治办"))
	d.Put(say.FiledOn, date(x.Filed))
	r.premises(d)
	return d
}

// dated is a day behind a document.
func dated(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return "，" + date(day)
}

// feeWords say what is charged until the keys are back.
func feeWords(x leave.Exit, c allocation.Contract) string {
	switch {
	case x.Stops && x.VacateBy.IsZero():
		return "自决定之日起停止减免，按当年市场价格全额计收。"
	case x.Stops && !x.Evidence.FalseFrom.IsZero():
		owed := ""
		if x.Owed != "" {
			owed = x.Owed + "，以后的按日计收，"
		}
		return fmt.Sprintf("自%s起收回减免，按当年市场价格全额补缴并计收，%s账单另行送达。", date(x.Evidence.FalseFrom), owed)
	case x.Stops:
		return "自本通知书送达之日起停止并收回免费使用权，按当年市场价格全额计收。"
	case x.VacateBy.IsZero():
		return "交还前的费用仍按合同约定的阶段计收。"
	case x.ContractFirst(c):
		return fmt.Sprintf("合同到%s期满，以前的费用按合同约定的阶段计收，自次日起没有合同，按当年市场价格全额计收（13号文件一）。", date(c.LastDay()))
	}
	return "腾退期限以前的费用仍按合同约定的阶段计收，自次日起按当年市场价格全额计收。"
}

// stopWords say from which day the exit makes full price due, before the decision is served too; of who went out before that day
// that it did not.
func stopWords(x leave.Exit, t allocation.Tenancy, c allocation.Contract) string {
	stop := x.FullFrom(c)
	if x.VacateBy.IsZero() {
		stop = t.Stopped // decided by an older rule
	}
	switch {
	case stop.IsZero() && x.Stops && !x.VacateBy.IsZero() && !x.Evidence.FalseFrom.IsZero():
		return fmt.Sprintf("决定送达后自%s起收回", date(x.Evidence.FalseFrom))
	case stop.IsZero() && x.Stops && !x.VacateBy.IsZero():
		return "自决定送达之日起"
	case stop.IsZero(), !t.Ended.IsZero() && !stop.Before(t.Ended):
		return "不停止"
	case x.ContractFirst(c):
		return date(stop) + "（合同期满次日）"
	case !x.Stops && t.Ended.IsZero():
		return "逾期不腾退的自" + date(stop) + "起"
	}
	return date(stop)
}

// intendedWords say what the intended decision does to the waiver; owed is what taking it back makes payable.
func intendedWords(x leave.Exit, owed string) string {
	switch {
	case !x.Stops:
		return ""
	case x.Evidence.FalseFrom.IsZero():
		return "停止并收回免费使用权，自决定送达之日起按当年市场价格全额收费；"
	}
	back := fmt.Sprintf("停止并收回免费使用权，自%s起的减免予以追回，按当年市场价格全额补缴", date(x.Evidence.FalseFrom))
	if owed != "" {
		back += "，" + owed
	}
	return back + "；"
}

// askedWords say what was not approved: the exit that the tenant asked for, or the one that the tenant was told of.
func askedWords(x leave.Exit) string {
	if x.Told.IsZero() {
		return fmt.Sprintf("你（单位）于%s提出的退出申请", date(x.Evidence.Day))
	}
	return fmt.Sprintf("我机关于%s告知你（单位）的退出", date(x.Told))
}

// stayWords say how the stay goes on when the exit is not approved: by its contract, or without one at full price (一).
func stayWords(x leave.Exit, c allocation.Contract) string {
	if !c.To.After(x.Decided) && !c.To.IsZero() {
		return fmt.Sprintf("合同已于%s期满，自次日起没有合同，各项费用按当年市场价格全额计收（13号文件一）；请尽快办理续签，或者重新申请退出。", date(c.LastDay()))
	}
	return fmt.Sprintf("你（单位）继续按合同使用上述房屋，合同到%s期满，费用仍按合同约定的阶段计收。", date(c.LastDay()))
}

// answerWords are the period for an answer, with its last day once the notice is served.
func answerWords(x leave.Exit, period string) string {
	period = strings.ReplaceAll(period, " ", "") // papers write no blank between a figure and its word
	if x.Told.IsZero() {
		return period
	}
	return fmt.Sprintf("%s（到%s为止）", period, date(x.AnswerBy))
}

// heardWords are the tenant's answer, or that none came, with what the decision says to it; "" where the ground asks for none.
func heardWords(x leave.Exit) string {
	switch {
	case x.Told.IsZero():
		return ""
	case x.Answered.IsZero() && !x.Decided.After(x.AnswerBy):
		return fmt.Sprintf("已于%s告知，到决定时没有收到陈述、申辩。", date(x.Told))
	case x.Answered.IsZero():
		return fmt.Sprintf("已于%s告知，期限内没有提出陈述、申辩。", date(x.Told))
	}
	words := fmt.Sprintf("已于%s告知，%s提出：%s", date(x.Told), date(x.Answered), x.Answer)
	if w := x.Weighing.Words(); w != "" && x.Heed != leave.HeedWaived {
		return strings.TrimRight(words, "。") + "。我机关的意见：" + w
	}
	return words
}

func exitIntended(r Record) *Data { return r.exitData("退告") }

// exitRefused is the notice to a tenant who asked to leave, or was told of a decision that is not taken now (四(五)).
func exitRefused(r Record) *Data { return r.exitData("不退") }

// exitWithdrawn tells a tenant who was told of an intended decision that it is not taken (四(五)).
func exitWithdrawn(r Record) *Data { return r.exitData("退撤") }

func exitNotice(r Record) *Data { return r.exitData("退") }

func exitFiling(r Record) *Data { return r.exitData("退函") }

// Words in documents.
const (
	gapNumber       = "　　　　　　"
	textFromTo      = "%s至%s"
	textFrom        = "%s起"
	textNotSettled  = "尚未结清"
	textNotReturned = "尚未收回"
)
