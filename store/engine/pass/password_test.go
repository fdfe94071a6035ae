package pass_test

import (
	"testing"

	"penggai/store/engine/pass"
)

func TestPasswordHash(t *testing.T) {
	hash, err := pass.Hash("zhou", "一二三四五六七八", pass.Usual)
	if err != nil {
		t.Fatal(err)
	}
	if !pass.Matches(hash, "一二三四五六七八") || pass.Matches(hash, "一二三四五六七九") {
		t.Error("hash does not tell passwords apart")
	}
	for _, stored := range []string{"", "x", "$argon2id$v=19$m=8,t=1,p=0$AA$AA", "$argon2id$v=18$m=8,t=1,p=1$AA$AA"} {
		if pass.Matches(stored, "") {
			t.Errorf("%q matches", stored)
		}
	}
}
