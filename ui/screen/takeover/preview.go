package takeover

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	tables "penggai/store/sheet"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// tabRejected is the tab of a preview with the rows that are not taken.
const tabRejected = 0

var itemColumns = []kit.Col[ledger.Item]{
	{Title: "行", Width: 6, Right: true, Text: func(i ledger.Item) string { return rowText(i.Row) }},
	{Title: "记录", Width: 30, Flex: true, Text: func(i ledger.Item) string { return i.Name }},
	{Title: "内容", Width: 34, Flex: true, Text: func(i ledger.Item) string { return strings.Join(i.Notes, "；") }},
	{Title: "工作表", Width: 8, Drop: 1, Text: func(i ledger.Item) string { return i.Sheet }},
}

var rejectColumns = []kit.Col[ledger.Reject]{
	{Title: "行", Width: 6, Right: true, Text: func(r ledger.Reject) string { return rowText(r.Row) }},
	{Title: "列", Width: 16, Text: func(r ledger.Reject) string { return r.Column }},
	{Title: "写的是", Width: 12, Text: func(r ledger.Reject) string { return r.Value }},
	{Title: "为什么", Width: 20, Flex: true, Text: func(r ledger.Reject) string { return r.Why }, Style: func(th *kit.Theme, _ ledger.Reject) kit.Style { return th.Bad }},
	{Title: "怎么办", Width: 24, Flex: true, Drop: 1, Text: func(r ledger.Reject) string { return r.Do }},
	{Title: "工作表", Width: 8, Drop: 2, Text: func(r ledger.Reject) string { return r.Sheet }},
}

// placeColumns are those of the totals: of what is counted by premises its area, of what was paid its amount.
func placeColumns(kind ledger.Kind) []kit.Col[ledger.Place] {
	name, count := "小区或合计", "套"
	sum := kit.Col[ledger.Place]{Title: "面积 ㎡", Width: 12, Right: true, Text: func(p ledger.Place) string { return p.Area.String() }}
	if !kind.Premises() {
		name, count = "合计", "笔"
		sum = kit.Col[ledger.Place]{Title: "金额 元", Width: 12, Right: true, Text: func(p ledger.Place) string { return p.Amount.String() }}
	}
	return []kit.Col[ledger.Place]{
		{Title: name, Width: 24, Flex: true, Text: func(p ledger.Place) string { return p.Name }},
		{Title: count, Width: 6, Right: true, Text: func(p ledger.Place) string { return kit.CountOrNone(p.Units) }},
		sum, comparedColumn,
	}
}

var comparedColumn = kit.Col[ledger.Place]{
	Title: "对照", Width: 32, Flex: true, Text: func(p ledger.Place) string {
		if text := strings.Join(p.Said, "；"); p.Off {
			return text + "  不一致"
		} else if text != "" {
			return text + "  一致"
		}
		return ""
	},
	Style: func(th *kit.Theme, p ledger.Place) kit.Style {
		if p.Off {
			return th.Warn
		}
		return kit.Style{}
	},
}

// below is how many lines under a table of the preview are for the row with the cursor, where it needs no more.
const below = 3

// over is a table with what is to be said about its row in full below it, on a third of the height at the most.
func over(table interface {
	Lines(th *kit.Theme, w, h int) []string
}, found bool, text string, style kit.Style, th *kit.Theme, w, h int,
) []string {
	if !found || text == "" {
		return table.Lines(th, w, max(h-below, 1))
	}
	lines := kit.Wrap(text, w-2)
	if most := max(below-1, h/3); len(lines) > most {
		lines[most-1] = kit.Cut(lines[most-1]+lines[most], w-2)
		lines = lines[:most]
	}
	out := table.Lines(th, w, max(h-max(below, len(lines)+1), 1))
	for _, line := range lines {
		out = append(out, " "+style.Render(line))
	}
	return out
}

// placed says in which sheet a row stands, where several are read.
func placed(p *ledger.Preview, sheet string, row int) string {
	if row == 0 || !slices.ContainsFunc(p.Heads, func(h tables.Head) bool { return h.Sheet != p.Heads[0].Sheet }) {
		return ""
	}
	return fmt.Sprintf("工作表“%s”第 %d 行：", sheet, row)
}

