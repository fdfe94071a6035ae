package round

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

func (s *page) whatIf() tea.Cmd { return kit.Send(screen.Push{Screen: newWhatIf(s.env, s.load.Value)}) }

// newWhatIf asks for other parameters; the comparison opens when they are computed. The round is not touched.
func newWhatIf(env *screen.Env, r record) *screen.FormScreen {
	p := r.instance.Params
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	yes := "no"
	if p.ScaleToSupply {
		yes = "yes"
	}
	s := &screen.FormScreen{Env: env, Path: r.Title + " > " + textWhatIf, Left: textWhatIfLeft, About: textWhatIfHelp}
	s.Form = kit.NewForm(kit.FormSpec{
		Today: env.Today(), Verb: textWhatIf,
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "per_job", Label: textPerJob, Kind: kit.KindArea, Value: p.PerJob.String(), Required: true, Unit: "㎡"},
			{Name: "scale", Label: textScaleShort, Kind: kit.KindYesNo, Value: yes, Required: true, Hint: textScaleHint},
			{Name: "tax", Label: textTaxPerJob, Kind: kit.KindMoney, Value: p.TaxPerJob.String(), Required: true, Unit: textUnitYuan, Hint: textTaxHint},
			{Name: "cap", Label: textTaxCap, Kind: kit.KindNumber, Value: number(p.TaxCapPermille), Required: true, Unit: textPermille, Hint: textCapHint},
			{Name: "band", Label: textBandWidth, Kind: kit.KindNumber, Value: number(p.TieBandMillijobs), Required: true, Hint: textBandHint},
			{Name: "min", Label: textMinArea, Kind: kit.KindArea, Value: p.Min.String(), Required: true, Unit: "㎡"},
			{Name: "max", Label: textMaxArea, Kind: kit.KindArea, Value: p.Max.String(), Required: true, Unit: "㎡"},
			{Name: "under", Label: textUnder, Kind: kit.KindNumber, Value: number(p.UnderPermille), Required: true, Unit: textPermille, Hint: textShareHint},
			{Name: "over", Label: textOver, Kind: kit.KindNumber, Value: number(p.OverPermille), Required: true, Unit: textPermille, Hint: textShareHint},
			{Name: "units", Label: textJoin, Kind: kit.KindNumber, Value: number(p.MaxUnits), Required: true, Unit: textUnitShop},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			params := allocation.Params{
				PerJob: f.Area("per_job"), ScaleToSupply: f.Yes("scale"), TaxPerJob: f.Money("tax"), TaxCapPermille: int64(f.Number("cap")),
				TieBandMillijobs: int64(f.Number("band")), Min: f.Area("min"), Max: f.Area("max"),
				UnderPermille: int64(f.Number("under")), OverPermille: int64(f.Number("over")), MaxUnits: int64(f.Number("units")),
			}
			return tryOut(env, r, params, f)
		},
	})
	return s
}

// tried is the result of a what-if.
type tried struct {
	result *allocation.Result
	params allocation.Params
}

// tryOut computes with other parameters and opens the comparison.
func tryOut(env *screen.Env, r record, params allocation.Params, f *kit.Form) tea.Cmd {
	by := env.Actor()
	return kit.Run(textComputing, func(ctx context.Context, report kit.Report) tea.Msg {
		res, err := env.Store.WhatIf(ctx, by, r.ID, params, func(done, total int) { report(int64(done), int64(total), textComputing) })
		switch {
		case err != nil && ctx.Err() != nil:
			return tea.BatchMsg{f.Saved(), kit.Send(kit.Note{Text: textStopped})}
		case err != nil:
			return kit.Failed{Err: err}
		}
		return tea.BatchMsg{f.Saved(), kit.Send(screen.Push{Screen: newTrial(env, r, tried{res, params})})}
	})
}

// trial is a what-if beside the round: totals, who gains and who loses.
type trial struct {
	env *screen.Env
	r   record
	t   tried

	scroll screen.Scroll
}

func newTrial(env *screen.Env, r record, t tried) *trial { return &trial{env: env, r: r, t: t} }

// Init has nothing to read.
func (s *trial) Init() tea.Cmd { return nil }

// Update scrolls.
func (s *trial) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	s.scroll.Update(msg)
	return s, nil
}

// Title is the path.
func (s *trial) Title() string { return s.r.Title + " > " + textWhatIf }

// Summary says that the round is untouched.
func (s *trial) Summary() (string, string) { return textUntouched, "" }

// Body is the comparison.
func (s *trial) Body(w, h int) []string {
	lines := paramDiff(s.env.Theme, s.r.instance.Params, s.t.params, w)
	lines = append(lines, changeLines(s.env.Theme, &s.r, s.r.Result, s.t.result, w)...)
	return s.scroll.Lines(s.env.Theme, lines, h)
}

// Cursor is nil.
func (s *trial) Cursor() *tea.Cursor { return nil }

// Help explains the comparison.
func (s *trial) Help() []string { return textTrialHelp }

// Actions are none of its own: Esc goes back to the parameters.
func (s *trial) Actions() []kit.Action { return nil }

// paramDiff lists the parameters that differ.
func paramDiff(th *kit.Theme, old, now allocation.Params, w int) []string {
	a, b := paramPairs(old), paramPairs(now)
	var out []string
	for i := range a {
		if a[i].Value != b[i].Value {
			line := " " + th.Muted.Render(kit.Fit(a[i].Label, 14)) + a[i].Value
			now := "  >  " + th.Accent.Render(b[i].Value)
			if kit.Width(line+now) <= w {
				out = append(out, line+now)
				continue
			}
			out = append(out, kit.Cut(line, w), kit.Cut(strings.Repeat(" ", 12)+now, w))
		}
	}
	if len(out) == 0 {
		out = append(out, " "+textSameParams)
	}
	return append(out, "")
}

// changeLines puts two results side by side: totals, then everybody whose line differs.
func changeLines(th *kit.Theme, r *record, old, now *allocation.Result, w int) []string {
	row := func(label string, a, b string) string {
		return " " + kit.Fit(label, 14) + kit.FitLeft(a, 12) + kit.FitLeft(b, 12)
	}
	out := []string{
		th.Head.Render(row("", textOld, textNew)),
		row(textServed, kit.Count(old.Totals.Served), kit.Count(now.Totals.Served)),
		row(textJobs, allocation.Millijobs(old.Totals.JobsMillis), allocation.Millijobs(now.Totals.JobsMillis)),
		row(textAreaUnit, old.Totals.Area.String(), now.Totals.Area.String()),
		row(textUnitsLeft, kit.Count(old.Totals.UnitsLeft), kit.Count(now.Totals.UnitsLeft)),
		"",
	}
	changes := allocation.CompareResults(old, now)
	if len(changes) == 0 {
		return append(out, " "+textNoChange)
	}
	out = append(out, " "+th.Head.Render(fmtChanges(changes)))
	for _, c := range changes {
		style := map[allocation.ChangeKind]kit.Style{allocation.ChangeGains: th.Good, allocation.ChangeLoses: th.Bad, allocation.ChangeMoves: th.Warn}[c.Kind]
		text := " " + style.Render(kit.Fit(c.Kind.Title(), 9)) + kit.Fit(r.name(c.Number), 18) + kit.Fit(fmtRanks(c.Old.Rank, c.New.Rank), 14) +
			orNone(shortUnits(c.Old.Units), textNotServed) + "  >  " + orNone(shortUnits(c.New.Units), textNotServed)
		out = append(out, kit.Cut(text, w))
	}
	return out
}
