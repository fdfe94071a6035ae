package basis

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/ssh"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// AccountKey is a public key by which a person signs in over the network.
type AccountKey struct {
	ID      int64
	Account int64
	Public  string // as OpenSSH writes it, without the remark
	Print   string // SHA256:…, as an SSH client shows it
	Name    string // on which machine or stick its other half lies
	Added   civil.Date
	AddedBy int64
	Gone    civil.Date // since when it opens nothing any more
}

// KeyNoun is what public keys of accounts are.
var KeyNoun = engine.NewNoun(engine.Noun[AccountKey]{
	Title: "公钥",
	From:  ` FROM account_key k`,
	Fields: []engine.Field[AccountKey]{
		{Key: "id", Column: "id", At: func(k *AccountKey) any { return &k.ID }},
		{Key: "account", Title: say.Account, Column: "account_id", At: func(k *AccountKey) any { return &k.Account }},
		{Key: "public", Title: "公钥", Column: "public", At: func(k *AccountKey) any { return &k.Public }},
		{Key: "print", Title: "指纹", Column: "print", At: func(k *AccountKey) any { return &k.Print }},
		{Key: "name", Title: "放在哪里", Column: "name", At: func(k *AccountKey) any { return &k.Name }},
		{Key: "added", Title: "登记日期", Column: "added", At: func(k *AccountKey) any { return &k.Added }},
		{Key: "added_by", Title: "登记人", Column: "added_by", At: func(k *AccountKey) any { return &k.AddedBy }},
		{Key: "gone", Title: "停用日期", Column: "gone", At: func(k *AccountKey) any { return &k.Gone }},
	},
})

// The bounds of a key: an RSA key below them can be worked out, and a longer text is none.
const (
	leastRSA    = 2048
	longestKey  = 8 << 10
	longestMark = 40
)

// ReadKey reads a public key as it stands in a .pub file: what is kept of it, its fingerprint, and the remark behind it.
// Errors: ErrNoKey, ErrPrivateKey, ErrWeakKey.
func ReadKey(text string) (public, print, remark string, err error) {
	text = strings.TrimSpace(text)
	switch {
	case strings.Contains(text, "PRIVATE KEY"):
		return "", "", "", ErrPrivateKey.On("public")
	case len(text) > longestKey:
		return "", "", "", ErrNoKey.On("public")
	}
	key, remark, options, rest, err := ssh.ParseAuthorizedKey([]byte(text))
	if err != nil || len(options) > 0 || len(bytes.TrimSpace(rest)) > 0 {
		return "", "", "", ErrNoKey.On("public")
	}
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256:
	case ssh.KeyAlgoRSA:
		held, known := key.(ssh.CryptoPublicKey)
		if !known {
			return "", "", "", ErrWeakKey.On("public")
		}
		if k, is := held.CryptoPublicKey().(*rsa.PublicKey); !is || k.N.BitLen() < leastRSA {
			return "", "", "", ErrWeakKey.On("public")
		}
	default:
		return "", "", "", ErrWeakKey.On("public")
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))), ssh.FingerprintSHA256(key), remark, nil
}

// Keys are the public keys of an account that open it, the first one first. Errors: those of Account.
func (s Room) Keys(ctx context.Context, by engine.Actor, account int64) (keys []AccountKey, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if account != by.ID {
			if _, err := ownAccount(ctx, q, by, account); err != nil {
				return err
			}
		}
		keys, err = KeyNoun.All(ctx, q, `WHERE k.account_id = $1 AND k.gone IS NULL ORDER BY k.id`, account)
		return err
	})
	return keys, err
}

