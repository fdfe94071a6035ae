package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/store/engine/signet"
	"penggai/ui/screen"
	"penggai/ui/serve"
)

// serveDefault is the address that only this machine reaches.
const serveDefault = "127.0.0.1:2222"

// serveOffice is `penggai serve`: the screens over SSH, until Ctrl+C or SIGTERM.
func serveOffice(ctx context.Context, s Streams, args []string) error {
	f := flags("serve")
	var p place
	p.add(f)
	listen := f.String("listen", serveDefault, "")
	most := f.Int("desks", serve.MostDesks, "")
	idle := f.Int("idle", int(serve.IdleAfter.Minutes()), "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if *most < 1 || *most > 200 || *idle < 1 || *idle > 24*60 {
		return usageError{errServeBounds}
	}
	if _, _, err := net.SplitHostPort(*listen); err != nil {
		return usageError{errServeAddress.With(*listen)}
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	var server atomic.Pointer[serve.Server]
	o.Wrote = func() {
		if to := server.Load(); to != nil {
			to.Wrote()
		}
	}
	st, err := openOffice(ctx, folder, o)
	if err != nil {
		return err
	}
	v := newSession(s)
	if err := v.take(ctx, st); err != nil {
		return errors.Join(err, st.Close())
	}
	spec := serve.Spec{Store: st, Env: v.another, Most: *most, Idle: time.Duration(*idle) * time.Minute}
	err = v.serve(ctx, spec, *listen, server.Store)
	return errors.Join(err, v.end())
}

// another is an environment of what the session has of its office, for one desk.
func (v *session) another() *screen.Env {
	e := v.env
	return &screen.Env{Store: e.Store, Office: e.Office, Mark: e.Mark, Trial: e.Trial, Log: e.Log}
}

// serve serves an office at an address until ctx ends or the system asks for it.
func (v *session) serve(ctx context.Context, spec serve.Spec, listen string, ready func(*serve.Server)) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	var err error
	if spec.Key, err = signet.At(hostKeyPath(spec.Store.Folder())); err != nil {
		return errHostKey.Textf("本单位的主机密钥读不出：%v", err)
	}
	server, err := serve.New(spec)
	if err != nil {
		return err
	}
	at, err := net.Listen("tcp", listen)
	if err != nil {
		return errListen.Textf("不能在 %s 等候连接：%v", listen, err)
	}
	ready(server)
	if err := v.announce(at.Addr(), spec.Key); err != nil {
		return errors.Join(err, at.Close())
	}
	copies, end := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() { v.copyHourly(copies, func(tea.Msg) {}) })
	err = server.Serve(ctx, at)
	end()
	done.Wait()
	return err
}

// announce says where desks connect, by what they recognise the office, and how it is stopped.
func (v *session) announce(at net.Addr, key signet.Key) error {
	print, err := serve.Fingerprint(key)
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return err
	}
	out := v.streams.Out
	fmt.Fprintf(out, "%s开着，等候连接：%s\n主机指纹：%s\n", v.env.Office, at, print)
	ip := net.ParseIP(host)
	switch {
	case ip != nil && ip.IsLoopback():
		fmt.Fprintf(out, "只有本机能连接：ssh -p %s 账号@%s\n让别的电脑连接，停下来改用：penggai serve --listen 本机地址:%s\n", port, host, port)
	case ip == nil || ip.IsUnspecified():
		fmt.Fprintf(out, "别的电脑上打开“终端”或“命令提示符”，输入：ssh -p %s 账号@本机地址\n本机地址：%s\n", port, strings.Join(ownAddresses(), "、"))
	default:
		fmt.Fprintf(out, "别的电脑上打开“终端”或“命令提示符”，输入：ssh -p %s 账号@%s\n", port, host)
	}
	fmt.Fprint(out, "第一次连接时核对指纹，一样再输入 yes。Ctrl+C 停止；填了一半的表都留作草稿。\n")
	return nil
}

// ownAddresses are those of this machine in its networks.
func ownAddresses() (out []string) {
	list, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			out = append(out, n.IP.String())
		}
	}
	return out
}

// hostKeyPath is where the key lies by which desks recognise the office: beside its data file, so that it comes along when the folder moves.
func hostKeyPath(folder string) string { return filepath.Join(folder, "serve", "host.pem") }

// serveKey is `penggai serve key`: the fingerprint, to be printed and handed out.
func serveKey(_ context.Context, s Streams, args []string) error {
	f := flags("serve key")
	var p place
	p.add(f)
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	st, err := p.openForReading(s)
	if err != nil {
		return err
	}
	defer st.Close()
	key, err := signet.At(hostKeyPath(st.Folder()))
	if err != nil {
		return errHostKey.Textf("本单位的主机密钥读不出：%v", err)
	}
	print, err := serve.Fingerprint(key)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Out, print)
	return nil
}

// Refusals of serving.
var (
	errServeBounds  = say.Refuse("serve_bounds", "--desks 须为 1 至 200 个工位，--idle 须为 1 至 1440 分钟")
	errServeAddress = say.Refuse("serve_address", "--listen 写成 地址:端口，如 192.168.1.10:2222；只给本机用的是 127.0.0.1:2222")
	errHostKey      = say.Refuse("host_key", "本单位的主机密钥读不出，请检查数据文件夹里 serve 的权限")
	errListen       = say.Refuse("listen", "不能在这个地址等候连接。请核对地址是本机的，端口没有被别的程序占用")
)
