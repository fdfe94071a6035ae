package pass_test

import (
	"errors"
	"testing"

	"penggai/allocation/say"
	"penggai/store/engine/pass"
)

func TestPasswordHash(t *testing.T) {
	hash, err := pass.Hash("zhou", "一二三四五六七八九十", pass.Usual)
	if err != nil {
		t.Fatal(err)
	}
	if !pass.Matches(hash, "一二三四五六七八九十") || pass.Matches(hash, "一二三四五六七八九九") {
		t.Error("hash does not tell passwords apart")
	}
	for _, stored := range []string{"", "x", "$argon2id$v=19$m=8,t=1,p=0$AA$AA", "$argon2id$v=18$m=8,t=1,p=1$AA$AA"} {
		if pass.Matches(stored, "") {
			t.Errorf("%q matches", stored)
		}
	}
}

// TestWeakPasswords: what a guesser tries first is refused, what a person makes up is not.
func TestWeakPasswords(t *testing.T) {
	for want, list := range map[*say.Refusal][]string{
		pass.ErrShort:  {"", "kx7#qm2vd", "三 个 词"},
		pass.ErrName:   {"zhouwei-kx72", "KX72-ZhouWei", "iewuohz-kx72", "2021zhouwei!!"},
		pass.ErrWalk:   {"1234567890", "qwertyuiop", "0987654321", "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcabcabcabc", "asdfghjkl123", "qwerty123456", "a1b2a1b2a1b2"},
		pass.ErrCommon: {"password123", "Password2021!", "P@ssw0rd2021", "woaini1314520", "admin-20210315", "shuangyashan1", "penggai-2021", "jianshanqu2021", "helloworld99", "iloveyou5201314", "管理员密码12345678", "我爱你1234567890"},
	} {
		for _, p := range list {
			if err := pass.Check("zhouwei", p); !errors.Is(err, want) {
				t.Errorf("%q: %v, want %v", p, err, want)
			}
		}
	}
	if err := pass.Check("li", "Li20210315!"); !errors.Is(err, pass.ErrName) {
		t.Errorf("a short name with figures: %v", err)
	}
	for _, p := range []string{"kx7#qm2vdp", "songhua-1641", "门口 三棵 老 榆树", "second-one-2", "correct horse battery staple", "unterschrift-li", "四台风箱九条船上的灯"} {
		if err := pass.Check("li", p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

// TestReleasesTakeTheirTime: what an ordinary build hashes with is what the design asks for.
func TestReleasesTakeTheirTime(t *testing.T) {
	if pass.Usual != (pass.Cost{Passes: 3, Kib: 64 << 10, Threads: 2}) {
		t.Errorf("passwords are hashed with %+v", pass.Usual)
	}
}
