//go:build !windows

package terminal

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// raw lets keys come as they are pressed, without echo; restore undoes it.
func raw(in, _ *os.File) (restore func(), err error) {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	return func() { _ = term.Restore(int(in.Fd()), before) }, nil // a terminal that is gone needs nothing
}

// resized calls when the window has another size.
func resized(ctx context.Context, call func()) {
	sizes := make(chan os.Signal, 1)
	signal.Notify(sizes, syscall.SIGWINCH)
	defer signal.Stop(sizes)
	for {
		select {
		case <-ctx.Done():
			return
		case <-sizes:
			call()
		}
	}
}
