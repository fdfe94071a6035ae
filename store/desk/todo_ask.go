package desk

import (
	"context"
	"errors"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
)

// TodoDue says how pressing a piece of work is.
type TodoDue int

// From nothing pressing to overdue.
const (
	DueNone TodoDue = iota // no deadline, or one that is far
	DueSoon                // within the lead time of the district's parameters
	DueLate                // the deadline has passed
)

// TodoRow is one kind of work that waits: how many records, what presses, and the list that shows exactly them.
type TodoRow struct {
	Key    string // stable: application.draft
	Title  string
	Count  int    // never 0
	Detail string // a few words: the nearest deadline, the longest delay
	Due    TodoDue
	Mine   bool            // the actor's role deals with it
	Noun   allocation.Noun // whose list shows the records
	Filter string          // the filter of that list
	Order  string          // its column that puts who has waited longest first; empty: the list's own order
}

// todoAsk is who asks, on which day, and how early each district wants to be reminded.
type todoAsk struct {
	ctx   context.Context
	q     engine.Querier
	by    engine.Actor
	today civil.Date
	leads map[string]allocation.LeadTimes // by district that the actor sees
}

func newTodoAsk(ctx context.Context, q engine.Querier, by engine.Actor, today civil.Date) (todoAsk, error) {
	a := todoAsk{ctx: ctx, q: q, by: by, today: today, leads: map[string]allocation.LeadTimes{}}
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOn(ctx, q, d.Name, today)
		switch {
		case errors.Is(err, basis.ErrNoParameters): // a district of another office, or a day before the policy
			a.leads[d.Name] = allocation.DefaultParameters().Leads
		case err != nil:
			return a, err
		default:
			a.leads[d.Name] = p.Leads
		}
	}
	return a, nil
}

// args are the arguments of todoDistricts for one lead time, then the day.
func (a todoAsk) args(lead func(allocation.LeadTimes) int) []any {
	return []any{perDistrict(a, func(_ string, l allocation.LeadTimes) civil.Date { return a.today.AddDays(lead(l)) }), a.today}
}

// perDistrict are the districts that the actor sees, each with its value, as JSON.
func perDistrict[T any](a todoAsk, of func(district string, l allocation.LeadTimes) T) string {
	days := map[string]T{}
	for d, l := range a.leads {
		days[d] = of(d, l)
	}
	text, _ := engine.Encode(days) // days and numbers only
	return string(text)
}

// may reports whether the actor's role takes one of the actions.
func (a todoAsk) may(acts ...allocation.Action) bool {
	return slices.ContainsFunc(acts, func(act allocation.Action) bool { return act.Allows(a.by.Role) })
}

// due compares how many records are late and near.
func due(late, near int) TodoDue {
	switch {
	case late > 0:
		return DueLate
	case near > 0:
		return DueSoon
	}
	return DueNone
}

// dayText is a day of this year without its year: 03-17.
func (a todoAsk) dayText(d civil.Date) string {
	if d.Year() == a.today.Year() {
		return d.String()[5:]
	}
	return d.String()
}

// stateFilter is the filter that leaves the records in one of the states.
func stateFilter[S interface{ Title() string }](states ...S) string {
	text := engine.TextFieldState + ":"
	for i, s := range states {
		if i > 0 {
			text += ","
		}
		text += s.Title()
	}
	return text
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// todoDistricts are the districts that the actor sees with the last day that counts as near: the outer loop of every
// question, so that each of them is a search in an index that begins with the district. The limit keeps SQLite from reading the
// JSON anew for every row.
const todoDistricts = `(SELECT key AS district, value AS near FROM json_each($1) LIMIT -1) d`
