package serve_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
	"penggai/ui/serve"
)

// entry is the latest entry of the log with a title.
func (s *served) entry(t testing.TB, title string) engine.LogEntry {
	t.Helper()
	page, err := s.Store.LogList(t.Context(), engine.Console(), engine.ListQuery{Filter: "事项:" + title, Limit: 1})
	s.Must(err)
	if len(page.Rows) == 0 {
		t.Fatalf("no entry %s", title)
	}
	return page.Rows[0]
}

// TestDesk: who signs in by SSH is in, at the size of the own window, and the log says from where.
func TestDesk(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	c := s.sit(t, string(allocation.Intake), 80, 24)
	c.sees("今日待办")
	c.sees("受理员 周")
	if e := s.entry(t, "登录"); e.Desk != "127.0.0.1" || e.Account != s.Who[allocation.Intake].ID {
		t.Errorf("the entry says %+v", e)
	}
	if d := s.server.Desks(); len(d) != 1 || d[0].From != "127.0.0.1" || d[0].Account != "intake 周" {
		t.Errorf("in are %+v", d)
	}
	s.Must(c.session.WindowChange(30, 100))
	c.mu.Lock()
	c.emu.Resize(100, 30)
	c.mu.Unlock()
	c.until("the screens did not grow", func() bool {
		lines := strings.Split(c.text(), "\n")
		return len(lines) >= 30 && strings.Contains(lines[29], "F10 菜单")
	})
	if report, err := s.Store.Verify(t.Context(), nil); err != nil || !report.OK() {
		t.Errorf("the log with a desk in it does not verify: %v %+v", err, report)
	}
}

// TestWrongPasswordFiveTimes: tries over the network count where those of the screens do, and the lock-out holds for the right password
// and for a key as well.
func TestWrongPasswordFiveTimes(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	public, private := pair(t)
	_, err := s.Store.AddKey(t.Context(), s.Who[allocation.Intake], s.Who[allocation.Intake].ID, public, "前台")
	s.Must(err)
	for range 5 {
		if _, err := gossh.Dial("tcp", s.at, config("intake", gossh.Password("nothing like it"))); err == nil {
			t.Fatal("a wrong password came in")
		}
	}
	banner := ""
	locked := config("intake", gossh.Password(screentest.Password))
	locked.BannerCallback = func(text string) error { banner = text; return nil }
	if _, err := gossh.Dial("tcp", s.at, locked); err == nil {
		t.Error("a locked account came in")
	}
	if !strings.Contains(banner, "连续输错 5 次") {
		t.Errorf("the client is told %q", banner)
	}
	if _, err := gossh.Dial("tcp", s.at, config("intake", gossh.PublicKeys(private))); err == nil {
		t.Error("a locked account came in by its key")
	}
	if _, err := s.Store.SignIn(t.Context(), "intake", screentest.Password); !errors.Is(err, basis.ErrThrottled) {
		t.Errorf("the screens say %v", err)
	}
	if e := s.entry(t, "登录锁定"); e.Desk != "127.0.0.1" {
		t.Errorf("the entry says %+v", e)
	}
}

// TestAskingSaysWhy: a client that asks is told in words why a password was not taken.
func TestAskingSaysWhy(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	var told []string
	answers := []string{"wrong", screentest.Password}
	conn, err := gossh.Dial("tcp", s.at, config("intake", gossh.KeyboardInteractive(func(_, why string, questions []string, echos []bool) ([]string, error) {
		if len(questions) == 0 {
			return nil, nil
		}
		told = append(told, why)
		answer := answers[0]
		answers = answers[1:]
		return []string{answer}, nil
	})))
	s.Must(err)
	defer conn.Close()
	if len(told) != 2 || !strings.Contains(told[1], "账号或密码不对") {
		t.Errorf("told %q", told)
	}
}

// pair makes a key as ssh-keygen does.
func pair(t testing.TB) (public string, private gossh.Signer) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private, err = gossh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(gossh.MarshalAuthorizedKey(private.PublicKey())), private
}

