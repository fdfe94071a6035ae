package report

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/figure"
	"penggai/store/premises"
	"penggai/store/stay"
)

// of begins the fact of a record of a noun.
func of(noun allocation.Noun, f figure.Record, key string) fact {
	return fact{key: key, noun: noun, id: f.ID, n: 1, name: [3]string{f.District, f.Number, f.Name}}
}

// grouped gives the report a row for each key that has a fact: the district, in the order of the policy, and one word more.
func (r *Report) grouped(a ask, word func(part string) string) {
	has := map[string][]string{}
	for _, f := range r.facts {
		d, part, _ := strings.Cut(f.key, keySep)
		if !slices.Contains(has[d], part) {
			has[d] = append(has[d], part)
		}
	}
	for _, d := range a.districts() {
		slices.Sort(has[d])
		for _, part := range has[d] {
			r.head(keyOf(d, part), d, word(part))
		}
	}
	r.settle()
}

func same(part string) string { return part }

// taxes are the taxes of stays by district and calendar year.
func taxes(a ask) (Report, error) {
	list, err := a.st.TaxesOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"申报、认定为每年的税收；实缴按最近一次考核核实的该年度税收，实缴占认定只算已核实的户"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "year", Title: say.Year},
		{Key: "tenancies", Title: "户数", Kind: Count},
		{Key: "claimed_fen", Title: "申报税收", Unit: textYuan, Kind: Money},
		{Key: "accepted_fen", Title: "认定税收", Unit: textYuan, Kind: Money},
		{Key: "reported", Title: "已核实户", Kind: Count},
		{Key: "reported_accepted_fen", Title: "已核实户认定", Unit: textYuan, Kind: Money},
		{Key: "paid_fen", Title: "实缴税收", Unit: textYuan, Kind: Money},
		Column{Key: "paid_permille", Title: "实缴占认定", Kind: Permille}.share("paid_fen", "reported_accepted_fen"),
	}}
	for _, f := range list {
		adds := r.count(of(allocation.NounTenancy, f.Record, keyOf(f.District, strconv.Itoa(f.Year))))
		copy(adds[2:], []int64{1, int64(f.Claimed), int64(f.Accepted)})
		if f.Known {
			copy(adds[5:], []int64{1, int64(f.Accepted), int64(f.Paid)})
		}
	}
	r.grouped(a, same)
	return r, nil
}

// assessments are the assessments made by the day by district and year, and what is due and was not made, in the year in which it was due.
func assessments(a ask) (Report, error) {
	list, err := a.st.AssessedOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"逾期未考核：应考核日已过、当日仍未考核的户，间隔按各区参数；整改中：要求整改、当日尚未验收"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "year", Title: say.Year},
		{Key: "done", Title: "考核次数", Kind: Count},
		{Key: "pass", Title: "合格", Kind: Count},
		{Key: "rectify", Title: "要求整改", Kind: Count},
		{Key: "fail", Title: "不合格", Kind: Count},
		{Key: "rectifying", Title: "整改中", Kind: Count},
		{Key: "rectify_late", Title: "整改逾期", Kind: Count},
		{Key: "late", Title: "逾期未考核", Unit: "户", Kind: Count},
	}}
	for _, f := range list {
		adds := r.count(of(allocation.NounAssessment, f.Record, keyOf(f.District, strconv.Itoa(f.Year))))
		is := func(c oversight.Conclusion) int64 { return flag(f.Conclusion == string(c)) }
		copy(adds[2:], []int64{1, is(oversight.ConclusionPass), is(oversight.ConclusionRectify), is(oversight.ConclusionFail), flag(f.Open), flag(f.Late)})
	}
	for _, d := range a.districts() {
		p, err := a.parameters(d)
		if err != nil {
			return r, err
		}
		due, err := a.st.LateOn(a.ctx, a.by, d, a.day, p.AssessmentMonths)
		if err != nil {
			return r, err
		}
		for _, f := range due {
			r.count(of(allocation.NounTenancy, f.Record, keyOf(d, strconv.Itoa(f.Day.Year()))))[8] = 1
		}
	}
	r.grouped(a, same)
	return r, nil
}

