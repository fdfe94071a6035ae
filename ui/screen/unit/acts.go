package unit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// The kinds of hold that lead somewhere.
const (
	holdRound   = "round"
	holdAward   = "award"
	holdTenancy = "tenancy"
)

// deal is one thing that a person does to units: a move of their life after a yes, or a change by a form.
type deal struct {
	code, title string
	act         allocation.Action
	allowed     func(u allocation.Unit, holder string) error
	run         func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error
	undo        func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error // nil: cannot be undone
	form        func(env *screen.Env, units []premises.UnitRow) screen.Screen                                // instead of run
	under       bool                                                                                         // goes through the stay where somebody has the unit
	few         int                                                                                          // units that it takes: 1, or 2 at the least; 0: any
}

// moved is a deal that is a move of the life of units.
func moved(m allocation.UnitMove, act allocation.Action, run, undo func(*store.Store, context.Context, engine.Actor, []int64, string) error) deal {
	d := deal{code: m.Code, title: m.Title, act: act, allowed: func(u allocation.Unit, _ string) error { return m.Allowed(u.State) }}
	d.run = func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error {
		return run(s, ctx, by, ids, reason)
	}
	if undo != nil {
		d.undo = func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error {
			return undo(s, ctx, by, ids, reason)
		}
	}
	return d
}

// changed is a deal that is a change of the premises.
func changed(k estate.Kind, act allocation.Action, few int, allowed func(allocation.Unit, estate.Kind, string) error, form func(*screen.Env, []premises.UnitRow) screen.Screen) deal {
	return deal{code: string(k), title: k.Title(), act: act, few: few, form: form, allowed: func(u allocation.Unit, holder string) error { return allowed(u, k, holder) }}
}

// underStay marks a change that can be made to what somebody has, through the stay.
func (d deal) underStay() deal {
	d.under = true
	return d
}

// one makes a form about one unit a form of a deal.
func one(form func(*screen.Env, premises.UnitRow) screen.Screen) func(*screen.Env, []premises.UnitRow) screen.Screen {
	return func(env *screen.Env, units []premises.UnitRow) screen.Screen { return form(env, units[0]) }
}

// unlocked is who may be renumbered, measured, split and merged: whoever has it, unless a round or an award has locked it.
func unlocked(u allocation.Unit, k estate.Kind, holder string) error {
	if u.State == allocation.UnitOccupied {
		return nil
	}
	return estate.Free(u, k, holder)
}

// alive is who may be described.
func alive(u allocation.Unit, k estate.Kind, _ string) error { return estate.Alive(u, k) }

// deals are what can be done to units without a round or a tenancy, in the order in which they are offered.
func deals() []deal {
	complete, _ := allocation.CompleteTo(allocation.Districts()[0].Name) // which district does not matter for what is allowed
	return []deal{
		moved(allocation.UnitWithdraw, allocation.ActWithdrawUnits, (*store.Store).WithdrawUnits, (*store.Store).ReturnUnits),
		moved(allocation.UnitReturn, allocation.ActReturnUnits, (*store.Store).ReturnUnits, (*store.Store).WithdrawUnits),
		moved(allocation.UnitReopen, allocation.ActReopenUnits, (*store.Store).ReopenUnits, nil),
		changed(estate.Completed, allocation.ActCompleteUnits, 0, func(u allocation.Unit, _ estate.Kind, _ string) error { return complete.Allowed(u.State) }, newComplete),
		changed(estate.Renumbered, estate.ActRenumber, 1, unlocked, one(newRenumber)),
		changed(estate.Described, estate.ActDescribe, 1, alive, one(newDescribe)),
		changed(estate.Measured, allocation.ActMeasureUnit, 1, unlocked, one(newMeasure)),
		changed(estate.Split, estate.ActSplit, 1, unlocked, one(newSplit)).underStay(),
		changed(estate.Merged, estate.ActMerge, 2, unlocked, newMerge).underStay(),
	}
}

