package welcome

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// restoring is the form that brings an office back from a backup: of a PC that broke, or of the one before this.
type restoring struct {
	*screen.FormScreen
	spec Spec
}

// restored brings an office that came back to the screen; whose it is says the sign-in.
type restored struct {
	to    *restoring
	store *store.Store
	name  string
	clock civil.Clock
	file  string
}

// restore opens the form.
func (s *form) restore() tea.Cmd {
	r := &restoring{spec: s.spec}
	r.FormScreen = screen.NewForm(s.env, screen.FormScreen{Path: textRestore, Left: "填备份的位置；先核对备份，再换上。账号和密码都是原来的", About: help}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{{
			Name: "path", Label: "备份", Required: true, Limit: 400, Width: 42, Value: screen.Stick(), Hint: "文件，或放着它的文件夹",
		}}}},
		Verb: "恢复",
		Save: r.save,
	})
	return screen.Show(r)
}

// save brings the office back, which takes a while.
func (r *restoring) save(f *kit.Form) tea.Cmd {
	path := strings.Trim(f.Text("path"), `"'`)
	return progress.Run(textRestore, func(ctx context.Context, report progress.Report) tea.Msg {
		file, err := backupAt(path)
		if err != nil {
			return screen.Failed{Err: err}
		}
		st, err := r.spec.Restore(ctx, file, report)
		if err != nil {
			return screen.Failed{Err: err}
		}
		o, err := st.Office(ctx)
		if err != nil {
			return screen.Failed{Err: errors.Join(err, st.Close())}
		}
		state, err := st.ClockState(ctx)
		if err != nil {
			return screen.Failed{Err: errors.Join(err, st.Close())}
		}
		return restored{r, st, o.Name, state.Clock, file}
	})
}

// backupAt is the file that a path names, or the latest backup of the folder that it names. Errors: errNoBackup.
func backupAt(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", errNoBackup.With(path).On("path")
	}
	if !info.IsDir() {
		return path, nil
	}
	found, _ := filepath.Glob(filepath.Join(path, "penggai-*.db")) // the pattern is well-formed
	if len(found) == 0 {
		return "", errNoBackup.With(path).On("path")
	}
	return slices.Max(found), nil // their names begin with the time
}

// Update takes over the office that came back.
func (r *restoring) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	m, ok := msg.(restored)
	if !ok || m.to != r {
		_, cmd := r.FormScreen.Update(msg)
		return r, cmd
	}
	r.Env.Store, r.Env.Office = m.store, m.name
	r.Env.Mark, r.Env.Trial = m.clock.Kind.Mark(), m.clock.Kind == civil.ClockDemo
	return r, tea.Sequence(kit.Send(screen.SignedOut{Next: r.spec.SignIn()}), kit.Send(screen.Done{Text: "已恢复" + m.name + "的数据，请登录：" + filepath.Base(m.file)}))
}

const textRestore = "从备份恢复"

var errNoBackup = say.Refuse("no_backup", "这里没有备份。请核对位置：文件名以 penggai- 开头，以 .db 结尾")
