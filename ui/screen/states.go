package screen

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// State is a state with its word on screen.
type State interface {
	~string
	Title() string
}

// StateFilter is the filter that leaves the rows in one state.
func StateFilter[S State](state S) string { return textStateIs + state.Title() }

// StateTabs are the states of a list that have a tab, after the tab of all: the tab that is chosen is a filter, and the filter
// that is typed chooses its tab. The zero StateTabs is none.
type StateTabs struct {
	titles []string
	is     string                                                    // begins the filter of a tab
	verb   string                                                    // what Tab does
	counts func(ctx context.Context, by engine.Actor) ([]int, error) // of all, then of each
}

// ByState makes the tabs; counts says how many rows are in each state.
func ByState[S State](list []S, counts func(ctx context.Context, by engine.Actor) (map[S]int, error)) StateTabs {
	return ByWord(textStateIs, "换状态", list, counts)
}

// ByWord makes tabs of what another field says: word begins the filter of a tab, with its colon, verb says what Tab does. Rows that are counted under none of the list
// are in the tab of all.
func ByWord[S State](word, verb string, list []S, counts func(ctx context.Context, by engine.Actor) (map[S]int, error)) StateTabs {
	tabs := StateTabs{titles: []string{textAll}, is: word, verb: verb}
	for _, state := range list {
		tabs.titles = append(tabs.titles, state.Title())
	}
	tabs.counts = func(ctx context.Context, by engine.Actor) ([]int, error) {
		counted, err := counts(ctx, by)
		out := make([]int, 1, len(list)+1)
		for _, n := range counted {
			out[0] += n
		}
		for _, state := range list {
			out = append(out, counted[state])
		}
		return out, err
	}
	return tabs
}

// states are the tabs of a list with their counts, where these are known.
type states struct {
	StateTabs
	tabs   *picture.Tabs // nil: there are none
	counts Loader[[]int]
}

func newStates(t StateTabs) states {
	if len(t.titles) == 0 {
		return states{}
	}
	return states{StateTabs: t, tabs: picture.NewTabs(slices.Clone(t.titles)...)}
}

func (s *states) read(by engine.Actor) tea.Cmd {
	if s.tabs == nil {
		return nil
	}
	return s.counts.Read(func(ctx context.Context) ([]int, error) { return s.StateTabs.counts(ctx, by) })
}

// take takes the counts.
func (s *states) take(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	cmd, mine = s.counts.Take(msg)
	if mine && s.counts.Ready {
		for i, title := range s.titles {
			s.tabs.Titles[i] = fmtTab(title, s.counts.Value[i])
		}
	}
	return cmd, mine
}

// turned says whether a message chose another tab.
func (s *states) turned(msg tea.Msg) bool { return s.tabs != nil && s.tabs.Update(msg) }

// next turns to the next tab.
func (s *states) next() { s.tabs.At = (s.tabs.At + 1) % len(s.tabs.Titles) }

// filter is that of the chosen tab.
func (s *states) filter() string {
	if s.tabs.At <= 0 {
		return ""
	}
	return s.is + s.titles[s.tabs.At]
}

// follow marks the tab whose filter is in force, alone or with conditions behind it; a filter by several states has none.
func (s *states) follow(filter string) {
	if s.tabs == nil {
		return
	}
	s.tabs.At = 0
	if strings.HasPrefix(filter, s.is) {
		s.tabs.At = -1
	}
	for i, title := range s.titles {
		if i > 0 && strings.HasPrefix(filter+" ", s.is+title+" ") {
			s.tabs.At = i
		}
	}
}

const (
	textAll     = say.All
	textStateIs = "状态:"
)

func fmtTab(title string, n int) string {
	if n == 0 {
		return title
	}
	return fmt.Sprintf("%s %s", title, kit.Count(n))
}
