package note

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
)

func TestCheck(t *testing.T) {
	good := Note{Laid: Laid{Noun: allocation.NounUnit, Record: 1}, Topic: Seen, Text: "门锁已换"}
	for _, tt := range []struct {
		name string
		edit func(*Note)
		want *say.Refusal
	}{
		{"as it should be", func(*Note) {}, nil},
		{"a noun without notes", func(n *Note) { n.Noun = allocation.NounSystem }, ErrNoun},
		{"an unknown topic", func(n *Note) { n.Topic = "x" }, ErrTopic},
		{"blank", func(n *Note) { n.Text = " \t\n" }, ErrText},
		{"too long", func(n *Note) { n.Text = strings.Repeat("字", MostText+1) }, ErrText},
		{"as long as may be", func(n *Note) { n.Text = strings.Repeat("字", MostText) }, nil},
		{"a whole number", func(n *Note) { n.Text = "证件１１０１０１１９９００１０１００１５" }, ErrNumber},
		{"a masked number", func(n *Note) { n.Text = "证件 110***********0015" }, nil},
		{"a long number that is no person's", func(n *Note) { n.Text = "银行账号 622202170200123456" }, nil},
	} {
		n := good
		tt.edit(&n)
		saytest.Want(t, tt.name, n.Check(), tt.want)
	}
}

func TestWithdraw(t *testing.T) {
	l := Laid{By: 3}
	day := civil.On(2021, 3, 15)
	if err := l.MayWithdraw(3); err != nil || !l.Withdrawn.IsZero() {
		t.Error("asking changes nothing", err, l)
	}
	for _, tt := range []struct {
		by     int64
		reason string
		want   *say.Refusal
	}{{4, "错", ErrAuthor}, {3, " ", ErrWhy}, {3, " 错 ", nil}, {3, "错", ErrWithdrawn}} {
		saytest.Want(t, tt.reason, l.Withdraw(tt.by, tt.reason, day), tt.want)
	}
	if l.Withdrawn != day || l.Why != "错" {
		t.Errorf("%+v", l)
	}
}
