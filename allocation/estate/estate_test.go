package estate

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

var today = civil.On(2021, 3, 15)

func free(string) bool { return false }

func TestNumberOf(t *testing.T) {
	c := Community{District: "尖山区", Name: "南市区", Letters: "NSQ"}
	had := map[string]bool{"JS-NSQ-03-1-05": true, "JS-NSQ-03-1-51": true}
	taken := func(n string) bool { return had[n] }
	for _, x := range []struct {
		building   string
		floor, bay int
		want       string
	}{
		{"3号楼", 1, 4, "JS-NSQ-03-1-04"},
		{"3号楼", 1, 5, "JS-NSQ-03-1-52"},
		{"3号楼", 1, 0, "JS-NSQ-03-1-52"},
		{"南楼", -1, 2, "JS-NSQ-NL-B1-02"},
		{"A12栋", 2, 10, "JS-NSQ-12-2-10"},
	} {
		if got := NumberOf(c, x.building, x.floor, x.bay, taken); got != x.want {
			t.Errorf("%s %d %d: %s, want %s", x.building, x.floor, x.bay, got, x.want)
		}
	}
	if got := NumberOf(Community{Letters: "ZJ"}, "1号楼", 1, 1, free); got != "SYS-ZJ-01-1-01" {
		t.Error(got)
	}
}

