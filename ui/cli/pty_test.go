package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"penggai/ui/kit/kittest"
)

// program builds the binary once for all journeys and benchmarks: without what a debugger wants, and with passwords that are quick to check.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(once, "penggai")
	out, err := exec.Command("go", "build", "-ldflags", "-s -w -X penggai/store/engine/pass.kib=64", "-o", path, "penggai").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
})

// once is the folder of what is made once for all tests, gone at the end.
var once string

// TestMain makes that folder. What the program sees here is no business of this machine's witness.
func TestMain(m *testing.M) {
	if err := os.Setenv("PENGGAI_WITNESS", "-"); err != nil {
		panic(err)
	}
	var err error
	if once, err = os.MkdirTemp("", "penggai-cli-"); err != nil {
		panic(err)
	}
	kittest.Together()
	code := m.Run()
	os.RemoveAll(once)
	os.Exit(code)
}

// terminal is the built program in a real pseudo-terminal, with an emulator that shows what a person would see.
type terminal struct {
	tb    testing.TB
	cmd   *exec.Cmd
	pty   *os.File
	mu    sync.Mutex
	emu   *vt.Emulator
	last  time.Time     // when the program last wrote
	wrote []byte        // what it wrote last
	news  int           // how often it wrote
	gone  chan struct{} // closed when the program has ended
}

// open starts the program; env adds to the environment.
func open(tb testing.TB, width, height int, env []string, args ...string) *terminal {
	tb.Helper()
	if runtime.GOOS == "windows" {
		tb.Skipf("no pseudo-terminal on %s", runtime.GOOS)
	}
	path, err := program()
	if err != nil {
		tb.Fatal(err)
	}
	t := &terminal{tb: tb, cmd: exec.Command(path, args...), emu: vt.NewEmulator(width, height), gone: make(chan struct{})}
	t.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=", "NO_COLOR=", "TMUX=", "STY=")
	t.cmd.Env = append(t.cmd.Env, env...)
	t.pty, err = pty.StartWithSize(t.cmd, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
	if err != nil {
		tb.Fatal(err)
	}
	go t.show()
	go t.answer()
	tb.Cleanup(t.kill)
	return t
}

// show feeds what the program writes into the emulator.
func (t *terminal) show() {
	buf := make([]byte, 64<<10)
	for {
		n, err := t.pty.Read(buf)
		if n > 0 {
			t.mu.Lock()
			t.emu.Write(buf[:n])
			t.last = time.Now()
			t.wrote = append(t.wrote, buf[:n]...)
			t.wrote = t.wrote[max(0, len(t.wrote)-64<<10):]
			t.news++
			t.mu.Unlock()
		}
		if err != nil {
			t.cmd.Wait()
			close(t.gone)
			return
		}
	}
}

// answer carries the emulator's replies to the program's questions back to it.
func (t *terminal) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := t.emu.Read(buf)
		if err != nil {
			return
		}
		if _, err := t.pty.Write(buf[:n]); err != nil {
			return
		}
	}
}

// kill is kill -9, as at a power cut.
func (t *terminal) kill() {
	t.cmd.Process.Kill()
	t.pty.Close()
	select {
	case <-t.gone:
	case <-time.After(5 * time.Second):
	}
}

// text is the screen as a person reads it, without trailing spaces.
func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	for y := range t.emu.Height() {
		var line strings.Builder
		for x := 0; x < t.emu.Width(); {
			c := t.emu.CellAt(x, y)
			if c == nil || c.Width == 0 {
				line.WriteByte(' ')
				x++
				continue
			}
			line.WriteString(c.Content)
			x += c.Width
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// keys are the names of keys that are not letters.
var keys = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"backspace": "\x7f", "home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "delete": "\x1b[3~",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~",
	"f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
	"ctrl+s": "\x13", "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+r": "\x12", "ctrl+x": "\x18", "shift+tab": "\x1b[Z",
}

// press sends named keys one by one, as fast as a hand can.
func (t *terminal) press(names ...string) {
	t.tb.Helper()
	for _, n := range names {
		seq, ok := keys[n]
		if !ok {
			t.tb.Fatalf("no key %q", n)
		}
		t.write(seq)
		if n == "esc" {
			time.Sleep(150 * time.Millisecond) // or it would begin a sequence with the next key
		}
	}
}

// write sends text as typed or as an input method commits it.
func (t *terminal) write(s string) {
	t.tb.Helper()
	taken := make(chan error, 1)
	go func() {
		_, err := t.pty.WriteString(s)
		taken <- err
	}()
	select {
	case err := <-taken:
		if err != nil {
			t.tb.Fatalf("the program takes no more keys: %v; it shows\n%s", err, t.text())
		}
	case <-time.After(patience):
		t.stuck("took no key for " + patience.String())
	}
	time.Sleep(15 * time.Millisecond)
}

// patience is how long a test waits for the program: far longer than a person would, so that a slow machine passes.
const patience = 30 * time.Second

// ended waits until the program is gone.
func (t *terminal) ended() {
	t.tb.Helper()
	select {
	case <-t.gone:
	case <-time.After(patience):
		t.stuck("did not end")
	}
}

// stuck fails the test with what the program was about: SIGQUIT makes it write the stacks of all it does, of which its own lines count.
func (t *terminal) stuck(what string) {
	t.tb.Helper()
	shown := t.text()
	_ = t.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-t.gone:
	case <-time.After(5 * time.Second):
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tb.Fatalf("the program %s; it showed\n%s\nand was about\n%s", what, shown, own(string(t.wrote)))
}

// own are the lines of stacks that name this project, each goroutine under its heading.
func own(stacks string) string {
	var b strings.Builder
	heading := ""
	for line := range strings.Lines(strings.ReplaceAll(stacks, "\r", "")) {
		switch {
		case strings.HasPrefix(line, "goroutine "):
			heading = line
		case strings.HasPrefix(line, "penggai/"), strings.HasPrefix(line, "main."), strings.HasPrefix(line, "syscall."):
			b.WriteString(heading + line)
			heading = ""
		}
	}
	return b.String()
}

// sees waits until the screen shows all the texts.
func (t *terminal) sees(texts ...string) {
	t.tb.Helper()
	t.until("shows "+strings.Join(texts, ", "), func(screen string) bool {
		for _, s := range texts {
			if !strings.Contains(screen, s) {
				return false
			}
		}
		return true
	})
}

// until waits for a condition of the screen.
func (t *terminal) until(what string, holds func(screen string) bool) {
	t.tb.Helper()
	deadline := time.Now().Add(patience)
	for seen := -1; time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if news := t.written(); news != seen {
			if seen = news; holds(t.text()) {
				return
			}
		}
	}
	t.tb.Fatalf("waited in vain until the screen %s; it shows\n%s", what, t.text())
}

// written is how often the program wrote.
func (t *terminal) written() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.news
}
