package report

import (
	"penggai/allocation"
	"penggai/allocation/civil"
)

// Kind says what the values of a column are.
type Kind int

// The kinds of column.
const (
	Text     Kind = iota // words; dates too
	Count                // whole numbers
	Area                 // dm², shown in ㎡
	Money                // fen, shown in 元
	Permille             // thousandths, shown in %
	Myriad               // fen, shown in 万元
)

// Column is one column of a report.
type Column struct {
	Key   string // English: area_dm2
	Title string // 面积
	Short string // the title where there is little room; empty: Title
	Unit  string // ㎡; empty for none
	Kind  Kind
	Free  bool                 // not summed: an age, a ratio
	Units bool                 // counts units: its figures open them
	State allocation.UnitState // only those in this state; empty for all
	On    civil.Date           // the day of its figures where that is another one than the report's

	how how      // what it is of the records behind it
	of  string   // of a share: the column that is the part
	per []string // and those that are the whole
}

// as makes a column a figure that is not summed.
func (c Column) as(h how) Column {
	c.how, c.Free = h, h != once
	return c
}

// share makes a column the share of one in others; of a column that is no share in thousandths, so many for each.
func (c Column) share(of string, per ...string) Column {
	c.how, c.Free, c.of, c.per = ratio, true, of, per
	return c
}

// Heading is the title with its unit: 面积 ㎡.
func (c Column) Heading() string {
	if c.Unit == "" {
		return c.Title
	}
	return c.Title + " " + c.Unit
}
