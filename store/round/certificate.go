package round

import (
	"context"
	"slices"

	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Certificate is the certificate of a run: what penggai solve takes and gives back byte for byte, with the days of its last notice, signed with
// the key that this machine keeps for the office.
func (s Room) Certificate(ctx context.Context, by engine.Actor, run int64) (rule.Certificate, error) {
	n, err := s.Run(ctx, by, run)
	if err != nil {
		return rule.Certificate{}, err
	}
	posted, err := s.Notices(ctx, by, n.Round)
	if err != nil {
		return rule.Certificate{}, err
	}
	posted = slices.DeleteFunc(posted, func(o NoticeRow) bool { return o.Run != run || o.Undone })
	if len(posted) == 0 {
		return s.certify(ctx, by, n, NoticeRow{})
	}
	return s.certify(ctx, by, n, posted[len(posted)-1])
}

// NoticedCertificate is the certificate of a notice as it was posted, whatever followed it.
func (s Room) NoticedCertificate(ctx context.Context, by engine.Actor, posted NoticeRow) (rule.Certificate, error) {
	n, err := s.Run(ctx, by, posted.Run)
	if err != nil {
		return rule.Certificate{}, err
	}
	return s.certify(ctx, by, n, posted)
}

func (s Room) certify(ctx context.Context, by engine.Actor, n RunRow, posted NoticeRow) (rule.Certificate, error) {
	r, err := s.Round(ctx, by, n.Round)
	if err != nil {
		return rule.Certificate{}, err
	}
	office, err := basis.Of(s.Store).Office(ctx)
	if err != nil {
		return rule.Certificate{}, err
	}
	c := rule.Certificate{Round: r.Title, Office: office.UID, Parameters: n.ParameterVersion, Instance: n.Instance, Result: n.JSON, Digest: n.Digest, DrawnOn: r.Draw.Digest}
	if c.DrawnOn != "" {
		if c.Corrected, err = n.corrected(ctx, s.Read, c.DrawnOn); err != nil {
			return c, err
		}
	}
	key, ok, err := basis.Of(s.Store).Seal(ctx, by)
	if err != nil || !ok {
		return c, err
	}
	return c.Sign(rule.Signed{
		Name: office.Name, District: r.District, DrawDay: rule.SignedDay(r.Draw.Day),
		NoticeFrom: rule.SignedDay(posted.From), NoticeUntil: rule.SignedDay(posted.Until), ObjectionUntil: rule.SignedDay(posted.ObjectionUntil),
	}, key.Public(), func(text []byte) string { return key.SignText(rule.SignedAs, text) }), nil
}
