package ledger

import (
	"penggai/allocation/say"
	"penggai/store/takeback"
)

// Refusals of an import as a whole.
var (
	ErrKind      = say.Refuse("takeover_kind", "没有这一类导入")
	ErrNoHeading = say.Refuse("takeover_heading", "没有找到表头")
	ErrRejected  = say.Refuse("takeover_rejected", "有拒收的行，没有写入")
	ErrMoved     = say.Refuse("takeover_moved", "看过之后数据有变动，没有写入，请再看一遍预览")
	ErrNothing   = say.Refuse("takeover_nothing", "没有要写入的内容，与现有数据相同")
	ErrNoUndo    = say.Refuse("takeover_no_undo", "没有可以撤销的导入")
	ErrRests     = takeback.ErrRests
	ErrMapping   = say.Refuse("takeover_mapping", "对应关系看不懂")
)
