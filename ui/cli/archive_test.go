package cli_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/desk"
	format "penggai/store/dossier"
	"penggai/store/engine"
	"penggai/store/engine/seal"
	"penggai/ui/cli"
	"penggai/ui/dossier"
)

// the parts of a package by name, in order.
type parts struct {
	names []string
	body  map[string][]byte
}

func readPackage(t *testing.T, path string) parts {
	t.Helper()
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := parts{body: map[string][]byte{}}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		p.names, p.body[f.Name] = append(p.names, f.Name), body
	}
	return p
}

func (p parts) write(t *testing.T, path string) {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range p.names {
		body, there := p.body[name]
		if !there {
			continue
		}
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestArchive: the package of a closed case holds its papers, its log and the proof of its round, and proves itself without the data; whatever
// is changed in it is named.
func TestArchive(t *testing.T) {
	s := newShell(t)
	settings := t.TempDir()
	run := func(args ...string) (int, string, string) {
		var o, e bytes.Buffer
		code := cli.Main(append([]string{"archive"}, args...), cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(name string) string {
			return map[string]string{"PENGGAI_PASSWORD": seed.DemoPassword, "PENGGAI_WITNESS": settings}[name]
		}})
		return code, o.String(), e.String()
	}
	as := func(user, number, out string) (int, string, string) {
		return run(number, "--user", user, "--data", s.folder, "--today", "2021-03-15", "--out", out)
	}
	folder := t.TempDir()
	good := filepath.Join(folder, "a.zip")
	if code, _, errs := s.print("guanli", "contract", "HT-JS-2017-0012"); code != 0 {
		t.Fatal(errs)
	}
	if code, out, errs := as("guanli", "JS20170002", good); code != 0 || !strings.HasPrefix(out, "案卷包 ") { // the application names its stay
		t.Fatalf("%d %q %q", code, out, errs)
	}
	p := readPackage(t, good)
	all := strings.Join(p.names, "\n")
	for _, want := range []string{"使用申请表.docx", "入驻合同.docx", "退出通知书.docx", "抽签/", "日志/日志.csv", "目录.csv", "说明.txt"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in %s", want, all)
		}
	}
	if !strings.Contains(string(p.body["目录.csv"]), "原件") || strings.Count(all, "入驻合同") != 1 {
		t.Errorf("the contract that was printed is not there once: %s", p.body["目录.csv"])
	}
	if code, out, errs := run("--check", good); code != 0 || strings.Contains(out, "不符") || !strings.Contains(out, "孙示例") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	if code, out, errs := as("guanli", "RZ-BS-2019-0004", filepath.Join(folder, "b.zip")); code != 0 || !strings.HasPrefix(out, "在办案卷摘录") {
		t.Errorf("a case that runs: %d %q %q", code, out, errs)
	}
	for name, c := range map[string]struct {
		user, number string
		says         string
	}{
		"may not": {"shouli", "RZ-JS-2017-0012", "角色"}, "nobody's": {"guanli", "RZ-JS-1999-0001", "没有这个编号的案卷"},
	} {
		path := filepath.Join(folder, "none.zip")
		if code, _, errs := as(c.user, c.number, path); code != 1 || !strings.Contains(errs, c.says) {
			t.Errorf("%s: %d %q", name, code, errs)
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s left a file", name)
		}
	}
	s.changedPackages(p, run)
	s.samePackage()
}

// changedPackages change a package in every way that keeps it a zip.
func (s shell) changedPackages(p parts, run func(...string) (int, string, string)) {
	t := s.t
	path := filepath.Join(t.TempDir(), "c.zip")
	check := func(what string, says string, change func(parts) parts) {
		t.Helper()
		body := map[string][]byte{}
		for n, b := range p.body {
			body[n] = bytes.Clone(b)
		}
		change(parts{p.names, body}).write(t, path)
		if code, out, _ := run("--check", path); code != 3 || !strings.Contains(out, says) {
			t.Errorf("%s: %d, no %q in %s", what, code, says, out)
		}
	}
	for _, name := range p.names {
		if name == format.Index || name == format.Signature {
			continue
		}
		check("a bit of "+name, name, func(p parts) parts { p.body[name][len(p.body[name])/2] ^= 1; return p })
		check("without "+name, name, func(p parts) parts { delete(p.body, name); return p })
	}
	check("a file more", "多.txt", func(p parts) parts {
		p.names, p.body["多.txt"] = append(p.names, "多.txt"), []byte("x")
		return p
	})
	check("without a signature", "没有签名", func(p parts) parts { delete(p.body, format.Signature); return p })
	check("another index", "目录被改过", func(p parts) parts {
		p.body[format.Index] = bytes.Replace(p.body[format.Index], []byte(`"years": 30`), []byte(`"years": 10`), 1)
		return p
	})
	check("another head", "日志头", func(p parts) parts {
		p.body[format.Index] = bytes.Replace(p.body[format.Index], []byte(`"head": "`), []byte(`"head": "1`), 1)
		return p
	})
	// who has no key computes everything anew that can be: an entry and its content, then the links to the head
	forge := func(whole bool) func(parts) parts {
		return func(p parts) parts {
			lines := strings.SplitAfter(string(p.body[format.Entries]), "\n")
			var l seal.Link
			if err := json.Unmarshal([]byte(lines[0]), &l); err != nil {
				t.Fatal(err)
			}
			old := fmt.Sprintf("%x", l.Content())
			l.Reason += "改"
			text, err := json.Marshal(l)
			if err != nil {
				t.Fatal(err)
			}
			p.body[format.Entries] = []byte(string(text) + "\n" + strings.Join(lines[1:], ""))
			if whole {
				p.body[format.Links] = bytes.Replace(p.body[format.Links], []byte(old), fmt.Appendf(nil, "%x", l.Content()), 1)
			}
			return p
		}
	}
	check("another entry", "第 1 行", func(p parts) parts {
		lines := strings.SplitAfter(string(p.body[format.Entries]), "\n")
		p.body[format.Entries] = []byte("{" + strings.Join(lines[1:], ""))
		return p
	})
	check("a forged entry", "内容被改过：算出的哈希不是链上的", forge(false))
	check("a forged entry with its link", "不能衔接", forge(true))
	if code, _, errs := run("--check", filepath.Join(t.TempDir(), "no.zip")); code != 1 || !strings.Contains(errs, "打不开") {
		t.Errorf("no file: %d %q", code, errs)
	}
	if err := os.WriteFile(path, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run("--check", path); code != 1 || !strings.Contains(errs, "不是案卷包") {
		t.Errorf("no package: %d %q", code, errs)
	}
}

// samePackage: the same state gives the same bytes, and what fails leaves no entry.
func (s shell) samePackage() {
	t := s.t
	st, err := store.Open(s.folder, engine.Options{Today: func() civil.Date { return seed.DemoToday }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	g, err := dossier.Gather(t.Context(), st, engine.Console(), "RZ-JS-2017-0012")
	if err != nil {
		t.Fatal(err)
	}
	before, err := st.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("full")
	var got [2]bytes.Buffer
	for i := range got {
		_, err := g.Archive(context.Background(), "x.zip", func(write func(io.Writer) error) (desk.Waiting, error) {
			return nil, errors.Join(write(&got[i]), full)
		})
		if !errors.Is(err, full) {
			t.Fatal(err)
		}
	}
	if got[0].Len() == 0 || !bytes.Equal(got[0].Bytes(), got[1].Bytes()) {
		t.Error("the same case gives two packages")
	}
	if after, err := st.Head(t.Context()); err != nil || after != before {
		t.Errorf("the log goes on from %s to %s: %v", before, after, err)
	}
}
