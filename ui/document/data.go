package document

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Data is what a form says: values by name and lists of rows. Every name that a form knows is there, with an empty value
// where there is nothing to say.
type Data struct {
	names  []string
	values map[string]string
	lists  []*List
	Note   string // stands above everything in small letters: that it is not the first print; empty on the first
	Mark   string // stands above everything, whatever the template says; empty on papers of an office for real
}

// List is a list that a row of a table is repeated for: what each entry says, by name.
type List struct {
	Name  string
	Names []string
	Rows  [][]string
}

// Put sets a value.
func (d *Data) Put(name, value string) {
	if d.values == nil {
		d.values = map[string]string{}
	}
	if _, had := d.values[name]; !had {
		d.names = append(d.names, name)
	}
	d.values[name] = strings.Trim(value, " \t\r\n")
}

// blank takes out what stands for nothing, so that hands can write there, and keeps what the office says of itself. What the applicant
// declares has boxes to tick: nobody declares it beforehand.
func (d *Data) blank() {
	for name, value := range d.values {
		if value == textNone || value == "0" || value == "0.00" || value == "未登记" || value == textNoWish || value == "0 套" || value == "商服" {
			d.values[name] = ""
		}
		if d.values[name] == "" && slices.Contains([]string{"主体名称", "负责人", "证件号码", "经办人", "经办人证件", "经办人电话", "项目名称", "年纳税额"}, name) {
			d.values[name] = textGap
		}
	}
	for name, value := range map[string]string{
		"负责人身份": "负责人", "主体类别": "□个人　□团队　□企业", "全职岗位": gapCount, "兼职岗位": gapCount, "产业政策": "□支持，文件：　　　　　　　　　　　　□没有",
		"生产用水": "□以水为主要要件　□不是", "市内迁移": "□是市内迁移　□不是",
	} {
		if _, has := d.values[name]; has {
			d.values[name] = value
		}
	}
	for _, l := range d.lists {
		if len(l.Rows) == 0 {
			l.Rows = make([][]string, blankRows)
			for i := range l.Rows {
				l.Rows[i] = make([]string, len(l.Names))
			}
		}
	}
}

// blankRows are the rows of a list in a blank form.
const blankRows = 3

// Value looks a value up.
func (d *Data) Value(name string) (string, bool) {
	v, ok := d.values[name]
	return v, ok
}

// AddList begins a list with the names of its entries.
func (d *Data) AddList(name string, names ...string) *List {
	l := &List{Name: name, Names: names}
	d.lists = append(d.lists, l)
	return l
}

// Add adds an entry, its values in the order of the names.
func (l *List) Add(values ...string) {
	row := make([]string, len(l.Names))
	copy(row, values)
	l.Rows = append(l.Rows, row)
}

// List looks a list up.
func (d *Data) List(name string) (*List, bool) {
	i := slices.IndexFunc(d.lists, func(l *List) bool { return l.Name == name })
	if i < 0 {
		return nil, false
	}
	return d.lists[i], true
}

// Names are all names that may stand between braces: the values, then each list with the names of its entries.
func (d *Data) Names() []string {
	out := slices.Clone(d.names)
	for _, l := range d.lists {
		out = append(out, wordEach+" "+l.Name)
		out = append(out, l.Names...)
	}
	return out
}

// date is a day as documents print it, 2017年11月15日; no day is a gap to be filled in by hand.
func date(d civil.Date) string {
	if d.IsZero() {
		return gapDate
	}
	return strconv.Itoa(d.Year()) + "年" + strconv.Itoa(int(d.Month())) + "月" + strconv.Itoa(d.Day()) + "日"
}

// dateOr is a day, or other words where there is none.
func dateOr(d civil.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return date(d)
}

// area is an area without its unit.
func area(a quantity.Area) string { return a.String() }

// count is a number as people read it.
func count[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// or is a text, or another where it is empty.
func or(s, none string) string {
	if strings.TrimSpace(s) == "" {
		return none
	}
	return s
}

// yesNo is a mark in a box to tick.
func yesNo(b bool) string {
	if b {
		return say.Yes
	}
	return say.No
}

// lines joins texts that are not empty, a line each.
func lines(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), "\n")
}
