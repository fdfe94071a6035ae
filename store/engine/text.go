package engine

import "penggai/allocation/say"

// The refusals of this package: what happened, whether the data is safe, what to do. First those of the file and the folder.
var (
	ErrIsFolder  = say.Refuse("is_folder", "数据文件的位置上是一个文件夹，无法打开。没有写入任何内容；请移走该文件夹或换一个数据文件夹")
	ErrEmptyFile = say.Refuse("empty_file", "数据文件是空的（0 字节），不是有效的数据。没有写入任何内容；请用 penggai restore 恢复最近的备份")
	ErrDamaged   = say.Refuse("damaged", "数据文件已损坏或被截断。为免加重损坏已停止写入；请把文件夹另存一份，再用 penggai restore 恢复最近的备份")
	ErrMigration = say.Refuse("migration_failed", "升级数据结构没有成功，数据保持原样。请不要改动文件夹，记下括号里的内容并联系维护人员")
	// ErrOlderSchema says that a file was written by an older program and cannot be upgraded by one that only reads.
	ErrOlderSchema = say.Refuse("older_schema", "数据还是旧版本程序的格式，只读时不升级。请先关闭正在使用它的程序，再运行 penggai 打开一次，它会先备份、再升级；然后重做这一步")
	ErrCopyBad     = say.Refuse("copy_bad", "这份备份没有通过核对，没有采用。现有数据没有改动；请换一份备份，并检查磁盘")
)

// Writing, and reading lists.
var (
	ErrNotFound      = say.Refuse("not_found", "没有找到这条记录，可能已被移走。请刷新列表后再找")
	ErrDuplicate     = say.Refuse("duplicate", "已经有相同的记录，没有重复保存。请核对编号或名称")
	ErrOtherDistrict = say.Refuse("other_district", "这是别的区的事项，本账号只能办理本区的")
	ErrStale         = say.Refuse("stale", "这条记录刚被别人改过，没有覆盖。请看过对方的改动再保存")
	ErrNoReason      = say.Refuse("no_reason", "请写明原因或依据，再办理")
	ErrUnknownColumn = say.Refuse("unknown_column", "没有这一列，不能按它排序")
	ErrUnitsDiffer   = say.Refuse("units_differ", "交接记录与占用的房源对不上，没有保存。请刷新后逐套填写")
	ErrBenefitKind   = say.Refuse("benefit_kind", "优惠事项目录里没有这一项，请重新选择")
)

// Words of fields that several nouns share, of what is to be done today, and what verifying says of a row.
const (
	WhyChanged        = "与日志所记不同"
	TextFieldDay      = say.Date
	TextFieldNoun     = say.Subject
	TextFieldSubject  = say.Name
	TextFieldRecord   = "记录"
	TextFieldDesk     = "工位"
	TextFieldKind     = "类别"
	TextYes           = say.Yes
	TextNo            = say.No
	TextFieldState    = say.State
	TextFieldDistrict = say.District
	TextFieldArea     = say.Area
	TextFieldNumber   = say.Number
	TextTabCalendar   = "日历"
	TextTodoLongest   = "最长 %d 天"
	TextFieldTenant   = say.Tenant
	TextFieldUnit     = say.Unit
	TextFieldSigned   = "签订"
	TextFieldUntil    = "到期"
	TextFieldWaits    = "等待"
	TextColon         = "："
	TextFieldDue      = "截止"
	TextFieldUnbilled = "待出账"
	TextFieldPapers   = "证照"
)
