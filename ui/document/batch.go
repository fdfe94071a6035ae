package document

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/store/watch"
)

// Batch prints a form of every record of a list that a filter leaves, as the list of the records on the screen reads it: bills of a quarter,
// contracts of a year, letters to those whom a round left without. It returns the papers, behind them where there are several the one that
// holds them all, and last the list of what was printed and of what not with the reason; out is the folder, empty for that of documents.
// Errors: ErrNoBatch, those of the lists, of Print and of Bind.
func Batch(ctx context.Context, st *store.Store, by engine.Actor, f Form, filter, out string) (paths []string, err error) {
	if isPDF(out) {
		return batchPDF(ctx, st, by, f, filter, out)
	}
	targets, err := batchOf(ctx, st, by, f, filter)
	if err != nil {
		return nil, err
	}
	lines := []string{"筛选：" + or(filter, textNone)}
	for _, t := range targets {
		r, err := Read(ctx, st, by, t)
		if err != nil {
			return paths, err
		}
		what := r.number(f) + "　" + r.Name
		if why := f.WhyNot(r); why != "" {
			lines = append(lines, what+"　没有打印："+why)
			continue
		}
		path := ""
		if out != "" {
			if path, err = unused(filepath.Join(out, strings.Map(fileRune, r.number(f)+"-"+f.Title))); err != nil {
				return paths, err
			}
		}
		if path, err = Print(ctx, st, by.As(engine.NewCommand()), f, t, path); err != nil {
			return paths, err
		}
		paths, lines = append(paths, path), append(lines, what+"　"+filepath.Base(path))
	}
	if len(paths) == 0 {
		return nil, ErrNoBatch.With(filter)
	}
	bound, list, err := Bind(st.Today(), f, paths, lines)
	if len(paths) > 1 && bound != "" {
		paths = append(paths, bound)
	}
	if list != "" {
		paths = append(paths, list)
	}
	return paths, err
}

// batchPDF prints a batch into the folder of documents and makes one PDF of all its papers.
func batchPDF(ctx context.Context, st *store.Store, by engine.Actor, f Form, filter, out string) (paths []string, err error) {
	_, err = asPDF(ctx, out, func() (whole string, err error) {
		if paths, err = Batch(ctx, st, by, f, filter, ""); err != nil {
			return "", err
		}
		return paths[max(len(paths)-2, 0)], nil // the one that holds them all, or the only one; the list stands last
	})
	if err != nil {
		return paths, err
	}
	return append(paths, out), nil
}

// batchOf are the records of a filter that the form is printed of, in the order of their list.
func batchOf(ctx context.Context, st *store.Store, by engine.Actor, f Form, filter string) ([]Target, error) {
	q := engine.ListQuery{Filter: filter}
	switch {
	case f.Of(NounBill):
		return listed(ctx, by, q, NounBill, st.Bills, func(r money.BillRow) int64 { return r.ID })
	case f.Of(NounTill):
		return listed(ctx, by, q, NounTill, st.Tills, func(r money.TillRow) int64 { return r.ID })
	case f.Of(NounTenancy):
		return listed(ctx, by, q, NounTenancy, st.Tenancies, func(r stay.TenancyRow) int64 { return r.ID })
	case f.Of(NounAward):
		return listed(ctx, by, q, NounAward, st.AwardList, func(r round.AwardRow) int64 { return r.ID })
	case f.Of(NounApplication):
		return listed(ctx, by, q, NounApplication, st.Applications, func(r intake.ApplicationRow) int64 { return r.ID })
	case f.Of(NounAssessment):
		return listed(ctx, by, q, NounAssessment, st.Assessments, func(r watch.AssessmentRow) int64 { return r.ID })
	}
	return nil, ErrNotYet.Textf("《%s》不能成批打印，请在记录的页面上打印", f.Title)
}

// listed are the records of a list, in the order in which they came to be.
func listed[R any](
	ctx context.Context, by engine.Actor, q engine.ListQuery, noun string,
	read func(context.Context, engine.Actor, engine.ListQuery) (engine.Page[R], error), id func(R) int64,
) ([]Target, error) {
	page, err := read(ctx, by, q)
	out := make([]Target, len(page.Rows))
	for i, r := range page.Rows {
		out[i] = Target{Noun: noun, ID: id(r)}
	}
	slices.SortFunc(out, func(a, b Target) int { return cmp.Compare(a.ID, b.ID) })
	return out, err
}
