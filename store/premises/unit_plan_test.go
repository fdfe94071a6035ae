package premises

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
)

// TestUnitListPlans: no list query reads the whole table, and none but a narrow filter or several orders sorts.
func TestUnitListPlans(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	for filter := range Meets {
		for column, order := range unitOrders {
			l, err := newUnitList(t.Context(), o.Read, engine.Actor{}, engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: column, Desc: true}}})
			if err != nil {
				t.Fatal(err)
			}
			plan := o.Plan(t, l.countSQL(), l.args...)
			if !strings.Contains(plan, "USING COVERING INDEX "+l.index()) {
				t.Errorf("count of %q: %s", filter, plan)
			}
			for how, want := range map[reach]string{walk: order.index, pick: "unit_find", seek: l.index()} {
				if want == "" {
					continue
				}
				b := engine.Binder{Args: slices.Clone(l.args)}
				place := append(make([]any, len(order.exprs)), "X")
				query := l.windowSQL(how, l.beyond(&b, how, place, true), false, 200, 0)
				plan := o.Plan(t, query, b.Args...)
				if !strings.Contains(plan, "INDEX "+want) || strings.Contains(plan, "SCAN u;") || !strings.Contains(plan, "unit_spell_open") {
					t.Errorf("%q by %s, reach %d: %s", filter, column, how, plan)
				}
				inner, _, _ := strings.Cut(plan, "SCAN page;")
				if how == walk && strings.Contains(inner, "TEMP B-TREE") {
					t.Errorf("%q by %s sorts: %s", filter, column, plan)
				}
			}
		}
	}
}

// Meets is the meaning of the filters of the test, in plain code.
var Meets = map[string]func(u UnitRow) bool{
	"":         func(UnitRow) bool { return true },
	"jsq":      func(u UnitRow) bool { return u.District == "尖山区" },
	"南市":       func(u UnitRow) bool { return u.Community == "南市区" },
	"nsq":      func(u UnitRow) bool { return u.Community == "南市区" },
	"caj":      func(u UnitRow) bool { return u.Community == "长安居住区" },
	"NSQ-03":   func(u UnitRow) bool { return strings.Contains(u.Number, "NSQ-03") },
	"nsq-03-1": func(u UnitRow) bool { return strings.Contains(u.Number, "NSQ-03-1") },
	"闲置":       func(u UnitRow) bool { return u.State == allocation.UnitVacant },
	"三相电":      func(u UnitRow) bool { return slices.Contains(u.Tags, "三相电") },
	"博爱园,安悦":   func(u UnitRow) bool { return u.Community == "博爱园" || u.Community == "安悦小区" },
	"来源:棚改":    func(u UnitRow) bool { return u.Source == allocation.SourceRenewal },
	"来源:沉治":    func(u UnitRow) bool { return u.Source == allocation.SourceSubsidence },
	"权证号:双房权 坐落:平行路": func(u UnitRow) bool {
		return strings.Contains(u.Certificate, "双房权") && strings.Contains(u.Address, "平行路")
	},
	"状态:闲置":         func(u UnitRow) bool { return u.State == allocation.UnitVacant },
	"-状态:闲置":        func(u UnitRow) bool { return u.State != allocation.UnitVacant },
	"状态:闲置 面积:>100": func(u UnitRow) bool { return u.State == allocation.UnitVacant && u.Area > 10000 },
	"面积:80-120 层:1": func(u UnitRow) bool { return u.Area >= 8000 && u.Area <= 12000 && u.Floor == 1 },
	"区:尖山 小区:南市区 楼栋:3号楼": func(u UnitRow) bool {
		return u.District == "尖山区" && u.Community == "南市区" && u.Building == "3号楼"
	},
	"楼栋:3 层:2": func(u UnitRow) bool { return u.Building == "3号楼" && u.Floor == 2 },
	"区:全市在建":   func(u UnitRow) bool { return u.District == "" },
	"特点:转角 状态:闲置,使用中": func(u UnitRow) bool {
		return slices.Contains(u.Tags, "转角") && (u.State == allocation.UnitVacant || u.State == allocation.UnitOccupied)
	},
	"示例:否 位:>10": func(u UnitRow) bool { return !u.Sample && u.Bay > 10 },
	"编号:LD-BAY 收回": func(u UnitRow) bool {
		return strings.Contains(u.Number, "LD-BAY") && u.State == allocation.UnitRecovering
	},
	"北苑 燃气": func(u UnitRow) bool {
		return strings.HasPrefix(u.Community, "北苑") && slices.Contains(u.Tags, "燃气")
	},
	"没有这样的": func(UnitRow) bool { return false },
	"100%":  func(UnitRow) bool { return false },
}

// TestUnitTreePlans: every level of the tree is counted in an index alone.
func TestUnitTreePlans(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	for query, want := range map[string]string{
		sqlDistrictTallies:  "COVERING INDEX unit_tally",
		sqlCommunityTallies: "COVERING INDEX unit_place",
		sqlBuildingTallies:  "SEARCH u USING COVERING INDEX unit_place (community=? AND district=?)",
	} {
		if plan := o.Plan(t, query, "宝山区", "安悦小区"); !strings.Contains(plan, want) {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}