// TestPublicKey: the key of an account opens that account alone, as long as it is on it.
func TestPublicKey(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	public, private := pair(t)
	by := s.Who[allocation.Intake]
	k, err := s.Store.AddKey(t.Context(), by, by.ID, public, "前台电脑")
	s.Must(err)
	conn, err := gossh.Dial("tcp", s.at, config("intake", gossh.PublicKeys(private)))
	s.Must(err)
	s.open(t, conn, 80, 24).sees("今日待办")
	if e := s.entry(t, "登录"); e.Reason != "公钥 "+k.Print {
		t.Errorf("the entry says %+v", e)
	}
	if _, err := gossh.Dial("tcp", s.at, config("reviewer", gossh.PublicKeys(private))); err == nil {
		t.Error("the key opened another account")
	}
	s.Must(s.Store.DropKey(t.Context(), by, k.ID))
	if _, err := gossh.Dial("tcp", s.at, config("intake", gossh.PublicKeys(private))); err == nil {
		t.Error("a key that is gone came in")
	}
}

// offered is a signer that has only the public half: it signs with another key.
type offered struct {
	gossh.Signer
	signs gossh.Signer
}

func (o offered) Sign(random io.Reader, data []byte) (*gossh.Signature, error) {
	return o.signs.Sign(random, data)
}

// TestOfferedKeyProvesNothing: who offers the public key of somebody else and comes in with a password is who the password says.
func TestOfferedKeyProvesNothing(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	public, private := pair(t)
	_, other := pair(t)
	by := s.Who[allocation.Intake]
	_, err := s.Store.AddKey(t.Context(), by, by.ID, public, "前台电脑")
	s.Must(err)
	if _, err := gossh.Dial("tcp", s.at, config("intake", gossh.PublicKeys(offered{private, other}))); err == nil {
		t.Fatal("the public half alone came in")
	}
	page, err := s.Store.LogList(t.Context(), engine.Console(), engine.ListQuery{Filter: "事项:登录", Limit: 5})
	s.Must(err)
	for _, e := range page.Rows {
		if strings.HasPrefix(e.Reason, "公钥") {
			t.Errorf("an offered key stands in the log as signing in: %+v", e)
		}
	}
}

// TestFirstPassword: a password that somebody else set is changed on the screen before anything else.
func TestFirstPassword(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	admin := engine.Console()
	id, err := s.Store.AddAccount(t.Context(), admin, basis.NewAccount{Name: "xinren", Display: "新", Roles: []allocation.Role{allocation.Intake}, District: screentest.District, Password: screentest.Password})
	s.Must(err)
	c := s.sit(t, "xinren", 80, 24)
	c.sees("密码是别人设的")
	c.types(screentest.Password + enter + "wanda-7731-shan" + enter + "wanda-7731-shan" + enter)
	c.sees("今日待办")
	a, err := s.Store.Account(t.Context(), admin, id)
	s.Must(err)
	if a.MustChange {
		t.Error("the first password still holds")
	}
}

// TestLineDrops: what was half-typed when the line went is there when the person comes back, though the field was never left.
func TestLineDrops(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	c := s.sit(t, string(allocation.Intake), 80, 24)
	c.sees("今日待办")
	c.types(f2)
	c.sees("谁来申请")
	c.types(tab + tab + "北方家政")
	c.sees("北方家政")
	s.Must(c.conn.Close())
	c.until("the desk is still in", func() bool { return len(s.server.Desks()) == 0 })
	c = s.sit(t, string(allocation.Intake), 80, 24)
	c.sees("今日待办")
	c.types(f2)
	c.sees("填了一半")
	c.types(down + enter)
	c.sees("北方家政")
	c.sees("已恢复上次未保存的内容")
}

