package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"penggai/store/engine/host"
)

// Doctor looks at a data folder without changing it: the file and who may read it, SQLite's own look at pages, indexes and
// keys, the schema against this program's, and the age of the last backup. A folder that cannot be opened is an error.
func Doctor(ctx context.Context, folder string, o Options) (Report, error) {
	o.ReadOnly, o.Suspect = true, true
	s, err := Open(folder, o)
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = s.Close() }() // it only read
	var r Report
	for _, check := range []func(context.Context) (ReportLine, error){
		s.checkModes, s.checkPages, s.checkSchema, s.checkBackups,
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
		if !host.Private(info.Mode()) {
			return ReportLine{Text: fmt.Sprintf("%s 的权限是 %o，别人也能读写。请改为只限本人", filepath.Base(path), info.Mode().Perm())}, nil
		}
	}
	return ReportLine{OK: true, Text: "文件夹和数据文件只有本人可读写"}, nil
}

func (s *Store) checkPages(ctx context.Context) (ReportLine, error) {
	var bad Found
	err := verifyPages(ctx, s.Read, &bad)
	return bad.Line(CheckIndexes, textPagesGood, textPagesBad+"，请先另存一份，再恢复最近的备份"), err
}

func (s *Store) checkSchema(ctx context.Context) (ReportLine, error) {
	return verifySchema(ctx, s.Read)
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
