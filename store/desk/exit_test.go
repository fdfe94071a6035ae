package desk_test

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/exit/exittest"
)

// TestWhatIsDueInAnExit四五: the answer, then clearing and filing stand in the calendar and among what is to do until they are done.
func TestWhatIsDueInAnExit四五(t *testing.T) {
	o := newOffice(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 1, exittest.Paper, "违法经营")
	ok(t, err)
	due := func() (out []string) {
		list, err := o.Deadlines(t.Context(), manager, o.Clock.Day.AddDays(60))
		ok(t, err)
		for _, x := range list {
			if x.Noun == allocation.NounExit && x.ID == id && x.Number == "TC-JS-2021-0001" {
				out = append(out, string(x.Kind)+" "+x.Day.String())
			}
		}
		return out
	}
	todo := func() (out []string) {
		rows, err := o.Todo(t.Context(), manager)
		ok(t, err)
		for _, r := range rows {
			if r.Noun == allocation.NounExit {
				out = append(out, fmt.Sprintf("%s %s", r.Key, r.Detail))
				if p, err := o.Exits(t.Context(), manager, engine.ListQuery{Filter: r.Filter}); err != nil || p.Total != r.Count {
					t.Errorf("%s counts %d, its list has %d, %v", r.Key, r.Count, p.Total, err)
				}
			}
		}
		return out
	}
	wants := func(what string, list, want []string) {
		t.Helper()
		if !slices.Equal(list, want) {
			t.Errorf("%s: %q, want %q", what, list, want)
		}
	}
	wants("opened", todo(), []string{"exit.open 待告知 1"})
	ok(t, o.TellExit(t.Context(), manager, id, 1, o.Clock.Day, "当面"))
	x := o.ExitOf(t, id)
	wants("told", todo(), []string{"exit.open 待申辩 1"})
	wants("told", due(), []string{"answer " + x.AnswerBy.String()})
	ok(t, o.HearExit(t.Context(), manager, id, 2, o.Clock.Day, "无意见"))
	wants("answered", todo(), []string{"exit.open 待顾问 1"})
	ok(t, o.AdviseExit(t.Context(), manager, id, 3, "王律师", o.Clock.Day, "可以"))
	wants("heard", todo(), []string{"exit.open 待批准 1"})
	for filter, want := range map[string]int{"等待:待批准": 1, "等待:待告知": 0, "待批准": 1, "待顾问": 0, "状态:待决定": 1} {
		if p, err := o.Exits(t.Context(), manager, engine.ListQuery{Filter: filter}); err != nil || p.Total != want {
			t.Errorf("%s finds %d, %v", filter, p.Total, err)
		}
	}
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	x = o.ExitOf(t, id)
	wants("decided", due(), []string{"file " + x.FileBy.String(), "vacate " + x.VacateBy.String()})
	o.Clock.Day = x.FileBy.AddDays(1)
	wants("late", todo(), []string{"exit.open 待送达 1", "exit.file 1 件已逾期"})
	ok(t, o.FileExit(t.Context(), manager, id, 5, o.Clock.Day, "双棚备 4 号", "市棚改办"))
	wants("filed", todo(), []string{"exit.open 待送达 1"})
	wants("filed", due(), []string{"vacate " + x.VacateBy.String()})
	if desk.DeadlineFile.Title() != "退出备案" {
		t.Error(desk.DeadlineFile.Title())
	}
}
