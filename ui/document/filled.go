package document

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
)

// Filled is a paper as a form makes it of a record now, without printing it.
type Filled struct {
	Form   Form
	Target Target
	Number string
	Name   string // of a file, as Print would call it
	File   []byte
}

// Fill makes every form of a record that can be printed now and that skip does not pass over; stamp stands at the foot of each, who gives the
// applicant that a paper shows. Errors: those of Read, of who, of Load and of Template.Fill.
func Fill(ctx context.Context, st *store.Store, by engine.Actor, t Target, stamp string, skip func(Form) bool, who func(desk.Printing) (allocation.Applicant, error)) (list []Filled, err error) {
	r, err := Read(ctx, st, by, t)
	if err != nil {
		return nil, err
	}
	for _, f := range Forms() {
		if !f.Of(t.Noun) || skip(f) || f.WhyNot(r) != "" || t.Term != 0 && f.Code != codeContract {
			continue
		}
		template, err := Load(st.Folder(), f)
		if err != nil {
			return nil, err
		}
		now := r.of(f)
		if p := now.printing(f); p.Applicant != 0 {
			a, err := who(p)
			if err != nil {
				return nil, err
			}
			now.put(a)
		}
		now.Stamp = now.number(f) + " " + stamp
		data := f.build(now)
		if err := data.mark(ctx, st); err != nil {
			return nil, err
		}
		file, err := template.Fill(data)
		if err != nil {
			return nil, err
		}
		list = append(list, Filled{f, t, now.number(f), strings.Map(fileRune, now.number(f)+"-"+f.Title) + ".docx", file})
	}
	return list, nil
}
