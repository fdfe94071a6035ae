package premises_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
	"penggai/store/premises/premisestest"
)

// complete hands units of the pool over to 博爱园-like places: the first community of the district.
func complete(t testing.TB, o premisestest.Office, by engine.Actor, numbers []string, district string) error {
	t.Helper()
	h := premises.HandOver{HandOver: estate.HandOver{Change: paper(o.Clock.Day), District: district, Community: "安悦小区", First: 40}}
	for _, n := range numbers {
		u := o.UnitOf(t, n)
		h.Units = append(h.Units, premises.Seen{ID: u.ID, Version: u.Version})
	}
	_, err := o.CompleteUnits(t.Context(), by, h)
	return err
}

func paper(day civil.Date) estate.Change {
	return estate.Change{Day: day, Document: "双国资〔2021〕3号"}
}

// numbers are those of the units that a filter leaves.
func numbers(t testing.TB, o premisestest.Office, filter string) string {
	t.Helper()
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Filter: filter})
	enginetest.OK(t, err)
	var out []string
	for _, u := range page.Rows {
		out = append(out, u.Number)
	}
	return strings.Join(out, " ")
}

// image is all that stands of the premises, to see that taking back leaves nothing behind.
func image(t testing.TB, o premisestest.Office) string {
	t.Helper()
	var all []string
	for _, q := range []string{
		`SELECT id || number || district || community || building || floor || bay || area_dm2 || tags || state || sample || coalesce(expected, '') || source || usage || certificate || address || former || door || photo FROM unit ORDER BY id`,
		`SELECT unit_id || from_day || area_dm2 || basis FROM unit_area ORDER BY unit_id, from_day`,
		`SELECT unit_id || from_day || coalesce(to_day, '') || state || district FROM unit_spell ORDER BY unit_id, from_day`,
	} {
		rows, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], q)
		enginetest.OK(t, err)
		all = append(all, rows...)
	}
	return strings.Join(all, "\n")
}

func TestAddUnit(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	before := image(t, o)
	u := allocation.Unit{
		District: "尖山区", Community: "南市区", Building: "3号楼", Floor: 1, Bay: 40, Area: 8850, Tags: []string{"临街"},
		Source: allocation.SourceSubsidence, Usage: "商业服务", Certificate: "双房权证 77", Address: "平行路 5 号", Door: "临街 3 门", Photo: "a.jpg",
	}
	row, err := o.AddUnit(t.Context(), m, u, paper(enginetest.Day("2021-03-01")))
	enginetest.OK(t, err)
	if row.Number != "JS-NSQ-03-1-40" || row.State != allocation.UnitVacant || row.Sample {
		t.Errorf("%+v", row)
	}
	got := o.UnitOf(t, row.Number)
	if got.Source != allocation.SourceSubsidence || got.Door != "临街 3 门" || got.Since.String() != "2021-03-01" || got.Photo != "a.jpg" {
		t.Errorf("%+v", got)
	}
	for name, c := range map[string]struct {
		change func(*allocation.Unit, *estate.Change)
		want   error
	}{
		"an unknown community":   {func(u *allocation.Unit, _ *estate.Change) { u.Community = "新小区" }, estate.ErrCommunity},
		"a place that is taken":  {func(*allocation.Unit, *estate.Change) {}, premises.ErrBayHad},
		"a number that is taken": {func(u *allocation.Unit, _ *estate.Change) { u.Number, u.Bay = row.Number, 0 }, estate.ErrNumberHad},
		"no paper":               {func(_ *allocation.Unit, c *estate.Change) { c.Document = " " }, estate.ErrDocument},
		"a day to come":          {func(_ *allocation.Unit, c *estate.Change) { c.Day = o.Clock.Day.AddDays(1) }, estate.ErrDay},
		"no area":                {func(u *allocation.Unit, _ *estate.Change) { u.Area = 0 }, estate.ErrArea},
		"another district":       {func(u *allocation.Unit, _ *estate.Change) { u.District = "岭东区" }, engine.ErrOtherDistrict},
	} {
		v, p := u, paper(o.Clock.Day)
		c.change(&v, &p)
		if _, err := o.AddUnit(t.Context(), m, v, p); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	enginetest.OK(t, o.AddCommunity(t.Context(), m, estate.Community{District: "尖山区", Name: "新小区"}, "命名批复 5 号"))
	if err := o.AddCommunity(t.Context(), m, estate.Community{District: "尖山区", Name: "新小区"}, "再来"); !errors.Is(err, premises.ErrCommunityHad) {
		t.Errorf("the same community: %v", err)
	}
	u.Community, u.Bay = "新小区", 0
	second, err := o.AddUnit(t.Context(), m, u, paper(o.Clock.Day))
	if err != nil || second.Number != "JS-XXQ-03-1-51" {
		t.Errorf("%s %v", second.Number, err)
	}
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{second.ID}, "录错"))
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{row.ID}, "录错"))
	if image(t, o) != before {
		t.Error("taking back leaves something")
	}
}

