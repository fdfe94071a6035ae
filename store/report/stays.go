package report

import (
	"errors"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/desk"
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

// jobs are the four numbers of jobs by district and heading of the annex.
func jobs(a ask) (Report, error) {
	h, err := a.headings()
	if err != nil {
		return Report{}, err
	}
	figures, err := a.st.JobFigures(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"岗位为全日制与非全日制人数之和；只统计已受理的申请", "核实岗位取每户当日以前最近一次考核；核实占承诺是这些已考核户的核实岗位占其合同岗位的比例"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "sector", Title: textSector},
		{Key: "applications", Title: textApplications, Kind: Count},
		{Key: "claimed", Title: say.ClaimedJobs, Kind: Count},
		{Key: "accepted", Title: say.AcceptedJobs, Kind: Count},
		{Key: "contracted", Title: textContracted, Kind: Count},
		{Key: "verified", Title: say.VerifiedJobs, Kind: Count},
		{Key: "verified_permille", Title: "核实占承诺", Kind: Permille, Free: true},
	}}
	type key struct{ district, heading string }
	sums := map[key]*desk.JobFigure{}
	var verified, assessed int64
	for _, f := range figures {
		k := key{f.District, h.of(f.Sector)}
		s := sums[k]
		if s == nil {
			s = &desk.JobFigure{}
			sums[k] = s
		}
		s.Applications += f.Applications
		s.Claimed, s.Accepted, s.Contracted, s.Verified = s.Claimed+f.Claimed, s.Accepted+f.Accepted, s.Contracted+f.Contracted, s.Verified+f.Verified
		s.Assessed, verified, assessed = s.Assessed+f.Assessed, verified+f.Verified, assessed+f.Assessed
	}
	for _, d := range a.districts() {
		for _, code := range h.order {
			if s := sums[key{d, code}]; s != nil {
				r.Rows = append(r.Rows, Row{Cells: []Value{
					Str(d), Str(h.title[code]), Num(s.Applications), Num(s.Claimed), Num(s.Accepted), Num(s.Contracted), Num(s.Verified), permille(s.Verified, s.Assessed),
				}})
			}
		}
	}
	r.total()
	r.Totals[len(r.Totals)-1] = permille(verified, assessed)
	return r, nil
}

// sectors are the tenants by district and heading of the annex.
func sectors(a ask) (Report, error) {
	h, err := a.headings()
	if err != nil {
		return Report{}, err
	}
	figures, err := a.st.SectorFigures(a.ctx, a.by, a.district, a.day)
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
	type key struct{ district, heading string }
	sums := map[key]*desk.SectorFigure{}
	for _, f := range figures {
		k := key{f.District, h.of(f.Sector)}
		s := sums[k]
		if s == nil {
			s = &desk.SectorFigure{}
			sums[k] = s
		}
		s.Tenancies, s.Units, s.Area, s.Jobs = s.Tenancies+f.Tenancies, s.Units+f.Units, s.Area+f.Area, s.Jobs+f.Jobs
		r.Samples += f.Samples
	}
	for _, d := range a.districts() {
		for _, code := range h.order {
			if s := sums[key{d, code}]; s != nil {
				r.Rows = append(r.Rows, Row{Cells: []Value{
					Str(d), Str(h.title[code]), Num(s.Tenancies), Num(s.Units), Num(s.Area), Num(s.Jobs),
				}})
			}
		}
	}
	r.total()
	return r, nil
}

