package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// tx is one write transaction: the only way to change what the log keeps. It is used by one goroutine.
type tx struct {
	ctx   context.Context
	db    *sql.Tx
	today civil.Date
	now   time.Time
	by    Actor
	act   allocation.Action
	entry entry

	undoing bool // steps take earlier ones back
}

// write runs fn in one IMMEDIATE transaction. It refuses when act is not allowed to by.Role, when the account is no
// longer active in that role, when today lies before the last entry's day (ErrBackInTime), and with ErrRepeated when
// by.Command has done act before. It collects every changed row, appends the log entry (action, subject, reason,
// after-images) to the chain in the same transaction, and commits. An error or a panic of fn leaves nothing behind.
func (s *Store) write(ctx context.Context, by Actor, act allocation.Action, fn func(*tx) error) error {
	if err := mayDo(by, act); err != nil {
		return err
	}
	if by.Command == "" {
		by.Command = newID()
	}
	return s.transact(ctx, func(t *tx, changes *changes) error {
		t.by, t.act = by, act
		if err := t.admit(); err != nil {
			return err
		}
		if err := fn(t); err != nil {
			return err
		}
		return t.append(changes)
	})
}

// scratch runs fn in a transaction on tables outside the log (drafts, view settings, failed sign-ins).
func (s *Store) scratch(ctx context.Context, fn func(*tx) error) error {
	return s.transact(ctx, func(t *tx, changes *changes) error {
		if err := fn(t); err != nil {
			return err
		}
		if !changes.empty() {
			return ErrUnlogged
		}
		return nil
	})
}

