package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/document"
)

// printForm is `penggai print FORM NUMBER`: it prints one document and says where it is.
func printForm(ctx context.Context, s Streams, args []string) error {
	var p place
	f := flags("print")
	p.addSigned(f)
	out := f.String("out", "", "")
	original := f.Bool("original", false, "")
	words, err := parse(f, args, 2)
	if err != nil {
		return err
	}
	form, err := document.FindForm(words[0])
	if err != nil {
		return usageError{err}
	}
	return p.act(ctx, s, false, func(st *store.Store, by engine.Actor) error {
		target, err := document.Find(ctx, st, by, form, words[1])
		if err != nil {
			return err
		}
		printer := document.Print
		if *original {
			printer = document.Reprint
		}
		path, err := printer(ctx, st, by, form, target, *out)
		if err != nil {
			return err
		}
		if full, err := filepath.Abs(path); err == nil {
			path = full
		}
		fmt.Fprintln(s.Out, path)
		return nil
	})
}
