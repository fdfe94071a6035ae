package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/exchange"
	"penggai/store/exchange/parcel"
)

// packStages name the parts of packing and of taking a package.
var packStages = map[string]string{exchange.StagePack: "打包", exchange.StageBuild: "读入日志", "chain": "核对日志", "rows": "核对数据"}

// packLog is `penggai pack`: the log of the office, whole or behind a receipt, as one signed file.
func packLog(ctx context.Context, s Streams, args []string) error {
	f := flags("pack")
	p := place{does: []allocation.Action{exchange.ActPack}}
	p.addSigned(f)
	out := f.String("out", "", "")
	since := f.String("since", "", "")
	asJSON := f.Bool("json", false, "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if *out == "" {
		return usageError{errNoOut}
	}
	receipt, err := readReceipt(*since)
	if err != nil {
		return unverified(err)
	}
	return p.actMaybe(ctx, s, func(st *store.Store, by engine.Actor) error {
		packed, err := st.PackLog(ctx, by, *out, receipt, reportProgress(s.Err, packStages))
		if err != nil {
			return unverified(err)
		}
		if *asJSON {
			return writePackage(s.Out, packed.Manifest, nil)
		}
		fmt.Fprintf(s.Out, "已打包：%s，%d KB\n", *out, (packed.Size+1023)/1024)
		printManifest(s.Out, packed.Manifest)
		fmt.Fprint(s.Out, "证件号码和电话在包里是密封的，钥匙不随包走；附件的文件不在包里\n")
		return nil
	})
}

func readReceipt(name string) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, engine.Fault(err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return nil, engine.Fault(err)
	}
	if len(text) == 0 {
		return nil, parcel.ErrNotReceipt
	}
	return text, nil
}

// unpackLog is `penggai unpack FILE`: a package of another office becomes what is here of it, or a receipt this one's witness.
func unpackLog(ctx context.Context, s Streams, args []string) error {
	f := flags("unpack")
	p := place{does: []allocation.Action{exchange.ActUnpack}}
	p.addSigned(f)
	introduce := f.String("introduce", "", "")
	receipt := f.String("receipt", "", "")
	asJSON := f.Bool("json", false, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	if *introduce != "" {
		if p.does = []allocation.Action{exchange.ActIntroduce}; p.user == "" {
			return usageError{errNoUser}
		}
	}
	return p.actMaybe(ctx, s, func(st *store.Store, by engine.Actor) error {
		if text, err := readReceipt(words[0]); err == nil && parcel.IsReceipt(text) {
			return keepReceipt(ctx, s, st, by, text, *asJSON)
		}
		u, err := st.Unpack(ctx, by, words[0], *introduce, reportProgress(s.Err, packStages))
		if err != nil {
			return unverified(err)
		}
		if *receipt == "" {
			*receipt = exchange.ReceiptPath(words[0])
		}
		receiptErr := st.WriteReceipt(ctx, by, u.Known, *receipt)
		if *asJSON {
			return errors.Join(writePackage(s.Out, u.Manifest, &u.New), receiptErr)
		}
		if !u.New {
			fmt.Fprint(s.Out, "这个包已经收过，没有改动\n")
		}
		printManifest(s.Out, u.Manifest)
		if receiptErr == nil {
			fmt.Fprintf(s.Out, "回执：%s，请交还%s\n", *receipt, u.Office.Name)
		}
		return receiptErr
	})
}

func keepReceipt(ctx context.Context, s Streams, st *store.Store, by engine.Actor, text []byte, asJSON bool) error {
	r, err := st.KeepReceipt(ctx, by, text)
	if err != nil {
		return unverified(err)
	}
	if asJSON {
		return writeJSONLine(s.Out, struct {
			Office string `json:"office"`
			Seq    int64  `json:"seq"`
			Head   string `json:"head"`
			Day    string `json:"day"`
		}{r.From.Name, r.Seq, r.Hash, r.Day})
	}
	fmt.Fprintf(s.Out, "%s已收到本单位第 %d 条 %.16s（%s），与本机的日志一致，已记为见证\n", r.From.Name, r.Seq, r.Hash, r.Day)
	return nil
}

// actMaybe lets --user act, or whoever has the machine where nobody is named.
func (p *place) actMaybe(ctx context.Context, s Streams, do func(*store.Store, engine.Actor) error) error {
	if p.user != "" {
		return p.act(ctx, s, false, do)
	}
	st, err := p.openAs(s, false)
	if err != nil {
		return err
	}
	defer st.Close()
	return do(st, engine.Console())
}

// printManifest says what a package holds, in the words of the letter beside it.
func printManifest(w io.Writer, m parcel.Manifest) {
	fmt.Fprintf(w, "%s 截至 %s：%s\n%s\n印鉴 %s\n", m.Office.Name, m.Day, m.Stretch(), strings.Join(m.Letter, "，"), m.Fingerprint())
}

// writePackage says it for programs; fresh is whether it was new here.
func writePackage(w io.Writer, m parcel.Manifest, fresh *bool) error {
	counts := map[string]int64{}
	for _, c := range m.Counts {
		counts[c.Key] = c.N
	}
	return writeJSONLine(w, struct {
		Office      string           `json:"office"`
		UID         string           `json:"uid"`
		District    string           `json:"district"`
		From        int64            `json:"from"`
		To          int64            `json:"to"`
		Head        string           `json:"head"`
		Day         string           `json:"day"`
		Fingerprint string           `json:"fingerprint"`
		New         *bool            `json:"new,omitempty"`
		Counts      map[string]int64 `json:"counts"`
	}{m.Office.Name, m.Office.UID, m.Office.District, m.From, m.To, m.Head, m.Day, m.Fingerprint(), fresh, counts})
}

func writeJSONLine(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// unverified makes what cannot be proved end with the status of a failed verification.
func unverified(err error) error {
	for _, bad := range []error{
		parcel.ErrNotPackage, parcel.ErrCut, parcel.ErrAltered, parcel.ErrTooLarge, parcel.ErrBroken, parcel.ErrNotReceipt, parcel.ErrReceiptAltered,
		exchange.ErrStranger, exchange.ErrOtherKey, exchange.ErrFingerprint, exchange.ErrFork, exchange.ErrPastRewritten, exchange.ErrPastBehind,
		exchange.ErrPastChanged, exchange.ErrReceiptStranger, exchange.ErrReplica, engine.ErrCopyBad,
	} {
		if errors.Is(err, bad) {
			return unverifiedError{err}
		}
	}
	return err
}

var errNoOut = say.Refuse("no_out", "请用 --out 写明打到哪个文件，例如 --out E:\\尖山区.pgp")
