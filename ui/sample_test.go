package ui_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// shop is a row of the sample list.
type shop struct {
	id              int
	code, place     string
	floor           int
	area            quantity.Area
	state, word     string
	tenant, expires string
}

var shopStates = [...][2]string{{"vacant", "闲置"}, {"occupied", "使用中"}, {"reserved", "已锁定"}, {"recovering", "收回整修"}, {"withdrawn", "停用"}}

func shops(n int) []shop {
	out := make([]shop, n)
	for i := range out {
		st := shopStates[i%len(shopStates)]
		out[i] = shop{
			id: i + 1, code: fmt.Sprintf("JS-NSQ-%02d-%d-%02d", i/40+1, i/20%2+1, i%20+1), place: "南市区 " + strconv.Itoa(i/40+1) + "号楼",
			floor: i/20%2 + 1, area: quantity.Area(9620 + i*37%9000), state: st[0], word: st[1],
		}
		if st[0] == "occupied" {
			out[i].tenant, out[i].expires = "北方家政服务有限责任公司", "2021-11-14"
		}
	}
	return out
}

var shopCols = []kit.Col[shop]{
	{ID: "编号", Title: "编号", Width: 16, Text: func(s shop) string { return s.code }},
	{ID: "楼栋", Title: "楼栋", Width: 12, Drop: 2, Text: func(s shop) string { return s.place }},
	{ID: "层", Title: "层", Width: 3, Right: true, Drop: 3, Text: func(s shop) string { return strconv.Itoa(s.floor) }},
	{ID: "面积", Title: "面积 ㎡", Width: 9, Right: true, Text: func(s shop) string { return s.area.String() }},
	{ID: "状态", Title: "状态", Width: 8, Text: func(s shop) string { return s.word }, Style: func(th *kit.Theme, s shop) kit.Style { return th.State(s.state) }},
	{ID: "承租人", Title: "承租人 / 到期", Width: 14, Flex: true, Drop: 1, Text: func(s shop) string { return strings.TrimSpace(s.tenant + " " + s.expires) }},
}

// list is the sample list screen.
type list struct {
	env   *screen.Env
	table *kit.Table[shop]
	mem   *memory
}

func newList(env *screen.Env, to screen.Go, n int, mem *memory) *list {
	key := func(s shop) string { return strconv.Itoa(s.id) }
	read := func(context.Context) ([]shop, error) { return shops(n), nil }
	s := &list{env: env, mem: mem}
	s.table = kit.NewTable(kit.TableSpec[shop]{Cols: shopCols, Key: key, Fetch: kit.Slice(shopCols, key, read), Multi: true, Filter: to.Filter})
	return s
}

func (s *list) Init() tea.Cmd                               { return s.table.Init() }
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.table.Update(msg) }
func (s *list) Title() string                               { return "房源" }
func (s *list) Body(w, h int) []string                      { return s.table.Lines(s.env.Theme, w, h) }
func (s *list) Cursor() *tea.Cursor                         { return s.table.Cursor() }
func (s *list) Escape() (bool, tea.Cmd)                     { return s.table.Escape() }
func (s *list) Help() []string {
	return []string{"这里列出全部房源。Enter 打开一套，F3 筛选，F6 排序。"}
}

func (s *list) Summary() (string, string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = "全部"
	}
	return "筛选: " + filter, kit.Count(s.table.Total()) + " 套"
}

func (s *list) Actions() []kit.Action {
	own := []kit.Action{
		kit.Act("详情", s.open, "enter"),
		kit.Act("楼栋图", nil, "f11", "m").When("这栋楼还没有图"),
		kit.Act("登记", s.form, "f2", "n"),
	}
	return append(own, s.table.Actions()...)
}

func (s *list) open() tea.Cmd {
	row, _ := s.table.Current()
	return kit.Ask(kit.ConfirmSpec{Title: "停用 " + row.code, Lines: []string{"停用后不能再分配，直到恢复。现有的锁定会放开，排在后面的主体会收到通知。"}, Yes: "停用", Warn: true, Reason: kit.ReasonRequired, Hint: "写明原因"},
		func(a kit.Answer) tea.Cmd {
			return kit.Send(kit.Done{Text: "已停用 " + row.code + "，理由：" + a.Reason, Undo: func() tea.Cmd { return kit.Send(kit.Done{Text: "已恢复 " + row.code}) }})
		})
}

func (s *list) form() tea.Cmd { return kit.Send(screen.Push{Screen: newForm(s.env, s.mem)}) }

