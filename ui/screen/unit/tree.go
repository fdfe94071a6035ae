package unit

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// node is one line of the tree: everything, a district, a community or a building.
type node struct {
	level int // 0 everything, 1 district, 2 community, 3 building
	name  string
	premises.UnitTally
}

// key names a node for good.
func (n node) key() string {
	return strings.Join([]string{string(rune('0' + n.level)), n.District, n.Community, n.Building}, "|")
}

// filter lists what the node holds.
func (n node) filter() string { return filterOf(n.District, n.Community, n.Building, n.level == 0) }

// tree is the districts with their communities and buildings; what is below a node is read when it is opened.
type tree struct {
	env    *screen.Env
	rows   []node
	below  map[string][]node // by key of the node above; the top stands under ""
	open   map[string]bool
	cur    int
	top    int
	height int
	ready  bool
	gen    int
}

// branch brings what is below a node.
type branch struct {
	to    *tree
	gen   int
	above string
	nodes []node
	err   error
}

func newTree(env *screen.Env) *tree {
	return &tree{env: env, below: map[string][]node{}, open: map[string]bool{}, height: 10}
}

// Init reads the districts.
func (s *tree) Init() tea.Cmd { return s.read(node{level: 0}) }

// read reads what is below a node.
func (s *tree) read(n node) tea.Cmd {
	env, gen := s.env, s.gen
	return func() tea.Msg {
		b := branch{to: s, gen: gen, above: n.key()}
		ctx, by := context.Background(), env.Actor()
		var tallies []premises.UnitTally
		switch n.level {
		case 0:
			tallies, b.err = env.Store.DistrictTallies(ctx, by)
		case 1:
			tallies, b.err = env.Store.CommunityTallies(ctx, by, n.District)
		default:
			tallies, b.err = env.Store.BuildingTallies(ctx, by, n.District, n.Community)
		}
		for _, t := range tallies {
			name := []string{premises.DistrictText(t.District), t.Community, t.Building}[n.level]
			b.nodes = append(b.nodes, node{level: n.level + 1, name: name, UnitTally: t})
		}
		return b
	}
}

// Update takes what was read, keys and mouse.
func (s *tree) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case branch:
		if m.to == s && m.gen == s.gen {
			return s, s.take(m)
		}
	case kit.DataChanged:
		s.gen++
		return s, s.readOpen()
	case tea.KeyPressMsg:
		return s, s.key(kit.KeyName(m))
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			s.move(-3)
		} else {
			s.move(3)
		}
	case tea.MouseClickMsg:
		if at := s.top + m.Y - 1; m.Y > 0 && at < len(s.rows) {
			again := at == s.cur
			s.cur = at
			if again {
				return s, s.enter()
			}
		}
	}
	return s, nil
}

// take keeps a branch; a district office sees its one district opened.
func (s *tree) take(b branch) tea.Cmd {
	if b.err != nil {
		return kit.Send(screen.Failed{Err: b.err})
	}
	first := !s.ready
	s.ready = true
	s.below[b.above] = b.nodes
	s.lay()
	if first && len(b.nodes) == 1 {
		s.open[b.nodes[0].key()] = true
		return s.read(b.nodes[0])
	}
	return nil
}

// readOpen reads everything that is open anew.
func (s *tree) readOpen() tea.Cmd {
	cmds := []tea.Cmd{s.read(node{level: 0})}
	for _, n := range s.rows {
		if s.open[n.key()] && n.level > 0 {
			cmds = append(cmds, s.read(n))
		}
	}
	return tea.Batch(cmds...)
}

// lay puts the visible nodes one under the other; the cursor stays on its node.
func (s *tree) lay() {
	var at string
	if s.cur < len(s.rows) {
		at = s.rows[s.cur].key()
	}
	whole := node{level: 0, name: textAll}
	whole.States = map[allocation.UnitState]premises.Tally{}
	districts := s.below[whole.key()]
	for _, d := range districts {
		whole.All.Units += d.All.Units
		whole.All.Area += d.All.Area
		whole.Samples += d.Samples
		for st, n := range d.States {
			sum := whole.States[st]
			whole.States[st] = premises.Tally{Units: sum.Units + n.Units, Area: sum.Area + n.Area}
		}
	}
	s.rows = []node{whole}
	var add func(nodes []node)
	add = func(nodes []node) {
		for _, n := range nodes {
			s.rows = append(s.rows, n)
			if s.open[n.key()] {
				add(s.below[n.key()])
			}
		}
	}
	add(districts)
	for i, n := range s.rows {
		if n.key() == at {
			s.cur = i
		}
	}
	s.move(0)
}

func (s *tree) move(n int) {
	s.cur = max(min(s.cur+n, len(s.rows)-1), 0)
	s.top = max(min(s.top, s.cur), s.cur-s.height+1, 0)
}

