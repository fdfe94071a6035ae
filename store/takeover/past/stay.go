package past

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/unit"
)

// stayColumns are the columns by which the stay is found that a row is about: one of its numbers, or the unit, with the name of the tenant.
func stayColumns() []ledger.Field {
	need := "入驻编号、合同编号、房源编号、门牌里有一个就行；"
	out := []ledger.Field{
		{Field: sheet.Field{Key: "stay", Title: say.TenancyNumber, Names: []string{"入驻号", "户编号"}}, Help: ledger.Help{Text: need + "有入驻编号最准。", Examples: []string{"RZ-JS-2018-0001", ""}, Plain: true, Width: 18}},
		{Field: sheet.Field{Key: "contract", Title: "合同编号", Names: []string{"合同号"}}, Help: ledger.Help{Text: need + "合同上的编号。", Examples: []string{"", ""}, Plain: true, Width: 18}},
	}
	for _, f := range unit.PlaceFields() {
		switch f.Key {
		case "row", "district", "community", "building", "door", "number":
			f.Need = false
			if f.Key == "number" {
				f.Title, f.Names = "房源编号", append([]string{engine.TextFieldUnit, "房源号"}, f.Names...)
			}
			h := unit.Help[f.Key]
			h.Need = false
			if len(h.Examples) > 0 && f.Key != "number" {
				h.Examples = []string{"", h.Examples[0]}
			}
			out = append(out, ledger.Field{Field: f, Help: h})
		}
	}
	return append(out, ledger.Field{
		Field: sheet.Field{Key: "name", Title: say.Tenant, Names: []string{"承租单位", "使用单位", "使用人", "承租户", "业户", "户名", "入驻单位", "单位名称", "主体"}},
		Help:  ledger.Help{Text: "写了就核对，与这一户不符的拒收。", Examples: []string{"", "示例甲"}, Width: 16},
	})
}

// namesStay reports whether a heading says which stay a row is about.
func namesStay(has func(string) bool) bool {
	return has("stay") || has("contract") || has("number") || has("door") || has("name")
}

// stayName is how a row names a stay.
type stayName struct {
	stay, contract, number, place, door, name string
	spot                                      string // building and door, or the door alone, where nothing says in which community
}

// readName reads it; where the row names none it is rejected.
func readName(r *ledger.Reading, l sheet.Line) stayName {
	n := stayName{
		stay: strings.ToUpper(sheet.Compact(r.Text(l, "stay"))), contract: strings.ToUpper(sheet.Compact(r.Text(l, "contract"))),
		number: strings.ToUpper(sheet.Compact(r.Text(l, "number"))), name: identity.PlainName(r.Text(l, "name")),
	}
	door := r.Text(l, "door")
	switch {
	case n.stay+n.contract+n.number != "" || door == "" && n.name != "":
	case door == "":
		r.Reject(l, "stay", "没有写是哪一户", "请填入驻编号、合同编号、房源编号或门牌，至少一项")
	case n.name != "" && r.Text(l, "community") == "":
		of, building := sheet.Door(door, sheet.Building(r.Text(l, "building")))
		n.spot, n.door = spotKey(building, of), door
	default:
		u := allocation.Unit{}
		unit.InCommunity(r, l, &u)
		n.place, n.door = unit.PlaceKey(u), door
	}
	return n
}

// spotKey is a door with its building, where one is known.
func spotKey(building, door string) string { return building + "|" + door }

// Stay is a stay of the office with one of the units that it has or had.
type Stay struct {
	Stay, unit     int64
	Number         string // of the stay
	Name           string // of the tenant
	District       string
	units          string // number of the unit
	Signed, Handed civil.Date
	ended          civil.Date
	from, to       civil.Date // it has the unit [from, to)
	Taken          bool       // it was taken over (接入), nothing of it was decided here
	Fresh          bool       // by the import that asks
}

// stayIndex finds stays.
type stayIndex struct {
	by  map[string][]*Stay // kind and text to what goes by it
	all []*Stay
}

const sqlStaysAt = `SELECT t.id, u.id, t.number, p.name, t.district, u.number, t.signed_day, t.handed_day, t.ended_day, h.from_day, h.to_day, t.award_id IS NULL, u.community, u.building,
	u.door, u.former, (SELECT group_concat(c.number, ' ') FROM contract c WHERE c.tenancy_id = t.id AND c.state <> 'void')
	FROM tenancy t JOIN applicant p ON p.id = t.applicant_id JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id JOIN unit u ON u.id = h.unit_id
	WHERE t.state <> 'void' AND ($1 = '' OR t.district = $1) ORDER BY t.id, u.number`

