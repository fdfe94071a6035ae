package engine

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"penggai/store/engine/image"
	"penggai/store/engine/seal"
)

// fold is the state of the logged tables that follows from the log.
type fold struct {
	*image.Fold
	damaged int64 // the first row of the log that is not as it was written, or is gone: what follows from it is in doubt
	blind   bool  // the log could not be read to its end
}

const (
	stageChain = "chain"
	stageRows  = "rows"
	tellEvery  = 1000
)

const sqlLogAll = `SELECT seq, entry, command, at, day, account, actor, action, title, subject, noun, noun_id, reason, body, hash, %s
	FROM log WHERE seq >= $1 ORDER BY seq`

// walk checks the chain and folds the after-images. It goes on behind a broken link, so that every broken one is named and the rows
// are compared too.
func (f *fold) walk(ctx context.Context, q Querier, bad *Found, progress Progress) (head Head, err error) {
	total, err := One(ctx, q, ScanOne[int64], `SELECT count(*) FROM log`)
	if err == nil {
		err = f.walkRows(ctx, q, &head, bad, progress, total)
	}
	if ctx.Err() != nil {
		return head, ctx.Err()
	}
	if err != nil {
		f.blind = true
		f.doubt(head.Seq + 1)
		bad.Add(Difference{Table: "log", Row: head.Seq + 1, Why: whyUnreadable(err)})
	}
	progress.Tell(stageChain, total, total)
	return head, nil
}

func (f *fold) walkRows(ctx context.Context, q Querier, head *Head, bad *Found, progress Progress, total int64) error {
	rows, err := logRows(ctx, q, 0)
	if err != nil {
		return err
	}
	defer rows.Close()
	previous := make([]byte, len(head.Hash))
	var entry int64
	for rows.Next() {
		r, field, err := scanLogRow(rows)
		if err != nil {
			return Fault(err)
		}
		broken := r.follows(head.Seq, entry, previous)
		if field != "" {
			broken = &Difference{Table: "log", Row: r.Seq, Field: field, Why: "内容的类型不对"}
		}
		if err := f.Take(r.Seq, []byte(r.Body)); err != nil && broken == nil {
			broken = &Difference{Table: "log", Row: r.Seq, Field: "body", Why: err.Error()}
		}
		if broken != nil {
			bad.Add(*broken)
			f.doubt(broken.Row)
		}
		head.Seq, entry, previous = r.Seq, r.Entry, r.hash
		head.Hash = [32]byte{}
		copy(head.Hash[:], r.hash)
		if r.Seq%tellEvery == 0 {
			progress.Tell(stageChain, r.Seq, total)
		}
	}
	return Fault(rows.Err())
}

// logRows reads the log from an entry on.
func logRows(ctx context.Context, q Querier, from int64) (*sql.Rows, error) {
	desk := "desk"
	if kept, err := Holds(ctx, q, "log", desk); err != nil || !kept { // a copy from before there were desks
		desk = "''"
	}
	rows, err := q.QueryContext(ctx, fmt.Sprintf(sqlLogAll, desk), from)
	return rows, Fault(err)
}

// EachLink hands out the rows of the log from one on as the chain takes them, each with its hash. Errors: ErrDamaged, those of each.
func EachLink(ctx context.Context, q Querier, from int64, each func(l *seal.Link, hash []byte) error) error {
	rows, err := logRows(ctx, q, from)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, field, err := scanLogRow(rows)
		if err == nil && field != "" {
			err = ErrDamaged.With(fmt.Sprintf("log %d %s", r.Seq, field))
		}
		if err == nil {
			err = each(&r.Link, r.hash)
		}
		if err != nil {
			return Fault(err)
		}
	}
	return Fault(rows.Err())
}

// doubt keeps the first row of the log that is not as it was.
func (f *fold) doubt(seq int64) {
	if f.damaged == 0 || seq < f.damaged {
		f.damaged = seq
	}
}

// scanLogRow reads a row of the log whatever its columns hold; field is the first that holds what it never should.
func scanLogRow(rows *sql.Rows) (r logRow, field string, err error) {
	numbers := []*int64{&r.Seq, &r.Entry, &r.Account, &r.NounID}
	texts := []*string{&r.Command, &r.At, &r.Day, &r.Actor, &r.Action, &r.Title, &r.Subject, &r.Noun, &r.Reason, &r.Desk}
	var body []byte
	bytesOf := []*[]byte{&body, &r.hash}
	names := []string{"seq", "entry", "command", "at", "day", "account", "actor", "action", "title", "subject", "noun", "noun_id", "reason", "body", "hash", "desk"}
	kinds := "nntttntttttntbbt"
	values := make([]any, len(names))
	dest := make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	if err := rows.Scan(dest...); err != nil {
		return r, "", err
	}
	for i, v := range values {
		var ok bool
		switch kinds[i] {
		case 'n':
			*numbers[0], ok = v.(int64)
			numbers = numbers[1:]
		case 't':
			*texts[0], ok = v.(string)
			texts = texts[1:]
		default:
			*bytesOf[0], ok = v.([]byte)
			bytesOf = bytesOf[1:]
		}
		if !ok && field == "" {
			field = names[i]
		}
	}
	r.Body = string(body)
	return r, field, nil
}

// follows checks that a row is the next one and that its hash is right.
func (r *logRow) follows(seq, entry int64, previous []byte) *Difference {
	d := &Difference{Table: "log", Row: r.Seq}
	switch {
	case r.Seq != seq+1:
		d.Row, d.Why = seq+1, whyMissing
	case r.Entry != r.Seq && r.Entry != entry:
		d.Field, d.Why = "entry", WhyChanged
	case !r.Follows(previous, r.hash):
		d.Field, d.Why = "hash", "与前后不能衔接，内容或顺序被改过"
	default:
		return nil
	}
	return d
}

// compare reads every live row of every logged table against the fold, and says how many it read.
func (f *fold) compare(ctx context.Context, q Querier, bad *Found, progress Progress) (rows int64, err error) {
	if f.blind {
		bad.Add(Difference{Table: "log", Row: f.damaged, Why: "日志读不到头，现有数据没有可比的"})
		return 0, nil
	}
	names, err := loggedTables(ctx, q)
	if err != nil {
		return 0, err
	}
	keys, err := newKeyring(ctx, q)
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case err != nil:
		bad.Add(Difference{Table: "secret", Row: 1, Why: whyMissing})
	}
	known := maps.Clone(f.Tables)
	for _, name := range names {
		known[name] = f.Tables[name]
	}
	var seals seals
	list := slices.Sorted(maps.Keys(known))
	for i, name := range list {
		n, err := f.compareTable(ctx, q, name, slices.Contains(names, name), keys, bad, &seals)
		if err != nil {
			return rows, err
		}
		rows += n
		progress.Tell(stageRows, int64(i+1), int64(len(list)))
	}
	if keys.office != nil {
		seals.judge(bad)
	}
	return rows, nil
}