// TestStopKeepsDrafts: when the server ends, every desk keeps what is half-typed and is told.
func TestStopKeepsDrafts(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	c := s.sit(t, string(allocation.Intake), 80, 24)
	c.sees("今日待办")
	c.types(f2)
	c.sees("谁来申请")
	c.types(tab + tab + "北方家政")
	c.sees("北方家政")
	s.stop()
	c.until("nothing is said", func() bool { return strings.Contains(c.said(), "办公室的程序停了") })
	drafts, err := s.Store.Drafts(t.Context(), s.Who[allocation.Intake])
	s.Must(err)
	if len(drafts) != 1 || !strings.Contains(drafts[0].Body, "北方家政") || !strings.HasSuffix(drafts[0].Key, "@127.0.0.1") {
		t.Errorf("kept are %+v", drafts)
	}
}

// TestDesksHearOfEachOther: what one desk writes stands on the list of the other, whose cursor stays.
func TestDesksHearOfEachOther(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	c := s.sit(t, string(allocation.Manager), 120, 36)
	c.sees("今日待办")
	c.types(f10 + "房源")
	c.sees("房源")
	c.types(enter)
	c.sees("区 / 小区 / 楼栋")
	c.types(enter)
	c.sees("JS-NSQ")
	c.types(down + down)
	marked := func() string {
		for line := range strings.SplitSeq(c.text(), "\n") {
			if strings.HasPrefix(line, ">") {
				return strings.Fields(line)[0]
			}
		}
		return ""
	}
	c.until("the cursor did not move", func() bool { return strings.HasSuffix(marked(), "-03") })
	was := marked()
	units, err := s.Store.Units(t.Context(), s.Who[allocation.Manager], engine.ListQuery{Limit: 1})
	s.Must(err)
	s.Must(s.Store.WithdrawUnits(t.Context(), s.Who[allocation.Manager].As(engine.NewCommand()), []int64{units.Rows[0].ID}, "漏水"))
	c.until("the other desk hears nothing", func() bool {
		for line := range strings.SplitSeq(c.text(), "\n") {
			if strings.Contains(line, units.Rows[0].Number) && strings.Contains(line, "停用") {
				return true
			}
		}
		return false
	})
	if now := marked(); now != was {
		t.Errorf("the cursor went from %q to %q", was, now)
	}
}

// TestBounds: only screens, only as many as may be, and not for ever.
func TestBounds(t *testing.T) {
	s := start(t, screentest.New(t), func(spec *serve.Spec) { spec.Most, spec.Idle = 1, 2*time.Second })
	conn, err := gossh.Dial("tcp", s.at, config("intake", gossh.Password(screentest.Password)))
	s.Must(err)
	run, err := conn.NewSession()
	s.Must(err)
	out, err := run.CombinedOutput("cat penggai.db")
	if err == nil || !strings.Contains(string(out), "不执行命令") {
		t.Errorf("a command was answered with %q, %v", out, err)
	}
	if _, err := conn.Dial("tcp", "127.0.0.1:80"); err == nil {
		t.Error("a port was forwarded")
	}
	if _, err := conn.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("a port was opened")
	}
	files, err := conn.NewSession()
	s.Must(err)
	if err := files.RequestSubsystem("sftp"); err == nil {
		t.Error("files are served")
	}
	first := s.open(t, conn, 80, 24)
	first.sees("今日待办")
	second := s.sit(t, string(allocation.Reviewer), 80, 24)
	second.until("not refused", func() bool { return strings.Contains(second.said(), "已有 1 个工位在用") })
	first.until("the line stays open", func() bool { return strings.Contains(first.said(), "没有操作，连接已关闭") })
	first.until("the desk is still in", func() bool { return len(s.server.Desks()) == 0 })
}

