package bylaw

import (
	"strings"

	"penggai/allocation/say"
)

// Card is what a district keeps of itself for its papers and duties.
type Card struct {
	District  string // "" is the whole city
	Leader    string // 区级负责人, whom 六(一) asks each district to name
	Adviser   string // 法律顾问 of the team of 六(一), whose opinion is recorded on exits
	Telephone string // on papers
	Address   string // on papers
	Payees    []Payee
}

// Payee is an account into which tenants pay.
type Payee struct {
	Name    string `json:"name"`    // 收款单位
	Bank    string `json:"bank"`    // 开户行
	Account string `json:"account"` // 账号
}

// Words is the payee on one line: name, bank, account.
func (p Payee) Words() string { return p.Name + "，" + p.Bank + "，" + p.Account }

// PayeeLines writes payees one a line; ParsePayees reads them back.
func PayeeLines(list []Payee) string {
	lines := make([]string, len(list))
	for i, p := range list {
		lines[i] = p.Words()
	}
	return strings.Join(lines, "\n")
}

// ParsePayees reads payees, one a line: name, bank and account with commas between them. Errors: ErrPayeeLine.
func ParsePayees(text string) ([]Payee, error) {
	var out []Payee
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",，;；\t", r) })
		if len(parts) != 3 {
			return nil, ErrPayeeLine.With(line).On("payees")
		}
		p := Payee{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), compact(parts[2])}
		if p.Name == "" || p.Bank == "" || !digits(p.Account) {
			return nil, ErrPayeeLine.With(line).On("payees")
		}
		out = append(out, p)
	}
	return out, nil
}

// compact takes the blanks out of a number of an account.
func compact(s string) string { return strings.Join(strings.Fields(s), "") }

// digits reports whether a text is the number of an account: digits, with dashes at most.
func digits(s string) bool {
	return len(s) >= 6 && len(s) <= 40 && !strings.ContainsFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '-' })
}

// ErrPayeeLine refuses a line that is no account.
var ErrPayeeLine = say.Refuse("payee_line", "每行写一个收款账户：收款单位，开户行，账号，中间用逗号隔开")
