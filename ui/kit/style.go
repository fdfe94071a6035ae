package kit

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Style paints text: colours and weight only, no layout. It is one prepared escape sequence, so that a table can paint
// some hundred cells in a fraction of a millisecond. The zero Style paints nothing.
type Style struct{ on string }

const styleOff = "\x1b[m"

// Render paints a text.
func (s Style) Render(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	return s.on + text + styleOff
}

// Plus is this style with another laid over it: what the other sets wins.
func (s Style) Plus(over Style) Style { return Style{s.on + over.on} }

// Over paints a text that already holds painted parts: the style shows wherever the parts end.
func (s Style) Over(text string) string {
	if s.on == "" {
		return text
	}
	return s.on + strings.ReplaceAll(text, styleOff, styleOff+s.on) + styleOff
}

// Theme is the meaning of every colour, prepared for one terminal. A screen names the meaning, never a colour.
type Theme struct {
	Dark   bool // the terminal has a dark background
	Plain  bool // no colours: marks and words carry everything
	ASCII  bool // borders and marks in ASCII only
	Wide   bool // a line between the fields of forms and of pages
	colors colorprofile.Profile

	Bar, BarMuted         Style // the line at the top
	Accent                Style // where I am
	Good, Warn, Bad       Style // judgement
	Muted                 Style // hints, units, what matters less
	Strong                Style // figures and titles that matter more
	Head                  Style // headings of columns and sections
	Cursor                Style // the row under the cursor: background
	Picked                Style // a selected row
	Input, InputFocus     Style // the field of a form: background
	Marked                Style // text in the focused field that typing replaces
	Key, KeyLabel, KeyOff Style // the help line
	Dialog, DialogEdge    Style // dialogs
	Demo                  Style // the sign that the clock is moved

	words  map[string]Style // colour of the word of a state
	blocks map[string]Style // block of a state: background
}

// hue is one colour in its three renderings: dark background, light background, 16 colours.
type hue struct {
	dark, light string
	ansi        int
}

var (
	hueAccent = hue{"#5fd7ff", "#005f87", 6}
	hueGood   = hue{"#87d787", "#1f7a1f", 2}
	hueWarn   = hue{"#ffd75f", "#8a5a00", 3}
	hueBad    = hue{"#ff8787", "#b00020", 1}
	hueMuted  = hue{"#9e9e9e", "#6c6c6c", 8}
	hueHead   = hue{"#afd7ff", "#003f72", 4}
	hueCursor = hue{"#204a6e", "#cfe6f7", 4}
	huePicked = hue{"#3d3a10", "#f5eebc", 3}
	hueInput  = hue{"#303030", "#e8e8e8", 0}
	hueFocus  = hue{"#1c3f5c", "#d3e8fb", 4}
	hueBarBg  = hue{"#005f87", "#005f87", 4}
	hueBarFg  = hue{"#ffffff", "#ffffff", 15}
	hueBarDim = hue{"#b9dcec", "#b9dcec", 7}
	hueDemo   = hue{"#ffd75f", "#ffd75f", 11}
	hueEdge   = hue{"#5f87af", "#5f87af", 6}
)

// stateHues gives each state of a unit its own hue. Other lives use the judgement colours.
var stateHues = map[string]hue{
	"building":   {"#af87d7", "#6a3fa0", 5},
	"vacant":     {"#5faf5f", "#1f7a1f", 2},
	"withdrawn":  {"#8a8a8a", "#6c6c6c", 8},
	"reserved":   {"#d7af00", "#8a6500", 3},
	"occupied":   {"#5f87ff", "#1d4fc4", 12},
	"recovering": {"#d7875f", "#a5480d", 9},
}