// transact is the frame of both: one writer at a time, changes collected, commit or rollback.
func (s *Store) transact(ctx context.Context, fn func(*tx, *changes) error) (err error) {
	if s.writer == nil {
		return ErrReadOnlyStore
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes.reset()
	db, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	done := false
	defer func() {
		if !done {
			_ = db.Rollback() // the error that led here is the one to report
		}
		s.changes.reset()
	}()
	t := &tx{ctx: ctx, db: db, today: s.Today(), now: s.now()}
	if err := fn(t, s.changes); err != nil {
		return fault(err)
	}
	done = true
	if err := db.Commit(); err != nil {
		_ = db.Rollback()
		return fault(err)
	}
	return nil
}

// mayDo checks the role.
func mayDo(by Actor, act allocation.Action) error {
	if by.console || act.Allows(by.Role) {
		return nil
	}
	titles := make([]string, len(act.Roles))
	for i, r := range act.Roles {
		titles[i] = r.Title()
	}
	return ErrNotAllowed.Textf("“%s”须由%s办理，当前角色是%s。请换用相应角色或请同事办理", act.Title, strings.Join(titles, "、"), by.Role.Title())
}

// admit checks inside the transaction what may have changed since the actor signed in.
func (t *tx) admit() error {
	if !t.by.console {
		active, err := one(t.ctx, t, func(s scanner) (bool, error) {
			var active bool
			var roles string
			err := s.Scan(&active, &roles)
			return active && hasRole(roles, t.by.Role), err
		}, `SELECT active, roles FROM account WHERE id = $1 AND name = $2 AND district = $3`, t.by.ID, t.by.Name, t.by.District)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if !active {
			return ErrSignedOut
		}
	}
	last, found, err := maybe(t.ctx, t, scanOne[civil.Date], `SELECT day FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil {
		return err
	}
	if found && t.today.Before(last) {
		return ErrBackInTime.Textf("今天（%s）早于最后一次记录的日期（%s），这一步没有保存。请校正电脑的日期", t.today, last)
	}
	_, found, err = maybe(t.ctx, t, scanOne[int64],
		`SELECT seq FROM log WHERE command = $1 AND action = $2 AND seq = entry`, t.by.Command, t.act.Code)
	if err != nil {
		return err
	}
	if found {
		return ErrRepeated
	}
	return nil
}

// QueryContext reads inside the transaction, so that a tx serves one and all.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.db.QueryContext(ctx, query, args...)
}

// exec runs a statement.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.db.ExecContext(t.ctx, query, bind(args)...)
	return fault(err)
}

// execN runs a statement and says how many rows it touched.
func (t *tx) execN(query string, args ...any) (int64, error) {
	r, err := t.db.ExecContext(t.ctx, query, bind(args)...)
	if err != nil {
		return 0, fault(err)
	}
	n, err := r.RowsAffected()
	return n, fault(err)
}

// insert runs an INSERT of one row and returns its id.
func (t *tx) insert(query string, args ...any) (int64, error) {
	r, err := t.db.ExecContext(t.ctx, query, bind(args)...)
	if err != nil {
		return 0, fault(err)
	}
	id, err := r.LastInsertId()
	return id, fault(err)
}

// subject sets what the log entry is about, in words: "JS20170001 北方家政服务".
func (t *tx) subject(text string) { t.entry.subject = text }

// about sets which record the log entry is about, so that the record can show its own log.
func (t *tx) about(noun string, id int64) { t.entry.noun, t.entry.nounID = noun, id }

// reason sets why, as the person wrote it.
func (t *tx) reason(text string) { t.entry.reason = text }

// mine refuses what belongs to another district than the actor's.
func (t *tx) mine(district string) error {
	if t.by.console || t.by.Sees(district) {
		return nil
	}
	return ErrOtherDistrict.With(district)
}

// move appends a step of a life to table move; while the transaction undoes, it names the step that it takes back.
func (t *tx) move(noun string, id int64, from, to, reason string) error {
	undoes, err := t.undoes(noun, id, from)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO move (noun, noun_id, from_state, to_state, day, at, account, reason, undoes)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		noun, id, from, to, t.today, t.at(), t.by.ID, reason, undoes)
}

// at is the wall clock of the transaction as the tables keep it.
func (t *tx) at() string { return t.now.Format(time.RFC3339) }

// number is the next number of a gapless series, from 1: "application/JS/2021".
func (t *tx) number(series string) (int64, error) {
	return one(t.ctx, t, scanOne[int64], `INSERT INTO sequence (series, last) VALUES ($1, 1)
		ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last`, series)
}

// update runs an UPDATE of one row that people edit; its WHERE must compare the row version that the form was opened
// with. When no row matches, it refuses with ErrStale and says who changed the record last, when and by what.
func (t *tx) update(noun string, id int64, query string, args ...any) error {
	n, err := t.execN(query, args...)
	if err != nil || n == 1 {
		return err
	}
	last, found, err := maybe(t.ctx, t, func(s scanner) (e LogEntry, err error) {
		err = s.Scan(&e.Actor, &e.At, &e.Title)
		return e, err
	}, `SELECT actor, at, title FROM log WHERE noun = $1 AND noun_id = $2 AND seq = entry ORDER BY seq DESC LIMIT 1`, noun, id)
	if err != nil {
		return err
	}
	if !found {
		return ErrStale
	}
	return ErrStale.Textf("这条记录已由%s在 %s 改过（%s），没有覆盖。请看过对方的改动再保存", last.Actor, shortTime(last.At), last.Title)
}

// shortTime cuts an RFC 3339 time to day and minute.
func shortTime(at string) string {
	if len(at) < 16 {
		return at
	}
	return at[:10] + " " + at[11:16]
}

// newID is a random 128-bit id in hex.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// NewCommand makes the id of one command of a user, for Actor.As.
func NewCommand() string { return newID() }

func hasRole(list string, role allocation.Role) bool {
	for r := range strings.SplitSeq(list, ",") {
		if r == string(role) {
			return true
		}
	}
	return false
}

var _ fmt.Stringer = Actor{}

// The file and the folder (fault.go, open.go).
var ErrReadOnlyStore = allocation.Refuse("read_only_store", "当前以只读方式打开，不能保存。数据完好；请正常打开后再做")

// Writing (tx.go).
var (
	ErrNotAllowed = allocation.Refuse("not_allowed", "当前角色不能办这件事")
	ErrSignedOut  = allocation.Refuse("signed_out", "账号已停用或角色已变动，这一步没有保存。请重新登录")
	ErrBackInTime = allocation.Refuse("back_in_time", "今天的日期早于最后一次记录的日期，这一步没有保存。请校正电脑的日期")
	ErrRepeated   = allocation.Refuse("repeated", "这一步刚才已经办好了，没有重复办理")
	ErrUnlogged   = allocation.Refuse("unlogged", "程序内部错误：有改动没有进入日志，已全部撤回。请联系维护人员")
)