// TestCutUp: parts take over what the old unit is; areas add up, or there is a reason.
func TestCutUp(t *testing.T) {
	unit := allocation.Unit{
		Number: "JS-NSQ-01-1-03", District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1, Bay: 3, Area: 10000, State: allocation.UnitWithdrawn, Tags: []string{"临街"},
		Certificate: "证 1",
	}
	c := Change{Kind: Split, Day: today, Document: "文 1"}
	parts := func(areas ...quantity.Area) (out []Part) {
		for _, a := range areas {
			out = append(out, Part{Area: a})
		}
		return out
	}
	for name, x := range map[string]struct {
		parts  []Part
		change func(*Change, *Old)
		want   error
	}{
		"one is none":         {parts(10000), nil, ErrParts},
		"ten are too many":    {make([]Part, 10), nil, ErrParts},
		"areas that differ":   {parts(4000, 5999), nil, ErrSum},
		"an area of nothing":  {parts(10000, 0), nil, ErrArea},
		"two on one place":    {[]Part{{Bay: 3, Area: 4000}, {Bay: 3, Area: 6000}}, nil, ErrParts},
		"the same number":     {[]Part{{Number: "JS-1", Area: 4000}, {Number: "js-1", Area: 6000}}, nil, ErrNumberHad},
		"a day to come":       {parts(4000, 6000), func(c *Change, _ *Old) { c.Day = today.AddDays(1) }, ErrDay},
		"before its state":    {parts(4000, 6000), func(_ *Change, o *Old) { o.Since = today.AddDays(1) }, ErrDay},
		"no paper":            {parts(4000, 6000), func(c *Change, _ *Old) { c.Document = "" }, ErrDocument},
		"in use":              {parts(4000, 6000), func(_ *Change, o *Old) { o.State = allocation.UnitOccupied }, ErrTaken},
		"locked":              {parts(4000, 6000), func(_ *Change, o *Old) { o.State = allocation.UnitReserved }, ErrTaken},
		"closed":              {parts(4000, 6000), func(_ *Change, o *Old) { o.State = allocation.UnitClosed }, ErrTaken},
		"fine":                {parts(4000, 6000), nil, nil},
		"with a reason, fine": {parts(4000, 5999), func(c *Change, _ *Old) { c.Reason = "隔墙占去" }, nil},
	} {
		old, change := Old{Unit: unit}, c
		if x.change != nil {
			x.change(&change, &old)
		}
		state := old.State
		out, err := CutUp(&old, &change, x.parts, free, today)
		if !errors.Is(err, x.want) || (err == nil) != (x.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		switch {
		case err != nil && old.State != state:
			t.Errorf("%s: refused, and it is %s", name, old.State)
		case err == nil && (old.State != allocation.UnitClosed || len(out) != 2 || out[1].State != allocation.UnitWithdrawn || out[1].Certificate != "证 1" || out[1].Number != "JS-NSQ-01-1-03-2"):
			t.Errorf("%s: %+v", name, out)
		}
	}
}

// TestJoin merges what stands in one building, is in one state and comes from one source.
func TestJoin(t *testing.T) {
	unit := func(bay int) Old {
		return Old{Unit: allocation.Unit{
			Number: fmt.Sprintf("JS-NSQ-01-1-%02d", bay), District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1, Bay: bay, Area: 5000,
			State: allocation.UnitVacant, Tags: []string{fmt.Sprint("特点", bay)},
		}}
	}
	c := Change{Kind: Merged, Day: today, Document: "文 1"}
	olds := []Old{unit(4), unit(3)}
	got, err := Join(olds, &c, Part{Bay: 3, Area: 10000}, free, today)
	if err != nil || got.Number != "JS-NSQ-01-1-03-04" || strings.Join(got.Tags, " ") != "特点4 特点3" || olds[1].State != allocation.UnitClosed {
		t.Errorf("%+v %v", got, err)
	}
	far := unit(5)
	far.Building = "2号楼"
	if _, err := Join([]Old{unit(3), far}, &c, Part{Area: 10000}, free, today); !errors.Is(err, ErrApart) {
		t.Errorf("two buildings: %v", err)
	}
	if _, err := Join([]Old{unit(3)}, &c, Part{Area: 5000}, free, today); !errors.Is(err, ErrParts) {
		t.Errorf("one alone: %v", err)
	}
}

func TestReadList(t *testing.T) {
	for _, text := range []string{
		"SYS-ZJ-01-1-01 142.35\n\nSYS-ZJ-01-1-02  88  BS-1-2",
		"现编号,新编号,实测面积（㎡）\nSYS-ZJ-01-1-01,,142.35㎡\n,,\nSYS-ZJ-01-1-02,BS-1-2,88\n合计,,230.35\n",
		"棚改商服移交明细\n2017年11月,\n现编号,实测面积,新编号\nSYS-ZJ-01-1-01,142.35\nSYS-ZJ-01-1-02,88,BS-1-2",
		"编号\t面积\t新编号\nsys-zj-01-1-01\t１４２．３５\t\nSYS-ZJ-01-1-02\t88\tBS-1-2",
	} {
		got, err := ReadList(text)
		if err != nil || len(got) != 2 || got[0].Old != "SYS-ZJ-01-1-01" || got[0].Area != 14235 || got[1].Number != "BS-1-2" || got[1].Area != 8800 {
			t.Errorf("%q: %+v %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"现编号,面积\nA-1,一百平":          "第 2 行“面积”是 一百平",
		"现编号,面积,层\nA-1,1,一\n":      "第 2 行“层”是 一",
		"现编号,面积\n\n,88\n":          "第 3 行没有现编号",
		"现编号,面积\nA-1,88\nA-1,89\n": "第 3 行与第 2 行是同一套",
	} {
		if _, err := ReadList(text); !errors.Is(err, ErrListed) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestMoveBetween(t *testing.T) {
	for _, x := range []struct {
		from, to   allocation.UnitState
		own, found bool
	}{
		{allocation.UnitVacant, allocation.UnitWithdrawn, true, true},
		{allocation.UnitVacant, allocation.UnitReserved, false, true},
		{allocation.UnitBuilding, allocation.UnitVacant, true, true},
		{allocation.UnitVacant, allocation.UnitClosed, false, false},
	} {
		if _, own, found := MoveBetween(x.from, x.to); own != x.own || found != x.found {
			t.Errorf("%s to %s: %v %v", x.from, x.to, own, found)
		}
	}
}
