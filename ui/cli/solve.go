package cli

import (
	"context"
	"errors"
	"fmt"

	"penggai/allocation/charge"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/round"
)

// solve is `penggai solve FILE --json`: the awards of an instance, or of a round's certificate computed anew and held against
// it: every place that differs is named, exit status 3. The file may be the page of a notice, which holds its certificate. With --data it
// must also be one of that office, with --signet signed with that key.
func solve(ctx context.Context, s Streams, args []string) error {
	f := flags("solve")
	var p place
	p.add(f)
	f.Bool("json", true, "")
	fingerprint := f.String("signet", "", "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	data, err := readInput(s, words[0], maxInput)
	if err == nil {
		data, err = unpacked(data, maxInput)
	}
	if err != nil {
		return err
	}
	paper, is, err := readPaper(data)
	if err != nil {
		return usageError{err}
	}
	switch {
	case is && p.folder != "":
		if err := issued(ctx, s, p, paper.Certificate); err != nil {
			return err
		}
		return prove(ctx, s, paper, *fingerprint)
	case is:
		return prove(ctx, s, paper, *fingerprint)
	case p.folder != "" || *fingerprint != "":
		return usageError{errNoCertificate}
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		return usageError{err}
	}
	progress, done := solveProgress(s)
	result, err := rule.Solve(ctx, in, progress)
	done()
	if err != nil {
		return err
	}
	return result.WriteJSON(s.Out)
}

// issued holds a certificate against the office in the folder; what tells it from elsewhere is one message, exit status 3.
func issued(ctx context.Context, s Streams, p place, c *rule.Certificate) error {
	st, err := p.openForReading(s)
	if err != nil {
		return err
	}
	defer st.Close()
	err = st.Issued(ctx, c)
	if errors.Is(err, round.ErrOtherOffice) || errors.Is(err, round.ErrNotIssued) {
		fmt.Fprintln(s.Err, "penggai: "+err.Error())
		return errUnproven
	}
	return err
}

var errNoCertificate = say.Refuse("no_certificate", "--data 和 --signet 用来核对证书是谁出具的，只能与证书或公示网页同用；分配数据请去掉它们")

// prove prints the result of a certificate's instance, and on standard error what the certificate says otherwise, and who signed it.
func prove(ctx context.Context, s Streams, of paper, fingerprint string) error {
	progress, done := solveProgress(s)
	checked, err := of.Verify(ctx, progress)
	done()
	switch {
	case ctx.Err() != nil:
		return err
	case err != nil:
		return usageError{err}
	}
	if err := checked.Result.WriteJSON(s.Out); err != nil {
		return err
	}
	if checked.List != "" {
		fmt.Fprintln(s.Err, "penggai: "+checked.List)
	}
	signed, notes := of.signed(fingerprint)
	for _, note := range notes {
		fmt.Fprintln(s.Err, "penggai: "+note)
	}
	tell(s, "证书（"+of.Round+"）与重新计算的结果不符", checked.Faults)
	tell(s, of.kind()+"与签名不符", signed)
	if len(checked.Faults)+len(signed) > 0 || checked.Moved {
		return errUnproven
	}
	return nil
}

// tell names faults under a line that says what they are of.
func tell(s Streams, what string, faults []string) {
	if len(faults) == 0 {
		return
	}
	fmt.Fprintf(s.Err, "penggai: %s，共 %d 处：\n", what, len(faults))
	for _, fault := range faults {
		fmt.Fprintln(s.Err, "  "+fault)
	}
}

// quote is `penggai fees quote FILE --json`: the fee schedule of a tenancy that need not exist.
func quote(_ context.Context, s Streams, args []string) error {
	f := flags("fees quote")
	f.Bool("json", true, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	data, err := readInput(s, words[0], maxQuote)
	if err != nil {
		return err
	}
	in, err := charge.ReadQuote(data)
	if err != nil {
		return usageError{err}
	}
	out, err := charge.Schedule(in).JSON()
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(out, '\n'))
	return err
}

// solveProgress tells on a terminal's standard error how many applicants are decided; nil elsewhere. done clears the line.
func solveProgress(s Streams) (progress func(done, total int), done func()) {
	tell := reportProgress(s.Err, map[string]string{stageSolve: "正在计算，已定户数"})
	if tell == nil {
		return nil, func() {}
	}
	return func(done, total int) { tell(stageSolve, int64(done), int64(total)) }, func() { fmt.Fprint(s.Err, "\r\x1b[K") }
}

const stageSolve = "solve"
