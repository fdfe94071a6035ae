package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/figure"
)

// headings turns the codes of trades into the headings of the annex, in its order, with 其他 last.
type headings struct {
	order []string
	title map[string]string
}

// headings reads the annex as it stood on the day of the report.
func (a ask) headings() (headings, error) {
	h := headings{title: map[string]string{"": "附件以外"}}
	sectors, err := a.st.Sectors(a.ctx, a.day)
	if err != nil {
		return h, err
	}
	for _, s := range sectors {
		if s.Heading == "" {
			h.order, h.title[s.Code] = append(h.order, s.Code), s.Name
		}
	}
	h.order = append(h.order, "")
	return h, nil
}

// of is the heading of a trade; "" for one outside the annex.
func (h headings) of(sector string) string {
	code, _, _ := strings.Cut(sector, "-")
	if _, ok := h.title[code]; ok {
		return code
	}
	return ""
}

// tenancy begins the fact of a stay.
func tenancy(f figure.Record, key string) fact {
	return fact{key: key, noun: allocation.NounTenancy, id: f.ID, name: [3]string{f.District, f.Number, f.Name}, n: 1}
}

// byHeading gives the report a row for each district and heading of the annex that has a fact.
func (r *Report) byHeading(a ask, h headings) {
	has := map[string]bool{}
	for _, f := range r.facts {
		has[f.key] = true
	}
	for _, d := range a.districts() {
		for _, code := range h.order {
			if key := keyOf(d, code); has[key] {
				r.head(key, d, h.title[code])
			}
		}
	}
	r.settle()
}

// flag is 1 where something holds.
func flag(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// jobs are the four numbers of jobs of the tenants of the day, by district and heading of the annex.
func jobs(a ask) (Report, error) {
	h, err := a.headings()
	if err != nil {
		return Report{}, err
	}
	stays, err := a.st.StaysOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"岗位为全日制与非全日制人数之和；核实岗位取每户当日以前最近一次考核"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "sector", Title: textSector},
		{Key: "tenancies", Title: textTenancies, Short: "户数", Kind: Count},
		{Key: "claimed", Title: say.ClaimedJobs, Short: "申报", Kind: Count},
		{Key: "accepted", Title: say.AcceptedJobs, Short: "认定", Kind: Count},
		{Key: "contracted", Title: textContracted, Short: "合同", Kind: Count},
		{Key: "assessed", Title: "已考核户", Short: "已考核", Kind: Count},
		{Key: "assessed_contracted", Title: "已考核户合同岗位", Short: "其合同", Kind: Count},
		{Key: "verified", Title: say.VerifiedJobs, Short: "核实", Kind: Count},
		Column{Key: "verified_permille", Title: "核实占承诺", Short: "占比", Kind: Permille}.share("verified", "assessed_contracted"),
	}}
	for _, f := range stays {
		adds := r.count(tenancy(f.Record, keyOf(f.District, h.of(f.Sector))))
		copy(adds[2:], []int64{1, f.Claimed, f.Accepted, f.Contracted, flag(f.Assessed)})
		if f.Assessed {
			adds[7], adds[8] = f.Contracted, f.Verified
		}
		r.Samples += f.Samples
	}
	r.byHeading(a, h)
	return r, nil
}

// sectors are the tenants of the day by district and heading of the annex.
func sectors(a ask) (Report, error) {
	h, err := a.headings()
	if err != nil {
		return Report{}, err
	}
	stays, err := a.st.StaysOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "sector", Title: textSector},
		{Key: "tenancies", Title: textTenancies, Kind: Count},
		{Key: "units", Title: textUnits, Kind: Count},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area},
		{Key: "contracted", Title: textContracted, Kind: Count},
	}}
	for _, f := range stays {
		copy(r.count(tenancy(f.Record, keyOf(f.District, h.of(f.Sector))))[2:], []int64{1, int64(f.Units), int64(f.Area), f.Contracted})
		r.Samples += f.Samples
	}
	r.byHeading(a, h)
	return r, nil
}