// TestRenumber: the old number finds the unit in every way; it is nobody else's any more.
func TestRenumber(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	u := o.UnitOf(t, "JS-NSQ-01-1-03")
	before := image(t, o)
	n, err := o.RenumberUnit(t.Context(), m, u.ID, u.Version, "js-nsq-01-1-88", paper(o.Clock.Day))
	if err != nil || n != "JS-NSQ-01-1-88" {
		t.Fatal(n, err)
	}
	for _, filter := range []string{"JS-NSQ-01-1-03", "编号:JS-NSQ-01-1-03", "编号=JS-NSQ-01-1-03", "nsq-01-1-03", "JS-NSQ-01-1-88", "原编号:JS-NSQ-01-1-03"} {
		if got := numbers(t, o, filter); got != n {
			t.Errorf("%s finds %q", filter, got)
		}
	}
	if got := o.UnitOf(t, "JS-NSQ-01-1-03"); got.ID != u.ID {
		t.Errorf("%+v", got)
	}
	other := o.UnitOf(t, "JS-NSQ-01-1-04")
	for _, c := range []struct {
		number string
		want   error
	}{{"JS-NSQ-01-1-03", estate.ErrNumberHad}, {n, estate.ErrNumberHad}, {"三号", estate.ErrNumber}, {"JS-NSQ-01-1-04", estate.ErrNumber}} {
		if _, err := o.RenumberUnit(t.Context(), m, other.ID, other.Version, c.number, paper(o.Clock.Day)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.number, err)
		}
	}
	if _, err := o.RenumberUnit(t.Context(), m, u.ID, u.Version, "JS-NSQ-01-1-89", paper(o.Clock.Day)); !errors.Is(err, engine.ErrStale) {
		t.Errorf("stale: %v", err)
	}
	h, err := o.UnitHistory(t.Context(), m, u.ID)
	if err != nil || len(h.Changes) != 1 || h.Changes[0].Number != "FY-JS-2021-0001" || h.Changes[0].Lines[0].Text() != "编号 JS-NSQ-01-1-03 -> JS-NSQ-01-1-88" {
		t.Errorf("%+v %v", h.Changes, err)
	}
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{u.ID}, "文件作废"))
	if image(t, o) != before {
		t.Error("taking back leaves something")
	}
}