func readStays(ctx context.Context, q engine.Querier, by engine.Actor) (*stayIndex, error) {
	x := &stayIndex{by: map[string][]*Stay{}}
	var err error
	x.all, err = engine.All(ctx, q, func(s engine.Scanner) (*Stay, error) {
		a := &Stay{}
		u := allocation.Unit{}
		var contracts string
		err := s.Scan(&a.Stay, &a.unit, &a.Number, &a.Name, &a.District, &a.units, &a.Signed, &a.Handed, &a.ended, &a.from, &a.to, &a.Taken, &u.Community, &u.Building, &u.Door,
			&u.Former, &contracts)
		u.District, u.Number = a.District, a.units
		for _, key := range append([]string{"stay" + a.Number, "name" + identity.PlainName(a.Name), "number" + u.Number, "place" + unit.PlaceKey(u), "spot" + spotKey(u.Building, u.Door), "spot" + spotKey("", u.Door)}, former(u, contracts)...) {
			x.by[key] = append(x.by[key], a)
		}
		return a, err
	}, sqlStaysAt, by.District)
	return x, err
}

// former are the other numbers by which a unit and the contracts of its stay go.
func former(u allocation.Unit, contracts string) (out []string) {
	for _, n := range strings.Fields(u.Former) {
		out = append(out, "number"+strings.ToUpper(n))
	}
	for _, n := range strings.Fields(contracts) {
		out = append(out, "contract"+strings.ToUpper(n))
	}
	return out
}

// find is the stay that a row names, as of a day: everything that the row says must agree. one asks for one unit of it.
func (x *stayIndex) find(n stayName, day civil.Date, one bool) (*Stay, ledger.Verdict) {
	var found []*Stay
	first := true
	for _, k := range []struct{ key, text, show, at string }{
		{"stay", n.stay, n.stay, "stay"},
		{"contract", n.contract, n.contract, "contract"},
		{"number", n.number, n.number, "number"},
		{"place", n.place, n.door, "door"},
		{"spot", n.spot, n.door, "door"},
		{"name", n.name, n.name, "name"},
	} {
		if k.text == "" {
			continue
		}
		some := x.by[k.key+k.text]
		if !first {
			some = slices.DeleteFunc(slices.Clone(found), func(a *Stay) bool { return !slices.Contains(some, a) })
		}
		switch {
		case len(some) == 0 && k.at == "name" && !first:
			return nil, ledger.No(k.at, errNoStay.Textf("与这一户不符：%s 的承租人是%s", found[0].Number, found[0].Name), "请核对承租人；换过承租人的写现在的名称")
		case len(some) == 0 && first:
			return nil, ledger.No(k.at, errNoStay.Textf("没有这一户：%s", k.show), "请核对编号或门牌；还没有接入的先导入在租合同")
		case len(some) == 0:
			return nil, ledger.No(k.at, errNoStay.Textf("与这一行别的编号说的不是同一户：%s", k.show), "请核对编号和门牌")
		}
		found, first = some, false
	}
	return narrow(found, day, one)
}

// narrow chooses among what goes by the same names what holds on a day.
func narrow(found []*Stay, day civil.Date, one bool) (*Stay, ledger.Verdict) {
	if len(found) == 0 {
		return nil, ledger.No("stay", errNoStay, "")
	}
	if those := slices.DeleteFunc(slices.Clone(found), func(a *Stay) bool { return day.Before(a.from) || !a.to.IsZero() && day.After(a.to) }); len(those) > 0 {
		found = those
	}
	if those := slices.DeleteFunc(slices.Clone(found), func(a *Stay) bool { return !a.to.IsZero() && day == a.to }); len(those) > 0 {
		found = those
	}
	for _, a := range found[1:] {
		switch {
		case a.Stay != found[0].Stay:
			return nil, ledger.No("stay", errNoStay.Textf("%s 和 %s 都对得上", found[0].Number, a.Number), "请加“入驻编号”一列，写明是哪一户")
		case one && a.unit != found[0].unit:
			return nil, ledger.No("number", errNoStay.Textf("%s 有 %s、%s 几套", a.Number, found[0].units, a.units), "请填房源编号或门牌，写明是哪一套的表")
		}
	}
	return found[0], ledger.Verdict{}
}

// title names it in a preview.
func (a *Stay) title() string { return fmt.Sprintf("%s %s", a.Number, a.Name) }

var errNoStay = say.Refuse("takeover_stay", "没有写是哪一户")
