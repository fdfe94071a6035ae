package exchange

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/place"
	"penggai/store/engine/seal"
	"penggai/store/engine/witness"
	"penggai/store/exchange/parcel"
	"penggai/store/schema"
)

// Packed is what was packed.
type Packed struct {
	parcel.Manifest
	Path string
	Size int64
}

// counts are what a package says an office has, and how a letter says it.
var counts = []struct{ key, title, measure, query string }{
	{"units", say.Unit, "套", `SELECT count(*) FROM unit WHERE state <> 'closed'`},
	{"applicants", say.Applicant, "户", `SELECT count(*) FROM applicant WHERE merged_into = 0`},
	{"applications", "申请", "件", `SELECT count(*) FROM application WHERE number IS NOT NULL`},
	{"rounds", say.Round, "个", `SELECT count(*) FROM round`},
	{"tenancies", say.Tenancy, "户", `SELECT count(*) FROM tenancy WHERE state NOT IN ('ended', 'void')`},
	{"bills", say.Bill, "张", `SELECT count(*) FROM bill`},
	{"payments", say.Payment, "笔", `SELECT count(*) FROM payment`},
	{"findings", say.Finding, "件", `SELECT count(*) FROM finding`},
}

// PackLog writes the office's log, from the row behind a receipt on or whole, to a new file: signed, with what the letter beside it says. since is the
// content of a receipt, nil for none; it becomes a witness of this office. Errors: ErrNoKey, ErrPackExists, those of KeepReceipt,
// parcel.ErrBroken for a log that is not whole.
func (s Room) PackLog(ctx context.Context, by engine.Actor, path string, since []byte, progress engine.Progress) (out Packed, err error) {
	if err := s.may(ctx, by, ActPack); err != nil {
		return out, err
	}
	from := int64(1)
	if since != nil {
		r, err := s.KeepReceipt(ctx, by, since)
		if err != nil {
			return out, err
		}
		from = r.Seq + 1
	}
	key, err := s.key(ctx, by)
	if err != nil {
		return out, err
	}
	out.Path = path
	var fresh *place.Fresh
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		m, err := s.manifest(ctx, q, from)
		if err != nil {
			return err
		}
		fresh, err = place.Begin(path, time.Now(), func(w io.Writer) error {
			size := &parcel.Counter{To: w}
			out.Manifest, err = parcel.Write(size, m, key, telling(ctx, q, m, progress))
			out.Size = size.N
			return err
		})
		return err
	})
	if err != nil {
		return out, cannotWrite(err, path)
	}
	defer fresh.Drop()
	err = s.Write(ctx, by.As(engine.NewCommand()), ActPack, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s %s", filepath.Base(path), out.Stretch()))
		return nil
	})
	if err != nil {
		return out, err
	}
	return out, cannotWrite(fresh.Settle(), path)
}

// telling tells the rows of the log that a manifest names.
func telling(ctx context.Context, q engine.Querier, m parcel.Manifest, progress engine.Progress) func(func(seal.Row) error) error {
	return func(each func(seal.Row) error) error {
		return readLog(ctx, q, m.From, m.To, func(r seal.Row) error {
			if (r.Seq-m.From)%tellEvery == 0 {
				progress.Tell(StagePack, r.Seq-m.From, m.To-m.From+1)
			}
			return each(r)
		})
	}
}

// Stages of long works.
const (
	StagePack   = "pack"
	StageRead   = "read"
	StageBuild  = "build"
	StageVerify = "chain"
	tellEvery   = 500
)

// manifest is what a package says of the log from a row on.
func (s Room) manifest(ctx context.Context, q engine.Querier, from int64) (m parcel.Manifest, err error) {
	head, err := engine.ReadHead(ctx, q)
	if err != nil {
		return m, err
	}
	if head.Seq < from {
		return m, ErrNothingNew
	}
	before := make([]byte, len(head.Hash))
	if from > 1 {
		if before, err = hashAt(ctx, q, from-1); err != nil {
			return m, err
		}
	}
	m = parcel.Manifest{
		From: from, To: head.Seq, Before: hex.EncodeToString(before), Head: hex.EncodeToString(head.Hash[:]),
		Schema: engine.SchemaVersion(), Print: schema.Fingerprint(), Day: s.Today().String(), At: s.Now().Format(time.RFC3339), Letter: []string{},
	}
	if m.Office, err = self(ctx, q); err != nil {
		return m, err
	}
	clock, _, err := engine.ClockOf(ctx, q)
	if err != nil {
		return m, err
	}
	m.Kind = string(clock.Kind)
	for _, c := range counts {
		n, err := engine.One(ctx, q, engine.ScanOne[int64], c.query)
		if err != nil {
			return m, err
		}
		m.Counts = append(m.Counts, parcel.Count{Key: c.key, Title: c.title, N: n})
		if n > 0 {
			m.Letter = append(m.Letter, fmt.Sprintf("%s %d %s", c.title, n, c.measure))
		}
	}
	return m, nil
}

func hashAt(ctx context.Context, q engine.Querier, seq int64) ([]byte, error) {
	return engine.One(ctx, q, engine.ScanOne[[]byte], `SELECT hash FROM log WHERE seq = $1`, seq)
}

// cannotWrite says of a file that could not be made what to do.
func cannotWrite(err error, path string) error {
	var of *fs.PathError
	if errors.Is(err, fs.ErrExist) || errors.As(err, &of) && of.Op == "open" {
		return ErrPackExists.With(path)
	}
	return engine.Fault(err)
}

// seeThere lets the witness of this machine see what another office has of the log.
func (s Room) seeThere(r Receipt) error {
	var hash [32]byte
	copy(hash[:], parcel.Hash(r.Hash))
	return engine.Fault(s.Options.Witness.Add(witness.Line{Seq: r.Seq, Hash: hash, At: s.Now()}))
}

// Refusals of packing.
var (
	ErrPackExists = say.Refuse("pack_exists", "这个位置已有文件，或不能写，没有打包。请换一个文件名或文件夹")
	ErrNothingNew = say.Refuse("pack_nothing", "回执之后没有新的记录，不用打包")
)
