package application

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// intake is the form at the counter: a new application with a registered or a new applicant, and the same form to edit a draft
// or to correct what has been accepted.
type intake struct {
	env     *screen.Env
	choices screen.Loader[store.IntakeChoices]
	form    *kit.Form // nil until the choices are there

	who     int64   // the registered applicant that a new application is for, 0 for none yet
	old     *record // the application that is edited or corrected, nil for a new one
	correct bool
}

// newApplicant is the key of the choice to register one in the same form.
const newApplicant = "new"

// otherSector is the key of a trade outside the annex.
const otherSector = "other"

func newIntake(env *screen.Env, applicant int64) *intake { return &intake{env: env, who: applicant} }

func newEdit(env *screen.Env, old record, correct bool) *intake {
	return &intake{env: env, old: &old, correct: correct}
}

// Init reads what can be chosen.
func (s *intake) Init() tea.Cmd {
	st, by, district := s.env.Store, s.env.Actor(), ""
	if s.old != nil {
		district = s.old.District
	}
	return s.choices.Read(func(ctx context.Context) (store.IntakeChoices, error) { return st.IntakeChoices(ctx, by, district) })
}

// Update makes the form when the choices have come, and passes to it then.
func (s *intake) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.choices.Take(msg); mine {
		if s.choices.Ready && s.form == nil {
			s.build()
			return s, tea.Batch(cmd, s.form.Init())
		}
		return s, cmd
	}
	if s.form == nil {
		return s, nil
	}
	return s, s.form.Update(msg)
}

func (s *intake) build() {
	a := allocation.Application{MaxUnits: 1}
	draft := "application/new"
	if s.old != nil {
		a = s.old.Application
		draft = "application/" + strconv.FormatInt(a.ID, 10)
	}
	var sections []kit.Section
	if s.old == nil {
		sections = s.whoSections()
	}
	sections = append(sections, s.projectSection(a), jobsSection(a), s.wishSection(a), s.groupSection(a), s.paperSection(a))
	if s.correct {
		sections = append(sections, kit.Section{Title: textWhy, Fields: []kit.Field{
			{Name: "reason", Label: textReason, Required: true, Limit: 200},
			{Name: "document", Label: textDocument, Limit: 200},
		}})
	}
	s.form = kit.NewForm(kit.FormSpec{Draft: draft, Drafts: s.env.Drafts(), Today: s.env.Today(), Sections: sections, Check: s.check, Save: s.save})
}

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
			for _, c := range s.communities(a) {
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
		{Name: "only_listed", Label: textOnlyListed, Kind: kit.KindYesNo, Value: yesNo(a.OnlyListed), Hint: textOnlyHint,
			Show: func(f *kit.Form) bool { return f.Text("community_1") != "" }},
		{Name: "requires", Label: textRequires, Kind: kit.KindChoices, Choices: tags, Value: strings.Join(a.Requires, "\n"), Hint: textPapersHint},
		{Name: "max_units", Label: textMaxUnits, Kind: kit.KindNumber, Value: number(a.MaxUnits), Required: true, Unit: textUnit, Hint: textUnitsHint},
	}}
}

