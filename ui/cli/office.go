package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/say"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/signet"
	"penggai/store/engine/witness"
	"penggai/store/premises"
	"penggai/ui/relay"
)

// place is which office a command works on and on which day, as whom: what --data, --today, --user and --role say.
type place struct {
	folder string
	today  string
	user   string
	role   string              // in which the account acts; empty: the first of its roles that may do what the command does
	known  string              // the password, once it was asked for
	does   []allocation.Action // what the command does; none: every role may call it
}

// add registers the flags of a place; addSigned those of a command that acts as somebody.
func (p *place) add(f *flag.FlagSet) {
	f.StringVar(&p.folder, "data", "", "")
	f.StringVar(&p.today, "today", "", "")
}

func (p *place) addSigned(f *flag.FlagSet) {
	p.add(f)
	f.StringVar(&p.user, "user", "", "")
	f.StringVar(&p.role, "role", "", "")
}

// dataFolder is --data, else PENGGAI_DATA, else the user's data folder of the system.
func (p *place) dataFolder(s Streams) (string, error) {
	if p.folder != "" {
		return p.folder, nil
	}
	if dir := s.Getenv("PENGGAI_DATA"); dir != "" {
		return dir, nil
	}
	base := s.Getenv("XDG_DATA_HOME")
	home, err := os.UserHomeDir()
	switch {
	case base != "":
	case runtime.GOOS == "windows":
		base = s.Getenv("LOCALAPPDATA")
	case err != nil:
	case runtime.GOOS == "darwin":
		base = filepath.Join(home, "Library", "Application Support")
	default:
		base = filepath.Join(home, ".local", "share")
	}
	if base == "" {
		return "", errNoFolder
	}
	return filepath.Join(base, "penggai"), nil
}

// settingsFolder is PENGGAI_WITNESS, else the program's folder in the user's settings; "" where there is none or - is said.
func settingsFolder(s Streams) string {
	switch dir := s.Getenv("PENGGAI_WITNESS"); dir {
	case "":
	case "-":
		return ""
	default:
		return dir
	}
	base := s.Getenv("XDG_CONFIG_HOME")
	home := s.Getenv("HOME")
	switch {
	case runtime.GOOS == "windows":
		base = s.Getenv("APPDATA")
	case runtime.GOOS == "darwin" && home != "":
		base = filepath.Join(home, "Library", "Application Support")
	case base == "" && home != "":
		base = filepath.Join(home, ".config")
	}
	if base == "" {
		return ""
	}
	return filepath.Join(base, "penggai")
}

// found is the data folder and how to open it.
func (p *place) found(s Streams) (folder string, o engine.Options, err error) {
	if folder, err = p.dataFolder(s); err != nil {
		return "", o, err
	}
	o, err = p.options(s, folder)
	return folder, o, err
}

// options are the store's options for a data folder, on the day that --today sets, with this machine's witness of it; none is kept
// where folder is "".
func (p *place) options(s Streams, folder string) (o engine.Options, err error) {
	if settings := settingsFolder(s); settings != "" && folder != "" {
		if o.Witness, err = witness.At(settings, folder); err != nil {
			return o, err
		}
		o.Signets = signet.In(settings)
	}
	if p.today == "" {
		return o, nil
	}
	day, err := civil.ParseTyped(p.today, engine.WallDay())
	if err != nil {
		return o, usageError{errBadToday.Textf("--today：%s", civil.Wrong(p.today, engine.WallDay()))}
	}
	o.Today, o.DaySet = func() civil.Date { return day }, true
	return o, nil
}

