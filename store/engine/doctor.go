package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// Doctor looks at a data folder without changing it: the file and who may read it, SQLite's integrity_check, foreign
// keys, the schema against this program's, and the age of the last backup. A folder that cannot be opened is an error.
func Doctor(ctx context.Context, folder string, o Options) (Report, error) {
	o.ReadOnly = true
	s, err := Open(folder, o)
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = s.Close() }() // it only read
	var r Report
	for _, check := range []func(context.Context) (ReportLine, error){
		s.checkModes, s.checkPages, s.checkKeys, s.checkSchema, s.checkBackups,
	} {
		line, err := check(ctx)
		if err != nil {
			return r, err
		}
		r.Lines = append(r.Lines, line)
	}
	r.Head, err = s.Head(ctx)
	return r, err
}

// checkModes wants folder and file for their owner alone.
func (s *Store) checkModes(context.Context) (ReportLine, error) {
	for _, path := range []string{s.folder, s.Path()} {
		info, err := os.Stat(path)
		if err != nil {
			return ReportLine{}, Fault(err)
		}
		if !privateMode(info.Mode()) {
			return ReportLine{Text: fmt.Sprintf("%s 的权限是 %o，别人也能读写。请改为只限本人", filepath.Base(path), info.Mode().Perm())}, nil
		}
	}
	return ReportLine{OK: true, Text: "文件夹和数据文件只有本人可读写"}, nil
}

func (s *Store) checkPages(ctx context.Context) (ReportLine, error) {
	lines, err := All(ctx, s.Read, ScanOne[string], `PRAGMA integrity_check(5)`)
	if err != nil {
		return ReportLine{}, err
	}
	if len(lines) == 1 && lines[0] == "ok" {
		return ReportLine{OK: true, Text: "数据库各页完好"}, nil
	}
	return ReportLine{Text: fmt.Sprintf("数据库有损坏：%s。请先另存一份，再恢复最近的备份", lines[0])}, nil
}

func (s *Store) checkKeys(ctx context.Context) (ReportLine, error) {
	broken, err := All(ctx, s.Read, func(r Scanner) (string, error) {
		var table, parent string
		var row *int64
		var key int64
		err := r.Scan(&table, &row, &parent, &key)
		return table + " -> " + parent, err
	}, `PRAGMA foreign_key_check`)
	if err != nil {
		return ReportLine{}, err
	}
	if len(broken) > 0 {
		return ReportLine{Text: fmt.Sprintf("关联断开：%s", broken[0])}, nil
	}
	return ReportLine{OK: true, Text: "各表之间的关联完好"}, nil
}

// checkSchema compares the file's schema with the one that the migrations make.
func (s *Store) checkSchema(ctx context.Context) (ReportLine, error) {
	got, err := fingerprint(ctx, s.Read)
	if err != nil {
		return ReportLine{}, err
	}
	want, err := freshFingerprint(ctx)
	if err != nil {
		return ReportLine{}, err
	}
	if got != want {
		return ReportLine{Text: fmt.Sprintf("数据结构被改动过（现为 %s，应为 %s）", got, want)}, nil
	}
	return ReportLine{OK: true, Text: fmt.Sprintf("数据结构第 %d 版，与程序一致（%s）", schemaVersion(), got)}, nil
}

// freshFingerprint migrates an empty database in memory.
func freshFingerprint(ctx context.Context) (string, error) {
	db, err := openPool("file::memory:?_txlock=immediate", 1, nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }() // nothing in it is kept
	if err := migrate(ctx, db, 0); err != nil {
		return "", err
	}
	return fingerprint(ctx, db)
}

func (s *Store) checkBackups(context.Context) (ReportLine, error) {
	files, err := s.Backups()
	if err != nil {
		return ReportLine{}, err
	}
	if len(files) == 0 {
		return ReportLine{Text: "还没有备份，请用 penggai backup 备份"}, nil
	}
	last := files[0]
	return ReportLine{OK: true, Text: fmt.Sprintf("最近的备份：%s，到日志第 %d 条，共 %d 份", last.At.Format("2006-01-02 15:04"), last.Seq, len(files))}, nil
}
