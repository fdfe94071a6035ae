package cli

import (
	"errors"
	"testing"
)

// TestTerminalsThatCannotShow holds which terminals get one line in ASCII instead of the screens.
func TestTerminalsThatCannotShow(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   error
	}{
		{"linux", map[string]string{"TERM": "xterm-256color", "LANG": "zh_CN.UTF-8"}, nil},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "C"}, nil},
		{"linux", map[string]string{"TERM": "xterm"}, nil},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "en_US.utf8"}, nil},
		{"linux", map[string]string{"LANG": "zh_CN.UTF-8"}, errDumb},
		{"linux", map[string]string{"TERM": "dumb", "LANG": "zh_CN.UTF-8"}, errDumb},
		{"linux", map[string]string{"TERM": "linux", "LANG": "zh_CN.UTF-8"}, nil},
		{"linux", map[string]string{"TERM": "linux", "LANG": "zh_CN.UTF-8", "DEVICE": "/dev/tty1"}, errBare},
		{"linux", map[string]string{"TERM": "linux", "LANG": "zh_CN.UTF-8", "DEVICE": "/dev/tty1", "PENGGAI_CONSOLE": "1"}, nil},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "zh_CN.GB18030"}, errLocale},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.GBK"}, errLocale},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "zh_CN.GBK", "LC_CTYPE": "zh_CN.UTF-8"}, nil},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "zh_CN"}, errLocale},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "de_DE.ISO-8859-1@euro"}, errLocale},
		{"windows", map[string]string{}, nil},
	} {
		device := "/dev/pts/3"
		if c.env["DEVICE"] != "" {
			device = c.env["DEVICE"]
		}
		err := canShow(func(name string) string { return c.env[name] }, c.system, device)
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s %v: %v, want %v", c.system, c.env, err, c.want)
		}
		if err == nil {
			continue
		}
		for _, r := range err.Error() {
			if r >= 0x80 {
				t.Errorf("%v is not ASCII", err)
				break
			}
		}
	}
}