// read runs a command that only reads, as --user. While another process uses the folder that one runs it; where it cannot, the command reads
// beside it, and the sign-in is then not in the log, because only the owner of the folder writes.
func (p *place) read(ctx context.Context, s Streams, do func(*store.Store, engine.Actor) error) error {
	if s.caller != nil {
		return p.act(ctx, s, false, do)
	}
	st, err := p.openAs(s, false)
	if !errors.Is(err, engine.ErrFolderInUse) {
		return p.work(ctx, s, st, err, do)
	}
	if err := p.through(ctx, s); !errors.Is(err, relay.ErrNoHolder) {
		return err
	}
	err = p.act(ctx, s, true, do)
	if errors.Is(err, errNoEntry) { // what is taken out has to be in the log
		return p.act(ctx, s, false, do)
	}
	return err
}

// act opens the office, signs --user in and lets it work. What writes is done by the process that holds the office, where there is one.
func (p *place) act(ctx context.Context, s Streams, readOnly bool, do func(*store.Store, engine.Actor) error) error {
	if s.caller != nil {
		st, err := s.caller.open(p)
		if err != nil {
			return err
		}
		by, err := p.signIn(ctx, s, st)
		if err != nil {
			return err
		}
		return do(st, by)
	}
	st, err := p.openAs(s, readOnly)
	if !readOnly && errors.Is(err, engine.ErrFolderInUse) {
		st, err = p.wait(ctx, s)
	}
	return p.work(ctx, s, st, err, do)
}

// work signs --user in on an office that was opened, lets it work and closes the office.
func (p *place) work(ctx context.Context, s Streams, st *store.Store, err error, do func(*store.Store, engine.Actor) error) error {
	if err != nil {
		return err
	}
	defer st.Close()
	by, err := p.signIn(ctx, s, st)
	if err != nil {
		return err
	}
	return do(st, by)
}

func (p *place) openAs(s Streams, readOnly bool) (*store.Store, error) {
	folder, o, err := p.found(s)
	if err != nil {
		return nil, err
	}
	o.ReadOnly = readOnly
	st, err := store.Open(folder, o)
	if err == nil && st.Past() != "" {
		fmt.Fprintln(s.Err, "penggai: 注意：与本机见证不符："+st.Past())
	}
	return st, err
}

// openForReading opens the office beside whatever process may be using it.
func (p *place) openForReading(s Streams) (*store.Store, error) { return p.openAs(s, true) }

// signIn is the actor of a command: --user with the password from PENGGAI_PASSWORD, else asked.
func (p *place) signIn(ctx context.Context, s Streams, st *store.Store) (engine.Actor, error) {
	if p.user == "" {
		return engine.Actor{}, usageError{errNoUser}
	}
	if p.known == "" {
		var err error
		if p.known, err = askPassword(s, fmt.Sprintf(textAskPassword, p.user)); err != nil {
			return engine.Actor{}, err
		}
	}
	account, err := st.SignIn(ctx, p.user, p.known)
	if err != nil {
		return engine.Actor{}, err
	}
	if account.MustChange {
		return engine.Actor{}, engine.ErrFirstPassword
	}
	if account.Before.Failed > 0 {
		fmt.Fprintln(s.Err, "penggai: 注意："+account.Before.String())
	}
	role, err := p.roleOf(account.Roles)
	return account.Actor(role), err
}

// roleOf is the role in which an account acts. Errors: errNoRole.
func (p *place) roleOf(roles []allocation.Role) (allocation.Role, error) {
	var titles []string
	for _, r := range roles {
		if p.role == string(r) || p.role == r.Title() {
			return r, nil
		}
		titles = append(titles, r.Title())
	}
	if p.role != "" {
		return "", usageError{errNoRole.Textf("这个账号没有这个角色，--role 可用的有 %s", strings.Join(titles, "、")).With(p.role)}
	}
	for _, r := range roles {
		if !slices.ContainsFunc(p.does, func(a allocation.Action) bool { return !a.Allows(r) }) {
			return r, nil
		}
	}
	return "", nil
}

// askPassword takes PENGGAI_PASSWORD, else asks on the terminal without showing what is typed.
func askPassword(s Streams, prompt string) (string, error) {
	if p := s.Getenv(passwordName); p != "" {
		return p, nil
	}
	if s.caller != nil {
		return s.caller.password(prompt)
	}
	in, ok := s.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", usageError{errNoPassword}
	}
	fmt.Fprint(s.Err, prompt)
	typed, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(s.Err)
	if err != nil {
		return "", usageError{errNoPassword}
	}
	return string(typed), nil
}

