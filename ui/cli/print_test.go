package cli_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/cli"
)

// shell runs commands in this process, on the demonstration.
type shell struct {
	t      *testing.T
	folder string
}

func newShell(t *testing.T) shell {
	t.Helper()
	s := shell{t, filepath.Join(t.TempDir(), "demo")}
	made.Do(func() {
		made.folder = filepath.Join(once, "demo")
		if code, _, errs := s.run("demo", "--text", "--data", made.folder); code != 0 {
			made.fault = fmt.Sprintf("demo: %d %s", code, errs)
		}
	})
	if made.fault != "" {
		t.Fatal(made.fault)
	}
	if err := os.CopyFS(s.folder, os.DirFS(made.folder)); err != nil {
		t.Fatal(err)
	}
	return s
}

// made is the demonstration, made once; every test works on its own copy.
var made struct {
	sync.Once
	folder, fault string
}

// run runs a command and returns its exit status and what it wrote.
func (s shell) run(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Main(args, cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(name string) string {
		if name == "PENGGAI_PASSWORD" {
			return seed.DemoPassword
		}
		return ""
	}})
	return code, o.String(), e.String()
}

// print runs `penggai print` as a user.
func (s shell) print(user string, args ...string) (code int, out, errs string) {
	return s.run(append([]string{"print", "--user", user, "--data", s.folder, "--today", "2021-03-15"}, args...)...)
}

// files are all documents and everything half-written in the data folder.
func (s shell) files() []string {
	s.t.Helper()
	var out []string
	err := filepath.WalkDir(filepath.Join(s.folder, "documents"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, filepath.Base(path))
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// TestPrint prints from the command line: the path alone on standard output, a second print beside the first, one message and no
// file for everything that cannot be.
func TestPrint(t *testing.T) {
	s := newShell(t)
	code, out, errs := s.print("guanli", "contract", "HT-JS-2017-0001")
	first := filepath.Join(s.folder, "documents", "2021", "HT-JS-2017-0001-入驻合同.docx")
	if code != 0 || out != first+"\n" || errs != "" {
		t.Fatalf("%d %q %q, want %s", code, out, errs, first)
	}
	if _, err := zip.OpenReader(first); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := s.print("guanli", "入驻合同", "ht-js-2017-0001"); code != 0 || !strings.HasSuffix(out, "入驻合同-2.docx\n") {
		t.Errorf("again: %d %q", code, out)
	}
	own := filepath.Join(t.TempDir(), "账单.docx")
	if code, out, errs := s.print("guanli", "bill", "ZD-JS-2021-0001", "--out", own); code != 0 || out != own+"\n" {
		t.Errorf("--out: %d %q %q", code, out, errs)
	}
	written, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	before := s.files()
	missing := filepath.Join(t.TempDir(), "没有", "a.docx")
	for name, c := range map[string]struct {
		user string
		args []string
		code int
		says []string
	}{
		"wrong form":      {"guanli", []string{"lease", "HT-JS-2017-0001"}, 2, []string{"没有“lease”这种文书", "contract 入驻合同"}},
		"no number":       {"guanli", []string{"contract"}, 2, []string{"print"}},
		"unknown number":  {"guanli", []string{"contract", "HT-JS-2031-0001"}, 1, []string{"没有找到这个编号", "HT-JS-2031-0001"}},
		"of another form": {"guanli", []string{"receipt", "ZD-JS-2021-0001"}, 1, []string{"没有找到这个编号"}},
		"too early":       {"guanli", []string{"refused", "JS20210014"}, 1, []string{"不予受理"}},
		"may not":         {"xitong", []string{"contract", "HT-JS-2017-0001"}, 1, []string{"角色"}},
		"blank of none":   {"guanli", []string{"bill", "--blank"}, 1, []string{"没有空白表"}},
		"two ways":        {"guanli", []string{"bill", "--all", "", "--original"}, 2, []string{"一次只能用一个"}},
		"another kind":    {"guanli", []string{"bill", "ZD-JS-2021-0001", "--out", filepath.Join(filepath.Dir(own), "a.txt")}, 1, []string{".docx", "a.txt"}},
		"none of the lot": {"guanli", []string{"bill", "--all", "编号:没有"}, 1, []string{"没有可以打印的"}},
		"no user":         {"", []string{"contract", "HT-JS-2017-0001"}, 2, []string{"--user"}},
		"there":           {"guanli", []string{"bill", "ZD-JS-2021-0001", "--out", own}, 1, []string{"已经存在", own}},
		"no folder":       {"guanli", []string{"bill", "ZD-JS-2021-0001", "--out", missing}, 1, []string{"没有写成", missing}},
	} {
		code, out, errs := s.print(c.user, c.args...)
		if code != c.code || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d (want %d), out %q, err %q", name, code, c.code, out, errs)
		}
		for _, w := range c.says {
			if !strings.Contains(errs, w) {
				t.Errorf("%s: %q does not say %q", name, errs, w)
			}
		}
	}
	if after := s.files(); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("left behind: %v, before %v", after, before)
	}
	if now, err := os.ReadFile(own); err != nil || !bytes.Equal(now, written) {
		t.Errorf("the file that was there is another now: %v", err)
	}
	if _, err := os.Stat(filepath.Dir(missing)); !os.IsNotExist(err) {
		t.Errorf("a folder was made: %v", err)
	}
	lot := filepath.Join(t.TempDir(), "lot")
	if err := os.Mkdir(lot, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, bound := range []string{"合订-催缴通知书-2021-03-15.docx", "合订-催缴通知书-2021-03-15-2.docx"} { // an empty filter is the whole list, again beside the first
		if code, out, errs := s.print("guanli", "reminder", "--all", "", "--out", lot); code != 0 || !strings.Contains(out, bound) || strings.Count(out, "\n") != 4 {
			t.Errorf("all reminders: %d %q %q", code, out, errs)
		}
	}
	s.edited()
	s.logged()
}

// logged takes lists, reports and a certificate out of the office; each stands in the log with its filter and its rows.
func (s shell) logged() {
	t, folder := s.t, s.t.TempDir()
	for _, c := range []struct {
		args []string
		what string
		says []string
	}{
		{[]string{"bills", "--filter", "状态:逾期", "--out", filepath.Join(folder, "a.json")}, "账单 json", []string{" 行  a.json", "筛选 状态:逾期"}},
		{[]string{"bills", "--format", "csv"}, "账单 csv", []string{" 行  标准输出"}},
		{[]string{"report", "occupancy", "--out", filepath.Join(folder, "r.txt")}, "各区使用情况 全市 截至 2021-03-15 text", []string{" 行  r.txt"}},
		{[]string{"report", "occupancy", "--format", "csv"}, "各区使用情况 全市 截至 2021-03-15 csv", []string{" 行  标准输出"}},
		{[]string{"certificate", "JS-2021-01", "--out", filepath.Join(folder, "c.json")}, "JS-2021-01 证书 json", []string{" 行  c.json"}},
		{[]string{"certificate", "JS-2021-01", "--html", "--out", filepath.Join(folder, "c.html")}, "JS-2021-01 公示网页 html", []string{" 行  c.html"}},
	} {
		if code, _, errs := s.run(append(c.args, "--user", "guanli", "--data", s.folder, "--today", "2021-03-15")...); code != 0 {
			t.Errorf("%v: %s", c.args, errs)
			continue
		}
		st, err := store.Open(s.folder, engine.Options{Today: func() civil.Date { return seed.DemoToday }})
		if err != nil {
			t.Fatal(err)
		}
		log, err := st.LogList(t.Context(), engine.Console(), engine.ListQuery{Limit: 1})
		st.Close()
		if err != nil || len(log.Rows) != 1 || log.Rows[0].Subject != c.what {
			t.Errorf("%v: the log says %+v, %v", c.args, log.Rows, err)
			continue
		}
		for _, want := range c.says {
			if !strings.Contains(log.Rows[0].Reason, want) {
				t.Errorf("%v: no %s in %s", c.args, want, log.Rows[0].Reason)
			}
		}
	}
}

// edited prints from a template that was edited and broken by it, and then mended.
func (s shell) edited() {
	t := s.t
	if code, _, errs := s.print("guanli", "contract", "HT-JS-2017-0001", "--out", filepath.Join(t.TempDir(), "a.docx")); code != 0 {
		t.Fatal(errs)
	}
	from := filepath.Join(t.TempDir(), "received.docx")
	if code, _, errs := s.print("guanli", "receipt", "SJ-JS-2021-0001", "--out", from); code != 0 {
		t.Fatal(errs)
	}
	folder := filepath.Join(s.folder, "templates")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(folder, "收据.docx")
	before := s.files()
	for name, c := range map[string]struct {
		word string
		code int
		says string
	}{
		"unknown": {"{{缴款银行}}", 1, "{{缴款银行}} 不认识"},
		"broken":  {"{{缴款人", 1, "占位符不完整"},
		"mended":  {"经办：{{收款人}}", 0, ""},
	} {
		replaced(t, from, own, "转账", c.word)
		code, out, errs := s.print("guanli", "receipt", "SJ-JS-2021-0001")
		if code != c.code || !strings.Contains(errs, c.says) || (code == 1) != strings.Contains(errs, "收据.docx") {
			t.Errorf("%s: %d %q %q", name, code, out, errs)
		}
		if code == 0 {
			if err := os.Remove(strings.TrimSpace(out)); err != nil {
				t.Error(err)
			}
		}
	}
	if after := s.files(); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("a broken template left %v, before %v", after, before)
	}
}

