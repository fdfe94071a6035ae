package tenancy

import (
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/oversight"
	"penggai/allocation/tenure"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/dossier"
)

// actions are everything that can be done with the stay, its next step first. What is impossible now says why.
func (s *detail) actions(d record) []kit.Action {
	return screen.Offered(screen.OnePerKey([]kit.Action{
		s.nextAction(),
		s.going(textMoney, screen.BillAccount, "f4"),
		s.going(say.FeeSchedule, screen.Fee, "f11"),
		s.renewAction(),
		s.exitAction(),
		s.going(say.Correction, screen.CorrectTenancy, "f9").When(s.Env.WhyNotCorrect(amend.CorrectTenancy)),
		s.going(say.Print, screen.PrintTenancy, "ctrl+p"),
		dossier.Act(s.Env, allocation.NounTenancy, s.id, d.Number),
		s.form(textPaper, newPaper, "p").When(s.ended()).When(s.Env.WhyNot(allocation.ActAddMilestone)),
		s.form(textReadingTitle, newReading, "r").When(s.noReading()).When(s.Env.WhyNot(allocation.ActRecordReading)),
		s.going(textBenefits, screen.Benefit, "b").Silent(),
		s.going(textAssessments, screen.AssessmentStay, "v").Silent(),
		s.going(textSupport, screen.SupportStay, "s").Silent(),
		s.going(textFinding, screen.FindingNew, "i").When(s.Env.WhyNot(allocation.ActRaiseFinding)).Silent(),
		changeAction(s.Env, d), undoAction(s.Env, d), s.gapAction(),
		kit.Act(textApplication, func() tea.Cmd { return screen.Open(screen.Application, d.Application) }, "a").Silent(),
		s.Turn(say.Pages),
	}))
}

// going is a key that goes to another place with this stay.
func (s *detail) going(label string, place screen.Place, keys ...string) kit.Action {
	return kit.Act(label, func() tea.Cmd { return screen.Open(place, s.id) }, keys...)
}

// form is a key that opens a form on what was read.
func (s *detail) form(label string, make func(*screen.Env, record) *screen.FormScreen, keys ...string) kit.Action {
	return kit.Act(label, screen.Shows(s.Env, make, s.Value()), keys...)
}

// nextAction is what the stay waits for: the keys, the opening, then one assessment after the other.
func (s *detail) nextAction() kit.Action {
	d, today := s.Value(), s.Env.Today()
	switch d.State {
	case allocation.TenancySigned:
		hand := d.Tenancy
		return s.form(textHandover, newHandover, "f5").When(screen.Why(hand.HandOver(today, today, d.Calendar))).When(s.Env.WhyNot(allocation.ActHandOver))
	case allocation.TenancyHanded:
		open := d.Tenancy
		return s.form(textOpenBusiness, newOpening, "f5").When(screen.Why(open.Open(today, today))).When(s.Env.WhyNot(allocation.ActOpenBusiness))
	}
	unassessed := ""
	if !d.Assessed() {
		unassessed = oversight.ErrAssessmentTenancy.Text
	}
	return s.going("办考核", screen.AssessmentRecord, "f5").When(unassessed).When(s.Env.WhyNot(allocation.ActRecordAssessment)).When(s.ended())
}

func (s *detail) renewAction() kit.Action {
	d := s.Value()
	renew, contract := d.Tenancy, d.Contract
	_, err := contract.Renew(&renew, d.Parameters.After72)
	if err == nil {
		err = tenure.MayRenew(&renew, d.Renewal, s.Env.Today())
	}
	return s.form(textRenew, newRenewal, "ctrl+x").When(screen.Why(err)).When(s.Env.WhyNot(allocation.ActRenewContract))
}

// exitAction goes to the exit that is under way, or opens one.
func (s *detail) exitAction() kit.Action {
	d := s.Value()
	switch {
	case d.Exit != 0:
		return kit.Act(textExitPage, func() tea.Cmd { return screen.Open(screen.Exit, d.Exit) }, "f8")
	case len(d.Exits) > 0 && !d.State.Live():
		return kit.Act(textExitPage, func() tea.Cmd { return screen.Open(screen.Exit, d.Exits[0].ID) }, "f8")
	}
	return s.going(say.Exit, screen.ExitNew, "f8").When(s.ended()).When(s.Env.WhyNot(allocation.ActOpenExit))
}

func (s *detail) ended() string {
	if d := s.Value(); !d.State.Live() {
		return fmtStateOnly(d.State)
	}
	return ""
}

func (s *detail) noReading() string {
	if d := s.Value(); d.Handed.IsZero() || !d.State.Live() {
		return "交接以后、收回以前才能抄表"
	}
	return ""
}

// The page of a stay and its forms.
const textExitPage = say.Exit