// findings are the findings by district and the body that raised them.
func findings(a ask) (Report, error) {
	list, err := a.st.FindingsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"按期答复：首次答复不晚于答复期限；逾期未答：提出或退回后当日仍未答复、期限已过"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "body", Title: "督办单位"},
		{Key: "raised", Title: say.Propose, Kind: Count},
		{Key: "answered", Title: "已答复", Kind: Count},
		{Key: "in_time", Title: "按期答复", Kind: Count},
		Column{Key: "in_time_permille", Title: "按期率", Kind: Permille}.share("in_time", "answered"),
		{Key: "open", Title: "未销号", Kind: Count},
		{Key: "overdue", Title: "逾期未答", Kind: Count},
	}}
	for _, f := range list {
		copy(r.count(of(allocation.NounFinding, f.Record, keyOf(f.District, f.Body)))[2:], []int64{1, flag(f.Answered), flag(f.InTime), none, flag(f.Open), flag(f.Overdue)})
	}
	r.grouped(a, same)
	return r, nil
}

// steps are those of an application from the counter to the keys: between which of its days.
var steps = []struct {
	title    string
	from, to int
}{{"受理到审查", 0, 1}, {"审查到决定", 1, 2}, {"决定到分配", 2, 3}, {"分配到签约", 3, 4}, {"签约到交钥匙", 4, 5}, {"受理到决定", 0, 2}, {"受理到交钥匙", 0, 5}}

// handling is how long applications took from step to step, by district.
func handling(a ask) (Report, error) {
	list, err := a.st.WaysOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"天数为两步之间的日历天数，补正和公示的时间计算在内；只计当日以前走完这一步的申请"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "step", Title: "环节"},
		{Key: "cases", Title: "件数", Kind: Count},
		Column{Key: "median_days", Title: "中位", Unit: textDays, Kind: Count}.as(median),
		Column{Key: "mean_days", Title: "平均", Unit: textDays, Kind: Count}.as(mean),
		Column{Key: "slowest_days", Title: "最慢", Unit: textDays, Kind: Count}.as(most),
	}}
	for _, f := range list {
		days := []civil.Date{f.Accepted, f.Reviewed, f.Decided, f.Awarded, f.Signed, f.Handed}
		for i, step := range steps {
			from, to := days[step.from], days[step.to]
			if from.IsZero() || to.IsZero() || to.Before(from) {
				continue
			}
			n := int64(to.Sub(from))
			copy(r.count(of(allocation.NounApplication, f.Record, keyOf(f.District, strconv.Itoa(i))))[2:], []int64{1, n, n, n})
		}
	}
	r.grouped(a, func(part string) string {
		i, _ := strconv.Atoi(part)
		return steps[i].title
	})
	return r, nil
}

// handover is what is under construction and what has been completed and handed over to a district.
func handover(a ask) (Report, error) {
	list, err := a.st.BuildingOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"逾期：预计完工日已过、当日仍在建；未移交各区的列入全市在建"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "building", Title: "在建", Kind: Count},
		{Key: "building_area_dm2", Title: "在建面积", Unit: textM2, Kind: Area},
		{Key: "overdue", Title: "逾期未完工", Kind: Count},
		{Key: "undated", Title: "没有预计日", Kind: Count},
		{Key: "completed", Title: "已移交", Kind: Count},
		{Key: "completed_area_dm2", Title: "已移交面积", Unit: textM2, Kind: Area},
	}}
	for _, d := range a.districts() {
		r.head(d, d)
	}
	if a.district == "" {
		r.head(premises.CityPool, premises.CityPool)
	}
	for _, f := range list {
		f.District = premises.DistrictText(f.District)
		adds := r.count(of(allocation.NounUnit, f.Record, f.District))
		if f.Completed {
			adds[5], adds[6] = 1, int64(f.Area)
			continue
		}
		r.Samples += int(flag(f.Sample))
		copy(adds[1:], []int64{1, int64(f.Area), flag(!f.Expected.IsZero() && f.Expected.Before(a.day)), flag(f.Expected.IsZero())})
	}
	r.settle()
	return r, nil
}

