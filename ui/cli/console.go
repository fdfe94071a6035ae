package cli

import (
	"os"
	"regexp"
	"runtime"
	"strings"

	"penggai/allocation/say"
)

// canShow refuses a terminal on which the screens would be blocks or cursor codes, or on which what is typed would become other
// characters without anybody noticing. What it says is in English: Chinese is what such a terminal cannot show. Windows needs no names.
// Errors: errDumb, errBare, errLocale.
// device is the file of the terminal: TERM=linux alone says nothing, since terminal windows may call themselves so too.
func canShow(getenv func(string) string, system, device string) error {
	if system == "windows" {
		return nil
	}
	switch kind := getenv("TERM"); {
	case kind == "" || kind == "dumb" || kind == "unknown":
		return errDumb
	case kind == "linux" && bareConsole.MatchString(device) && getenv("PENGGAI_CONSOLE") == "":
		return errBare
	}
	if name := locale(getenv); !speaksUTF8(name) {
		return errLocale
	}
	return nil
}

// bareConsole is the device of a console that the kernel itself draws.
var bareConsole = regexp.MustCompile(`^/dev/(tty[0-9]+|console)$`)

// terminalDevice is the file of the terminal to which the process writes; empty where the system does not say.
func terminalDevice() string {
	device, _ := os.Readlink("/proc/self/fd/1") // elsewhere than on Linux there is no such console
	return device
}

// locale is the name of the locale that rules characters, as libc looks it up.
func locale(getenv func(string) string) string {
	for _, v := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if name := getenv(v); name != "" {
			return name
		}
	}
	return ""
}

// speaksUTF8 reports whether a locale encodes characters as UTF-8. One that says nothing about it, as C, does no harm: its terminal decides.
// A bare zh_CN is GB2312 to libc.
func speaksUTF8(name string) bool {
	name, _, _ = strings.Cut(name, "@")
	language, code, named := strings.Cut(name, ".")
	if !named {
		return !strings.HasPrefix(language, "zh_") || runtime.GOOS == "darwin"
	}
	code = strings.ToLower(strings.ReplaceAll(code, "-", ""))
	return code == "utf8" || code == ""
}

var (
	errDumb = say.Refuse("terminal_dumb", "this terminal cannot place the cursor (TERM is unset, dumb or unknown), so the screens were not opened. "+
		"Use a terminal window, or set TERM to what it is, e.g. TERM=xterm-256color. Commands such as 'penggai report' work here.")
	errBare = say.Refuse("terminal_bare", "the plain Linux console has no Chinese characters, so the screens were not opened. "+
		"Use a terminal window or SSH; if this console can show Chinese, set PENGGAI_CONSOLE=1 and start again.")
	errLocale = say.Refuse("terminal_locale", "the locale of this terminal is not UTF-8: what is typed would be stored as other characters, so the screens were not opened. "+
		"Set the terminal to UTF-8 and start with LC_ALL=C.UTF-8 or LC_ALL=zh_CN.UTF-8.")
)
