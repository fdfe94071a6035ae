package note

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"penggai/allocation/note"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/vault"
)

// FileRow is a file of a record with its record and its author in words.
type FileRow struct {
	note.File
	FileID   int64
	District string
	Subject  string
	Author   string
}

// FileNoun is what files of records are.
var FileNoun = engine.NewNoun(engine.Noun[FileRow]{
	Title: note.FileWord, From: ` FROM scan s JOIN file f ON f.id = s.file_id LEFT JOIN account o ON o.id = s.account_id`, District: "s.district",
	Fields: []engine.Field[FileRow]{
		{Key: "id", Column: "id", At: func(r *FileRow) any { return &r.ID }},
		{Key: "noun", Title: say.Kind, Column: "noun", At: func(r *FileRow) any { return &r.Noun }},
		{Key: "noun_id", Title: "记录", Column: "noun_id", At: func(r *FileRow) any { return &r.Record }},
		{Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *FileRow) any { return &r.District }},
		{Key: "subject", Title: engine.TextFieldSubject, Column: "subject", At: func(r *FileRow) any { return &r.Subject }},
		{Key: "file", Title: say.File, Column: "file_id", At: func(r *FileRow) any { return &r.FileID }},
		{Key: "name", Title: "文件名", Column: "name", At: func(r *FileRow) any { return &r.Name }},
		{Key: "kind", Title: "格式", Column: "kind", At: func(r *FileRow) any { return &r.Kind }},
		{Key: "what", Title: say.Kind, Column: "what", At: func(r *FileRow) any { return &r.What }},
		{Key: "sha256", Expr: "f.sha256", At: func(r *FileRow) any { return &r.Digest }},
		{Key: "size", Title: "大小", Expr: "f.size", At: func(r *FileRow) any { return &r.Size }, Text: sizeText},
		{Key: "by", Title: say.RecordedBy, Column: "account_id", At: func(r *FileRow) any { return &r.By }},
		{Key: "author", Title: say.RecordedBy, Expr: "coalesce(o.display, '')", At: func(r *FileRow) any { return &r.Author }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *FileRow) any { return &r.Day }},
		{Key: "withdrawn", Title: "撤回日期", Column: "withdrawn_day", Sets: true, At: func(r *FileRow) any { return &r.Withdrawn }},
		{Key: "why", Title: "撤回原因", Column: "withdrawn_reason", Sets: true, At: func(r *FileRow) any { return &r.Why }},
	},
})

const filesOf = `WHERE s.noun = $1 AND s.noun_id = $2 ORDER BY s.id DESC LIMIT 500`

// Picture is a file of a person's that was read and is good to be attached.
type Picture struct {
	Name string
	Kind note.Kind
	body []byte
}

var drive = regexp.MustCompile(`^([A-Za-z]:[\\/]|\\\\)`)

// typedPath is a path as people type and paste it: in quotes, as an address (file:///), with the strokes before blanks that terminals write
// for a file that is dropped on them.
func typedPath(path string) string {
	path = strings.TrimSpace(path)
	quoted := strings.Trim(path, `"'`)
	if u, err := url.Parse(quoted); err == nil && u.Scheme == "file" {
		quoted = u.Path
		if len(quoted) > 2 && quoted[0] == '/' && quoted[2] == ':' { // /C:/Users
			quoted = quoted[1:]
		}
		return filepath.FromSlash(quoted)
	}
	if quoted != path || runtime.GOOS == "windows" {
		return quoted
	}
	if _, err := os.Stat(path); err != nil && !drive.MatchString(path) {
		return dropped.ReplaceAllString(path, "$1")
	}
	return path
}

var dropped = regexp.MustCompile(`\\([ ()&'\[\]])`)

// LookAtFile reads the file at a path, whole and within bounds, and says what it is. It writes nothing. Errors: ErrNoFile, note.ErrLarge,
// those of note.KindOf, each on the field path.
func LookAtFile(path string) (p Picture, err error) {
	path = typedPath(path)
	info, err := os.Stat(path) // before it is opened: a pipe would wait for its writer
	switch {
	case err != nil && runtime.GOOS != "windows" && drive.MatchString(path):
		return p, ErrNoFile.Textf("这是 Windows 的路径，而程序运行在另一台电脑上：请把文件放到那台电脑的文件夹或移动盘里再选").With(path).On("path")
	case err != nil || !info.Mode().IsRegular():
		return p, ErrNoFile.With(path).On("path")
	case info.Size() > note.MostBytes:
		return p, note.ErrLarge.With(filepath.Base(path)).On("path")
	}
	f, err := os.Open(path)
	if err != nil {
		return p, ErrNoFile.With(path).On("path")
	}
	defer f.Close()
	if p.body, err = io.ReadAll(io.LimitReader(f, note.MostBytes+1)); err != nil {
		return p, ErrNoFile.With(path).On("path")
	}
	p.Name = strings.TrimSpace(quantity.Visible(filepath.Base(path)))
	switch {
	case len(p.body) == 0:
		return p, vault.ErrEmpty.With(p.Name).On("path")
	case len(p.body) > note.MostBytes:
		return p, note.ErrLarge.With(p.Name).On("path")
	}
	p.Kind, err = note.KindOf(p.Name, p.body)
	return p, err
}

