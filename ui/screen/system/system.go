package system

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// part is one tab: a table with its own actions and, on a wide terminal, a detail.
type part interface {
	load() tea.Cmd
	update(msg tea.Msg) tea.Cmd
	lines(w, h int) []string
	at(x, y int) // where the part stands in the body, for the mouse
	summary() (left, right string)
	actions() []kit.Action
	cursor() *tea.Cursor
	escape() (bool, tea.Cmd)
	help() []string
}

// home is the screen with its tabs.
type home struct {
	env   *screen.Env
	tabs  *kit.Tabs
	parts []part
}

// New makes the screen.
func New(env *screen.Env, _ screen.Go) screen.Screen {
	s := &home{env: env, tabs: kit.NewTabs("账号", textParameters, textCatalogues, "日历", textBackups)}
	s.parts = []part{newAccounts(env), newParameters(env), newCatalogues(env), newCalendar(env), newBackups(env)}
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
		cmds[i] = p.load()
	}
	return kit.Both(cmds...)
}

// Update gives keys and mouse to the part that is shown, everything else to all.
func (s *home) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		if s.Cursor() == nil && s.tabs.Update(m) {
			return s, nil
		}
		return s, s.now().update(m)
	case tea.MouseMsg:
		if s.tabs.Update(m) {
			return s, nil
		}
		return s, s.now().update(m)
	}
	cmds := make([]tea.Cmd, len(s.parts))
	for i, p := range s.parts {
		cmds[i] = p.update(msg)
	}
	return s, kit.Both(cmds...)
}

// Body is the tabs and the part below.
func (s *home) Body(w, h int) []string {
	s.tabs.Place(0, 0)
	s.now().at(0, 2)
	return append([]string{s.tabs.Line(s.env.Theme, w), ""}, s.now().lines(w, h-2)...)
}

// Title, Summary, Cursor, Escape, Actions and Help are the screen's frame.
func (s *home) Title() string             { return "系统" }
func (s *home) Summary() (string, string) { return s.now().summary() }
func (s *home) Escape() (bool, tea.Cmd)   { return s.now().escape() }
func (s *home) Actions() []kit.Action     { return s.now().actions() }
func (s *home) Help() []string            { return s.now().help() }

// Cursor is the part's; the parts stand two lines below the tabs and know it.
func (s *home) Cursor() *tea.Cursor { return s.now().cursor() }
