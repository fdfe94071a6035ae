package round

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// newLock asks from what lots will be drawn, says what the lock does, whom its pool passes over and what the parameters do to the round, and
// locks; who passes over somebody says why and has a second person sign.
func newLock(env *screen.Env, r record, e round.RuleEffect, past round.Passing) *screen.FormScreen {
	asked := func(f *kit.Form) kit.ConfirmSpec { return lockSpec(&r, e, past, sourceOf(f)) }
	locked := func(ctx context.Context, by engine.Actor, f *kit.Form, o round.OutOfOrder) (string, error) {
		o.Seen = past
		l := round.Locking{Seal: r.Scope.Seal, Source: sourceOf(f), Past: o}
		return "已锁定，房源已预留；请张贴名单摘要", env.Store.LockRound(ctx, by, r.ID, r.Version, l)
	}
	spec := kit.FormSpec{
		Draft: "round/lock/" + r.Number, Verb: textLock, Sections: []kit.Section{{Fields: sourceFields(&r)}},
		Check:   func(f *kit.Form) error { _, err := sourceOf(f).Check(r.ListUntil); return err },
		Confirm: asked,
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return locked(ctx, by, f, round.OutOfOrder{})
		}),
	}
	if len(past.List) > 0 {
		spec.Confirm = nil
		spec.Save = func(f *kit.Form) tea.Cmd {
			typed := f.Typed()
			return tea.Sequence(f.Idle(), kit.Ask(asked(f), func(a kit.Answer) tea.Cmd {
				return env.Move(func(ctx context.Context, by engine.Actor) (string, error) {
					return locked(ctx, by, typed, round.OutOfOrder{Reason: a.Reason, Second: a.Second, Password: a.SecondPassword})
				}, f.Saved(), kit.Send(kit.Back{}))
			}))
		}
	}
	return screen.NewForm(env, screen.FormScreen{
		Path: r.Title + " > " + textLock, Left: "先指定抽签的来源；Ctrl+S 锁定", About: textSourceHelp, Over: screen.Facts(env, listPairs(&r)...),
	}, spec)
}

// lockSpec says what the lock does.
func lockSpec(r *record, e round.RuleEffect, past round.Passing, source draw.Source) kit.ConfirmSpec {
	spec := kit.ConfirmSpec{Title: textLock, Facts: screen.EffectFacts(e), Yes: textLock}
	for _, text := range (rule.Overtaking{List: past.List}).Lines() {
		spec.Lines = append(spec.Lines, "越过："+text+"。")
		spec.Warn, spec.Second, spec.Reason, spec.Hint = true, true, kit.ReasonRequired, "为何不先给他们；会公示"
	}
	spec.Lines = append(append(spec.Lines, fmtLockLines(r)...), fmtPosting(r, source)...)
	for _, text := range e.Misfits() {
		spec.Lines = append(spec.Lines, "注意 四(三)："+text)
	}
	spec.Lines = append(spec.Lines, "下面是程序预设的面积参数与本区现行的，各在这批申请和房源上算出的结果（未抽签）。")
	return spec
}

// newRelist posts a corrected list: what has changed since the last one is shown above.
func newRelist(env *screen.Env, r record) *screen.FormScreen {
	return screen.NewForm(env, screen.FormScreen{
		Path: r.Title + " > " + textRelist, Left: "Ctrl+S 重新公布名单", About: textRelistHelp, Over: func(w int) []string {
			out := []string{" " + env.Theme.Head.Render("与张贴的名单相比")}
			for _, line := range fmtCorrected(r.Corrected) {
				for _, part := range kit.Wrap(line, w-4) {
					out = append(out, "   "+part)
				}
			}
			return append(out, "")
		},
	}, kit.FormSpec{
		Draft: "round/relist/" + r.Number,
		Sections: []kit.Section{{Fields: append(sourceFields(&r), kit.Field{
			Name: "reason", Label: textReason, Required: true, Limit: 200, Width: 44, Hint: "更正了什么，依据什么",
		})}},
		Check: func(f *kit.Form) error { _, err := sourceOf(f).Check(r.ListUntil); return err },
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "名单已更正，请张贴新的摘要；异议期重新起算", env.Store.RelistRound(ctx, by, r.ID, r.Version, sourceOf(f), f.Text("reason"))
		}),
	})
}