// groups are the applications and tenants by group of 二 and of the later document. Somebody may belong to several groups: the last line counts
// everybody once.
func groups(a ask) (Report, error) {
	claims, err := a.st.GroupsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	catalogue, err := a.st.Groups(a.ctx, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"同一申请可属于多个群体，合计行每户只计一次", "本市居民、外来投资者按主体的住所分，认定以审查表“有固定住所”一项为准；优先只计证明已认定的群体"}, Columns: []Column{
		{Key: "group", Title: say.Group},
		Column{Key: "applications", Title: textApplications, Kind: Count}.as(once),
		Column{Key: "proved", Title: say.Accept, Kind: Count}.as(once),
		Column{Key: "priority", Title: "认定优先", Kind: Count}.as(once),
		Column{Key: "tenancies", Title: textTenancies, Kind: Count}.as(once),
		Column{Key: "contracted", Title: textContracted, Kind: Count}.as(once),
	}}
	known := map[string]bool{}
	for _, g := range catalogue {
		known[g.Code] = true
		r.head(g.Code, g.Name)
	}
	later := 0
	for _, f := range claims {
		if f.Later {
			later++
		}
		if !known[f.Code] { // a group that the catalogue no longer has
			known[f.Code] = true
			r.head(f.Code, f.Title)
		}
		adds := r.count(fact{key: f.Code, noun: allocation.NounApplication, id: f.ID, name: [3]string{f.District, f.Number, f.Name}, n: 1})
		adds[1] = 1
		if f.Proved {
			adds[2], adds[3] = 1, flag(f.First)
		}
		if f.Proved && f.Stay {
			adds[4], adds[5] = 1, f.Jobs
		}
	}
	if later > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有 %d 项群体是 %s 以后才认定的，当日未认定，没有计入", later, a.day))
	}
	r.settle()
	return r, nil
}

// stayColumns are the columns of a report that lists tenancies; day is what its day means, days the distance to it.
func stayColumns(day, days Column) []Column {
	return []Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "contract", Title: say.ContractNumber},
		{Key: "unit", Title: say.Unit},
		{Key: "units", Title: textUnits, Kind: Count},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area},
		day, days,
	}
}

// stay is a line of such a report.
func (r *Report) stay(f desk.StayFigure, days int) {
	r.Samples += f.Samples
	key := keyOf(f.District, f.Number, f.Contract)
	row := r.head(key, f.District, f.Number, f.Applicant, f.Contract, f.FirstUnit)
	row.Noun, row.ID = allocation.NounTenancy, f.ID
	row.Cells[7] = Day(f.Day)
	copy(r.count(tenancy(figure.Record{ID: f.ID, District: f.District, Number: f.Number, Name: f.Applicant}, key))[5:], []int64{int64(f.Units), int64(f.Area), none, int64(days)})
}

// byDistrict brings the lines of a district together, in the order of the districts, as they stood within it.
func (r *Report) byDistrict(a ask) {
	order := map[string]int{}
	for i, d := range a.districts() {
		order[d] = i
	}
	slices.SortStableFunc(r.Rows, func(x, y Row) int { return order[x.Cells[0].text] - order[y.Cells[0].text] })
}

// parameters are those of a district on the day; before its first version the usual ones.
func (a ask) parameters(district string) (allocation.Parameters, error) {
	p, err := a.st.Parameters(a.ctx, district, a.day)
	if errors.Is(err, basis.ErrNoParameters) {
		return allocation.DefaultParameters(), nil
	}
	return p.Parameters, err
}

// expiring lists the contracts that end within the lead time of their district's parameters, and those that are over.
func expiring(a ask) (Report, error) {
	r := Report{Notes: []string{"提前天数按各区参数；剩余为负数的是超期占用"}, Columns: stayColumns(Column{Key: "last_day", Title: textLast},
		Column{Key: "days_left", Title: "剩余", Unit: textDays, Kind: Count}.as(own))}
	for _, d := range a.districts() {
		p, err := a.parameters(d)
		if err != nil {
			return r, err
		}
		rows, err := a.st.ExpiringContracts(a.ctx, a.by, d, a.day, p.Leads.ContractTo)
		if err != nil {
			return r, err
		}
		for _, f := range rows {
			r.stay(f, f.Day.Sub(a.day))
		}
	}
	r.settle()
	return r, nil
}

