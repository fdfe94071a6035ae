package screen_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// state is where a key of the sample stands.
type state string

const (
	kept state = "kept"
	lent state = "lent"
)

func (s state) Title() string { return map[state]string{kept: "在柜", lent: "借出"}[s] }

// key is a row of the sample noun: the keys of an office's cupboard.
type key struct {
	ID    int64
	Name  string
	State state
	Notes []string
}

// cupboard keeps them in memory.
type cupboard struct {
	mu   sync.Mutex
	keys []key
	late error // what reading one says; nil: the key
}

func (c *cupboard) list(context.Context, engine.Actor) ([]key, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.keys), nil
}

func (c *cupboard) counts(context.Context, engine.Actor) (map[state]int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := map[state]int{}
	for _, k := range c.keys {
		out[k.State]++
	}
	return out, nil
}

func (c *cupboard) one(_ context.Context, _ engine.Actor, id int64) (key, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.keys[id-1], c.late
}

// change writes one.
func (c *cupboard) change(id int64, run func(k *key)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	run(&c.keys[id-1])
}

var errThere = say.Refuse("there", "已有同名的钥匙")

// add makes a new one.
func (c *cupboard) add(name string) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if slices.ContainsFunc(c.keys, func(k key) bool { return k.Name == name }) {
		return 0, screen.OnField(errThere, "name")
	}
	c.keys = append(c.keys, key{ID: int64(len(c.keys) + 1), Name: name, State: kept})
	return int64(len(c.keys)), nil
}

var keyCols = []kit.Col[key]{
	{ID: "名称", Title: "名称", Width: 20, Flex: true, Text: func(k key) string { return k.Name }},
	{ID: "状态", Title: "状态", Width: 6, Filter: "状态", Text: func(k key) string { return k.State.Title() }},
}

func newKeys(env *screen.Env, c *cupboard) screen.Screen {
	return screen.NewList(env, screen.ListSpec[key, key]{
		Title: "钥匙", Cols: keyCols, ID: func(k key) int64 { return k.ID }, Short: c.list, Tabs: screen.ByState([]state{kept, lent}, c.counts),
		Total: func(n int) string { return kit.Count(n) + " 把" }, None: []string{"柜里没有钥匙。", "按 F2 放进第一把。"}, About: []string{"柜里的钥匙。"},
		Peek: c.one, Head: func(k key) string { return k.Name },
		Beside: func(th *kit.Theme, w int, k key) []string {
			return kit.Detail(th, w, []kit.Pair{{Label: "状态", Value: k.State.Title()}, {Label: "记事", Value: strconv.Itoa(len(k.Notes))}})
		},
		Open: func(k key) tea.Cmd { return screen.Show(newKey(env, c, k.ID)) },
		Own: func(key, bool) []kit.Action {
			return []kit.Action{kit.Act("放入", func() tea.Cmd { return screen.Show(newAdd(env, c)) }, "f2").When(env.WhyNot(allocation.ActHandOver))}
		},
	})
}

// newAdd is a form that reads first, and leads to the page of what it made.
func newAdd(env *screen.Env, c *cupboard) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) ([]key, error) { return c.list(ctx, by) }
	return screen.NewReadForm(env, "钥匙 > 放入", "Ctrl+S 保存", read, func(had *[]key) *screen.FormScreen {
		return screen.NewForm(env, screen.FormScreen{Over: screen.Heading(env, "柜里已有 "+strconv.Itoa(len(*had))+" 把")}, kit.FormSpec{
			Draft:    "key/new",
			Sections: []kit.Section{{Fields: []kit.Field{{Name: "name", Label: "名称", Required: true}, {Name: "note", Label: "记事"}}}},
			Save: env.SaveOpen(func(_ context.Context, _ engine.Actor, f *kit.Form) (screen.Made, error) {
				id, err := c.add(f.Text("name"))
				return screen.Made{Page: newKey(env, c, id), Done: screen.Done{Text: "已放入 " + f.Text("name")}}, err
			}),
		})
	})
}

// newKey is the page of one: what it is, and a tab with a table.
func newKey(env *screen.Env, c *cupboard, id int64) screen.Screen {
	note := func(s string) string { return s }
	_, notes := screen.Rows(screen.Part[key]{Title: "记事", Count: func(k key) int { return len(k.Notes) }},
		kit.TableSpec[string]{Cols: []kit.Col[string]{{ID: "记事", Title: "记事", Width: 30, Flex: true, Text: note}}, Key: note},
		func(k key) []string { return k.Notes }, "没有记事。")
	return screen.NewPage(env, screen.PageSpec[key]{
		Noun: "钥匙", Read: func(ctx context.Context, by engine.Actor) (key, error) { return c.one(ctx, by, id) },
		Name: func(k key) string { return k.Name }, Summary: func(k key) (string, string) { return k.Name, k.State.Title() },
		Next: func(k key) string { return map[state]string{kept: "可以借出", lent: "等归还"}[k.State] },
		Parts: []screen.Part[key]{
			{Title: "概况", Lines: func(th *kit.Theme, w, _ int, k key) []string {
				return kit.Detail(th, w, []kit.Pair{{Label: "名称", Value: k.Name}})
			}},
			notes,
		},
		Actions: func(k key) []kit.Action {
			lend := func() tea.Cmd {
				return env.AskMove(kit.ConfirmSpec{Title: "借出", Lines: []string{"借出 " + k.Name + "。"}, Yes: "确认借出", Reason: kit.ReasonRequired},
					func(_ context.Context, _ engine.Actor, reason string) (string, error) {
						c.change(id, func(k *key) { k.State, k.Notes = lent, append(k.Notes, reason) })
						return "已借出", nil
					})
			}
			return screen.OnePerKey([]kit.Action{
				screen.Step(env, k.State, "借出", lend, "f5", allocation.ActHandOver, kept),
				screen.Step(env, k.State, "归还", func() tea.Cmd { return screen.Show(newReturn(env, c, k)) }, "f5", allocation.ActHandOver, lent),
				screen.Step(env, k.State, "销号", nil, "f8", allocation.ActHandOver, kept),
			})
		},
	})
}

