package application

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// whoSections choose a registered applicant or register a new one.
func (s *intake) whoSections() []kit.Section {
	value := newApplicant
	if s.who != 0 {
		value = strconv.FormatInt(s.who, 10)
	}
	who := kit.Section{Title: textWho, Fields: []kit.Field{
		{Name: "applicant", Label: textRegistered, Kind: kit.KindChoice, Choices: s.applicantChoices(), Value: value, Required: true, Hint: textWhoHint},
	}}
	sections := screen.ApplicantSections(allocation.Applicant{}, isNew, s.sayKnown)
	if s.env.Actor().District == "" {
		sections[0].Fields = append([]kit.Field{{Name: "district", Label: textDistrict, Kind: kit.KindChoice, Choices: districtChoices(), Required: true, Show: isNew}},
			sections[0].Fields...)
	}
	return append([]kit.Section{who}, sections...)
}

func isNew(f *kit.Form) bool { return f.Text("applicant") == newApplicant }

func districtChoices() []kit.Choice {
	var out []kit.Choice
	for _, d := range allocation.Districts() {
		out = append(out, kit.Choice{Key: d.Name, Label: d.Name})
	}
	return out
}

func (s *intake) applicantChoices() []kit.Choice {
	out := []kit.Choice{{Key: newApplicant, Label: textNewApplicant}}
	for _, b := range s.choices.Value.Applicants {
		out = append(out, kit.Choice{Key: strconv.FormatInt(b.ID, 10), Label: b.Name, Note: fmtBrief(b)})
	}
	return out
}

// known is the registered applicant whose masked number is that of the typed one.
func (s *intake) known(f *kit.Form) (store.ApplicantBrief, bool) {
	typed := f.Text("id_number")
	if f.Text("kind") == string(allocation.Company) {
		typed = f.Text("credit_code")
	}
	if len(allocation.PlainID(typed)) < 18 {
		return store.ApplicantBrief{}, false
	}
	masked := allocation.MaskID(typed)
	i := slices.IndexFunc(s.choices.Value.Applicants, func(b store.ApplicantBrief) bool { return b.Identity == masked })
	if i < 0 {
		return store.ApplicantBrief{}, false
	}
	return s.choices.Value.Applicants[i], true
}

func (s *intake) sayKnown(f *kit.Form) string {
	if b, ok := s.known(f); ok {
		return fmtKnown(b.Name)
	}
	return ""
}

func (s *intake) projectSection(a allocation.Application) kit.Section {
	sector := a.Sector
	if sector == "" && a.SectorText != "" {
		sector = otherSector
	}
	outside := func(f *kit.Form) bool { return f.Text("sector") == otherSector }
	return kit.Section{Title: textWhat, Fields: []kit.Field{
		{Name: "project", Label: textProjectName, Value: a.Project, Required: true, Limit: 200},
		{Name: "description", Label: textProjectAbout, Kind: kit.KindLong, Value: a.Description, Required: true, Limit: 200, Lines: 2, Hint: textAboutHint},
		{Name: "sector", Label: textSector, Kind: kit.KindChoice, Choices: s.sectorChoices(), Value: sector, Required: true, Hint: textSectorHint},
		{Name: "sector_text", Label: textSectorText, Value: a.SectorText, Required: true, Show: outside, Limit: 200},
		{Name: "sector_reason", Label: textSectorReason, Value: a.SectorReason, Required: true, Show: outside, Limit: 200, Hint: textSectorWhy},
		{Name: "water", Label: textWaterAsk, Kind: kit.KindYesNo, Value: yesNo(a.WaterIntensive), Hint: textWaterHint},
		{Name: "moving", Label: textMovingAsk, Kind: kit.KindYesNo, Value: yesNo(a.Moving), Hint: textMovingHint},
	}}
}

// sectorChoices are the trades under their headings, then a trade outside the annex.
func (s *intake) sectorChoices() []kit.Choice {
	headings := map[string]string{}
	for _, x := range s.choices.Value.Sectors {
		if x.Heading == "" {
			headings[x.Code] = x.Name
		}
	}
	var out []kit.Choice
	for _, x := range s.choices.Value.Sectors {
		if x.Heading != "" {
			out = append(out, kit.Choice{Key: x.Code, Label: x.Name, Note: headings[x.Heading]})
		}
	}
	return append(out, kit.Choice{Key: otherSector, Label: textSectorOther})
}

func jobsSection(a allocation.Application) kit.Section {
	return kit.Section{Title: textJobsTax, Fields: []kit.Field{
		{Name: "jobs", Label: textFullTime, Kind: kit.KindNumber, Value: number(a.Jobs.Claimed.Full), Required: true, Unit: textPeople, Hint: textJobsHint},
		{Name: "part_time", Label: textPartTime, Kind: kit.KindNumber, Value: number(a.Jobs.Claimed.Part), Unit: textPeople},
		{Name: "taxes", Label: textTaxAsk, Kind: kit.KindMoney, Value: money(a.Taxes.Claimed.Amount), Unit: textYuan},
	}}
}

