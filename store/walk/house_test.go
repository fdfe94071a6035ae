package walk_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/allocation/walk"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	store "penggai/store/walk"
	"penggai/store/watch/watchtest"
)

// office is that of watchtest with three units of which the first has a tenant that opened.
type office struct {
	watchtest.Office
	store.Room
}

func newOffice(t *testing.T) office {
	t.Helper()
	o := watchtest.New(t, 4)
	o.SettledIn(t)
	return office{o, store.Of(o.Store)}
}

// ids are the lines of a list.
func (o office) detail(t *testing.T, id int64) store.Detail {
	t.Helper()
	d, err := o.Walk(t.Context(), o.As(t, allocation.Manager), id)
	enginetest.OK(t, err)
	return d
}

// TestNounsAreWhole holds both nouns against the database.
func TestNounsAreWhole(t *testing.T) {
	o := newOffice(t)
	enginetest.CheckNoun(t, o.Store, store.Noun)
	enginetest.CheckRecord(t, o.Store, store.LineNoun)
}

// TestWalkByBuilding: every unit of a community is listed with what the ledger says, seen many at a time, and what differs becomes findings
// when a supervisor completes the list.
func TestWalkByBuilding(t *testing.T) {
	o := newOffice(t)
	by := o.As(t, allocation.Supervisor)
	_, _, err := o.ListWalk(t.Context(), by, store.Plan{District: "尖山区"})
	enginetest.Refused(t, "nobody goes", err, walk.ErrInspectors)
	_, _, err = o.ListWalk(t.Context(), by, store.Plan{District: "尖山区", Community: "无此小区", Inspectors: "赵"})
	enginetest.Refused(t, "nothing to see", err, walk.ErrEmpty)
	id, number, err := o.ListWalk(t.Context(), by, store.Plan{District: "尖山区", Inspectors: "赵 钱"})
	enginetest.OK(t, err)
	d := o.detail(t, id)
	if number != "HC-JS-2021-0001" || len(d.Lines) != 4 || d.Units != 4 || d.Inspectors != "赵、钱" || d.State != walk.Open {
		t.Fatalf("%s: %+v", number, d)
	}
	used := slices.IndexFunc(d.Lines, func(l store.LineRow) bool { return l.Used() })
	if used < 0 || !d.Lines[used].Opened || !strings.HasPrefix(d.Lines[used].LedgerWords(), "使用中 ") {
		t.Fatalf("the ledger says %v", d.Lines)
	}
	var all []int64
	for _, l := range d.Lines {
		all = append(all, l.ID)
	}
	_, err = o.CompleteWalk(t.Context(), by, id, d.Version, store.Completion{})
	enginetest.Refused(t, "unseen", err, walk.ErrUnseen)
	o.Clock.Day = o.Clock.Day.AddDays(2)
	enginetest.Refused(t, "tomorrow", o.SeeWalk(t.Context(), by, id, all, walk.Look{Seen: walk.SeenShut, Day: o.Clock.Day.AddDays(1)}), walk.ErrSeenDay)
	enginetest.OK(t, o.SeeWalk(t.Context(), by, id, all, walk.Look{Seen: walk.SeenShut, Day: o.Clock.Day}))
	if got := o.detail(t, id); got.SeenAll != 4 || got.Differs != 1 || got.Lines[used].SeenBy != "赵、钱" || got.Lines[used].Difference() == "" {
		t.Fatalf("%+v", got)
	}
	enginetest.OK(t, o.SeeWalk(t.Context(), by, id, all[used:used+1], walk.Look{Seen: walk.SeenOther, Day: o.Clock.Day, By: "赵", Note: "招牌已换"}))
	d = o.detail(t, id)
	_, err = o.CompleteWalk(t.Context(), o.As(t, allocation.Manager), id, d.Version, store.Completion{Raise: true})
	enginetest.Refused(t, "who may not raise findings", err, engine.ErrNotAllowed)
	numbers, err := o.CompleteWalk(t.Context(), by, id, d.Version, store.Completion{Raise: true, Body: "市棚改办", AnswerBy: o.Clock.Day.AddDays(15)})
	enginetest.OK(t, err)
	d = o.detail(t, id)
	if len(numbers) != 1 || d.State != walk.Done || d.Lines[used].FindingNumber != numbers[0] {
		t.Fatalf("%v, %+v", numbers, d.Lines[used])
	}
	f, err := o.Finding(t.Context(), by, d.Lines[used].Finding)
	enginetest.OK(t, err)
	if f.Clause != "四(五)3" || f.Noun != oversight.FindingTenancy || !strings.Contains(f.Text, "招牌已换") || !strings.Contains(f.Text, number) {
		t.Errorf("%+v", f)
	}
	enginetest.Refused(t, "completed", o.SeeWalk(t.Context(), by, id, all, walk.Look{Seen: walk.SeenShut, Day: o.Clock.Day}), walk.ErrMove)
	seen, err := o.SeenAt(t.Context(), by, d.Lines[used].Unit)
	enginetest.OK(t, err)
	if len(seen) != 1 || seen[0].Seen != walk.SeenOther || seen[0].WalkNumber != number {
		t.Errorf("the unit was seen %v", seen)
	}
	_, err = o.WalkLine(t.Context(), o.AsOf(t, allocation.Manager, "宝山区"), all[0])
	enginetest.Refused(t, "another district", err, engine.ErrOtherDistrict)
	o.Verified(t)
}