// memory keeps drafts in a map.
type memory struct {
	mu    sync.Mutex
	texts map[string]string
}

func (m *memory) Load(key string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[key], nil
}

func (m *memory) Save(key, text string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.texts[key] = text
	return nil
}

func (m *memory) Drop(key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.texts, key)
	return nil
}

// form is the sample form screen.
type form struct {
	env  *screen.Env
	form *kit.Form
}

var errTaken = say.Refuse("taken", "这个名称已经登记过").On("name")

func newForm(env *screen.Env, mem *memory) *form {
	s := &form{env: env}
	sectors := []kit.Choice{{Key: "1", Label: "家政服务"}, {Key: "2", Label: "快递物流"}, {Key: "3", Label: "餐饮"}, {Key: "4", Label: "软件开发", Note: "新经济"}, {Key: "5", Label: "金融", Why: "不在附件所列行业"}}
	groups := []kit.Choice{{Key: "a", Label: "高校毕业生"}, {Key: "b", Label: "退役军人"}, {Key: "c", Label: "下岗失业人员"}}
	s.form = kit.NewForm(kit.FormSpec{
		Draft: "application/new", Drafts: mem, Today: civil.On(2021, 3, 15),
		Sections: []kit.Section{
			{Title: "主体", Fields: []kit.Field{
				{Name: "name", Label: "名称", Required: true, Hint: "与证件一致"},
				{Name: "kind", Label: "有无营业执照", Kind: kit.KindYesNo},
				{Name: "sector", Label: "行业", Kind: kit.KindChoice, Choices: sectors, Required: true, Hint: "附件所列行业"},
				{Name: "groups", Label: "优先群体", Kind: kit.KindChoices, Choices: groups},
			}},
			{Title: "申请", Fields: []kit.Field{
				{Name: "jobs", Label: "带动就业", Kind: kit.KindNumber, Unit: "人", Required: true},
				{Name: "area", Label: "想要面积", Kind: kit.KindArea, Unit: "㎡", Hint: "按岗位核定，每个岗位 12 ㎡，可以少要，不能多要，多要的部分不予考虑"},
				{Name: "rent", Label: "注册资金", Kind: kit.KindMoney, Unit: "元"},
				{Name: "day", Label: "申请日期", Kind: kit.KindDate, Hint: "20171115、今天、+3月"},
				{Name: "about", Label: "项目说明", Kind: kit.KindLong, Hint: "做什么，给谁做"},
				{Name: "clerk", Label: "经办人", Kind: kit.KindShown, Value: "周"},
			}},
		},
		Save: func(f *kit.Form) tea.Cmd {
			name := f.Text("name")
			return func() tea.Msg {
				if name == "已有" {
					return kit.Failed{Err: errTaken}
				}
				return tea.Sequence(f.Saved(), kit.Send(kit.Back{}), kit.Send(kit.Done{Text: "已登记 " + name}))()
			}
		},
	})
	return s
}

func (s *form) Init() tea.Cmd                               { return s.form.Init() }
func (s *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.form.Update(msg) }
func (s *form) Title() string                               { return "登记申请" }
func (s *form) Summary() (string, string)                   { return "带 * 的必填", "" }
func (s *form) Body(w, h int) []string                      { return s.form.Lines(s.env.Theme, w, h) }
func (s *form) Cursor() *tea.Cursor                         { return s.form.Cursor() }
func (s *form) Escape() (bool, tea.Cmd)                     { return s.form.Escape() }
func (s *form) Dirty() bool                                 { return s.form.Dirty() }
func (s *form) Actions() []kit.Action                       { return s.form.Actions() }

// sample is a root over the sample screens, with a day and an actor but no store.
func sample(n int) (*frame.Root, *memory) {
	mem := &memory{texts: map[string]string{}}
	env := &screen.Env{Office: "尖山区", Mark: "演示"}
	env.SignIn(engine.Actor{ID: 1, Name: "zhou", Display: "周", Role: allocation.Intake})
	routes := []screen.Route{
		{Place: screen.Unit, Title: "房源", New: func(env *screen.Env, to screen.Go) screen.Screen { return newList(env, to, n, mem) }},
		{Place: screen.Fee, Title: "费用", New: func(env *screen.Env, to screen.Go) screen.Screen { return newList(env, to, n, mem) }},
		{Place: screen.Log, Title: "日志", Why: func(*screen.Env) string { return "日志由审计查看" }},
	}
	return frame.New(env, routes, newList(env, screen.Go{}, n, mem)), mem
}