// why is the reason why a deal is impossible for these units, "" when it is possible.
func (d deal) why(env *screen.Env, units []premises.UnitRow) string {
	act := d.act
	if d.under && slices.ContainsFunc(units, func(u premises.UnitRow) bool { return u.State == allocation.UnitOccupied }) {
		act = allocation.ActChangePremises // what somebody has changes with the contract
	}
	if why := env.WhyNot(act); why != "" {
		return why
	}
	switch {
	case d.few == 1 && len(units) > 1:
		return "一次只办一套，请按 Esc 取消多选"
	case d.few > len(units):
		return "请在 房源 > 清单 里用空格选中要合并的几套，再按 Ctrl+X"
	}
	first, cannot := "", 0
	for _, u := range units {
		if err := d.allowed(u.Unit(), holderText(u)); err != nil {
			if cannot++; cannot > 1 {
				continue
			}
			first = err.Error()
			if len(units) > 1 && !strings.HasPrefix(first, u.Number) {
				first = u.Number + "：" + first
			}
		}
	}
	if cannot == 0 || len(units) == 1 {
		return first
	}
	return fmtSomeCannot(len(units), cannot, first)
}

// dealAction offers what can be done to the units.
func dealAction(env *screen.Env, units func() []premises.UnitRow, then func()) kit.Action {
	a := kit.Act("办理", func() tea.Cmd { return askDeal(env, units(), then) }, "ctrl+x", "b")
	if len(units()) == 0 {
		return a.When(textNoUnit)
	}
	return a
}

// askDeal asks what is to be done: a move after a yes, a change by its form.
func askDeal(env *screen.Env, units []premises.UnitRow, then func()) tea.Cmd {
	list := deals()
	choices := make([]kit.Choice, len(list))
	for i, d := range list {
		choices[i] = kit.Choice{Key: d.code, Label: d.title, Why: d.why(env, units)}
	}
	return kit.Pick(kit.PickerSpec{Title: "办理什么", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		for _, d := range list {
			switch {
			case d.code != got[0].Key:
			case d.form != nil:
				then()
				return screen.Show(d.form(env, units))
			default:
				return confirmDeal(env, d, units, then)
			}
		}
		return nil
	})
}

// confirmDeal says what will happen and does it after a yes with a reason.
func confirmDeal(env *screen.Env, d deal, units []premises.UnitRow, then func()) tea.Cmd {
	ids := make([]int64, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	return kit.Ask(kit.ConfirmSpec{
		Title:  fmt.Sprintf("%s %d 套", d.title, len(units)),
		Lines:  append(fmtDealLine(units), "", moveHints[d.code]),
		Yes:    d.title,
		Reason: kit.ReasonRequired,
		Hint:   "原因或依据的文件",
	}, func(a kit.Answer) tea.Cmd {
		then()
		return env.DoUndo(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
			if err := d.run(ctx, env.Store, by, ids, a.Reason); err != nil {
				return "", nil, err
			}
			return fmtMoved(d.title, len(ids)), undoDeal(env, d, fmtTaken(d.title, units), ids), nil
		})
	})
}

// undoDeal is what takes a deal back, nil when nothing does.
func undoDeal(env *screen.Env, d deal, what string, ids []int64) func() tea.Cmd {
	if d.undo == nil {
		return nil
	}
	return env.TakeBack(what, func(ctx context.Context, by engine.Actor, reason string) error {
		return d.undo(ctx, env.Store, by, ids, reason)
	})
}

// tenantAction opens the tenancy that occupies the unit.
func tenantAction(u premises.UnitRow, found bool) kit.Action {
	a := kit.Act(say.Tenant, func() tea.Cmd { return screen.Open(screen.Tenancy, u.HoldRef) }, "f4", "t")
	switch {
	case !found:
		return a.When(textNoUnit)
	case u.HoldKind != holdTenancy:
		return a.When("这套房源没有承租人")
	}
	return a
}

// buildingAction draws the building of the unit.
func buildingAction(env *screen.Env, u premises.UnitRow, found bool) kit.Action {
	a := kit.Act(textBuilding, screen.Shows(env, newBuilding, u.ID), "f11", "m")
	if !found {
		return a.When(textNoUnit)
	}
	return a
}

// singleAction gives a vacant unit to one of the applicants that wait.
func singleAction(env *screen.Env, u premises.UnitRow, found bool) kit.Action {
	a := kit.Act(say.SinglePlacement, func() tea.Cmd { return askWaiting(env, u) }, "f5")
	switch {
	case !found:
		return a.When(textNoUnit)
	case u.State != allocation.UnitVacant:
		return a.When("只有闲置的房源可以安置")
	}
	return a
}

