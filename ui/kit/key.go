package kit

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/quantity"
)

// KeyName is the name of a pressed key as Actions list it: "enter", "f3", "ctrl+s", "space", "shift+tab", "a", "?".
// Full-width characters that an input method sends (？ ： 、 ／ ａ) are named as their ASCII twins, 、 as "/".
func KeyName(msg tea.KeyPressMsg) string {
	name := msg.String()
	if r, n := utf8.DecodeRuneInString(name); n == len(name) && r >= 0x80 {
		if r == '、' {
			return "/"
		}
		if r == '　' {
			return "space"
		}
		return quantity.HalfWidth(name)
	}
	return name
}

// IsText reports whether a key writes a character: while an input has the focus such a key belongs to the input.
func IsText(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && !strings.ContainsFunc(msg.Text, unicode.IsControl)
}

// Commands reports whether a key may start an action while an input has the focus: function keys and control keys.
func Commands(name string) bool {
	if strings.HasPrefix(name, "ctrl+") {
		return true
	}
	return len(name) > 1 && name[0] == 'f' && name[1] >= '0' && name[1] <= '9'
}

// Move names the movement that a key stands for where no input has the focus: "up", "down", "left", "right", "pgup",
// "pgdown", "home", "end", or "" for none. Arrows, hjkl, d/u, g/G and the keys of pagers are the same everywhere.
func Move(name string) string { return moves[name] }

var moves = map[string]string{
	"up": "up", "k": "up", "down": "down", "j": "down", "left": "left", "h": "left", "right": "right", "l": "right",
	"pgup": "pgup", "u": "pgup", "ctrl+u": "pgup", "pgdown": "pgdown", "d": "pgdown", "ctrl+d": "pgdown",
	"home": "home", "g": "home", "end": "end", "G": "end", "shift+g": "end",
}

// keyWords are the names of keys as people read them.
var keyWords = map[string]string{
	"enter": "Enter", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "空格", "up": "上", "down": "下",
	"left": "左", "right": "右", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End",
	"delete": "Del", "insert": "Ins", "backspace": "退格",
}

// KeyWord is the name of a key as people read it: "f3" is F3, "ctrl+s" is Ctrl+S, "space" is 空格.
func KeyWord(name string) string {
	if w, ok := keyWords[name]; ok {
		return w
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		if w, named := keyWords[rest]; named {
			return "Ctrl+" + w
		}
		return "Ctrl+" + strings.ToUpper(rest)
	}
	if Commands(name) {
		return strings.ToUpper(name)
	}
	return name
}

// keyCodes are the codes of keys with a name.
var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
	"right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"delete": tea.KeyDelete, "backspace": tea.KeyBackspace, "insert": tea.KeyInsert,
}

// Press is the message of a key by its name: what a click on the help line sends.
func Press(name string) tea.KeyPressMsg {
	switch rest, ctrl := strings.CutPrefix(name, "ctrl+"); {
	case ctrl && rest != "":
		if code, ok := keyCodes[rest]; ok {
			return tea.KeyPressMsg{Code: code, Mod: tea.ModCtrl}
		}
		r, _ := utf8.DecodeRuneInString(rest)
		return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl}
	case name == "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case name == "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case Commands(name):
		n, err := strconv.Atoi(name[1:])
		if err == nil && n >= 1 && n <= 63 {
			return tea.KeyPressMsg{Code: tea.KeyF1 + rune(n-1)}
		}
	}
	if code, ok := keyCodes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: r, Text: name}
}
