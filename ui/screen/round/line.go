package round

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// shownPlaces is how many fitting places the page of a line lists.
const shownPlaces = 60

// option is a place that fits an applicant, and where it went.
type option struct {
	units, fate string
	area        quantity.Area
	own         bool
}

// explained is what the page of a line works out: the places that fit, and for who has none what the others were.
type explained struct {
	options []option
	why     rule.Unserved
	left    bool
}

// line is the page of one applicant's line: weight, neighbours, options and where each went, the proof.
type line struct {
	env    *screen.Env
	r      record
	number string
	load   screen.Loader[explained]

	scroll screen.Scroll
}

func newLine(env *screen.Env, r record, number string) *line {
	return &line{env: env, r: r, number: number}
}

// Init works out the options.
func (s *line) Init() tea.Cmd {
	r, number := s.r, s.number
	return s.load.Read(func(ctx context.Context) (e explained, err error) {
		e.options = optionsOf(&r, number)
		e.why, e.left, err = r.explained(ctx, number)
		return e, err
	})
}

// optionsOf lists the places that fit an applicant in its own order, each with its fate.
func optionsOf(r *record, number string) []option {
	l, _ := r.rank(number)
	needed := map[string]string{}
	for _, p := range l.Passed {
		if p.Why == rule.PassedNeeded {
			needed[shortUnits(p.Units)] = p.By
		}
	}
	var out []option
	in := r.instance
	if l.Widened {
		in = r.second
	}
	for _, p := range in.Places(number, shownPlaces) {
		o := option{units: shortUnits(p.Units), area: p.Area, own: slices.Equal(p.Units, l.Units)}
		by, kept := needed[o.units]
		switch {
		case o.own:
			o.fate = "本户"
		case kept && by == "":
			o.fate = "须留给名次在后者"
		case kept:
			o.fate = fmtKeptFor(r, by)
		default:
			o.fate = holders(r, p.Units)
		}
		out = append(out, o)
	}
	return out
}

// holders names who holds units of a place.
func holders(r *record, units []string) string {
	text := ""
	seen := map[string]bool{}
	for _, u := range units {
		if h, found := r.holder(u); found && !seen[h.Number] {
			seen[h.Number] = true
			if text != "" {
				text += "、"
			}
			text += fmtRankName(h.Rank, r.name(h.Number))
		}
	}
	return cmp.Or(text, textLeft)
}

// rank is an applicant's line in the run that stands.
func (r *record) rank(number string) (rule.Rank, bool) {
	if r.Result != nil {
		for _, l := range r.Result.Ranks {
			if l.Number == number {
				return l, true
			}
		}
	}
	return rule.Rank{}, false
}

// Update scrolls; Left and right go to the neighbours.
func (s *line) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if m, key := msg.(tea.KeyPressMsg); key {
		switch kit.Move(kit.KeyName(m)) {
		case "left":
			return s, s.neighbour(s.r.Lines.Above)
		case "right":
			return s, s.neighbour(s.r.Lines.Below)
		}
	}
	s.scroll.Update(msg)
	return s, nil
}

func (s *line) neighbour(next func(string) (rule.Rank, bool)) tea.Cmd {
	l, found := next(s.number)
	if !found {
		return kit.Send(kit.Note{Text: "已到名单尽头"})
	}
	s.number = l.Number
	s.scroll.Top()
	return s.Init()
}

// Title is the applicant.
func (s *line) Title() string { return s.r.Title + " > " + s.r.name(s.number) }

// Summary is the rank and what it got.
func (s *line) Summary() (string, string) {
	l, _ := s.r.rank(s.number)
	return fmtRank(l.Rank) + "  " + s.number, l.Note()
}

// Body is the whole line in words.
func (s *line) Body(w, h int) []string {
	return s.scroll.Lines(s.env.Theme, s.lines(w), h)
}

