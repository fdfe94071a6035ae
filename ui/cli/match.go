package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/outside"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/takeover/ledger"
)

// matched is what `penggai match KIND FILE --json` prints.
type matched struct {
	Read     int       `json:"read"`
	NameOnly int       `json:"name_only"` // rows of which only the name is one of the office's
	Spoiled  int       `json:"spoiled"`   // rows whose number a spreadsheet has rounded
	Suspects []suspect `json:"suspects"`
}

// suspect is a row of the list beside the party of the office that it may be; numbers are masked.
type suspect struct {
	Row       int      `json:"row"`
	Name      string   `json:"name"`
	Number    string   `json:"number"`
	Said      []string `json:"said"`
	Applicant int64    `json:"applicant"`
	District  string   `json:"district"`
	Of        string   `json:"of"`
	Part      string   `json:"part"`
	Party     string   `json:"party"`
	Agree     []string `json:"agree"`
	Differ    []string `json:"differ"`
	Leads     []leads  `json:"leads"`
}

type leads struct {
	Noun  string `json:"noun"`
	ID    int64  `json:"id"`
	Label string `json:"label"`
	Live  bool   `json:"live"`
}

// matchList is `penggai match KIND FILE`: a list of another office held against the people of this one.
func matchList(ctx context.Context, s Streams, args []string) error {
	p := place{does: []allocation.Action{outside.ActMatch}}
	f := flags("match")
	p.addSigned(f)
	source := f.String("source", "", "")
	sheetName := f.String("sheet", "", "")
	f.Bool("json", true, "")
	words, err := parse(f, args, 2)
	if err != nil {
		return err
	}
	l := intake.OutsideList{Kind: outside.Kind(words[0]), Source: *source, Path: s.path(words[1]), Sheet: *sheetName}
	if err := outside.Check(l.Kind, l.Source); err != nil {
		if l.Kind.About() == "" {
			err = outside.ErrKind.Textf("没有这一类名单，可用的有 %s", outsideKinds()).With(words[0])
		}
		return usageError{err}
	}
	if words[1] == "-" {
		l.Path, l.From = "", s.In
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		h, err := st.MatchOutside(ctx, by, l, reportProgress(s.Err, ledger.Stages))
		if err != nil {
			return unreadable(ctx, err)
		}
		e := json.NewEncoder(s.Out)
		e.SetEscapeHTML(false)
		if err := e.Encode(matchedOf(h)); err != nil {
			return err
		}
		fmt.Fprintf(s.Err, "读到 %d 行，疑似 %d 条；名单没有保存，比对记入日志\n", h.Read, len(h.Suspects))
		return nil
	})
}

func matchedOf(h intake.Held) matched {
	out := matched{Read: h.Read, NameOnly: h.NameOnly, Spoiled: h.Spoiled, Suspects: []suspect{}}
	for _, s := range h.Suspects {
		row := suspect{
			Row: s.Row, Name: s.Entry.Name, Number: identity.MaskID(s.Entry.Number), Said: append([]string{}, s.Said...), Applicant: s.Applicant,
			District: s.District, Of: s.Of, Part: s.Part, Party: s.Party.Name, Agree: pointCodes(s.Agree), Differ: pointCodes(s.Differ), Leads: []leads{},
		}
		for _, w := range s.Has {
			row.Leads = append(row.Leads, leads{string(w.Noun), w.ID, w.Label, w.Live})
		}
		out.Suspects = append(out.Suspects, row)
	}
	return out
}

func pointCodes(points []outside.Point) []string {
	out := []string{}
	for _, p := range points {
		out = append(out, string(p))
	}
	return out
}

func outsideKinds() string {
	var names []string
	for _, k := range outside.Kinds {
		names = append(names, string(k)+" "+k.Title())
	}
	return strings.Join(names, "、")
}
