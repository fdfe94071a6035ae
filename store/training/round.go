package training

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode"

	"penggai/allocation/rule"
	"penggai/store/engine"
)

// madeRun is a run computed on a draw text with other names.
type madeRun struct{ instance, result, digest string }

// redraws is how often other names are tried until the lots fall as they fell.
const redraws = 40

// lookAtDraws finds the draw texts that name people (representatives who added digits, witnesses), gives them other names and computes
// their runs anew. The lots follow from the text, so names are tried until every application gets what it got.
func (c *copier) lookAtDraws(ctx context.Context) error {
	type drawn struct {
		id                    int64
		number, text, witness string
	}
	rounds, err := engine.All(ctx, c.from, func(r engine.Scanner) (d drawn, err error) {
		return d, r.Scan(&d.id, &d.number, &d.text, &d.witness)
	}, `SELECT r.id, r.number, r.draw_text, coalesce((SELECT group_concat(w.name, '、') FROM round_witness w WHERE w.round_id = r.id), '') FROM round r WHERE r.draw_text <> ''
		UNION ALL SELECT u.round_id, '', u.draw_text, u.witnesses FROM undone_draw u`)
	if err != nil {
		return err
	}
	for _, d := range rounds {
		names := namesIn(d.text, strings.Split(d.witness, "、"))
		if len(names) == 0 {
			continue
		}
		runs, err := c.runsOf(ctx, d.text)
		if err != nil {
			return err
		}
		same := false
		for try := 0; !same && (try == 0 || try < redraws && len(runs) > 0); try++ {
			text := d.text
			for _, n := range names {
				if try > 0 {
					c.masks.forget(kindName, n)
				}
				text = strings.ReplaceAll(text, n, c.masks.name(n))
			}
			c.draws[d.text] = rule.DrawText(text)
			if same, err = c.redraw(ctx, runs, c.draws[d.text]); err != nil {
				return err
			}
		}
		if !same && d.number != "" {
			c.made.Unproved = append(c.made.Unproved, d.number)
		}
	}
	return nil
}

// namesIn are the people whom a draw text names: known witnesses, and whoever stands before digits of their own.
func namesIn(text string, known []string) (out []string) {
	for _, w := range known {
		if w != "" && strings.Contains(text, w) {
			out = append(out, w)
		}
	}
	name := ""
	for _, word := range strings.Fields(text) {
		switch {
		case strings.Trim(word, "0123456789") == "":
			if name != "" && len(word) >= 2 && !strings.HasPrefix(word, "20") && !slices.Contains(out, name) {
				out = append(out, name)
			}
			name = ""
		case strings.ContainsFunc(word, unicode.IsLetter) && !strings.ContainsAny(word, "0123456789"):
			name = strings.TrimSpace(name + " " + word)
		default:
			name = ""
		}
	}
	return out
}

type oldRun struct {
	id       int64
	instance *rule.Instance
	kept     *rule.Result
}

// runsOf are the runs on a draw text.
func (c *copier) runsOf(ctx context.Context, text string) (out []oldRun, err error) {
	list, err := engine.All(ctx, c.from, func(r engine.Scanner) (x struct {
		id               int64
		instance, result []byte
	}, err error,
	) {
		return x, r.Scan(&x.id, &x.instance, &x.result)
	}, `SELECT id, instance, result FROM run ORDER BY id`)
	for _, x := range list {
		in, err := rule.ReadInstance(x.instance)
		if err != nil || in.Seed != text {
			continue
		}
		kept, err := rule.ReadResult(x.result)
		if err != nil {
			return nil, err
		}
		out = append(out, oldRun{x.id, in, kept})
	}
	return out, err
}

// redraw computes runs on another draw text and reports whether everybody stands and gets as before.
func (c *copier) redraw(ctx context.Context, runs []oldRun, text string) (same bool, err error) {
	same = true
	for _, old := range runs {
		in := *old.instance
		in.Seed = text
		canonical := in.Canonical()
		read, err := rule.ReadInstance(canonical)
		if err != nil {
			return false, err
		}
		res, err := rule.SolveLike(ctx, read, old.kept, nil)
		if err != nil {
			return false, err
		}
		same = same && slices.EqualFunc(res.Ranks, old.kept.Ranks, func(a, b rule.Rank) bool {
			return a.Number == b.Number && a.Rank == b.Rank && a.Area == b.Area && slices.Equal(a.Units, b.Units)
		})
		c.runs[old.id] = madeRun{string(canonical), string(bytes.Clone(res.JSON())), res.Digest}
	}
	return same, nil
}

func drawText(c *copier, _ row, s string) (string, error) {
	if other, ok := c.draws[s]; ok {
		return other, nil
	}
	return s, nil
}

// source is what is drawn from: a public number stays, witnesses are people.
func source(c *copier, r row, s string) (string, error) {
	if r.text("source_kind") == "number" {
		return s, nil
	}
	return c.masks.names(s), nil
}

func runValue(c *copier, r row, s string) (string, error) {
	m, ok := c.runs[r.number("id")]
	switch {
	case !ok:
		return s, nil
	case s == r.text("instance"):
		return m.instance, nil
	case s == r.text("result"):
		return m.result, nil
	}
	return m.digest, nil
}