// AddKey lets an account in by a public key: one's own, or as an administrator that of another. name says where its other half lies; empty
// takes the remark of the key. Errors: those of ReadKey, ErrKeyName, ErrKeyTaken, ErrNotOwnKey, ErrOtherDistrict.
func (s Room) AddKey(ctx context.Context, by engine.Actor, account int64, text, name string) (k AccountKey, err error) {
	public, print, remark, err := ReadKey(text)
	if err != nil {
		return k, err
	}
	if name = quantity.Kept(name); name == "" {
		name = quantity.Kept(remark)
	}
	if n := utf8.RuneCountInString(name); n == 0 || n > longestMark || quantity.Visible(name) == "" {
		return k, ErrKeyName.On("name")
	}
	err = s.Write(ctx, by, allocation.ActAddKey, func(t *engine.Tx) error {
		a, err := keyOwner(t, account)
		if err != nil {
			return err
		}
		taken, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM account_key WHERE print = $1 AND gone IS NULL)`, print)
		if err != nil {
			return err
		}
		if taken {
			return ErrKeyTaken.With(print).On("public")
		}
		k = AccountKey{Account: account, Public: public, Print: print, Name: name, Added: t.Today, AddedBy: t.By.ID}
		if k.ID, err = KeyNoun.Add(t, k); err != nil {
			return err
		}
		t.Subject(a.Name + " " + a.Display)
		t.About("account", account)
		t.Reason(name + " " + print)
		return nil
	})
	return k, err
}

// DropKey lets a public key open nothing any more. Errors: ErrKeyGone, ErrNotOwnKey, ErrOtherDistrict.
func (s Room) DropKey(ctx context.Context, by engine.Actor, id int64) error {
	return s.Write(ctx, by, allocation.ActDropKey, func(t *engine.Tx) error {
		k, err := KeyNoun.ByID(t.Ctx, t, id)
		if errors.Is(err, engine.ErrNotFound) || err == nil && k.Gone != (civil.Date{}) {
			return ErrKeyGone
		}
		if err != nil {
			return err
		}
		a, err := keyOwner(t, k.Account)
		if err != nil {
			return err
		}
		t.Subject(a.Name + " " + a.Display)
		t.About("account", a.ID)
		t.Reason(k.Name + " " + k.Print)
		return t.Exec(`UPDATE account_key SET gone = $1 WHERE id = $2`, t.Today, id)
	})
}

// keyOwner is the account of a key, which its owner and an administrator may change.
func keyOwner(t *engine.Tx, account int64) (Account, error) {
	if account != t.By.ID && t.By.Role != allocation.Admin {
		return Account{}, ErrNotOwnKey
	}
	return ownAccount(t.Ctx, t, t.By, account)
}

// KnowsKey reports whether a public key opens the account of that name. That somebody has the other half is not proved by it.
func (s Room) KnowsKey(ctx context.Context, name, print string) (bool, error) {
	return engine.One(ctx, s.Read, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM account_key k JOIN account a ON a.id = k.account_id
		WHERE a.name = $1 AND a.active = 1 AND k.print = $2 AND k.gone IS NULL)`, strings.TrimSpace(name), print)
}

// SignInByKey is SignIn of who has proved to have the other half of a public key. Errors: those of SignIn.
func (s Room) SignInByKey(ctx context.Context, name, print string) (Account, error) {
	knows, err := s.KnowsKey(ctx, name, print)
	if err != nil {
		return Account{}, err
	}
	return s.signIn(ctx, name, func(string) bool { return knows }, func() {}, fmt.Sprintf("公钥 %s", print))
}

// Public keys.
var (
	ErrNoKey      = say.Refuse("no_key", "这不是公钥。请打开 .pub 文件，把里面的一整行（ssh-ed25519 开头）粘贴进来")
	ErrPrivateKey = say.Refuse("private_key", "这是私钥，不能给任何人看。请粘贴同名的 .pub 文件里的一行；这把私钥已经露出过，最好另做一把")
	ErrWeakKey    = say.Refuse("weak_key", "这种公钥不够安全，请用 ssh-keygen -t ed25519 另做一把（RSA 至少 2048 位）")
	ErrKeyName    = say.Refuse("key_name", "请写明这把钥匙放在哪里，如：前台电脑，不超过 40 个字")
	ErrKeyTaken   = say.Refuse("key_taken", "这把公钥已经登记在一个账号上，一把只能开一个账号。请先停用原来的，或另做一把")
	ErrKeyGone    = say.Refuse("key_gone", "这把公钥已经停用，没有改动。请刷新")
	ErrNotOwnKey  = say.Refuse("not_own_key", "别人的公钥由系统管理员登记和停用，您只能登记自己的")
)