// unfiled lists what tenants of the day lack of notarisation and filing (四(四)), due or not.
func unfiled(a ask) (Report, error) {
	district, err := a.by.Asks(a.district)
	if err != nil {
		return Report{}, err
	}
	rows, err := stay.OwedBy(a.ctx, a.st.Read, district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"期限从签订之日起算，按各区参数；剩余为负数的已逾期"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "paper", Title: "缺少"},
		{Key: "last_day", Title: say.Deadline},
		Column{Key: "days_left", Title: "剩余", Unit: textDays, Kind: Count}.as(own),
		{Key: "missing", Title: "件数", Kind: Count},
		{Key: "late", Title: say.Overdue, Kind: Count},
	}}
	for _, p := range rows {
		if p.Kind != allocation.MilestoneNotarised && p.Kind != allocation.MilestoneFiled {
			continue
		}
		key := keyOf(p.District, p.Number, p.Title())
		row := r.head(key, p.District, p.Number, p.Name, p.Title(), p.Last.String())
		row.Noun, row.ID = allocation.NounTenancy, p.ID
		copy(r.count(of(allocation.NounTenancy, figure.Record{ID: p.ID, District: p.District, Number: p.Number, Name: p.Name}, key))[5:], []int64{int64(p.Last.Sub(a.day)), 1, flag(p.Last.Before(a.day))})
	}
	r.byDistrict(a)
	r.settle()
	return r, nil
}

// fairness is how applicants fared in rounds and in single placements, by district.
func fairness(a ask) (Report, error) {
	list, err := a.st.RoundsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"参加为人次：没有分到的再参加一次另计；安置含递补"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "kind", Title: "方式"},
		{Key: "rounds", Title: "次数", Kind: Count},
		{Key: "applicants", Title: "参加", Kind: Count},
		{Key: "served", Title: "安置", Kind: Count},
		Column{Key: "served_permille", Title: "安置率", Kind: Permille}.share("served", "applicants"),
		{Key: "signed", Title: "已签约", Kind: Count},
		{Key: "overridden", Title: "人工调整", Kind: Count},
		{Key: "passed", Title: "越过他人", Kind: Count},
		{Key: "objections", Title: "异议", Kind: Count},
		{Key: "upheld", Title: "异议成立", Kind: Count},
	}}
	for _, f := range list {
		copy(r.count(of(allocation.NounRound, f.Record, keyOf(f.District, strconv.Itoa(int(flag(f.Single))))))[2:], []int64{
			1, int64(f.Applicants), int64(f.Served), none, int64(f.Signed), int64(f.Overridden), int64(f.Passed), int64(f.Objections), int64(f.Upheld),
		})
	}
	r.grouped(a, func(part string) string {
		if part == "1" {
			return "单户安置"
		}
		return "批次分配"
	})
	return r, nil
}

// subsidy is what the tenants of the day have been spared so far, for each of them and for each of their jobs.
func subsidy(a ask) (Report, error) {
	stays, err := a.st.StaysOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	sums, err := a.st.FeeTotalsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"累计减免从签约起算到当日，价格待公布的未计入；每岗按合同岗位"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancies", Title: textTenancies, Kind: Count},
		{Key: "contracted", Title: textContracted, Kind: Count},
		{Key: "verified", Title: say.VerifiedJobs, Kind: Count},
		{Key: "market_fen", Title: say.Market, Unit: textYuan, Kind: Money},
		{Key: "waived_fen", Title: "累计减免", Unit: textYuan, Kind: Money},
		Column{Key: "per_tenancy_fen", Title: "每户", Unit: textYuan, Kind: Money}.share("waived_fen", "tenancies"),
		Column{Key: "per_job_fen", Title: "每岗", Unit: textYuan, Kind: Money}.share("waived_fen", "contracted"),
	}}
	for _, d := range a.districts() {
		r.head(d, d)
	}
	for _, f := range stays {
		copy(r.count(tenancy(f.Record, f.District))[1:], []int64{1, f.Contracted, f.Verified, int64(sums[f.ID].Market), int64(sums[f.ID].Waived)})
		r.Samples += f.Samples
	}
	r.settle()
	return r, nil
}
