package tenancy

import (
	"context"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// undoAction takes the last step of the stay back: the signing, the hand-over, the opening, the renewal.
func undoAction(env *screen.Env, d record) kit.Action {
	return screen.UndoAction(env, d.Undo, func(ctx context.Context, by engine.Actor, reason string) error {
		return env.Store.UndoTenancy(ctx, by, d.ID, d.Version, reason)
	})
}

// changeAction offers the changes within the stay: premises, a part of them, name, company.
func changeAction(env *screen.Env, d record) kit.Action {
	a := kit.Act(textChange, func() tea.Cmd {
		var choices []kit.Choice
		for _, k := range allocation.StayChangeKinds {
			choices = append(choices, kit.Choice{Key: string(k), Label: k.Title(), Note: changeNotes[k], Why: whyNoChange(env, d, k)})
		}
		return kit.Pick(kit.PickerSpec{Title: textChange, Choices: choices}, func(got []kit.Choice) tea.Cmd {
			return screen.Show(newChange(env, d, allocation.StayChangeKind(got[0].Key)))
		})
	}, "f2").Silent()
	switch d.State {
	case allocation.TenancySigned, allocation.TenancyHanded, allocation.TenancyOpen:
		return a
	}
	return a.When(fmtStateOnly(d.State))
}

// newChange is the form of a kind of change.
func newChange(env *screen.Env, d record, k allocation.StayChangeKind) screen.Screen {
	switch k {
	case allocation.ChangeRename:
		return newRename(env, d)
	case allocation.ChangeHead:
		return newHead(env, d)
	case allocation.ChangeCompany, allocation.ChangeHeir, allocation.ChangeSuccessor:
		return newHandOn(env, d, k)
	}
	return newPremises(env, d, k)
}

// whyNoChange is the reason why a kind of change is impossible.
func whyNoChange(env *screen.Env, d record, k allocation.StayChangeKind) string {
	switch {
	case k == allocation.ChangePart && len(heldNow(d)) < 2:
		return "只占用一套，全部交回请办理退出"
	case k == allocation.ChangeRename:
		return env.WhyNot(allocation.ActRenameTenant)
	case k == allocation.ChangeMove || k == allocation.ChangePart:
		return env.WhyNot(allocation.ActChangePremises)
	case k == allocation.ChangeHead || k == allocation.ChangeSuccessor:
		if d.TenantKind != allocation.Company {
			return "承租人不是企业"
		}
	case k == allocation.ChangeCompany || k == allocation.ChangeHeir:
		if d.TenantKind == allocation.Company {
			return "承租人已经是企业"
		}
	}
	if k != allocation.ChangeHead {
		return env.WhyNot(allocation.ActHandOn)
	}
	return env.WhyNot(allocation.ActChangeTenant)
}

func heldNow(d record) []stay.HoldingRow {
	return slices.DeleteFunc(slices.Clone(d.Holdings), func(h stay.HoldingRow) bool { return !h.To.IsZero() })
}

// paperFields are the day, the paper and the reason that every change has.
func paperFields(env *screen.Env, d record, k allocation.StayChangeKind) []kit.Field {
	return []kit.Field{
		{Name: "day", Label: "变更日期", Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(d.Signed, env.Today())},
		{Name: "document", Label: "依据文件", Required: true, Limit: 200, Hint: "批准文件或登记文书的名称和编号"},
		{Name: "reason", Label: say.Reason, Limit: 200, Hint: changeReasons[k]},
	}
}

func readPaper(f *kit.Form, k allocation.StayChangeKind) allocation.HoldingChange {
	return allocation.HoldingChange{Kind: k, Day: f.Date("day"), Document: f.Text("document"), Reason: f.Text("reason")}
}

// Changes within a stay.
const textChange = say.Change

var changeNotes = map[allocation.StayChangeKind]string{
	allocation.ChangeMove: "交回原房源，换入闲置房源", allocation.ChangePart: "交回一部分，其余继续",
	allocation.ChangeRename: "同一承租人，核对证件号码", allocation.ChangeHead: "同一企业，新的法定代表人",
	allocation.ChangeCompany: "本人或成员任法定代表人的企业承接", allocation.ChangeHeir: "凭公证书或判决书", allocation.ChangeSuccessor: "凭法院裁定",
}

// changeReasons say when a reason is needed.
var changeReasons = map[allocation.StayChangeKind]string{
	allocation.ChangeMove: "面积超出核定范围时必填", allocation.ChangePart: "面积超出核定范围时必填",
	allocation.ChangeRename: "号码更正过的须写明原名", allocation.ChangeCompany: "有需留意的情况时必填",
	allocation.ChangeHead: "可以不填", allocation.ChangeHeir: "必填：与原承租人的关系", allocation.ChangeSuccessor: "必填：承继的安排",
}
