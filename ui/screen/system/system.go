package system

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// home is the screen with its tabs.
type home struct {
	env   *screen.Env
	tabs  *picture.Tabs
	parts []part
}

// NewProposals is the screen with what waits for the approver in front, or the page of one proposal.
func NewProposals(env *screen.Env, to screen.Go) screen.Screen {
	if to.ID != 0 {
		return newProposal(env, to.ID)
	}
	s := newHome(env)
	s.tabs.At = partProposals
	return s
}

// partProposals is the place of the proposals among the parts.
const partProposals = 5

// New makes the screen; the filter is the title of the part in front.
func New(env *screen.Env, to screen.Go) screen.Screen {
	s := newHome(env)
	s.tabs.At = max(slices.Index(Titles, to.Filter), 0)
	return s
}

// Titles are those of the parts, by which the menu finds them.
var Titles = []string{
	say.Account, textParameters, textCatalogues, engine.TextTabCalendar, textBackups, textProposals, basis.OfficeCardNoun.Title,
}

func newHome(env *screen.Env) *home {
	s := &home{env: env, tabs: picture.NewTabs(Titles...)}
	s.parts = []part{newAccounts(env), newParameters(env), newCatalogues(env), newCalendar(env), newBackups(env), newProposals(env), newCards(env)}
	return s
}

// WhyNot is the reason why the actor may not go there.
func WhyNot(env *screen.Env) string {
	switch env.Actor().Role {
	case allocation.Admin, allocation.Auditor, allocation.Approver, allocation.Supervisor:
		return ""
	}
	return "系统由系统管理员、审计、分管领导和督办查看"
}

func (s *home) now() part { return s.parts[s.tabs.At] }

// Init loads the parts.
func (s *home) Init() tea.Cmd {
	cmds := make([]tea.Cmd, len(s.parts))
	for i, p := range s.parts {
		cmds[i] = p.Init()
	}
	return kit.Both(cmds...)
}

// Update gives keys and mouse to the part that is shown, everything else to all.
func (s *home) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	shown := s.parts
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		if s.Cursor() == nil && s.tabs.Update(msg) {
			return s, nil
		}
		shown = []part{s.now()}
	}
	cmds := make([]tea.Cmd, len(shown))
	for i, p := range shown {
		_, cmds[i] = p.Update(msg)
	}
	return s, kit.Both(cmds...)
}

// Body is the tabs and the part below.
func (s *home) Body(w, h int) []string {
	s.tabs.Place(0, 0)
	s.now().At(0, 2)
	return append([]string{s.tabs.Line(s.env.Theme, w), ""}, s.now().Body(w, h-2)...)
}

// Title, Summary, Cursor, Escape, Actions and Help are the screen's frame.
func (s *home) Title() string             { return "系统" }
func (s *home) Summary() (string, string) { return s.now().Summary() }
func (s *home) Cursor() *tea.Cursor       { return s.now().Cursor() }
func (s *home) Escape() (bool, tea.Cmd)   { return s.now().Escape() }
func (s *home) Actions() []kit.Action     { return s.now().Actions() }
func (s *home) Help() []string            { return s.now().Help() }

// Chapter is the part that is shown: the manual speaks of each by its name.
func (s *home) Chapter() string { return Titles[s.tabs.At] }