func (s *line) lines(w int) []string {
	th, r := s.env.Theme, &s.r
	l, _ := r.rank(s.number)
	pairs := []kit.Pair{
		{Label: textWeight, Value: r.Lines.Weight(s.number)},
		{Label: textTarget, Value: r.Lines.Entitlement(s.number)},
		{Label: textGot, Value: cmp.Or(gotText(l), textNotServed), Style: noteStyle(th, l)},
		{Label: "缘由", Value: r.Lines.Reason(s.number)},
		{Label: textWants, Value: cmp.Or(wants(r.byNumber[s.number].Line), textNoWish)},
		{Label: "抽签序", Value: l.Lot[:16]},
	}
	if above, found := r.Lines.Above(s.number); found {
		pairs = append(pairs, kit.Pair{Label: "上一名", Value: r.name(above.Number) + "：" + r.Lines.Between(above.Number, s.number)})
	}
	if below, found := r.Lines.Below(s.number); found {
		pairs = append(pairs, kit.Pair{Label: "下一名", Value: r.name(below.Number) + "：" + r.Lines.Between(s.number, below.Number)})
	}
	for _, o := range r.Overrides {
		if o.Applicant == s.number {
			pairs = append(pairs, kit.Pair{Label: textOverride, Value: fmtOverride(o)})
		}
	}
	if said := overtakenBy(r, s.number, (*record).name); len(said) > 0 {
		pairs = append(pairs, kit.Pair{Label: textOverride, Value: strings.Join(said, "；"), Style: th.Warn})
	}
	if e := s.load.Value; s.load.Ready && e.left {
		pairs = append(pairs, kit.Pair{Label: "逐套合计", Value: e.why.InsideText()})
		if len(r.Scope.Left) > 0 {
			pairs = append(pairs, kit.Pair{Label: "批次之外", Value: e.why.OutsideText(r.Scope.LeftWhy)})
		}
		pairs = append(pairs, kit.Pair{Label: "最小的改变", Value: e.why.ChangesText()})
	}
	out := kit.Detail(th, w, pairs)
	for _, p := range s.proofs(l) {
		out = append(out, p.lines(th, s.r.name, w)...)
	}
	return append(out, s.options(th, l, w)...)
}

func gotText(l rule.Rank) string {
	if len(l.Units) == 0 {
		return ""
	}
	return shortUnits(l.Units) + "  " + l.Area.String() + " ㎡  " + l.Note()
}

// options lists the places that fit.
func (s *line) options(th *kit.Theme, l rule.Rank, w int) []string {
	if l.Options == 0 {
		return nil
	}
	out := []string{"", " " + th.Head.Render(fmtOptions(l.Options))}
	for i, o := range s.load.Value.options {
		style := kit.Style{}
		if o.own {
			style = th.Good
		}
		text := kit.FitLeft(fmtNumber(i+1), 5) + "  " + kit.Fit(o.units, 22) + kit.FitLeft(o.area.String(), 9) + "  " + o.fate
		out = append(out, style.Render(kit.Cut(text, w)))
	}
	if more := l.Options - len(s.load.Value.options); more > 0 && s.load.Ready {
		out = append(out, " "+th.Muted.Render(fmtMoreOptions(more)))
	}
	return out
}

// Cursor is nil: nothing is typed.
func (s *line) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *line) Help() []string { return textLineHelp }

// Actions are the neighbours, the application, and the decision by hand.
func (s *line) Actions() []kit.Action {
	return []kit.Action{
		kit.Act("上一名", func() tea.Cmd { return s.neighbour(s.r.Lines.Above) }, "ctrl+up", "left"),
		kit.Act("下一名", func() tea.Cmd { return s.neighbour(s.r.Lines.Below) }, "ctrl+down", "right"),
		kit.Act("逐套", s.fates, "f4").When(s.whyNoFates()),
		kit.Act(textOverride, s.override, "f9").When(whyNoOverride(s.env, &s.r)),
		kit.Act(textApplication, func() tea.Cmd { return screen.Open(screen.Application, s.r.byNumber[s.number].Application) }, "f11"),
	}
}

func (s *line) whyNoFates() string {
	if s.load.Ready && s.load.Value.left {
		return ""
	}
	return "只有没有安置的一户才逐套说明"
}

// fates shows the pool shop by shop.
func (s *line) fates() tea.Cmd {
	u, r := s.load.Value.why, &s.r
	return reading.Open(r.name(s.number)+"：逐套", func(w int) []string { return fates(r, u, w) })
}

func (s *line) override() tea.Cmd {
	return kit.Send(screen.Push{Screen: newOverride(s.env, s.r, s.number), Replace: true})
}

// Lists of lines.
var textLineHelp = []string{
	"这一页说明一户为什么排在这里、得到这一处或没有得到。",
	"左右方向键看上一名和下一名。",
	"没有安置的一户：列入的房源为什么都不是它的（F4 逐套看），未列入的有没有适合的，小区、面积、设施最少怎样改就能安置。",
	"可逐户核对：列出的各户只有列出的几套可选，比套数多一户，谁也换不出来。",
}

func fmtKeptFor(r *record, number string) string {
	l, _ := r.rank(number)
	return "须留给 " + fmtRankName(l.Rank, r.name(number))
}

func fmtOptions(n int) string {
	return fmt.Sprintf("适合的 %s 处，按本户的次序", kit.Count(n))
}

func fmtMoreOptions(n int) string {
	return fmt.Sprintf("还有 %s 处次序更后，从略", kit.Count(n))
}

func fmtOverride(o round.OverrideRow) string {
	return fmt.Sprintf("%s  %s 改为 %s  %s  %s", o.State.Title(), cmp.Or(shortUnits(o.Computed), textNotServed), cmp.Or(shortUnits(o.Decided), textNotServed),
		o.Proposer+" "+o.Signer, o.Reason)
}
