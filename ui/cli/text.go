package cli

import "penggai/allocation"

// What people read on the command line.
const (
	textCancelled = "已取消，没有写入任何内容"
	textInternal  = "系统内部错误："
	textBadFlag   = "penggai %s 的参数看不懂：%v"
	textUsage     = "用法：penggai %s %s"
)

// Refusals of the command line.
var (
	errUnknownCommand = allocation.Refuse("unknown_command", "没有这个命令，penggai help 列出全部命令")
	errBadFlag        = allocation.Refuse("bad_flag", "")
	errUsage          = allocation.Refuse("usage", "")
	errNoInput        = allocation.Refuse("no_input", "文件打不开，请检查路径和权限")
	errHugeInput      = allocation.Refuse("huge_input", "文件超过 256 MiB，不像是本程序的文件")
)