// unopened lists the tenancies that have not opened within three months of getting the keys (三.3).
func unopened(a ask) (Report, error) {
	r := Report{Columns: stayColumns(Column{Key: "open_by", Title: say.OpenBy},
		Column{Key: "days_late", Title: say.Overdue, Unit: textDays, Kind: Count}.as(own))}
	rows, err := a.st.UnopenedTenancies(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return r, err
	}
	for _, f := range rows {
		r.stay(f, a.day.Sub(f.Day))
	}
	r.byDistrict(a)
	r.without(3)
	r.settle()
	return r, nil
}

// without takes a column away.
func (r *Report) without(at int) {
	r.Columns = slices.Delete(r.Columns, at, at+1)
	for i := range r.Rows {
		r.Rows[i].Cells = slices.Delete(r.Rows[i].Cells, at, at+1)
	}
	for i := range r.facts {
		r.facts[i].adds = slices.Delete(r.facts[i].adds, at, at+1)
	}
}

// papers lists what is overdue after the signing: keys, notarisation, each department's filing, licence, tax registration.
func papers(a ask) (Report, error) {
	r := Report{Notes: []string{"期限从签订之日起算，按各区参数"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "paper", Title: say.Matter},
		{Key: "last_day", Title: say.Deadline},
		Column{Key: "days_late", Title: say.Overdue, Unit: textDays, Kind: Count}.as(own),
		{Key: "papers", Title: "件数", Kind: Count},
	}}
	rows, err := a.st.OverduePapers(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return r, err
	}
	for _, p := range rows {
		key := keyOf(p.District, p.Number, p.Title())
		row := r.head(key, p.District, p.Number, p.Name, p.Title(), p.Last.String())
		row.Noun, row.ID = allocation.NounTenancy, p.ID
		copy(r.count(tenancy(figure.Record{ID: p.ID, District: p.District, Number: p.Number, Name: p.Name}, key))[5:], []int64{int64(a.day.Sub(p.Last)), 1})
	}
	r.byDistrict(a)
	r.settle()
	return r, nil
}

// exits counts the exits by ground of 四(五) and district.
func exits(a ask) (Report, error) {
	list, err := a.st.ExitsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	grounds, err := a.st.ExitGrounds(a.ctx, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"各列为截至当日到达过该步骤的件数，撤回的不计"}, Columns: []Column{
		{Key: "ground", Title: say.Case},
		{Key: "title", Title: say.Content},
		{Key: "opened", Title: say.Propose, Kind: Count},
		{Key: "refused", Title: say.NotApproved, Kind: Count},
		{Key: "approved", Title: say.Approve, Kind: Count},
		{Key: "returned", Title: "已收房", Kind: Count},
		{Key: "closed", Title: say.Closed, Kind: Count},
		{Key: "units", Title: "收回套数", Kind: Count},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area},
	}}
	for _, g := range grounds {
		r.head(fmt.Sprint(g.Number), fmt.Sprint(g.Number), g.Name)
	}
	for _, f := range list {
		adds := r.count(fact{key: fmt.Sprint(f.Ground), noun: allocation.NounExit, id: f.ID, name: [3]string{f.District, f.Number, f.Name}, n: 1})
		copy(adds[2:], []int64{1, flag(f.Refused), flag(f.Approved), flag(f.Returned), flag(f.Closed), int64(f.Units), int64(f.Area)})
	}
	r.settle()
	return r, nil
}

// Headings of columns.
const (
	textSector       = say.Sector
	textApplications = "受理申请"
	textContracted   = "合同岗位"
	textTenancies    = "在用户数"
)
