package outside

import (
	"regexp"
	"strings"

	"penggai/allocation/identity"
	"penggai/allocation/quantity"
)

var (
	numberForm = regexp.MustCompile(`^[0-9A-Z]{2,}\*+[0-9A-Z]*$|^\*+[0-9A-Z]{4,}$|^[0-9A-Z]{15}$|^[0-9A-Z]{17}[0-9A-Z]$`)
	placeForm  = regexp.MustCompile(`[路街巷道区县镇村屯楼栋号室单元委组]`)
	orderForm  = regexp.MustCompile(`^[0-9]{1,6}[.、)]?$`)
	spread     = regexp.MustCompile(`[\t,;，；|]+`)
	blanks     = regexp.MustCompile(`\s+`)
)

// Parse reads a list that was pasted without headings, a row a line: what stands in a row is told apart by how it looks. Lines that name
// nobody are left out. Errors: ErrEmpty, ErrLong.
func Parse(text string) ([]Entry, error) {
	var out []Entry
	for i, line := range strings.Split(text, "\n") {
		if e := parseLine(line); e.Name != "" || e.Number != "" {
			e.Row = i + 1
			out = append(out, e)
		}
		if len(out) > MostRows {
			return nil, ErrLong
		}
	}
	if len(out) == 0 {
		return nil, ErrEmpty
	}
	return out, nil
}

func parseLine(line string) (e Entry) {
	line = strings.TrimSpace(quantity.Visible(line))
	by := blanks
	if spread.MatchString(line) {
		by = spread
	}
	for at, cell := range by.Split(line, -1) {
		cell = strings.TrimSpace(cell)
		half := strings.ToUpper(quantity.HalfWidth(cell))
		switch {
		case cell == "" || at == 0 && orderForm.MatchString(half):
		case e.Number == "" && numberForm.MatchString(strings.ReplaceAll(half, " ", "")):
			e.Number = strings.ReplaceAll(half, " ", "")
		case e.Phone == "" && identity.CheckPhone(half) == nil && (e.Number != "" || e.Name != ""):
			e.Phone = half
		case e.Name == "":
			e.Name = cell
		case e.Address == "" && len([]rune(cell)) >= leastAddress && placeForm.MatchString(cell):
			e.Address = cell
		default:
			e.Said = append(e.Said, cell)
		}
	}
	return e
}
