package engine_test

import (
	"testing"

	"penggai/store/engine"
)

func TestPasswordHash(t *testing.T) {
	hash, err := engine.NewPasswordHash("zhou", "一二三四五六七八", engine.ArgonCost)
	ok(t, err)
	if !engine.PasswordMatches(hash, "一二三四五六七八") || engine.PasswordMatches(hash, "一二三四五六七九") {
		t.Error("hash does not tell passwords apart")
	}
	for _, stored := range []string{"", "x", "$argon2id$v=19$m=8,t=1,p=0$AA$AA", "$argon2id$v=18$m=8,t=1,p=1$AA$AA"} {
		if engine.PasswordMatches(stored, "") {
			t.Errorf("%q matches", stored)
		}
	}
}