// TestWalkByLot: the list is frozen before lots are drawn; who handled the tenant or said so is not drawn for it; seed and list are kept and
// draw the same again; nothing is drawn twice.
func TestWalkByLot(t *testing.T) {
	o := newOffice(t)
	by := o.As(t, allocation.Supervisor)
	var people []int64
	for _, name := range []string{"jian1", "jian2", "jian3"} {
		people = append(people, o.Named(t, name, allocation.Manager, "尖山区").ID)
	}
	handled := o.As(t, allocation.Manager).ID
	_, _, err := o.FreezeWalk(t.Context(), by, store.Plan{District: "尖山区", People: people[:1], Wanted: 1})
	enginetest.Refused(t, "one inspector", err, walk.ErrFewPeople)
	_, _, err = o.FreezeWalk(t.Context(), by, store.Plan{District: "尖山区", People: people, Wanted: 9})
	enginetest.Refused(t, "more than there are", err, walk.ErrWanted)
	id, _, err := o.FreezeWalk(t.Context(), by, store.Plan{District: "尖山区", Used: true, People: append(people, handled), Wanted: 1})
	enginetest.OK(t, err)
	d := o.detail(t, id)
	if d.State != walk.Frozen || len(d.Lines) != 1 || len(d.Bars) != 1 || d.Bars[0].Account != handled || len(d.Digest) != 64 {
		t.Fatalf("%+v", d)
	}
	enginetest.Refused(t, "nothing is drawn yet", o.SeeWalk(t.Context(), by, id, []int64{d.Lines[0].ID}, walk.Look{Seen: walk.SeenShut, Day: o.Clock.Day}), walk.ErrMove)
	enginetest.OK(t, o.Declare(t.Context(), by, id, d.Version, people[0], d.Lines[0].Applicant, "亲属"))
	again := o.detail(t, id)
	if len(again.Bars) != 2 || again.Digest == d.Digest {
		t.Fatalf("declared: %+v", again.Bars)
	}
	enginetest.Refused(t, "an old list", o.DrawWalk(t.Context(), by, id, d.Version, "福彩 2021030"), engine.ErrStale)
	enginetest.Refused(t, "no seed", o.DrawWalk(t.Context(), by, id, again.Version, " "), walk.ErrSeed)
	enginetest.OK(t, o.DrawWalk(t.Context(), by, id, again.Version, "福彩　2021030 期 03"))
	d = o.detail(t, id)
	if d.State != walk.Open || d.Seed != "福彩 2021030 期 03" || len(d.Lines) != 1 || len(strings.Split(d.Lines[0].Inspectors, "、")) != 2 {
		t.Fatalf("%+v", d)
	}
	lines := []walk.Line{d.Lines[0].Line}
	drawn, err := walk.Draw(d.Seed, lines, d.People, d.Bars, d.Wanted)
	enginetest.OK(t, err)
	if drawn[0].Inspectors != d.Lines[0].Inspectors || walk.Digest(lines, d.People, d.Bars, d.Wanted) != d.Digest {
		t.Error("drawn anew it is another")
	}
	if err := o.DrawWalk(t.Context(), by, id, d.Version, "另一个"); !errors.Is(err, walk.ErrMove) {
		t.Errorf("drawn twice: %v", err)
	}
	enginetest.OK(t, o.CancelWalk(t.Context(), by, id, d.Version, "改期"))
	// what was declared holds for the next list as well
	id, _, err = o.FreezeWalk(t.Context(), by, store.Plan{District: "尖山区", Used: true, People: people, Wanted: 1})
	enginetest.OK(t, err)
	if d := o.detail(t, id); len(d.Bars) != 1 || !strings.Contains(d.Bars[0].Reason, "亲属") {
		t.Errorf("%+v", d.Bars)
	}
}
