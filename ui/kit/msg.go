package kit

import (
	"fmt"
	"reflect"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Done answers an action that worked: what was done. Undo, when given, is offered as Ctrl+Z while its screen
// is on top, until the next action.
// Move says that it was a move in the life of a record: while the screen offers to take the last move back (Action.Undo),
// the answer names the key.
type Done struct {
	Text string
	Undo func() tea.Cmd
	Move bool
}

// Refused is told beside a Note that says why something was not done: who wants it hears a bell.
type Refused struct{}

// Failed answers an action that did not work. A Refusal shows its own text, any other error 系统内部错误 and a number.
type Failed struct{ Err error }

// Note says something that is neither: a hint, why a key is impossible.
type Note struct{ Text string }

// DataChanged tells every screen that rows were written: what it shows may be out of date.
type DataChanged struct {
	Elsewhere bool // by another desk: nobody here waits for it
}

// Hangup tells every screen that the line to the person is gone, or that the program ends: forms keep what is half-typed at once.
type Hangup struct{}

// Back leaves the screen on top and returns to the one below, which kept its place.
type Back struct{}

// Open asks the root to show an overlay above everything.
type Open struct{ Overlay Overlay }

// Copy puts a text into the clipboard of the terminal, where it has one.
func Copy(text string) tea.Cmd { return tea.Raw(ansi.SetSystemClipboard(text)) }

// Send makes a command of a message. The root handles it before the next key: what is typed right after a key that opens
// a picker or a form goes into that picker or form.
//
//go:noinline
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Both is tea.Batch for commands of which some are made by Send.
//
//go:noinline
func Both(cmds ...tea.Cmd) tea.Cmd { return func() tea.Msg { return tea.BatchMsg(cmds) } }

// Aside marks a command whose answer only stands beside what is shown: no key waits for it.
func Aside(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return aside(cmd)
}

//go:noinline
func aside(cmd tea.Cmd) tea.Cmd { return func() tea.Msg { return tea.BatchMsg{cmd} } }

// IsAside reports whether a command was marked by Aside; run, it gives the batch of what was marked.
func IsAside(cmd tea.Cmd) bool {
	return cmd != nil && reflect.ValueOf(cmd).Pointer() == asideCode
}

// The code of the commands that Send, Both and Aside make, by which they are told from commands that do real work.
var (
	sendCode  = reflect.ValueOf(Send(nil)).Pointer()
	bothCode  = reflect.ValueOf(Both()).Pointer()
	asideCode = reflect.ValueOf(aside(nil)).Pointer()
)

// Ready reports whether a command only carries a message, so that it may run inside Update.
func Ready(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	code := reflect.ValueOf(cmd).Pointer()
	return code == sendCode || code == bothCode
}

// Guard keeps a fault of a command from ending the program: a panic becomes a Failed with its stack, which the root
// writes to the log and reports by a number.
func Guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if fault := recover(); fault != nil {
				msg = Failed{Fault(fault)}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = Guard(c)
			}
		}
		return msg
	}
}

// Fault is the error of a recovered panic, with the stack.
func Fault(fault any) error { return fmt.Errorf("panic: %v\n%s", fault, debug.Stack()) }

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
