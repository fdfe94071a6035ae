package cli

import (
	"context"
	"fmt"
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
