package desk

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/takeover/unit"
)

// Misfit is something in what an office brought in that does not fit together, and where it is mended.
type Misfit struct {
	Key    string // stable
	Title  string
	Count  int    // 0: it is not counted
	Which  string // the first of them by name
	Do     string // the way on
	Noun   allocation.Noun
	Filter string // of its list
}

// named are the most names that stand in a line.
const named = 3

// which names the first of several.
func which(names []string) string {
	if len(names) > named {
		return strings.Join(names[:named], "、") + " 等"
	}
	return strings.Join(names, "、")
}

// misfits looks at what fits together (接入 > 核对), what weighs most first.
func (a movingAsk) misfits() (out []Misfit, err error) {
	for _, part := range []func() ([]Misfit, error){a.people, a.ofUnits, a.ofStays, a.ofPrices, a.ofMoney, a.published} {
		got, err := part()
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

// people are the parts of the work that nobody has, and decisions that would have one pair of hands.
func (a movingAsk) people() (out []Misfit, err error) {
	have, all, err := a.roles()
	for _, r := range needed {
		if have[r] == 0 {
			out = append(out, Misfit{
				Key: "role." + string(r), Title: "没有" + r.Title() + "的账号", Do: "在 系统 > 账号 新增，或给现有的账号加上这个岗位",
				Noun: allocation.NounSystem, Filter: say.Account,
			})
		}
	}
	if all < 2 {
		out = append(out, Misfit{
			Key: "second", Title: "只有一个人有账号", Do: "提出和确认要两个人，请给第二个人开账号",
			Noun: allocation.NounSystem, Filter: say.Account,
		})
	}
	return out, err
}

// misfit is one that is a list of names.
func (a movingAsk) misfit(m Misfit, query string, args ...any) ([]Misfit, error) {
	names, err := engine.All(a.ctx, a.q, engine.ScanOne[string], query, args...)
	if err != nil || len(names) == 0 {
		return nil, err
	}
	m.Count, m.Which = len(names), which(names)
	return []Misfit{m}, nil
}

// ofUnits are units that the ledger has in use and nobody here has, and samples among the office's own.
func (a movingAsk) ofUnits() ([]Misfit, error) {
	used, err := a.misfit(Misfit{
		Key: "unit.used", Title: "台账写使用中，没有入驻", Do: "导入在租合同；已经空出来的在 房源 > 恢复", Noun: allocation.NounUnit,
		Filter: stateFilter(allocation.UnitWithdrawn, allocation.UnitOccupied),
	}, `SELECT u.number FROM unit u WHERE u.district IN (SELECT value FROM json_each($1)) AND u.state IN ('withdrawn', 'occupied')
		AND (u.state = 'occupied' OR EXISTS (SELECT 1 FROM takeover_used k WHERE k.unit_id = u.id))
		AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.unit_id = u.id AND h.to_day IS NULL) ORDER BY u.number`, list(a.districts))
	if err != nil {
		return nil, err
	}
	sample, err := a.misfit(Misfit{
		Key: "unit.sample", Title: "本区台账里还有示例明细", Do: "办过业务的示例没有停用：核对后在台账里写上同一编号再导入", Noun: allocation.NounUnit,
	}, `SELECT u.number FROM unit u WHERE u.sample = 1 AND u.state <> 'closed' AND u.district IN (SELECT d.district FROM takeover_district d
		JOIN takeover k ON k.id = d.takeover_id AND k.undone_day IS NULL) AND u.district IN (SELECT value FROM json_each($1)) ORDER BY u.number`, list(a.districts))
	return append(used, sample...), err
}

// living is the condition of a stay that runs.
const living = `t.state IN ('signed', 'handed', 'open', 'leaving') AND t.district IN (SELECT value FROM json_each($1))`

// ofStays are stays that lack what their clock, their bills or their assessment rest on.
func (a movingAsk) ofStays() (out []Misfit, err error) {
	for _, m := range []struct {
		Misfit
		query string
	}{
		{Misfit{
			Key: "stay.over", Title: "合同已到期，没有续签", Do: "在 入驻 续签，或办理退出；到期后按市场价全额计费", Noun: allocation.NounTenancy,
			Filter: say.Contract + ":" + allocation.ContractHoldover.Title(),
		}, `SELECT p.name FROM tenancy t JOIN contract c ON c.tenancy_id = t.id AND c.state = 'running' AND c.to_day <= $2 JOIN applicant p ON p.id = t.applicant_id
			WHERE ` + living + ` ORDER BY t.id`},
		{Misfit{Key: "stay.identity", Title: "承租人没有证件号", Do: "查不出重复申请和迁入企业：在主体上更正，补上证件号", Noun: allocation.NounTenancy}, `SELECT p.name FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
			WHERE ` + living + ` AND $2 <> '' AND NOT EXISTS (SELECT 1 FROM party y WHERE y.applicant_id = p.id AND y.identity <> '') ORDER BY t.id`},
		{Misfit{Key: "stay.meter", Title: "水表没有读数", Do: "导入或登记底数，不然出不了水费账单", Noun: allocation.NounMeter}, `SELECT u.number FROM tenancy t JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id
			AND h.to_day IS NULL JOIN unit u ON u.id = h.unit_id WHERE ` + living + ` AND $2 <> '' AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.unit_id = u.id) ORDER BY u.number`},
	} {
		got, err := a.misfit(m.Misfit, m.query, list(a.districts), a.today)
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

// ofPrices are years of running stays for which a fee has no price: their bills and what they are spared wait for it.
func (a movingAsk) ofPrices() (out []Misfit, err error) {
	for _, fee := range byArea {
		f := charge.Fee(fee)
		got, err := a.misfit(Misfit{
			Key: "price." + fee, Title: f.Title() + " 有年度没有价格", Do: "导入或登记当年的市场价格；没有价格的月份账单和减免额都是待公布", Noun: allocation.NounPrice,
		}, `WITH RECURSIVE place (district, community, floor, first) AS (
				SELECT u.district, u.community, CAST(u.floor AS TEXT), min(CAST(substr(t.signed_day, 1, 4) AS INTEGER)) FROM tenancy t
				JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL JOIN unit u ON u.id = h.unit_id WHERE `+living+` GROUP BY 1, 2, 3),
			years (year) AS (SELECT min(first) FROM place UNION ALL SELECT year + 1 FROM years WHERE year < $2)
			SELECT y.year || ' 年' FROM years y WHERE EXISTS (SELECT 1 FROM place l WHERE l.first <= y.year AND NOT EXISTS (SELECT 1 FROM price p
				WHERE p.fee = $3 AND p.year = y.year AND p.voided_day IS NULL AND p.fen IS NOT NULL AND p.district IN ('', l.district) AND p.community IN ('', l.community)
				AND p.floor IN ('', l.floor))) ORDER BY y.year`, list(a.districts), a.today.Year()-map[bool]int{true: 1}[f == charge.FeeHeating], fee)
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

// ofMoney are payments of stays that have no bill.
func (a movingAsk) ofMoney() ([]Misfit, error) {
	return a.misfit(Misfit{Key: "payment.bill", Title: "有缴费，没有账单", Do: "在 费用 > 出账 出账单，钱就冲到账单上；多出来的是余额", Noun: allocation.NounBill},
		`SELECT p.name FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE `+living+`
		AND EXISTS (SELECT 1 FROM payment m WHERE m.tenancy_id = t.id) AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.tenancy_id = t.id) ORDER BY t.id`, list(a.districts))
}

// published compares how many finished units a district has with what the policy says (一).
func (a movingAsk) published() (out []Misfit, err error) {
	type tally struct {
		district string
		units    int
	}
	list, err := engine.All(a.ctx, a.q, func(r engine.Scanner) (t tally, err error) {
		err = r.Scan(&t.district, &t.units)
		return t, err
	}, `SELECT d.value, (SELECT count(*) FROM unit u WHERE u.district = d.value AND u.state NOT IN ('building', 'closed')) FROM json_each($1) d`, list(a.districts))
	for _, t := range list {
		if most := unit.Published(t.district); t.units > 0 && most > 0 && t.units != most {
			out = append(out, Misfit{
				Key: "published." + t.district, Title: t.district + "套数与文件一公布的不同", Which: fmt.Sprintf("现有 %d 套，公布已建成 %d 套", t.units, most),
				Do: "核对台账是不是全；拆分、合并、移交以后不同是正常的", Noun: allocation.NounUnit, Filter: engine.TextFieldDistrict + ":" + t.district,
			})
		}
	}
	return out, err
}