// replaced copies a docx with other words in its body.
func replaced(t *testing.T, from, to, old, words string) {
	t.Helper()
	r, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			if !bytes.Contains(part, []byte(old)) {
				t.Fatalf("no %s in %s", old, from)
			}
			part = bytes.ReplaceAll(part, []byte(old), []byte(words))
		}
		p, err := w.Create(f.Name)
		if err == nil {
			_, err = p.Write(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestKilledWhilePrinting: whenever a print is killed, there is no paper that the log does not name.
func TestKilledWhilePrinting(t *testing.T) {
	s := newShell(t)
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	print := func(wait time.Duration) time.Duration {
		cmd := exec.Command(path, "print", "--user", "guanli", "--data", s.folder, "--today", "2021-03-15", "contract", "HT-JS-2017-0001")
		cmd.Env = append(os.Environ(), "PENGGAI_PASSWORD="+seed.DemoPassword)
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if wait > 0 {
			time.Sleep(wait)
			_ = cmd.Process.Kill() // it may have ended
		}
		_ = cmd.Wait()
		return time.Since(begun)
	}
	long := print(0)
	for i := range 8 {
		print(long * time.Duration(i+2) / 10)
	}
	st, err := store.Open(s.folder, engine.Options{Today: func() civil.Date { return seed.DemoToday }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	page, err := st.LogList(t.Context(), engine.Console(), engine.ListQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	papers := 0
	for _, name := range s.files() {
		if strings.HasPrefix(name, ".") {
			continue // on its way
		}
		papers++
		if !slices.ContainsFunc(page.Rows, func(e engine.LogEntry) bool { return e.Action == "document.print" && strings.Contains(e.Reason, name) }) {
			t.Errorf("%s stands without its entry", name)
		}
	}
	if papers == 0 {
		t.Error("nothing was printed")
	}
}
