package walk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

var day = civil.MustParse("2021-03-15")

// TestDifferences holds what was seen against the ledger.
func TestDifferences(t *testing.T) {
	used := Line{Ledger: allocation.UnitOccupied, Tenancy: 1, Tenant: "北方家政", Opened: true}
	waits := used
	waits.Opened = false
	free := Line{Ledger: allocation.UnitVacant}
	for _, c := range []struct {
		line   Line
		seen   Seen
		clause string
	}{
		{used, SeenOpen, ""},
		{used, SeenShut, "四(五)"},
		{used, SeenOther, "四(五)3"},
		{used, SeenEmpty, "四(五)"},
		{waits, SeenOpen, "三.3"},
		{waits, SeenShut, ""},
		{waits, SeenOther, "四(五)3"},
		{waits, SeenEmpty, ""},
		{free, SeenOpen, "一"},
		{free, SeenShut, ""},
		{free, SeenOther, "一"},
		{free, SeenEmpty, ""},
	} {
		c.line.Seen = c.seen
		if c.line.Clause() != c.clause || (c.line.Difference() == "") != (c.clause == "") {
			t.Errorf("%s seen %s: %q, clause %q", c.line.LedgerWords(), c.seen.Title(), c.line.Difference(), c.line.Clause())
		}
	}
	if used.Difference() != "" {
		t.Error("a difference before anybody looked")
	}
}

// TestSee refuses what cannot have been seen.
func TestSee(t *testing.T) {
	good := Look{SeenShut, day, "赵、 钱，赵", " 铁门锁着 "}
	for _, c := range []struct {
		change func(*Look)
		want   error
	}{
		{func(*Look) {}, nil},
		{func(x *Look) { x.Seen = "closed" }, ErrSeen},
		{func(x *Look) { x.Seen = "" }, ErrSeen},
		{func(x *Look) { x.Day = day.AddDays(1) }, ErrSeenDay},
		{func(x *Look) { x.Day = day.AddDays(-6) }, ErrSeenDay},
		{func(x *Look) { x.By = " 、" }, ErrInspectors},
	} {
		x, l := good, Line{Number: "JS-1"}
		c.change(&x)
		err := l.See(x, day.AddDays(-5), day)
		if !errors.Is(err, c.want) || c.want == nil && (l.SeenBy != "赵、钱" || l.Note != "铁门锁着") {
			t.Errorf("%+v: %v, %+v", x, err, l)
		}
	}
}

// TestLife: a list ends when every unit was seen, or is cancelled with a reason; nothing follows.
func TestLife(t *testing.T) {
	w := Walk{State: Open}
	if err := w.Complete(1, day); !errors.Is(err, ErrUnseen) {
		t.Error(err)
	}
	if err := w.Complete(0, day); err != nil || w.State != Done || w.Done != day {
		t.Error(err, w.State)
	}
	for _, err := range []error{w.Complete(0, day), w.MaySee(), w.Cancel("重复", day), w.MayDeclare()} {
		if !errors.Is(err, ErrMove) {
			t.Error(err)
		}
	}
	w = Walk{State: Frozen}
	if err := w.Cancel(" ", day); !errors.Is(err, ErrReason) {
		t.Error(err)
	}
	if err := w.Cancel("重复", day); err != nil || w.State != Cancelled {
		t.Error(err)
	}
}

func shops(n int) (out []Line) {
	for i := range n {
		out = append(out, Line{Position: i + 1, Number: fmt.Sprintf("JS-%02d", i+1), Ledger: allocation.UnitOccupied, Tenancy: int64(i + 1), Applicant: int64(i + 1), Tenant: "户"})
	}
	return out
}

var people = []Person{{1, "赵"}, {2, "钱"}, {3, "孙"}, {4, "李"}}

// TestDrawIsReproducible: the same list and seed draw the same shops and pairs whatever the order of the list; another seed draws others.
func TestDrawIsReproducible(t *testing.T) {
	first, err := Draw("福彩 2021030 期 03", shops(20), people, nil, 5)
	if err != nil {
		t.Fatal(err)
	}
	turned := shops(20)
	slices.Reverse(turned)
	again, err := Draw(" 福彩　2021030 期 03 ", turned, []Person{people[3], people[1], people[0], people[2]}, nil, 5)
	if err != nil {
		t.Fatal(err)
	}
	other, err := Draw("福彩 2021031 期 07", shops(20), people, nil, 5)
	if err != nil {
		t.Fatal(err)
	}
	if drawn(first) != drawn(again) || drawn(first) == drawn(other) || strings.Count(drawn(first), "\n") != 5 {
		t.Errorf("%s\n%s\n%s", drawn(first), drawn(again), drawn(other))
	}
	for _, number := range []string{"JS-04", "JS-06", "JS-10", "JS-15", "JS-16"} { // by sha256sum over the same texts
		if !strings.Contains(drawn(first), number+" ") {
			t.Errorf("%s is not drawn:\n%s", number, drawn(first))
		}
	}
	a, b := Digest(shops(20), people, nil, 5), Digest(turned, people, nil, 5)
	if a != b || a == Digest(shops(20), people, nil, 6) || a == Digest(shops(20), people, []Bar{{1, 1, ""}}, 5) || a == Digest(shops(19), people, nil, 5) {
		t.Error("the digest does not follow the list")
	}
}

func drawn(lines []Line) string {
	var b strings.Builder
	for _, l := range inOrder(lines) {
		if l.Drawn {
			fmt.Fprintf(&b, "%s %s\n", l.Number, l.Inspectors)
		}
	}
	return b.String()
}

// TestWhoKeepsAway: nobody is drawn for a shop that he keeps away from; with fewer than two left the draw is refused and names it.
func TestWhoKeepsAway(t *testing.T) {
	bars := []Bar{{1, 7, "亲属"}, {2, 7, "经办"}}
	for n := range 40 {
		lines, err := Draw(fmt.Sprintf("种子 %d", n), shops(10), people, bars, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			names := strings.Split(l.Inspectors, "、")
			if len(names) != 2 || names[0] == names[1] {
				t.Fatalf("%s: %s", l.Number, l.Inspectors)
			}
			if l.Applicant == 7 && (slices.Contains(names, "赵") || slices.Contains(names, "钱")) {
				t.Fatalf("%s goes to %s", l.Inspectors, l.Number)
			}
		}
	}
	if _, err := Draw("种子", shops(10), people, append(bars, Bar{3, 7, "同住"}), 10); !errors.Is(err, ErrBarred) || !strings.Contains(err.Error(), "JS-07") {
		t.Error(err)
	}
	for _, c := range []struct {
		seed   string
		people []Person
		wanted int
		want   error
	}{{"", people, 1, ErrSeed}, {strings.Repeat("长", 201), people, 1, ErrSeed}, {"种", people[:1], 1, ErrFewPeople}, {"种", people, 0, ErrWanted}, {"种", people, 11, ErrWanted}} {
		if _, err := Draw(c.seed, shops(10), c.people, nil, c.wanted); !errors.Is(err, c.want) {
			t.Errorf("%v, not %v", err, c.want)
		}
	}
}
