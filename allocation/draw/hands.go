package draw

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Asked is the wish of one person to cancel a round whose lots are drawn. It ends nothing until another person agrees; it is kept
// with the round that was cancelled by it.
type Asked struct {
	Reason string
	Day    civil.Date
}

// Open reports whether somebody asks.
func (a Asked) Open() bool { return a.Reason != "" }

// Ask makes the wish. Errors: ErrCancelAsked, ErrCancelWhy.
func (a Asked) Ask(reason string, today civil.Date) (Asked, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case a.Open():
		return a, ErrCancelAsked
	case reason == "":
		return a, ErrCancelWhy.On("reason")
	}
	return Asked{reason, today}, nil
}

// Waits reports whether a draw that is weaker than Enough still lacks the yes of a second person.
func (d Draw) Waits() bool { return d.Accept != "" && d.Second == "" }

// Agree is the second person's yes to a weak draw. Errors: ErrNotAsked.
func (d Draw) Agree(name string) (Draw, error) {
	if !d.Waits() {
		return d, ErrNotAsked
	}
	d.Second = name
	return d, nil
}

// What needs two people.
var (
	ErrCancelAsked = say.Refuse("cancel_asked", "已经有人提出作废这个批次，先由另一人同意或撤回")
	ErrCancelWhy   = say.Refuse("cancel_why", "请写明为什么作废")
	ErrCancelAlone = say.Refuse("cancel_alone", "抽签以后名次已经知道，作废须由一人提出理由、另一位分管领导同意（六(二)）；请先提出作废")
	ErrNotAsked    = say.Refuse("draw_not_asked", "这次抽签不需要第二人同意，或者已经同意")
	ErrDrawAlone   = say.Refuse("draw_alone", "这次抽签的强度不足 64 比特，须由另一位审核员或分管领导同意后才能计算；不同意的，撤销抽签")
)
