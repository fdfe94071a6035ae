package document

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// numberParts are year and sequence at the end of a number: TC-JS-2020-0003, JS20170006.
var numberParts = regexp.MustCompile(`(\d{4})-?(\d{4})$`)

// fileNumber is a number as official letters have it (GB/T 9704): 双尖棚退〔2020〕3号; empty without one.
func (r *Record) fileNumber(kind, number string) string {
	m := numberParts.FindStringSubmatch(number)
	if m == nil || r.District == "" {
		return ""
	}
	n, _ := strconv.Atoi(m[2]) // four digits
	return fmt.Sprintf("双%s棚%s〔%s〕%d号", string([]rune(r.District)[:1]), kind, m[1], n)
}

// openNumber is the number of a letter that the program does not count: the register of the office gives the last part, by hand.
func (r *Record) openNumber(kind string) string {
	if r.District == "" {
		return ""
	}
	return fmt.Sprintf("双%s棚%s〔%d〕　　号", string([]rune(r.District)[:1]), kind, r.onDay().Year())
}

// refusalNumber is the number of a refusal: BS-JS-2021-0012, from the day of the decision and the record of the application.
func (r *Record) refusalNumber(prefix string, day civil.Date) string {
	d, err := allocation.FindDistrict(r.District)
	if err != nil || day.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s-%s-%d-%04d", prefix, d.Code, day.Year(), r.Application.ID)
}

// The prefixes of the numbers of refusals: 不予受理, 不予通过.
const (
	prefixRefused  = "BS"
	prefixRejected = "BT"
)

// letter puts what the letters of a stay have in common.
func (r *Record) letter() *Data {
	d := &Data{}
	r.party(d)
	r.project(d)
	d.Put("文书日期", date(r.onDay()))
	d.Put(say.TenancyNumber, r.Tenancy.Number)
	d.Put(say.ContractNumber, r.Contract.Number)
	d.Put(say.SignedOn, date(r.Contract.Signed))
	d.Put("起始日", date(r.Contract.From))
	d.Put("终止日", gapDate)
	if !r.Contract.To.IsZero() {
		d.Put("终止日", date(r.Contract.LastDay()))
	}
	d.Put("期次", count(max(r.Contract.Term, 1)))
	r.premises(d)
	return d
}

// reminderLetter asks for what is overdue.
func reminderLetter(r Record) *Data {
	d := r.letter()
	d.Put("文号", r.openNumber("催"))
	d.Put("逾期合计", r.Account.Overdue.String())
	d.Put("逾期大写", r.Account.Overdue.Words())
	list := d.AddList("欠费", "账单编号", "账期", "缴费期限", "应缴", "已缴", "未缴", "逾期天数")
	for _, b := range r.Account.Bills {
		if b.Open > 0 && b.Late > 0 {
			list.Add(b.Number, period(b.From, b.LastDay()), dots(b.Due), b.Total.Payable.String(), b.Paid.String(), b.Open.String(), count(b.Late))
		}
	}
	return d
}

// dots is a day in a narrow column: 2021.2.3.
func dots(d civil.Date) string { return fmt.Sprintf("%d.%d.%d", d.Year(), int(d.Month()), d.Day()) }

func notOverdue(r Record) string {
	if r.Account.Overdue <= 0 {
		return "没有逾期未缴的账单"
	}
	return ""
}

// renewalLetter says that a contract ends and how it goes on.
func renewalLetter(r Record) *Data {
	d := r.letter()
	d.Put("文号", r.openNumber("续"))
	return d
}

func notEnding(r Record) string {
	switch {
	case !r.Tenancy.State.Live():
		return textStayOver
	case r.Contract.To.IsZero() || !r.Contract.To.After(r.Today):
		return "合同已经期满，用超期占用通知书"
	case r.Contract.To.AddMonths(-6).After(r.Today):
		return "离合同期满还有半年以上"
	}
	return ""
}

// holdoverLetter says that a contract has ended while the premises are still held (一).
func holdoverLetter(r Record) *Data {
	d := r.letter()
	d.Put("文号", r.openNumber("超"))
	d.Put("超期起", gapDate)
	if !r.Contract.To.IsZero() {
		d.Put("超期起", date(r.Contract.To))
	}
	return d
}

func notHoldover(r Record) string {
	switch {
	case !r.Tenancy.State.Live():
		return textStayOver
	case r.Contract.To.After(r.Today):
		return "合同还没有期满"
	}
	return ""
}