// newReturn is a form that goes back to the page.
func newReturn(env *screen.Env, c *cupboard, k key) *screen.FormScreen {
	return screen.NewForm(env, screen.FormScreen{Path: "归还", Left: "Ctrl+S 保存", Over: screen.Facts(env, kit.Pair{Label: "钥匙", Value: k.Name})}, kit.FormSpec{
		Draft:    "key/return",
		Sections: []kit.Section{{Fields: []kit.Field{{Name: "note", Label: "记事", Required: true}}}},
		Save: env.MoveBack(func(_ context.Context, _ engine.Actor, f *kit.Form) (string, error) {
			c.change(k.ID, func(k *key) { k.State, k.Notes = kept, append(k.Notes, f.Text("note")) })
			return "已归还", nil
		}),
	})
}

func open(o *screentest.Office, t *testing.T, role allocation.Role, c *cupboard, size [2]int) *kittest.Term {
	t.Helper()
	o.Env.SignIn(o.Who[role])
	return kittest.Start(t, frame.New(o.Env, nil, newKeys(o.Env, c)), size[0], size[1], kittest.OwnWords)
}

// TestShapes walks a noun that is made of the shared shapes only: list, form, page, confirmation, and back; with a key that may not be
// pressed, a form left half-typed, and a refusal that is put on its field.
func TestShapes(t *testing.T) {
	o, c := screentest.New(t), &cupboard{}
	term := open(o, t, allocation.Manager, c, screentest.Sizes[0])
	term.WaitFor("柜里没有钥匙")
	term.Golden("none")
	term.Press("enter")
	term.WaitFor("没有选中的一行")
	term.Press("f2")
	term.WaitFor("柜里已有 0 把")
	term.Type("南市区 3 号")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("南市区 3 号")
	term.Press("ctrl+s")
	term.WaitFor("已放入 南市区 3 号")
	term.WaitFor("下一步 可以借出")
	term.Press("esc", "f2")
	term.WaitFor("柜里已有 1 把")
	term.Type("南市区 3 号")
	term.Press("enter")
	term.Type("备用")
	term.Press("ctrl+s")
	term.WaitFor(">名称")
	term.WaitFor("! 已有同名的钥匙")
	term.Golden("refused")
	term.Press("esc")
	term.WaitFor("1 把")
	term.Press("enter", "f5")
	term.WaitFor("确认借出")
	term.Press("tab", "right", "enter")
	term.WaitFor("理由必填")
	term.Type("验房")
	term.Press("enter", "right", "enter")
	term.WaitFor("已借出")
	term.WaitFor("下一步 等归还")
	term.Press("f8")
	term.WaitFor("现在是借出，只有在柜时可以销号")
	term.Press("f5")
	term.WaitFor("钥匙  南市区 3 号")
	term.Type("完好")
	term.Press("ctrl+s")
	term.WaitFor("已归还")
	term.Press("tab")
	term.WaitFor("完好")
	term.Press("esc")
	term.WaitFor("[全部 1]")
	term.Press("tab", "tab")
	term.WaitFor("没有符合筛选的钥匙")

	reader := open(o, t, allocation.Reviewer, c, screentest.Sizes[0])
	reader.WaitFor("1 把")
	reader.Press("f2")
	reader.WaitFor("您现在是审核员")
	reader.Press("enter")
	reader.WaitFor("可以借出")
	reader.Press("f5")
	reader.WaitFor("您现在是审核员")
}

// TestShapesAtEverySize holds each shape to the cell.
func TestShapesAtEverySize(t *testing.T) {
	o := screentest.New(t)
	for _, size := range screentest.Sizes {
		c := &cupboard{keys: []key{{1, "南市区 1 号", kept, nil}, {2, "南市区 2 号", lent, []string{"验房", "换锁"}}, {3, "新立 7 号", lent, []string{"验房"}}}}
		term := open(o, t, allocation.Manager, c, size)
		term.WaitFor("3 把")
		term.Golden("list")
		term.Press("3")
		term.WaitFor("2 把")
		term.Golden("list-lent")
		term.Press("enter")
		term.WaitFor("等归还")
		term.Golden("page")
		term.Press("2")
		term.WaitFor("换锁")
		term.Golden("page-table")
		term.Press("f5")
		term.Golden("form")
		term.Press("esc", "esc", "f2")
		term.WaitFor("柜里已有 3 把")
		term.Golden("form-read")
	}
}

// TestStalePageReadsAgain: a page hears that someone else has changed its record.
func TestStalePageReadsAgain(t *testing.T) {
	o, c := screentest.New(t), &cupboard{keys: []key{{1, "南市区 1 号", kept, nil}}}
	term := open(o, t, allocation.Manager, c, screentest.Sizes[0])
	term.WaitFor("1 把")
	term.Press("enter")
	term.WaitFor("可以借出")
	c.change(1, func(k *key) { k.State = lent })
	term.Send(screen.Failed{Err: engine.ErrStale})
	term.WaitFor("等归还")
	c.mu.Lock()
	c.late = engine.ErrNotFound
	c.mu.Unlock()
	term.Send(screen.DataChanged{})
	term.WaitFor(engine.ErrNotFound.Error())
	term.WaitFor("等归还") // what was read stays
}
