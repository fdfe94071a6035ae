package cli

import (
	"context"
	"fmt"

	"penggai/store"
)

// verify is `penggai verify`: one line a check, exit 3 with the first difference when one fails.
func verify(ctx context.Context, s Streams, args []string) error {
	f := flags("verify")
	var p place
	f.StringVar(&p.folder, "data", "", "")
	f.StringVar(&p.today, "today", "", "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	st, err := p.openForReading(s)
	if err != nil {
		return err
	}
	defer st.Close()
	report, err := st.Verify(ctx, reportProgress(s.Err, verifyStages))
	if err != nil {
		return err
	}
	return printChecks(s, report)
}

// printChecks prints one line a check; a failed one makes the exit status 3.
func printChecks(s Streams, report store.Report) error {
	for _, l := range report.Lines {
		mark := textCheckGood
		if !l.OK {
			mark = textCheckBad
		}
		fmt.Fprintln(s.Out, mark, l.Text)
	}
	if !report.OK() {
		return errUnproven
	}
	return nil
}

// doctor is `penggai doctor`: what the file and its folder look like, without changing them.
func doctor(ctx context.Context, s Streams, args []string) error {
	f := flags("doctor")
	var p place
	f.StringVar(&p.folder, "data", "", "")
	f.StringVar(&p.today, "today", "", "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	folder, err := p.dataFolder(s)
	if err != nil {
		return err
	}
	o, err := p.options()
	if err != nil {
		return err
	}
	report, err := store.Doctor(ctx, folder, o)
	if err != nil {
		return err
	}
	return printChecks(s, report)
}

// restore is `penggai restore FILE`: a checked copy takes the place of the data, which is moved aside.
func restore(ctx context.Context, s Streams, args []string) error {
	f := flags("restore")
	var p place
	f.StringVar(&p.folder, "data", "", "")
	f.StringVar(&p.today, "today", "", "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	folder, err := p.dataFolder(s)
	if err != nil {
		return err
	}
	o, err := p.options()
	if err != nil {
		return err
	}
	st, aside, err := store.Restore(ctx, folder, words[0], o, reportProgress(s.Err, verifyStages))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, textRestored, words[0], folder)
	if aside != "" {
		fmt.Fprintf(s.Out, textAside, aside)
	}
	return st.Close()
}

// backup is `penggai backup`: a copy that has been read back and verified.
func backup(ctx context.Context, s Streams, args []string) error {
	f := flags("backup")
	var p place
	f.StringVar(&p.folder, "data", "", "")
	out := f.String("out", "", "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	st, err := p.openForReading(s)
	if err != nil {
		return err
	}
	defer st.Close()
	path, err := st.Backup(ctx, *out)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, textBackedUp, path)
	return nil
}
