package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"penggai/store/engine"
	"penggai/store/exchange/parcel"
)

// What a verification says of packages.
const (
	CheckOffices  = "offices"
	CheckReceipts = "receipts"
)

// VerifyOffices proves what is here of other offices as a file of the own office is: schema, chain, rows, pages, and that it ends where it was
// received to. An office without any says nothing.
func VerifyOffices(folder string) engine.Proof {
	return func(ctx context.Context, q engine.Querier, progress engine.Progress) (line engine.ReportLine, err error) {
		kept, err := engine.Holds(ctx, q, "known_office", "uid")
		if err != nil || !kept {
			return line, err
		}
		list, err := engine.All(ctx, q, scanKnown, sqlKnown+` WHERE seq > 0 ORDER BY id`)
		if err != nil || len(list) == 0 {
			return line, err
		}
		var bad engine.Found
		away := ""
		for i, k := range list {
			progress.Tell(CheckOffices, int64(i), int64(len(list)))
			path := replicaPath(folder, k)
			if _, err := os.Stat(path); err != nil {
				away += "；" + k.Office.Name + "的不在本机，要请对方打一份完整的包"
				continue
			}
			if why, err := badReplica(ctx, path, k); err != nil {
				return line, err
			} else if why != "" {
				bad.Add(engine.Difference{Table: Folder, Field: k.Office.Name, Why: why})
			}
		}
		progress.Tell(CheckOffices, int64(len(list)), int64(len(list)))
		line = bad.Line(CheckOffices, fmt.Sprintf("收到的各单位数据与其日志一致：%d 个", len(list)), "收到的各单位数据与其日志不一致")
		line.Text += away
		return line, nil
	}
}

// badReplica says what is wrong with a replica; "" for nothing. The error is for a context that ended.
func badReplica(ctx context.Context, path string, k Known) (why string, err error) {
	head, err := engine.CheckedHead(ctx, path, nil)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return err.Error(), nil
	case head.Seq != k.Seq || !bytes.Equal(head.Hash[:], parcel.Hash(k.Hash)):
		return fmt.Sprintf("到%s，收到的是第 %d 条 %.16s", head, k.Seq, k.Hash), nil
	}
	return "", nil
}

// VerifyReceipts holds what other offices say they have of this one against the log.
func VerifyReceipts(ctx context.Context, q engine.Querier, _ engine.Progress) (line engine.ReportLine, err error) {
	kept, err := engine.Holds(ctx, q, "office_receipt", "uid")
	if err != nil || !kept {
		return line, err
	}
	list, err := engine.All(ctx, q, func(r engine.Scanner) (p Receipt, err error) {
		err = r.Scan(&p.From.Name, &p.Seq, &p.Hash)
		return p, err
	}, `SELECT name, seq, hash FROM office_receipt ORDER BY seq`)
	if err != nil || len(list) == 0 {
		return line, err
	}
	var bad engine.Found
	for _, r := range list {
		hash, err := hashAt(ctx, q, r.Seq)
		if err != nil && !errors.Is(err, engine.ErrNotFound) {
			return line, err
		}
		if !bytes.Equal(hash, parcel.Hash(r.Hash)) {
			bad.Add(engine.Difference{Table: "office_receipt", Field: r.From.Name, Row: r.Seq, Why: "与对方收到的不同"})
		}
	}
	return bad.Line(CheckReceipts, fmt.Sprintf("与别的单位收到的一致：回执 %d 份，最近到第 %d 条", len(list), list[len(list)-1].Seq), "与别的单位收到的不一致"), nil
}