func rowText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// newPreview shows what an import would do; nothing has been written.
func newPreview(env *screen.Env, req ledger.Request, p *ledger.Preview) screen.Screen {
	var page *screen.Page[*ledger.Preview]
	rejected, parts := previewParts(p.Kind)
	page = screen.NewPage(env, screen.PageSpec[*ledger.Preview]{
		Noun: textPreview, About: helpPreview,
		Read:    func(context.Context, engine.Actor) (*ledger.Preview, error) { return p, nil },
		Title:   func(p *ledger.Preview) string { return textTakeover + " > " + p.Kind.Title() + " > " + textPreview },
		Summary: func(p *ledger.Preview) (string, string) { return p.File, fmtRead(p) },
		Head: func(th *kit.Theme, w, _ int, p *ledger.Preview) []string {
			var out []string
			for _, text := range p.Warnings {
				out = append(out, " "+th.Warn.Render(kit.Cut(text, w-2)))
			}
			return out
		},
		Parts: parts, Early: true, Start: func(p *ledger.Preview) int { return firstWithRows(parts, p) },
		Actions: func(p *ledger.Preview) []kit.Action {
			why := ""
			if err := p.Ready(); err != nil {
				why = err.Error()
			}
			list := []kit.Action{
				kit.Act(writeVerb(p), func() tea.Cmd { return write(env, p) }, "f5").When(why).When(env.WhyNot(takeover.ActImport)),
				kit.Act(textMapping, func() tea.Cmd { return mapAgain(env, req, p) }, "f9"),
				page.Turn("下一栏"),
			}
			if r, ok := rejected.Current(); ok && page.At() == tabRejected && r.Why == ledger.WhyNoCommunity {
				list = append([]kit.Action{kit.Act("就是哪个小区", func() tea.Cmd { return pickCommunity(env, req, r.Value) }, "enter")}, list...)
			}
			return list
		},
	})
	return page
}

// firstWithRows is the place of the first tab that counts something: what is rejected goes first, an empty tab says nothing.
func firstWithRows(parts []screen.Part[*ledger.Preview], p *ledger.Preview) int {
	return slices.IndexFunc(parts, func(t screen.Part[*ledger.Preview]) bool { return t.Count != nil && t.Count(p) > 0 })
}

// previewParts are the tabs of a preview, the rows that are not taken first: of the one under the cursor the last line says everything.
func previewParts(kind ledger.Kind) (rejected *kit.Table[ledger.Reject], parts []screen.Part[*ledger.Preview]) {
	items := func(title string, of func(*ledger.Preview) []ledger.Item, none string) screen.Part[*ledger.Preview] {
		rows, part := screen.Rows(screen.Part[*ledger.Preview]{Title: title, Count: func(p *ledger.Preview) int { return len(of(p)) }}, kit.TableSpec[ledger.Item]{
			Name: title, Cols: itemColumns, Key: func(i ledger.Item) string { return fmt.Sprint(i.Sheet, "|", i.Row, "|", i.Name) },
		}, of, none)
		part.Draw = func(th *kit.Theme, w, h int, p *ledger.Preview) []string {
			i, ok := rows.Current()
			return over(rows, ok, placed(p, i.Sheet, i.Row)+strings.Join(i.Notes, "；"), th.Muted, th, w, h)
		}
		return part
	}
	rejected, first := screen.Rows(screen.Part[*ledger.Preview]{
		Title: "拒收", Count: func(p *ledger.Preview) int { return len(p.Rejected) },
	}, kit.TableSpec[ledger.Reject]{
		Name: "拒收", Cols: rejectColumns, Key: func(r ledger.Reject) string { return fmt.Sprint(r.Sheet, "|", r.Row, "|", r.Column, "|", r.Value) },
	}, func(p *ledger.Preview) []ledger.Reject { return p.Rejected }, "没有拒收的行。")
	first.Draw = func(th *kit.Theme, w, h int, p *ledger.Preview) []string {
		r, ok := rejected.Current()
		return over(rejected, ok, placed(p, r.Sheet, r.Row)+r.Why+" -> "+r.Do, th.Warn, th, w, h)
	}
	_, totals := screen.Rows(screen.Part[*ledger.Preview]{Title: "合计"}, kit.TableSpec[ledger.Place]{
		Name: "合计", Cols: placeColumns(kind), Key: func(p ledger.Place) string { return p.Name },
	}, func(p *ledger.Preview) []ledger.Place { return p.Places }, "没有合计。")
	return rejected, []screen.Part[*ledger.Preview]{
		first, items("新增", func(p *ledger.Preview) []ledger.Item { return p.New }, "没有新增的。"),
		items("变更", func(p *ledger.Preview) []ledger.Item { return p.Changed }, "没有变更的。"),
		items("缺失", func(p *ledger.Preview) []ledger.Item { return p.Absent }, "现有的都在文件里。"), totals,
	}
}

