package engine

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/engine/witness"
)

// Tx is one write transaction: the only way to change what the log keeps. It is used by one goroutine.
type Tx struct {
	Ctx   context.Context
	Db    *sql.Tx
	Today civil.Date
	Now   time.Time
	By    Actor
	Act   allocation.Action
	Entry entry

	Undoing bool // steps take earlier ones back

	erased  []seal.Owner // whose keys go with the end of the transaction
	Looking bool         // only finds out which record the act is about
}

// Write runs fn in one IMMEDIATE transaction. It refuses when act is not allowed to by.Role, when the account is no
// longer active in that role, when today lies before the last entry's day (ErrBackInTime), and with ErrRepeated when
// by.Command has done act before. It collects every changed row, appends the log entry (action, subject, reason,
// after-images) to the chain in the same transaction, and commits. An error or a panic of fn leaves nothing behind, but what was tried
// without the right to it is in the log under the record that fn said it is About before it was refused.
func (s *Store) Write(ctx context.Context, by Actor, act allocation.Action, fn func(*Tx) error) error {
	if err := MayDo(by, act); err != nil {
		s.noteRefused(ctx, by, act, s.aboutWhat(ctx, by, act, fn), err)
		return err
	}
	if by = by.at(ctx); by.Command == "" {
		by.Command = NewID()
	}
	var about entry
	err := s.Transact(ctx, func(t *Tx, changes *Changes) error {
		t.By, t.Act = by, act
		if err := t.admit(); err != nil {
			return err
		}
		if err := fn(t); err != nil {
			about = t.Entry
			return err
		}
		return t.append(changes)
	})
	if notTheirs(err) {
		s.noteRefused(ctx, by, act, about, err)
	}
	if err == nil && s.Options.Wrote != nil {
		s.Options.Wrote()
	}
	if err == nil && s.Options.Witness != nil {
		var q Querier = s.Writer // the upgrade writes before there are readers
		if s.Read != nil {
			q = s.Read
		}
		if head, err := ReadHead(ctx, q); err == nil {
			s.see(head)
		}
	}
	return err
}

// see lets the witness see a head. What it cannot write down, it tells nobody later: the data are safe without it.
func (s *Store) see(head Head) {
	if s.Options.ReadOnly {
		return
	}
	_ = s.Options.Witness.Add(witness.Line{Seq: head.Seq, Hash: head.Hash, At: s.Now()})
}

// Snapshot runs reads that must agree with each other on one state of the data.
func (s *Store) Snapshot(ctx context.Context, fn func(Querier) error) error {
	if s.readers == nil {
		return Fault(fn(s.Read))
	}
	return Fault(pool.Pin(ctx, s.readers, func(ctx context.Context) error { return fn(pool.Pinned(ctx, s.readers)) }))
}

// Pin hands out a context with which everything that is read from the office is of one state of its data, through whichever use case,
// while others go on writing. It ends with fn. Errors: those of fn.
func (s *Store) Pin(ctx context.Context, fn func(ctx context.Context) error) error {
	if s.readers == nil {
		return fn(ctx)
	}
	return Fault(pool.Pin(ctx, s.readers, fn))
}

// At hands out the office in one state of its data and on one day: use cases of several rooms that are called on it agree with
// each other. It cannot write, and it ends with fn.
//
//	err = s.At(ctx, func(at *engine.Store) error {
//		d.Tenancy, err = stay.Of(at).Tenancy(ctx, by, id)
func (s *Store) At(ctx context.Context, fn func(at *Store) error) error {
	return s.Snapshot(ctx, func(q Querier) error {
		today, o := s.Today(), s.Options
		o.ReadOnly, o.Today = true, func() civil.Date { return today }
		return fn(&Store{folder: s.folder, Options: o, Read: q, Changes: s.Changes})
	})
}

