package exchange

import (
	"bytes"
	"context"
	"errors"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/exchange/parcel"
)

// errSame says that all of a package is here already.
var errSame = errors.New("all of it is here")

// readReplica tells rows of the log of a replica.
func readReplica(ctx context.Context, path string, from, to int64, each func(seal.Row) error) error {
	db, err := pool.Open(pool.Reader(path, true), 1, nil)
	if err != nil {
		return engine.Fault(err)
	}
	defer func() { _ = db.Close() }() // it only read
	return readLog(ctx, db, from, to, each)
}

// mark is a row that is here.
type mark struct {
	hash    []byte
	command string
}

// continues holds a package against what is here of its office: the rows that both have must be the same, and none may lack between them.
// Errors: errSame, ErrGap, ErrOlder, ErrFork, ErrPastRewritten, ErrReplicaGone.
func (in *incoming) continues(ctx context.Context) error {
	m, had := &in.p.Manifest, in.had
	path, there := in.s.Replica(had)
	switch {
	case had.Seq == 0 && !m.Whole():
		return ErrGap.Textf("这是%s第一次来的包，却从第 %d 条开始，没有采用。请对方打一份完整的包（不带 --since）", m.Office.Name, m.From)
	case had.Seq == 0:
		return nil
	case m.From > had.Seq+1:
		return ErrGap.Textf("中间缺第 %d–%d 条：这里只收到第 %d 条，这个包从第 %d 条开始，没有采用。请把中间那次的包也拿来，或请对方打一份完整的包", had.Seq+1, m.From-1, had.Seq, m.From)
	case !there && !m.Whole():
		return ErrReplicaGone.Textf("%s先前收下的数据不在本机（恢复过备份或换过电脑），接不上这个包，没有采用。请对方打一份完整的包（不带 --since）", m.Office.Name)
	case !there:
		return in.without()
	}
	marks := map[int64]mark{}
	err := readReplica(ctx, path, max(m.From-1, 1), min(m.To, had.Seq), func(r seal.Row) error {
		marks[r.Seq] = mark{r.Hash, r.Command}
		return nil
	})
	if err != nil {
		return err
	}
	if before, ok := marks[m.From-1]; ok && !bytes.Equal(before.hash, parcel.Hash(m.Before)) {
		return ErrFork.Textf("%s的日志在第 %d 条或更早分了叉：这个包接在另一份数据后面，可能有两台电脑从同一份复制出来各记各的。没有采用；请对方查明，并打一份完整的包来核对", m.Office.Name, m.From-1)
	}
	err = in.p.Rows(func(r seal.Row) error {
		here, ok := marks[r.Seq]
		switch {
		case !ok || bytes.Equal(here.hash, r.Hash):
			return nil
		case here.command == r.Command:
			return ErrPastRewritten.Textf("%s的第 %d 条与先前收到的是同一次办理，内容却变了：过去的记录被改过。没有采用；请对方查明，这里保留先前收到的", m.Office.Name, r.Seq)
		}
		return ErrFork.Textf("%s的日志从第 %d 条起分了叉：先前收到的和这个包里的是两份数据各记各的，可能有两台电脑从同一份复制出来。没有采用；请对方查明用哪一台", m.Office.Name, r.Seq)
	})
	switch {
	case err != nil:
		return err
	case m.To == had.Seq:
		return errSame
	case m.To < had.Seq:
		return in.older()
	}
	return nil
}

func (in *incoming) older() error {
	return ErrOlder.Textf("这是较早的一个包（到第 %d 条），%s的数据这里已经收到第 %d 条，没有改动。请收最新的那一个", in.p.To, in.p.Office.Name, in.had.Seq)
}

// without holds a whole package against the one row that is known of what is not here any more.
func (in *incoming) without() error {
	if in.p.To < in.had.Seq {
		return in.older()
	}
	return in.p.Rows(func(r seal.Row) error {
		if r.Seq == in.had.Seq && !bytes.Equal(r.Hash, parcel.Hash(in.had.Hash)) {
			return ErrFork.Textf("%s的日志在第 %d 条或更早分了叉：与先前收到的不是同一份数据。没有采用；请对方查明用哪一台", in.p.Office.Name, r.Seq)
		}
		return nil
	})
}

// What a package is refused for that is what its key signed.
var (
	ErrOwn           = say.Refuse("package_own", "这是本单位自己打的包，不用收。请交给对方")
	ErrTried         = say.Refuse("package_tried", "这个包是用试用、演示或培训数据打的，不能收进正式数据，没有采用")
	ErrStranger      = say.Refuse("package_stranger", "还不认识打包单位的印鉴，没有采用。请先核对指纹，由系统管理员认下")
	ErrOtherKey      = say.Refuse("package_other_key", "打包单位换了印鉴，没有采用。请核实后由系统管理员重新认下")
	ErrFingerprint   = say.Refuse("package_fingerprint", "指纹与包上的印鉴不符，没有采用。请与对方重新核对")
	ErrSecond        = say.Refuse("package_second", "已经认下这个区的另一份数据，没有采用。请与对方核实用的是哪一份")
	ErrGap           = say.Refuse("package_gap", "中间缺了一段日志，没有采用。请把中间的包也拿来，或请对方打一份完整的包")
	ErrOlder         = say.Refuse("package_older", "这是较早的一个包，已经收到更新的，没有改动。请收最新的那一个")
	ErrFork          = say.Refuse("package_fork", "对方的日志分了叉，没有采用。请对方查明用哪一台电脑")
	ErrPastRewritten = say.Refuse("package_rewritten", "对方过去的记录被改过，没有采用。请对方查明，这里保留先前收到的")
	ErrReplicaGone   = say.Refuse("package_replica_gone", "先前收下的数据不在本机，接不上这个包，没有采用。请对方打一份完整的包")
)
