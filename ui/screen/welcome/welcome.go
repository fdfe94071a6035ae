package welcome

import (
	"context"
	"errors"
	"fmt"

	"penggai/store/engine/pass"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// Spec is what the command line hands in: only it may wire the seed and the store.
type Spec struct {
	Folder string                                                                                // where the office will be
	Create func(f basis.Founding) (*store.Store, error)                                          // makes and opens it
	Demo   func(ctx context.Context, report progress.Report) (*store.Store, engine.Actor, error) // a demonstration, somebody signed in

	Restore func(ctx context.Context, file string, report progress.Report) (*store.Store, error) // brings an office back from a backup and opens it
	SignIn  func() screen.Screen                                                                 // what follows then
}

// form asks whose office it is and who manages it.
type form struct {
	env  *screen.Env
	spec Spec
	form *kit.Form
}

// New makes the welcome screen.
func New(env *screen.Env, spec Spec) screen.Screen {
	s := &form{env: env, spec: spec}
	s.form = kit.NewForm(kit.FormSpec{
		Sections: []kit.Section{
			{Title: "单位", Fields: []kit.Field{
				{Name: "office", Label: "本单位", Kind: kit.KindChoice, Choices: offices(), Value: allocation.Districts()[0].Name, Required: true, Hint: "左右键切换，或按 F4 选择", Width: 14},
				{Name: "stock", Label: "开始时", Kind: kit.KindChoice, Choices: stocks, Value: stockEmpty, Required: true, Hint: "左右键换：空的，或先用示例明细", Width: 24},
				{Name: "folder", Label: "存放位置", Kind: kit.KindShown, Value: spec.Folder},
			}},
			{Title: "第一个系统管理员", Fields: []kit.Field{
				{Name: "name", Label: say.Account, Value: "admin", Required: true, Limit: 32, Hint: "登录用，2 至 32 个字"},
				{Name: "display", Label: say.PersonName, Required: true, Limit: 20, Hint: "写进日志和文书"},
				{
					Name: "password", Label: say.Password, Kind: kit.KindSecret, Required: true, Limit: 200, Hint: pass.Hint,
					Check: func(text string) error { return pass.Check("", text) },
				},
				{Name: "again", Label: "再输一遍", Kind: kit.KindSecret, Required: true, Limit: 200},
			}},
		},
		Check: func(f *kit.Form) error {
			if f.Text("again") != f.Text("password") {
				return errNotSame.On("again")
			}
			return nil
		},
		Save: s.create,
	})
	s.form.Focus("office")
	return s
}

// What an office begins with.
const (
	stockEmpty  = "empty"
	stockSample = "sample"
)

var stocks = []kit.Choice{
	{Key: stockEmpty, Label: "空的，导入本单位台账", Note: "只有小区目录，没有房源"},
	{Key: stockSample, Label: "先用示例明细", Note: "导入本区台账后停用"},
}

func offices() []kit.Choice {
	return append(screen.DistrictChoices(), kit.Choice{Key: allocation.CityOffice, Label: allocation.CityOffice, Note: "四个区和市本级"})
}

// opened brings a new office back to the screen, with who works in it.
type opened struct {
	to    *form
	store *store.Store
	by    engine.Actor
	name  string
	trial bool
	way   bool // the way on which it moves in is shown
	mark  string
	done  string
}

func (s *form) create(f *kit.Form) tea.Cmd {
	founding := basis.Founding{Office: f.Text("office"), Admin: f.Text("name"), Display: f.Text("display"), Password: f.Text("password"), Empty: f.Text("stock") == stockEmpty}
	return kit.Both(kit.Send(screen.Note{Text: "正在建立，请稍候"}), func() tea.Msg {
		st, err := s.spec.Create(founding)
		if err != nil {
			return screen.Failed{Err: err}
		}
		a, err := st.SignIn(context.Background(), founding.Admin, founding.Password)
		if err != nil {
			return screen.Failed{Err: errors.Join(err, st.Close())}
		}
		return opened{to: s, store: st, by: a.Actor(""), name: founding.Office, way: true, mark: s.env.Mark, done: fmtCreated(founding.Office)}
	})
}

// demo makes the demonstration, which takes a while.
func (s *form) demo() tea.Cmd {
	return progress.Run(textDemo, func(ctx context.Context, report progress.Report) tea.Msg {
		st, by, err := s.spec.Demo(ctx, report)
		if err != nil {
			return screen.Failed{Err: err}
		}
		o, err := st.Office(ctx)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return opened{to: s, store: st, by: by, name: o.Name, trial: true, mark: civil.ClockDemo.Mark(), done: "演示已打开，在菜单（F10）里选“切换角色”换人"}
	})
}

func (s *form) Init() tea.Cmd { return s.form.Init() }

func (s *form) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if m, ok := msg.(opened); ok {
		if m.to != s {
			return s, nil
		}
		s.env.Store, s.env.Office = m.store, m.name
		s.env.Trial, s.env.Mark = m.trial, m.mark
		s.env.SignIn(m.by)
		cmds := []tea.Cmd{kit.Send(screen.SignedIn{First: s.env.First()})}
		if m.way { // an office for real moves in
			cmds = append(cmds, screen.Open(screen.Takeover, 0))
		}
		return s, kit.Both(append(cmds, kit.Send(screen.Done{Text: m.done}))...)
	}
	return s, s.form.Update(msg)
}

func (s *form) Title() string             { return "欢迎" }
func (s *form) Summary() (string, string) { return "这里还没有数据", "" }
func (s *form) Cursor() *tea.Cursor       { return s.form.Cursor() }
func (s *form) Help() []string            { return help }
func (s *form) Dirty() bool               { return s.form.Dirty() }

// Escape asks before what is half-typed is given up: there is no office yet that could keep a draft.
func (s *form) Escape() (bool, tea.Cmd) { return s.form.Escape() }

func (s *form) Body(w, h int) []string {
	out := []string{""}
	for _, part := range kit.Wrap("填好下面几项就建成本单位的数据，以后都从这里登录。只想看看，按 F5 打开演示，不影响真实数据。", w-2) {
		out = append(out, " "+part)
	}
	out = append(out, "")
	s.form.At(0, len(out))
	return append(out, s.form.Lines(s.env.Theme, w, h-len(out))...)
}

// Actions are the form's, with its saving under another name, and the demonstration.
func (s *form) Actions() []kit.Action {
	list := s.form.Actions()
	list[0].Label = "建立"
	why := ""
	if s.spec.Demo == nil {
		why = "这里没有演示数据"
	}
	own := []kit.Action{kit.Act(textDemo, s.demo, "f5").When(why)}
	if s.spec.Restore != nil {
		own = append(own, kit.Act(textRestore, s.restore, "ctrl+x"))
	}
	return append(list[:2:2], append(own, list[2:]...)...)
}

var errNotSame = say.Refuse("not_same", "两次输入的密码不同，请重新输入")

const textDemo = "打开演示"

func fmtCreated(office string) string {
	return fmt.Sprintf("已建立%s的数据。照下面的步骤接入，Esc 回首页，随时可以再来", office)
}

var help = []string{
	"本单位可以是一个区，也可以是全市；建成后不能改。",
	"开始时：空的，等导入本单位台账；示例明细，可以先练手，首次导入台账后没办过业务的示例停用。",
	"第一个系统管理员负责给别人开账号、发布参数和备份。",
	"Enter 下一项，最后一项上 Enter 就建立；F5 打开一套虚构的演示数据。",
	"Ctrl+X 从备份恢复：换了电脑，或旧电脑坏了，从 U 盘上的备份把数据带过来。",
}
