package document

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"penggai/store"
	"penggai/store/engine"
)

// Batch prints a form of every record of a list that a filter leaves, as the list of the records on the screen reads it: bills of a quarter,
// contracts of a year, letters to those whom a round left without. It returns the papers and, last, the list of what was printed and of
// what not with the reason; out is the folder, empty for that of documents. Errors: ErrNoBatch, those of the lists and of Print.
func Batch(ctx context.Context, st *store.Store, by engine.Actor, f Form, filter, out string) (paths []string, err error) {
	targets, err := batchOf(ctx, st, by, f, filter)
	if err != nil {
		return nil, err
	}
	lines := []string{fmt.Sprintf("《%s》打印清单　%s　筛选：%s", f.Title, st.Today(), or(filter, textNone))}
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
			path = filepath.Join(out, strings.Map(fileRune, r.number(f)+"-"+f.Title)+".docx")
		}
		if path, err = Print(ctx, st, by.As(engine.NewCommand()), f, t, path); err != nil {
			return paths, err
		}
		paths, lines = append(paths, path), append(lines, what+"　"+filepath.Base(path))
	}
	if len(paths) == 0 {
		return nil, ErrNoBatch.With(filter)
	}
	list := filepath.Join(filepath.Dir(paths[0]), "打印清单-"+f.Title+"-"+st.Today().String())
	for n, name := 2, list+".txt"; ; n, name = n+1, fmt.Sprintf("%s-%d.txt", list, n) {
		err := writeNew(name, []byte(strings.Join(lines, "\r\n")+"\r\n"))
		if os.IsExist(err) {
			continue
		}
		return append(paths, name), written(err, name)
	}
}

// batchOf are the records of a filter that the form is printed of, in the order of their list.
func batchOf(ctx context.Context, st *store.Store, by engine.Actor, f Form, filter string) (out []Target, err error) {
	q := engine.ListQuery{Filter: filter}
	switch {
	case f.Of(NounBill):
		page, err := st.Bills(ctx, by, q)
		for _, r := range page.Rows {
			out = append(out, Target{Noun: NounBill, ID: r.ID})
		}
		return inOrder(out), err
	case f.Of(NounTenancy):
		page, err := st.Tenancies(ctx, by, q)
		for _, r := range page.Rows {
			out = append(out, Target{Noun: NounTenancy, ID: r.ID})
		}
		return inOrder(out), err
	case f.Of(NounAward):
		page, err := st.AwardList(ctx, by, q)
		for _, r := range page.Rows {
			out = append(out, Target{Noun: NounAward, ID: r.ID})
		}
		return inOrder(out), err
	case f.Of(NounApplication):
		page, err := st.Applications(ctx, by, q)
		for _, r := range page.Rows {
			out = append(out, Target{Noun: NounApplication, ID: r.ID})
		}
		return inOrder(out), err
	case f.Of(NounAssessment):
		page, err := st.Assessments(ctx, by, q)
		for _, r := range page.Rows {
			out = append(out, Target{Noun: NounAssessment, ID: r.ID})
		}
		return inOrder(out), err
	}
	return nil, ErrNotYet.Textf("《%s》不能成批打印，请在记录的页面上打印", f.Title)
}

// inOrder is the order in which the records came to be.
func inOrder(list []Target) []Target {
	slices.SortFunc(list, func(a, b Target) int { return int(a.ID - b.ID) })
	return list
}