func (s *tree) key(name string) tea.Cmd {
	switch kit.Move(name) {
	case "up":
		s.move(-1)
	case "down":
		s.move(1)
	case "pgup":
		s.move(1 - s.height)
	case "pgdown":
		s.move(s.height - 1)
	case "home":
		s.move(-len(s.rows))
	case "end":
		s.move(len(s.rows))
	case "right":
		return s.expand()
	case "left":
		s.collapse()
	}
	return nil
}

func (s *tree) current() (node, bool) {
	if s.cur >= len(s.rows) {
		return node{}, false
	}
	return s.rows[s.cur], true
}

// expand opens a district or a community; what is open already is entered.
func (s *tree) expand() tea.Cmd {
	n, ok := s.current()
	if !ok || n.level == 0 || n.level == 3 {
		return nil
	}
	if s.open[n.key()] {
		s.move(1)
		return nil
	}
	s.open[n.key()] = true
	s.lay()
	if _, known := s.below[n.key()]; known {
		return nil
	}
	return s.read(n)
}

// collapse closes a node, or goes to the one above.
func (s *tree) collapse() {
	n, ok := s.current()
	if !ok {
		return
	}
	if s.open[n.key()] {
		delete(s.open, n.key())
		s.lay()
		return
	}
	for i := s.cur - 1; i >= 0; i-- {
		if s.rows[i].level < n.level {
			s.move(i - s.cur)
			return
		}
	}
}

// enter opens or closes a node; a building and the whole are shown as a list.
func (s *tree) enter() tea.Cmd {
	n, ok := s.current()
	switch {
	case !ok:
		return nil
	case n.level == 0 || n.level == 3:
		return s.list(n, false)
	case s.open[n.key()]:
		s.collapse()
		return nil
	}
	return s.expand()
}

// list shows a node as a list; find opens its filter line.
func (s *tree) list(n node, find bool) tea.Cmd {
	path := textShowList
	if n.level > 1 {
		path = strings.TrimSpace(n.Community + " " + n.Building)
	}
	return screen.Show(newList(s.env, n.filter(), path, find))
}

// Title is the path.
func (s *tree) Title() string { return textUnits }

// Summary is what the node under the cursor holds.
func (s *tree) Summary() (left, right string) {
	n, ok := s.current()
	if !ok {
		return textReading, ""
	}
	place := n.name
	if n.level > 1 {
		place = strings.TrimSpace(premises.DistrictText(n.District) + " " + n.Community + " " + n.Building)
	}
	return place + "  " + textRate + " " + occupancy(n.UnitTally), fmtSums(n.All.Units, n.All.Area, n.Samples)
}

// Actions are what can be done with the node under the cursor.
func (s *tree) Actions() []kit.Action {
	n, ok := s.current()
	show := kit.Act(textShowList, func() tea.Cmd { return s.list(n, false) }, "f4")
	draw := kit.Act(textBuilding, func() tea.Cmd { return s.draw(n) }, "f11", "m")
	switch {
	case !ok:
		show, draw = show.When(textReading), draw.When(textReading)
	case n.level != 3:
		draw = draw.When("请先选一栋楼")
	}
	enter := "展开"
	if n.level == 0 || n.level == 3 {
		enter = textShowList
	}
	return []kit.Action{
		kit.Act(enter, s.enter, "enter"), show, draw,
		kit.Act("查找", func() tea.Cmd { return s.list(node{level: 0}, true) }, "f3", "/"),
		addAction(s.env), kit.Act(textCommunityAdd, func() tea.Cmd { return screen.Show(newCommunity(s.env)) }, "c").When(s.env.WhyNot(estate.ActAddCommunity)).Silent(),
		importAction(s.env),
	}
}

// draw opens the drawing of a building at its first unit.
func (s *tree) draw(n node) tea.Cmd {
	env := s.env
	return func() tea.Msg {
		units, err := env.Store.BuildingUnits(context.Background(), env.Actor(), n.District, n.Community, n.Building)
		if err != nil {
			return screen.Failed{Err: err}
		}
		if len(units) == 0 {
			return screen.Note{Text: textNoUnit}
		}
		return screen.Push{Screen: newBuilding(env, units[0].ID)}
	}
}

// Cursor is always nil.
func (s *tree) Cursor() *tea.Cursor { return nil }

// Help explains the tree.
func (s *tree) Help() []string { return textTreeHelp }

const (
	textRate     = "使用率"
	textShowList = "清单"
)

var textTreeHelp = []string{
	"各区、小区、楼栋的套数和面积，按状态分列。",
	"Enter 或右键展开，左键收起；在楼栋上 Enter 看清单，F11 看楼栋图。",
	"F4 把光标所在的区、小区或楼栋打开成清单；F3 直接查找。",
	"在建的房源属于全市，竣工移交后归区（一）。n 新增房源，c 登记小区。",
}
