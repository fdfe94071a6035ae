package engine

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/say"
)

// seen is a head of the log that stands outside the file: in a backup, in the witness file, on a paper.
type seen struct {
	Head
	digits int       // of the hash, in hex, that are known; 0: all
	at     time.Time // when it was written there; zero: not known
	where  string    // "备份 penggai-….db"
}

// pastOf compares heads with the log of a file. After a restore the entries that it took back are known to be another past: the
// restore stands in the log.
type pastOf struct {
	q        Querier
	head     Head
	restores []LogEntry
}

func readPast(ctx context.Context, q Querier) (p pastOf, err error) {
	p.q = q
	if p.head, err = ReadHead(ctx, q); err != nil {
		return p, err
	}
	p.restores, err = All(ctx, q, func(r Scanner) (e LogEntry, err error) {
		err = r.Scan(&e.Seq, &e.At)
		return e, err
	}, `SELECT seq, at FROM log WHERE action = $1 AND seq = entry ORDER BY seq`, allocation.ActRestore.Code)
	return p, err
}

// abandoned reports whether a head belongs to a past that a restore took back.
func (p *pastOf) abandoned(h seen) bool {
	return !h.at.IsZero() && slices.ContainsFunc(p.restores, func(e LogEntry) bool {
		at, err := time.Parse(time.RFC3339, e.At)
		return err == nil && h.Seq >= e.Seq && !h.at.After(at)
	})
}

// compare says why the log is not the one that the head was taken from; nil when it is.
func (p *pastOf) compare(ctx context.Context, h seen) (*Difference, error) {
	if h.Seq > p.head.Seq {
		if p.abandoned(h) {
			return nil, nil
		}
		return &Difference{Table: h.where, Why: fmt.Sprintf("那里已有第 %d 条，现在的日志只到第 %d 条：数据比那时旧，或后面的被删掉了", h.Seq, p.head.Seq)}, nil
	}
	hash, err := One(ctx, p.q, ScanOne[[]byte], `SELECT hash FROM log WHERE seq = $1`, h.Seq)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	got, want := hex.EncodeToString(hash), hex.EncodeToString(h.Hash[:])
	if h.digits > 0 {
		got, want = got[:min(h.digits, len(got))], want[:h.digits]
	}
	if got == want || p.abandoned(h) {
		return nil, nil
	}
	return &Difference{Table: h.where, Why: fmt.Sprintf("那里的第 %d 条是 %s，现在的日志里是 %s：过去的记录被换过", h.Seq, want[:min(16, len(want))], orText(got[:min(16, len(got))], "没有"))}, nil
}

// verifyBackups looks whether the automatic copies hold the same past as the file.
func (s *Store) verifyBackups(ctx context.Context, q Querier) (ReportLine, error) {
	var bad Found
	files, err := s.Backups()
	if err == nil {
		err = compareBackups(ctx, q, files, &bad)
	}
	if ctx.Err() != nil {
		return ReportLine{}, ctx.Err()
	}
	if err != nil {
		bad.Add(Difference{Table: backupFolder, Why: whyUnreadable(err)})
	}
	good := fmt.Sprintf("%d 份备份与现在的日志同一条链", len(files))
	if len(files) == 0 {
		good = "还没有备份可比"
	}
	return bad.Line(CheckBackups, good, "备份与现在的日志对不上"), nil
}

func compareBackups(ctx context.Context, q Querier, files []BackupFile, bad *Found) error {
	past, err := readPast(ctx, q)
	if err != nil {
		return err
	}
	for _, f := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		where := "备份 " + filepath.Base(f.Path)
		head, err := headOfFile(ctx, f.Path)
		if err != nil {
			bad.Add(Difference{Table: where, Why: whyUnreadable(err)})
			continue
		}
		d, err := past.compare(ctx, seen{Head: head, at: f.At, where: where})
		if err != nil {
			return err
		}
		if d != nil {
			bad.Add(*d)
		}
	}
	return nil
}

// headOfFile reads the head of a file that nobody writes.
func headOfFile(ctx context.Context, path string) (Head, error) {
	db, err := openPool(readerDSN(path, true), 1, nil)
	if err != nil {
		return Head{}, err
	}
	defer func() { _ = db.Close() }() // it only read
	if _, err := checkFile(ctx, db); err != nil {
		return Head{}, err
	}
	return ReadHead(ctx, db)
}

// ParseHead reads a head as papers print it, 第 625 条 9eba03614054d9ab, or with a colon between: the number of the entry and 16 or more hex
// digits of its hash. What is known of
// the hash stands in the first bytes. Errors: ErrHeadForm.
func ParseHead(text string) (h Head, digits int, err error) {
	bare := strings.NewReplacer("第", "", "条", ":", "：", ":").Replace(text)
	number, hash, ok := strings.Cut(bare, ":")
	h.Seq, err = strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	hash = strings.ToLower(strings.TrimSpace(hash))
	if !ok || err != nil || h.Seq < 1 || len(hash) < 16 || len(hash) > 64 || len(hash)%2 != 0 {
		return h, 0, ErrHeadForm.With(text)
	}
	if _, err := hex.Decode(h.Hash[:], []byte(hash)); err != nil {
		return h, 0, ErrHeadForm.With(text)
	}
	return h, len(hash), nil
}

// VerifyHead looks whether the log is the one from which a paper printed its head.
func VerifyHead(h Head, digits int) Proof {
	return func(ctx context.Context, q Querier, _ Progress) (ReportLine, error) {
		var bad Found
		past, err := readPast(ctx, q)
		if err != nil {
			return ReportLine{Check: CheckHead}, err
		}
		d, err := past.compare(ctx, seen{Head: h, digits: digits, where: "纸上"})
		if err != nil {
			return ReportLine{Check: CheckHead}, err
		}
		if d != nil {
			bad.Add(*d)
		}
		return bad.Line(CheckHead, fmt.Sprintf("纸上的第 %d 条就是这份数据的第 %d 条", h.Seq, h.Seq), "纸上的日志头与这份数据对不上"), nil
	}
}

// ErrHeadForm refuses what is no head of a log.
var ErrHeadForm = say.Refuse("head_form", "日志头请照纸上写，例如 625:9eba03614054d9ab：条号、冒号、16 位以上的编码")
