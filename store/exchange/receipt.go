package exchange

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/place"
	"penggai/store/exchange/parcel"
)

// Receipt says what an office has of another one's log.
type Receipt = parcel.Receipt

// WriteReceipt writes what is here of an office to a file, in the place of an earlier one. Errors: ErrNoKey, those of the file.
func (s Room) WriteReceipt(ctx context.Context, by engine.Actor, k Known, path string) error {
	if err := s.may(ctx, by, ActUnpack); err != nil {
		return err
	}
	key, err := s.key(ctx, by)
	if err != nil {
		return err
	}
	r := Receipt{Of: k.Office, Seq: k.Seq, Hash: k.Hash, Day: s.Today().String(), At: s.Now().Format(time.RFC3339)}
	if r.From, err = self(ctx, s.Read); err != nil {
		return err
	}
	text, err := r.Sign(key)
	if err != nil {
		return err
	}
	temporary, err := place.Temporary(path)
	if err != nil {
		return engine.Fault(err)
	}
	defer func() { _ = os.Remove(temporary) }() // its name, which Settle takes away
	if err := os.WriteFile(temporary, text, 0o600); err != nil {
		return engine.Fault(err)
	}
	return engine.Fault(place.Settle(temporary, path))
}

const sqlReceipt = `SELECT EXISTS (SELECT 1 FROM office_receipt WHERE uid = $1 AND seq = $2 AND hash = $3)`

// KeepReceipt takes what another office has of this one's log as a witness: from now on openings and verifications are held against it. One that
// fits the log may be anybody's; of one that does not, the key must be known, or it is nobody's word. Errors: ErrReceiptOther,
// ErrReceiptStranger, ErrPastChanged, ErrPastBehind, those of parcel.ReadReceipt.
func (s Room) KeepReceipt(ctx context.Context, by engine.Actor, text []byte) (r Receipt, err error) {
	if err := s.may(ctx, by, ActReceipt); err != nil {
		return r, err
	}
	if r, err = parcel.ReadReceipt(text); err != nil {
		return r, err
	}
	var had bool
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		own, err := self(ctx, q)
		if err != nil {
			return err
		}
		if r.Of.UID != own.UID {
			return ErrReceiptOther.Textf("这是给%s的回执，不是给本单位的。请找给%s的那一份", r.Of.Name, own.Name)
		}
		if err := s.fits(ctx, q, r); err != nil {
			return err
		}
		had, err = engine.One(ctx, q, engine.ScanOne[bool], sqlReceipt, r.From.UID, r.Seq, r.Hash)
		return err
	})
	if err != nil || had {
		return r, err
	}
	if err := s.seeThere(r); err != nil {
		return r, err
	}
	return r, s.Write(ctx, by.As(engine.NewCommand()), ActReceipt, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s已收到第 %d 条 %.16s", r.From.Name, r.Seq, r.Hash))
		return t.Exec(`INSERT INTO office_receipt (uid, name, seq, hash, given, kept) VALUES ($1, $2, $3, $4, $5, $6)`,
			r.From.UID, r.From.Name, r.Seq, r.Hash, r.Day, t.Today)
	})
}

// fits holds a receipt against the log. What does not fit is kept as a witness: it presses at every opening until somebody explains it.
func (s Room) fits(ctx context.Context, q engine.Querier, r Receipt) error {
	head, err := engine.ReadHead(ctx, q)
	if err != nil {
		return err
	}
	hash, err := hashAt(ctx, q, r.Seq)
	if err != nil && !errors.Is(err, engine.ErrNotFound) {
		return err
	}
	if bytes.Equal(hash, parcel.Hash(r.Hash)) {
		return nil
	}
	k, found, err := known(ctx, q, r.From.UID)
	if err != nil {
		return err
	}
	if !found || k.Public != r.Key {
		return ErrReceiptStranger.Textf("回执与本单位的日志对不上，出具的印鉴 %s 也没有认下过，没有采用。请与%s核对印鉴", r.Fingerprint(), r.From.Name)
	}
	if err := s.seeThere(r); err != nil {
		return err
	}
	if r.Seq > head.Seq {
		return ErrPastBehind.Textf("%s已收到本单位第 %d 条，这里的日志只到第 %d 条：这份数据比送出去的旧，可能恢复过旧备份，或有两台电脑各记各的。没有打包；请先查明用哪一份", r.From.Name, r.Seq, head.Seq)
	}
	return ErrPastChanged.Textf("%s收到的第 %d 条是 %.16s，这里是 %.16s：送出之后日志被换过。没有打包；请运行 penggai verify 查明", r.From.Name, r.Seq, r.Hash, hex.EncodeToString(hash))
}

// ReceiptPath is where the receipt for a package goes unless told otherwise: beside it.
func ReceiptPath(pack string) string {
	return filepath.Join(filepath.Dir(pack), filepath.Base(pack)+".receipt.json")
}

// What a receipt is refused for.
var (
	ErrReceiptOther    = say.Refuse("receipt_other", "这份回执不是给本单位的")
	ErrReceiptStranger = say.Refuse("receipt_stranger", "回执与本单位的日志对不上，出具的印鉴也没有认下过，没有采用")
	ErrPastBehind      = say.Refuse("past_behind", "对方收到的比这里的日志还新，没有打包。请先查明用哪一份数据")
	ErrPastChanged     = say.Refuse("past_changed", "对方收到的与这里的日志不同：送出之后日志被换过。请运行 penggai verify 查明")
)
