package note

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	domain "penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/note"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var fileColumns = []kit.Col[note.FileRow]{
	{Title: say.Date, Width: 10, Text: func(r note.FileRow) string { return r.Day.String() }},
	{Title: say.Kind, Width: 12, Text: func(r note.FileRow) string { return r.What.Title() }},
	{Title: "文件名", Width: 20, Flex: true, Text: fileName, Style: func(th *kit.Theme, r note.FileRow) kit.Style {
		if r.Gone() {
			return th.Muted
		}
		return kit.Style{}
	}},
	{Title: "大小", Width: 9, Right: true, Text: func(r note.FileRow) string { return note.SizeWords(r.File) }},
	{Title: say.RecordedBy, Width: 8, Drop: 1, Text: func(r note.FileRow) string { return r.Author }},
}

func fileName(r note.FileRow) string {
	if r.Gone() {
		return say.Withdrawn + " " + r.Name
	}
	return r.Name
}

func fileKey(r note.FileRow) string { return strconv.FormatInt(r.ID, 10) }

// filePairs are a file as it reads.
func filePairs(th *kit.Theme, r note.FileRow) []kit.Pair {
	out := []kit.Pair{
		{Label: "文件名", Value: r.Name},
		{Label: say.Kind, Value: r.What.Title() + "  " + r.Kind.Title() + "  " + note.SizeWords(r.File)},
		{Label: say.RecordedBy, Value: r.Author + "  " + r.Day.String()},
		{Label: "校验值", Value: r.Digest},
	}
	if r.Gone() {
		out = append(out, kit.Pair{Label: say.Withdrawn, Value: r.Withdrawn.String() + "  " + r.Why, Style: th.Warn})
	}
	return out
}

// fileActions are the keys of the file under the cursor.
func fileActions(env *screen.Env, r note.FileRow, ok bool) []kit.Action {
	look := func(a kit.Action) kit.Action { return a.When(screen.NoRow(ok)).When(env.WhyNot(domain.ActOpen)) }
	return []kit.Action{
		look(kit.Act("打开", func() tea.Cmd { return showFile(env, r) }, "enter")),
		look(kit.Act("另存", func() tea.Cmd { return saveFile(env, r) }, "f7")),
		withdrawFile(env, r, ok),
	}
}

// viewFolder is where copies lie that are looked at; they are cleared away when the next one is.
const viewFolder = "view"

// showFile copies a file out and opens it with the system's program; where there is none it says where the copy lies.
func showFile(env *screen.Env, r note.FileRow) tea.Cmd {
	st, by := env.Store, env.Command()
	return kit.Guard(func() tea.Msg {
		folder, err := freshFolder(st)
		if err != nil {
			return kit.Failed{Err: err}
		}
		path, err := st.CopyOut(context.Background(), by, r.ID, folder, "查看")
		if err != nil {
			return kit.Failed{Err: err}
		}
		if err := screen.ShowFile(path); err != nil {
			return tea.BatchMsg{kit.Send(kit.DataChanged{}), kit.Send(kit.Done{Text: fmt.Sprintf("%s，文件在 %s", screen.ErrNoViewer.Text, path)})}
		}
		return tea.BatchMsg{kit.Send(kit.DataChanged{}), kit.Send(kit.Done{Text: "已用系统的程序打开 " + r.Name})}
	})
}

// freshFolder is an empty folder for a copy; what was looked at on an earlier day goes.
func freshFolder(st *store.Store) (string, error) {
	folder := filepath.Join(st.Folder(), viewFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", note.ErrNoOut.With(folder)
	}
	old, err := os.ReadDir(folder)
	if err != nil {
		return "", note.ErrNoOut.With(folder)
	}
	for _, e := range old {
		if i, err := e.Info(); err == nil && time.Since(i.ModTime()) > 12*time.Hour {
			_ = os.RemoveAll(filepath.Join(folder, e.Name())) // a program may still hold it open; the next time, then
		}
	}
	return folder, nil
}

// saveFile writes a copy into a folder that is chosen, and says where.
func saveFile(env *screen.Env, r note.FileRow) tea.Cmd {
	var s *screen.FormScreen
	s = screen.NewForm(env, screen.FormScreen{
		Path: textSaveFile, Left: "选文件夹或移动盘，Ctrl+S 写出一份；原件不动", About: helpSave, Over: screen.Heading(env, r.Name),
		Keys: func(form []kit.Action) []kit.Action {
			return append(form[:1:1], append([]kit.Action{screen.BrowseFolderKey(func() *kit.Form { return s.Form }, "folder")}, form[1:]...)...)
		},
	}, kit.FormSpec{
		Verb:     textSaveFile,
		Sections: []kit.Section{{Fields: []kit.Field{{Name: "folder", Label: "文件夹", Limit: 400, Width: 42, Hint: "空着：数据文件夹里的 export"}}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			folder := strings.Trim(strings.TrimSpace(f.Text("folder")), `"'`)
			if folder == "" {
				folder = filepath.Dir(screen.ExportPath(env.Store, "x"))
				if err := os.MkdirAll(folder, 0o700); err != nil {
					return "", note.ErrNoOut.With(folder).On("folder")
				}
			}
			path, err := env.Store.CopyOut(ctx, by, r.ID, folder, "另存")
			return "已写出 " + path, err
		}),
	})
	return screen.Show(s)
}

