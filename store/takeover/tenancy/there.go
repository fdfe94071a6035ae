package tenancy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
)

// stayThere is a row that names a stay of the office by its number, as an export of the office does. Nothing of a stay is changed by a
// file: what differs is refused, with the way on.
type stayThere struct {
	line          sheet.Line
	number, name  string
	remark        string
	units         []string
	signed, until civil.Date
}

// stayNumber is the number of a stay that the row is about; empty where it is about one that comes.
func stayNumber(r *ledger.Reading, l sheet.Line) string {
	number := strings.ToUpper(sheet.Compact(r.Text(l, "stay")))
	if own := strings.ToUpper(sheet.Compact(r.Text(l, "number"))); number == "" && strings.HasPrefix(own, allocation.TenancyPrefix) {
		number = own
	}
	return number
}

// thereOf reads the row.
func (s *tenancies) thereOf(l sheet.Line, number string) {
	r := s.r
	x := stayThere{line: l, number: number, name: identity.PlainName(r.Text(l, "name")), units: strings.Fields(strings.ToUpper(r.Text(l, "units")))}
	x.signed = r.Day(l, "signed", ledger.PolicyDay, false)
	if c := r.Cell(l, "until"); !c.Empty() {
		var err error
		if x.until, err = c.Date(l.Epoch); err != nil {
			r.Refuse(l, "until", err, "")
		}
	}
	x.remark = r.Remark(l)
	if !r.Bad {
		s.there = append(s.there, x)
	}
}

// lookThere holds these rows against the stays of the office.
func (s *tenancies) lookThere(ctx context.Context, q engine.Querier, by engine.Actor, p *ledger.Preview) error {
	met := map[string]int{}
	for _, x := range s.there {
		reject := func(key, why, do string) { p.Rejected = append(p.Rejected, s.r.Rejection(x.line, key, why, do)) }
		key := "stay"
		if s.r.Cell(x.line, key).Empty() {
			key = "number"
		}
		if first, twice := met[x.number]; twice {
			reject(key, fmt.Sprintf("编号与第 %d 行相同", first), "一户只写一行，请删去一行")
			continue
		}
		met[x.number] = x.line.Row
		rows, err := stay.TenancyNoun.All(ctx, q, `WHERE t.number = $1 AND ($2 = '' OR t.district = $2)`, x.number, by.District)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			reject(key, "没有这一户", "请核对编号；还没有接入的不写入驻编号，按小区、楼栋、门牌和承租人导入")
			continue
		}
		if key, is := x.differs(rows[0]); key != "" {
			reject(key, "现在是 "+is+"，与文件不同", "已有的入驻不由导入改：续签、变更房源、交接在 入驻 办理，登记错了的在 更正 办理；文件请改成一致")
			continue
		}
		s.known(p, x.line, heldBy{id: rows[0].ID, number: rows[0].Number, name: rows[0].Name, district: rows[0].District}, x.remark)
	}
	return nil
}

// differs is the first field in which the row and the stay are not the same, with what it is now; empty when there is none.
func (x stayThere) differs(r stay.TenancyRow) (key, is string) {
	last, units := r.Contract.LastDay(), strings.Fields(r.Units)
	slices.Sort(x.units)
	slices.Sort(units)
	for _, c := range []struct {
		key, is string
		differs bool
	}{
		{"name", r.Name, x.name != "" && x.name != identity.PlainName(r.Name)},
		{"units", r.Units, len(x.units) > 0 && !slices.Equal(x.units, units)},
		{"signed", r.Signed.String(), !x.signed.IsZero() && x.signed != r.Signed},
		{"until", last.String(), !x.until.IsZero() && x.until != last},
	} {
		if c.differs {
			return c.key, cmp.Or(c.is, "空")
		}
	}
	return "", ""
}
