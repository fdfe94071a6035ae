package note_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	store "penggai/store/note"
	"penggai/store/note/notetest"
	"penggai/store/vault"
)

const pdf = "%PDF-1.4 合同扫描件"

// written is the path of a file with a content.
func written(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	ok(t, os.WriteFile(path, []byte(body), 0o600))
	return path
}

// packed is an office document with parts.
func packed(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		_, err := z.Create(p)
		ok(t, err)
	}
	ok(t, z.Close())
	return b.String()
}

func attached(t *testing.T, o notetest.Office, by engine.Actor, unit int64, name, body string) (int64, error) {
	t.Helper()
	p, err := store.LookAtFile(written(t, name, body))
	ok(t, err)
	return o.Attach(t.Context(), by, note.File{Laid: note.Laid{Noun: allocation.NounUnit, Record: unit}, What: note.Photo}, p)
}

func verified(t *testing.T, o notetest.Office) engine.ReportLine {
	t.Helper()
	line, err := store.VerifyFiles(o.Folder())(t.Context(), o.Read, nil)
	ok(t, err)
	return line
}

// TestLookAtFile: what a file is follows from its content; what cannot be kept says why.
func TestLookAtFile(t *testing.T) {
	for name, tt := range map[string]struct {
		file, body string
		want       *say.Refusal
	}{
		"a photograph": {"门头.JPEG", "\xff\xd8\xff\xe0", nil}, "a document": {"函.docx", packed(t, "[Content_Types].xml", "word/document.xml"), nil},
		"a table": {"表.xlsx", packed(t, "xl/workbook.xml"), nil}, "a scan": {"合同.pdf", pdf, nil},
		"a program": {"x.exe", "MZ", note.ErrKind}, "without an ending": {"x", pdf, note.ErrKind},
		"another content": {"x.png", pdf, note.ErrContent}, "a table that is a document": {"x.xlsx", packed(t, "word/document.xml"), note.ErrContent},
		"half a document": {"x.docx", "PK\x03\x04...", note.ErrContent}, "macros": {"x.docx", packed(t, "word/document.xml", "word/vbaProject.bin"), note.ErrMacro},
		"empty": {"x.pdf", "", vault.ErrEmpty}, "large": {"x.pdf", pdf + strings.Repeat("x", note.MostBytes), note.ErrLarge},
	} {
		p, err := store.LookAtFile(written(t, tt.file, tt.body))
		if tt.want == nil && (err != nil || p.Name != tt.file) || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %q %v, want %v", name, p.Name, err, tt.want)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "none.pdf"), t.TempDir()} {
		_, err := store.LookAtFile(path)
		refused(t, path, err, store.ErrNoFile)
	}
}

