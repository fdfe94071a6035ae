package amend

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// ApplicationRecord is an application with what its fields are chosen from and what follows from them.
type ApplicationRecord struct {
	Application allocation.Application
	Review      allocation.Review
	Weights     allocation.JobWeights // of the district, for its jobs
	Params      rule.Params           // of the district, for the area that they carry
	Sectors     []allocation.Sector   // of the annex today
	Groups      []allocation.Group    // of the catalogue today
	Communities []string              // of the district
	Round       string                // title of the round that has frozen its data; empty without one
}

// locked says why the rule's figures cannot be mended now; nothing when they can.
func (r *ApplicationRecord) locked() string {
	if r.Round == "" {
		return ""
	}
	return "申请的数据已在“" + r.Round + "”中锁定，批次重开或办结以后再更正"
}

func (r *ApplicationRecord) clone() *ApplicationRecord {
	c := *r
	a := &c.Application
	a.Groups, a.Communities, a.Requires, a.Materials = slices.Clone(a.Groups), slices.Clone(a.Communities), slices.Clone(a.Requires), slices.Clone(a.Materials)
	return &c
}

// tidy closes the gaps that emptied places among the communities have left.
func (r *ApplicationRecord) tidy() {
	var out []string
	for _, c := range r.Application.Communities {
		if c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	r.Application.Communities = out
}

// outsideSector is the trade of an application outside the annex.
const outsideSector = "附件明细以外的行业"

// sector is the trade as it is chosen: code and name.
func (r *ApplicationRecord) sector() string {
	code := r.Application.Sector
	if code == "" {
		return outsideSector
	}
	i := slices.IndexFunc(r.Sectors, func(s allocation.Sector) bool { return s.Code == code })
	if i < 0 {
		return code
	}
	return sectorText(r.Sectors[i])
}

func sectorText(s allocation.Sector) string { return s.Code + " " + s.Name }

func sectorRows(r CorrectionRecord) []CorrectionEntry {
	a := r.Application
	now := a.sector()
	var options []string
	for _, s := range a.Sectors {
		if s.Heading != "" {
			options = append(options, sectorText(s))
		}
	}
	options = append(options, outsideSector)
	if !slices.Contains(options, now) {
		options = append(options, now)
	}
	return []CorrectionEntry{{Row: a.Application.ID, Value: now, Options: options}}
}

func setSector(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
	r.Application.Application.Sector = ""
	if v != outsideSector {
		r.Application.Application.Sector, _, _ = strings.Cut(v, " ")
	}
	return nil
}

// listRows is a list of which some are chosen, with everything that can be.
func listRows(get func(*ApplicationRecord) (chosen, options []string)) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		chosen, options := get(r.Application)
		if len(options) == 0 {
			return nil
		}
		return []CorrectionEntry{{Row: r.Application.Application.ID, Value: strings.Join(chosen, "\n"), Options: options}}
	}
}

// papers are the materials that are in, and the whole list.
func papers(r *ApplicationRecord) (chosen, options []string) {
	for _, m := range r.Application.Materials {
		options = append(options, m.Title)
		if !m.Received.IsZero() {
			chosen = append(chosen, m.Title)
		}
	}
	return chosen, options
}

func setPapers(r CorrectionRecord, _ int64, v string, at CorrectionMoment) error {
	list := r.Application.Application.Materials
	for i := range list {
		switch in := slices.Contains(lines(v), list[i].Title); {
		case !in:
			list[i].Received = civil.Date{}
		case list[i].Received.IsZero():
			list[i].Received = at.Today
		}
	}
	return nil
}

// wishedPlaces is how many communities an application may name, in its order of preference.
const wishedPlaces = 3

// communityRows are the communities in the order of preference; n counts from 0.
func communityRows(n int) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		a := r.Application
		options := slices.Clone(a.Communities)
		value := ""
		if n < len(a.Application.Communities) {
			if value = a.Application.Communities[n]; !slices.Contains(options, value) {
				options = append(options, value)
			}
		}
		return []CorrectionEntry{{Row: a.Application.ID, Value: value, Options: options}}
	}
}

func setCommunity(n int) setterOf {
	return func(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
		a := &r.Application.Application
		for len(a.Communities) <= n {
			a.Communities = append(a.Communities, "")
		}
		a.Communities[n] = v
		return nil
	}
}

func lines(v string) []string {
	if v == "" {
		return nil
	}
	return strings.Split(v, "\n")
}

