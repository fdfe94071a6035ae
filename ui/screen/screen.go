package screen

import (
	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// Screen is one place of the program. Init, Update and Body never touch the store.
type Screen interface {
	// Init is called once, when the screen comes onto the stack: it loads what is shown.
	Init() tea.Cmd
	// Update takes a message and returns the screen (usually itself) and what is to be done.
	Update(msg tea.Msg) (Screen, tea.Cmd)
	// Body renders at most h lines of at most w cells between the summary line and the answer line.
	Body(w, h int) []string
	// Title is this screen's part of the path in the first line.
	Title() string
	// Summary is the second line: what is shown (filter, counts) and, at the right, sums.
	Summary() (left, right string)
	// Actions is everything that can be done here, most used first.
	Actions() []kit.Action
	// Cursor is the text cursor in the body's cells as Body drew it. While it is not nil an input has the focus: of the
	// screen's actions only function and control keys are looked at, everything else goes to Update.
	Cursor() *tea.Cursor
}

// Escaper is a screen with something of its own for Esc to undo: a filter, a selection, a half-typed form.
type Escaper interface {
	// Escape undoes one step; stay says that the screen remains, otherwise the root goes back.
	Escape() (stay bool, cmd tea.Cmd)
}

// Dirtier is a screen that may hold something half-typed: Ctrl+C asks first.
type Dirtier interface{ Dirty() bool }

// Helper is a screen that explains itself in up to six lines on F1.
type Helper interface{ Help() []string }

// Chaptered is a screen of several parts that the manual speaks of one by one.
type Chaptered interface{ Chapter() string }

// Push asks the root to put a screen of the same noun on top.
type Push struct {
	Screen  Screen
	Replace bool // instead of the screen on top
}

// OfRow asks the root to open the page of a row of a list, by Go or Push: from that page the rows before and behind it open too.
type OfRow struct {
	To      tea.Msg
	From    Pages
	Replace bool // instead of the screen on top
}

// Pages is a list whose rows open pages.
type Pages interface {
	// Step moves the cursor by a row from the one that was opened; ok is false at the end of the list.
	Step(by int) (cmd tea.Cmd, ok bool)
	// OpenRow opens the page of the row under the cursor.
	OpenRow(replace bool) tea.Cmd
}

// SignedIn tells the root who works now: it becomes the actor, and First the first screen of the stack.
// SignedOut ends that.
type SignedIn struct{ First Screen }

// SignedOut asks the root to forget who works and to show Next.
type SignedOut struct{ Next Screen }

// Idle tells the root that nobody touched anything for as long as its timer was set to; Lock asks it to cover the screens at once, and
// Unlocked to uncover them.
type (
	Idle     struct{}
	Lock     struct{}
	Unlocked struct{}
)

// The messages of the kit that screens send and get.
type (
	Back        = kit.Back        // leave the screen on top
	Done        = kit.Done        // what was done, with a way to undo it
	Failed      = kit.Failed      // what did not work
	Note        = kit.Note        // a hint
	DataChanged = kit.DataChanged // rows were written: load again
)