// TestFileIsAttachedOnceAndVerified: equal files lie once, under their digest; rows are logged; a file that is missing or altered is named
// with its record, one without a row is named and harms nothing.
func TestFileIsAttachedOnceAndVerified(t *testing.T) {
	o := notetest.New(t, allocation.CityOffice)
	ok(t, enginetest.Prepares(t, o.Store, `SELECT 1`))
	enginetest.CheckRecord(t, o.Store, store.FileNoun)
	by := o.As(t, allocation.Manager)
	id, err := attached(t, o, by, 1, "合同.pdf", pdf)
	ok(t, err)
	_, err = attached(t, o, by, 2, "另一份.pdf", pdf)
	ok(t, err)
	_, err = attached(t, o, by, 1, "改名.pdf", pdf)
	refused(t, "the same file again", err, store.ErrAttached)
	_, err = attached(t, o, by, 9, "无主.pdf", pdf+"2")
	refused(t, "no such record", err, store.ErrRecord)
	_, err = attached(t, o, o.As(t, allocation.Auditor), 1, "审计.pdf", pdf+"3")
	refused(t, "an auditor reads", err, engine.ErrNotAllowed)
	lying, err := vault.In(o.Folder()).Lying()
	ok(t, err)
	if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM file`); n != 1 || len(lying) != 1 {
		t.Errorf("%d rows, lying %v", n, lying)
	}
	if line := verified(t, o); !line.OK || line.Text != "附件与登记的校验值一致：1 个" {
		t.Error(line.Text)
	}
	out := t.TempDir()
	for _, name := range []string{"合同.pdf", "合同-2.pdf"} {
		path, err := o.CopyOut(t.Context(), by, id, out, "导出")
		ok(t, err)
		if body, err := os.ReadFile(path); filepath.Base(path) != name || err != nil || string(body) != pdf {
			t.Errorf("%s: %q %v", path, body, err)
		}
	}
	_, err = o.CopyOut(t.Context(), by, id, filepath.Join(out, "none"), "导出")
	refused(t, "no such folder", err, store.ErrNoOut)
	refused(t, "not its author", o.Detach(t.Context(), o.As(t, allocation.Approver), id, "错"), note.ErrAuthor)
	ok(t, o.Detach(t.Context(), by, id, "附错了房号"))
	d, err := o.Beside(t.Context(), by, allocation.NounUnit, 1)
	ok(t, err)
	if d.CountFiles() != 0 || len(d.Files) != 1 || d.Files[0].Why != "附错了房号" {
		t.Errorf("%+v", d.Files)
	}
	o.Verified(t)

	v := vault.In(o.Folder())
	ok(t, os.WriteFile(v.File("readme.txt"), []byte("x"), 0o600))
	if line := verified(t, o); !line.OK || !strings.HasSuffix(line.Text, "另有 1 个没有登记：readme.txt") {
		t.Error(line.Text)
	}
	ok(t, os.Chmod(v.File(lying[0]), 0o600))
	ok(t, os.WriteFile(v.File(lying[0]), []byte(pdf+"!"), 0o600))
	if line := verified(t, o); line.OK || !strings.Contains(line.Text, "合同.pdf（JS-1）、另一份.pdf（LD-1）：被改动") {
		t.Error(line.Text)
	}
	_, err = o.CopyOut(t.Context(), by, id, out, "导出")
	refused(t, "altered", err, vault.ErrAltered)
	ok(t, v.Drop(lying[0]))
	if line := verified(t, o); line.OK || !strings.Contains(line.Text, "：丢失") || len(line.Differences) != 1 {
		t.Error(line.Text)
	}
}

// TestPathsAsPeoplePasteThem: quotes, addresses and the strokes of terminals are read; a path of Windows says where the program runs.
func TestPathsAsPeoplePasteThem(t *testing.T) {
	path := written(t, "合同 (1).pdf", pdf)
	for _, typed := range []string{path, `"` + path + `"`, "  '" + path + "' ", "file://" + path, strings.NewReplacer(" ", `\ `, "(", `\(`, ")", `\)`).Replace(path)} {
		if p, err := store.LookAtFile(typed); err != nil || p.Name != "合同 (1).pdf" {
			t.Errorf("%s: %q %v", typed, p.Name, err)
		}
	}
	if runtime.GOOS != "windows" {
		_, err := store.LookAtFile(`"D:\扫描\合同.pdf"`)
		refused(t, "a path of another computer", err, store.ErrNoFile)
		if !strings.Contains(err.Error(), "另一台电脑") {
			t.Error(err)
		}
	}
}

// TestNameOnAnySystem: a file that came from elsewhere is copied out under a name that every system takes.
func TestNameOnAnySystem(t *testing.T) {
	o := notetest.New(t, allocation.CityOffice)
	by := o.As(t, allocation.Manager)
	id, err := attached(t, o, by, 1, "现场: 门头?.pdf", pdf)
	ok(t, err)
	path, err := o.CopyOut(t.Context(), by, id, t.TempDir(), "导出")
	ok(t, err)
	if filepath.Base(path) != "现场_ 门头_.pdf" {
		t.Error(path)
	}
}