// Attach lays a file beside a record: it is copied into the data folder under its digest first, and its row and the log's entry lie in one
// transaction; where that fails nothing is left. Errors: those of Record and of note.File.Check, ErrAttached.
func (s Room) Attach(ctx context.Context, by engine.Actor, f note.File, p Picture) (id int64, err error) {
	if err := engine.MayDo(by, note.ActAttach); err != nil {
		return 0, err
	}
	f.Name, f.Kind = p.Name, p.Kind
	if err := f.Check(); err != nil {
		return 0, err
	}
	v := vault.In(s.Folder())
	kept, err := v.Put(bytes.NewReader(p.body), note.MostBytes)
	if err != nil {
		return 0, engine.Fault(err)
	}
	err = s.Write(ctx, by, note.ActAttach, func(t *engine.Tx) error {
		id, err = attach(t, f, kept)
		return err
	})
	if err != nil && kept.New {
		return 0, errors.Join(err, s.dropUnused(ctx, v, kept.Digest))
	}
	return id, err
}

// dropUnused takes a file away again that no row points to.
func (s Room) dropUnused(ctx context.Context, v vault.Vault, digest string) error {
	used, err := engine.One(ctx, s.Read, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM file WHERE sha256 = $1)`, digest)
	if err != nil || used {
		return err
	}
	return v.Drop(digest)
}

func attach(t *engine.Tx, f note.File, kept vault.Kept) (id int64, err error) {
	r, err := read(t.Ctx, t, t.By, f.Noun, f.Record, "")
	if err != nil {
		return 0, err
	}
	twice, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM scan s JOIN file f ON f.id = s.file_id
		WHERE s.noun = $1 AND s.noun_id = $2 AND f.sha256 = $3 AND s.withdrawn_day IS NULL)`, string(f.Noun), f.Record, kept.Digest)
	if err != nil {
		return 0, err
	}
	if twice {
		return 0, ErrAttached.With(f.Name).On("path")
	}
	fileID, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM file WHERE sha256 = $1`, kept.Digest)
	if err == nil && !found {
		fileID, err = t.Insert(`INSERT INTO file (sha256, size) VALUES ($1, $2)`, kept.Digest, kept.Size)
	}
	if err != nil {
		return 0, err
	}
	f.By, f.Day = t.By.ID, t.Today
	tell(t, r, f.Name)
	return FileNoun.Add(t, FileRow{File: f, FileID: fileID, District: r.District, Subject: r.Subject})
}

// fileOf reads a file's row for whoever may see its record.
func fileOf(ctx context.Context, q engine.Querier, by engine.Actor, id int64) (FileRow, error) {
	r, err := FileNoun.ByID(ctx, q, id)
	if err == nil && !by.Sees(r.District) {
		err = engine.ErrOtherDistrict.With(r.District)
	}
	return r, err
}

// Detach takes a file back for its author; it stays where it is, marked. Errors: ErrNotFound, ErrOtherDistrict,
// note.ErrRests, those of note.Laid.Withdraw.
func (s Room) Detach(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, note.ActDetach, func(t *engine.Tx) error {
		r, err := fileOf(t.Ctx, t, t.By, id)
		if err != nil {
			return err
		}
		if err := rests(t.Ctx, t, r.File); err != nil {
			return err
		}
		if err := r.Withdraw(t.By.ID, reason, t.Today); err != nil {
			return err
		}
		tell(t, Record{r.Noun, r.Record, r.District, r.Subject}, r.Name)
		t.Reason(r.Why)
		return FileNoun.Put(t, r)
	})
}

// CopyOut writes a file of a record into a folder under its own name, and another where that is taken; the original stays untouched. Who
// took which file is logged; where says it in words (查看, 导出到 …). Errors: ErrNotFound, ErrOtherDistrict, vault.ErrMissing,
// vault.ErrAltered, ErrNoOut.
func (s Room) CopyOut(ctx context.Context, by engine.Actor, id int64, folder, where string) (path string, err error) {
	r, err := fileOf(ctx, s.Read, by, id)
	if err != nil {
		return "", err
	}
	if err := engine.MayDo(by, note.ActOpen); err != nil {
		return "", err
	}
	v := vault.In(s.Folder())
	if err := v.Look(r.Digest); err != nil {
		var refusal *say.Refusal
		if errors.As(err, &refusal) {
			return "", refusal.With(r.Name)
		}
		return "", engine.Fault(err)
	}
	if path, err = copyNew(v.File(r.Digest), folder, r.Name); err != nil {
		return "", err
	}
	err = s.Write(ctx, by, note.ActOpen, func(t *engine.Tx) error {
		tell(t, Record{r.Noun, r.Record, r.District, r.Subject}, r.Name)
		t.Reason(where)
		return nil
	})
	if err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return path, nil
}

// reserved is what a file may not be called on Windows; the file may have come from elsewhere.
var reserved = regexp.MustCompile(`(?i)[<>:"/\\|?*]|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)|^[. ]+|[. ]+$`)

// copyNew copies a file under the first name that is free.
func copyNew(from, folder, name string) (path string, err error) {
	in, err := os.Open(from)
	if err != nil {
		return "", engine.Fault(err)
	}
	defer in.Close()
	name = reserved.ReplaceAllString(name, "_")
	ending := filepath.Ext(name)
	for n := 1; ; n++ {
		path = filepath.Join(folder, name)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), n, ending))
		}
		out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 100 {
			continue
		}
		if err != nil {
			return "", ErrNoOut.With(folder).On("folder")
		}
		_, err = io.Copy(out, in)
		if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
			return "", errors.Join(ErrNoOut.With(folder).On("folder"), os.Remove(path))
		}
		return path, nil
	}
}

// Refusals of files.
var (
	ErrNoFile   = say.Refuse("file_path", "没有找到这个文件，或打不开，请核对路径和权限")
	ErrAttached = say.Refuse("file_attached", "这条记录已经附了同样的文件")
	ErrNoOut    = say.Refuse("file_out", "写不进这个文件夹，请核对路径、空间和权限")
)
