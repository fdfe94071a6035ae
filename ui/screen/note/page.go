package note

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	domain "penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/note"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// The tabs of what lies beside a record.
const (
	tabNotes = iota
	tabFiles
)

// newBeside is what lies beside one record.
func newBeside(env *screen.Env, noun allocation.Noun, id int64) screen.Screen {
	notes, notesPart := screen.Rows(screen.Part[note.Sheet]{Title: textNotes, Count: note.Sheet.Count}, kit.TableSpec[note.Row]{
		Name: textNotes, Cols: columns(env.Today(), "day", "topic", "author", "text"), Key: func(r note.Row) string { return strconv.FormatInt(r.ID, 10) },
	}, func(d note.Sheet) []note.Row { return d.Notes }, "这条记录还没有附注。", "按 Ctrl+N 记一条。")
	notesPart.Draw = func(th *kit.Theme, w, h int, _ note.Sheet) []string { return drawRows(th, w, h, notes, pairs) }
	files, filesPart := screen.Rows(screen.Part[note.Sheet]{Title: domain.FileWord, Count: note.Sheet.CountFiles}, kit.TableSpec[note.FileRow]{
		Name: domain.FileWord, Cols: fileColumns, Key: fileKey,
	}, func(d note.Sheet) []note.FileRow { return d.Files }, "这条记录还没有附件。", "按 Ctrl+G 附照片、扫描件或 pdf。")
	filesPart.Draw = func(th *kit.Theme, w, h int, _ note.Sheet) []string { return drawRows(th, w, h, files, filePairs) }
	var page *screen.Page[note.Sheet]
	page = screen.NewPage(env, screen.PageSpec[note.Sheet]{
		Noun: textBeside, About: helpBeside, Free: []string{"ctrl+n", "f4", "ctrl+g"}, Parts: []screen.Part[note.Sheet]{notesPart, filesPart},
		Read: func(ctx context.Context, by engine.Actor) (note.Sheet, error) {
			return env.Store.Beside(ctx, by, noun, id)
		},
		First: func(was, now note.Sheet) bool { return len(now.Notes) > len(was.Notes) },
		Name:  func(d note.Sheet) string { return d.Subject },
		Summary: func(d note.Sheet) (string, string) {
			return domain.NounTitle(d.Noun) + "  " + d.Subject, fmtBoth(len(d.Notes), len(d.Files))
		},
		Head: func(th *kit.Theme, w, _ int, d note.Sheet) []string {
			if len(d.Asks) == 0 {
				return nil
			}
			return []string{" " + th.Warn.Render(textAsked) + " " + kit.Cut(askedWords(d.Asks), w-10)}
		},
		Actions: func(note.Sheet) []kit.Action {
			list := []kit.Action{
				kit.Act(textAdd, func() tea.Cmd { return screen.Show(newNote(env, noun, id, "")) }, "ctrl+n").When(env.WhyNot(domain.ActAdd)),
				kit.Act(domain.ActAttach.Title, func() tea.Cmd { return screen.Show(newFile(env, noun, id)) }, "ctrl+g").When(env.WhyNot(domain.ActAttach)),
			}
			if page.At() == tabFiles {
				row, ok := files.Current()
				list = append(fileActions(env, row, ok), list[1], list[0])
			} else {
				row, ok := notes.Current()
				list = append(list, withdrawNote(env, row, ok))
			}
			return append(list, page.Turn("换栏"), kit.Act(textRecord, func() tea.Cmd { return screen.Open(screen.PlaceOf(noun), id) }, "f4"))
		},
	})
	return page
}

// drawRows is a list with the row under the cursor whole, beside or below it.
func drawRows[R any](th *kit.Theme, w, h int, table *kit.Table[R], pairs func(*kit.Theme, R) []kit.Pair) []string {
	detail := func(w, _ int) []string {
		row, ok := table.Current()
		if !ok {
			return nil
		}
		return kit.Detail(th, w, pairs(th, row))
	}
	if picture.Beside(w) {
		return picture.Split(th, w, h, func(w, h int) []string { return table.Lines(th, w, h) }, detail, nil)
	}
	top := max(h/2-1, 4)
	below := append([]string{""}, detail(w, 0)...)
	return append(table.Lines(th, w, top), below[:min(len(below), max(h-top, 0))]...)
}

// withdrawNote is the key that takes a note back.
func withdrawNote(env *screen.Env, r note.Row, ok bool) kit.Action {
	a := kit.Act(textWithdraw, func() tea.Cmd {
		spec := kit.ConfirmSpec{Title: textWithdraw, Lines: []string{fmtWithdraw(r)}, Yes: textWithdraw, Reason: kit.ReasonRequired, Hint: "如：记错了对象"}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已撤回，原文仍可看到", env.Store.WithdrawNote(ctx, by, r.ID, reason)
		})
	}, "f8").When(screen.NoRow(ok)).When(env.WhyNot(domain.ActWithdraw))
	if ok {
		if err := r.MayWithdraw(env.Actor().ID); err != nil {
			a = a.When(err.Error())
		}
	}
	return a
}

// newNote is the form of a note on a record.
func newNote(env *screen.Env, noun allocation.Noun, id int64, text string) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (note.Record, error) {
		return env.Store.Record(ctx, by, noun, id)
	}
	return screen.NewReadForm(env, textAdd, "选主题，写明情况；Ctrl+S 保存，Esc 离开并保留草稿", read, func(r *note.Record) *screen.FormScreen {
		return noteForm(env, *r, text)
	})
}

func noteForm(env *screen.Env, r note.Record, text string) *screen.FormScreen {
	typed := func(f *kit.Form) domain.Note {
		return domain.Note{Laid: domain.Laid{Noun: r.Noun, Record: r.ID}, Topic: domain.Topic(f.Text("topic")), Text: f.Text("text")}
	}
	over := screen.Facts(env, kit.Pair{Label: domain.NounTitle(r.Noun), Value: r.Subject})
	return screen.NewForm(env, screen.FormScreen{About: helpNote, Over: over}, kit.FormSpec{
		Draft: fmt.Sprintf("note/%s/%d", r.Noun, r.ID),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "topic", Label: textTopic, Kind: kit.KindChoice, Choices: screen.Choices(domain.Topics), Required: true},
			{Name: "text", Label: say.Content, Kind: kit.KindLong, Value: text, Lines: 6, Required: true, Limit: domain.MostText, Hint: "写给同事看的；不写完整证件号"},
		}}},
		Check: func(f *kit.Form) error { return typed(f).Check() },
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := env.Store.AddNote(ctx, by, typed(f))
			return fmtAdded(r.Subject), err
		}),
	})
}

var helpBeside = []string{
	"这里是一条记录旁边的附注和附件，最近的在前，Tab 换栏。它们不改动记录本身，也不作任何决定。",
	"Ctrl+N 记附注；Ctrl+G 附文件；F8 撤回自己的一条，须写原因，撤回后仍可看到；F4 打开那条记录。",
	"附件：Enter 用系统的程序打开，F7 另存一份。“还缺”是这条记录该有而没有附上的扫描件。",
}

var helpNote = []string{
	"附注是写在记录旁边给同事看的话：来访、来电、现场看到的情况、要交接的事。",
	"附注记入日志，不能改，只能由记录人撤回后另记。要改记录里的内容请用更正。",
}

func fmtWithdraw(r note.Row) string {
	return fmt.Sprintf("撤回 %s 的附注“%s”。原文保留，注明已撤回。", r.Day, kit.Cut(flat(r), 60))
}
