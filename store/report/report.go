package report

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/premises"
)

// Row is one line of a report.
type Row struct {
	Key   string          // names the row for programs; empty where its words do
	Cells []Value         // one for each column
	Noun  allocation.Noun // what the row is about; empty where it is about no record
	ID    int64           // that record
	Part  *Part           // the units that the row counts; nil where it counts none
	Path  string          // names the row in Query.Row

	after int  // of what a district comes to: behind how many rows
	alone bool // and that these are one

	kind      Kind   // in a report whose rows are in units of their own: that of its figures
	part, per string // of a share: the paths of the rows that are its sides
	fixed     bool   // its cells are said, not worked out
}

// Part is some of the units.
type Part struct {
	District  string
	Pool      bool // the city pool
	Community string
}

// Report is a table of figures as of a day.
type Report struct {
	Name    string // occupancy
	Title   string // 各区使用情况
	AsOf    civil.Date
	And     civil.Date // the day that stands beside it; none
	Scope   string     // 全市 or a district
	Samples int        // sample units among those counted
	Columns []Column
	Rows    []Row
	Subs    []Row   // what each district comes to, where its rows are several
	Totals  []Value // one for each column
	Mark    string  // 试用, 演示: what the office is that is not for real
	Head    string  // end of the log that the figures were read from
	Signed  string  // that end, signed by the office's key, or that it is not: of one that becomes a file
	Filter  string  // as typed; empty: all rows
	Order   string  // the column that the rows are ordered by; empty: their own order
	Notes   []string
	Charted bool // a workbook has a chart of its columns

	Population string // what is counted, and what the shares are shares of

	facts []fact                 // what the figures come from
	deep  func() ([]fact, error) // reads them one record each, where facts stand for several
	part  string                 // what of the report is shown: a figure
	mixed bool                   // its rows are in units of their own
	paper func(*Report) *Report  // what is printed of it; nil: the same table
}

// total sums the columns; ratios and ages stay empty until the report sets them.
func (r *Report) total() {
	r.Totals = make([]Value, len(r.Columns))
	for i, c := range r.Columns {
		if c.Kind == Text || c.Free {
			continue
		}
		var sum int64
		for _, row := range r.Rows {
			sum += row.Cells[i].number
		}
		r.Totals[i] = Num(sum)
	}
}

// Behind chooses the units behind a figure of a line; ok is false where it counts none, or where a filter leaves only some of them.
func (r *Report) Behind(line Line, column int) (q premises.LedgerQuery, ok bool) {
	c := r.Columns[column]
	if !c.Units && (c.Kind != Text || c.State != "") {
		return q, false
	}
	q = premises.LedgerQuery{Day: r.AsOf, State: c.State}
	if !c.On.IsZero() {
		q.Day = c.On
	}
	if !c.On.IsZero() {
		q.Day = c.On
	}
	if r.Scope != allocation.CityOffice {
		q.District = r.Scope
	}
	var p *Part
	switch {
	case line.Total:
		return q, r.Filter == "" && len(r.Rows) > 0 && r.Rows[0].Part != nil
	case line.Sub:
		if r.Filter != "" {
			return q, false
		}
		for _, row := range r.Subs {
			if row.Path == line.Path {
				p = row.Part
			}
		}
	default:
		p = r.Rows[line.Row].Part
	}
	if p == nil {
		return q, false
	}
	if p.District != "" {
		q.District = p.District
	}
	q.Pool, q.Community = p.Pool, p.Community
	return q, true
}

// permille is part of whole in thousandths, rounded half up; nothing when the whole is 0.
func permille(part, whole int64) Value {
	if whole == 0 {
		return Value{}
	}
	return Num((2000*part + whole) / (2 * whole))
}

