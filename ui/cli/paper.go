package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/engine/signet"
	"penggai/ui/notice"
)

// paper is what proves a round to somebody outside: its certificate, or the page of its notice with the certificate in it.
type paper struct {
	*rule.Certificate
	page *notice.Page // nil for a certificate alone
}

// readPaper reads a certificate or the page of a notice; the second result is false for anything else. Errors: rule.ErrBadCertificate.
func readPaper(data []byte) (paper, bool, error) {
	page, is := notice.ReadPage(data)
	if is {
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			return paper{}, true, rule.ErrBadCertificate.With("网页没有到 </html> 为止，不完整，或者后面添了别的")
		}
		data = page.Certificate
	}
	c, certificate, err := rule.ReadCertificate(data)
	switch {
	case err != nil:
		return paper{}, true, err
	case is && certificate:
		return paper{c, &page}, true, nil
	case is:
		return paper{}, true, rule.ErrBadCertificate.With("网页里的证书读不出来")
	}
	return paper{Certificate: c}, certificate, nil
}

func (p paper) kind() string {
	if p.page != nil {
		return "公示网页"
	}
	return "证书"
}

// signed says who signed it, and what is not as it was signed. With a fingerprint it must be that key.
func (p paper) signed(fingerprint string) (faults, notes []string) {
	signature := ""
	if s := p.Signed; s != nil {
		signature = s.Signature
		got := signet.Fingerprint(s.Key)
		switch {
		case !signet.Signs(s.Key, rule.SignedAs, s.Text(), s.Signature):
			faults = append(faults, "signed：签名对不上，其中的批次、办公室、区或日期有一处被改过，或者不是这把印鉴签的")
		case fingerprint != "" && bare(got) != bare(fingerprint):
			faults = append(faults, fmt.Sprintf("signed.key：是印鉴 %s 签的，不是 %s", got, fingerprint))
		}
		faults = append(faults, p.SignedFaults()...)
		if len(faults) == 0 {
			notes = append(notes, fmt.Sprintf("由印鉴 %s 签名：%s", got, p.cover()))
		}
	} else if fingerprint != "" {
		faults = append(faults, "没有签名，不能证明是印鉴 "+fingerprint+" 出具的")
	} else {
		notes = append(notes, "证书没有签名：只核对了计算；批次、办公室、参数版本是否属实，请与盖章的公示对照，或用 --data 与出具它的数据核对")
	}
	if p.page != nil {
		bad, note := p.page.Faults(signature, func(key string, text []byte, signature string) bool {
			return p.Signed != nil && key == p.Signed.Key && signet.Signs(key, notice.SignedAs, text, signature)
		})
		faults = append(faults, bad...)
		if note != "" {
			notes = append(notes, note)
		} else if len(bad) == 0 {
			notes = append(notes, "公示网页的文字和脚本与签名时相同")
		}
	}
	return faults, notes
}

// cover is what was signed beside the computation, in words.
func (p paper) cover() string {
	s := p.Signed
	text := fmt.Sprintf("%s，%s（%s），%s", s.Name, s.Round, s.District, "参数第 "+s.Parameters+" 版")
	if s.DrawDay != "" {
		text += "，" + s.DrawDay + " 抽签"
	}
	if s.NoticeFrom != "" {
		text += fmt.Sprintf("，公示 %s 至 %s，异议截止 %s", s.NoticeFrom, s.NoticeUntil, s.ObjectionUntil)
	}
	return text
}

// verifyPaper is `penggai verify FILE`: a certificate or the page of a notice without the data, one line a check.
func verifyPaper(ctx context.Context, s Streams, file, fingerprint string, asJSON bool) error {
	data, err := readInput(s, file, maxInput)
	if err != nil {
		return err
	}
	p, is, err := readPaper(data)
	switch {
	case err != nil:
		return usageError{err}
	case !is:
		return usageError{rule.ErrBadCertificate.Textf("%s 不是分配证书，也不是公示网页", file)}
	}
	progress, done := solveProgress(s)
	checked, err := p.Verify(ctx, progress)
	done()
	switch {
	case ctx.Err() != nil:
		return err
	case err != nil:
		return usageError{err}
	}
	var computed, signed engine.Found
	for _, fault := range checked.Faults {
		computed.Add(engine.Difference{Table: "certificate", Why: fault})
	}
	if checked.Moved {
		computed.Add(engine.Difference{Table: "certificate", Field: "drawn_on", Why: checked.List})
	}
	faults, notes := p.signed(fingerprint)
	for _, fault := range faults {
		signed.Add(engine.Difference{Table: "certificate", Field: "signed", Why: fault})
	}
	lines := []engine.ReportLine{computed.Line("result", p.Round+" 重新计算的结果与证书相同", "重新计算的结果与证书不符")}
	if len(faults) > 0 || len(notes) == 0 {
		lines = append(lines, signed.Line("signature", "", p.kind()+"与签名不符"))
	}
	for _, note := range slices.DeleteFunc([]string{checked.List}, func(t string) bool { return t == "" || checked.Moved }) {
		lines = append(lines, engine.ReportLine{Check: "list", OK: true, Text: note})
	}
	for _, note := range notes {
		lines = append(lines, engine.ReportLine{Check: "signature", OK: true, Text: note})
	}
	return printChecks(s, engine.Report{Lines: lines}, asJSON)
}
