package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"penggai/ui/screen/screentest"
)

// beside is an office without premises that a process holds open, and commands that are called beside it.
type beside struct {
	*office
	there string // the working folder of the commands
}

// foundBeside makes the office of a district; its folder has a name that no socket could have.
func foundBeside(t *testing.T) *beside {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no signals and no pseudo-terminal")
	}
	b := &beside{&office{t: t, folder: filepath.Join(t.TempDir(), strings.Repeat("很长的名字", 12), "data")}, t.TempDir()}
	if status, out := b.call("init", "--office", "尖山区", "--admin", "xitong", "--empty", "--trial", "--today", "2021-05-11"); status != 0 {
		t.Fatalf("init: %d %s", status, out)
	}
	return b
}

// command is the built program beside the office.
func (b *beside) command(args ...string) *exec.Cmd {
	b.t.Helper()
	path, err := program()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(path, append(args, "--data", b.folder)...)
	cmd.Dir, cmd.Env = b.there, append(os.Environ(), "PENGGAI_PASSWORD="+screentest.Password)
	return cmd
}

// call runs a command to its end.
func (b *beside) call(args ...string) (status int, said string) {
	b.t.Helper()
	out, err := b.command(args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		b.t.Fatal(err)
	}
	if exit != nil {
		status = exit.ExitCode()
	}
	return status, string(out)
}

// must runs a command that has to succeed.
func (b *beside) must(args ...string) string {
	b.t.Helper()
	status, said := b.call(args...)
	if status != 0 {
		b.t.Fatalf("%v: %d %s", args, status, said)
	}
	return said
}

