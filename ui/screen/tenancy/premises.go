package tenancy

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// newPremises asks which premises go back and which come; the record of the keys follows where there are keys.
func newPremises(env *screen.Env, d record, k allocation.StayChangeKind) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (stay.Exchange, error) {
		return env.Store.Exchange(ctx, by, d.ID, d.District, k)
	}
	return screen.NewReadForm(env, k.Title(), screen.TextReading, read, func(v *stay.Exchange) *screen.FormScreen { return buildPremises(env, d, k, *v) })
}

func buildPremises(env *screen.Env, d record, k allocation.StayChangeKind, v stay.Exchange) *screen.FormScreen {
	var held, free []kit.Choice
	for _, h := range v.Held {
		held = append(held, kit.Choice{Key: unitKey(h.UnitID), Label: h.Unit, Note: h.Area.String() + " ㎡"})
	}
	for _, u := range v.Units {
		free = append(free, kit.Choice{Key: unitKey(u.ID), Label: u.Number, Note: fmtVacant(u)})
	}
	value := ""
	if len(held) == 1 {
		value = held[0].Key
	}
	fields := []kit.Field{{Name: "back", Label: "交回房源", Kind: kit.KindChoices, All: true, Choices: held, Value: value, Required: true, Hint: "按 Enter 选择要交回的"}}
	if k == allocation.ChangeMove {
		hint := "按 Enter 选，接近核定面积的在前"
		if len(free) == 0 {
			hint = "本区没有闲置房源，现在不能换房"
		}
		fields = append(fields, kit.Field{Name: "out", Label: "换入房源", Kind: kit.KindChoices, Choices: free, Required: true, Hint: hint})
	}
	chosen := func(f *kit.Form) allocation.Premises {
		return change(v, unitIDs(f.Many("back")), unitIDs(f.Many("out")))
	}
	s := form(env, d, k.Title(), textPremisesHow, string(k), kit.FormSpec{
		Sections: []kit.Section{{Fields: append(fields, paperFields(env, d, k)...)}},
		Check: func(f *kit.Form) error {
			t := d.Tenancy
			return t.ChangePremises(readPaper(f, k), chosen(f), env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			p := chosen(f)
			c := stay.PremisesChange{HoldingChange: readPaper(f, k), Tenancy: d.ID, Version: d.Version, Back: p.Back, Out: unitIDs(f.Many("out"))}
			return screen.Show(newChangeKeys(env, d, c, p, f))
		},
	})
	who := s.Over
	s.Over = func(w int) []string {
		return slices.Insert(who(w), 1, "   "+kit.Cut(textChangeSum+" "+fmtChangeSum(chosen(s.Form)), w-4))
	}
	s.About = helpPremises
	return s
}

func unitKey(id int64) string { return strconv.FormatInt(id, 10) }

func unitIDs(keys []string) []int64 {
	var out []int64
	for _, key := range keys {
		if id, err := strconv.ParseInt(key, 10, 64); err == nil {
			out = append(out, id)
		}
	}
	return out
}

// change is what a change with these units is decided on.
func change(v stay.Exchange, back, out []int64) allocation.Premises {
	p := v.Premises
	p.Back = back
	for _, u := range v.Units {
		if slices.Contains(out, u.ID) {
			p.Out = append(p.Out, u.Unit())
		}
	}
	return p
}

// newChangeKeys is the record of the keys of a change: what goes back against what was handed over, then what comes.
func newChangeKeys(env *screen.Env, d record, c stay.PremisesChange, p allocation.Premises, first *kit.Form) *screen.FormScreen {
	before := map[int64]allocation.Condition{}
	var back, out []allocation.Condition
	for i, id := range c.Out {
		out = append(out, allocation.Condition{UnitID: id, Unit: p.Out[i].Number})
	}
	for _, h := range d.Out {
		if slices.Contains(c.Back, h.UnitID) {
			if _, twice := before[h.UnitID]; !twice {
				back = append(back, allocation.Condition{UnitID: h.UnitID, Unit: h.Unit})
			}
			before[h.UnitID] = h.Condition // the latest of a unit comes last
		}
	}
	for i, b := range back {
		back[i] = before[b.UnitID]
		back[i].Remark = ""
	}
	var sections []kit.Section
	if !d.Handed.IsZero() {
		sections = append(screen.ConditionSections(back, before), screen.ConditionSections(out, nil)...)
	}
	return form(env, d, c.Kind.Title()+"：钥匙和表数", textPremisesHow, string(c.Kind)+"/keys", kit.FormSpec{
		Sections: append([]kit.Section{{Fields: []kit.Field{
			{Name: "sum", Label: textChangeSum, Kind: kit.KindShown, Value: fmtChangeSum(p)},
		}}}, sections...),
		Save: func(f *kit.Form) tea.Cmd {
			if !d.Handed.IsZero() {
				c.BackCondition, c.OutCondition = screen.ReadConditions(f, back), screen.ReadConditions(f, out)
			}
			return askMove(env, d, c, p, f, first)
		},
	})
}

// askMove looks whom the change passes over and what the screening comes upon, then asks: with their names, the reason and the second
// person where there are any.
func askMove(env *screen.Env, d record, c stay.PremisesChange, p allocation.Premises, f, first *kit.Form) tea.Cmd {
	st, by := env.Store, env.Actor()
	const looking = "正在核对先后次序"
	return progress.Run(looking, func(ctx context.Context, report progress.Report) tea.Msg {
		seen, err := st.PassedOverByMove(ctx, by, d.ID, c.Back, c.Out, func(done, total int) { report(int64(done), int64(total), looking) })
		var found []draw.Finding
		if err == nil && len(c.Out) > 0 {
			found, err = st.MoveFindings(ctx, by, d.ID)
		}
		switch {
		case err != nil && ctx.Err() != nil:
			return tea.BatchMsg{f.Idle(), kit.Send(kit.Note{Text: "已停止，什么都没有改动"})}
		case err != nil:
			return tea.BatchMsg{f.Idle(), kit.Send(kit.Failed{Err: err})}
		}
		m := move{env: env, d: d, c: c, p: p, seen: seen, forms: []*kit.Form{f, first}}
		if len(found) > 0 {
			return tea.BatchMsg{f.Idle(), screen.Show(m.screening(found))}
		}
		return tea.BatchMsg{f.Idle(), m.ask(nil)}
	})
}

// move is a change of premises that has been looked into and waits for its yes.
type move struct {
	env   *screen.Env
	d     record
	c     stay.PremisesChange
	p     allocation.Premises
	seen  round.Passing
	forms []*kit.Form // in which it was entered, the last one first
}

// screening asks for a remark on every finding before the change.
func (m move) screening(found []draw.Finding) *screen.FormScreen {
	return screen.NewRemarks(m.env, found, screen.Remarking{
		Path: m.c.Kind.Title() + " > " + screen.TextScreening, Left: fmt.Sprintf("筛查有 %d 项，逐项说明后 Ctrl+S 继续", len(found)),
		Draft: fmt.Sprintf("tenancy/%d/%s/screening", m.d.ID, m.c.Kind),
		Save: func(f *kit.Form, remarks map[string]string) tea.Cmd {
			asked := m
			asked.forms = append([]*kit.Form{f}, m.forms...)
			return tea.Sequence(f.Idle(), asked.ask(remarks))
		},
	})
}

// ask says what will happen and whom it passes over; after a yes it is done and the forms are left.
func (m move) ask(remarks map[string]string) tea.Cmd {
	spec := kit.ConfirmSpec{Title: m.c.Kind.Title(), Lines: fmtChangeLines(m.d.TenancyRow, m.c, m.p), Yes: textChangeNow}
	for i, x := range m.seen.List {
		spec.Lines = slices.Insert(spec.Lines, i, "越过："+x.Text()+"。") // the window may be too low for all lines
	}
	switch {
	case len(m.seen.List) > 0:
		spec.Warn, spec.Second, spec.Reason, spec.Hint = true, true, kit.ReasonRequired, "为什么越过，记入档案"
	case len(m.c.Out) > 0:
		spec.Lines = append(spec.Lines, "没有越过在等候的人。")
	}
	if len(m.c.Out) > 0 && len(remarks) == 0 {
		spec.Lines = append(spec.Lines, screen.TextNoFindings)
	}
	var then []tea.Cmd
	for _, f := range m.forms {
		then = append(then, f.Saved())
	}
	for range m.forms {
		then = append(then, kit.Send(kit.Back{}))
	}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		c := m.c
		c.Order = round.OutOfOrder{Reason: a.Reason, Second: a.Second, Password: a.SecondPassword, Seen: m.seen, Remarks: remarks}
		return m.env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			number, err := m.env.Store.ChangePremises(ctx, by, c)
			return fmtChanged(c.Kind, number), err
		}, then...)
	})
}

