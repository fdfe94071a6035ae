package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/host"
	"penggai/store/engine/signet"
)

// Doctor looks at a data folder without changing it: the file and who may read it, SQLite's own look at pages, indexes and
// keys, the schema against this program's, and the age of the last backup. A folder that cannot be opened is an error.
func Doctor(ctx context.Context, folder string, o engine.Options) (engine.Report, error) {
	o.ReadOnly, o.Suspect = true, true
	s, err := engine.Open(folder, o)
	if err != nil {
		return engine.Report{}, err
	}
	defer func() { _ = s.Close() }() // it only read
	var r engine.Report
	for _, check := range []func(context.Context, *engine.Store) (engine.ReportLine, error){
		checkModes, checkPages, checkSchema, checkBackups, checkSignets,
	} {
		line, err := check(ctx, s)
		if err != nil {
			return r, err
		}
		r.Lines = append(r.Lines, line)
	}
	r.Head, err = s.Head(ctx)
	return r, err
}

// checkModes wants folder and file for their owner alone.
func checkModes(_ context.Context, s *engine.Store) (engine.ReportLine, error) {
	for _, path := range []string{s.Folder(), s.Path()} {
		info, err := os.Stat(path)
		if err != nil {
			return engine.ReportLine{}, engine.Fault(err)
		}
		switch host.RightsOf(path) {
		case host.RightsOwn:
		case host.RightsOthers:
			mode := ""
			if !host.Private(info.Mode()) {
				mode = fmt.Sprintf("（权限 %o）", info.Mode().Perm())
			}
			return engine.ReportLine{Text: filepath.Base(path) + " 别人也能读写" + mode + "。请改为只限本人"}, nil
		case host.RightsNone:
			return engine.ReportLine{OK: true, Text: "这个盘的文件系统（如 FAT）不记权限，不能限制谁读写。请把盘收好，或把数据放到本机硬盘"}, nil
		case host.RightsUnknown:
			return engine.ReportLine{OK: true, Text: "权限没有核对：系统没有给出，请在文件夹的属性里查看"}, nil
		}
	}
	return engine.ReportLine{OK: true, Text: "文件夹和数据文件只有本人可读写"}, nil
}

func checkPages(ctx context.Context, s *engine.Store) (engine.ReportLine, error) {
	line, err := s.VerifyPages(ctx)
	if !line.OK {
		line.Text += "，请先另存一份，再恢复最近的备份"
	}
	return line, err
}

func checkSchema(ctx context.Context, s *engine.Store) (engine.ReportLine, error) {
	return s.VerifySchema(ctx)
}

func checkBackups(_ context.Context, s *engine.Store) (engine.ReportLine, error) {
	files, err := s.Backups()
	if err != nil {
		return engine.ReportLine{}, err
	}
	if len(files) == 0 {
		return engine.ReportLine{Text: "还没有备份，请用 penggai backup 备份"}, nil
	}
	last := files[0]
	return engine.ReportLine{OK: true, Text: fmt.Sprintf("最近的备份：%s，到日志第 %d 条，共 %d 份", last.At.Format("2006-01-02 15:04"), last.Seq, len(files))}, nil
}

// checkSignets names the keys that the office signs with, by the fingerprints that others compare.
func checkSignets(ctx context.Context, s *engine.Store) (engine.ReportLine, error) {
	keys, err := basis.Of(s).Signets(ctx)
	if err != nil {
		return engine.ReportLine{}, err
	}
	if len(keys) == 0 {
		return engine.ReportLine{OK: true, Text: "还没有印鉴，第一次导出时启用"}, nil
	}
	var words []string
	for _, k := range keys {
		words = append(words, fmt.Sprintf("%s（自 %s）", signet.Fingerprint(k.Public), k.Since))
	}
	return engine.ReportLine{OK: true, Text: "本单位的印鉴 " + strings.Join(words, "，") + "；本机的" + signet.Kept}, nil
}
