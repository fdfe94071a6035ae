package takeover

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeback"
)

// PreviewImport reads a file and says what it would do; nothing is written. Errors: those of sheet, ErrNoHeading, ErrMapping.
func (s Room) PreviewImport(ctx context.Context, by engine.Actor, req Request, tell engine.Progress) (*Preview, error) {
	if err := engine.MayDo(by, ActImport); err != nil {
		return nil, err
	}
	p, err := s.read(ctx, by, req, tell)
	if err != nil {
		return nil, err
	}
	tell.Tell(StageCompare, 0, int64(p.Read))
	if err := s.Snapshot(ctx, func(q engine.Querier) error { return p.compare(ctx, q, by) }); err != nil {
		return p, err
	}
	return p, s.try(ctx, by, p, tell)
}

// forget makes the preview one that has been read and not compared.
func (p *Preview) forget() {
	p.New, p.Changed, p.Absent, p.Same, p.Units, p.Area, p.Warnings, p.Places = nil, nil, nil, 0, 0, 0, nil, ownPlaces(p.Places)
	p.Rejected = slices.Clone(p.early)
}

// compare fills the preview from one state of the data and seals it.
func (p *Preview) compare(ctx context.Context, q engine.Querier, by engine.Actor) error {
	p.sum = sha256.New()
	p.Warnings = append(p.Warnings, p.unread()...)
	if err := p.noun.compare(ctx, q, by, p); err != nil {
		return err
	}
	place := func(sheetName string) int {
		return slices.IndexFunc(p.Heads, func(h sheet.Head) bool { return h.Sheet == sheetName })
	}
	slices.SortStableFunc(p.Rejected, func(a, b Reject) int { return cmp.Or(place(a.Sheet)-place(b.Sheet), a.Row-b.Row) })
	fmt.Fprintln(p.sum, p.Read, p.Same, len(p.Rejected), p.Warnings)
	p.seal = hex.EncodeToString(p.sum.Sum(nil))
	return nil
}

// Writes reports whether there is anything to write.
func (p *Preview) Writes() bool { return len(p.New)+len(p.Changed) > 0 }

// Ready refuses a preview of which nothing can be written. Errors: ErrNothing.
func (p *Preview) Ready() error {
	switch n := len(p.Rejected); {
	case p.Writes():
		return nil
	case n > 0:
		return ErrNothing.Textf("没有可以写入的内容：拒收 %d 行，其余与现有数据相同；请先改正文件，或改对应关系", n)
	}
	return ErrNothing
}

// ApplyImport writes what a preview said, in one transaction: all of it, or with partial what was not rejected. It compares again and refuses
// when the data have become others. Errors: ErrRejected, ErrNothing, ErrMoved.
func (s Room) ApplyImport(ctx context.Context, by engine.Actor, p *Preview, partial bool, tell engine.Progress) (id int64, err error) {
	switch {
	case len(p.Rejected) > 0 && !partial:
		return 0, ErrRejected.Textf("有 %d 行拒收，没有写入：请改正后重新导入，或选择只写入其余的行", len(p.Rejected))
	case p.Ready() != nil:
		return 0, p.Ready()
	}
	err = s.Write(ctx, by, ActImport, func(t *engine.Tx) error {
		again := *p
		again.forget()
		again.blind = true
		if err := again.compare(ctx, t, by); err != nil {
			return err
		}
		if again.seal != p.seal {
			return ErrMoved
		}
		id, err = s.keepTakeover(t, p, tell)
		return err
	})
	return id, err
}

func ownPlaces(list []Place) (out []Place) {
	for _, p := range list {
		if len(p.Said) > 0 && p.Said[0] == saidFile {
			p.Off = false
			out = append(out, p)
		}
	}
	return out
}

// writing is the work on one transaction.
type writing struct {
	*takeback.Making // what is made, changed and taken away

	file      string
	tell      engine.Progress
	districts []string // of which this is the first ledger
	numbered  int      // how many receipts got a number of the import
}

// enter writes the import itself, on which the records hang.
func (s Room) enter(t *engine.Tx, p *Preview, tell engine.Progress) (*writing, error) {
	w := &writing{Making: takeback.New(), file: p.File, tell: tell}
	entry, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(seq), 0) + 1 FROM log`)
	if err != nil {
		return nil, err
	}
	w.ID, err = t.Insert(`INSERT INTO takeover (kind, file, day, at, account, district, entry, read, added, changed, same, absent, rejected)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, string(p.Kind), p.File, t.Today, t.At(), t.By.ID, t.By.District, entry,
		p.Read, len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected))
	return w, err
}

// keepTakeover writes the records, and the import itself.
func (s Room) keepTakeover(t *engine.Tx, p *Preview, tell engine.Progress) (int64, error) {
	w, err := s.enter(t, p, tell)
	if err != nil {
		return 0, err
	}
	if err := p.noun.write(t, w); err != nil {
		return 0, err
	}
	for _, d := range w.districts {
		if err := t.Exec(`INSERT INTO takeover_district (takeover_id, district) VALUES ($1, $2)`, w.ID, d); err != nil {
			return 0, err
		}
	}
	made, err := w.Body()
	if err != nil {
		return 0, err
	}
	if err := t.Exec(`UPDATE takeover SET made = $1 WHERE id = $2`, made, w.ID); err != nil {
		return 0, err
	}
	if err := s.remember(t, p); err != nil {
		return 0, err
	}
	t.Subject(fmt.Sprintf("%s %s", p.Kind.Title(), p.File))
	t.About("takeover", w.ID)
	t.Reason(fmt.Sprintf("接入：新增 %d，变更 %d，相同 %d，缺失 %d，拒收 %d", len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected)))
	return w.ID, nil
}

// remember keeps what was mapped by hand, for the next file with the same headings.
func (s Room) remember(t *engine.Tx, p *Preview) error {
	if len(p.mapping.Columns) == 0 {
		return nil
	}
	sets := map[string]bool{}
	for _, h := range p.Heads {
		if sets[h.Set()] {
			continue
		}
		sets[h.Set()] = true
		for heading, key := range p.mapping.Columns {
			plain := sheet.Plain(heading)
			if !slices.ContainsFunc(h.Columns, func(c sheet.Column) bool { return sheet.Plain(c.Heading) == plain }) {
				continue
			}
			err := t.Exec(`INSERT INTO takeover_heading (kind, headings, heading, field) VALUES ($1, $2, $3, $4)
				ON CONFLICT (kind, headings, heading) DO UPDATE SET field = excluded.field`, string(p.Kind), h.Set(), plain, key)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// chunks cuts ids into lists that a statement may name.
func chunks(ids []int64) [][]int64 { return slices.Collect(slices.Chunk(ids, 400)) }

func commas(ids []int64) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(words, ", ")
}