func writeVerb(p *ledger.Preview) string {
	if len(p.Rejected) > 0 {
		return "只写入其余"
	}
	return "写入"
}

// write asks, and writes with a progress that Esc stops: then nothing is written.
func write(env *screen.Env, p *ledger.Preview) tea.Cmd {
	lines := []string{fmt.Sprintf("新增 %d 条，变更 %d 条，在一步里写完；写完可在 接入 里整批撤销。", len(p.New), len(p.Changed))}
	if n := len(p.Rejected); n > 0 {
		lines = append(lines, fmt.Sprintf("拒收的 %d 行不写入，请改正后再导入一次，已写入的会认作相同。", n))
	}
	lines = append(lines, p.Warnings...)
	return kit.Ask(kit.ConfirmSpec{Title: "写入 " + p.File, Lines: lines, Yes: "写入"}, func(kit.Answer) tea.Cmd {
		st, by := env.Store, env.Command()
		return progress.Run("写入 "+p.File, func(ctx context.Context, report progress.Report) tea.Msg {
			_, err := st.ApplyImport(ctx, by, p, len(p.Rejected) > 0, func(stage string, done, total int64) { report(done, total, ledger.Stages[stage]) })
			switch {
			case err != nil && ctx.Err() != nil:
				return kit.Note{Text: "已停止，没有写入任何内容"}
			case err != nil:
				return kit.Failed{Err: err}
			}
			return tea.BatchMsg{kit.Send(kit.Back{}), kit.Send(kit.Back{}), kit.Send(kit.DataChanged{}), kit.Send(kit.Done{Text: fmtTaken(p)})}
		})
	})
}

// mapAgain shows the columns of the file.
func mapAgain(env *screen.Env, req ledger.Request, from *ledger.Preview) tea.Cmd {
	st, by := env.Store, env.Actor()
	return kit.Guard(func() tea.Msg {
		columns, err := st.Columns(context.Background(), by, req)
		if err != nil {
			return kit.Failed{Err: err}
		}
		return screen.Push{Screen: newMapping(env, req, from, columns), Replace: true}
	})
}

// pickCommunity says which community of the catalogue a word of the file means.
func pickCommunity(env *screen.Env, req ledger.Request, word string) tea.Cmd {
	st, by := env.Store, env.Actor()
	return kit.Guard(func() tea.Msg {
		list, err := st.AllCommunities(context.Background(), by)
		if err != nil {
			return kit.Failed{Err: err}
		}
		var choices []kit.Choice
		for _, c := range list {
			choices = append(choices, kit.Choice{Key: c.Name, Label: c.Name, Note: c.District})
		}
		return kit.Open{Overlay: kit.NewPicker(kit.PickerSpec{Title: "“" + word + "”就是哪个小区", Choices: choices, Empty: "目录里还没有小区，请先登记"}, func(got []kit.Choice) tea.Cmd {
			next := req
			next.Mapping.Communities = maps.Clone(req.Mapping.Communities)
			if next.Mapping.Communities == nil {
				next.Mapping.Communities = map[string]string{}
			}
			next.Mapping.Communities[word] = got[0].Key
			return look(env, next, true)
		})}
	})
}
