package unit

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// unitOf finds a unit of a building by its number.
func unitOf(h premises.House, number string) (premises.UnitRow, bool) {
	i := slices.IndexFunc(h.Units, func(u premises.UnitRow) bool { return u.Number == number })
	if i < 0 {
		return premises.UnitRow{}, false
	}
	return h.Units[i], true
}

// building is a building drawn as floors and shops.
type building struct {
	env    *screen.Env
	id     int64 // the unit that has the cursor at the start
	load   screen.Loader[premises.House]
	grid   picture.Grid
	expiry bool // coloured by the end of contracts instead of the state
}

func newBuilding(env *screen.Env, id int64) *building { return &building{env: env, id: id} }

// Init reads the building of the unit.
func (s *building) Init() tea.Cmd {
	env, id := s.env, s.id
	return s.load.Read(func(ctx context.Context) (premises.House, error) { return env.Store.HouseOf(ctx, env.Actor(), id) })
}

// Update moves the cursor; PgUp and PgDn go to the building before and behind.
func (s *building) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		s.draw()
		return s, cmd
	}
	switch msg.(type) {
	case kit.DataChanged:
		return s, s.Init()
	case tea.KeyPressMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		s.grid.Update(msg)
		if u, ok := s.current(); ok {
			s.id = u.ID
		}
	}
	return s, nil
}

// beside opens the building n places further.
func (s *building) beside(n int) tea.Cmd {
	u, ok := s.first()
	at := slices.Index(s.load.Value.Buildings, u.Building) + n
	if !ok || at < 0 || at >= len(s.load.Value.Buildings) {
		return kit.Send(screen.Note{Text: "没有更多的楼栋"})
	}
	env, name := s.env, s.load.Value.Buildings[at]
	s.id = 0
	return s.load.Read(func(ctx context.Context) (premises.House, error) {
		return env.Store.House(ctx, env.Actor(), u.District, u.Community, name)
	})
}

func (s *building) first() (premises.UnitRow, bool) {
	if len(s.load.Value.Units) == 0 {
		return premises.UnitRow{}, false
	}
	return s.load.Value.Units[0], true
}

func (s *building) current() (premises.UnitRow, bool) {
	c, ok := s.grid.Current()
	if !ok {
		return premises.UnitRow{}, false
	}
	return unitOf(s.load.Value, c.Key)
}

// draw makes the rows of the grid: a floor a row, a bay a column. Units whose bay is not known stand behind the others.
func (s *building) draw() {
	var rows []picture.GridRow
	for i, u := range s.load.Value.Units {
		if i == 0 || u.Floor != s.load.Value.Units[i-1].Floor {
			rows = append(rows, picture.GridRow{Label: fmtFloor(u.Floor)})
		}
		row := &rows[len(rows)-1]
		if u.Bay > 0 {
			for len(row.Cells) < u.Bay-1 {
				row.Cells = append(row.Cells, picture.GridCell{})
			}
		}
		row.Cells = append(row.Cells, s.cell(u))
	}
	s.grid.SetRows(rows)
	for _, u := range s.load.Value.Units {
		if u.ID == s.id {
			s.grid.Find(u.Number)
		}
	}
}

func (s *building) cell(u premises.UnitRow) picture.GridCell {
	c := picture.GridCell{Key: u.Number, Word: u.State.Short(), Note: strconv.FormatInt(int64(u.Area+50)/100, 10), State: string(u.State)}
	if s.expiry {
		style := s.env.Theme.Muted
		if !u.Until.IsZero() {
			style = untilStyle(s.env.Theme, u.Until, s.env.Today())
			c.Word = u.Until.String()[2:4] + u.Until.String()[5:7]
		}
		c.Style = &style
	}
	return c
}

// Title is the building.
func (s *building) Title() string {
	u, ok := s.first()
	if !ok {
		return textBuilding
	}
	return u.Community + " > " + u.Building + " " + textBuilding
}

// Summary is what the building has.
func (s *building) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	samples := 0
	var area quantity.Area
	count := map[allocation.UnitState]int{}
	for _, u := range s.load.Value.Units {
		area += u.Area
		count[u.State]++
		if u.Sample {
			samples++
		}
	}
	var words []string
	for _, st := range allocation.UnitStates() {
		if count[st] > 0 {
			words = append(words, fmt.Sprintf("%s %d", st.Title(), count[st]))
		}
	}
	return strings.Join(words, "  "), fmtSums(len(s.load.Value.Units), area, samples)
}

// Body is the drawing, the unit under the cursor with its neighbours, and the vacant units that stand together.
func (s *building) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	th := s.env.Theme
	foot := s.foot(th, w)
	s.grid.At(0, 1)
	floors := 2*len(s.grid.Rows) + 1
	out := append([]string{""}, s.grid.Lines(th, w, max(min(floors, h-len(foot)-2), 3))...)
	return append(append(out, ""), foot...)
}

