package kit_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
)

func TestMain(m *testing.M) {
	kittest.Main(m, "TestCut", "TestWrap.*", "TestLinesNeverTooWide", "TestDetailAlignsLabels")
}

// board shows whatever lines it is sent.
type board struct{ text string }

func (b board) Init() tea.Cmd { return nil }
func (b board) View() tea.View {
	v := tea.NewView(b.text)
	v.AltScreen = true
	return v
}

func (b board) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if s, ok := msg.(string); ok {
		b.text = s
	}
	return b, nil
}

// Random frames of 汉字 and ASCII, one over the other, arrive on the screen whole: a guard for upgrades of the renderer.
func TestRandomFramesArriveWhole(t *testing.T) {
	const w, h = 60, 16
	term := kittest.Start(t, board{}, w, h)
	rnd := rand.New(rand.NewPCG(7, 11))
	runes := []rune("尖山区房源闲置使用中，。（）㎡abcXYZ0123456789 -./")
	th := kit.NewTheme(true, 0, false)
	for range 80 {
		lines := make([]string, h)
		for y := range lines {
			var b strings.Builder
			for range rnd.IntN(w) {
				b.WriteRune(runes[rnd.IntN(len(runes))])
			}
			lines[y] = strings.TrimRight(kit.Cut(b.String(), w), " ")
		}
		plain := strings.Join(lines, "\n") + "\n"
		painted := make([]string, h)
		for y, l := range lines {
			painted[y] = l
			if rnd.IntN(2) == 0 {
				painted[y] = th.Strong.Render(l)
			}
		}
		term.Send(strings.Join(painted, "\n"))
		term.WaitText(plain)
	}
}
