package outside

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/identity"
	domain "penggai/allocation/outside"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var columns = []kit.Col[domain.Suspect]{
	{Title: "行", Width: 5, Right: true, Text: func(s domain.Suspect) string { return strconv.Itoa(s.Row) }},
	{Title: "名单上", Width: 12, Flex: true, Text: func(s domain.Suspect) string { return cmp.Or(s.Entry.Name, identity.MaskID(s.Entry.Number)) }},
	{Title: "本办公室", Width: 14, Flex: true, Text: ours},
	{Title: "在办", Width: 23, Text: lead, Style: leadStyle},
	{Title: "相符", Width: 14, Flex: true, Text: func(s domain.Suspect) string { return domain.PointWords(s.Agree) }},
	{Title: "不符", Width: 10, Text: func(s domain.Suspect) string { return domain.PointWords(s.Differ) }, Style: func(th *kit.Theme, _ domain.Suspect) kit.Style { return th.Warn }},
}

// ours is who of the office it may be.
func ours(s domain.Suspect) string {
	if identity.PlainName(s.Party.Name) == identity.PlainName(s.Of) {
		return s.Of
	}
	return s.Of + " " + s.Part + s.Party.Name
}

func lead(s domain.Suspect) string {
	w, ok := s.Lead()
	if !ok {
		return "没有申请"
	}
	return w.Label
}

func leadStyle(th *kit.Theme, s domain.Suspect) kit.Style {
	if w, ok := s.Lead(); ok && w.Live {
		return kit.Style{}
	}
	return th.Muted
}

// newSuspects shows what a list points to; it is all that is left of the list, and goes with the screen.
func newSuspects(env *screen.Env, h intake.Held, source string) screen.Screen {
	table, part := screen.Rows(screen.Part[intake.Held]{Title: textSuspects}, kit.TableSpec[domain.Suspect]{
		Name: textOutside, Cols: columns, Key: domain.Suspect.Key,
	}, func(h intake.Held) []domain.Suspect { return h.Suspects }, "名单上没有与本办公室相符的人。", "证件号、姓名加地址或电话都比对过。")
	part.Draw = func(th *kit.Theme, w, h int, held intake.Held) []string {
		s, ok := table.Current()
		if !ok {
			return table.Lines(th, w, h)
		}
		detail := kit.Detail(th, w, pairs(th, held.Kind, s))
		top := max(h-len(detail)-1, 4)
		return append(table.Lines(th, w, top), append([]string{""}, detail[:min(len(detail), max(h-top-1, 0))]...)...)
	}
	return screen.NewPage(env, screen.PageSpec[intake.Held]{
		Noun: textOutside, About: helpSuspects, Early: true, Parts: []screen.Part[intake.Held]{part},
		Read:    func(context.Context, engine.Actor) (intake.Held, error) { return h, nil },
		Title:   func(h intake.Held) string { return textOutside + " > " + h.Kind.Title() },
		Summary: func(h intake.Held) (string, string) { return h.Name + "  " + source, fmtCounts(h) },
		Head: func(th *kit.Theme, w, _ int, h intake.Held) []string {
			return []string{" " + th.Muted.Render(kit.Cut(h.Kind.About(), w-2))}
		},
		Actions: func(h intake.Held) []kit.Action {
			s, ok := table.Current()
			return actions(env, h, source, s, ok)
		},
	})
}

