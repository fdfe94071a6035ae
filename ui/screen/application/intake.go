package application

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// intake is the form at the counter: a new application with a registered or a new applicant, and the same form to edit a
// draft.
type intakeForm struct {
	env     *screen.Env
	choices intake.IntakeChoices

	who int64   // the registered applicant that a new application is for, 0 for none yet
	key string  // of its draft
	old *record // the draft that is edited, nil for a new one
}

// newApplicant is the key of the choice to register one in the same form.
const newApplicant = "new"

// otherSector is the key of a trade outside the annex.
const otherSector = "other"

func newIntake(env *screen.Env, applicant int64, draft string) screen.Screen {
	return (&intakeForm{env: env, who: applicant, key: cmp.Or(draft, screen.NewDraftKey())}).read(say.RegisterApplication, "")
}

func newEdit(env *screen.Env, old record) screen.Screen {
	return (&intakeForm{env: env, old: &old}).read(textEdit, old.District)
}

// read makes the screen: the form comes when what can be chosen in a district has been read.
func (s *intakeForm) read(path, district string) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (intake.IntakeChoices, error) {
		return s.env.Store.IntakeChoices(ctx, by, district)
	}
	return screen.NewReadForm(s.env, path, "带 * 的必填；PgDn 下一段，Ctrl+S 登记，Esc 离开并保留草稿", read, func(c *intake.IntakeChoices) *screen.FormScreen {
		s.choices = *c
		return s.form()
	})
}

func (s *intakeForm) form() *screen.FormScreen {
	a := allocation.Application{MaxUnits: 1}
	draft, title := s.key, say.RegisterApplication
	if s.old != nil {
		title = textEdit
		a = s.old.Application
		draft = "application/" + strconv.FormatInt(a.ID, 10)
	}
	var sections []kit.Section
	if s.old == nil {
		sections = s.whoSections()
	}
	sections = append(sections, s.recordSections(a)...)
	form := screen.NewForm(s.env, screen.FormScreen{About: textFormHelp}, kit.FormSpec{
		Draft: draft, Title: title, Name: s.name, Sections: sections, Check: s.check, Save: s.save(), Fresh: s.fresh(),
	})
	form.Keys = func(keys []kit.Action) []kit.Action { return s.keys(form.Form, keys) }
	return form
}

// name is whose application it is, for the list of drafts.
func (s *intakeForm) name(f *kit.Form) string {
	who := f.Text("name")
	for _, b := range s.choices.Applicants {
		if strconv.FormatInt(b.ID, 10) == f.Text("applicant") {
			who = b.Name
		}
	}
	if s.old != nil {
		who = s.old.Who.Name
	}
	return strings.TrimSpace(who + " " + f.Text("project"))
}

// recordSections are the fields of the application itself.
func (s *intakeForm) recordSections(a allocation.Application) []kit.Section {
	return []kit.Section{s.projectSection(a), jobsSection(a), s.wishSection(a), s.groupSection(a), s.paperSection(a)}
}

// fresh reads the application as someone else has left it; nil for a new one.
func (s *intakeForm) fresh() func(context.Context) (kit.Fresh, error) {
	if s.old == nil {
		return nil
	}
	st, by, id := s.env.Store, s.env.Actor(), s.old.ID
	return func(ctx context.Context) (kit.Fresh, error) {
		now, err := st.Application(ctx, by, id)
		return kit.Fresh{Values: kit.Values(s.recordSections(now.Application)), Adopt: func() { s.old.ApplicationDetail = now }}, err
	}
}

// kind is the kind of the applicant as things stand.
func (s *intakeForm) kind(f *kit.Form) allocation.ApplicantKind {
	if s.old != nil {
		return s.old.Who.Kind
	}
	for _, b := range s.choices.Applicants {
		if strconv.FormatInt(b.ID, 10) == f.Text("applicant") {
			return b.Kind
		}
	}
	return allocation.ApplicantKind(f.Text("kind"))
}

// application takes the application out of the form.
func (s *intakeForm) application(f *kit.Form) allocation.Application {
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
	for _, n := range f.Many("natures") {
		a.Natures = append(a.Natures, allocation.Nature(n))
	}
	a.OnlyListed = f.Yes("only_listed") && len(a.Communities) > 0
	for _, code := range f.Many("groups") {
		a.Groups = append(a.Groups, allocation.GroupClaim{Code: code, Proof: f.Text("proof"), Until: f.Date("proof_until")})
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
func (s *intakeForm) check(f *kit.Form) error {
	if s.old == nil && isNew(f) {
		who := screen.ReadApplicant(f)
		if bad := who.Check(s.env.Today()); len(bad) > 0 {
			return bad[0]
		}
	}
	a := s.application(f)
	return allocation.First(a.Check())
}

// save keeps a new application as a draft and opens its page, or writes the changes.
func (s *intakeForm) save() func(*kit.Form) tea.Cmd {
	env := s.env
	if s.old != nil {
		return env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			id, version, a := s.old.ID, s.old.Version, s.application(f)
			return "已保存", env.Store.EditApplication(ctx, by, id, version, a)
		})
	}
	return env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
		in := intake.Intake{Application: s.application(f)}
		if isNew(f) {
			in.Applicant = screen.ReadApplicant(f)
			in.Applicant.District = f.Text("district")
		} else if id, err := strconv.ParseInt(f.Text("applicant"), 10, 64); err == nil {
			in.Applicant.ID = id
		}
		_, id, err := env.Store.DraftApplication(ctx, by, in)
		return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: "已登记 " + in.Application.Project + " 的申请，请核对后受理"}}, err
	})
}

// keys are the form's, and taking over an applicant that is known already.
func (s *intakeForm) keys(f *kit.Form, list []kit.Action) []kit.Action {
	if s.old != nil || !isNew(f) {
		return list
	}
	b, ok := s.known(f)
	use := kit.Act("用已登记的", func() tea.Cmd {
		f.Set("applicant", strconv.FormatInt(b.ID, 10))
		f.Focus("project")
		return nil
	}, "ctrl+x")
	if !ok {
		use = use.When("没有与这个证件号相同的已登记主体").Silent()
	}
	return append(list, use)
}
