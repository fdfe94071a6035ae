package screen

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"time"

	"penggai/allocation/say"
)

// ShowFile opens a file with the program that the system has for it. Errors: ErrNoViewer, where there is none, or nobody sits before a
// screen on which it could show.
func ShowFile(path string) error {
	name, args, ok := viewer(runtime.GOOS, os.Getenv)
	if !ok {
		return ErrNoViewer
	}
	program, err := exec.LookPath(name)
	if err != nil {
		return ErrNoViewer
	}
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, append(args, path)...)
	if err := cmd.Start(); err != nil {
		stop()
		return ErrNoViewer
	}
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		stop()
	}()
	select {
	case err := <-ended:
		if err != nil {
			return errors.Join(ErrNoViewer, err)
		}
	case <-time.After(viewerStarts): // it shows, and stays
	}
	return nil
}

// viewerStarts is how long a program that cannot open a file takes to say so.
const viewerStarts = 3 * time.Second

// viewer is the command that opens a file on a system. Over SSH, and without a desktop, there is none.
func viewer(system string, env func(string) string) (name string, args []string, ok bool) {
	if env("SSH_CONNECTION") != "" || env("SSH_TTY") != "" {
		return "", nil, false
	}
	switch system {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}, true
	case "darwin":
		return "open", nil, true
	}
	return "xdg-open", nil, env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// ErrNoViewer is said where a file cannot be shown.
var ErrNoViewer = say.Refuse("no_viewer", "这台电脑上没有能打开它的程序")