// TestTwoDesksRace: two people give the same shop away at the same moment: one award stands, the other is told who was faster.
func TestTwoDesksRace(t *testing.T) {
	o := screentest.New(t)
	second := basis.NewAccount{Name: "approver2", Display: "孙", Roles: []allocation.Role{allocation.Approver}, District: screentest.District, Password: screentest.Password, Settled: true}
	_, err := o.Store.AddAccount(t.Context(), engine.Console(), second)
	o.Must(err)
	ids := []int64{o.Approved(), o.Approved()}
	s := start(t, o, nil)
	desks := []*client{s.sit(t, string(allocation.Approver), 120, 36), s.sit(t, second.Name, 120, 36)}
	for i, c := range desks {
		d := o.Application(ids[i])
		c.sees("今日待办")
		c.types(f10 + "申请")
		c.sees("> 申请")
		c.types(enter)
		c.sees(d.Number)
		c.types("/" + d.Number + enter + enter)
		c.sees("F5")
		c.types(f5)
		c.sees("JS-NSQ")
		c.types(enter)
		c.sees("一步完成")
	}
	desks[0].sees("第二人密码") // the other application comes first by rank
	desks[0].types("离家近" + enter + second.Name + enter + screentest.Password + enter)
	for _, c := range desks {
		c.types("\x1b[C" + enter)
	}
	won := func(c *client) bool { return strings.Contains(c.text(), "单户安置第 1 号") }
	lost := func(c *client) bool { return strings.Contains(c.text(), "占用（单户安置）") }
	for _, c := range desks {
		c.until("neither one nor the other", func() bool { return won(c) || lost(c) })
	}
	if won(desks[0]) == won(desks[1]) {
		t.Fatalf("both ended as\n%s\n%s", desks[0].text(), desks[1].text())
	}
	loser, winner := desks[0], "孙"
	if won(desks[0]) {
		loser, winner = desks[1], s.Who[allocation.Approver].Display
	}
	loser.sees("已由" + winner)
	held := 0
	units, err := s.Store.Units(t.Context(), s.Who[allocation.Approver], engine.ListQuery{})
	s.Must(err)
	for _, u := range units.Rows {
		if u.State == allocation.UnitReserved {
			held++
		}
	}
	if held != 1 {
		t.Errorf("%d shops are reserved", held)
	}
}

// TestWindowsOfOneAccount: two windows of one account on one machine keep what is half-typed in a form apart; who comes back finds it, and
// what is being typed in another window stays there.
func TestWindowsOfOneAccount(t *testing.T) {
	s := start(t, screentest.New(t), nil)
	by := s.Who[allocation.Intake]
	first := s.sit(t, string(allocation.Intake), 80, 24)
	second := s.sit(t, string(allocation.Intake), 80, 24)
	second.sees("今日待办")
	if d := s.server.Desks(); len(d) != 2 || d[0].Window != 1 || d[1].Window != 2 || d[1].ID != by.ID {
		t.Fatalf("in are %+v", d)
	}
	window := func(n int) kit.Drafts {
		env := &screen.Env{Store: s.Store, Desk: "127.0.0.1", Window: n, Desks: s.server.Desks}
		env.SignIn(by)
		return env.Drafts()
	}
	s.Must(window(1).Save("applicant/new", "one"))
	holds := func(n int, want string) {
		t.Helper()
		if got, err := window(n).Load("applicant/new"); err != nil || got != want {
			t.Errorf("window %d has %q, %v; want %q", n, got, err, want)
		}
	}
	holds(2, "one") // it comes along
	s.Must(window(2).Save("applicant/new", "two"))
	holds(1, "one")
	holds(2, "two")
	s.Must(window(2).Drop("applicant/new"))
	holds(1, "one")
	s.Must(window(1).Drop("applicant/new"))
	s.Must(window(2).Save("applicant/new", "two"))
	s.Must(second.conn.Close())
	second.until("the desk is still in", func() bool { return len(s.server.Desks()) == 1 })
	holds(1, "two")
	if drafts, err := s.Store.Drafts(t.Context(), by); err != nil || len(drafts) != 1 {
		t.Errorf("kept are %+v, %v", drafts, err)
	}
	first.sees("今日待办")
}