// NewTheme prepares a theme for a background and a colour profile.
func NewTheme(dark bool, profile colorprofile.Profile, ascii bool) *Theme {
	th := &Theme{Dark: dark, ASCII: ascii, colors: profile, Plain: profile <= colorprofile.ASCII}
	fg := func(h hue) Style { return th.style(h, false, ansi.Style{}) }
	bold := ansi.Style{}.Bold()
	th.Accent, th.Good, th.Warn, th.Bad = th.style(hueAccent, false, bold), fg(hueGood), fg(hueWarn), fg(hueBad)
	th.Muted, th.Head = fg(hueMuted), th.style(hueHead, false, bold)
	th.Strong = Style{bold.String()}
	th.Cursor = th.style(hueCursor, true, ansi.Style{})
	th.Picked = th.style(huePicked, true, ansi.Style{})
	th.Input = th.style(hueInput, true, ansi.Style{})
	th.InputFocus = th.style(hueFocus, true, ansi.Style{})
	th.Marked = Style{ansi.Style{}.Reverse(true).String()}
	bar := th.style(hueBarBg, true, ansi.Style{})
	th.Bar = bar.Plus(th.style(hueBarFg, false, bold))
	th.BarMuted = bar.Plus(fg(hueBarDim))
	th.Demo = bar.Plus(th.style(hueDemo, false, bold))
	th.Key, th.KeyLabel, th.KeyOff = th.style(hueAccent, false, bold), Style{}, fg(hueMuted)
	th.Dialog, th.DialogEdge = Style{}, fg(hueEdge)
	if th.colors == colorprofile.ANSI { // a background of the sixteen may be any colour: reversal is always readable
		reverse := Style{ansi.Style{}.Reverse(true).String()}
		th.Cursor, th.InputFocus = reverse, reverse
		th.Marked = Style{ansi.Style{}.Underline(true).String()}
		th.Input = Style{ansi.Style{}.Underline(true).String()}
	}
	if th.Plain {
		th.Bar = Style{ansi.Style{}.Reverse(true).String()}
		th.BarMuted, th.Demo = th.Bar, th.Bar
		th.Input = Style{ansi.Style{}.Underline(true).String()}
		th.InputFocus = Style{ansi.Style{}.Underline(true).Bold().String()}
		th.Cursor = Style{bold.String()}
	}
	th.prepareStates()
	return th
}

// prepareStates builds the word and the block of every state.
func (th *Theme) prepareStates() {
	th.words, th.blocks = map[string]Style{}, map[string]Style{}
	for state, h := range stateHues {
		th.words[state] = th.style(h, false, ansi.Style{})
		block := th.style(h, true, ansi.Style{})
		if !th.Plain {
			ink := hue{"#000000", "#ffffff", 0}
			block = block.Plus(th.style(ink, false, ansi.Style{}))
		}
		th.blocks[state] = block
	}
}

// style turns a hue into a foreground or background style for the theme's terminal.
func (th *Theme) style(h hue, background bool, base ansi.Style) Style {
	if !th.Plain {
		c := th.color(h)
		if background {
			base = base.BackgroundColor(c)
		} else {
			base = base.ForegroundColor(c)
		}
	}
	if len(base) == 0 {
		return Style{}
	}
	return Style{base.String()}
}

// color picks the rendering of a hue.
func (th *Theme) color(h hue) color.Color {
	if th.colors <= colorprofile.ANSI {
		return ansi.BasicColor(h.ansi)
	}
	name := h.light
	if th.Dark {
		name = h.dark
	}
	return th.colors.Convert(lipgloss.Color(name))
}

// State is the style of the word of a unit's state: building, vacant, withdrawn, reserved, occupied, recovering.
func (th *Theme) State(state string) Style { return th.words[state] }

// Block is the background-coloured block of a unit's state.
func (th *Theme) Block(state string) Style { return th.blocks[state] }

// Border is the border of dialogs.
func (th *Theme) Border() lipgloss.Border {
	if th.ASCII {
		return lipgloss.ASCIIBorder()
	}
	return lipgloss.NormalBorder()
}

// Tick is the mark of what is chosen or done, one cell wide.
func (th *Theme) Tick() string {
	if th.ASCII {
		return "*"
	}
	return "✓"
}
