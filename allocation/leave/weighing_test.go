package leave

import (
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
)

// weighed is what the decisions of the tests say to an answer.
var weighed = Weighing{Heed: HeedNot, Weighed: "没有新的事实"}

// TestAnswerIsWeighed四五: a decision after an answer says whether it is followed and why; without one it says nothing.
func TestAnswerIsWeighed四五(t *testing.T) {
	day := civil.MustParse("2019-03-11")
	for _, c := range []struct {
		name     string
		answered bool
		answer   string
		w        Weighing
		want     string
		refused  *say.Refusal
	}{
		{"no word", true, "没有转租", Weighing{}, "", ErrExitHeed},
		{"another word", true, "没有转租", Weighing{Heed: "perhaps", Weighed: "没有新的事实"}, "", ErrExitHeed},
		{"no reason", true, "没有转租", Weighing{Heed: HeedPart, Weighed: "  "}, "", ErrExitWeighed},
		{"not followed", true, "没有转租", weighed, "不采纳：没有新的事实", nil},
		{"in part", true, "没有转租", Weighing{Heed: HeedPart, Weighed: "给予更长的腾退期限"}, "部分采纳：给予更长的腾退期限", nil},
		{"waived", true, "放弃陈述申辩", Weighing{Heed: HeedWaived, Weighed: "无"}, "已放弃陈述申辩", nil},
		{"nothing objected", true, "没有异议", Weighing{Heed: HeedWaived}, "已放弃陈述申辩", nil},
		{"waived over an answer", true, "承认转租，请求从轻", Weighing{Heed: HeedWaived}, "", ErrExitNotWaived},
		{"none came", false, "没有转租", weighed, "", nil},
	} {
		h := Hearing{}
		if c.answered {
			h.Answered, h.Answer = day, c.answer
		}
		got, err := c.w.of(h)
		saytest.Want(t, c.name, err, c.refused)
		if err == nil && got.Words() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Words(), c.want)
		}
	}
}
