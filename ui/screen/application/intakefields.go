package application

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// whoSections choose a registered applicant or register a new one.
func (s *intakeForm) whoSections() []kit.Section {
	value := newApplicant
	if s.who != 0 {
		value = strconv.FormatInt(s.who, 10)
	}
	who := kit.Section{Title: "谁来申请", Fields: []kit.Field{
		{Name: "applicant", Label: say.Applicant, Kind: kit.KindChoice, Choices: s.applicantChoices(), Value: value, Required: true, Hint: "空格查找已登记的，可打拼音首字母、电话"},
	}}
	sections := screen.ApplicantSections(allocation.Applicant{}, s.env.Today(), isNew, s.sayKnown)
	if s.env.Actor().District == "" {
		sections[0].Fields = append([]kit.Field{{Name: "district", Label: "受理区", Kind: kit.KindChoice, Choices: screen.DistrictChoices(), Required: true, Show: isNew}},
			sections[0].Fields...)
	}
	return append([]kit.Section{who}, sections...)
}

func isNew(f *kit.Form) bool { return f.Text("applicant") == newApplicant }

func (s *intakeForm) applicantChoices() []kit.Choice {
	out := []kit.Choice{{Key: newApplicant, Label: "新登记主体"}}
	for _, b := range s.choices.Applicants {
		out = append(out, kit.Choice{Key: strconv.FormatInt(b.ID, 10), Label: b.Name, Note: fmtBrief(b)})
	}
	return out
}

// known is the registered applicant whose masked number is that of the typed one.
func (s *intakeForm) known(f *kit.Form) (intake.ApplicantBrief, bool) {
	typed := f.Text("id_number")
	if f.Text("kind") == string(allocation.Company) {
		typed = f.Text("credit_code")
	}
	if len(identity.PlainID(typed)) < 18 {
		return intake.ApplicantBrief{}, false
	}
	masked := identity.MaskID(typed)
	i := slices.IndexFunc(s.choices.Applicants, func(b intake.ApplicantBrief) bool { return b.Identity == masked })
	if i < 0 {
		return intake.ApplicantBrief{}, false
	}
	return s.choices.Applicants[i], true
}

func (s *intakeForm) sayKnown(f *kit.Form) string {
	if b, ok := s.known(f); ok {
		return fmtKnown(b.Name)
	}
	return ""
}

func (s *intakeForm) projectSection(a allocation.Application) kit.Section {
	sector := a.Sector
	if sector == "" && a.SectorText != "" {
		sector = otherSector
	}
	outside := func(f *kit.Form) bool { return f.Text("sector") == otherSector }
	var natures []kit.Choice
	var had []string
	for _, n := range allocation.Natures() {
		natures = append(natures, kit.Choice{Key: string(n), Label: n.Title()})
		if slices.Contains(a.Natures, n) {
			had = append(had, string(n))
		}
	}
	return kit.Section{Title: say.Project, Fields: []kit.Field{
		{Name: "project", Label: say.ProjectName, Value: a.Project, Required: true, Limit: 200},
		{Name: "description", Label: say.ProjectNote, Kind: kit.KindLong, Value: a.Description, Required: true, Limit: 200, Lines: 2, Hint: "做什么、给谁做、投入多少"},
		{Name: "sector", Label: textSector, Kind: kit.KindChoice, Choices: s.sectorChoices(), Value: sector, Required: true, Hint: "直接打字找，如 家政、快递"},
		{Name: "sector_text", Label: say.SectorNote, Value: a.SectorText, Required: true, Show: outside, Limit: 200},
		{Name: "sector_reason", Label: "受理理由", Value: a.SectorReason, Required: true, Show: outside, Limit: 200, Hint: "附件以外的行业须写明理由"},
		{Name: "water", Label: "以水为主", Kind: kit.KindYesNo, Value: kit.YesNo(a.WaterIntensive), Hint: "洗浴、洗车等，水费不减免（五(一)2）"},
		{Name: "moving", Label: "市内搬迁", Kind: kit.KindYesNo, Value: kit.YesNo(a.Moving), Hint: "现有企业转移搬迁的不符合三.6"},
		{Name: "natures", Label: "项目类型", Kind: kit.KindChoices, Choices: natures, Value: strings.Join(had, "\n"), Hint: "三鼓励的类型，可选几个，可空着"},
	}}
}