// Changes within a stay.
const (
	textPremisesHow = "由分管领导批准；Ctrl+S 继续，Esc 离开并保留草稿"
	textChangeSum   = "变更后"
)

// What F1 says about changes.
var helpPremises = []string{
	"换房：交回原房源，换入本区闲置房源；部分退房：几套里交回一部分。自变更之日起按新的面积计费，合同和起算日不变。",
	"Enter 打开清单：输入编号、小区的汉字或拼音首字母筛选，空格勾选，Enter 完成。面积超出核定范围的要写理由。",
	"交回的转为收回整修，验收后再分配。变更由分管领导办理，凭批准文件。",
	"换房也按等候的次序：会使名次在前、也在等候的人失去房源或只能得较差的，会列出他们；须写明理由并由第二人签署，一并记入档案；办理中的批次里等候、这一处也适合的人，同样列出。",
	"与单户安置一样先筛查：与工作人员或评审人同名、回避、同一经办人、电话、地址或证件；有发现的逐项说明，留在历程里。",
}

func fmtVacant(u premises.UnitRow) string {
	return fmt.Sprintf("%s ㎡  %s %s %d 层", u.Area, u.Community, u.Building, u.Floor)
}

func fmtChangeLines(t stay.TenancyRow, c stay.PremisesChange, p allocation.Premises) []string {
	var back, out []string
	for _, h := range p.Held {
		if slices.Contains(c.Back, h.UnitID) {
			back = append(back, h.Unit)
		}
	}
	for _, u := range p.Out {
		out = append(out, u.Number)
	}
	lines := []string{fmt.Sprintf("%s 自 %s 起交回 %s，转为收回整修，当日起不再计费。", t.Name, c.Day, strings.Join(back, " "))}
	if len(out) > 0 {
		lines = append(lines, fmt.Sprintf("自 %s 起占用 %s，当日起计费。", c.Day, strings.Join(out, " ")))
	}
	return append(lines, fmtChangeSum(p), textClockGoesOn)
}