// Query says as of which day and for which district a report is made.
type Query struct {
	AsOf     civil.Date // none: today
	And      civil.Date // a second day that stands beside the first; none: none, of the overview the same day a year before
	District string     // name, short name or code; empty: all that the actor sees

	Figure string     // of the course: which figure of the overview; empty: occupancy
	From   civil.Date // of the course: since when; none: TrendMonths

	Filter string // leaves the rows that meet it, in the language of lists
	Sort   string // the key of the column that orders the rows; empty: their own order
	Desc   bool   // the largest first

	Row    string // with Column: instead of the report the records behind one of its figures, by the Path of its row; empty: of the whole
	Column string // the key of its column; empty: the report itself

	Pool      bool                 // of the ledger: only the city pool
	Community string               // of the ledger: only this one
	State     allocation.UnitState // of the ledger: only units in this state
}

// Definition is a report that can be made: its name, what it is about, and how it is made.
type Definition struct {
	Name, Title, About string

	population string
	make       func(a ask) (Report, error)
	both       bool // make itself sets the second day beside the first
	fees       bool // it sums up what fees come to
}

// ask is one question: the store, who asks, and the day and district after they were checked.
type ask struct {
	ctx      context.Context
	st       *store.Store
	by       engine.Actor
	day      civil.Date
	district string // "" is the whole city
	query    Query
}

// Find looks a report up by its name. Errors: ErrUnknownReport naming those that there are.
func Find(name string) (Definition, error) {
	for _, d := range Definitions() {
		if d.Name == name {
			return d, nil
		}
	}
	names := make([]string, 0, len(Definitions()))
	for _, d := range Definitions() {
		names = append(names, d.Name)
	}
	return Definition{}, ErrUnknownReport.Textf("没有这张报表，可用的有 %s", strings.Join(names, "、")).With(name)
}

// Make makes a report by its name, with the figures of a second day beside those of the first where one is asked for. Errors:
// ErrUnknownReport, ErrAsOfFuture, allocation.ErrUnknownDistrict,
// store.ErrOtherDistrict.
// Figures and the end of the log that they were read from are of one state of the data.
func Make(ctx context.Context, st *store.Store, by engine.Actor, name string, q Query) (r Report, err error) {
	if d, err := Find(name); err == nil && d.fees {
		_ = st.KeepFees(ctx, nil) // before the pin, which does not see what is kept later; what cannot be kept is worked out anew
	}
	err = st.Pin(ctx, func(ctx context.Context) error {
		r, err = drawn(ctx, st, by, name, q)
		return err
	})
	return r, err
}

func drawn(ctx context.Context, st *store.Store, by engine.Actor, name string, q Query) (Report, error) {
	d, err := Find(name)
	if err != nil {
		return Report{}, err
	}
	a := ask{ctx: ctx, st: st, by: by, day: q.AsOf, district: by.District, query: q}
	today := st.Today()
	if a.day.IsZero() {
		a.day = today
	}
	for field, day := range map[string]civil.Date{"as_of": a.day, "and": q.And} {
		if day.After(today) {
			return Report{}, ErrAsOfFuture.Textf("报表日期不能晚于今天（%s）", today).With(day.String()).On(field)
		}
	}
	if q.District != "" {
		district, err := allocation.FindDistrict(q.District)
		if err != nil {
			return Report{}, err
		}
		if !by.Sees(district.Name) {
			return Report{}, engine.ErrOtherDistrict.With(district.Name)
		}
		a.district = district.Name
	}
	a = a.ofDay(d)
	head, err := st.Head(ctx)
	if err != nil {
		return Report{}, err
	}
	r, err := d.days(a)
	if err != nil {
		return Report{}, err
	}
	if d.fees {
		if err := r.sayLater(a); err != nil {
			return Report{}, err
		}
	}
	if err := r.show(d, a); err != nil {
		return Report{}, err
	}
	clock, err := st.ClockState(ctx)
	if err != nil {
		return Report{}, err
	}
	r.Mark = clock.Kind.Mark()
	r.Name, r.Title, r.AsOf, r.Scope, r.Head = d.Name, d.Title, a.day, a.district, head.String()
	if r.part != "" {
		r.Title += "：" + r.part
	}
	if r.Scope == "" {
		r.Scope = allocation.CityOffice
	}
	if r.Rows == nil {
		r.Rows = []Row{}
	}
	return r, r.sayReal(ctx, st, a.district)
}