// actions lead from the suspect under the cursor to its stay or application, and to a finding or a note on that.
func actions(env *screen.Env, h intake.Held, source string, s domain.Suspect, ok bool) []kit.Action {
	w, has := s.Lead()
	on := func(a kit.Action) kit.Action {
		a = a.When(screen.NoRow(ok))
		if ok && !has {
			a = a.When("这个主体还没有申请或入驻，按 F4 打开主体")
		}
		return a
	}
	to := func(place screen.Place) tea.Cmd {
		return kit.Send(screen.Go{Place: place, ID: w.ID, Filter: string(w.Noun), Text: words(h.Kind, source, s)})
	}
	return []kit.Action{
		on(kit.Act(say.Open, func() tea.Cmd { return screen.Open(screen.PlaceOf(w.Noun), w.ID) }, "enter")),
		kit.Act(say.Applicant, func() tea.Cmd { return screen.Open(screen.Applicant, s.Applicant) }, "f4").When(screen.NoRow(ok)),
		on(kit.Act("提督办", func() tea.Cmd { return to(screen.FindingNew) }, "f5").When(env.WhyNot(allocation.ActRaiseFinding))),
		on(kit.Act("记附注", func() tea.Cmd { return to(screen.NoteNew) }, "ctrl+n")),
	}
}

// words are what a finding or a note begins with.
func words(kind domain.Kind, source string, s domain.Suspect) string {
	text := fmt.Sprintf("与%s名单（%s）比对，第 %d 行与 %s 的%s相符", kind.Title(), source, s.Row, ours(s), domain.PointWords(s.Agree))
	if len(s.Differ) > 0 {
		text += "，" + domain.PointWords(s.Differ) + "不符"
	}
	if len(s.Said) > 0 {
		text += "；名单上写明 " + strings.Join(s.Said, "，")
	}
	return text + "。待核实。"
}

// pairs are a suspect as it reads: the list above, the office below.
func pairs(th *kit.Theme, kind domain.Kind, s domain.Suspect) []kit.Pair {
	number := identity.MaskID(s.Entry.Number)
	if s.Spoiled {
		number = "已被表格软件改坏，没有比对"
	}
	list := join(s.Entry.Name, number, s.Entry.Phone, s.Entry.Address)
	own := join(s.Party.Name, identity.MaskID(s.Party.Number), s.Party.Phone, s.Party.Address)
	out := []kit.Pair{
		{Label: "名单上", Value: list},
		{Label: "本办公室", Value: own + "（" + s.Of + " " + s.Part + "）"},
		{Label: "相符", Value: domain.PointWords(s.Agree), Style: th.Bad},
	}
	if len(s.Differ) > 0 {
		out = append(out, kit.Pair{Label: "不符", Value: domain.PointWords(s.Differ), Style: th.Warn})
	}
	if len(s.Said) > 0 {
		out = append(out, kit.Pair{Label: "名单写明", Value: strings.Join(s.Said, "  ")})
	}
	if len(s.Has) > 0 {
		var has []string
		for _, w := range s.Has {
			has = append(has, nounTitle(w.Noun)+" "+w.Label)
		}
		out = append(out, kit.Pair{Label: "在本办公室", Value: strings.Join(has, "；")})
	}
	return out
}

func nounTitle(n allocation.Noun) string {
	if n == allocation.NounTenancy {
		return say.Tenancy
	}
	return say.Application
}

func join(words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, "  ")
}

// What people read on these screens.
const (
	textOutside  = "比对名单"
	textSuspects = "疑似"
)

func fmtCounts(h intake.Held) string {
	return fmt.Sprintf("读到 %s 行  疑似 %s 条", kit.Count(h.Read), kit.Count(len(h.Suspects)))
}

func fmtHeld(h intake.Held) string {
	text := "已比对，名单没有保存"
	if h.NameOnly > 0 {
		text += fmt.Sprintf("；另有 %s 行只是姓名相同，没有列出", kit.Count(h.NameOnly))
	}
	if h.Spoiled > 0 {
		text += fmt.Sprintf("；%s 行证件号已被表格软件改坏，请对方按文本给", kit.Count(h.Spoiled))
	}
	return text
}

var helpSuspects = []string{
	"这里是名单上可能与本办公室相符的人，证件号相符的在前。相符、不符分别写明；疑似不等于是同一人。",
	"Enter 打开他的入驻或申请；F4 打开主体；F5 就它提督办；Ctrl+N 在它旁边记附注，比对的结果先替你写好。",
	"离开这一页，名单和结果就不在了；要再看，重新比对。",
}
