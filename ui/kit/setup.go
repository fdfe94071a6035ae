package kit

import "github.com/mattn/go-runewidth"

// Setup makes the width of characters independent of the locale: under zh_CN.UTF-8 the inputs would otherwise count
// ambiguous characters as two cells. The command line calls it once, before the first screen.
func Setup() { runewidth.DefaultCondition.EastAsianWidth = false }

// WantsASCII reports whether dialogs should be drawn with ASCII borders: on a Windows console that is not Windows
// Terminal, where box characters may be two cells wide, and wherever PENGGAI_ASCII is set.
func WantsASCII(goos string, getenv func(string) string) bool {
	return getenv("PENGGAI_ASCII") != "" || goos == "windows" && getenv("WT_SESSION") == ""
}
