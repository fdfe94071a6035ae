// Package sheet reads tables out of the files that offices keep: xlsx, and csv in the codes that spreadsheets write. It knows no noun:
// who asks says which columns he looks for and by which names they go.
//
//	file ──> Book (bounded: bytes, rows, columns, length of a cell)
//	           └─ Rows: cells as text, what is merged filled in
//	                └─ Table: headings found, titles, totals and footers told apart, one Line a row of data
//	                     └─ cell readers: Area, Count, Date … each with its refusal
package sheet

import "penggai/allocation/say"

// Bounds of what is read. A ledger of all districts a hundred times over has 164,100 rows.
const (
	MaxFile    = 64 << 20  // bytes of the file
	MaxUnzip   = 256 << 20 // bytes of what is packed in it
	MaxRatio   = 500       // by how much a part may have been packed
	MaxParts   = 2000      // files inside a file
	MaxRows    = 1 << 20   // rows of a sheet, empty ones too: what xlsx can have
	MaxFilled  = 500_000   // rows with something in them
	MaxColumns = 256       // columns that are looked at
	MaxCell    = 4000      // characters of a cell
	MaxMerged  = 200_000   // merged ranges
	MaxShared  = 2_000_000 // texts that cells name by their place
)

// Refusals of a file as a whole: each says what to do.
var (
	ErrNoFile    = say.Refuse("sheet_file", "文件打不开，请核对路径和权限")
	ErrEmpty     = say.Refuse("sheet_empty", "文件是空的，请核对选的是不是这个文件")
	ErrOldExcel  = say.Refuse("sheet_xls", "这是旧格式的 .xls，请在表格软件里另存为 xlsx 再导入")
	ErrLocked    = say.Refuse("sheet_locked", "文件设了打开密码，请在表格软件里取消密码、另存为 xlsx 再导入")
	ErrMacro     = say.Refuse("sheet_macro", "文件里带有宏，不予读取，请另存为不带宏的 xlsx 再导入")
	ErrKind      = say.Refuse("sheet_kind", "只能读 xlsx 和 csv，请在表格软件里另存为 xlsx 再导入")
	ErrBroken    = say.Refuse("sheet_broken", "文件已损坏或不完整，请重新复制或另存一份再导入")
	ErrBomb      = say.Refuse("sheet_bomb", "文件解开后大得不合常理，不予读取，请把表格复制到新建的 xlsx 再导入")
	ErrHuge      = say.Refuse("sheet_huge", "文件超过 64 MB，不像是台账，请分成几个文件导入")
	ErrManyRows  = say.Refuse("sheet_rows", "行数太多，请分成几个文件导入")
	ErrManyCols  = say.Refuse("sheet_columns", "列数超过 256，请只留要导入的列")
	ErrLongCell  = say.Refuse("sheet_cell", "有一格超过 4000 字，请核对")
	ErrEncoding  = say.Refuse("sheet_encoding", "文字编码看不懂，请另存为 UTF-8 的 csv 或 xlsx 再导入")
	ErrHalf      = say.Refuse("sheet_half", "csv 不完整：引号没有收尾，多半是复制或下载中断，请重新导出")
	ErrNoSheet   = say.Refuse("sheet_name", "没有这张工作表")
	ErrNoHeading = say.Refuse("sheet_heading", "没有找到表头")
)
