package engine

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"penggai/allocation/say"
)

// Fault turns what the driver or the system says into a Refusal that people can act on; a Refusal and a
// cancelled context pass through, nil stays nil. The driver's own words and its code go to Got.
func Fault(err error) error {
	if err == nil {
		return nil
	}
	var refusal *say.Refusal
	if errors.As(err, &refusal) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return faultOf(e.Code()).With(detail(err))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoFolder.With(err.Error())
	case errors.Is(err, syscall.ENOSPC):
		return ErrDiskFull.With(err.Error())
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return ErrReadOnlyFolder.With(err.Error())
	}
	return err
}

// faultOf maps SQLite's result codes, the extended one first, then the plain one.
func faultOf(code int) *say.Refusal {
	switch code {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		return ErrDuplicate
	case lib.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrStillUsed
	case lib.SQLITE_CONSTRAINT_CHECK, lib.SQLITE_CONSTRAINT_NOTNULL, lib.SQLITE_CONSTRAINT_DATATYPE:
		return ErrBadValue
	case lib.SQLITE_CONSTRAINT_TRIGGER:
		return ErrForbiddenWrite
	case lib.SQLITE_READONLY_DIRECTORY:
		return ErrReadOnlyFolder
	case lib.SQLITE_IOERR_SHMSIZE: // no room for the index of the log, which is laid out when the file is opened
		return ErrDiskFull
	}
	switch code & 0xff {
	case lib.SQLITE_CONSTRAINT:
		return ErrBadValue
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return ErrLocked
	case lib.SQLITE_FULL:
		return ErrDiskFull
	case lib.SQLITE_IOERR:
		return ErrDisk
	case lib.SQLITE_NOTADB:
		return ErrNotDatabase
	case lib.SQLITE_CORRUPT:
		return ErrDamaged
	case lib.SQLITE_CANTOPEN:
		return ErrCannotOpen
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return ErrReadOnlyFile
	}
	return ErrDatabase
}

// detail is the driver's message on one line.
func detail(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

// The file and the folder.
var (
	ErrNoFolder       = say.Refuse("no_folder", "没有找到数据文件夹或其中的文件。没有写入任何内容；请核对路径，或用 penggai init 新建")
	ErrNotDatabase    = say.Refuse("not_database", "数据文件的内容不是数据库，可能被覆盖或加密。没有再写入；请把文件夹另存一份，再用 penggai restore 恢复最近的备份")
	ErrCannotOpen     = say.Refuse("cannot_open", "数据文件打不开，可能路径不对、是文件夹或没有权限。没有写入任何内容；请核对路径和权限")
	ErrReadOnlyFolder = say.Refuse("read_only_folder", "数据文件夹不能写入（只读或没有权限）。数据完好，这一步没有保存；请改文件夹权限，或换到可写的磁盘")
	ErrReadOnlyFile   = say.Refuse("read_only_file", "数据文件不能写入（只读或没有权限）。数据完好，这一步没有保存；请改文件权限后重试")
	ErrDiskFull       = say.Refuse("disk_full", "磁盘已满，这一步没有保存，此前的数据完好。请腾出空间后再做一次")
	ErrDisk           = say.Refuse("disk_error", "读写磁盘出错，这一步没有保存，此前已保存的数据不受影响。请检查磁盘或网络盘后重试，反复出现请先备份")
	ErrLocked         = say.Refuse("locked", "数据正被另一个程序占用，这一步没有保存，数据完好。请稍候再做一次")
	ErrDatabase       = say.Refuse("database_error", "数据库出错，这一步没有保存，此前的数据完好。请记下括号里的内容并联系维护人员")
)

// Writing.
var (
	ErrStillUsed      = say.Refuse("still_used", "有别的记录与它相关，这一步没有保存。请先处理相关的记录")
	ErrBadValue       = say.Refuse("bad_value", "有一项内容不合规定，这一步没有保存。请核对所填内容")
	ErrForbiddenWrite = say.Refuse("forbidden_write", "这类记录不允许这样改动，这一步没有保存")
)
