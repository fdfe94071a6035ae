package unit

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/quantity"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// The kinds of hold that lead somewhere.
const (
	holdRound   = "round"
	holdAward   = "award"
	holdTenancy = "tenancy"
)

// moveComplete is the code of the hand-over of completed units.
const moveComplete = "complete"

// deal is one thing that a person does to units.
type deal struct {
	code, title string
	act         allocation.Action
	allowed     func(allocation.UnitState) error
	run         func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, district, reason string) error
	undo        func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error // nil: cannot be undone
}

// deals are what can be done to units without a round or a tenancy, in the order in which they are offered.
func deals() []deal {
	complete, _ := allocation.CompleteTo(allocation.Districts()[0].Name) // which district does not matter for what is allowed
	return []deal{
		{
			code: allocation.UnitWithdraw.Code, title: allocation.UnitWithdraw.Title,
			act: allocation.ActWithdrawUnits, allowed: allocation.UnitWithdraw.Allowed,
			run: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, _, reason string) error {
				return s.WithdrawUnits(ctx, by, ids, reason)
			},
			undo: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error {
				return s.ReturnUnits(ctx, by, ids, reason)
			},
		},
		{
			code: allocation.UnitReturn.Code, title: allocation.UnitReturn.Title,
			act: allocation.ActReturnUnits, allowed: allocation.UnitReturn.Allowed,
			run: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, _, reason string) error {
				return s.ReturnUnits(ctx, by, ids, reason)
			},
			undo: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, reason string) error {
				return s.WithdrawUnits(ctx, by, ids, reason)
			},
		},
		{
			code: allocation.UnitReopen.Code, title: allocation.UnitReopen.Title,
			act: allocation.ActReopenUnits, allowed: allocation.UnitReopen.Allowed,
			run: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, _, reason string) error {
				return s.ReopenUnits(ctx, by, ids, reason)
			},
		},
		{
			code: moveComplete, title: complete.Title,
			act: allocation.ActCompleteUnits, allowed: complete.Allowed,
			run: func(ctx context.Context, s *store.Store, by engine.Actor, ids []int64, district, reason string) error {
				return s.CompleteUnits(ctx, by, ids, district, reason)
			},
		},
	}
}

// why is the reason why a deal is impossible for these units, "" when it is possible.
func (d deal) why(env *screen.Env, units []premises.UnitRow) string {
	if why := env.WhyNot(d.act); why != "" {
		return why
	}
	for _, u := range units {
		if err := d.allowed(u.State); err != nil {
			if len(units) > 1 {
				return fmtOneCannot(u.Number, err.Error())
			}
			return err.Error()
		}
	}
	return ""
}

// dealAction offers what can be done to the units.
func dealAction(env *screen.Env, units func() []premises.UnitRow, then func()) kit.Action {
	a := kit.Act("办理", func() tea.Cmd { return askDeal(env, units(), then) }, "f9", "b")
	if len(units()) == 0 {
		return a.When(textNoUnit)
	}
	return a
}

// askDeal asks what is to be done, to which district, and whether it really is.
func askDeal(env *screen.Env, units []premises.UnitRow, then func()) tea.Cmd {
	list := deals()
	choices := make([]kit.Choice, len(list))
	for i, d := range list {
		choices[i] = kit.Choice{Key: d.code, Label: d.title, Why: d.why(env, units)}
	}
	return kit.Pick(kit.PickerSpec{Title: "办理什么", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		for _, d := range list {
			if d.code != got[0].Key {
				continue
			}
			if d.code != moveComplete {
				return confirmDeal(env, d, units, "", then)
			}
			return kit.Pick(kit.PickerSpec{Title: "移交给哪个区", Choices: screen.DistrictChoices()}, func(to []kit.Choice) tea.Cmd {
				return confirmDeal(env, d, units, to[0].Key, then)
			})
		}
		return nil
	})
}

// confirmDeal says what will happen and does it after a yes with a reason.
func confirmDeal(env *screen.Env, d deal, units []premises.UnitRow, district string, then func()) tea.Cmd {
	ids := make([]int64, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	return kit.Ask(kit.ConfirmSpec{
		Title:  fmtDealTitle(d.title, district, len(units)),
		Lines:  append(fmtDealLine(units), "", moveHints[d.code]),
		Yes:    d.title,
		Reason: kit.ReasonRequired,
		Hint:   "原因或依据的文件",
	}, func(a kit.Answer) tea.Cmd {
		then()
		return env.DoUndo(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
			if err := d.run(ctx, env.Store, by, ids, district, a.Reason); err != nil {
				return "", nil, err
			}
			return fmtMoved(d.title, len(ids)), undoDeal(env, d, ids), nil
		})
	})
}

// undoDeal is what takes a deal back, nil when nothing does.
func undoDeal(env *screen.Env, d deal, ids []int64) func() tea.Cmd {
	if d.undo == nil {
		return nil
	}
	return func() tea.Cmd {
		return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			err := d.undo(ctx, env.Store, by, ids, textUndoReason+d.title)
			return fmtMoved(textUndoReason+d.title, len(ids)), err
		})
	}
}

// tenantAction opens the tenancy that occupies the unit.
func tenantAction(u premises.UnitRow, found bool) kit.Action {
	a := kit.Act(say.Tenant, func() tea.Cmd { return screen.Open(screen.Tenancy, u.HoldRef) }, "f2", "t")
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
	a := kit.Act(textBuilding, screen.Shows(env, newBuilding, u.ID), "f4", "m")
	if !found {
		return a.When(textNoUnit)
	}
	return a
}

// singleAction gives a vacant unit to one of the applicants that wait.
func singleAction(env *screen.Env, u premises.UnitRow, found bool) kit.Action {
	a := kit.Act(say.SinglePlacement, func() tea.Cmd { return askWaiting(env, u) }, "f8")
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

// correctAction opens the form that mends an entry of the unit: its areas, its place, its tags.
func correctAction(env *screen.Env, u premises.UnitRow) kit.Action {
	return kit.Act(say.Correction, func() tea.Cmd { return screen.Open(screen.CorrectUnit, u.ID) }, "f5").When(env.WhyNotCorrect(amend.CorrectUnit))
}

// undoAction takes back what was last done to the unit itself.
func undoAction(env *screen.Env, f facts) kit.Action {
	return screen.UndoAction(env, f.undo, func(ctx context.Context, by engine.Actor, reason string) error {
		return env.Store.UndoUnits(ctx, by, []int64{f.unit.ID}, reason)
	})
}

const textUndoReason = say.Undo

// moveHints say what a move does.
var moveHints = map[string]string{
	allocation.UnitWithdraw.Code: "停用的房源不能分配，恢复使用后才可以。",
	allocation.UnitReturn.Code:   "恢复使用后可以分配。",
	allocation.UnitReopen.Code:   "整修验收后转为闲置，可以再分配。",
	moveComplete:                 "移交后归该区管理，可以分配。移交不能撤销。",
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

func fmtDealTitle(title, district string, n int) string {
	if district != "" {
		title += "给" + district
	}
	return fmt.Sprintf("%s %d 套", title, n)
}

// fmtOneCannot says why several units cannot make a step together: one of them cannot.
func fmtOneCannot(number, why string) string { return number + "：" + why }

func fmtWaiting(a intake.ApplicationRow) string {
	return fmt.Sprintf("%s  岗位 %d", a.Project, a.JobsClaimed)
}