// applicationRows is a field of the application; one that the review states is there once it has.
func applicationRows(get func(*allocation.Application) string, stated func(*allocation.Application) bool) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		a := &r.Application.Application
		if stated != nil && !stated(a) {
			return nil
		}
		return []CorrectionEntry{{Row: a.ID, Value: get(a)}}
	}
}

func yesText(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func setApplication(put func(*allocation.Application, string, CorrectionMoment)) setterOf {
	return func(r CorrectionRecord, _ int64, v string, at CorrectionMoment) error {
		put(&r.Application.Application, v, at)
		return nil
	}
}

// applicationFields make the rules of an application by what stands at a place of it.
type applicationFields struct{ out []correctionRule }

func (f *applicationFields) add(name string, kind CorrectionKind, decision, empty, lots bool, rows entriesOf, set setterOf) {
	r := newRule(CorrectApplication, CorrectApplication, name, kind, decision, empty, rows, set)
	r.lots = lots
	f.out = append(f.out, r)
}

func (f *applicationFields) text(name string, decision, empty bool, place func(*allocation.Application) *string) {
	f.add(name, CorrectText, decision, empty, false, applicationRows(func(a *allocation.Application) string { return *place(a) }, nil),
		setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) { *place(a) = v }))
}

func (f *applicationFields) yes(name string, decision, lots bool, place func(*allocation.Application) *bool) {
	f.add(name, CorrectYesNo, decision, false, lots, applicationRows(func(a *allocation.Application) string { return yesText(*place(a)) }, nil),
		setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) { *place(a) = v == "yes" }))
}

// jobs are the two counts of a figure of jobs.
func (f *applicationFields) jobs(full, part string, stated func(*allocation.Application) bool, figure func(*allocation.Application) *allocation.JobFigure) {
	for i, place := range [...]func(*allocation.JobFigure) *int64{
		func(j *allocation.JobFigure) *int64 { return &j.Full }, func(j *allocation.JobFigure) *int64 { return &j.Part },
	} {
		f.add([...]string{full, part}[i], CorrectCount, true, false, true,
			applicationRows(func(a *allocation.Application) string { return strconv.FormatInt(*place(figure(a)), 10) }, stated),
			setApplication(func(a *allocation.Application, v string, at CorrectionMoment) {
				j := figure(a)
				if *place(j) = number(v); !j.Stated() {
					j.Day = at.Today
				}
			}))
	}
}

func (f *applicationFields) tax(name string, stated func(*allocation.Application) bool, figure func(*allocation.Application) *allocation.TaxFigure) {
	f.add(name, CorrectMoney, true, false, true,
		applicationRows(func(a *allocation.Application) string { return figure(a).Amount.String() }, stated),
		setApplication(func(a *allocation.Application, v string, at CorrectionMoment) {
			t := figure(a)
			if m, err := quantity.ParseMoney(v); err == nil {
				t.Amount = m
			}
			if !t.Stated() {
				t.Day = at.Today
			}
		}))
}

func (f *applicationFields) area(name string, place func(*allocation.Application) *quantity.Area) {
	f.add(name, CorrectArea, false, true, true,
		applicationRows(func(a *allocation.Application) string {
			if *place(a) == 0 {
				return ""
			}
			return place(a).String()
		}, nil),
		setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) {
			*place(a) = 0
			if area, err := quantity.ParseArea(v); err == nil {
				*place(a) = area
			}
		}))
}

