package tenancy

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of a tenancy reads.
type record struct {
	store.TenancyDetail
	Fees     store.TenancyFees
	Calendar *civil.Calendar
	After72  allocation.After72
	Undo     store.UndoStep // the last step, to be taken back
	Lead     int            // days before its end from which a contract is to be renewed or left
}

// detail is the page of one stay.
type detail struct {
	env    *screen.Env
	id     int64
	load   screen.Loader[record]
	tabs   *kit.Tabs
	scroll screen.Scroll
}

func newDetail(env *screen.Env, id int64) *detail {
	return &detail{env: env, id: id, tabs: kit.NewTabs(textTabOverview, textTabHandover, textTabHistory)}
}

// Init reads the stay.
func (s *detail) Init() tea.Cmd { return s.read() }

func (s *detail) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (r record, err error) {
		if r.TenancyDetail, err = st.Tenancy(ctx, by, id); err != nil {
			return r, err
		}
		if r.Fees, err = st.FeeSchedule(ctx, by, id, civil.Date{}); err != nil {
			return r, err
		}
		if r.Calendar, err = st.Calendar(ctx); err != nil {
			return r, err
		}
		if r.Undo, err = st.TenancyUndo(ctx, by, id); err != nil {
			return r, err
		}
		p, err := st.Parameters(ctx, r.District, st.Today())
		r.After72, r.Lead = p.After72, p.Leads.ContractTo
		return r, err
	})
}

// Update reads again when rows were written; Tab and digits turn the tabs, arrows scroll.
func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	switch msg.(type) {
	case kit.DataChanged:
		return s, s.read()
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if s.tabs.Update(msg) {
			s.scroll.Top()
			return s, nil
		}
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the tenant.
func (s *detail) Title() string {
	if !s.load.Ready {
		return textTenancies
	}
	return textTenancies + " > " + s.load.Value.Name
}

// Summary is number and premises, and where the contract stands.
func (s *detail) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	d := s.load.Value
	return fmtHead(d.TenancyRow), d.State.Title() + "  " + d.Contract.StateOn(s.env.Today()).Title()
}

// Body is the next step, the tabs and the part that is shown.
func (s *detail) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	d, th := s.load.Value, s.env.Theme
	s.tabs.Place(0, 1)
	out := []string{" " + th.Accent.Render(textNext) + " " + kit.Cut(nextWords(d, s.env.Today()), w-10), s.tabs.Line(th, w), ""}
	var lines []string
	switch s.tabs.At {
	case 1:
		lines = handoverLines(th, d, w)
	case 2:
		lines = historyLines(th, d, w)
	default:
		lines = s.overview(th, d, w)
	}
	return append(out, s.scroll.Lines(th, lines, h-len(out))...)
}

// overview is the six years on a line, the milestones, and what it costs.
func (s *detail) overview(th *kit.Theme, d record, w int) []string {
	today := s.env.Today()
	out := append(timeLine(th, w, d.TenancyRow, today), "")
	out = append(out, kit.Columns(w, 36, kit.Detail(th, part(w), milestonePairs(th, d.TenancyDetail, today)),
		kit.Detail(th, part(w), stayPairs(th, d.TenancyDetail, today)))...)
	return append(append(out, ""), feeLines(th, d, w)...)
}

// part is the width of one of two columns.
func part(w int) int { return (w - 2) / 2 }

// Cursor is always nil: nothing is typed.
func (s *detail) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *detail) Help() []string { return helpDetail }

// Actions are everything that can be done with the stay, its next step first. What is impossible now says why.
func (s *detail) Actions() []kit.Action {
	if !s.load.Ready {
		return nil
	}
	d, today := s.load.Value, s.env.Today()
	push := func(make func(*screen.Env, record) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.load.Value)}) }
	}
	hand, open, renew := d.Tenancy, d.Tenancy, d.Tenancy
	contract := d.Contract
	_, renewErr := contract.Renew(&renew, d.After72)
	renewAct := kit.Act(textRenew, push(newRenewal), "f6").When(why(renewErr)).When(s.env.WhyNot(allocation.ActRenewContract))
	next := kit.Act(textOpenBusiness, push(newOpening), "f5").When(why(open.Open(today, today))).When(s.env.WhyNot(allocation.ActOpenBusiness))
	if d.State == allocation.TenancySigned {
		next = kit.Act(textHandover, push(newHandover), "f5").When(why(hand.HandOver(today, today, d.Calendar))).When(s.env.WhyNot(allocation.ActHandOver))
	}
	list := []kit.Action{
		next,
		kit.Act(textFees, s.fees, "f4"),
		renewAct,
		s.exitAction(),
		kit.Act(textPaper, push(newPaper), "f2").When(s.ended()).When(s.env.WhyNot(allocation.ActAddMilestone)),
		kit.Act(textReadingTitle, push(newReading), "f7").When(s.noReading()).When(s.env.WhyNot(allocation.ActRecordReading)),
		kit.Act(textApplication, func() tea.Cmd { return screen.Open("application", d.Application) }, "f9").Silent(),
		changeAction(s.env, d), undoAction(s.env, d),
		kit.Act(textTurn, func() tea.Cmd { s.tabs.At = (s.tabs.At + 1) % len(s.tabs.Titles); s.scroll.Top(); return nil }, "tab"),
	}
	return screen.Settled(s.load.Busy(), screen.OnePerKey(list), "tab", "f4")
}

// why is the refusal of a step in words; "" when it is possible.
func why(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (s *detail) ended() string {
	if d := s.load.Value; !d.State.Live() {
		return fmtStateOnly(d.State)
	}
	return ""
}

func (s *detail) noReading() string {
	if d := s.load.Value; d.Handed.IsZero() || !d.State.Live() {
		return textNoReading
	}
	return ""
}

// exitAction goes to the exit that is under way, or opens one.
func (s *detail) exitAction() kit.Action {
	d := s.load.Value
	switch {
	case d.Exit != 0:
		return kit.Act(textExitPage, func() tea.Cmd { return screen.Open("exit", d.Exit) }, "f8")
	case len(d.Exits) > 0 && !d.State.Live():
		return kit.Act(textExitPage, func() tea.Cmd { return screen.Open("exit", d.Exits[0].ID) }, "f8")
	}
	return kit.Act(textExitOpen, func() tea.Cmd { return kit.Send(screen.Go{Place: "exit", Arg: "open", ID: d.ID}) }, "f8").
		When(s.ended()).When(s.env.WhyNot(allocation.ActOpenExit))
}

func (s *detail) fees() tea.Cmd { return screen.Open("fee", s.id) }
