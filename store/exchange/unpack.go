package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/host"
	"penggai/store/engine/place"
	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
	"penggai/store/exchange/parcel"
	"penggai/store/schema"
)

// Unpacked is what was received.
type Unpacked struct {
	parcel.Manifest
	Known Known
	New   bool // false: all of it was here already, nothing was changed
}

// incoming is a package on its way in.
type incoming struct {
	s    Room
	p    *parcel.Parcel
	had  Known // seq 0: nothing is here
	path string
	tell engine.Progress
}

// Look opens a package and says whose it is and by whose key, without taking it. Errors: those of parcel.Open and of the file.
func Look(path string) (m parcel.Manifest, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, engine.Fault(err)
	}
	defer f.Close()
	p, err := open(f)
	if err != nil {
		return m, err
	}
	return p.Manifest, nil
}

func open(f *os.File) (*parcel.Parcel, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, engine.Fault(err)
	}
	if !info.Mode().IsRegular() {
		return nil, parcel.ErrNotPackage
	}
	p, err := parcel.Open(f, info.Size())
	return p, engine.Fault(err)
}

// Unpack takes a package as a whole: signature, chain and rows are proved, what was here of the office before must be the same past, and the
// replica made aside becomes the present one with the entry of the log. introduce is the fingerprint of the office's key as it was read
// aloud, for one that is not known yet or has another key; "" takes known ones alone. Errors: those of parcel, ErrOwn, ErrStranger, ErrOtherKey,
// ErrFingerprint, ErrGap, ErrOlder, ErrFork, ErrPastRewritten, ErrReplica.
func (s Room) Unpack(ctx context.Context, by engine.Actor, path, introduce string, progress engine.Progress) (out Unpacked, err error) {
	if err := s.may(ctx, by, ActUnpack); err != nil {
		return out, err
	}
	f, err := os.Open(path)
	if err != nil {
		return out, engine.Fault(err)
	}
	defer f.Close()
	in := &incoming{s: s, path: path, tell: progress}
	if in.p, err = open(f); err != nil {
		return out, err
	}
	out.Manifest = in.p.Manifest
	if err := in.admit(ctx, by, introduce); err != nil {
		return out, err
	}
	if err := in.continues(ctx); errors.Is(err, errSame) {
		out.Known = in.had
		return out, in.introduce(ctx, by)
	} else if err != nil {
		return out, err
	}
	if out.Known, err = in.take(ctx, by); err != nil {
		return out, err
	}
	out.New = true
	return out, nil
}

// admit refuses whose package is not taken.
func (in *incoming) admit(ctx context.Context, by engine.Actor, introduce string) error {
	m := &in.p.Manifest
	own, err := self(ctx, in.s.Read)
	if err != nil {
		return err
	}
	switch {
	case own.UID == m.Office.UID:
		return ErrOwn
	case m.Schema > engine.SchemaVersion():
		return parcel.ErrNewer.Textf("%s用的程序比这里的新（数据结构第 %d 版，本程序只认识到第 %d 版），没有采用。请升级本机的程序后再收", m.Office.Name, m.Schema, engine.SchemaVersion())
	case m.Schema == engine.SchemaVersion() && m.Print != schema.Fingerprint():
		return parcel.ErrNewer.Textf("%s用的程序与这里的不是同一种发行版（数据结构 %s），没有采用。请双方换用同一版程序", m.Office.Name, m.Print)
	}
	clock, _, err := engine.ClockOf(ctx, in.s.Read)
	if err != nil {
		return err
	}
	if !clock.Free() && m.Kind != string(civil.ClockReal) {
		return ErrTried.Textf("%s的这个包是用试用、演示或培训数据打的，不能收进正式数据，没有采用。请对方用正式数据打包", m.Office.Name)
	}
	var found bool
	if in.had, found, err = known(ctx, in.s.Read, m.Office.UID); err != nil {
		return err
	}
	switch {
	case introduce == "" && !found:
		return ErrStranger.Textf("还不认识%s的印鉴 %s，没有采用。请打电话与对方逐组核对这串指纹，无误后由系统管理员认下：penggai unpack 文件 --introduce %s", m.Office.Name, m.Fingerprint(), m.Fingerprint())
	case introduce == "" && in.had.Public != m.Key:
		return ErrOtherKey.Textf("%s换了印鉴：认下的是 %s，这个包是 %s 签的，没有采用。请与对方核实是否换了电脑，属实的由系统管理员重新认下：--introduce %s", m.Office.Name, in.had.Fingerprint(), m.Fingerprint(), m.Fingerprint())
	case introduce != "" && bare(introduce) != bare(m.Fingerprint()):
		return ErrFingerprint.Textf("指纹不符：包上的印鉴是 %s，不是填写的 %s，没有采用。请与对方重新核对", m.Fingerprint(), introduce)
	case introduce != "":
		if err := engine.MayDo(by, ActIntroduce); err != nil {
			return err
		}
	}
	if !found {
		in.had = Known{Office: m.Office}
		return in.onlyOne(ctx, own)
	}
	return nil
}