// sectorChoices are the trades under their headings, then a trade outside the annex.
func (s *intakeForm) sectorChoices() []kit.Choice {
	headings := map[string]string{}
	for _, x := range s.choices.Sectors {
		if x.Heading == "" {
			headings[x.Code] = x.Name
		}
	}
	var out []kit.Choice
	for _, x := range s.choices.Sectors {
		if x.Heading != "" {
			out = append(out, kit.Choice{Key: x.Code, Label: x.Name, Note: headings[x.Heading], Words: everyday[x.Name]})
		}
	}
	return append(out, kit.Choice{Key: otherSector, Label: "附件明细以外的行业", Note: "餐饮、理发等，须写明理由", Always: true})
}

func jobsSection(a allocation.Application) kit.Section {
	return kit.Section{Title: "岗位和税收", Fields: []kit.Field{
		{Name: "jobs", Label: say.FullTime, Kind: kit.KindNumber, Value: number(a.Jobs.Claimed.Full), Required: true, Unit: textPeople, Hint: "承诺带动就业的人数（三.5）"},
		{Name: "part_time", Label: say.PartTime, Kind: kit.KindNumber, Value: number(a.Jobs.Claimed.Part), Unit: textPeople},
		{Name: "taxes", Label: "预计年缴税", Kind: kit.KindMoney, Value: kit.OrEmpty(a.Taxes.Claimed.Amount), Unit: textYuan},
	}}
}

func (s *intakeForm) wishSection(a allocation.Application) kit.Section {
	community := func(n int, label string) kit.Field {
		name, value := "community_"+strconv.Itoa(n), ""
		if n <= len(a.Communities) {
			value = a.Communities[n-1]
		}
		list := func(f *kit.Form) []kit.Choice {
			var out []kit.Choice
			for _, c := range s.communities(f, a) {
				taken := false
				for k := 1; k < n; k++ {
					taken = taken || f.Text("community_"+strconv.Itoa(k)) == c
				}
				if !taken {
					out = append(out, kit.Choice{Key: c, Label: c})
				}
			}
			return out
		}
		show := func(f *kit.Form) bool { return n == 1 || f.Text("community_"+strconv.Itoa(n-1)) != "" }
		return kit.Field{Name: name, Label: label, Kind: kit.KindChoice, List: list, Value: value, Show: show}
	}
	var tags []kit.Choice
	for _, t := range append(allocation.UnitTags(), allocation.TagBase) {
		tags = append(tags, kit.Choice{Key: t, Label: t})
	}
	return kit.Section{Title: "希望的房源", Fields: []kit.Field{
		{Name: "wanted", Label: "面积不小于", Kind: kit.KindArea, Value: kit.OrEmpty(a.WantedMin), Unit: textSquare, Hint: "可空着，按岗位核定"},
		{Name: "wanted_max", Label: "面积不大于", Kind: kit.KindArea, Value: kit.OrEmpty(a.WantedMax), Unit: textSquare},
		community(1, "首选小区"), community(2, "次选小区"), community(3, "第三小区"),
		{
			Name: "only_listed", Label: "只要所列", Kind: kit.KindYesNo, Value: kit.YesNo(a.OnlyListed), Hint: "选是：所列小区没有就不要",
			Show: func(f *kit.Form) bool { return f.Text("community_1") != "" },
		},
		{Name: "requires", Label: "必备条件", Kind: kit.KindChoices, Choices: tags, Value: strings.Join(a.Requires, "\n"), Hint: textPapersHint},
		{Name: "max_units", Label: say.MostUnits, Kind: kit.KindNumber, Value: number(a.MaxUnits), Required: true, Unit: "套", Hint: "相邻的几套合用"},
	}}
}