// TestSplitAndMerge: what is split or merged is closed and still found; figures of a day before count it, those behind what it became.
func TestSplitAndMerge(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	before := image(t, o)
	area := func() string {
		page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Limit: 1})
		enginetest.OK(t, err)
		return fmt.Sprint(page.Total, page.Sums["area_dm2"])
	}
	all := area()
	u := o.UnitOf(t, "JS-NSQ-01-1-03")
	c := paper(o.Clock.Day)
	parts := []estate.Part{{Bay: 3, Area: u.Area / 2}, {Area: u.Area - u.Area/2}}
	made, err := o.SplitUnit(t.Context(), m, premises.Seen{ID: u.ID, Version: u.Version}, parts, c)
	enginetest.OK(t, err)
	if len(made) != 2 || made[0].Number != "JS-NSQ-01-1-03-1" || made[1].Number != "JS-NSQ-01-1-03-2" || made[1].State != allocation.UnitVacant {
		t.Fatalf("%+v", made)
	}
	if got := numbers(t, o, "NSQ-01-1-03"); got != "JS-NSQ-01-1-03-1 JS-NSQ-01-1-03-2" {
		t.Errorf("live ones: %s", got)
	}
	if got := numbers(t, o, "JS-NSQ-01-1-03"); !strings.HasPrefix(got, "JS-NSQ-01-1-03 ") {
		t.Errorf("by its whole number: %s", got)
	}
	if got := numbers(t, o, "状态:已注销"); got != "JS-NSQ-01-1-03" {
		t.Errorf("by state: %s", got)
	}
	closed := o.UnitOf(t, u.Number)
	h, err := o.UnitHistory(t.Context(), m, closed.ID)
	if err != nil || len(h.Changes) != 1 || len(h.Changes[0].Lines) != 3 {
		t.Errorf("lineage %+v %v", h.Changes, err)
	}
	if err := o.WithdrawUnits(t.Context(), m, []int64{closed.ID}, "漏水"); !errors.Is(err, allocation.ErrUnitMove) {
		t.Errorf("withdrawing what is closed: %v", err)
	}
	ledger, err := o.Ledger(t.Context(), engine.Actor{}, premises.LedgerQuery{Day: o.Clock.Day.AddDays(-1), Community: "南市区"})
	enginetest.OK(t, err)
	now, err := o.Ledger(t.Context(), engine.Actor{}, premises.LedgerQuery{Day: o.Clock.Day, Community: "南市区"})
	if err != nil || len(now) != len(ledger)+1 {
		t.Errorf("%d lines before, %d now: %v", len(ledger), len(now), err)
	}
	both := []premises.Seen{{ID: made[0].ID, Version: 1}, {ID: made[1].ID, Version: 1}}
	if _, err := o.MergeUnits(t.Context(), m, both, estate.Part{Bay: 3, Area: u.Area + 5}, c); !errors.Is(err, estate.ErrSum) {
		t.Errorf("areas that do not add up: %v", err)
	}
	c.Reason = "墙体拆除后实测"
	one, err := o.MergeUnits(t.Context(), m, both, estate.Part{Bay: 3, Area: u.Area + 5}, c)
	if err != nil || one.Number != "JS-NSQ-01-1-03-1-2" || one.Area != u.Area+5 {
		t.Fatalf("%+v %v", one, err)
	}
	if err := o.UndoChange(t.Context(), m, 1, "拆错"); !errors.Is(err, allocation.ErrUndoDepends) {
		t.Errorf("a split that a merger rests on: %v", err)
	}
	step, err := o.UnitUndo(t.Context(), m, one.ID)
	if err != nil || step.Why != nil || !strings.Contains(step.Title, "合并") {
		t.Errorf("%+v %v", step, err)
	}
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{one.ID}, "并错"))
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{closed.ID}, "拆错"))
	if image(t, o) != before || area() != all {
		t.Error("taking back leaves something")
	}
}

// TestRemakeRefuses: what somebody has goes through its round or its stay, and says so.
func TestRemakeRefuses(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	const n = "JS-NSQ-01-1-03"
	u := o.UnitOf(t, n)
	parts := []estate.Part{{Bay: 3, Area: 100}, {Area: u.Area - 100}}
	try := func() error {
		v := o.UnitOf(t, n)
		_, err := o.SplitUnit(t.Context(), m, premises.Seen{ID: v.ID, Version: v.Version}, parts, paper(o.Clock.Day))
		return err
	}
	move(t, o, n, allocation.UnitReserve, func(x *engine.Tx, id int64) error { return premises.PlaceHold(x, id, "round", 7) })
	if err := try(); !errors.Is(err, estate.ErrTaken) || !strings.Contains(err.Error(), "作废批次") {
		t.Errorf("reserved: %v", err)
	}
	if err := o.MeasureUnit(t.Context(), m, u.ID, u.Version+1, 100, o.Clock.Day, "实测"); !errors.Is(err, estate.ErrTaken) {
		t.Errorf("measuring what is locked: %v", err)
	}
	move(t, o, n, allocation.UnitOccupy, func(x *engine.Tx, id int64) error { return premises.PassHold(x, id, "round", 7, "tenancy", 3) })
	if err := try(); !errors.Is(err, estate.ErrTaken) || !strings.Contains(err.Error(), "换房") {
		t.Errorf("occupied: %v", err)
	}
}