// communities are those of the district; one that the application lists already is among them.
func (s *intake) communities(a allocation.Application) []string {
	out := slices.Clone(s.choices.Value.Communities)
	for _, c := range a.Communities {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
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
		{Name: "policy", Label: textPolicyDocument, Value: a.Policy.Document, Required: true, Limit: 200,
			Show: func(f *kit.Form) bool { return f.Yes("policy_claimed") }},
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

// kind is the kind of the applicant as things stand.
func (s *intake) kind(f *kit.Form) allocation.ApplicantKind {
	if s.old != nil {
		return s.old.Who.Kind
	}
	for _, b := range s.choices.Value.Applicants {
		if strconv.FormatInt(b.ID, 10) == f.Text("applicant") {
			return b.Kind
		}
	}
	return allocation.ApplicantKind(f.Text("kind"))
}

// read takes the application out of the form.
func (s *intake) read(f *kit.Form) allocation.Application {
	a := allocation.Application{
		Project: f.Text("project"), Description: f.Text("description"), Sector: f.Text("sector"),
		WaterIntensive: f.Yes("water"), Moving: f.Yes("moving"),
		WantedMin: f.Area("wanted"), WantedMax: f.Area("wanted_max"), Requires: f.Many("requires"), MaxUnits: int64(f.Number("max_units")),
		Policy: allocation.PolicySupport{Claimed: f.Yes("policy_claimed")},
	}
	if a.Sector == otherSector {
		a.Sector, a.SectorText, a.SectorReason = "", f.Text("sector_text"), f.Text("sector_reason")
	}
	if s.old != nil {
		a.Jobs.Claimed, a.Taxes.Claimed = s.old.Jobs.Claimed, s.old.Taxes.Claimed
		a.Policy.Document = s.old.Policy.Document
	}
	if a.Policy.Claimed {
		a.Policy.Document = f.Text("policy")
	}
	a.Jobs.Claimed.Full, a.Jobs.Claimed.Part = int64(f.Number("jobs")), int64(f.Number("part_time"))
	a.Taxes.Claimed.Amount = f.Money("taxes")
	for n := 1; n <= 3; n++ {
		if c := f.Text("community_" + strconv.Itoa(n)); c != "" && !slices.Contains(a.Communities, c) {
			a.Communities = append(a.Communities, c)
		}
	}
	a.OnlyListed = f.Yes("only_listed") && len(a.Communities) > 0
	for _, code := range f.Many("groups") {
		a.Groups = append(a.Groups, allocation.GroupClaim{Code: code, Proof: f.Text("proof")})
	}
	for _, code := range f.Many("materials") {
		m := allocation.MaterialCheck{Code: code, Received: s.env.Today()}
		if s.old != nil {
			for _, had := range s.old.Materials {
				if had.Code == code && !had.Received.IsZero() {
					m.Received = had.Received
				}
			}
		}
		a.Materials = append(a.Materials, m)
	}
	return a
}

// check says what the domain would refuse, before anything is written.
func (s *intake) check(f *kit.Form) error {
	if s.old == nil && isNew(f) {
		if bad := screen.ReadApplicant(f).Check(); len(bad) > 0 {
			return bad[0]
		}
	}
	return allocation.First(s.read(f).Check())
}

// save keeps a new application as a draft and opens its page, or writes the changes.
func (s *intake) save(f *kit.Form) tea.Cmd {
	env, a := s.env, s.read(f)
	if s.old != nil {
		return s.saveOld(f, a)
	}
	in := store.Intake{Application: a}
	if isNew(f) {
		in.Applicant = screen.ReadApplicant(f)
		in.Applicant.District = f.Text("district")
	} else if id, err := strconv.ParseInt(f.Text("applicant"), 10, 64); err == nil {
		in.Applicant.ID = id
	}
	var id int64
	return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
		var err error
		_, id, err = env.Store.DraftApplication(ctx, by, in)
		return fmtDrafted(a.Project), err
	}, f.Saved(), func() tea.Msg { return screen.Push{Screen: newDetail(env, id), Replace: true} })
}

func (s *intake) saveOld(f *kit.Form, a allocation.Application) tea.Cmd {
	env, id, version := s.env, s.old.ID, s.old.Version
	reason, document, correct := f.Text("reason"), f.Text("document"), s.correct
	return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
		if correct {
			return textCorrected, env.Store.CorrectApplication(ctx, by, id, version, a, reason, document)
		}
		return textSaved, env.Store.EditApplication(ctx, by, id, version, a)
	}, f.Saved(), kit.Send(kit.Back{}))
}

// Title is what the form does.
func (s *intake) Title() string {
	switch {
	case s.old == nil:
		return textIntake
	case s.correct:
		return textCorrect
	}
	return textEdit
}

// Summary says how to save.
func (s *intake) Summary() (string, string) {
	if s.form == nil {
		return textReading, ""
	}
	return textIntakeSummary, ""
}

// Body is the form.
func (s *intake) Body(w, h int) []string {
	if s.form == nil {
		return nil
	}
	return s.form.Lines(s.env.Theme, w, h)
}

// Cursor is the form's.
func (s *intake) Cursor() *tea.Cursor {
	if s.form == nil {
		return nil
	}
	return s.form.Cursor()
}

// Escape leaves the form and keeps the draft.
func (s *intake) Escape() (bool, tea.Cmd) {
	if s.form == nil {
		return false, nil
	}
	return s.form.Escape()
}

// Dirty says whether something is half-typed.
func (s *intake) Dirty() bool { return s.form != nil && s.form.Dirty() }

// Actions are the form's, and taking over an applicant that is known already.
func (s *intake) Actions() []kit.Action {
	if s.form == nil {
		return nil
	}
	list := s.form.Actions()
	if s.old != nil || !isNew(s.form) {
		return list
	}
	use := kit.Act(textUseKnown, s.useKnown, "f6")
	if _, ok := s.known(s.form); !ok {
		use = use.When(textNobodyKnown).Silent()
	}
	return append(list, use)
}

func (s *intake) useKnown() tea.Cmd {
	if b, ok := s.known(s.form); ok {
		s.form.Set("applicant", strconv.FormatInt(b.ID, 10))
		s.form.Focus("project")
	}
	return nil
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
