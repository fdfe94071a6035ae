package terminal

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

const testW, testH = 30, 6

// shown is what an emulator shows, cell by cell, with the place of its cursor.
func shown(e *vt.Emulator) string {
	var b strings.Builder
	for y := range testH {
		for x := range testW {
			if c := e.CellAt(x, y); c != nil && c.Content != "" {
				fmt.Fprintf(&b, "%s|%s;", c.Content, c.Style.String())
			} else {
				b.WriteString(" |;")
			}
		}
		b.WriteByte('\n')
	}
	p := e.CursorPosition()
	if e.CursorHidden() {
		return b.String() + "no cursor"
	}
	return b.String() + fmt.Sprint(p.X, p.Y)
}

func emulator() *vt.Emulator {
	e := vt.NewEmulator(testW, testH)
	go func() { _, _ = io.Copy(io.Discard, e) }() // ends with the test
	return e
}

// frames draws rows of everything that screens hold: 汉字, styles, characters of vague width, lines that are too long, none at all.
func frames() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.SampledFrom([]string{"尖山区", "房源 12", "a", "  ", "已缴 3,200.00 元", "│", "─", "é", "㎡", "✓", "ⅰ", "\x1b[31m红\x1b[m", "\x1b[1m\x1b[44m块 \x1b[m", "\x1b[7m>\x1b[m"}),
		rapid.StringMatching(`[a-z ]{0,8}`),
	)
	line := rapid.Map(rapid.SliceOfN(part, 0, 9), func(p []string) string { return strings.Join(p, "") })
	return rapid.Map(rapid.SliceOfN(line, 0, testH+1), func(l []string) string { return strings.Join(l, "\n") })
}

// TestFramesStandAsDrawn holds that after any frames the terminal shows the last one as if nothing had been there before.
func TestFramesStandAsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run, fresh := emulator(), emulator()
		_, _ = run.WriteString(strings.Repeat("#", testW*testH) + enterTest) // another program was there
		var p, once Painter
		p.Resize(testW, testH)
		once.Resize(testW, testH)
		p.synced = rapid.Bool().Draw(t, "synced")
		var v tea.View
		for _, content := range rapid.SliceOfN(frames(), 1, 6).Draw(t, "frames") {
			v = tea.NewView(content)
			if rapid.Bool().Draw(t, "cursor") {
				v.Cursor = tea.NewCursor(rapid.IntRange(0, testW-1).Draw(t, "x"), rapid.IntRange(0, testH-1).Draw(t, "y"))
			}
			if rapid.IntRange(0, 4).Draw(t, "resized") == 0 {
				p.Resize(testW, testH)
			}
			_, _ = run.WriteString(p.Frame(v))
			if again := p.Frame(v); again != "" {
				t.Fatalf("a frame that stands there is written again: %q", again)
			}
		}
		_, _ = fresh.WriteString(enterTest + once.Frame(v))
		if got, want := shown(run), shown(fresh); got != want {
			t.Fatalf("the terminal shows\n%s\nwant\n%s", got, want)
		}
	})
}

const enterTest = ansi.ResetModeAutoWrap + ansi.ResetModeTextCursorEnable

// TestFrameIsCheap holds what one changed row of many costs, and that what did not change costs nothing.
func TestFrameIsCheap(t *testing.T) {
	lines := make([]string, 36)
	for y := range lines {
		lines[y] = strings.Repeat("空闲商服 ", 12) + fmt.Sprint(y)
	}
	var p Painter
	p.Resize(120, 36)
	p.Frame(tea.NewView(strings.Join(lines, "\n")))
	lines[20] = strings.Replace(lines[20], "空闲", "已租", 1)
	if got := p.Frame(tea.NewView(strings.Join(lines, "\n"))); got != "\x1b[21;1H已租" {
		t.Errorf("one changed word is written as %q", got)
	}
	lines[3] = strings.Replace(lines[3], "空", "│", 1)
	if got := p.Frame(tea.NewView(strings.Join(lines, "\n"))); strings.Count(got, "│") != 1 || !strings.HasPrefix(got, "\x1b[4H") && !strings.HasPrefix(got, "\x1b[4;1H") {
		t.Errorf("a row of vague width is not written whole: %q", got)
	}
}

// TestSlowTerminal holds that a terminal which takes its time misses frames but shows the last one, and is given back.
func TestSlowTerminal(t *testing.T) {
	slow := &line{taken: make(chan string, 100)}
	s := Show(counter(0), slow, testW, testH, false)
	for range 100 {
		s.Update(nil)
	}
	s.Close()
	close(slow.taken)
	var all strings.Builder
	writes := 0
	for text := range slow.taken {
		all.WriteString(text)
		writes++
	}
	if text := all.String(); !strings.Contains(text, "100") || !strings.HasSuffix(text, leave) || writes > 50 {
		t.Errorf("100 frames became %d writes: %q", writes, text)
	}
}

type line struct{ taken chan string }

func (l *line) Write(p []byte) (int, error) {
	time.Sleep(5 * time.Millisecond)
	l.taken <- string(p)
	return len(p), nil
}

// counter is a model that shows how many messages have come.
type counter int

func (counter) Init() tea.Cmd                         { return nil }
func (c counter) Update(tea.Msg) (tea.Model, tea.Cmd) { return c + 1, nil }
func (c counter) View() tea.View                      { return tea.NewView(fmt.Sprintf("第 %d 帧", int(c))) }

// TestRendererOfBubbleTea says when the renderer below Bubble Tea leaves unchanged rows alone, so that this package can go.
func TestRendererOfBubbleTea(t *testing.T) {
	var wrote tally
	in, keep := io.Pipe()
	defer keep.Close()
	p := tea.NewProgram(table(0), tea.WithInput(in), tea.WithOutput(&wrote), tea.WithWindowSize(80, 24), tea.WithFPS(120), tea.WithoutSignals(),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	ended := make(chan error, 1)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	before := wrote.rest(0)
	p.Send(struct{}{})
	after := wrote.rest(before)
	p.Quit()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if n := after - before; n < 500 {
		t.Errorf("the renderer of Bubble Tea writes %d bytes for one changed row of 24: it can take the place of this package", n)
	}
}

// table is a screen of 24 rows, of which a message changes one.
type table int

func (table) Init() tea.Cmd { return nil }
func (m table) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(struct{}); ok {
		m++
	}
	return m, nil
}

func (m table) View() tea.View {
	lines := make([]string, 24)
	for y := range lines {
		lines[y] = strings.Repeat("空闲商服 ", 8)
	}
	lines[7] = fmt.Sprintf("已租 %d", int(m))
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	return v
}

// tally counts what is written.
type tally struct{ n atomic.Int64 }

func (c *tally) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

// rest waits until more than a number was written and nothing more comes, and returns how much it is.
func (c *tally) rest(than int64) int64 {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		n := c.n.Load()
		time.Sleep(50 * time.Millisecond)
		if n > than && n == c.n.Load() {
			return n
		}
	}
	return c.n.Load()
}
