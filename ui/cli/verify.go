package cli

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"penggai/store"
	"penggai/store/engine"
)

// verify is `penggai verify`: one line a check, exit 3 with every difference when one fails.
func verify(ctx context.Context, s Streams, args []string) error {
	f := flags("verify")
	var p place
	p.add(f)
	head := f.String("head", "", "")
	asJSON := f.Bool("json", false, "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	o.ReadOnly, o.Suspect = true, true
	if *head != "" {
		h, digits, err := engine.ParseHead(*head)
		if err != nil {
			return usageError{err}
		}
		o.Proofs = append(o.Proofs, engine.VerifyHead(h, digits))
	}
	st, err := store.Open(folder, o)
	if err != nil {
		return unproven(s, err, *asJSON)
	}
	defer st.Close()
	report, err := st.Verify(ctx, reportProgress(s.Err, verifyStages))
	if err != nil {
		return unproven(s, err, *asJSON)
	}
	return printChecks(s, report, *asJSON)
}

// unproven makes a damage that keeps the file from being looked at a failed check; any other error stays one.
func unproven(s Streams, err error, asJSON bool) error {
	for _, damage := range []error{engine.ErrDamaged, engine.ErrNotDatabase, engine.ErrEmptyFile, engine.ErrDatabase, engine.ErrSchemaChanged, engine.ErrForeignFile} {
		if errors.Is(err, damage) {
			line := engine.ReportLine{Check: "file", Text: err.Error(), Differences: []engine.Difference{{Table: engine.FileName, Why: err.Error()}}}
			return printChecks(s, engine.Report{Lines: []engine.ReportLine{line}}, asJSON)
		}
	}
	return err
}

// printChecks prints one line a check, and under a failed one every difference; a failed one makes the exit status 3.
func printChecks(s Streams, report engine.Report, asJSON bool) error {
	var err error
	if asJSON {
		err = printChecksJSON(s, report)
	} else {
		err = printChecksText(s, report)
	}
	if err == nil && !report.OK() {
		err = errUnproven
	}
	return err
}

func printChecksText(s Streams, report engine.Report) error {
	var b strings.Builder
	for _, l := range report.Lines {
		mark := "正常"
		if !l.OK {
			mark = "不符"
		}
		fmt.Fprintln(&b, mark, l.Text)
		if len(l.Differences) > 1 {
			for _, d := range l.Differences {
				fmt.Fprintln(&b, "    ", d)
			}
		}
		if l.More > 0 {
			fmt.Fprintf(&b, "     还有 %d 处没有列出\n", l.More)
		}
	}
	_, err := io.WriteString(s.Out, b.String())
	return err
}

// printChecksJSON prints the report for other programs.
func printChecksJSON(s Streams, report engine.Report) error {
	type check struct {
		Check       string              `json:"check"`
		OK          bool                `json:"ok"`
		Text        string              `json:"text"`
		Differences []engine.Difference `json:"differences"`
		More        int                 `json:"more,omitempty"`
	}
	out := struct {
		OK     bool    `json:"ok"`
		Seq    int64   `json:"seq"`
		Head   string  `json:"head"`
		Checks []check `json:"checks"`
	}{OK: report.OK(), Seq: report.Head.Seq, Head: hex.EncodeToString(report.Head.Hash[:])}
	for _, l := range report.Lines {
		d := l.Differences
		if d == nil {
			d = []engine.Difference{}
		}
		out.Checks = append(out.Checks, check{l.Check, l.OK, l.Text, d, l.More})
	}
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// doctor is `penggai doctor`: what the file and its folder look like, without changing them.
func doctor(ctx context.Context, s Streams, args []string) error {
	f := flags("doctor")
	var p place
	p.add(f)
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	report, err := store.Doctor(ctx, folder, o)
	if err != nil {
		return err
	}
	return printChecks(s, report, false)
}

// restore is `penggai restore FILE`: a checked copy takes the place of the data, which is moved aside.
func restore(ctx context.Context, s Streams, args []string) error {
	f := flags("restore")
	var p place
	p.add(f)
	foreign := f.Bool("foreign", false, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	o.Foreign = *foreign
	st, r, err := store.Restore(ctx, folder, words[0], o, reportProgress(s.Err, verifyStages))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "已用 %s 恢复 %s，到%s\n", words[0], folder, r.Backup)
	if r.Present.Seq > r.Backup.Seq {
		fmt.Fprintf(s.Out, "原来的数据到%s：其后的 %d 条不在现在的数据里\n", r.Present, r.Present.Seq-r.Backup.Seq)
	}
	if r.Aside != "" {
		fmt.Fprintf(s.Out, "原来的数据移到了 %s，确认无误后再处理\n", r.Aside)
	}
	switch {
	case r.Lacks > 0:
		fmt.Fprintf(s.Out, "附件 %d 个，其中 %d 个不在备份里，旁边的 files 文件夹里也没有；penggai verify 会逐个列出\n", r.Files, r.Lacks)
	case r.Files > 0:
		fmt.Fprintf(s.Out, "附件 %d 个，都已恢复\n", r.Files)
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
var verifyStages = map[string]string{"chain": "核对日志", "rows": "核对数据", "rounds": "重算批次", "files": "核对附件"}
