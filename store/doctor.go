package store

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
	for _, path := range []string{s.folder, s.path()} {
		info, err := os.Stat(path)
		if err != nil {
			return ReportLine{}, fault(err)
		}
		if !privateMode(info.Mode()) {
			return ReportLine{Text: fmt.Sprintf(textModesOpen, filepath.Base(path), info.Mode().Perm())}, nil
		}
	}
	return ReportLine{OK: true, Text: textModesOK}, nil
}

func (s *Store) checkPages(ctx context.Context) (ReportLine, error) {
	lines, err := all(ctx, s.read, scanOne[string], `PRAGMA integrity_check(5)`)
	if err != nil {
		return ReportLine{}, err
	}
	if len(lines) == 1 && lines[0] == "ok" {
		return ReportLine{OK: true, Text: textPagesOK}, nil
	}
	return ReportLine{Text: fmt.Sprintf(textPagesBad, lines[0])}, nil
}

func (s *Store) checkKeys(ctx context.Context) (ReportLine, error) {
	broken, err := all(ctx, s.read, func(r scanner) (string, error) {
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
		return ReportLine{Text: fmt.Sprintf(textKeysBad, broken[0])}, nil
	}
	return ReportLine{OK: true, Text: textKeysOK}, nil
}

// checkSchema compares the file's schema with the one that the migrations make.
func (s *Store) checkSchema(ctx context.Context) (ReportLine, error) {
	got, err := fingerprint(ctx, s.read)
	if err != nil {
		return ReportLine{}, err
	}
	want, err := freshFingerprint(ctx)
	if err != nil {
		return ReportLine{}, err
	}
	if got != want {
		return ReportLine{Text: fmt.Sprintf(textSchemaBad, got, want)}, nil
	}
	return ReportLine{OK: true, Text: fmt.Sprintf(textSchemaOK, schemaVersion(), got)}, nil
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
		return ReportLine{Text: textNoBackup}, nil
	}
	last := files[0]
	return ReportLine{OK: true, Text: fmt.Sprintf(textLastBackup, last.At.Format("2006-01-02 15:04"), last.Seq, len(files))}, nil
}
