package overview

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/figure"
	"penggai/store/stay"
)

// Clause is one line of the sheet by which a district is assessed (六(一)): a clause of the policy and the figure that the program holds for
// it, or a line that a person fills in.
type Clause struct {
	Figure
	Clause    string // 四(四)
	Part, Per string // of a ratio: the keys of both its sides
	Hand      bool   // the program holds nothing: filled in by hand

	words func(a *ask, district string) (string, error) // of a line that is said, not counted
}

// Clauses are the lines of the sheet in the order of the policy.
func Clauses() []Clause {
	of := func(clause, key string) Clause { // a line of the page for the meeting
		f, _ := Named(key)
		f.Title = f.Name()
		return Clause{Clause: clause, Figure: f}
	}
	counted := func(clause, key, title, unit, about string, list source) Clause {
		return Clause{Clause: clause, Figure: Figure{Key: key, Title: title, Unit: unit, About: about, items: list}}
	}
	people := func(clause, key, title, unit, about string, list source) Clause {
		c := counted(clause, key, title, unit, about, list)
		c.Kind = People
		return c
	}
	share := func(clause, key, title, about, part, per string) Clause {
		c := counted(clause, key, title, "%", about, source{})
		c.Kind, c.Part, c.Per = Ratio, part, per
		return c
	}
	said := func(clause, key, title, about string, words func(a *ask, district string) (string, error)) Clause {
		c := counted(clause, key, title, "", about, source{})
		c.words = words
		return c
	}
	hand := func(clause, key, title, unit string) Clause {
		c := counted(clause, key, title, unit, "系统不掌握，由考核人核对后填写", source{})
		c.Hand = true
		return c
	}
	usableUnits := counted("四(三)", keyUsable, "可使用房源", unitSets, "当日闲置、已锁定、使用中、收回整修的房源", unitItems(usable))
	return []Clause{
		of("一", "units"), of("一", "building"),
		counted("一", "building_late", "逾期未完工移交", unitSets, "预计完工日已过、当日仍在建的房源", source{list: lateBuildings}),
		counted("二", "groups_first", "优先群体在用户", unitTenants, "当日在用、优先群体身份已认定的业户，一户有几种身份的计一次", source{list: firstGroups}),
		hand("三", "sector", "鼓励行业入驻评价", ""),
		of("三.3", "unopened"),
		counted("三.4", "licences_late", "证照逾期", unitCases, "当日营业执照、税务登记逾期未办的件数", papersLate(allocation.MilestoneLicensed, allocation.MilestoneTaxed)),
		of("三.5", "promised"), of("三.5", "verified"),
		people("三.5", "assessed_promised", "已考核户承诺岗位", unitPeople, "当日在用、已考核过的业户的合同约定岗位", sqlItems(sqlAssessedJobs)),
		share("三.5", "verified_permille", "核实占承诺", "核实岗位÷已考核户承诺岗位", "verified", "assessed_promised"),
		counted("四(一)", "accepted_year", "本年受理申请", unitCases, "本年 1 月 1 日到当日受理的申请", sinceNewYear(sqlAcceptedYear)),
		counted("四(二)", "decided_year", "本年审核决定", unitCases, "本年批准和不予通过的申请", sinceNewYear(sqlDecidedYear)),
		said("四(三)", "rules", "分配细则", "当日有效的参数版本（系统 > 参数）", rulesWords),
		of("四(三)", "vacant"), of("四(三)", "idle_year"), of("四(三)", "occupied"), usableUnits,
		share("四(三)", "occupancy_permille", "使用率", "使用中÷可使用房源", "occupied", keyUsable),
		of("四(三)", "waiting"),
		counted("四(三)", "awarded_year", "本年安置", unitCases, "本年分配给申请人的安置，已取消的不计", sinceNewYear(sqlAwardedYear)),
		people("四(三)", "upheld", "异议成立", unitCases, "当日以前确认的批次中成立的异议", source{list: upheldObjections}),
		of("四(四)", "tenants"),
		counted("四(四)", "notarised_late", "公证逾期", unitCases, "当日在用、公证期限已过仍未公证的合同", papersLate(allocation.MilestoneNotarised)),
		counted("四(四)", "filed_late", "备案逾期", unitCases, "当日在用、备案期限已过仍未备案的合同", papersLate(allocation.MilestoneFiled)),
		counted("四(五)", "assessed_year", "本年考核", "次", "本年考核的次数，作废的不计", sinceNewYear(sqlAssessedYear)),
		of("四(五)", "assessments_late"),
		counted("四(五)", "failed_year", "本年考核不合格", "次", "本年结论为不合格的考核", sinceNewYear(sqlFailedYear)),
		counted("四(五)", "support_open", "帮扶未办结", unitCases, "当日以前登记、当日尚未办结的帮扶", sqlItems(sqlSupportOpen)),
		of("四(五)", "exits_year"),
		counted("四(五)", "exits_unfiled", "退出逾期未备案", unitCases, "已批准、报市备案的期限已过仍未备案的退出", sqlItems(sqlExitsUnfiled)),
		of("五(一)", "waived_year"), of("五(一)", "overdue"),
		counted("五", "benefits_year", "本年批准优惠", unitCases, "本年批准的优惠事项，随合同自动享受的费用减免不计", sinceNewYear(sqlBenefitsYear)),
		hand("六(一)", "plan", "推进方案或工作细则印发", ""),
		said("六(一)", "leader", "区级负责人", "系统 > 单位 里现在登记的负责人", leaderWords),
		said("六(一)", "adviser", "法律顾问", "系统 > 单位 里现在登记的法律顾问", adviserWords),
		counted("六(一)", "findings_year", "本年督办", unitCases, "本年提出的督办，撤销的不计", sinceNewYear(sqlFindingsYear)),
		of("六(一)", "findings_open"),
		counted("六(一)", "findings_answered", "督办已答复", unitCases, "当日以前提出、区里已经答复的督办", answers(false)),
		counted("六(一)", "findings_in_time", "督办按期答复", unitCases, "首次答复不晚于答复期限的督办", answers(true)),
		share("六(一)", "in_time_permille", "督办按期率", "督办按期答复÷督办已答复", "findings_in_time", "findings_answered"),
		hand("六(二)", "discipline", "违纪违规查处", unitCases),
		counted("六(二)", "defects_year", "本年收房有缺陷", unitSets, "本年收回时记有缺陷的房源", sinceNewYear(sqlDefectsYear)),
		hand("六(三)", "model", "示范业户", unitTenants),
	}
}

