package seed

import (
	"penggai/allocation"
	"penggai/allocation/bylaw"
)

// DemoCards are what each district of the demonstration says of itself, all fictitious.
func DemoCards() []bylaw.Card {
	people := []struct{ leader, adviser, telephone string }{
		{"高示例", "林示例（律师）", "0469-0000001"},
		{"梁示例", "沈示例（律师）", "0469-0000002"},
		{"丁示例", "沈示例（律师）", "0469-0000003"},
		{"范示例", "林示例（律师）", "0469-0000004"},
	}
	var out []bylaw.Card
	for i, d := range allocation.Districts() {
		p := people[i%len(people)]
		c := bylaw.NewCard(d.Name)
		c.Leader, c.Adviser, c.Telephone, c.Address = p.leader, p.adviser, p.telephone, d.Name+"政府服务大厅（示例）"
		c.Payees = []bylaw.Payee{{Name: "示例收费单位", Bank: "示例银行", Account: "000000000" + p.telephone[len(p.telephone)-1:]}}
		out = append(out, c)
	}
	return out
}
