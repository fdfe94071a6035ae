package allocation

import (
	"strings"

	"penggai/allocation/say"
)

// Undoing is what the taking back (撤销) of the last move of a life is decided on: why, and what was recorded since and
// rests on the move, in words that name it: 账单 ZD-JS-2021-0003.
type Undoing struct {
	Reason  string
	Depends []string
}

// Check refuses what has no reason and what something rests on. Errors: ErrUndoReason, ErrUndoDepends.
func (u Undoing) Check() error {
	if len(u.Depends) > 0 {
		return ErrUndoDepends.Textf("不能撤销：之后已有 %s。请先撤销或更正后面的记录", strings.Join(u.Depends, "、"))
	}
	if strings.TrimSpace(u.Reason) == "" {
		return ErrUndoReason.On("reason")
	}
	return nil
}

// Taking the last move of a life back (撤销).
var (
	ErrUndoReason  = say.Refuse("undo_reason", "请写明撤销的原因")
	ErrUndoDepends = say.Refuse("undo_depends", "不能撤销：之后的记录以这一步为依据")
	ErrUndoMove    = say.Refuse("undo_move", "现在没有可以这样撤销的一步，请刷新后再看")
	ErrUndoNever   = say.Refuse("undo_never", "这一步不能撤销")
)

const TextUndoMove = "现在是%s，没有可以这样撤销的一步，请刷新后再看"
