package bylaw

import (
	"cmp"
	"strings"

	"penggai/allocation/civil"
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
	Review    string // 行政复议机关 that papers name to who does not accept a decision
	Court     string // the court they name
}

// NewCard is what a district says of itself before it has entered anything. A district's decision is reviewed by the government above
// it (行政复议法 二十四) and heard by the intermediate court (行政诉讼法 十五); of the whole city both are left open, since the city decides
// on nobody's premises.
func NewCard(district string) Card {
	c := Card{District: district}
	if district != "" {
		c.Review, c.Court = "双鸭山市人民政府", "双鸭山市中级人民法院"
	}
	return c
}

// PastCard is what a district said of itself before a day.
type PastCard struct {
	Card
	Until civil.Date // the first day on which it no longer held
}

// On is what the card said on a day, given what it said before each of its changes, the oldest first. What had not been entered then
// is taken from the next: an office has a telephone before somebody writes it down.
func (c *Card) On(day civil.Date, past []PastCard) Card {
	said := *c
	for i := len(past) - 1; i >= 0 && past[i].Until.After(day); i-- {
		p := past[i].Card
		for _, f := range [][2]*string{
			{&p.Leader, &said.Leader},
			{&p.Adviser, &said.Adviser},
			{&p.Telephone, &said.Telephone},
			{&p.Address, &said.Address},
			{&p.Review, &said.Review},
			{&p.Court, &said.Court},
		} {
			*f[1] = cmp.Or(*f[0], *f[1])
		}
		if len(p.Payees) > 0 {
			said.Payees = p.Payees
		}
	}
	return said
}

// Check refuses a district that names nobody to who does not accept its decisions. Errors: ErrCardReview, ErrCardCourt.
func (c *Card) Check() error {
	for _, text := range []*string{&c.Leader, &c.Adviser, &c.Telephone, &c.Address, &c.Review, &c.Court} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case c.District == "":
	case c.Review == "":
		return ErrCardReview.On("review")
	case c.Court == "":
		return ErrCardCourt.On("court")
	}
	return nil
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

// Refusals of cards. ErrPayeeLine refuses a line that is no account.
var (
	ErrPayeeLine  = say.Refuse("payee_line", "每行写一个收款账户：收款单位，开户行，账号，中间用逗号隔开")
	ErrCardReview = say.Refuse("card_review", "请填写行政复议机关：不予受理、退出等决定书上必须写明向谁申请复议（行政复议法 二十四）")
	ErrCardCourt  = say.Refuse("card_court", "请填写诉讼法院：不予受理、退出等决定书上必须写明向哪个法院起诉（行政诉讼法 十五）")
)
