package key_test

import (
	"crypto/ed25519"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/key"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, key.Routes) }

// TestKeys: a key is pasted, stands there with its fingerprint, and is dropped; a private one is refused.
func TestKeys(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := screentest.New(t)
		public, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(make([]byte, 32)).Public())
		o.Must(err)
		line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public)))
		term := o.Open(allocation.Intake, screen.Go{Place: screen.Keys}, size[0], size[1])
		term.WaitFor("还没有登记公钥")
		term.Golden("none")
		term.Press("f2")
		term.Paste("-----BEGIN OPENSSH PRIVATE KEY-----")
		term.Press("ctrl+s")
		term.WaitFor("这是私钥")
		term.Golden("private")
		term.Press("ctrl+u")
		for range 40 {
			term.Press("backspace")
		}
		term.Paste(line + " zhou@前台")
		term.Press("ctrl+s")
		term.WaitFor("已登记，指纹 " + ssh.FingerprintSHA256(public)[:20])
		term.WaitFor("zhou@前台")
		term.Golden("one")
		term.Press("f8")
		term.WaitFor("停用后这把公钥不能再登录")
		term.Press("right", "enter")
		term.WaitFor("已停用 zhou@前台")
		term.WaitFor("还没有登记公钥")
	}
}