// ofDay asks for the records behind a figure as of the one day that it is of, where two days stand side by side.
func (a ask) ofDay(d Definition) ask {
	if a.query.Column == "" || a.query.And.IsZero() || d.both {
		return a
	}
	column := strings.TrimSuffix(a.query.Column, "_change")
	if then, other := strings.CutSuffix(column, "_and"); other {
		column, a.day = then, a.query.And
	}
	a.query.Column, a.query.And = column, civil.Date{}
	return a
}

// show leaves of a report what was asked for: the rows that a filter leaves, in an order, or the records behind one figure. A filter that
// cannot be understood makes no report.
func (r *Report) show(d Definition, a ask) (err error) {
	if r.Population == "" {
		r.Population = d.population
	}
	if *r, err = r.Kept(a.query.Filter); err != nil {
		return err
	}
	if a.query.Column != "" {
		return r.behind(a)
	}
	if a.query.Sort != "" {
		*r = r.Ordered(a.query.Sort, a.query.Desc)
	}
	return nil
}

// sayReal says below a report from when the data of its districts are their own, not samples: since their first ledger was imported.
func (r *Report) sayReal(ctx context.Context, st *store.Store, district string) error {
	since, err := st.RealSince(ctx)
	for _, name := range allocation.DistrictNames() {
		if day, real := since[name]; real && (district == "" || district == name) {
			r.Notes = append(r.Notes, fmt.Sprintf("%s自 %s 起为本区台账", name, day))
		}
	}
	return err
}

// sayLater says below a report of fees what of its days could not be known on them, so that the report of then can be told from that of now.
func (r *Report) sayLater(a ask) error {
	days := []civil.Date{a.day}
	if !a.query.And.IsZero() {
		days = append(days, a.query.And)
	}
	for _, day := range days {
		stays, sum, err := a.st.FeesLater(a.ctx, a.by, a.district, day)
		if err != nil {
			return err
		}
		if stays > 0 {
			r.Notes = append(r.Notes, fmt.Sprintf("%s 以后才抄表、摊到当日以前的水费 %d 户，已计入：市场价 %s 元，减免 %s 元；当日所出的报表没有这些", day, stays, sum.Market, sum.Waived))
		}
		if err := r.sayDecided(a, day, day); err != nil {
			return err
		}
	}
	return nil
}

// sayDecided says below a report of fees up to a last day what was decided after its day and reaches back to it.
func (r *Report) sayDecided(a ask, day, last civil.Date) error {
	if !day.Before(a.st.Today()) {
		return nil
	}
	later, err := a.st.DecidedLater(a.ctx, a.by, a.district, day, last)
	if words := laterWords(later); words != "" {
		r.Notes = append(r.Notes, fmt.Sprintf("%s 以后%s，涉及所列的费用，已计入；当日所出的报表没有这些", day, words))
	}
	return err
}

// laterWords are what was entered later, each with how many; "" where nothing was.
func laterWords(l money.Later) string {
	var words []string
	for _, part := range []struct {
		n    int64
		text string
	}{{l.Prices, "登记或更改的价格 %d 条"}, {l.Benefits, "决定的优惠 %d 项"}, {l.Corrections, "确认的更正 %d 件"}} {
		if part.n > 0 {
			words = append(words, fmt.Sprintf(part.text, part.n))
		}
	}
	return strings.Join(words, "、")
}

// districts are the names of the districts that the question is about, in the order of the policy.
func (a ask) districts() []string {
	var out []string
	for _, d := range allocation.Districts() {
		if a.district == "" || a.district == d.Name {
			out = append(out, d.Name)
		}
	}
	return out
}

// The refusals of this package.
var (
	ErrUnknownReport = say.Refuse("unknown_report", "没有这张报表")
	ErrAsOfFuture    = say.Refuse("as_of_future", "报表日期不能晚于今天")
)