// Each reads one part after the other until one fails.
func Each(parts ...func() error) error {
	for _, part := range parts {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// Scratch runs fn in a transaction on tables outside the log (drafts, view settings, failed sign-ins).
func (s *Store) Scratch(ctx context.Context, fn func(*Tx) error) error {
	return s.Transact(ctx, func(t *Tx, changes *Changes) error {
		if err := fn(t); err != nil {
			return err
		}
		if !changes.empty() {
			return ErrUnlogged
		}
		return nil
	})
}

// Transact is the frame of both: one writer at a time, changes collected, commit or rollback.
func (s *Store) Transact(ctx context.Context, fn func(*Tx, *Changes) error) (err error) {
	if s.Writer == nil {
		return ErrReadOnlyStore
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Changes.Reset()
	db, err := s.Writer.BeginTx(ctx, nil)
	if err != nil {
		return Fault(err)
	}
	done := false
	defer func() {
		if !done {
			_ = db.Rollback() // the error that led here is the one to report
		}
		s.Changes.Reset()
	}()
	t := &Tx{Ctx: ctx, Db: db, Today: s.Today(), Now: s.Now()}
	if err := fn(t, s.Changes); err != nil {
		return Fault(err)
	}
	done = true
	if err := db.Commit(); err != nil {
		_ = db.Rollback()
		return Fault(err)
	}
	return nil
}

// MayDo checks the role.
func MayDo(by Actor, act allocation.Action) error {
	if by.Console || act.Allows(by.Role) {
		return nil
	}
	titles := make([]string, len(act.Roles))
	for i, r := range act.Roles {
		titles[i] = r.Title()
	}
	return ErrNotAllowed.Textf("“%s”须由%s办理，当前角色是%s。请换用相应角色或请同事办理", act.Title, strings.Join(titles, "、"), by.Role.Title())
}

// admit checks inside the transaction what may have changed since the actor signed in.
func (t *Tx) admit() error {
	if !t.By.Console {
		first, err := t.By.in(t.Ctx, t)
		if err != nil {
			return err
		}
		if first && t.Act.Code != allocation.ActSignIn.Code && t.Act.Code != allocation.ActChangePassword.Code {
			return ErrFirstPassword
		}
	}
	if err := t.believe(); err != nil {
		return err
	}
	_, found, err := Maybe(t.Ctx, t, ScanOne[int64],
		`SELECT seq FROM log WHERE command = $1 AND action = $2 AND seq = entry`, t.By.Command, t.Act.Code)
	if err != nil {
		return err
	}
	if found {
		return ErrRepeated
	}
	return nil
}

// believe looks at the day. What changes nothing but the log, such as signing in, is written on any day, and under the last entry's
// where today is in doubt: a clock that ran ahead for an hour must not shut the office for good.
func (t *Tx) believe() error {
	clock, last, err := ClockOf(t.Ctx, t)
	if err != nil {
		return err
	}
	doubt := clock.Doubt(t.Today, last.Day)
	switch {
	case doubt == civil.DayGood, t.Act.SetsDay():
		return nil
	case t.Act.Calm():
		t.Today = last.Day
		return nil
	case doubt == civil.DayFar:
		return ErrFarDay.Textf("今天（%s）比最后一次记录（%s）晚 %d 天，这一步没有保存。请核对电脑的日期：不对就校正，无误就重新登录，在弹出的窗口里确认", t.Today, last.Day, t.Today.Sub(last.Day))
	}
	return ErrBackInTime.Textf("今天（%s）早于最后一次记录的日期（%s），这一步没有保存。请校正电脑的日期；如果是上次的日期走快了，由系统管理员和分管领导在“系统 > 日历”里校正", t.Today, last.Day)
}

// QueryContext reads inside the transaction, so that a tx serves one and all.
func (t *Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.Db.QueryContext(ctx, query, args...)
}

// Exec runs a statement.
func (t *Tx) Exec(query string, args ...any) error {
	_, err := t.exec(query, args)
	return err
}

// exec is every write of a room: its texts are stored clean.
func (t *Tx) exec(query string, args []any) (sql.Result, error) {
	if t.Looking {
		return nil, errLooked
	}
	args, err := stored(args)
	if err != nil {
		return nil, err
	}
	r, err := t.Db.ExecContext(t.Ctx, query, args...)
	return r, Fault(err)
}

// ExecN runs a statement and says how many rows it touched.
func (t *Tx) ExecN(query string, args ...any) (int64, error) {
	r, err := t.exec(query, args)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return n, Fault(err)
}

// Insert runs an INSERT of one row and returns its id.
func (t *Tx) Insert(query string, args ...any) (int64, error) {
	r, err := t.exec(query, args)
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	return id, Fault(err)
}

// Subject sets what the log entry is about, in words: "JS20170001 北方家政服务".
func (t *Tx) Subject(text string) { t.Entry.subject = quantity.Kept(text) }

// About sets which record the log entry is about, so that the record can show its own log.
func (t *Tx) About(noun string, id int64) { t.Entry.noun, t.Entry.nounID = noun, id }

// Reason sets why, as the person wrote it.
func (t *Tx) Reason(text string) { t.Entry.reason = quantity.Kept(text) }

// Mine refuses what belongs to another district than the actor's.
func (t *Tx) Mine(district string) error {
	if !t.By.Console && !t.By.Sees(district) {
		t.Entry.subject = "" // who may not see the record reads nothing of it in the log either
		return ErrOtherDistrict.With(district)
	}
	if t.Looking {
		return errLooked
	}
	return nil
}

// Whole refuses what concerns the whole office to an account of a part of it.
func (t *Tx) Whole() error {
	office, err := One(t.Ctx, t, ScanOne[string], `SELECT district FROM office WHERE id = 1`)
	if err != nil || t.By.Sees(office) {
		return err
	}
	return ErrOtherDistrict.With(allocation.CityOffice)
}

// Move appends a step of a life to table move; while the transaction undoes, it names the step that it takes back.
func (t *Tx) Move(noun string, id int64, from, to, reason string) error {
	undoes, err := t.undoes(noun, id, from)
	if err != nil {
		return err
	}
	return t.Exec(`INSERT INTO move (noun, noun_id, from_state, to_state, day, at, account, reason, undoes)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		noun, id, from, to, t.Today, t.At(), t.By.ID, reason, undoes)
}

// At is the wall clock of the transaction as the tables keep it.
func (t *Tx) At() string { return t.Now.Format(time.RFC3339) }

// Number is the next number of a gapless series, from 1: "application/JS/2021".
func (t *Tx) Number(series string) (int64, error) {
	return One(t.Ctx, t, ScanOne[int64], `INSERT INTO sequence (series, last) VALUES ($1, 1)
		ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last`, series)
}

// Update runs an UPDATE of one row that people edit; its WHERE must compare the row version that the form was opened
// with. When no row matches, it refuses as Stale does.
func (t *Tx) Update(noun string, id int64, query string, args ...any) error {
	n, err := t.ExecN(query, args...)
	if err != nil || n == 1 {
		return err
	}
	return t.Stale(noun, id)
}

// Stale refuses with ErrStale what was decided on an older state of a record, and says who changed it last, when and by what.
func (t *Tx) Stale(noun string, id int64) error {
	who, what, err := t.Latest(noun, id)
	if err != nil {
		return err
	}
	if who == "" {
		return ErrStale
	}
	return ErrStale.Textf("这条记录已由%s 改过（%s），没有覆盖。请看过对方的改动再保存", who, what)
}

// Latest says who changed a record last and when (王 审批人在 2021-05-11 10:02), and by what; nothing when the log has nothing of it.
func (t *Tx) Latest(noun string, id int64) (who, what string, err error) {
	last, found, err := Maybe(t.Ctx, t, func(s Scanner) (e LogEntry, err error) {
		err = s.Scan(&e.Actor, &e.At, &e.Title)
		return e, err
	}, `SELECT actor, at, title FROM log WHERE noun = $1 AND noun_id = $2 AND seq = entry AND action <> $3 ORDER BY seq DESC LIMIT 1`, noun, id, allocation.ActRefused.Code)
	if err != nil || !found {
		return "", "", err
	}
	return last.Actor + "在 " + shortTime(last.At), last.Title, nil
}

// shortTime cuts an RFC 3339 time to day and minute.
func shortTime(at string) string {
	if len(at) < 16 {
		return at
	}
	return at[:10] + " " + at[11:16]
}

// NewID is a random 128-bit id in hex.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// NewCommand makes the id of one command of a user, for Actor.As.
func NewCommand() string { return NewID() }

// HasRole says whether a list of roles, parted by commas, holds one.
func HasRole(list string, role allocation.Role) bool {
	for r := range strings.SplitSeq(list, ",") {
		if r == string(role) {
			return true
		}
	}
	return false
}

// The file and the folder.
var ErrReadOnlyStore = say.Refuse("read_only_store", "当前以只读方式打开，不能保存。数据完好；请正常打开后再做")

// Writing.
var (
	ErrNotAllowed = say.Refuse("not_allowed", "当前角色不能办这件事")
	ErrBackInTime = say.Refuse("back_in_time", "今天的日期早于最后一次记录的日期，这一步没有保存。请校正电脑的日期")
	ErrFarDay     = say.Refuse("far_day", "今天的日期比最后一次记录晚得多，这一步没有保存。请核对电脑的日期")
	ErrRepeated   = say.Refuse("repeated", "这一步刚才已经办好了，没有重复办理")
	ErrUnlogged   = say.Refuse("unlogged", "程序内部错误：有改动没有进入日志，已全部撤回。请联系维护人员")
)