func TestDescribeAndMeasure(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	u := o.UnitOf(t, "JS-NSQ-01-1-03")
	before := image(t, o)
	p := estate.Of(u.Unit())
	p.Certificate, p.Source, p.Tags = "双房权证 9", allocation.SourceSubsidence, []string{"临街", "三相电"}
	if err := o.DescribeUnit(t.Context(), m, u.ID, u.Version, p, estate.Change{Day: o.Clock.Day}); !errors.Is(err, estate.ErrDocument) {
		t.Errorf("a certificate without a paper: %v", err)
	}
	enginetest.OK(t, o.DescribeUnit(t.Context(), m, u.ID, u.Version, p, paper(o.Clock.Day)))
	if err := o.DescribeUnit(t.Context(), m, u.ID, u.Version+1, p, paper(o.Clock.Day)); !errors.Is(err, estate.ErrNothing) {
		t.Errorf("nothing changed: %v", err)
	}
	enginetest.OK(t, o.MeasureUnit(t.Context(), m, u.ID, u.Version+1, u.Area+30, enginetest.Day("2021-01-01"), "实测报告 12 号"))
	enginetest.OK(t, o.MeasureUnit(t.Context(), m, u.ID, u.Version+2, u.Area+40, enginetest.Day("2021-01-01"), "实测报告 12 号 更正"))
	for range 3 {
		enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{u.ID}, "撤销"))
	}
	if image(t, o) != before {
		t.Error("taking back leaves something")
	}
}

// TestCompletionHandsOver: many units of the pool at once, on a day in the past, with numbers by rule or from the list, and back.
func TestCompletionHandsOver(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	before := image(t, o)
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Filter: "区:全市在建"})
	enginetest.OK(t, err)
	if page.Total != 802 {
		t.Fatalf("%d units in the pool", page.Total)
	}
	h := premises.HandOver{HandOver: estate.HandOver{
		Change: estate.Change{Day: enginetest.Day("2017-11-20"), Document: "移交书 2017-3"}, District: "宝山", Community: "安悦小区", First: 11,
	}}
	var area quantity.Area
	for i, u := range page.Rows {
		h.Units = append(h.Units, premises.Seen{ID: u.ID, Version: u.Version})
		h.List = append(h.List, estate.Listed{Line: i + 2, Old: u.Number, Finished: estate.Finished{Area: u.Area + 7}})
		area += u.Area + 7
	}
	h.List[0].Number, h.List[0].Community, h.List[0].Building, h.List[0].Bay = "BS-X-1", "安吉B区", "99号楼", 7
	seen, err := o.PreviewHandOver(t.Context(), m, h)
	if err != nil || len(seen) != 802 || seen[0].After.Number != "BS-X-1" || image(t, o) != before {
		t.Fatal(len(seen), err)
	}
	number, err := o.CompleteUnits(t.Context(), m, h)
	if err != nil || number != "FY-BS-2021-0001" {
		t.Fatal(number, err)
	}
	after, err := o.Units(t.Context(), o.AsOf(t, allocation.Manager, "宝山区"), engine.ListQuery{Filter: "状态:闲置 示例:否"})
	if err != nil || after.Total != 802 || quantity.Area(after.Sums["area_dm2"]) != area {
		t.Errorf("%d units, %d: %v", after.Total, after.Sums["area_dm2"], err)
	}
	if got := numbers(t, o, page.Rows[0].Number); got != "BS-X-1" {
		t.Errorf("by the number in the pool: %s", got)
	}
	second := o.UnitOf(t, page.Rows[1].Number)
	if second.Building != "11号楼" || second.Number != "BS-AYX-11-1-02" || second.Since.String() != "2017-11-20" || second.Sample {
		t.Errorf("%+v", second)
	}
	ledger, err := o.Ledger(t.Context(), engine.Actor{}, premises.LedgerQuery{Day: enginetest.Day("2017-11-19"), Pool: true})
	if err != nil || len(ledger) != 802 {
		t.Errorf("%d in the pool the day before: %v", len(ledger), err)
	}
	enginetest.OK(t, o.WithdrawUnits(t.Context(), m, []int64{second.ID}, "漏水"))
	if err := o.UndoChange(t.Context(), m, 1, "移交书作废"); !errors.Is(err, allocation.ErrUndoDepends) || !strings.Contains(err.Error(), second.Number) {
		t.Errorf("while one is withdrawn since: %v", err)
	}
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{second.ID}, "未停用"))
	enginetest.OK(t, o.UndoUnits(t.Context(), m, []int64{page.Rows[5].ID}, "移交书作废"))
	if image(t, o) != before {
		t.Error("taking back leaves something")
	}
	h.List, h.Day = nil, enginetest.Day("2017-08-01")
	for i := range h.Units {
		h.Units[i].Version += 2
	}
	if _, err := o.CompleteUnits(t.Context(), m, h); !errors.Is(err, estate.ErrDay) {
		t.Errorf("before they were in the pool: %v", err)
	}
}
