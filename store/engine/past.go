package engine

import (
	"cmp"
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
	"penggai/store/engine/pool"
	"penggai/store/engine/shelf"
	"penggai/store/engine/witness"
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
	restores []LogEntry // and explanations: what was seen before one is explained by it
}

func readPast(ctx context.Context, q Querier) (p pastOf, err error) {
	p.q = q
	if p.head, err = ReadHead(ctx, q); err != nil {
		return p, err
	}
	p.restores, err = All(ctx, q, func(r Scanner) (e LogEntry, err error) {
		err = r.Scan(&e.Seq, &e.At, &e.Action)
		return e, err
	}, `SELECT seq, at, action FROM log WHERE action IN ($1, $2) AND seq = entry ORDER BY seq`, allocation.ActRestore.Code, allocation.ActExplainPast.Code)
	return p, err
}

// abandoned reports whether a head belongs to a past that a restore took back, or that somebody explained since.
func (p *pastOf) abandoned(h seen) bool {
	return !h.at.IsZero() && slices.ContainsFunc(p.restores, func(e LogEntry) bool {
		at, err := time.Parse(time.RFC3339, e.At)
		return err == nil && !h.at.After(at) && (h.Seq >= e.Seq || e.Action == allocation.ActExplainPast.Code)
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
	return &Difference{Table: h.where, Why: fmt.Sprintf("那里的第 %d 条是 %s，现在的日志里是 %s：过去的记录被换过", h.Seq, want[:min(16, len(want))], cmp.Or(got[:min(16, len(got))], "没有"))}, nil
}

// Names of the witness.
const (
	whereSeen  = "本机上次看到"
	whereStick = "U 盘上次看到"
)

// compareSeen holds what this machine saw against the file: at an opening what presses, else everything. last is the head that it saw last.
func (s *Store) compareSeen(ctx context.Context, q Querier, all bool, bad *Found) (last witness.Line, err error) {
	if err := s.compareStick(ctx, q, all, bad); err != nil {
		return last, err
	}
	lines, err := s.Options.Witness.Lines()
	if err != nil || len(lines) == 0 {
		return last, Fault(err)
	}
	last = lines[len(lines)-1]
	if !all {
		if !s.Options.ReadOnly {
			_ = s.Options.Witness.Shorten(lines) // it only grows longer
		}
		lines = witness.Pressing(lines)
	}
	past, err := readPast(ctx, q)
	if err != nil {
		return last, err
	}
	for _, l := range lines {
		d, err := past.compare(ctx, seenAt(l, whereSeen))
		if err != nil {
			return last, err
		}
		if d == nil {
			continue
		}
		bad.Add(*d)
		if !all && !l.Alarm && !s.Options.ReadOnly {
			l.Alarm = true
			_ = s.Options.Witness.Add(l) // then it is told at this opening alone
		}
	}
	return last, nil
}

// compareStick holds the book on a stick, when it is in, against the file: at an opening its last lines. The latest that differs is told.
func (s *Store) compareStick(ctx context.Context, q Querier, all bool, bad *Found) error {
	lines, err := s.Options.Witness.Stick()
	if err != nil || len(lines) == 0 {
		return nil //nolint:nilerr // pulled out or unreadable: this machine's own book counts
	}
	past, err := readPast(ctx, q)
	if err != nil {
		return err
	}
	if !all {
		lines = lines[max(0, len(lines)-stickLines):]
	}
	for _, l := range slices.Backward(lines) {
		d, err := past.compare(ctx, seenAt(l, whereStick))
		if err != nil {
			return err
		}
		if d != nil {
			bad.Add(*d)
			return nil
		}
	}
	return nil
}

// stickLines are how many of the last lines on a stick an opening compares.
const stickLines = 20

func seenAt(l witness.Line, where string) seen {
	return seen{Head: Head{Seq: l.Seq, Hash: l.Hash}, at: l.At, where: fmt.Sprintf("%s第 %d 条（%s）", where, l.Seq, l.At.In(Shanghai).Format("2006-01-02 15:04"))}
}

// lookBack compares, at the opening, the file with what this machine saw of it, and lets the witness see its head.
func (s *Store) lookBack(ctx context.Context) error {
	if s.Options.Witness == nil {
		return nil
	}
	var bad Found
	last, err := s.compareSeen(ctx, s.Read, false, &bad)
	if err != nil {
		return err
	}
	if first, ok := bad.Bad(); ok {
		past := first.String()
		s.past.Store(&past)
	}
	if head, err := ReadHead(ctx, s.Read); err == nil && head != (Head{Seq: last.Seq, Hash: last.Hash}) {
		s.see(head)
	}
	return nil
}

// ErrNoWitness says that this machine keeps no witness of the office.
var ErrNoWitness = errors.New("no witness is kept here")

// WitnessAlso lets a stick see the log too: what this machine saw of it, and from now on each entry made while it is in. Errors: ErrNoWitness,
// those of the files.
func (s *Store) WitnessAlso(folder string) error {
	if s.Options.Witness == nil {
		return ErrNoWitness
	}
	return s.Options.Witness.Also(folder)
}

// Past is how the data differ from what this machine saw of them before, in words; "" when they do not.
func (s *Store) Past() string {
	if past := s.past.Load(); past != nil {
		return *past
	}
	return ""
}

// verifySeen is the check of the witness.
func (s *Store) verifySeen(ctx context.Context, q Querier) (ReportLine, error) {
	var bad Found
	last, err := s.compareSeen(ctx, q, true, &bad)
	if ctx.Err() != nil {
		return ReportLine{}, ctx.Err()
	}
	if err != nil {
		bad.Add(Difference{Table: s.Options.Witness.Path(), Why: whyUnreadable(err)})
	}
	good := fmt.Sprintf("与本机见证文件一致，%s第 %d 条", whereSeen, last.Seq)
	if last.Seq == 0 {
		good = "本机没有见证文件可比"
	}
	return bad.Line(CheckWitness, good, "与本机见证文件对不上"), nil
}

// ExplainPast records why the data are not what this machine, a backup or a paper saw before. Errors: those of Write, ErrNoReason.
func (s *Store) ExplainPast(ctx context.Context, by Actor, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return ErrNoReason
	}
	err := s.Write(ctx, by, allocation.ActExplainPast, func(t *Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		t.Subject(s.Past())
		t.Reason(reason)
		return nil
	})
	if err == nil {
		s.past.Store(nil)
	}
	return err
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
		bad.Add(Difference{Table: shelf.Folder, Why: whyUnreadable(err)})
	}
	good := fmt.Sprintf("%d 份备份与现在的日志同一条链", len(files))
	if len(files) == 0 {
		good = "还没有备份可比"
	}
	return bad.Line(CheckBackups, good, "备份与现在的日志对不上"), nil
}

func compareBackups(ctx context.Context, q Querier, files []shelf.File, bad *Found) error {
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
	db, err := pool.Open(pool.Reader(path, true), 1, nil)
	if err != nil {
		return Head{}, Fault(err)
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
