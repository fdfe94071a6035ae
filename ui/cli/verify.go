package cli

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/signet"
)

// verify is `penggai verify`: one line a check, exit 3 with every difference when one fails; with a file that certificate or notice alone.
func verify(ctx context.Context, s Streams, args []string) error {
	f := flags("verify")
	var p place
	p.add(f)
	head := f.String("head", "", "")
	asJSON := f.Bool("json", false, "")
	signed := f.String("signet", "", "")
	words, err := parseUpTo(f, args, 1)
	switch {
	case err != nil:
		return err
	case len(words) == 1 && (*head != "" || p.folder != "" || p.today != ""):
		return usageError{errPaperAlone}
	case len(words) == 1:
		return verifyPaper(ctx, s, words[0], *signed, *asJSON)
	}
	if *signed != "" {
		return verifySigned(s, *head, *signed, *asJSON)
	}
	folder, o, err := p.found(s)
	if err != nil {
		return err
	}
	o.ReadOnly, o.Suspect = true, true
	if *head != "" {
		proof, err := proofOf(*head)
		if err != nil {
			return usageError{err}
		}
		o.Proofs = append(o.Proofs, proof)
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

// proofOf looks for a head that stands on a paper, or signed in a file.
func proofOf(head string) (engine.Proof, error) {
	if h, ok := signet.Parse(head); ok {
		return basis.VerifySigned(h), nil
	}
	h, digits, err := engine.ParseHead(head)
	return engine.VerifyHead(h, digits), err
}

// verifySigned looks at a signed head without the data: whether the key of this fingerprint signed it. A supervisor has no more.
func verifySigned(s Streams, head, fingerprint string, asJSON bool) error {
	h, ok := signet.Parse(head)
	if !ok {
		return usageError{errNotSigned}
	}
	got := signet.Fingerprint(h.Public)
	good := fmt.Sprintf("签名属实：印鉴 %s 签过第 %d 条 %x", got, h.Seq, h.Hash[:8])
	var bad engine.Found
	switch {
	case !h.Valid():
		bad.Add(engine.Difference{Table: "signet", Why: "签名与所签的日志头不符：签名或日志头被改过"})
	case bare(got) != bare(fingerprint):
		bad.Add(engine.Difference{Table: "signet", Why: fmt.Sprintf("是印鉴 %s 签的，不是 %s", got, fingerprint)})
	}
	report := engine.Report{Lines: []engine.ReportLine{bad.Line(engine.CheckHead, good, "日志头的签名对不上")}, Head: engine.Head{Seq: h.Seq, Hash: h.Hash}}
	return printChecks(s, report, asJSON)
}

// bare is a fingerprint however its groups are written.
func bare(fingerprint string) string {
	return strings.ToLower(strings.NewReplacer("-", "", " ", "", "－", "").Replace(fingerprint))
}

var errPaperAlone = say.Refuse("paper_alone", "penggai verify 后面写了文件，就只核对这份证书或公示网页；是不是某个办公室出具的，请用 penggai solve 文件 --data 文件夹")

var errNotSigned = say.Refuse("head_not_signed", "--signet 只核对签过名的日志头：请把导出文件里“签名”后面的一整串写在 --head 后面")

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
	if errors.Is(err, engine.ErrFolderInUse) {
		return errRestoreOpen.Textf("恢复要换掉整份数据，现在有程序开着它，没有恢复：请先退出屏幕、停下 penggai serve，再恢复。%s", err)
	}
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

var errRestoreOpen = say.Refuse("restore_open", "恢复要换掉整份数据，现在有程序开着它，没有恢复：请先退出屏幕、停下 penggai serve，再恢复")

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