func applicationCorrections() []correctionRule {
	f := &applicationFields{}
	jobsStated := func(a *allocation.Application) bool { return a.Jobs.Accepted.Stated() }
	taxStated := func(a *allocation.Application) bool { return a.Taxes.Accepted.Stated() }
	f.text("project", false, false, func(a *allocation.Application) *string { return &a.Project })
	f.text("description", false, false, func(a *allocation.Application) *string { return &a.Description })
	f.add("sector", CorrectOne, true, false, false, sectorRows, setSector)
	f.text("sector_text", true, true, func(a *allocation.Application) *string { return &a.SectorText })
	f.text("sector_reason", true, true, func(a *allocation.Application) *string { return &a.SectorReason })
	f.yes("water", true, false, func(a *allocation.Application) *bool { return &a.WaterIntensive })
	f.yes("moving", true, false, func(a *allocation.Application) *bool { return &a.Moving })
	f.add("natures", CorrectSome, false, true, false, listRows(func(r *ApplicationRecord) (chosen, options []string) {
		for _, n := range allocation.Natures() {
			options = append(options, string(n))
		}
		return slices.DeleteFunc(slices.Clone(options), func(n string) bool { return !slices.Contains(r.Application.Natures, allocation.Nature(n)) }), options
	}), setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) {
		a.Natures = nil
		for _, n := range lines(v) {
			a.Natures = append(a.Natures, allocation.Nature(n))
		}
	}))
	f.jobs("jobs_full", "jobs_part", nil, func(a *allocation.Application) *allocation.JobFigure { return &a.Jobs.Claimed })
	f.jobs("accepted_full", "accepted_part", jobsStated, func(a *allocation.Application) *allocation.JobFigure { return &a.Jobs.Accepted })
	f.tax("taxes", nil, func(a *allocation.Application) *allocation.TaxFigure { return &a.Taxes.Claimed })
	f.tax("taxes_accepted", taxStated, func(a *allocation.Application) *allocation.TaxFigure { return &a.Taxes.Accepted })
	f.add("groups", CorrectSome, true, true, true, listRows(groups), setGroups)
	f.add("groups_proof", CorrectText, true, false, true, applicationRows(func(a *allocation.Application) string { return proofOf(*a) }, nil),
		setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) {
			for i := range a.Groups {
				a.Groups[i].Proof = v
			}
		}))
	for n := range claimedGroups {
		f.add("groups_until_"+strconv.Itoa(n+1), CorrectAhead, true, true, false, groupUntilRows(n),
			setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) {
				if a.Groups[n].Until = (civil.Date{}); v != "" {
					a.Groups[n].Until = civil.MustParse(v)
				}
			}))
	}
	f.add("groups_accepted", CorrectSome, true, true, true, listRows(acceptedGroups), setAcceptedGroups)
	f.yes("policy", true, true, func(a *allocation.Application) *bool { return &a.Policy.Claimed })
	f.text("policy_document", true, true, func(a *allocation.Application) *string { return &a.Policy.Document })
	f.area("wanted_min", func(a *allocation.Application) *quantity.Area { return &a.WantedMin })
	f.area("wanted_max", func(a *allocation.Application) *quantity.Area { return &a.WantedMax })
	for n := range wishedPlaces {
		f.add("communities_"+strconv.Itoa(n+1), CorrectOne, false, true, true, communityRows(n), setCommunity(n))
	}
	f.yes("only_listed", false, true, func(a *allocation.Application) *bool { return &a.OnlyListed })
	f.add("requires", CorrectSome, false, true, true, listRows(func(r *ApplicationRecord) (chosen, options []string) {
		options = append(allocation.UnitTags(), allocation.TagBase)
		return slices.DeleteFunc(slices.Clone(options), func(t string) bool { return !slices.Contains(r.Application.Requires, t) }), options
	}), setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) { a.Requires = lines(v) }))
	f.add("max_units", CorrectCount, false, false, true,
		applicationRows(func(a *allocation.Application) string { return strconv.FormatInt(a.MaxUnits, 10) }, nil),
		setApplication(func(a *allocation.Application, v string, _ CorrectionMoment) { a.MaxUnits = number(v) }))
	f.add("materials", CorrectSome, false, true, false, listRows(papers), setPapers)
	return f.out
}

// entitled is the area that jobs carry by the rule of the district (四(三)); empty where no rule is known.
func entitled(p rule.Params, in rule.InstanceApplicant) string {
	if p.PerJob == 0 {
		return ""
	}
	return p.Entitlement(p.Weight(&in), p.PerJob).String() + " ㎡"
}

const effectEntitled = "应得面积"

// application lists what the allocation rule makes of an application before and after.
func (e *effects) application(a, b *ApplicationRecord) {
	was, now := a.Application.Instance(a.Weights, a.Review), b.Application.Instance(b.Weights, b.Review)
	e.add(say.WeightedJobs, rule.Millijobs(was.JobsMillis), rule.Millijobs(now.JobsMillis))
	e.add(effectEntitled, entitled(a.Params, was), entitled(b.Params, now))
	e.add("同等条件优先", CorrectionField{Kind: CorrectYesNo}.Show(yesText(was.Group)), CorrectionField{Kind: CorrectYesNo}.Show(yesText(now.Group)))
	e.add("必交材料还缺", strings.Join(a.Application.MissingMaterials(), "、"), strings.Join(b.Application.MissingMaterials(), "、"))
}
