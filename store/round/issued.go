package round

import (
	"context"
	"slices"

	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/signet"
)

// Issued holds a certificate against this office: it names the office, a round of it, and the digest of one of that round's
// computations, signed if at all with a key of the office; what it says of itself is held against that computation. One from before offices stood in certificates is
// told by its digest alone. Errors: ErrOtherOffice, ErrNotIssued, each with the place in the certificate.
func (s Room) Issued(ctx context.Context, c *rule.Certificate) error {
	office, err := basis.Of(s.Store).Office(ctx)
	if err != nil {
		return err
	}
	if c.Office != "" && c.Office != office.UID {
		return ErrOtherOffice.Textf("office：这份证书由另一个办公室出具（证书为 %s，这里是 %s %s），不能与这里的批次核对，请换用出具它的数据", c.Office, office.Name, office.UID).On("office")
	}
	runs, err := engine.All(ctx, s.Read, func(r engine.Scanner) (n issuedRun, err error) {
		err = r.Scan(&n.id, &n.digest, &n.drawnOn)
		return n, err
	}, `SELECT n.id, n.digest, r.draw_digest FROM run n JOIN round r ON r.id = n.round_id WHERE r.title = $1 ORDER BY n.id`, c.Round)
	if err != nil {
		return err
	}
	if len(runs) == 0 {
		return ErrNotIssued.Textf("round：这个办公室没有计算过“%s”", c.Round).On("round")
	}
	of := slices.DeleteFunc(slices.Clone(runs), func(n issuedRun) bool { return n.digest != c.Digest })
	if len(of) == 0 {
		return ErrNotIssued.Textf("digest：%s 的 %d 次计算里没有摘要 %s，证书不是这里出具的，或者被改动过", c.Round, len(runs), c.Digest).On("digest")
	}
	if c.Signed != nil {
		keys, err := basis.Of(s.Store).Signets(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(keys, func(k basis.Signet) bool { return k.Public == c.Signed.Key }) {
			return ErrNotIssued.Textf("signed.key：印鉴 %s 不是这个办公室用过的", signet.Fingerprint(c.Signed.Key)).On("signed.key")
		}
	}
	for _, n := range of {
		if err = s.saysOf(ctx, c, n); err == nil {
			return nil
		}
	}
	return err
}

type issuedRun struct {
	id              int64
	digest, drawnOn string
}

// saysOf holds what a certificate says of itself against the run with its digest.
func (s Room) saysOf(ctx context.Context, c *rule.Certificate, is issuedRun) error {
	n, err := readRun(ctx, s.Read, is.id)
	if err != nil {
		return err
	}
	corrected := ""
	if is.drawnOn != "" {
		if corrected, err = n.corrected(ctx, s.Read, is.drawnOn); err != nil {
			return err
		}
	}
	if place, why := c.Otherwise(n.ParameterVersion, is.drawnOn, corrected); place != "" {
		return ErrNotIssued.Textf("%s：%s", place, why).On(place)
	}
	return nil
}

// Certificates from elsewhere.
var (
	ErrOtherOffice = say.Refuse("other_office", "这份证书由另一个办公室出具")
	ErrNotIssued   = say.Refuse("not_issued", "这份证书不是这个办公室出具的")
)