// ClauseLine is a line of the sheet with what it comes to. Of a line that is counted, Items has the records; where Sums is there it has the
// same by district without reading each.
type ClauseLine struct {
	Clause
	Words map[string]string // by district, of a line that is said
	Items []Item
	Sums  map[string]int64 // by district; "" is the city pool
}

// ReadClauses reads the sheet of a district ("" for all that the actor sees) as of a day; deep reads every record by itself.
// Errors: engine.ErrOtherDistrict.
func ReadClauses(ctx context.Context, st *store.Store, by engine.Actor, district string, day civil.Date, deep bool) (lines []ClauseLine, samples int, err error) {
	if district, err = by.Asks(district); err != nil {
		return nil, 0, err
	}
	err = st.At(ctx, func(at *store.Store) error {
		a := ask{ctx: ctx, st: at, by: by, day: day, until: day, district: district}
		units, err := a.counted()
		if err != nil {
			return err
		}
		samples = a.samples
		for _, c := range Clauses() {
			line := ClauseLine{Clause: c}
			if sums, counted := units[c.Key]; counted && !deep {
				line.Sums = sums
			} else if c.items.tally != nil && !deep {
				line.Sums, err = c.items.tally(&a, c.Figure)
			} else if c.items.list != nil {
				line.Items, err = c.items.list(&a, c.Figure)
			}
			if c.words != nil {
				line.Words, err = a.said(c)
			}
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, samples, err
}

// said are the words of a line by district.
func (a *ask) said(c Clause) (map[string]string, error) {
	out := map[string]string{}
	for _, d := range allocation.DistrictNames() {
		if a.district != "" && a.district != d || !a.by.Sees(d) {
			continue
		}
		words, err := c.words(a, d)
		if err != nil {
			return nil, err
		}
		out[d] = words
	}
	return out, nil
}

// rulesWords are the rules of allocation that a district had in force on the day.
func rulesWords(a *ask, district string) (string, error) {
	versions, err := basis.ParameterNoun.All(a.ctx, a.st.Read, `WHERE p.district = $1 AND p.effective <= $2 ORDER BY p.version DESC LIMIT 1`, district, a.day)
	if err != nil || len(versions) == 0 {
		return textNone, err
	}
	return fmt.Sprintf("第 %d 版", versions[0].Version), nil
}

func leaderWords(a *ask, district string) (string, error) {
	c, err := a.card(district)
	return named(c.Leader), err
}

func adviserWords(a *ask, district string) (string, error) {
	c, err := a.card(district)
	return named(c.Adviser), err
}

// card is what a district said of itself on the day.
func (a *ask) card(district string) (bylaw.Card, error) {
	past, err := a.st.PastCards(a.ctx, district)
	if err != nil {
		return bylaw.Card{}, err
	}
	now, err := a.st.Card(a.ctx, district)
	return now.On(a.day, past), err
}

func named(name string) string {
	if name == "" {
		return "未登记"
	}
	return name
}

// textNone says that a district has none.
const textNone = say.None

// lateBuildings are the units that should have been completed.
func lateBuildings(a *ask, _ Figure) ([]Item, error) {
	list, err := a.st.BuildingOn(a.ctx, a.by, a.district, a.day)
	return sift(list, err, func(f figure.Building) (Item, bool) {
		return Item{f.District, allocation.NounUnit, f.ID, f.Number, f.Name, 1, f.Expected}, !f.Completed && !f.Expected.IsZero() && f.Expected.Before(a.day)
	})
}

// firstGroups are the tenants of the day that belong to a group that goes first.
func firstGroups(a *ask, _ Figure) ([]Item, error) {
	list, err := a.st.GroupsOn(a.ctx, a.by, a.district, a.day)
	var out []Item
	for _, f := range list {
		if f.First && f.Stay && !slices.ContainsFunc(out, func(it Item) bool { return it.ID == f.ID }) {
			out = append(out, Item{f.District, allocation.NounApplication, f.ID, f.Number, f.Name, 1, a.day})
		}
	}
	return out, err
}

// papersLate are the papers of some kinds that were overdue on the day.
func papersLate(kinds ...allocation.MilestoneKind) source {
	return source{
		list: func(a *ask, _ Figure) ([]Item, error) {
			list, err := stay.OwedOn(a.ctx, a.st.Read, a.district, a.day)
			var out []Item
			for _, p := range list {
				if slices.Contains(kinds, p.Kind) && p.Last.Before(a.day) {
					out = append(out, Item{p.District, allocation.NounTenancy, p.ID, p.Number, p.Name, 1, p.Last})
				}
			}
			return out, err
		},
		tally: func(a *ask, _ Figure) (byPlace, error) {
			return stay.CountOwedOn(a.ctx, a.st.Read, a.district, a.day, kinds...)
		},
	}
}

// upheldObjections are the rounds with the objections that were right.
func upheldObjections(a *ask, _ Figure) ([]Item, error) {
	list, err := a.st.RoundsOn(a.ctx, a.by, a.district, a.day)
	return sift(list, err, func(f figure.Round) (Item, bool) {
		return Item{f.District, allocation.NounRound, f.ID, f.Number, f.Name, int64(f.Upheld), a.day}, f.Upheld > 0
	})
}

// answers are the findings that were answered, or those answered in time.
func answers(inTime bool) source {
	return source{list: func(a *ask, _ Figure) ([]Item, error) {
		list, err := a.st.FindingsOn(a.ctx, a.by, a.district, a.day)
		return sift(list, err, func(f figure.Finding) (Item, bool) {
			return Item{f.District, allocation.NounFinding, f.ID, f.Number, f.Name, 1, a.day}, f.Answered && (f.InTime || !inTime)
		})
	}}
}

// sinceNewYear are the items of a question from the first day of the year ($3) on.
func sinceNewYear(sql string) source { return sqlItems(sql, newYear) }