// foot says what stands under the cursor.
func (s *building) foot(th *kit.Theme, w int) []string {
	u, ok := s.current()
	if !ok {
		return []string{" " + th.Muted.Render(textNoUnit)}
	}
	today := s.env.Today()
	left, right := neighbours(u, s.load.Value.Units)
	who := fmtHolder(u)
	if who != "" {
		who = "  " + who
	}
	first := " " + th.Strong.Render(u.Number) + "   " + u.Area.String() + " ㎡   " +
		th.State(string(u.State)).Render(fmtDays(u, today)) + who + "   " + th.Muted.Render(strings.Join(u.Tags, " "))
	out := []string{kit.Cut(first, w)}
	sides := " " + th.Muted.Render(textLeft) + " " + fmtNeighbour(left) + "   " + th.Muted.Render(textRight) + " " + fmtNeighbour(right)
	out = append(out, kit.Cut(sides, w), "")
	runs := vacantRuns(s.load.Value.Units)
	if len(runs) == 0 {
		runs = []string{textNone}
	}
	for i, line := range kit.Wrap("连片闲置"+": "+strings.Join(runs, "  "), w-2) {
		if i < 3 {
			out = append(out, " "+line)
		}
	}
	if s.expiry {
		out = append(out, " "+expiryLegend(th))
	}
	return out
}

// vacantRuns are the vacant units that stand side by side, two or more of them, lower floors first.
func vacantRuns(units []premises.UnitRow) []string {
	sorted := slices.Clone(units)
	slices.SortStableFunc(sorted, func(a, b premises.UnitRow) int {
		if a.Floor != b.Floor {
			return a.Floor - b.Floor
		}
		return a.Bay - b.Bay
	})
	var out []string
	for from := 0; from < len(sorted); {
		to, area := from, sorted[from].Area
		for to+1 < len(sorted) && sorted[to].State == allocation.UnitVacant && sorted[to+1].State == allocation.UnitVacant &&
			allocation.NextTo(sorted[to].Unit(), sorted[to+1].Unit()) {
			to++
			area += sorted[to].Area
		}
		if to > from {
			out = append(out, fmtRun(sorted[from].Floor, sorted[from].Bay, sorted[to].Bay, area))
		}
		from = to + 1
	}
	return out
}

// expiryLegend names the colours of the drawing by expiry.
func expiryLegend(th *kit.Theme) string {
	day := civil.On(2000, 1, 1)
	var parts []string
	for _, l := range []struct {
		left int
		text string
	}{{-1, textOverdue}, {30, "60 日内"}, {300, "一年内"}, {1000, "一年以上"}} {
		parts = append(parts, untilStyle(th, day.AddDays(l.left), day).Render(l.text))
	}
	return strings.Join(parts, "  ")
}

// Actions are what can be done with the shop under the cursor.
func (s *building) Actions() []kit.Action {
	u, found := s.current()
	color := "按到期着色"
	if s.expiry {
		color = "按状态着色"
	}
	open := kit.Act(textOpen, s.open, "enter")
	if !found {
		open = open.When(textNoUnit)
	}
	units := func() []premises.UnitRow {
		if u, ok := s.current(); ok {
			return []premises.UnitRow{u}
		}
		return nil
	}
	return []kit.Action{
		open,
		kit.Act(color, func() tea.Cmd { s.expiry = !s.expiry; s.draw(); return nil }, "f11", "c"),
		singleAction(s.env, u, found),
		dealAction(s.env, units, func() {}),
		kit.Act("下一栋", func() tea.Cmd { return s.beside(1) }, "pgdown", "n"),
		kit.Act("上一栋", func() tea.Cmd { return s.beside(-1) }, "pgup", "p"),
		tenantAction(u, found),
	}
}

func (s *building) open() tea.Cmd {
	u, ok := s.current()
	if !ok {
		return nil
	}
	return screen.Show(newDetail(s.env, u.ID))
}

// Cursor is always nil.
func (s *building) Cursor() *tea.Cursor { return nil }

// Help explains the drawing.
func (s *building) Help() []string { return textBuildingHelp }

var textBuildingHelp = []string{
	"一栋楼：每行一层，每块一间，块下是面积（㎡）。左邻右舍和连片的闲置一眼可见。",
	"方向键移动，Enter 详情，PgUp、PgDn 换楼栋。",
	"F11 改按合同到期着色：块里是到期的年月（2111 是 2021 年 11 月）。",
}

// fmtHolder is who holds a unit and until when, on one line.
func fmtHolder(u premises.UnitRow) string {
	return strings.TrimSpace(holderText(u) + " " + dueOf(u).String())
}

// fmtRun is one row of adjacent vacant units: 1层 7-8 (236.00 ㎡).
func fmtRun(floor, from, to int, area quantity.Area) string {
	return fmt.Sprintf("%d层 %d-%d (%s ㎡)", floor, from, to, area)
}

func fmtFloor(floor int) string { return fmt.Sprintf("%d层", floor) }