// askWaiting reads the approved applications and asks which one gets the unit.
func askWaiting(env *screen.Env, u premises.UnitRow) tea.Cmd {
	return func() tea.Msg {
		page, err := env.Store.Applications(context.Background(), env.Actor(), engine.ListQuery{
			Filter: "状态:" + allocation.ApplicationApproved.Title(), Limit: 500,
		})
		if err != nil {
			return screen.Failed{Err: err}
		}
		var choices []kit.Choice
		ids := map[string]int64{}
		for _, a := range page.Rows {
			key := fmt.Sprint(a.ID)
			ids[key] = a.ID
			choices = append(choices, kit.Choice{Key: key, Label: a.Number + " " + a.Applicant, Note: fmtWaiting(a)})
		}
		spec := kit.PickerSpec{Title: fmt.Sprintf("把 %s 安置给", u.Number), Choices: choices, Empty: "没有评审已过、待分配的申请"}
		return kit.Open{Overlay: kit.NewPicker(spec, func(got []kit.Choice) tea.Cmd {
			return kit.Send(screen.Go{Place: screen.Single, ID: ids[got[0].Key], Filter: u.Number})
		})}
	}
}

// importAction leads to the file of a ledger.
func importAction(env *screen.Env) kit.Action {
	return kit.Act("导入台账", func() tea.Cmd { return kit.Send(screen.Go{Place: screen.Takeover, Filter: string(ledger.Units)}) }, "i").When(env.WhyNot(takeover.ActImport)).Silent()
}

// addAction opens the form for a unit that no list has.
func addAction(env *screen.Env) kit.Action {
	add := func() tea.Cmd {
		return env.Begin(estate.Added.Title(), draftAdd, func(key string) screen.Screen { return newAdd(env, key) })
	}
	return kit.Act("新增", add, "n").When(env.WhyNot(allocation.ActAddUnits)).Silent()
}

// correctAction opens the form that mends an entry of the unit: its areas, its place, its tags.
func correctAction(env *screen.Env, u premises.UnitRow) kit.Action {
	return kit.Act(say.Correction, func() tea.Cmd { return screen.Open(screen.CorrectUnit, u.ID) }, "f9").When(env.WhyNotCorrect(amend.CorrectUnit))
}

// undoAction takes back what was last done to the unit itself.
func undoAction(env *screen.Env, f facts) kit.Action {
	return screen.UndoAction(env, f.undo, func(ctx context.Context, by engine.Actor, reason string) error {
		return env.Store.UndoUnits(ctx, by, []int64{f.unit.ID}, reason)
	})
}

// fmtTaken names what a deal did to which units.
func fmtTaken(title string, units []premises.UnitRow) string {
	words := []string{title}
	for _, u := range units[:min(len(units), 3)] {
		words = append(words, u.Number)
	}
	if len(units) > 3 {
		words = append(words, fmt.Sprintf("等 %d 套", len(units)))
	}
	return strings.Join(words, " ")
}

// moveHints say what a move does.
var moveHints = map[string]string{
	allocation.UnitWithdraw.Code: "停用的房源不能分配，恢复使用后才可以。",
	allocation.UnitReturn.Code:   "恢复使用后可以分配。",
	allocation.UnitReopen.Code:   "整修验收后转为闲置，可以再分配。",
}

func fmtMoved(title string, n int) string { return fmt.Sprintf("已办理%s：%d 套", title, n) }

func fmtDealLine(units []premises.UnitRow) []string {
	var area quantity.Area
	names := make([]string, 0, 6)
	for i, u := range units {
		area += u.Area
		if i < 5 {
			names = append(names, u.Number)
		}
	}
	if len(units) > 5 {
		names = append(names, "等")
	}
	return []string{strings.Join(names, " "), fmt.Sprintf("共 %d 套，%s ㎡", len(units), area)}
}

// fmtSomeCannot says why several units cannot make a step together: how many of them cannot, how they are left out, and why the first.
func fmtSomeCannot(all, cannot int, first string) string {
	if cannot == all {
		return fmt.Sprintf("%d 套都不行：%s", all, first)
	}
	return fmt.Sprintf("%d 套里 %d 套不行，用空格去掉它们，或先按 F3 筛选：%s", all, cannot, first)
}

func fmtWaiting(a intake.ApplicationRow) string {
	return fmt.Sprintf("%s  岗位 %d", a.Project, a.JobsClaimed)
}
