package keeping

import (
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// What a case is taken out in.
const (
	WordPackage = "案卷包"
	WordArchive = "归档案卷包" // the key that makes one
	WordExtract = "在办案卷摘录"
)

// The classes by their places in Classes.
const (
	ClassLedger = iota
	ClassCase
	ClassNumber
)

// Mark is what a file of a case is filed under, but for its own number: year in which the case ended, body, term (DA/T 22): 2031-尖山区-D30, with
// Y for good.
func Mark(ended civil.Date, body string, class int, t Terms) string {
	term := "Y"
	if n := Classes[class].Years(t); n > 0 {
		term = fmt.Sprintf("D%d", n)
	}
	return fmt.Sprintf("%d-%s-%s", ended.Year(), body, term)
}

// ErrNoCase refuses a number that names no case.
var ErrNoCase = say.Refuse("no_case", "没有这个编号的案卷。请写入驻编号（RZ-…）或申请编号；没有受理编号的草稿没有案卷")
