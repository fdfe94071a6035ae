package round

import (
	"context"
	"slices"

	"penggai/allocation/civil"
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
	office, err := thisOffice(ctx, s.Read)
	if err != nil {
		return rule.Certificate{}, err
	}
	c := rule.Certificate{Round: r.Title, Office: office.uid, Parameters: n.ParameterVersion, Instance: n.Instance, Result: n.JSON, Digest: n.Digest, DrawnOn: r.Draw.Digest}
	if c.DrawnOn != "" {
		if c.Corrected, err = n.corrected(ctx, s.Read, c.DrawnOn); err != nil {
			return c, err
		}
	}
	key, ok, err := basis.Of(s.Store).Seal(ctx, by)
	if err != nil || !ok {
		return c, err
	}
	c.Sign(rule.Signed{
		Name: office.name, District: r.District, DrawDay: dayOrNone(r.Draw.Day),
		NoticeFrom: dayOrNone(posted.From), NoticeUntil: dayOrNone(posted.Until), ObjectionUntil: dayOrNone(posted.ObjectionUntil),
	}, key.Public(), func(text []byte) string { return key.SignText(rule.SignedAs, text) })
	return c, nil
}

// dayOrNone is a day as it is signed, empty where there is none.
func dayOrNone(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// officeNamed is the office by its lasting number and its name.
type officeNamed struct{ uid, name string }

func thisOffice(ctx context.Context, q engine.Querier) (officeNamed, error) {
	return engine.One(ctx, q, func(s engine.Scanner) (o officeNamed, err error) {
		err = s.Scan(&o.uid, &o.name)
		return o, err
	}, `SELECT uid, name FROM office WHERE id = 1`)
}
