package exchange

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/host"
	"penggai/store/engine/pool"
)

// wholePrefix begins the names of the folders that hold the offices put together.
const wholePrefix = "whole-"

// Whole opens the own office and what is here of others as one office, to read only: every list and report works on it. It is a file of its own
// beside the replicas, made when one of them or the own office has changed; nothing that it holds goes back into any of them. from says of which
// day whose rows are. The caller closes it. Errors: ErrNoOffices, ErrWhole.
func (s Room) Whole(ctx context.Context) (whole *engine.Store, from []Known, err error) {
	list, err := s.Offices(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, k := range list {
		if _, there := s.Replica(k); there {
			from = append(from, k)
		}
	}
	if len(from) == 0 {
		return nil, nil, ErrNoOffices
	}
	head, err := s.Store.Head(ctx)
	if err != nil {
		return nil, nil, err
	}
	folder := filepath.Join(s.Folder(), Folder, wholePrefix+wholeKey(head, from))
	if _, err := os.Stat(filepath.Join(folder, engine.FileName)); err != nil {
		if err := s.putTogether(ctx, folder, from); err != nil {
			return nil, nil, err
		}
	}
	today := s.Today()
	whole, err = engine.Open(folder, engine.Options{ReadOnly: true, Today: func() civil.Date { return today }, Now: s.Options.Now, Signets: s.Options.Signets})
	return whole, from, err
}

// wholeKey is by what a state of all offices is told apart.
func wholeKey(head engine.Head, from []Known) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %x %d", head.Seq, head.Hash, engine.SchemaVersion())
	for _, k := range from {
		fmt.Fprintf(h, " %s %d %s", k.Office.UID, k.Seq, k.Hash)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// putTogether makes the folder, whole or not at all, and takes away those of before.
func (s Room) putTogether(ctx context.Context, folder string, from []Known) error {
	restore := host.Umask()
	defer restore()
	aside, err := os.MkdirTemp(filepath.Dir(folder), ".whole-*")
	if err != nil {
		return engine.Fault(err)
	}
	defer func() { _ = os.RemoveAll(aside) }() // its name, which a rename takes away
	path := filepath.Join(aside, engine.FileName)
	if err := s.ownInto(ctx, path); err != nil {
		return err
	}
	for i, k := range from {
		if err := s.addInto(ctx, path, k, int64(i+1)*apart); err != nil {
			return err
		}
	}
	if err := os.Rename(aside, folder); err != nil && !isThere(folder) {
		return engine.Fault(err)
	}
	old, _ := filepath.Glob(filepath.Join(filepath.Dir(folder), wholePrefix+"*")) // the pattern is a good one
	for _, o := range old {
		if o != folder {
			_ = os.RemoveAll(o) // somebody may be reading it; it goes the next time
		}
	}
	return nil
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// ownInto copies the own office.
func (s Room) ownInto(ctx context.Context, path string) error {
	db, err := pool.Open(pool.Copier(s.Path()), 1, nil)
	if err != nil {
		return engine.Fault(err)
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, path)
	return engine.Fault(errors.Join(err, db.Close()))
}

// apart is how far the numbers of the rows of two offices lie from each other.
const apart = 1 << 40

// addInto adds the rows of another office, their numbers moved by so much.
func (s Room) addInto(ctx context.Context, path string, k Known, by int64) error {
	replica, _ := s.Replica(k)
	version, err := versionOf(ctx, replica)
	if err != nil {
		return err
	}
	if version != engine.SchemaVersion() {
		return ErrWhole.Textf("%s的程序比这里的旧（数据结构第 %d 版，这里是第 %d 版），与别的单位并不到一起。请对方升级程序，打开一次，再打包来", k.Office.Name, version, engine.SchemaVersion())
	}
	db, err := pool.Open(pool.Writer(path, false), 1, nil)
	if err != nil {
		return engine.Fault(err)
	}
	j := joint{ctx: ctx, db: db, district: k.Office.District, by: by}
	err = j.join(replica)
	if err != nil && ctx.Err() == nil {
		err = ErrWhole.Textf("%s的数据与别的单位并不到一起，没有列出。请联系维护人员（%v）", k.Office.Name, err)
	}
	return errors.Join(err, engine.Fault(db.Close()))
}

// versionOf is the version of the schema of a replica.
func versionOf(ctx context.Context, path string) (int, error) {
	db, err := pool.Open(pool.Reader(path, true), 1, nil)
	if err != nil {
		return 0, engine.Fault(err)
	}
	defer func() { _ = db.Close() }() // it only read
	return engine.One(ctx, db, engine.ScanOne[int], `PRAGMA user_version`)
}

// joint puts the rows of one office, attached as o, beside those that are there.
type joint struct {
	ctx      context.Context
	db       *sql.DB
	t        *sql.Tx
	district string
	by       int64
}

func (j *joint) join(other string) error {
	for _, do := range []string{`PRAGMA foreign_keys = OFF`, `PRAGMA synchronous = OFF`, `ATTACH DATABASE '` + strings.ReplaceAll(pool.URI(other)+"?mode=ro&immutable=1", "'", "''") + `' AS o`} {
		if _, err := j.db.ExecContext(j.ctx, do); err != nil {
			return err
		}
	}
	var err error
	if j.t, err = j.db.BeginTx(j.ctx, nil); err != nil {
		return err
	}
	if err := engine.Each(j.giveWay, j.rows, j.whole); err != nil {
		return errors.Join(err, j.t.Rollback())
	}
	if err := j.t.Commit(); err != nil {
		return err
	}
	for _, do := range []string{`DETACH DATABASE o`, `PRAGMA journal_mode = DELETE`} {
		if _, err := j.db.ExecContext(j.ctx, do); err != nil {
			return err
		}
	}
	return nil
}

func (j *joint) exec(query string, args ...any) error {
	_, err := j.t.ExecContext(j.ctx, query, args...)
	if err != nil {
		err = fmt.Errorf("%w: %.80s", err, query)
	}
	return err
}

// whole looks whether everything that is pointed to is there.
func (j *joint) whole() error {
	broken, err := j.texts(`SELECT "table" || ' ' || rowid || ' -> ' || parent FROM pragma_foreign_key_check LIMIT 3`)
	if err == nil && len(broken) > 0 {
		err = errors.New(strings.Join(broken, ", "))
	}
	return err
}

func (j *joint) texts(query string, args ...any) (out []string, err error) {
	rows, err := j.t.QueryContext(j.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Says is what stands under a list or report of all offices: whose rows are of which day.
func Says(own string, from []Known, today civil.Date) []string {
	out := []string{fmt.Sprintf("全市各区：%s的数据截至 %s", own, today)}
	seen := map[string]bool{}
	for _, k := range from {
		seen[k.Office.District] = true
		out = append(out, fmt.Sprintf("%s的数据截至 %s（第 %d 条，%s 收到）", k.Office.Name, k.AsOf, k.Seq, k.Came))
	}
	var lacking []string
	for _, d := range allocation.DistrictNames() {
		if !seen[d] {
			lacking = append(lacking, d)
		}
	}
	if len(lacking) > 0 {
		out = append(out, strings.Join(lacking, "、")+"没有收到数据包，只有"+own+"自己的记录")
	}
	return out
}

// Refusals of putting offices together.
var (
	ErrNoOffices = say.Refuse("no_offices", "还没有收到别的单位的数据包，没有可以并看的。请先用 penggai unpack 收包")
	ErrWhole     = say.Refuse("offices_whole", "各单位的数据并不到一起，没有列出。请联系维护人员")
)