// withdrawFile is the key that takes a file back.
func withdrawFile(env *screen.Env, r note.FileRow, ok bool) kit.Action {
	a := kit.Act(textWithdraw, func() tea.Cmd {
		spec := kit.ConfirmSpec{
			Title: textWithdraw, Lines: []string{fmt.Sprintf("撤回附件 %s（%s）。文件仍留着，注明已撤回。", kit.Cut(r.Name, 40), r.Day)},
			Yes: textWithdraw, Reason: kit.ReasonRequired, Hint: "如：附错了对象",
		}
		return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
			return "已撤回，文件仍可看到", env.Store.Detach(ctx, by, r.ID, reason)
		})
	}, "f8").When(screen.NoRow(ok)).When(env.WhyNot(domain.ActDetach))
	if ok {
		if err := r.MayWithdraw(env.Actor().ID); err != nil {
			a = a.When(err.Error())
		}
	}
	return a
}

// newFile is the form that lays a file beside a record; what the record asks for is proposed.
func newFile(env *screen.Env, noun allocation.Noun, id int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (note.Sheet, error) {
		return env.Store.Beside(ctx, by, noun, id)
	}
	return screen.NewReadForm(env, domain.ActAttach.Title, "选文件，F4 浏览文件夹和移动盘；Ctrl+S 附上，Esc 离开", read, func(d *note.Sheet) *screen.FormScreen {
		return fileForm(env, *d)
	})
}

func fileForm(env *screen.Env, d note.Sheet) *screen.FormScreen {
	what := domain.Document
	over := []kit.Pair{{Label: domain.NounTitle(d.Noun), Value: d.Subject}}
	if len(d.Asks) > 0 {
		what = d.Asks[0].What
		over = append(over, kit.Pair{Label: textAsked, Value: askedWords(d.Asks), Style: env.Theme.Warn})
	}
	var s *screen.FormScreen
	s = screen.NewForm(env, screen.FormScreen{
		About: helpFile, Over: screen.Facts(env, over...),
		Keys: func(form []kit.Action) []kit.Action {
			return append(form[:1:1], append([]kit.Action{screen.BrowseKey(func() *kit.Form { return s.Form }, "path", domain.Endings)}, form[1:]...)...)
		},
	}, kit.FormSpec{
		Verb: "附上",
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "path", Label: say.File, Required: true, Limit: 400, Width: 42, Hint: "jpg png pdf docx xlsx，20 MB 以内"},
			{Name: "what", Label: say.Kind, Kind: kit.KindChoice, Choices: screen.Choices(domain.Whats), Value: string(what), Required: true},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			typed := f.Typed()
			return env.DoUndo(func(ctx context.Context, by engine.Actor) (string, func() tea.Cmd, error) {
				return attach(ctx, env, by, d.Record, typed)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

// attach reads the file that was chosen and lays it beside the record; Ctrl+Z takes it back.
func attach(ctx context.Context, env *screen.Env, by engine.Actor, r note.Record, f *kit.Form) (string, func() tea.Cmd, error) {
	p, err := note.LookAtFile(f.Text("path"))
	if err != nil {
		return "", nil, err
	}
	of := domain.File{Laid: domain.Laid{Noun: r.Noun, Record: r.ID}, What: domain.What(f.Text("what"))}
	id, err := env.Store.Attach(ctx, by, of, p)
	if err != nil {
		return "", nil, err
	}
	undo := env.TakeBack(fmt.Sprintf("在 %s 附上 %s", r.Subject, p.Name), func(ctx context.Context, by engine.Actor, reason string) error {
		return env.Store.Detach(ctx, by, id, reason)
	})
	return fmt.Sprintf("已在 %s 附上 %s", r.Subject, p.Name), undo, nil
}

// askedWords are what a record asks for, on one line.
func askedWords(list []note.Ask) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Words())
	}
	return strings.Join(out, "；")
}

var helpFile = []string{
	"附件是照片、扫描件、pdf 等文件。程序把它抄进数据文件夹，原来的文件不动，拔掉移动盘也还在。",
	"同样的内容只存一份；备份带着附件，“核对”会逐个核对有没有丢失或被改动。",
	"只收 jpg、png、pdf、docx、xlsx，20 MB 以内；带宏的不收。附错了可以撤回，按它作了决定的不能。",
}

var helpSave = []string{"把附件写出一份到所选的文件夹，数据文件夹里的原件不动。谁在什么时候取出了哪个文件，记入日志。"}
