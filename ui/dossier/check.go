package dossier

import (
	"fmt"
	"os"
	"path"
	"strings"

	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/dossier"
	"penggai/store/engine"
	"penggai/store/engine/signet"
)

// CheckFile proves a package by itself: files, log, signature, and the certificates in it. fingerprint, "" for any, is that of the key which
// must have signed it, as signet.Fingerprint writes it but for the strokes. Errors: ErrNoFile, dossier.ErrNone.
func CheckFile(file, fingerprint string) (r engine.Report, err error) {
	f, err := os.Open(file)
	if err != nil {
		return r, ErrNoFile.With(file)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return r, ErrNoFile.With(file)
	}
	c, err := dossier.Check(f, info.Size())
	if err != nil {
		return r, err
	}
	r.Head = c.Head()
	r.Lines = append([]engine.ReportLine{{Check: "case", OK: true, Text: what(&c)}}, c.Lines...)
	if c.Fingerprint != "" && fingerprint != "" {
		var bad engine.Found
		if got := strings.ReplaceAll(c.Fingerprint, "-", ""); got != fingerprint {
			bad.Add(engine.Difference{Table: "signet", Why: "是印鉴 " + c.Fingerprint + " 签的，不是所说的那把"})
		}
		r.Lines = append(r.Lines, bad.Line("signet", "是所说的那把印鉴签的", "印鉴不对"))
	}
	addProofs(&c, &r)
	return r, nil
}

// what says what the package is.
func what(c *dossier.Checked) string {
	state := "办结 " + c.Closed
	if c.Running {
		state = "在办摘录（" + strings.Join(c.Open, "、") + "）"
	}
	return fmt.Sprintf("%s %s %s %s，%s，%s 出", c.Kind, c.Case, c.Subject, c.District, state, c.Made)
}

// addProofs looks at the certificates: signed as they stand. Their results are computed anew by penggai verify with the file.
func addProofs(c *dossier.Checked, r *engine.Report) {
	for _, f := range c.Files {
		if path.Dir(f.Name) != Proofs {
			continue
		}
		var bad engine.Found
		proof, is, err := rule.ReadCertificate(c.File(f.Name))
		switch {
		case err != nil || !is:
			bad.Add(engine.Difference{Table: f.Name, Why: "读不出来"})
		case proof.Signed != nil && !signet.Signs(proof.Signed.Key, rule.SignedAs, proof.Signed.Text(), proof.Signed.Signature):
			bad.Add(engine.Difference{Table: f.Name, Why: "签名对不上"})
		}
		r.Lines = append(r.Lines, bad.Line("certificate", f.Title+" 签名属实；结果用 penggai verify 重算", "分配证书不符"))
	}
}

// ErrNoFile refuses a path at which there is no file.
var ErrNoFile = say.Refuse("dossier_file", "打不开这个文件。请核对路径")
