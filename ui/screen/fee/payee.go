package fee

import (
	"slices"

	"penggai/allocation/bylaw"
	"penggai/store/money"
	"penggai/ui/kit"
)

// payeeOther is the choice of a payee that stands on no card and is typed.
const payeeOther = "other"

// payeeFields ask who is paid: one of the payee accounts on the card of the district, and a name that is typed where none of them fits
// or the card has none. list are those that the form offers as it stands, start those of its first value.
func payeeFields(value string, start []bylaw.Payee, required bool, list func(*kit.Form) []bylaw.Payee) []kit.Field {
	choice, typed := value, value
	if slices.ContainsFunc(start, func(p bylaw.Payee) bool { return p.Name == value }) || value == "" {
		typed = ""
	} else {
		choice = payeeOther
	}
	if value == "" && required && len(start) == 1 {
		choice = start[0].Name
	}
	none := func(f *kit.Form) bool { return len(list(f)) == 0 }
	hint := ""
	if !required {
		hint = "空着沿用各项上年的收款单位"
	}
	return []kit.Field{
		{
			Name: "payee", Label: money.PriceNoun.Word("payee"), Kind: kit.KindChoice, Value: choice, Required: required, Width: 34, Hint: hint,
			List: func(f *kit.Form) []kit.Choice { return payeeChoices(list(f)) },
			Show: func(f *kit.Form) bool { return !none(f) },
			Say:  func(f *kit.Form) string { return payeeAccount(list(f), f.Text("payee")) },
		},
		{
			Name: "payee_name", Label: money.PriceNoun.Word("payee"), Value: typed, Required: required, Limit: 60, Hint: hint,
			Show: func(f *kit.Form) bool { return none(f) || f.Text("payee") == payeeOther },
		},
	}
}

// payeeChoices are the payees of a card, each name once, and behind them the one that is typed.
func payeeChoices(list []bylaw.Payee) []kit.Choice {
	var out []kit.Choice
	for _, p := range list {
		if !slices.ContainsFunc(out, func(c kit.Choice) bool { return c.Key == p.Name }) {
			out = append(out, kit.Choice{Key: p.Name, Label: p.Name, Note: p.Bank + " " + p.Account})
		}
	}
	return append(out, kit.Choice{Key: payeeOther, Label: "其他单位", Note: "都不合适时另填"})
}

// payeeAccount is the account of a payee that was chosen.
func payeeAccount(list []bylaw.Payee, name string) string {
	if i := slices.IndexFunc(list, func(p bylaw.Payee) bool { return p.Name == name }); i >= 0 {
		return list[i].Bank + " " + list[i].Account
	}
	return ""
}

// payeesOf are the payees on the card of the district for which the price holds.
func payeesOf(f *kit.Form, from money.PriceChoices) []bylaw.Payee {
	if d := f.Text("district"); d != wholeCity {
		return from.Payees[d]
	}
	return from.Payees[""]
}

// readPayee is who was chosen among those that the form offers, or typed.
func readPayee(f *kit.Form, list []bylaw.Payee) string {
	if len(list) == 0 {
		return f.Text("payee_name")
	}
	if name := f.Text("payee"); name != "" && name != payeeOther {
		return name
	}
	return f.Text("payee_name")
}
