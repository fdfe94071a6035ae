package basis

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/signet"
)

// Signet is a key (印鉴) with which a machine of the office signs heads of the log; the office knows its public half.
type Signet struct {
	Public string
	Since  civil.Date // first used
}

// Sign signs a head of the log with the key that this machine keeps for the office, and gives the signed head in one word, and the public
// half of the key where the office does not know it yet: Keep it with what is written of it. "" where no key is kept or can be read here: what is
// written then says that it is not signed. Errors: those of the database.
func Sign(ctx context.Context, q engine.Querier, ring *signet.Ring, head engine.Head) (signed, fresh string, err error) {
	key, known, err := sealOf(ctx, q, ring)
	if err != nil || key.None() {
		return "", "", err
	}
	if !known {
		fresh = key.Public()
	}
	return key.Sign(head.Seq, head.Hash).String(), fresh, nil
}

// Keep makes a key one of the office's own with the entry that is written; one that it knows already stays as it is, and "" is none.
func Keep(t *engine.Tx, public string) error {
	known, err := engine.One(t.Ctx, t, engine.ScanOne[bool], knowsSignet, public)
	if err != nil || known || public == "" {
		return err
	}
	return t.Exec(`INSERT INTO signet (public, since) VALUES ($1, $2)`, public, t.Today)
}

// sealOf is the key that this machine keeps for the office, and whether the office knows it; none where none is kept or can be read here.
func sealOf(ctx context.Context, q engine.Querier, ring *signet.Ring) (key signet.Key, known bool, err error) {
	uid, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT uid FROM office WHERE id = 1`)
	if err != nil {
		return key, false, err
	}
	if key, err = ring.Of(uid); err != nil {
		return signet.Key{}, false, nil //nolint:nilerr // what is written then is not signed
	}
	known, err = engine.One(ctx, q, engine.ScanOne[bool], knowsSignet, key.Public())
	return key, known, err
}

// Seal is the key that this machine keeps for the office, to sign a paper with. A key that the office does not know yet becomes one of its own,
// with an entry of the log. ok is false where none is kept or can be read here, and where data that is only read does not know it.
func (s Room) Seal(ctx context.Context, by engine.Actor) (key signet.Key, ok bool, err error) {
	key, known, err := sealOf(ctx, s.Read, s.Options.Signets)
	if err != nil || known || s.Options.ReadOnly || key.None() {
		return key, known, err
	}
	err = s.Write(ctx, by.As(engine.NewCommand()), allocation.ActExport, func(t *engine.Tx) error {
		t.Subject("印鉴 " + signet.Fingerprint(key.Public()))
		t.Reason("本机第一次用它签名")
		return Keep(t, key.Public())
	})
	return key, err == nil, err
}

const knowsSignet = `SELECT EXISTS (SELECT 1 FROM signet WHERE public = $1)`

// Signets are the keys that the office has signed with, the first one first.
func (s Room) Signets(ctx context.Context) ([]Signet, error) {
	return engine.All(ctx, s.Read, func(r engine.Scanner) (k Signet, err error) {
		err = r.Scan(&k.Public, &k.Since)
		return k, err
	}, `SELECT public, since FROM signet ORDER BY id`)
}

// VerifySigned looks whether a signed head is true of this office: the key signed it, the office signs with that key, and the log has
// that entry.
func VerifySigned(h signet.Signed) engine.Proof {
	whole := engine.VerifyHead(engine.Head{Seq: h.Seq, Hash: h.Hash}, 2*len(h.Hash))
	return func(ctx context.Context, q engine.Querier, progress engine.Progress) (engine.ReportLine, error) {
		line, err := whole(ctx, q, progress)
		if err != nil || !line.OK {
			return line, err
		}
		var bad engine.Found
		known, err := engine.One(ctx, q, engine.ScanOne[bool], knowsSignet, h.Public)
		switch {
		case err != nil:
			return line, err
		case !h.Valid():
			bad.Add(engine.Difference{Table: "signet", Why: "签名与所签的日志头不符：签名或日志头被改过"})
		case !known:
			bad.Add(engine.Difference{Table: "signet", Why: fmt.Sprintf("印鉴 %s 不是本单位用过的", signet.Fingerprint(h.Public))})
		}
		good := fmt.Sprintf("%s，签名属实，印鉴 %s", line.Text, signet.Fingerprint(h.Public))
		return bad.Line(engine.CheckHead, good, "日志头的签名对不上"), nil
	}
}
