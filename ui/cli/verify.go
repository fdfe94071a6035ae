package cli

import (
	"context"
	"fmt"

	"penggai/store/engine"
)

// verify is `penggai verify`: one line a check, exit 3 with the first difference when one fails.
func verify(ctx context.Context, s Streams, args []string) error {
	f := flags("verify")
	var p place
	p.add(f)
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
func printChecks(s Streams, report engine.Report) error {
	for _, l := range report.Lines {
		mark := "正常"
		if !l.OK {
			mark = "不符"
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
	p.add(f)
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
	report, err := engine.Doctor(ctx, folder, o)
	if err != nil {
		return err
	}
	return printChecks(s, report)
}

// restore is `penggai restore FILE`: a checked copy takes the place of the data, which is moved aside.
func restore(ctx context.Context, s Streams, args []string) error {
	f := flags("restore")
	var p place
	p.add(f)
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
	st, aside, err := engine.Restore(ctx, folder, words[0], o, reportProgress(s.Err, verifyStages))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "已用 %s 恢复 %s\n", words[0], folder)
	if aside != "" {
		fmt.Fprintf(s.Out, "原来的数据移到了 %s，确认无误后再处理\n", aside)
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
	fmt.Fprintf(s.Out, "已备份并核对：%s\n", path)
	return nil
}

// verifyStages name the parts of a verification.
var verifyStages = map[string]string{"chain": "核对日志", "rows": "核对数据", "rounds": "重算批次"}
