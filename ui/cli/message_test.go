package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"penggai/allocation/say"
)

// TestMessages: what a command says of an error names everyday causes, and cannot write over the screen with what came from outside.
func TestMessages(t *testing.T) {
	at := func(err error) error { return fmt.Errorf("it: %w", &fs.PathError{Op: "open", Path: "/a/b", Err: err}) }
	for _, tc := range []struct {
		err  error
		want string
	}{
		{at(fs.ErrNotExist), "没有这个文件或文件夹，没有写入任何内容。请核对路径（/a/b）"},
		{at(syscall.ENOSPC), "磁盘已满"},
		{at(fs.ErrPermission), "不能写入"},
		{say.Refuse("x", "账号名不对").With("\xbc\xe2"), `账号名不对（\xbc\xe2）`},
		{say.Refuse("x", "账号名不对").With("a\x1b[2Jb\u009b�"), `账号名不对（a\x1b[2Jb\x9b�）`},
		{errors.New("strange"), "系统内部错误：strange"},
	} {
		if got := message(tc.err); !strings.Contains(got, tc.want) {
			t.Errorf("%v: %s, want %s", tc.err, got, tc.want)
		}
	}
}