// groups are the applications and tenants by group of 二 and of the later document. Somebody may belong to several groups,
// so that nothing is summed.
func groups(a ask) (Report, error) {
	figures, err := a.st.GroupFigures(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	catalogue, err := a.st.Groups(a.ctx, a.day)
	if err != nil {
		return Report{}, err
	}
	by := map[string]desk.GroupFigure{}
	for _, f := range figures {
		by[f.Code] = f
	}
	r := Report{Notes: []string{"同一申请可属于多个群体，故不合计"}, Columns: []Column{
		{Key: "group", Title: say.Group},
		{Key: "applications", Title: textApplications, Kind: Count, Free: true},
		{Key: "proved", Title: say.Accept, Kind: Count, Free: true},
		{Key: "tenancies", Title: textTenancies, Kind: Count, Free: true},
		{Key: "contracted", Title: textContracted, Kind: Count, Free: true},
	}}
	row := func(title string, f desk.GroupFigure) {
		r.Rows = append(r.Rows, Row{Cells: []Value{Str(title), Num(f.Applications), Num(f.Proved), Num(f.Tenancies), Num(f.Jobs)}})
	}
	for _, g := range catalogue {
		row(g.Name, by[g.Code])
		delete(by, g.Code)
	}
	for _, f := range figures { // groups that the catalogue no longer has
		if _, left := by[f.Code]; left {
			row(f.Title, f)
		}
	}
	r.total()
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

func (r *Report) stay(f desk.StayFigure, days int) {
	r.Samples += f.Samples
	r.Rows = append(r.Rows, Row{Noun: allocation.NounTenancy, ID: f.ID, Cells: []Value{
		Str(f.District), Str(f.Number), Str(f.Applicant), Str(f.Contract), Str(f.FirstUnit), Num(f.Units), Num(f.Area), Day(f.Day), Num(days),
	}})
}

// expiring lists the contracts that end within the lead time of their district's parameters, and those that are over.
func expiring(a ask) (Report, error) {
	r := Report{Notes: []string{"提前天数按各区参数；剩余为负数的是超期占用"}, Columns: stayColumns(Column{Key: "last_day", Title: textLast},
		Column{Key: "days_left", Title: "剩余", Unit: textDays, Kind: Count, Free: true})}
	for _, d := range a.districts() {
		p, err := a.st.Parameters(a.ctx, d, a.day)
		lead := p.Leads.ContractTo
		switch {
		case errors.Is(err, basis.ErrNoParameters): // a day before the district's first version
			lead = allocation.DefaultParameters().Leads.ContractTo
		case err != nil:
			return r, err
		}
		rows, err := a.st.ExpiringContracts(a.ctx, a.by, d, a.day, lead)
		if err != nil {
			return r, err
		}
		for _, f := range rows {
			r.stay(f, f.Day.Sub(a.day))
		}
	}
	r.total()
	return r, nil
}

// unopened lists the tenancies that have not opened within three months of getting the keys (三.3).
func unopened(a ask) (Report, error) {
	r := Report{Columns: stayColumns(Column{Key: "open_by", Title: say.OpenBy},
		Column{Key: "days_late", Title: say.Overdue, Unit: textDays, Kind: Count, Free: true})}
	rows, err := a.st.UnopenedTenancies(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return r, err
	}
	for _, f := range rows {
		r.stay(f, a.day.Sub(f.Day))
	}
	r.Columns = append(r.Columns[:3], r.Columns[4:]...)
	for i := range r.Rows {
		c := r.Rows[i].Cells
		r.Rows[i].Cells = append(c[:3:3], c[4:]...)
	}
	r.total()
	return r, nil
}

// papers lists what is overdue after the signing: keys, notarisation, each department's filing, licence, tax registration.
func papers(a ask) (Report, error) {
	r := Report{Notes: []string{"期限从签订之日起算，按各区参数"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "paper", Title: say.Matter},
		{Key: "last_day", Title: say.Deadline},
		{Key: "days_late", Title: say.Overdue, Unit: textDays, Kind: Count, Free: true},
	}}
	rows, err := a.st.OverduePapers(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return r, err
	}
	for _, p := range rows {
		r.Rows = append(r.Rows, Row{Noun: allocation.NounTenancy, ID: p.ID, Cells: []Value{
			Str(p.District), Str(p.Number), Str(p.Name), Str(p.Title()), Day(p.Last), Num(a.day.Sub(p.Last)),
		}})
	}
	r.total()
	return r, nil
}

// exits counts the exits by ground of 四(五).
func exits(a ask) (Report, error) {
	figures, err := a.st.ExitFigures(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	grounds, err := a.st.ExitGrounds(a.ctx, a.day)
	if err != nil {
		return Report{}, err
	}
	by := map[int]desk.ExitFigure{}
	for _, f := range figures {
		by[f.Ground] = f
	}
	r := Report{Notes: []string{"各列为截至当日到达过该步骤的件数，撤回的不计"}, Columns: []Column{
		{Key: "ground", Title: say.Case, Kind: Count, Free: true},
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
		f := by[g.Number]
		r.Rows = append(r.Rows, Row{Cells: []Value{
			Num(g.Number), Str(g.Name), Num(f.Opened), Num(f.Refused), Num(f.Approved), Num(f.Returned), Num(f.Closed), Num(f.Units), Num(f.Area),
		}})
	}
	r.total()
	return r, nil
}

// Headings of columns.
const (
	textSector       = say.Sector
	textApplications = "受理申请"
	textContracted   = "合同岗位"
	textTenancies    = "在用户数"
)
