package screen

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/roster"
	"penggai/ui/kit"
)

// RosterFields are those by which workers are entered by name: pasted one a line, or from a file.
func RosterFields(lines int, hint string, show func(*kit.Form) bool) []kit.Field {
	return []kit.Field{
		{Name: "roster", Label: "名单", Kind: kit.KindLong, Lines: lines, Hint: hint, Show: show},
		{Name: "roster_file", Label: "名单文件", Limit: 300, Hint: "文本或 csv 文件的路径，格式相同", Show: show},
	}
}

// CheckRoster looks at what is pasted. Errors: those of roster.Parse.
func CheckRoster(f *kit.Form, today civil.Date) ([]roster.Worker, error) {
	return roster.Parse(f.Text("roster"), today)
}

// ReadRoster reads what is pasted, and behind it the file where one is named; it belongs into a command.
// Errors: ErrTextFile, those of roster.Parse.
func ReadRoster(f *kit.Form, today civil.Date) ([]roster.Worker, error) {
	text := f.Text("roster")
	if path := strings.TrimSpace(f.Text("roster_file")); path != "" {
		more, err := ReadTextFile(path, "roster_file")
		if err != nil {
			return nil, err
		}
		text = strings.TrimRight(text, "\n") + "\n" + more
	}
	return roster.Parse(text, today)
}