// createOffice makes an office with the catalogues of the policy and its part of the sample inventory (示例明细).
func createOffice(folder string, f basis.Founding, o engine.Options) (*store.Store, error) {
	f.Catalogues = basis.Catalogues{
		Districts: allocation.Districts(), Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(),
		Benefits: seed.Benefits(), Grounds: leave.ExitGrounds(), Bodies: seed.Bodies(), Reasons: seed.Reasons(), Holidays: seed.Holidays(),
	}
	district, err := allocation.ParseOffice(f.Office)
	if err != nil {
		return nil, err
	}
	units := slices.DeleteFunc(seed.Units(1), func(u allocation.Unit) bool { return district != "" && u.District != district })
	f.Stock = premises.Stock(units)
	if f.Empty {
		f.Stock = premises.Places(units)
	}
	return store.Create(folder, f, o)
}

// initOffice is `penggai init`.
func initOffice(_ context.Context, s Streams, args []string) error {
	f := flags("init")
	var p place
	p.add(f)
	office := f.String("office", "", "")
	admin := f.String("admin", "", "")
	display := f.String("display", "", "")
	trial := f.Bool("trial", false, "")
	empty := f.Bool("empty", false, "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if *office == "" || *admin == "" {
		return usageError{usageOf(f)}
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	password, err := askPassword(s, fmt.Sprintf(textAskPassword, *admin))
	if err != nil {
		return err
	}
	founding := basis.Founding{Office: *office, Admin: *admin, Display: *display, Password: password, Empty: *empty}
	if *trial {
		founding.Clock.Kind = civil.ClockTrial
	}
	st, err := createOffice(folder, founding, o)
	if err != nil {
		return err
	}
	if *trial {
		fmt.Fprintln(s.Out, "这份数据只作试用：每个屏幕、文书和导出都标“试用”，以后不能转为正式。")
	}
	then := "现有房源为示例明细，导入本区台账后停用。"
	if *empty {
		then = "没有房源，请导入本区台账：屏幕上 接入，或 penggai import units。"
	}
	start := "penggai"
	if p.folder != "" { // only the usual folder is found without its name
		start += " --data " + p.folder
	}
	fmt.Fprintf(s.Out, "已建立%s的数据：%s\n输入 %s 登录。%s\n", strings.TrimSpace(*office), folder, start, then)
	return st.Close()
}

// isTerminal reports whether a person sees at once what is written there.
func isTerminal(w io.Writer) bool {
	if far, ok := w.(interface{ Terminal() bool }); ok {
		return far.Terminal()
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// reportProgress writes the state of a long work to a terminal's standard error, at most ten times a second.
func reportProgress(w io.Writer, words map[string]string) engine.Progress {
	if !isTerminal(w) {
		return nil
	}
	var last time.Time
	return func(stage string, done, total int64) {
		if done < total && time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		fmt.Fprintf(w, "\r%s %d / %d ", words[stage], done, total)
		if done >= total {
			fmt.Fprint(w, "\r\x1b[K")
		}
	}
}

const textAskPassword = "%s 的密码："

// Refusals of the command line.
var (
	errNoFolder   = say.Refuse("no_folder", "找不到用户数据文件夹，请用 --data 指定")
	errBadToday   = say.Refuse("bad_today", "--today 的日期看不懂，请写成 2021-03-15")
	errNoUser     = say.Refuse("no_user", "请用 --user 指定账号，密码放在环境变量 PENGGAI_PASSWORD 或按提示输入")
	errNoRole     = say.Refuse("no_role", "这个账号没有这个角色")
	errNoPassword = say.Refuse("no_password", "没有密码：请设置环境变量 PENGGAI_PASSWORD，或在终端里运行后按提示输入")
)
