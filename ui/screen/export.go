package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine/place"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
)

// exportFolder is where files are written inside the data folder, unless another place is named.
const exportFolder = "export"

// ExportPath is where a file of this name goes when no other place is named.
func ExportPath(st *store.Store, name string) string {
	return filepath.Join(st.Folder(), exportFolder, name)
}

// WriteFile writes a file that must not exist; there is a whole one or none, though the program is killed.
// Errors: ErrFileThere, ErrNoFolder, ErrNotWritten on the field path; those of write that are refusals, and of its context.
func WriteFile(st *store.Store, path string, write func(io.Writer) error) error {
	f, err := BeginFile(st, path, write)
	if err != nil {
		return err
	}
	defer f.Drop()
	return f.Settle()
}

// BeginFile is WriteFile up to the name of the file, which Settle gives it. Errors: those of WriteFile.
func BeginFile(st *store.Store, path string, write func(io.Writer) error) (NewFile, error) {
	if filepath.Dir(path) == filepath.Join(st.Folder(), exportFolder) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return NewFile{}, fileError(err, path)
		}
	}
	f, err := place.Begin(path, time.Now(), write)
	if err != nil {
		return NewFile{}, fileError(err, path)
	}
	return NewFile{f}, nil
}

// NewFile is a whole file that waits for its name.
type NewFile struct{ *place.Fresh }

// Settle gives it its name. Errors: those of WriteFile.
func (f NewFile) Settle() error {
	if err := f.Fresh.Settle(); err != nil {
		return fileError(err, f.Path())
	}
	return nil
}

// fileError is what people read about an error of the file; errors that are not the file's stay as they are.
func fileError(err error, path string) error {
	var of *fs.PathError
	switch {
	case errors.Is(err, fs.ErrExist):
		return ErrFileThere.With(path).On("path")
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoFolder.With(filepath.Dir(path)).On("path")
	case errors.As(err, &of):
		return ErrNotWritten.With(path).On("path")
	}
	return err
}

// WriteList writes a list to a new file in the data folder, keeps that in the log, and says where it is.
func WriteList(env *Env, list kit.Export) tea.Cmd {
	by := env.Command()
	return progress.Run(fmtExporting(list.Name), func(ctx context.Context, tell progress.Report) tea.Msg {
		path, rows := "", 0
		what := desk.Exported{List: list.Name, Filter: list.Filter, Order: list.Order, Format: list.Format}
		err := env.Store.Export(ctx, by, func(ctx context.Context, at desk.Stand) (desk.Outcome, error) {
			f, n, err := beginList(ctx, env, list, at, tell)
			if err != nil {
				return desk.Outcome{}, err
			}
			path, rows = f.Path(), n
			return desk.Outcome{Exported: what, File: filepath.Base(path), Rows: rows, Out: f}, nil
		})
		switch {
		case errors.Is(err, context.Canceled):
			return kit.Note{Text: "导出已停止，没有留下文件"}
		case err != nil:
			return kit.Failed{Err: err}
		}
		return kit.Done{Text: fmtExported(rows, path)}
	})
}

// BeginNew begins a file of this name and ending in the data folder; where there is one already, the name gets a figure behind it.
// Errors: those of WriteFile.
func BeginNew(st *store.Store, name, ending string, write func(io.Writer) error) (f NewFile, err error) {
	path := ExportPath(st, name+"."+ending)
	for n := 2; ; n++ {
		if f, err = BeginFile(st, path, write); !errors.Is(err, ErrFileThere) {
			return f, err
		}
		path = ExportPath(st, fmt.Sprintf("%s-%d.%s", name, n, ending))
	}
}

// beginList begins the first file that there is not yet with a list.
func beginList(ctx context.Context, env *Env, list kit.Export, at desk.Stand, tell progress.Report) (f NewFile, rows int, err error) {
	file := fileOf(env, list, at, tell)
	f, err = BeginNew(env.Store, strings.Map(fileRune, list.Name)+"-"+env.Today().String(), list.Format, func(w io.Writer) (err error) {
		rows, err = file.Write(ctx, w, list.Format)
		return err
	})
	return f, rows, err
}

// fileOf is a list as a file has it.
func fileOf(env *Env, list kit.Export, at desk.Stand, tell progress.Report) *report.List {
	l := &report.List{
		Name: list.Name, Office: env.Office, AsOf: env.Today(), Filter: list.Filter, Order: list.Order, Note: list.Note, Head: at.String(),
	}
	for _, c := range list.Columns {
		l.Columns = append(l.Columns, report.ListColumn{Title: c.Title, Width: c.Width, Sum: c.Sum})
	}
	l.Rows = func(ctx context.Context, each func([]any) error) error {
		rows := 0
		return list.Read(ctx, func(cells []any) error {
			if rows++; rows%1000 == 0 {
				tell(int64(rows), int64(list.Total), "")
			}
			return each(cells)
		})
	}
	return l
}

// fileRune keeps what may stand in a file's name on every system.
func fileRune(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>| `, r) {
		return -1
	}
	return r
}

// Refusals of writing files.
var (
	ErrFileThere  = say.Refuse("export_there", "这个文件已经有了，没有覆盖它。请换一个文件名")
	ErrNoFolder   = say.Refuse("export_folder", "没有这个文件夹，没有写入。请核对路径")
	ErrNotWritten = say.Refuse("export_failed", "文件写不进去，没有留下半截文件。请检查磁盘空间和权限，或换一个位置")
)

func fmtExporting(name string) string { return "导出 " + name }

func fmtExported(rows int, path string) string {
	return fmt.Sprintf("已导出 %s 行到 %s", kit.Count(rows), path)
}
