package cli

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/document"
)

// printForm is `penggai print FORM NUMBER`: it prints one document and says where it is; --blank prints one with nothing in it, --all one of
// each record of a batch.
func printForm(ctx context.Context, s Streams, args []string) error {
	var p place
	f := flags("print")
	p.addSigned(f)
	out := f.String("out", "", "")
	original, blank := f.Bool("original", false, ""), f.Bool("blank", false, "")
	batch := f.String("all", "", "")
	words, err := parse(f, slices.Concat(args, alone(args)), 2)
	if err != nil {
		return err
	}
	form, err := document.FindForm(words[0])
	if err != nil {
		return usageError{err}
	}
	*out = s.path(*out)
	whole := false
	f.Visit(func(x *flag.Flag) { whole = whole || x.Name == "all" }) // an empty filter is one too: the whole list
	if whole && (*original || *blank) || *original && *blank {
		return usageError{errOneWay}
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		var paths []string
		switch {
		case whole:
			paths, err = document.Batch(ctx, st, by, form, *batch, *out)
		case *blank:
			paths, err = one(document.Blank(ctx, st, by, form, *out))
			if err != nil {
				return err
			}
		default:
			target, err := document.Find(ctx, st, by, form, words[1])
			if err != nil {
				return err
			}
			printer := document.Print
			if *original {
				printer = document.Reprint
			}
			paths, err = one(printer(ctx, st, by, form, target, *out))
			if err != nil {
				return err
			}
		}
		for _, path := range paths {
			if full, err := filepath.Abs(path); err == nil {
				path = full
			}
			fmt.Fprintln(s.Out, path)
		}
		return err
	})
}

// alone stands in for the number where a form is printed without one.
func alone(args []string) []string {
	if slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "--blank") || strings.HasPrefix(a, "--all") }) {
		return []string{"-"}
	}
	return nil
}

// errOneWay refuses two ways of printing at once.
var errOneWay = say.Refuse("print_ways", "--original、--blank、--all 一次只能用一个：原样重打用 --original 加编号，空白表用 --blank，成批用 --all 加筛选")

func one(path string, err error) ([]string, error) { return []string{path}, err }