// sourceFields ask from what lots will be drawn; what was named before is proposed again.
func sourceFields(r *record) []kit.Field {
	was := r.Source
	if !was.Named() {
		was.Kind = draw.ByNumber
	}
	var choices []kit.Choice
	for _, k := range draw.Kinds {
		choices = append(choices, kit.Choice{Key: string(k), Label: k.Title()})
	}
	number := func(f *kit.Form) bool { return f.Text("source_kind") == string(draw.ByNumber) }
	people := func(f *kit.Form) bool { return f.Text("source_kind") == string(draw.ByWitnesses) }
	name, seen := was.Name, ""
	if was.Kind == draw.ByWitnesses {
		name, seen = "", was.Name
	}
	return []kit.Field{
		{Name: "source_kind", Label: textSource, Kind: kit.KindChoice, Choices: choices, Value: string(was.Kind), Required: true},
		{Name: "source_name", Label: "哪种号码", Value: name, Required: true, Limit: 60, Show: number, Hint: "如 福彩双色球、上证指数收盘"},
		{Name: "source_issue", Label: "第几期", Value: was.Issue, Required: true, Limit: 60, Show: number, Hint: "如 2021030；指数写日期"},
		{Name: "source_day", Label: "公布日期", Kind: kit.KindDate, Value: kit.OrEmpty(was.Day), Required: true, Show: number, Hint: r.ListUntil.String() + " 以后"},
		{Name: "source_witnesses", Label: textWitnesses, Value: seen, Required: true, Limit: 200, Width: 44, Show: people, Hint: "两人以上，用空格或顿号隔开"},
	}
}

// sourceOf is the source as it is typed.
func sourceOf(f *kit.Form) draw.Source {
	s := draw.Source{Kind: draw.Kind(f.Text("source_kind"))}
	if s.Kind == draw.ByWitnesses {
		s.Name = strings.Join(splitNames(f.Text("source_witnesses")), "、")
		return s
	}
	s.Name, s.Issue, s.Day = f.Text("source_name"), f.Text("source_issue"), f.Date("source_day")
	return s
}

// listPairs are the posted list and its days, before the lock those that it will have.
func listPairs(r *record) []kit.Pair {
	return []kit.Pair{
		{Label: textListDigest, Value: r.Scope.Seal},
		{Label: textListDays, Value: fmtListDays(r.Scope.Parameters.DisputeDays().String(), r.ListUntil.String())},
	}
}

// lock asks with what the parameters do to the round in view; working that out can be stopped.
func (s *page) lock() tea.Cmd {
	r, st, by := s.Value(), s.Env.Store, s.Env.Actor()
	return progress.Run(textComputing, func(ctx context.Context, _ progress.Report) tea.Msg {
		var past round.Passing
		e, err := r.Scope.Effect(ctx)
		if err == nil {
			past, err = st.LockPasses(ctx, by, r.ID)
		}
		switch {
		case err != nil && ctx.Err() != nil:
			return kit.Note{Text: textStopped}
		case err != nil:
			return kit.Failed{Err: err}
		}
		return screen.Show(newLock(s.Env, r, e, past))()
	})
}

func (s *page) relist() tea.Cmd { return screen.Show(newRelist(s.Env, s.Value())) }

// Words of headings, labels and keys.
const (
	textSource     = "抽签来源"
	textRelist     = "更正名单"
	textListDigest = "名单摘要"
	textListDays   = "名单异议"
	textStrength   = "抽签强度"
	textAccept     = "强度不足理由"
)

// Lists of lines.
var (
	textSourceHelp = []string{
		"抽签用什么，在名单锁定时就指定：一个现在还没有公布的公开号码（哪种、第几期、哪天公布），或者到场见证的人。",
		"抽签时只能录入这里指定的，谁也无法挑一个对自己有利的文字。",
		"号码须在名单异议期满以后才公布：否则可以照着号码改名单。",
		"别的办理中的批次里等候的人，这里的房源也适合的，锁定前列出：不先给他们的，写明理由并由第二人签署，随名单公示。",
		"名单、房源、参数和规则的摘要随即产生，请打印张贴（Ctrl+P）；异议期满才能抽签。",
	}
	textRelistHelp = []string{
		"名单有误的，先在 申请 里更正（异议成立后可以更正），再在这里重新公布。",
		"新的名单有新的摘要和新的异议期；原来的名单和摘要都保留。",
		"锁定以后撤回的申请从名单里去掉；漏掉的申请须撤销锁定（F12）后重新锁定。",
	}
)

func fmtListDays(days, until string) string {
	return days + "，到 " + until + " 为止，次日起才能抽签"
}

// fmtPosting says what is posted with the lock.
func fmtPosting(r *record, s draw.Source) []string {
	named, err := s.Check(r.ListUntil)
	if err != nil {
		named = s
	}
	return []string{
		textSource + "：" + named.Words() + "。抽签时只能录入这个。",
		textListDigest + " " + r.Scope.Seal[:16] + "..，锁定后请打印张贴（Ctrl+P）。",
		textListDays + " " + fmtListDays(r.Scope.Parameters.DisputeDays().String(), r.ListUntil.String()) + "。",
	}
}

// fmtCorrected are the differences between two lists in words.
func fmtCorrected(changes []string) []string {
	if len(changes) == 0 {
		return []string{"没有任何更正"}
	}
	return changes
}
