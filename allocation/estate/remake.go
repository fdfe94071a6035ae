package estate

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// MostParts is how many units one can become.
const MostParts = 9

// Part is one of the units that another becomes.
type Part struct {
	Number string // as typed; empty: by the program's rule
	Bay    int    // place along the floor; 0 while it is not known
	Area   quantity.Area
}

// Old is a unit that is split or merged, with what binds it.
type Old struct {
	allocation.Unit
	Since  civil.Date // first day in its state
	Holder string     // who has it; empty for nobody
	Stay   bool       // it is remade under the stay that has it, which goes on
}

// CutUp splits a unit: it is closed, and what it becomes stands in its place, in its state, with what it is described by. The areas add
// up to that of the old one, or the difference has its reason; the paper is that of the measurement then.
// Errors: those of Change.Check, Free, Since; ErrParts, ErrArea, ErrSum, ErrNumber, ErrNumberHad.
func CutUp(old *Old, c *Change, parts []Part, taken func(string) bool, today civil.Date) ([]allocation.Unit, error) {
	if err := mayRemake(*old, *c, today); err != nil {
		return nil, err
	}
	if len(parts) < 2 || len(parts) > MostParts {
		return nil, ErrParts.Textf("一套可以拆分成 2 到 %d 套", MostParts).On("count")
	}
	var out []allocation.Unit
	var sum quantity.Area
	used := map[string]bool{}
	for i, p := range parts {
		if err := CheckArea(p.Area); err != nil {
			return nil, say.OnField(err, fmt.Sprintf("area%d", i+1))
		}
		sum += p.Area
		u := old.Unit
		u.Area, u.Bay, u.Tags, u.Former = p.Area, p.Bay, slices.Clone(old.Tags), ""
		n, err := partNumber(p.Number, fmt.Sprintf("%s-%d", old.Number, i+1), func(n string) bool { return used[n] || taken(n) })
		if err != nil {
			return nil, say.OnField(err, fmt.Sprintf("number%d", i+1))
		}
		used[n] = true
		u.Number = n
		out = append(out, u)
	}
	if err := sameBay(out); err != nil {
		return nil, err
	}
	if err := addsUp(c, old.Area, sum); err != nil {
		return nil, err
	}
	old.Close()
	return out, nil
}

// Join merges units of one building into one: they are closed, and it stands in their place. Errors: as of CutUp; ErrApart.
func Join(olds []Old, c *Change, to Part, taken func(string) bool, today civil.Date) (allocation.Unit, error) {
	var none allocation.Unit
	if len(olds) < 2 {
		return none, ErrParts.Textf("请在清单里用空格选中至少两套，再合并").On("number")
	}
	first := 0
	var sum quantity.Area
	var tags []string
	for i, o := range olds {
		if err := mayRemake(o, *c, today); err != nil {
			return none, err
		}
		a := olds[0]
		if o.District != a.District || o.Community != a.Community || o.Building != a.Building || o.State != a.State || o.Source != a.Source {
			return none, ErrApart.Textf("%s 与 %s 不在同一栋楼，或状态、来源不同，不能合并", a.Number, o.Number)
		}
		if o.Number < olds[first].Number {
			first = i
		}
		sum += o.Area
		for _, tag := range o.Tags {
			if !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	if err := CheckArea(to.Area); err != nil {
		return none, err
	}
	last := olds[0].Number
	for _, o := range olds {
		last = max(last, o.Number)
	}
	u := olds[first].Unit
	u.Area, u.Bay, u.Tags, u.Former = to.Area, to.Bay, tags, ""
	n, err := partNumber(to.Number, u.Number+last[strings.LastIndexByte(last, '-'):], taken)
	if err != nil {
		return none, say.OnField(err, "number")
	}
	u.Number = n
	if err := addsUp(c, sum, to.Area); err != nil {
		return none, err
	}
	for i := range olds {
		olds[i].Close()
	}
	return u, nil
}

// mayRemake refuses what cannot be split or merged.
func mayRemake(o Old, c Change, today civil.Date) error {
	if !o.Stay || o.State != allocation.UnitOccupied {
		if err := Free(o.Unit, c.Kind, o.Holder); err != nil {
			return err
		}
	}
	if err := c.Check(today); err != nil {
		return err
	}
	return Since(c, o.Unit, o.Since)
}

// partNumber is the number of a unit that is made: as typed, else by the rule.
func partNumber(typed, rule string, taken func(string) bool) (string, error) {
	n := rule
	if strings.TrimSpace(typed) != "" {
		var err error
		if n, err = Number(typed); err != nil {
			return "", err
		}
	}
	if taken(n) {
		return "", ErrNumberHad.With(n)
	}
	return n, nil
}

// sameBay refuses two units in one place.
func sameBay(units []allocation.Unit) error {
	for i, u := range units {
		for _, o := range units[:i] {
			if u.Bay > 0 && u.Bay == o.Bay {
				return ErrParts.Textf("两套不能在同一个位，位不知道的填 0").On(fmt.Sprintf("bay%d", i+1))
			}
		}
	}
	return nil
}

// addsUp keeps the difference of the areas, which needs a reason.
func addsUp(c *Change, before, after quantity.Area) error {
	c.Difference = after - before
	if c.Difference != 0 && strings.TrimSpace(c.Reason) == "" {
		return ErrSum.Textf("%s前 %s ㎡，%s后合计 %s ㎡，相差 %s ㎡：面积有差的须写明原因，依据写实测报告", c.Kind.Title(), before, c.Kind.Title(), after, c.Difference).On("reason")
	}
	return nil
}

// Splitting and merging.
var (
	ErrParts = say.Refuse("estate_parts", "拆分或合并的套数不对")
	ErrApart = say.Refuse("estate_apart", "不在同一栋楼，或状态不同，不能合并")
	ErrSum   = say.Refuse("estate_sum", "拆分或合并前后的面积不等，须写明原因")
)
