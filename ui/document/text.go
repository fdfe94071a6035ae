package document

import (
	"penggai/allocation/say"
)

// The refusals of this package: what is wrong with a template or a file, and what to do.
var (
	ErrTemplate    = say.Refuse("template", "模板读不出来。请在 WPS 或 Word 里另存为 docx，或移走它改用内置模板")
	ErrPlaceholder = say.Refuse("template_placeholder", "模板里有不认识的占位符")
	ErrBroken      = say.Refuse("template_broken", "模板里有写了一半的占位符")
	ErrOutsideRow  = say.Refuse("template_outside_row", "{{每行 …}} 只能写在表格的一行里")
	ErrTwoLists    = say.Refuse("template_two_lists", "表格的一行只能重复一个清单")
	ErrNotWritten  = say.Refuse("document_not_written", "文件没有写成。请检查文件夹权限和磁盘空间后再打印")
	ErrNoForm      = say.Refuse("document_form", "没有这种文书")
	ErrNoRecord    = say.Refuse("document_record", "没有找到这个编号。请核对编号，例如 HT-JS-2021-0003")
)

// Words in documents.
const (
	gapDate         = "　　　　年　　月　　日"
	gapCount        = "　　"
	textGap         = "　　　　　　　　"
	textNone        = say.None
	textDraftNumber = "草稿%d"
	textBlank       = "空白"
	textStamp       = "%s　打印：%s %s　日志：第 %d 条（前一条 %s）"
)
