package round

import (
	"context"
	"slices"

	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Issued holds a certificate against this office: it names the office, a round of it, and the digest of one of that round's
// computations. What it says of itself does not matter here (rule.Certificate.Verify). One from before offices stood in certificates is
// told by its digest alone. Errors: ErrOtherOffice, ErrNotIssued, each with the place in the certificate.
func (s Room) Issued(ctx context.Context, c *rule.Certificate) error {
	office, err := engine.One(ctx, s.Read, func(s engine.Scanner) (o [2]string, err error) {
		err = s.Scan(&o[0], &o[1])
		return o, err
	}, `SELECT uid, name FROM office WHERE id = 1`)
	if err != nil {
		return err
	}
	if c.Office != "" && c.Office != office[0] {
		return ErrOtherOffice.Textf("office：这份证书由另一个办公室出具（证书为 %s，这里是 %s %s），不能与这里的批次核对，请换用出具它的数据", c.Office, office[1], office[0]).On("office")
	}
	digests, err := engine.All(ctx, s.Read, engine.ScanOne[string], `SELECT n.digest FROM run n JOIN round r ON r.id = n.round_id WHERE r.title = $1 ORDER BY n.id`, c.Round)
	switch {
	case err != nil:
		return err
	case len(digests) == 0:
		return ErrNotIssued.Textf("round：这个办公室没有计算过“%s”", c.Round).On("round")
	case !slices.Contains(digests, c.Digest):
		return ErrNotIssued.Textf("digest：%s 的 %d 次计算里没有摘要 %s，证书不是这里出具的，或者被改动过", c.Round, len(digests), c.Digest).On("digest")
	}
	return nil
}

// Certificates from elsewhere.
var (
	ErrOtherOffice = say.Refuse("other_office", "这份证书由另一个办公室出具")
	ErrNotIssued   = say.Refuse("not_issued", "这份证书不是这个办公室出具的")
)
