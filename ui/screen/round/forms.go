package round

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDraw asks for the draw text and its witnesses.
func newDraw(env *screen.Env, r record) *screen.FormScreen {
	s := &screen.FormScreen{Env: env, Path: r.Title + " > " + textDraw, Left: textDrawLeft, About: textDrawHelp}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: "round/draw/" + r.Number, Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "draw", Label: textDraw, Required: true, Limit: allocation.MaxDrawRunes, Width: 44, Hint: textDrawHint},
			{Name: "witnesses", Label: textWitnesses, Required: true, Width: 44, Limit: 200, Hint: textWitnessHint},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			d := allocation.Draw{Text: f.Text("draw"), Witnesses: splitNames(f.Text("witnesses"))}
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				return textDrawn, env.Store.EnterDraw(ctx, by, r.ID, r.Version, d)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

// splitNames reads names divided by spaces, commas or 、.
func splitNames(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,，、;；　", r) })
}

// newFilter asks for the filter that chooses the pool of a draft.
func newFilter(env *screen.Env, r record) *screen.FormScreen {
	s := &screen.FormScreen{Env: env, Path: r.Title + " > " + textPoolFilter, Left: textFilterLeft, About: textFilterHelp}
	s.Form = kit.NewForm(kit.FormSpec{
		Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "filter", Label: textPoolFilter, Value: r.Filter, Width: 44, Limit: 200, Hint: textFilterHint, Check: func(text string) error {
				_, err := allocation.ParseFilter(text, store.UnitFilterFields())
				return err
			}},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			filter := f.Text("filter")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return textFiltered, env.Store.SetRoundFilter(ctx, by, r.ID, r.Version, filter)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

func (s *page) filter() tea.Cmd { return kit.Send(screen.Push{Screen: newFilter(s.env, s.load.Value)}) }

// newObjection asks for what somebody has against the result; number is the line that it is about, or empty.
func newObjection(env *screen.Env, r record, number string) *screen.FormScreen {
	s := &screen.FormScreen{Env: env, Path: r.Title + " > " + textObject, Left: fmtWindow(r.RoundRow), About: textObjectHelp}
	var choices []kit.Choice
	for _, l := range r.Result.Ranks {
		choices = append(choices, kit.Choice{Key: l.Number, Label: r.name(l.Number), Note: fmtRank(l.Rank) + " " + l.Number})
	}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: "round/objection/" + r.Number, Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "name", Label: textBy, Required: true, Limit: 100, Hint: textByHint},
			{Name: "about", Label: textAbout, Kind: kit.KindChoice, Choices: choices, Value: number, Hint: textAboutHint},
			{Name: "text", Label: textMatter, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			application := r.byNumber[f.Text("about")].Application
			name, text := f.Text("name"), f.Text("text")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				_, err := env.Store.RaiseObjection(ctx, by, r.ID, application, name, text)
				return textObjected, err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

func (s *page) whyNoObjection(r *record) string {
	if why := s.env.WhyNot(allocation.ActRaiseObjection); why != "" {
		return why
	}
	if err := r.MayObject(s.env.Today()); err != nil {
		return err.Error()
	}
	return ""
}

func (s *page) object() tea.Cmd {
	number := ""
	if l, found := s.result.Current(); found && s.part() == partResult {
		number = l.Number
	}
	return kit.Send(screen.Push{Screen: newObjection(s.env, s.load.Value, number)})
}

func (s *page) whyNoAnswer() string {
	o, found := s.objections.Current()
	switch {
	case !found:
		return textNothingHere
	case o.State != allocation.ObjectionRaised:
		return textAnswered
	}
	return s.env.WhyNot(allocation.ActSettleObjection)
}

// answer asks for the answer to the objection under the cursor.
func (s *page) answer() tea.Cmd {
	o, _ := s.objections.Current()
	r := s.load.Value
	f := &screen.FormScreen{Env: s.env, Path: r.Title + " > " + textAnswer, Left: o.By + "：" + o.Text, About: textAnswerHelp}
	f.Form = kit.NewForm(kit.FormSpec{
		Draft: "round/answer/" + r.Number, Drafts: s.env.Drafts(), Today: s.env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "upheld", Label: textUpheld, Kind: kit.KindYesNo, Required: true, Hint: textUpheldHint},
			{Name: "answer", Label: textAnswer, Kind: kit.KindLong, Required: true, Limit: 1000, Lines: 5},
		}}},
		Save: func(k *kit.Form) tea.Cmd {
			upheld, answer := k.Yes("upheld"), k.Text("answer")
			return s.env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return textAnswerKept, s.env.Store.SettleObjection(ctx, by, o.ID, upheld, answer)
			}, k.Saved(), kit.Send(kit.Back{}))
		},
	})
	return kit.Send(screen.Push{Screen: f})
}
