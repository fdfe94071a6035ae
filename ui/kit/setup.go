package kit

import "github.com/mattn/go-runewidth"

// Setup makes the width of characters independent of the locale: under zh_CN.UTF-8 the inputs would otherwise count
// ambiguous characters as two cells. The command line calls it once, before the first screen.
func Setup() { runewidth.DefaultCondition.EastAsianWidth = false }
