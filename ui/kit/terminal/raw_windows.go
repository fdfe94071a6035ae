package terminal

import (
	"context"
	"os"

	"golang.org/x/sys/windows"
	"golang.org/x/term"
)

// raw lets keys come as they are pressed, without echo, and the console understand escape sequences; restore undoes it.
func raw(in, out *os.File) (restore func(), err error) {
	keys, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	shown, err := term.GetState(int(out.Fd()))
	if err != nil {
		_ = term.Restore(int(in.Fd()), keys)
		return nil, err
	}
	restore = func() { // a console that is gone needs nothing
		_ = term.Restore(int(out.Fd()), shown)
		_ = term.Restore(int(in.Fd()), keys)
	}
	if err := addMode(in, windows.ENABLE_VIRTUAL_TERMINAL_INPUT); err != nil {
		restore()
		return nil, err
	}
	if err := addMode(out, windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN); err != nil {
		restore()
		return nil, err
	}
	return restore, nil
}

func addMode(f *os.File, bits uint32) error {
	var mode uint32
	if err := windows.GetConsoleMode(windows.Handle(f.Fd()), &mode); err != nil {
		return err
	}
	return windows.SetConsoleMode(windows.Handle(f.Fd()), mode|bits)
}

// resized waits: the console tells of a new size among the keys.
func resized(ctx context.Context, _ func()) { <-ctx.Done() }