// communities are those of the district; one that the application lists already is among them.
func (s *intakeForm) communities(f *kit.Form, a allocation.Application) []string {
	district := s.district(f)
	var out []string
	for _, c := range s.choices.Communities {
		if district == "" || c.District == district {
			out = append(out, c.Name)
		}
	}
	for _, c := range a.Communities {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// district is where the application is made, "" while that is open.
func (s *intakeForm) district(f *kit.Form) string {
	switch {
	case s.old != nil:
		return s.old.District
	case isNew(f):
		return f.Text("district")
	}
	for _, b := range s.choices.Applicants {
		if strconv.FormatInt(b.ID, 10) == f.Text("applicant") {
			return b.District
		}
	}
	return ""
}

func (s *intakeForm) groupSection(a allocation.Application) kit.Section {
	var choices []kit.Choice
	var had []string
	proof, until := "", ""
	for _, g := range s.choices.Groups {
		note := textFirstIf
		switch {
		case !g.First():
			note = textNotFirst
		case g.Priority == allocation.PriorityBase:
			note = textFirstInBase
		}
		choices = append(choices, kit.Choice{Key: g.Code, Label: g.Name, Note: note + "，" + g.Source.Clause})
	}
	for _, g := range a.Groups {
		had, proof, until = append(had, g.Code), g.Proof, g.Until.String()
		if !slices.ContainsFunc(choices, func(c kit.Choice) bool { return c.Key == g.Code }) {
			choices = append(choices, kit.Choice{Key: g.Code, Label: g.Title})
		}
	}
	any := func(f *kit.Form) bool { return f.Text("groups") != "" }
	return kit.Section{Title: "群体和政策", Fields: []kit.Field{
		{Name: "groups", Label: say.StartupGroup, Kind: kit.KindChoices, Choices: choices, Value: strings.Join(had, "\n"), Hint: textGroupsHint},
		{Name: "proof", Label: say.GroupProof, Value: proof, Required: true, Show: any, Limit: 200, Say: s.sayProof},
		{Name: "proof_until", Label: "证明有效至", Kind: kit.KindDate, Value: until, Show: any, Hint: "证上写有期限的填，没有的空着"},
		{Name: "policy_claimed", Label: "产业政策支持", Kind: kit.KindYesNo, Value: kit.YesNo(a.Policy.Claimed), Hint: "有文件明确支持的，同等条件优先（三.7）"},
		{
			Name: "policy", Label: textPolicyDocument, Value: a.Policy.Document, Required: true, Limit: 200,
			Show: func(f *kit.Form) bool { return f.Yes("policy_claimed") },
		},
	}}
}

// sayProof names the papers that show membership.
func (s *intakeForm) sayProof(f *kit.Form) string {
	var out []string
	for _, g := range s.choices.Groups {
		if slices.Contains(f.Many("groups"), g.Code) && g.Proof != "" {
			out = append(out, g.Proof)
		}
	}
	return strings.Join(out, "；")
}

func (s *intakeForm) paperSection(a allocation.Application) kit.Section {
	var had []string
	for _, m := range a.Materials {
		if !m.Received.IsZero() {
			had = append(had, m.Code)
		}
	}
	list := func(f *kit.Form) []kit.Choice {
		var out []kit.Choice
		for _, m := range allocation.Checklist(s.choices.Materials, s.choices.Order, s.papersFor(f), a.Materials) {
			note := textOptional
			if m.Required {
				note = ""
			}
			out = append(out, kit.Choice{Key: m.Code, Label: m.Title, Note: note, Seldom: !m.Required})
		}
		return out
	}
	return kit.Section{Title: say.Material, Fields: []kit.Field{
		{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, All: true, List: list, Value: strings.Join(had, "\n"), Hint: "Ctrl+A 都交齐了，空格逐份勾"},
	}}
}

// papersFor is whose materials list it is as the form stands: an agent and claims make papers necessary.
func (s *intakeForm) papersFor(f *kit.Form) allocation.MaterialsFor {
	of := allocation.MaterialsFor{Kind: s.kind(f), Groups: f.Text("groups") != "", Policy: f.Yes("policy_claimed")}
	switch {
	case s.old != nil:
		of.Agent = !s.old.Who.Agent.IsZero()
	case isNew(f):
		of.Agent = f.Yes("agent")
	}
	return of
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// Labels and rules of the form at the counter.
const textSquare = "㎡"

func fmtKnown(name string) string { return "似已登记：" + name + "，Ctrl+X 改用" }

func fmtBrief(b intake.ApplicantBrief) string {
	return strings.TrimSpace(strings.Join([]string{b.Kind.Title(), b.Identity, b.Phone, b.LastNumber}, " "))
}