// onlyOne refuses a second office for a district: each of them would have the same numbers for other things.
func (in *incoming) onlyOne(ctx context.Context, own parcel.Office) error {
	m := &in.p.Manifest
	if own.District == m.Office.District {
		return ErrSecond.Textf("本单位就是%s，不能再认下另一个%s。没有采用；请核对是谁的包", own.Name, m.Office.Name)
	}
	list, err := in.s.Offices(ctx)
	if err != nil {
		return err
	}
	for _, k := range list {
		if k.Office.District == m.Office.District {
			return ErrSecond.Textf("已经认下一个%s（印鉴 %s），这是另一份数据打的包，没有采用。请与对方核实用的是哪一份", k.Office.Name, k.Fingerprint())
		}
	}
	return nil
}

// bare is a fingerprint however its groups are written.
func bare(fingerprint string) string {
	return strings.ToLower(strings.NewReplacer("-", "", " ", "", "－", "").Replace(fingerprint))
}

// introduce writes down a key that was compared, when it is not the known one.
func (in *incoming) introduce(ctx context.Context, by engine.Actor) error {
	m := &in.p.Manifest
	if in.had.Public == m.Key {
		return nil
	}
	err := in.s.Write(ctx, by.As(engine.NewCommand()), ActIntroduce, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s 印鉴 %s", m.Office.Name, m.Fingerprint()))
		if in.had.Public != "" {
			t.Reason("原印鉴 " + signet.Fingerprint(in.had.Public))
		}
		return t.Exec(`INSERT INTO known_office (uid, name, district, public, introduced, introduced_by) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (uid) DO UPDATE SET public = excluded.public, introduced = excluded.introduced, introduced_by = excluded.introduced_by, version = version + 1`,
			m.Office.UID, m.Office.Name, m.Office.District, m.Key, t.Today, t.By.ID)
	})
	if err != nil {
		return err
	}
	in.had, _, err = known(ctx, in.s.Read, m.Office.UID)
	return err
}

// take makes the replica aside, proves it and makes it the present one.
func (in *incoming) take(ctx context.Context, by engine.Actor) (k Known, err error) {
	folder := replicaFolder(in.s.Folder(), in.p.Office.UID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return k, engine.Fault(err)
	}
	temporary, err := place.Temporary(filepath.Join(folder, "replica"))
	if err != nil {
		return k, engine.Fault(err)
	}
	defer dropFile(temporary)
	restore := host.Umask()
	err = makeReplica(ctx, temporary, in.p.Schema, func(each func(seal.Row) error) error { return in.rows(ctx, each) })
	restore()
	if err != nil {
		return k, engine.Fault(err)
	}
	if _, err := engine.CheckedHead(ctx, temporary, in.tell); err != nil {
		return k, err
	}
	if err := in.introduce(ctx, by); err != nil {
		return k, err
	}
	m := &in.p.Manifest
	k = in.had
	k.Seq, k.Hash = m.To, m.Head
	present := replicaPath(in.s.Folder(), k)
	if err := place.Settle(temporary, present); err != nil {
		return k, engine.Fault(err)
	}
	if err := in.write(ctx, by, k); err != nil {
		return k, err
	}
	clearBut(folder, present)
	k, _, err = known(ctx, in.s.Read, m.Office.UID)
	return k, err
}

// write is the moment in which the new replica becomes the present one.
func (in *incoming) write(ctx context.Context, by engine.Actor, k Known) error {
	m := &in.p.Manifest
	return in.s.Write(ctx, by.As(engine.NewCommand()), ActUnpack, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s %s，截至 %s", m.Office.Name, m.Stretch(), m.Day))
		return t.Update("known_office", k.ID, `UPDATE known_office SET seq = $1, hash = $2, as_of = $3, came = $4, name = $5, version = version + 1 WHERE id = $6 AND version = $7`,
			m.To, m.Head, m.Day, t.Today, m.Office.Name, k.ID, k.version)
	})
}

// rows tells the whole log: what is here before the package, then the package.
func (in *incoming) rows(ctx context.Context, each func(seal.Row) error) error {
	m := &in.p.Manifest
	if m.From > 1 {
		path, _ := in.s.Replica(in.had)
		err := readReplica(ctx, path, 1, m.From-1, each)
		if err != nil {
			return err
		}
	}
	return in.p.Rows(func(r seal.Row) error {
		if (r.Seq-m.From)%tellEvery == 0 {
			in.tell.Tell(StageBuild, r.Seq-m.From, m.To-m.From+1)
		}
		return each(r)
	})
}

// clearBut takes away what is not the present file of a replica. What stays behind goes the next time.
func clearBut(folder, present string) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range list {
		if path := filepath.Join(folder, e.Name()); path != present {
			_ = os.Remove(path)
		}
	}
}

// dropFile takes away a file of SQLite with what lies beside it.
func dropFile(path string) {
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
}
