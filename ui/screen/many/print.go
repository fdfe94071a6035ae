package many

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// Papers are selected records of one noun, of which forms are printed.
type Papers struct {
	Noun  allocation.Noun
	Unit  string
	Items []Item
}

// Of makes papers of rows. A record that several rows belong to (the stay of several bills) counts once; item 0 is none.
func Of[R any](noun allocation.Noun, unit string, rows []R, item func(R) Item) Papers {
	p := Papers{Noun: noun, Unit: unit}
	had := map[int64]bool{}
	for _, r := range rows {
		if x := item(r); x.ID != 0 && !had[x.ID] {
			had[x.ID] = true
			p.Items = append(p.Items, x)
		}
	}
	return p
}

// Print is the key that prints a form of every selected record: it asks which one of those that the records have.
func Print(env *screen.Env, clear func(), of ...Papers) kit.Action {
	run := func() tea.Cmd {
		var choices []kit.Choice
		var deeds []Deed
		for _, p := range of {
			for _, f := range document.Forms() {
				if f.Of(string(p.Noun)) {
					choices = append(choices, kit.Choice{Key: strconv.Itoa(len(deeds)), Label: f.Title, Note: kit.Count(len(p.Items)) + " " + p.Unit})
					deeds = append(deeds, printing(env, f, p, clear))
				}
			}
		}
		return kit.Pick(kit.PickerSpec{Title: "打印选中的：哪一种文书", Choices: choices}, func(got []kit.Choice) tea.Cmd {
			i, err := strconv.Atoi(got[0].Key)
			if err != nil {
				return nil
			}
			return Show(env, deeds[i])
		})
	}
	return kit.Act(say.Print, run, "ctrl+p").When(env.WhyNot(allocation.ActPrint))
}

// printing is the deed that prints a form of each record, and then all of them in one file.
func printing(env *screen.Env, f document.Form, p Papers, clear func()) Deed {
	st, paths := env.Store, map[int64]string{}
	return Deed{
		Title: "打印《" + f.Title + "》", Verb: say.Print, Unit: p.Unit, Why: env.WhyNot(allocation.ActPrint), Items: p.Items, Clear: clear,
		Lines: []string{"每一份存成一个文件，另有一个合订的文件，可以一次打印。都在数据文件夹的 documents 里。"},
		Look: func(ctx context.Context, by engine.Actor, x Item) (Seen, error) {
			r, err := document.Read(ctx, st, by, document.Target{Noun: string(p.Noun), ID: x.ID})
			return Seen{Why: f.WhyNot(r)}, err
		},
		Do: func(ctx context.Context, by engine.Actor, x Item, _ Seen, _ string) (string, error) {
			path, err := document.Print(ctx, st, by, f, document.Target{Noun: string(p.Noun), ID: x.ID}, "")
			paths[x.ID] = path
			return filepath.Base(path), err
		},
		End: func(_ context.Context, _ engine.Actor, said []Said) (string, error) { return bind(env, f, said, paths) },
	}
}

// bind puts the papers into one file, with the list of what was printed and of what not beside it.
func bind(env *screen.Env, f document.Form, said []Said, at map[int64]string) (string, error) {
	var paths, lines []string
	for _, x := range said {
		if what := x.Number + "　" + x.Name + "　"; x.Went {
			paths, lines = append(paths, at[x.ID]), append(lines, what+x.Text)
		} else {
			lines = append(lines, what+"没有打印："+x.Text)
		}
	}
	bound, _, err := document.Bind(env.Today(), f, paths, lines)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("合订在 %s", bound), nil
}
