package application

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []allocation.ApplicationState{
	allocation.ApplicationDraft, allocation.ApplicationAccepted, allocation.ApplicationSupplement, allocation.ApplicationReviewed,
	allocation.ApplicationApproved, allocation.ApplicationAwarded,
}

// newList is the list of applications, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewStateList(env, screen.StateListSpec[store.ApplicationRow, allocation.ApplicationState, store.ApplicationDetail]{
		Title: textApplications, Cols: columns, Filter: to.Filter, Tabs: tabStates, Total: fmtCount, About: textListHelp,
		Key:    func(r store.ApplicationRow) string { return strconv.FormatInt(r.ID, 10) },
		Counts: env.Store.ApplicationCounts,
		Fetch: func(ctx context.Context, by store.Actor, q store.ListQuery) (kit.Page[store.ApplicationRow], error) {
			page, err := env.Store.Applications(ctx, by, q)
			return kit.Page[store.ApplicationRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		None: []string{textNoneYet},
		Peek: func(ctx context.Context, by store.Actor, r store.ApplicationRow) (store.ApplicationDetail, error) {
			return env.Store.Application(ctx, by, r.ID)
		},
		Head: func(r store.ApplicationRow) string { return strings.TrimSpace(r.Number + " " + r.Applicant) },
		Beside: func(th *kit.Theme, w int, d store.ApplicationDetail) []string {
			return kit.Detail(th, w, append(overview(th, d), kit.Pair{}, kit.Pair{Label: textNext, Value: nextStep(env, d), Style: th.Accent}))
		},
		Third: func(th *kit.Theme, w int, d store.ApplicationDetail) []string {
			return historyLines(th, record{ApplicationDetail: d}, w)
		},
		Open: func(r store.ApplicationRow) tea.Cmd { return kit.Send(screen.Push{Screen: newDetail(env, r.ID)}) },
		Own: func(store.ApplicationRow, bool) []kit.Action {
			register := func() tea.Cmd { return kit.Send(screen.Push{Screen: newIntake(env, 0)}) }
			return []kit.Action{kit.Act(textRegister, register, "f2", "n").When(env.WhyNot(allocation.ActDraftApplication))}
		},
	})
}

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[store.ApplicationRow]{
	{ID: "number", Title: textNumber, Width: 11, Text: func(r store.ApplicationRow) string { return r.Number }},
	{ID: "applicant", Title: textApplicant, Width: 14, Flex: true, Text: func(r store.ApplicationRow) string { return r.Applicant }},
	{ID: "project", Title: textProject, Width: 12, Flex: true, Drop: 3, Text: func(r store.ApplicationRow) string { return r.Project }},
	{Title: textSector, Width: 10, Flex: true, Drop: 5, Text: func(r store.ApplicationRow) string { return r.Sector }},
	{ID: "jobs_claimed", Title: textJobs, Width: 4, Right: true, Text: func(r store.ApplicationRow) string { return kit.Count(int(r.JobsClaimed)) }},
	{Title: textGroup, Width: 4, Drop: 4, Text: func(r store.ApplicationRow) string {
		if r.Group {
			return textFirst
		}
		return ""
	}},
	{Title: textFlags, Width: 4, Right: true, Drop: 2, Text: flagCount, Style: func(th *kit.Theme, _ store.ApplicationRow) kit.Style { return th.Warn }},
	{
		ID: "state", Title: textState, Width: 8, Text: func(r store.ApplicationRow) string { return r.State.Title() },
		Style: func(th *kit.Theme, r store.ApplicationRow) kit.Style { return stateStyle(th, r.State) },
	},
	{ID: "since", Title: textSince, Width: 10, Drop: 1, Text: func(r store.ApplicationRow) string {
		if !r.Deadline.IsZero() {
			return r.Deadline.String()
		}
		return r.Since.String()
	}},
}

func flagCount(r store.ApplicationRow) string {
	if r.Flags == 0 {
		return ""
	}
	return strconv.Itoa(r.Flags)
}

// stateStyle paints the word of a state by judgement: what waits, what went well, what ended.
func stateStyle(th *kit.Theme, s allocation.ApplicationState) kit.Style {
	switch s {
	case allocation.ApplicationSupplement:
		return th.Warn
	case allocation.ApplicationApproved, allocation.ApplicationAwarded, allocation.ApplicationContracted:
		return th.Good
	case allocation.ApplicationRefused, allocation.ApplicationRejected:
		return th.Bad
	case allocation.ApplicationDeclined, allocation.ApplicationLapsed, allocation.ApplicationWithdrawn:
		return th.Muted
	}
	return kit.Style{}
}
