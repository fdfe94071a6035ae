package system

import (
	"context"
	"path/filepath"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// backups is the part with the automatic copies.
type backups struct{ tabled[store.BackupFile] }

var backupColumns = []kit.Col[store.BackupFile]{
	{ID: "at", Title: textMadeAt, Width: 16, Text: func(b store.BackupFile) string { return b.At.Format("2006-01-02 15:04") }},
	{ID: "seq", Title: textUpTo, Width: 12, Right: true, Text: func(b store.BackupFile) string { return kit.Count(b.Seq) }},
	{ID: "size", Title: textSize, Width: 10, Right: true, Text: func(b store.BackupFile) string { return kit.Count((b.Size + 1023) / 1024) }},
	{ID: "file", Title: textFile, Width: 20, Flex: true, Text: func(b store.BackupFile) string { return filepath.Base(b.Path) }},
}

func newBackups(env *screen.Env) *backups {
	p := &backups{tabled[store.BackupFile]{env: env, about: helpBackups, unit: textCopies}}
	key := func(b store.BackupFile) string { return filepath.Base(b.Path) }
	read := func(context.Context) ([]store.BackupFile, error) { return env.Store.Backups() }
	p.table = kit.NewTable(kit.TableSpec[store.BackupFile]{
		Cols: backupColumns, Key: key, Fetch: kit.Slice(backupColumns, key, read),
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{textNoneFound}
			}
			return []string{textNoBackup}
		},
	})
	p.detail = p.record
	p.own = func() []kit.Action {
		return []kit.Action{
			kit.Act(textBackupNow, p.backup, "f2", "n").When(p.whyNot()),
			kit.Act(textOpen, func() tea.Cmd { return p.read(textBackups) }, "enter").When(p.orNone("")),
		}
	}
	return p
}

func (p *backups) whyNot() string {
	if p.env.Actor().Role != allocation.Admin {
		return textOnlyAdmin
	}
	return ""
}

func (p *backups) record(w int, b store.BackupFile) []string {
	return kit.Detail(p.env.Theme, w, []kit.Pair{
		{Label: textMadeAt, Value: b.At.Format("2006-01-02 15:04:05")},
		{Label: textUpTo, Value: strconv.FormatInt(b.Seq, 10)},
		{Label: textSize, Value: kit.Count((b.Size + 1023) / 1024)},
		{Label: textFile, Value: b.Path},
		{},
		{Value: textRestoreHow, Style: p.env.Theme.Muted},
	})
}

// backup makes a checked copy now.
func (p *backups) backup() tea.Cmd {
	return kit.Run(textBackupNow, func(ctx context.Context, report kit.Report) tea.Msg {
		report(0, 0, textCopying)
		path, err := p.env.Store.Backup(ctx, "")
		switch {
		case ctx.Err() != nil:
			return screen.Note{Text: textBackupStopped}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(screen.Done{Text: fmtBackedUp(filepath.Base(path))})}
	})
}