// premisesProof is the proof of where a business is for its licence (五(三)).
func premisesProof(r Record) *Data {
	d := r.letter()
	d.Put("文号", r.openNumber("证"))
	return d
}

func notInForce(r Record) string {
	switch {
	case !r.Tenancy.State.Live():
		return textStayOver
	case !r.Contract.To.After(r.Today):
		return "合同已经期满，没有场所可以证明"
	}
	return ""
}

// rectifyLetter asks a tenant to put right what an assessment found (四(五)).
func rectifyLetter(r Record) *Data {
	d, a := r.letter(), r.Assessment
	d.Put("考核编号", a.Number)
	d.Put("文号", r.fileNumber("整", a.Number))
	d.Put(say.AssessedOn, date(a.Day))
	d.Put("结论理由", or(a.Reason, textNone))
	d.Put("发现", strings.TrimRight(a.Reason, "。"))
	d.Put("整改要求", a.Rectify)
	d.Put(say.RectifyBy, date(a.RectifyBy))
	var bad []string
	for _, p := range oversight.AssessmentPoints {
		i := slices.IndexFunc(a.Points, func(c oversight.PointCheck) bool { return c.Code == p.Code && !c.Good })
		if i >= 0 {
			bad = append(bad, strings.TrimSuffix(p.Title+"："+a.Points[i].Remark, "："))
		}
	}
	d.Put("不符合项目", strings.Join(bad, "；"))
	return d
}

func notRectifying(r Record) string {
	if r.Assessment.Rectify == "" {
		return "考核没有要求整改"
	}
	return ""
}

// supplementAgreement is the supplement to a contract by which premises or tenant change.
func supplementAgreement(r Record) *Data {
	d, c := r.letter(), r.Change
	d.Put("协议编号", c.Number)
	d.Put("变更事项", c.Kind.Title())
	d.Put("变更日期", date(c.Day))
	d.Put("变更依据", c.Document)
	d.Put("变更说明", c.Reason)
	var what []string
	if c.OldName != c.NewName {
		what = append(what, fmt.Sprintf("乙方由“%s”变更为“%s”", c.OldName, c.NewName))
	}
	if c.OldHead != c.NewHead {
		what = append(what, fmt.Sprintf("乙方法定代表人由%s变更为%s", c.OldHead, c.NewHead))
	}
	if c.Back != "" {
		what = append(what, "乙方交还房屋"+strings.ReplaceAll(c.Back, " ", "、"))
	}
	if c.Out != "" {
		what = append(what, "甲方另交房屋"+strings.ReplaceAll(c.Out, " ", "、")+"供乙方使用")
	}
	d.Put("变更内容", strings.Join(what, "；"))
	return d
}

// exitPosting is the public notice of an exit; a person's name is masked.
func exitPosting(r Record) *Data {
	d := r.exitData("退示")
	d.Put("公示名称", publicName(&r.Who))
	return d
}

func publicName(a *allocation.Applicant) string {
	if a.Kind == allocation.Person {
		return identity.MaskName(a.Name)
	}
	return a.Name
}

// resultNotice is the public notice of the result of a round (四(三)); names of persons are masked.
func resultNotice(r Record) *Data {
	d, x := &Data{}, r.Round
	r.office(d)
	d.Put("批次", x.Title)
	d.Put("批次编号", x.Number)
	d.Put("公示起", date(x.NoticeFrom))
	d.Put("公示止", date(x.NoticeUntil))
	d.Put("异议截止", date(x.ObjectionUntil))
	list := d.AddList("结果", "名次", "申请人", "申请编号", "折合岗位", "应得面积", "分得房源", "分得面积")
	served, units := 0, 0
	for _, run := range x.Runs {
		if run.ID != x.Run {
			continue
		}
		d.Put("结果摘要", run.Digest)
		for _, a := range x.Scope.Applicants {
			line, found := run.Line(a.Number)
			if !found {
				continue
			}
			got, size := "未得到", ""
			if len(line.Units) > 0 {
				got, size = strings.Join(line.Units, "\n"), area(line.Area) // a number a line: none breaks
				served, units = served+1, units+len(line.Units)
			}
			list.Add(count(line.Rank), posted(a), a.Number, rule.Millijobs(line.WeightMillis), area(line.Target), got, size)
		}
	}
	slices.SortStableFunc(list.Rows, func(a, b []string) int {
		m, _ := strconv.Atoi(a[0])
		n, _ := strconv.Atoi(b[0])
		return m - n
	})
	if x.ID == 0 {
		d.Put("结果摘要", "")
	}
	d.Put("申请数", count(len(list.Rows)))
	d.Put("安置数", count(served))
	d.Put("安置套数", count(units))
	return d
}

