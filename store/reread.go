package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"penggai/store/engine"
	"penggai/store/engine/shelf"
)

// RereadBackup reads an old automatic copy again, the one that has waited longest since it was made or read, if that is a day or more: each
// has its turn. Its file's time says when it was read; its name says when it was made. One that is not whole any more counts no longer: it
// gets another name and is told of by ErrCopyBad.
func (s *Store) RereadBackup(ctx context.Context) error {
	files, err := s.Backups()
	if err != nil || len(files) == 0 {
		return err
	}
	last := slices.MinFunc(files, func(a, b shelf.File) int { return a.Read.Compare(b.Read) })
	if s.Now().Sub(last.Read) < 24*time.Hour {
		return nil
	}
	err = engine.CheckCopy(ctx, last.Path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		bad := filepath.Join(filepath.Dir(last.Path), badPrefix+filepath.Base(last.Path))
		return errors.Join(engine.ErrCopyBad.Textf("以前的备份 %s 读不全了，已改名为 %s，不再算作备份。现有数据没有改动；请检查磁盘，并备份到 U 盘", filepath.Base(last.Path), filepath.Base(bad)),
			os.Rename(last.Path, bad))
	}
	now := s.Now()
	return engine.Fault(os.Chtimes(last.Path, now, now))
}

// badPrefix stands before the name of a copy that is not whole.
const badPrefix = "damaged-"
