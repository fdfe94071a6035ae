package round

import (
	"context"

	"penggai/allocation/rule"
	"penggai/store/engine"
)

// Certificate is the certificate of a run: what penggai solve takes and gives back byte for byte.
func (s Room) Certificate(ctx context.Context, by engine.Actor, run int64) (rule.Certificate, error) {
	n, err := s.Run(ctx, by, run)
	if err != nil {
		return rule.Certificate{}, err
	}
	r, err := s.Round(ctx, by, n.Round)
	if err != nil {
		return rule.Certificate{}, err
	}
	office, err := engine.One(ctx, s.Read, engine.ScanOne[string], `SELECT uid FROM office WHERE id = 1`)
	if err != nil {
		return rule.Certificate{}, err
	}
	c := rule.Certificate{Round: r.Title, Office: office, Parameters: n.ParameterVersion, Instance: n.Instance, Result: n.JSON, Digest: n.Digest, DrawnOn: r.Draw.Digest}
	if c.DrawnOn != "" {
		c.Corrected, err = n.corrected(ctx, s.Read, c.DrawnOn)
	}
	return c, err
}
