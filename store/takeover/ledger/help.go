package ledger

import (
	"slices"

	"penggai/store/sheet"
)

// Help says of a field in a blank spreadsheet what it takes.
type Help struct {
	Need     bool
	Text     string
	Examples []string
	Choices  func(*Reading) []string
	Plain    bool // long numbers and doors, which a spreadsheet must leave as they are
	Width    int
}

func Fixed(words ...string) func(*Reading) []string {
	return func(*Reading) []string { return words }
}

func CommunityNames(r *Reading) []string {
	var out []string
	for _, c := range r.Known.communities {
		if !slices.Contains(out, c.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// Field is a field that a file of a kind may have, with what a blank spreadsheet says of it.
type Field struct {
	sheet.Field
	Help
}

// fieldsOf are the fields of columns as a sheet looks for them.
func fieldsOf(list []Field) []sheet.Field {
	out := make([]sheet.Field, len(list))
	for i, c := range list {
		out[i] = c.Field
	}
	return out
}

// helpOf says of each column what it takes; one without a word of help stands in no blank spreadsheet.
func helpOf(list []Field) map[string]Help {
	out := map[string]Help{}
	for _, c := range list {
		if c.Text != "" {
			out[c.Key] = c.Help
		}
	}
	return out
}
