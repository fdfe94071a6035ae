package engine

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"penggai/allocation/say"
	"penggai/store/engine/host"
)

const lockName = "penggai.lock"

// folderLock is the lock file that says which process owns the data folder. The operating system's lock on it is what
// counts and ends with the process; its text is for people.
type folderLock struct{ file *os.File }

func lockFolder(folder string, now time.Time) (*folderLock, error) {
	if host.Shared(folder) {
		return nil, ErrFolderShared.With(folder)
	}
	f, err := os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, Fault(err)
	}
	if err := host.Lock(f); err != nil {
		defer f.Close()
		if !errors.Is(err, host.ErrHeld) {
			return nil, Fault(err)
		}
		owner, _ := io.ReadAll(io.LimitReader(f, 200)) // without it the message only lacks a detail
		return nil, ErrFolderInUse.Textf("这个数据文件夹正由另一个 penggai 使用（%s）。数据完好；请先关闭那一个，再打开", strings.TrimSpace(string(owner)))
	}
	host, _ := os.Hostname() // without it the message only lacks a detail
	text := fmt.Sprintf("电脑 %s，进程 %d，%s 打开"+"\n", host, os.Getpid(), now.Format("2006-01-02 15:04"))
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt([]byte(text), 0) // on a full disk the lock holds all the same, without a name
	}
	return &folderLock{f}, nil
}

func (l *folderLock) release() error { return l.file.Close() }

// The file and the folder.
var (
	ErrFolderShared = say.Refuse("folder_shared", "数据文件夹在另一台电脑的共享上：两台电脑同时写会损坏数据，所以没有打开。请把文件夹复制到本机硬盘，再从本机打开；共享可以存放备份")
	ErrFolderInUse  = say.Refuse("folder_in_use", "这个数据文件夹正由另一个 penggai 使用。数据完好；请先关闭那一个，再打开")
)
