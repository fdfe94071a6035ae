package basis_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"testing"

	"golang.org/x/crypto/ssh"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// line is a public key as it stands in a .pub file.
func line(t *testing.T, public any) string {
	t.Helper()
	key, err := ssh.NewPublicKey(public)
	enginetest.OK(t, err)
	return string(ssh.MarshalAuthorizedKey(key))
}

// TestKeys: a person adds and drops the own key, an administrator anybody's; one key opens one account.
func TestKeys(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin, err := o.SignIn(ctx, enginetest.Admin, enginetest.Password)
	enginetest.OK(t, err)
	boss := admin.Actor(allocation.Admin)
	id, err := o.AddAccount(ctx, boss.As(engine.NewCommand()), basis.NewAccount{Name: "zhou", Display: "周", Roles: []allocation.Role{allocation.Intake}, District: "尖山区", Password: "wanda-7731-shan", Settled: true})
	enginetest.OK(t, err)
	account, err := o.SignIn(ctx, "zhou", "wanda-7731-shan")
	enginetest.OK(t, err)
	by := account.Actor("")

	public, _, err := ed25519.GenerateKey(rand.Reader)
	enginetest.OK(t, err)
	text := line(t, public)
	if _, err := o.AddKey(ctx, by.As(engine.NewCommand()), id, text, ""); !errors.Is(err, basis.ErrKeyName) {
		t.Errorf("a key without a place: %v", err)
	}
	k, err := o.AddKey(ctx, by.As(engine.NewCommand()), id, text[:len(text)-1]+" zhou@前台\n", "")
	enginetest.OK(t, err)
	if k.Name != "zhou@前台" || k.Print == "" {
		t.Errorf("kept %+v", k)
	}
	if _, err := o.AddKey(ctx, boss.As(engine.NewCommand()), boss.ID, text, "别处"); !errors.Is(err, basis.ErrKeyTaken) {
		t.Errorf("on a second account: %v", err)
	}
	if _, err := o.AddKey(ctx, by.As(engine.NewCommand()), boss.ID, text, "别处"); !errors.Is(err, basis.ErrNotOwnKey) {
		t.Errorf("on an account of somebody else: %v", err)
	}
	enginetest.OK(t, o.DropKey(ctx, boss.As(engine.NewCommand()), k.ID))
	if err := o.DropKey(ctx, by.As(engine.NewCommand()), k.ID); !errors.Is(err, basis.ErrKeyGone) {
		t.Errorf("a key dropped twice: %v", err)
	}
	keys, err := o.Keys(ctx, by, id)
	enginetest.OK(t, err)
	if len(keys) != 0 {
		t.Errorf("left are %+v", keys)
	}
	if knows, err := o.KnowsKey(ctx, "zhou", k.Print); err != nil || knows {
		t.Errorf("a dropped key still opens: %v %v", knows, err)
	}
	_, err = o.AddKey(ctx, by.As(engine.NewCommand()), id, text, "回来了") // what was dropped may come again
	enginetest.OK(t, err)
}

// TestKeysThatAreNone: what is no public key, is a private one, or can be worked out is refused by name.
func TestKeysThatAreNone(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	enginetest.OK(t, err)
	private := string(pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: []byte("x")}))
	for text, want := range map[string]error{
		"": basis.ErrNoKey, "ssh-ed25519 AAAA": basis.ErrNoKey, private: basis.ErrPrivateKey, line(t, weak.Public()): basis.ErrWeakKey,
		`command="rm" ` + line(t, ed25519.PublicKey(make([]byte, 32))): basis.ErrNoKey,
	} {
		if _, _, _, err := basis.ReadKey(text); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", text, err, want)
		}
	}
}
