package home

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/report/overview"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// watched is what a supervisor sees first: the findings of the own department, and what is overdue in each district.
type watched struct {
	body  string // the department that the account acts for; empty: it says none
	open  int    // its findings that are not closed
	late  int    // of these, whose answer is overdue
	judge int    // of these, that are answered and wait for the department
	lates []overview.Late
}

// readWatched reads it; nothing for other roles.
func readWatched(ctx context.Context, st *store.Store, by engine.Actor) (w watched, err error) {
	if by.Role != allocation.Supervisor {
		return w, nil
	}
	if w.lates, err = overview.Overdue(ctx, st, by); err != nil {
		return w, err
	}
	if w.body, err = st.MyBody(ctx, by); err != nil || w.body == "" {
		return w, err
	}
	for _, part := range []struct {
		filter string
		to     *int
	}{{w.filter(openStates...), &w.open}, {w.filter(openStates...) + " 逾期:是", &w.late}, {w.filter(oversight.FindingAnswered), &w.judge}} {
		page, err := st.Findings(ctx, by, engine.ListQuery{Filter: part.filter, Limit: 1})
		if err != nil {
			return w, err
		}
		*part.to = page.Total
	}
	return w, nil
}

var openStates = []oversight.FindingState{oversight.FindingRaised, oversight.FindingReturned, oversight.FindingAnswered}

// filter leaves the department's findings in some states.
func (w watched) filter(states ...oversight.FindingState) string {
	var titles []string
	for _, s := range states {
		titles = append(titles, s.Title())
	}
	return "部门:" + w.body + " " + engine.TextFieldState + ":" + strings.Join(titles, ",")
}

// items are its lines on the left side.
func (w watched) items() []item {
	var out []item
	if w.body != "" {
		due, detail := desk.DueNone, ""
		switch {
		case w.late > 0:
			due, detail = desk.DueLate, fmt.Sprintf("%d 件答复逾期", w.late)
		case w.judge > 0:
			due, detail = desk.DueSoon, fmt.Sprintf("%d 件待销号", w.judge)
		}
		row := desk.TodoRow{Key: "watched/own", Title: "本部门未销号", Count: w.open, Detail: detail, Due: due, Mine: true}
		out = append(out, item{TodoRow: row, head: w.body, open: func() tea.Cmd { return screen.List(screen.Finding, w.filter(openStates...)) }})
	}
	for i, l := range w.lates {
		head := ""
		if i == 0 {
			head = "各区逾期"
		}
		row := desk.TodoRow{Key: "watched/" + l.District, Title: l.District, Count: l.Count(), Detail: lateText(l), Mine: true}
		if l.Count() > 0 {
			row.Due = desk.DueLate
		}
		out = append(out, item{TodoRow: row, head: head, open: func() tea.Cmd { return kit.Send(screen.Go{Place: screen.Overview, Filter: l.District}) }})
	}
	if len(out) > 0 {
		out[0].head = strings.TrimSpace(out[0].head)
	}
	return out
}

// lateText says what is overdue, as much as the line has room for at 80 columns; Enter shows all of it.
func lateText(l overview.Late) string {
	var parts []string
	for _, p := range []struct {
		word string
		n    int
	}{{"开业", l.Unopened}, {"考核", l.Assess}, {"答复", l.Answers}, {"欠费", l.Owing}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d", p.word, p.n))
		}
	}
	if len(parts) > 2 {
		parts = append(parts[:2], "等")
	}
	return strings.Join(parts, " ")
}
