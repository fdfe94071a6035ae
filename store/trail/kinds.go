package trail

import (
	"context"

	"penggai/allocation/oversight"
	"penggai/store/engine"
)

// Kinds counts the entries of each kind that the actor may see, and under "" those of none.
func Kinds(ctx context.Context, q engine.Querier, by engine.Actor) (map[oversight.AuditKind]int, error) {
	var b engine.Binder
	office, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT district FROM office WHERE id = 1`)
	if err != nil {
		return nil, err
	}
	type counted struct {
		code string
		n    int
	}
	list, err := engine.All(ctx, q, func(row engine.Scanner) (c counted, err error) {
		err = row.Scan(&c.code, &c.n)
		return c, err
	}, SqlKinds+engine.OfDistrict(&b, by, office)+` GROUP BY l.action`, b.Args...)
	out := map[oversight.AuditKind]int{}
	for _, c := range list {
		out[kindOf(c.code)] += c.n
	}
	return out, err
}

// SqlKinds counts the entries of each action; the index of actions serves it.
const SqlKinds = `SELECT l.action, count(*) FROM log l WHERE l.seq = l.entry`

func kindOf(code string) oversight.AuditKind {
	for _, k := range oversight.AuditKinds() {
		if k.Has(code) {
			return k
		}
	}
	return ""
}