func (s *intake) wishSection(a allocation.Application) kit.Section {
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
	for _, t := range allocation.UnitTags() {
		tags = append(tags, kit.Choice{Key: t, Label: t})
	}
	return kit.Section{Title: textWishes, Fields: []kit.Field{
		{Name: "wanted", Label: textMinArea, Kind: kit.KindArea, Value: area(a.WantedMin), Unit: textSquare, Hint: textAreaHint},
		{Name: "wanted_max", Label: textMaxArea, Kind: kit.KindArea, Value: area(a.WantedMax), Unit: textSquare},
		community(1, textCommunity1), community(2, textCommunity2), community(3, textCommunity3),
		{
			Name: "only_listed", Label: textOnlyListed, Kind: kit.KindYesNo, Value: yesNo(a.OnlyListed), Hint: textOnlyHint,
			Show: func(f *kit.Form) bool { return f.Text("community_1") != "" },
		},
		{Name: "requires", Label: textRequires, Kind: kit.KindChoices, Choices: tags, Value: strings.Join(a.Requires, "\n"), Hint: textPapersHint},
		{Name: "max_units", Label: textMaxUnits, Kind: kit.KindNumber, Value: number(a.MaxUnits), Required: true, Unit: textUnit, Hint: textUnitsHint},
	}}
}

// communities are those of the district; one that the application lists already is among them.
func (s *intake) communities(f *kit.Form, a allocation.Application) []string {
	district := s.district(f)
	var out []string
	for _, c := range s.choices.Value.Communities {
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
func (s *intake) district(f *kit.Form) string {
	switch {
	case s.old != nil:
		return s.old.District
	case isNew(f):
		return f.Text("district")
	}
	for _, b := range s.choices.Value.Applicants {
		if strconv.FormatInt(b.ID, 10) == f.Text("applicant") {
			return b.District
		}
	}
	return ""
}

func (s *intake) groupSection(a allocation.Application) kit.Section {
	var choices []kit.Choice
	var had []string
	proof := ""
	for _, g := range s.choices.Value.Groups {
		note := textFirstIf
		if !g.First() {
			note = textEligibleOnly
		}
		choices = append(choices, kit.Choice{Key: g.Code, Label: g.Name, Note: note + "，" + g.Source.Clause})
	}
	for _, g := range a.Groups {
		had, proof = append(had, g.Code), g.Proof
		if !slices.ContainsFunc(choices, func(c kit.Choice) bool { return c.Key == g.Code }) {
			choices = append(choices, kit.Choice{Key: g.Code, Label: g.Title})
		}
	}
	any := func(f *kit.Form) bool { return f.Text("groups") != "" }
	return kit.Section{Title: textGroupsPolicy, Fields: []kit.Field{
		{Name: "groups", Label: textGroupsAsk, Kind: kit.KindChoices, Choices: choices, Value: strings.Join(had, "\n"), Hint: textGroupsHint},
		{Name: "proof", Label: textProof, Value: proof, Required: true, Show: any, Limit: 200, Say: s.sayProof},
		{Name: "policy_claimed", Label: textPolicyAsk, Kind: kit.KindYesNo, Value: yesNo(a.Policy.Claimed), Hint: textPolicyHint},
		{
			Name: "policy", Label: textPolicyDocument, Value: a.Policy.Document, Required: true, Limit: 200,
			Show: func(f *kit.Form) bool { return f.Yes("policy_claimed") },
		},
	}}
}

// sayProof names the papers that show membership.
func (s *intake) sayProof(f *kit.Form) string {
	var out []string
	for _, g := range s.choices.Value.Groups {
		if slices.Contains(f.Many("groups"), g.Code) && g.Proof != "" {
			out = append(out, g.Proof)
		}
	}
	return strings.Join(out, "；")
}

func (s *intake) paperSection(a allocation.Application) kit.Section {
	var had []string
	for _, m := range a.Materials {
		if !m.Received.IsZero() {
			had = append(had, m.Code)
		}
	}
	list := func(f *kit.Form) []kit.Choice {
		var out []kit.Choice
		for _, m := range allocation.Checklist(s.choices.Value.Materials, s.choices.Value.Order, s.kind(f), a.Materials) {
			note := textOptional
			if m.Required {
				note = ""
			}
			out = append(out, kit.Choice{Key: m.Code, Label: m.Title, Note: note})
		}
		return out
	}
	return kit.Section{Title: textPapers, Fields: []kit.Field{
		{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, List: list, Value: strings.Join(had, "\n"), Hint: textPapersHint},
	}}
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func money(m allocation.Money) string {
	if m == 0 {
		return ""
	}
	return m.String()
}

func area(a allocation.Area) string {
	if a == 0 {
		return ""
	}
	return a.String()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
