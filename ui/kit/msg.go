package kit

import tea "charm.land/bubbletea/v2"

// Done answers an action that worked: what was done. Undo, when given, is offered as Ctrl+Z until the next action.
type Done struct {
	Text string
	Undo func() tea.Cmd
}

// Failed answers an action that did not work. A Refusal shows its own text, any other error 系统内部错误 and a number.
type Failed struct{ Err error }

// Note says something that is neither: a hint, why a key is impossible.
type Note struct{ Text string }

// DataChanged tells every screen that rows were written: what it shows may be out of date.
type DataChanged struct{}

// Back leaves the screen on top and returns to the one below, which kept its place.
type Back struct{}

// Open asks the root to show an overlay above everything.
type Open struct{ Overlay Overlay }

// Send makes a command of a message.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Overlay is something above the screen that takes all keys until it is done: picker, confirm, help, palette.
// It changes nothing itself; its maker gave it a function that is called with the answer.
type Overlay interface {
	// Update takes a message; closed says that the overlay is finished.
	Update(msg tea.Msg) (closed bool, cmd tea.Cmd)
	// Lines renders the inside of the dialog, at most w cells by h lines. A line may be shorter than w.
	Lines(th *Theme, w, h int) []string
	// Cursor is the place of the text cursor inside Lines, nil when nothing is typed.
	Cursor() *tea.Cursor
	// Title stands in the upper edge.
	Title() string
	// Actions are the keys for the help line.
	Actions() []Action
}