func notNoticed(r Record) string {
	if r.Round.NoticeFrom.IsZero() || r.Round.Run == 0 {
		return "结果还没有公示"
	}
	return ""
}

// signNotice tells who was awarded premises until when to sign.
func signNotice(r Record) *Data {
	d, w := r.notice(), r.Award
	d.Put("文号", r.fileNumber("签", r.Application.Number))
	d.Put("文书日期", date(r.onDay()))
	d.Put("批次名称", w.RoundTitle)
	d.Put("签约期限", date(w.SignBy))
	r.premises(d)
	return d
}

// reviewSheet is the sheet of the review, clause by clause (三.1 to 三.7).
func reviewSheet(r Record) *Data {
	d, a := r.notice(), r.Application
	d.Put("审查人", a.Review.Name)
	d.Put("审查日期", date(a.Review.Day))
	d.Put("申报岗位", people(a.Jobs.Claimed))
	d.Put("认定岗位", people(a.Jobs.Accepted))
	d.Put("认定税额", a.Taxes.Accepted.Amount.String())
	list := d.AddList("审查项目", "条款", "审查内容", "审查结论", "审查说明")
	for _, c := range a.Review.Clauses {
		list.Add(c.Clause, allocation.ClauseTitle(c.Clause), c.Verdict.Title(), c.Remark)
	}
	return d
}

func notReviewed(r Record) string {
	if r.Application.Review.Day.IsZero() {
		return "还没有审查"
	}
	return ""
}

// scoreSheet is the sheet of the evaluation: the marks of each expert (四(二)).
func scoreSheet(r Record) *Data {
	d, e := r.notice(), r.Application.Evaluation
	d.Put("评审日期", date(e.Day))
	d.Put("评审结果", "")
	if len(e.Rubric.Items) > 0 && !e.Day.IsZero() {
		d.Put("评审结果", e.Result(e.Rubric))
	}
	d.Put("满分", count(e.Rubric.Total()))
	d.Put("合格分", count(e.Rubric.Pass))
	list := d.AddList("打分", "专家", "专家单位", "各项得分", "得分合计", "专家意见")
	for _, s := range e.Scores {
		if s.State != "" && s.State != allocation.SeatScored {
			continue
		}
		var parts []string
		for _, i := range e.Rubric.Items {
			parts = append(parts, fmt.Sprintf("%s %d/%d", i.Title, s.Points[i.Code], i.Max))
		}
		list.Add(s.Expert, or(s.Body, textNone), strings.Join(parts, "\n"), count(s.Sum(e.Rubric)), or(s.Remark, textNone))
	}
	return d
}

func notEvaluated(r Record) string {
	if r.Application.Evaluation.Day.IsZero() {
		return "还没有评审，或者还有专家没有打分"
	}
	return ""
}

// pledge is what an applicant promises; mandate gives the agent power to act.
func pledge(r Record) *Data { return r.notice() }

func mandate(r Record) *Data {
	d := r.notice()
	d.Put("受托人", or(r.Who.Agent.Name, textGap)) // where nobody is named yet, the applicant writes the name
	d.Put("受托人证件", or(r.Who.Agent.IDNumber, textGap))
	d.Put("受托人电话", or(r.Who.Agent.Phone, textGap))
	return d
}

func dayReviewed(r *Record) civil.Date   { return r.Application.Review.Day }
func dayEvaluated(r *Record) civil.Date  { return r.Application.Evaluation.Day }
func dayNoticeFrom(r *Record) civil.Date { return r.Round.NoticeFrom }
func dayOffered(r *Record) civil.Date    { return r.Award.OfferedDay }
func dayChanged(r *Record) civil.Date    { return r.Change.Day }
func dayExitServed(r *Record) civil.Date {
	if r.Exit.State == leave.ExitApproved {
		return civil.Date{}
	}
	return r.Exit.Noticed
}

const textStayOver = "入驻已经结束"