// ledger is a ledger of premises in the working folder of the commands.
func (b *beside) ledger(name, community string, rows int) {
	b.t.Helper()
	var text strings.Builder
	text.WriteString("小区,楼栋,层,位,建筑面积,门牌\n")
	for i := range rows {
		fmt.Fprintf(&text, "%s,%d号楼,1,%d,%d.5,%d\n", community, i/40+1, i%40+1, 30+i%90, i+1)
	}
	if err := os.WriteFile(filepath.Join(b.there, name), []byte(text.String()), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// units is how many premises the office has.
func (b *beside) units() int {
	b.t.Helper()
	return strings.Count(b.must("units", "--user", "xitong", "--json"), `"number"`)
}

// TestCommandsBesideScreens: while the screens are open an import goes through them and their list shows it by itself; files are those
// of the caller's folder; a wrong password is refused as ever, a restore and another day with what to do.
func TestCommandsBesideScreens(t *testing.T) {
	b := foundBeside(t)
	b.onDay("2021-05-11")
	b.signIn("xitong", screentest.Password, 0)
	b.menu("fangyuan", "房源")
	b.press("enter")
	b.sees("还没有房源")
	b.ledger("a.csv", "南市区", 30)
	if said := b.must("import", "units", "a.csv", "--user", "xitong"); !strings.Contains(said, `"new":30`) {
		t.Errorf("import says %s", said)
	}
	b.sees("30 套", "JS-NSQ-01-1-01")
	if said := b.must("import", "undo", "--user", "xitong", "--reason", "试"); !strings.Contains(said, "已撤销导入") {
		t.Errorf("undo says %s", said)
	}
	b.sees("还没有房源")
	piped := b.command("import", "units", "-", "--user", "xitong")
	file, err := os.Open(filepath.Join(b.there, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	piped.Stdin = file
	if out, err := piped.CombinedOutput(); err != nil || !strings.Contains(string(out), `"new":30`) {
		t.Errorf("from standard input: %v %s", err, out)
	}
	b.must("units", "--user", "xitong", "--format", "csv", "--out", "u.csv")
	if text, err := os.ReadFile(filepath.Join(b.there, "u.csv")); err != nil || bytes.Count(text, []byte("JS-NSQ")) != 30 {
		t.Errorf("the file of the caller has %d rows: %v", bytes.Count(text, []byte("JS-NSQ")), err)
	}
	b.must("report", "occupancy", "--user", "xitong", "--format", "csv", "--out", "r.csv")
	b.must("backup", "--out", filepath.Join(b.there, "b.db"))
	if status, said := b.call("restore", filepath.Join(b.there, "b.db")); status != 1 || !strings.Contains(said, "请先退出屏幕") {
		t.Errorf("restore: %d %s", status, said)
	}
	if status, said := b.call("import", "units", "a.csv", "--user", "xitong", "--today", "2021-05-12"); status != 1 || !strings.Contains(said, "日期是 2021-05-11") {
		t.Errorf("another day: %d %s", status, said)
	}
	if status, said := b.call("import", "units", "no.csv", "--user", "xitong"); status != 2 || !strings.Contains(said, "no.csv") {
		t.Errorf("no file: %d %s", status, said)
	}
	wrong := b.command("units", "--user", "xitong")
	wrong.Env = append(wrong.Env, "PENGGAI_PASSWORD=nothing like it")
	if out, err := wrong.CombinedOutput(); err == nil || !strings.Contains(string(out), "账号或密码不对") {
		t.Errorf("a wrong password: %v %s", err, out)
	}
	b.terminal.kill() // what is left of the holder stands in nobody's way
	if n := b.units(); n != 30 {
		t.Errorf("%d premises after the holder was killed", n)
	}
	if status, said := b.call("verify"); status != 0 {
		t.Errorf("verify: %d %s", status, said)
	}
}

// hold starts `penggai serve` and waits until it listens.
func (b *beside) hold() *exec.Cmd {
	b.t.Helper()
	cmd := b.command("serve", "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = cmd.Process.Kill() })
	ready := make(chan bool, 1)
	go func() {
		var said bytes.Buffer
		buf := make([]byte, 4096)
		for {
			n, err := out.Read(buf)
			said.Write(buf[:n])
			if bytes.Contains(said.Bytes(), []byte("Ctrl+C 停止")) {
				ready <- true
				_, _ = io.Copy(io.Discard, out)
				return
			}
			if err != nil {
				ready <- false
				return
			}
		}
	}()
	select {
	case ok := <-ready:
		if !ok {
			b.t.Fatal("serve ended")
		}
	case <-time.After(patience):
		b.t.Fatal("serve says nothing")
	}
	return cmd
}

// TestCommandsBesideServe: while `penggai serve` runs, a backup is made, and several commands at once each do all that they do.
func TestCommandsBesideServe(t *testing.T) {
	b := foundBeside(t)
	b.ledger("a.csv", "南市区", 40)
	holder := b.hold()
	b.must("import", "units", "a.csv", "--user", "xitong")
	b.must("backup")
	var all sync.WaitGroup
	said := make([]string, 6)
	for i := range said {
		cmd := b.command("units", "--user", "xitong", "--format", "csv", "--out", fmt.Sprintf("u%d.csv", i))
		all.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				said[i] = fmt.Sprintf("%v %s", err, out)
			}
		})
	}
	all.Wait()
	for i, wrong := range said {
		if wrong != "" {
			t.Errorf("command %d: %s", i, wrong)
		}
	}
	if err := holder.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := holder.Wait(); err != nil {
		t.Errorf("serve ends with %v", err)
	}
	status, out := b.call("verify")
	if entries := regexp.MustCompile(`\d+ 条`).FindString(out); status != 0 || entries == "" {
		t.Errorf("verify: %d %s", status, out)
	}
	if n := b.units(); n != 40 {
		t.Errorf("%d premises", n)
	}
}

// half starts an import from standard input and waits until the holder has taken half of the ledger.
func (b *beside) half() (cmd *exec.Cmd, said *bytes.Buffer) {
	b.t.Helper()
	cmd, said = b.command("import", "units", "-", "--user", "xitong"), &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = said, said
	in, to, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd.Stdin = in
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	in.Close()
	b.t.Cleanup(func() { _ = to.Close() })
	text, err := os.ReadFile(filepath.Join(b.there, "a.csv"))
	if err != nil {
		b.t.Fatal(err)
	}
	if len(text) < 300<<10 {
		b.t.Fatalf("a ledger of %d bytes fits into a pipe", len(text))
	}
	if _, err := to.Write(text[:200<<10]); err != nil { // more than a pipe holds: somebody reads
		b.t.Fatal(err)
	}
	return cmd, said
}

// TestHolderAndCallerEnd: Ctrl+C ends a command in the holder; a caller that is killed, and a holder that is killed, leave nothing half
// written, and the next one works.
func TestHolderAndCallerEnd(t *testing.T) {
	b := foundBeside(t)
	b.ledger("a.csv", "南市区", 12000)
	holder := b.hold()
	cmd, said := b.half()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "已取消，没有写入任何内容") {
		t.Errorf("Ctrl+C: %v %s", err, said)
	}
	cmd, _ = b.half()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	if n := b.units(); n != 0 {
		t.Errorf("%d premises of an import whose caller was killed", n)
	}
	cmd, said = b.half()
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait() // it was killed
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "在这个命令办完之前停了") {
		t.Errorf("a holder that was killed: %v %s", err, said)
	}
	if n := b.units(); n != 0 {
		t.Errorf("%d premises of an import whose holder was killed", n)
	}
	if status, out := b.call("verify"); status != 0 {
		t.Errorf("verify: %d %s", status, out)
	}
	b.hold()
	b.ledger("a.csv", "南市区", 30)
	b.must("import", "units", "a.csv", "--user", "xitong")
}
