package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"
	"penggai/allocation/strict"
)

// CertificateFormat names the form of a round's certificate file.
const CertificateFormat = "penggai-allocation-certificate/1"

// Certificate is what proves a round to anybody: the canonical instance, the result that the office holds, and the digest of both.
//
//	{"format":"penggai-allocation-certificate/1",
//	 "round":"尖山区 2021 年第 7 批次","office":"9f0c…",   the number under which the office was founded; left out in those from before
//	 "parameters":3,"drawn_on":"…64 hex…",   left out where no list was posted before the draw
//	 "corrected":"公示后重开，2021-04-02 重新读取名单",   left out where the instance is the list that was posted
//	 "instance":{"format":"penggai-allocation/1",…},   as Instance.Canonical writes it
//	 "result":{"format":"penggai-allocation-result/1",…},   as Result.JSON writes it
//	 "digest":"…64 hex…",
//	 "signed":{…}}   Signed; left out where no key is kept
//
// penggai solve takes the file as it stands: it computes the instance inside again and holds the result against it (Verify).
// Each value stands on a line of its own, hence the instance can also be cut out with any editor and be solved by another program.
type Certificate struct {
	Round      string // the round's title
	Office     string // number of the office that wrote it; empty in those from before
	Parameters int64  // version of the district's parameters
	Instance   []byte // canonical
	Result     []byte // JSON
	Digest     string
	DrawnOn    string // digest of the list that was posted before lots were drawn (Instance.Posted); empty where none was
	Corrected  string // why the instance is no longer that list, in Chinese: reopened after the notice, or a succession; empty where it is

	Signed *Signed // what the office's key signed of it; nil where no key is kept

	line int // of the file on which the instance begins; 0: it was not read from one
}

// File is the certificate as a file, ending in a line end.
func (c Certificate) File() []byte {
	var b bytes.Buffer
	w := &strict.Canon{}
	b.WriteString(`{"format":"` + CertificateFormat + "\",\n")
	w.Key("round").Text(c.Round)
	if c.Office != "" {
		w.Key("office").Text(c.Office)
	}
	w.Key("parameters").Int(c.Parameters)
	if c.DrawnOn != "" {
		w.Key("drawn_on").Text(c.DrawnOn)
	}
	if c.Corrected != "" {
		w.Key("corrected").Text(c.Corrected)
	}
	b.Write(w.Buf)
	b.WriteString(",\n\"instance\":")
	b.Write(c.Instance)
	b.WriteString(",\n\"result\":")
	b.Write(bytes.TrimSpace(c.Result))
	b.WriteString(",\n\"digest\":\"" + c.Digest + "\"")
	if c.Signed != nil {
		w := &strict.Canon{}
		c.Signed.write(w, len(signedFields))
		b.WriteString(",\n\"signed\":")
		b.Write(w.Buf)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// ReadCertificate reads a certificate file strictly, however it is spaced and in whatever order its keys stand. The second result is false when
// the file is no certificate at all, such as a plain instance; a file that says it is one and is not sound is ErrBadCertificate with the place.
func ReadCertificate(data []byte) (*Certificate, bool, error) {
	if !isCertificate(data) {
		return nil, false, nil
	}
	c := &Certificate{}
	if err := strict.Read(data, c, certificateKeys, badCertificate); err != nil {
		return nil, true, err
	}
	return c, true, nil
}

var certificateKeys = []strict.Property[Certificate]{
	{Name: "format", Read: func(r *strict.Reader, c *Certificate) {
		if r.Text() != CertificateFormat {
			r.Fail("应为 %s", CertificateFormat)
		}
	}},
	{Name: "round", Read: func(r *strict.Reader, c *Certificate) { c.Round = r.Text() }},
	{Name: "office", Optional: true, Read: func(r *strict.Reader, c *Certificate) {
		if c.Office = r.Text(); c.Office == "" {
			r.Fail("没有写出具的办公室")
		}
	}},
	{Name: "parameters", Read: func(r *strict.Reader, c *Certificate) { c.Parameters = r.Integer() }},
	{Name: "drawn_on", Optional: true, Read: func(r *strict.Reader, c *Certificate) { c.DrawnOn = readDigest(r) }},
	{Name: "corrected", Optional: true, Read: func(r *strict.Reader, c *Certificate) {
		if c.Corrected = r.Text(); c.Corrected == "" {
			r.Fail("没有写更正的缘由")
		}
	}},
	{Name: "instance", Read: func(r *strict.Reader, c *Certificate) { c.line, c.Instance = r.Line(), r.Raw() }},
	{Name: "result", Read: func(r *strict.Reader, c *Certificate) { c.Result = r.Raw() }},
	{Name: "digest", Read: func(r *strict.Reader, c *Certificate) { c.Digest = readDigest(r) }},
	{Name: "signed", Optional: true, Read: readSigned},
}

// readDigest reads a SHA-256 digest.
func readDigest(r *strict.Reader) string {
	s := r.Text()
	if len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
		r.Fail("应为 64 位摘要（数字和小写字母 a–f）")
	}
	return s
}

// isCertificate goes by what the file says of itself; a file that breaks off before that, or says nothing, by the keys that only a certificate has.
func isCertificate(data []byte) bool {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	own := false
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return own
		}
		key, _ := t.(string)
		own = own || slices.Contains([]string{"instance", "result", "drawn_on", "parameters", "signed"}, key)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return own
		}
		if format := ""; key == "format" && json.Unmarshal(value, &format) == nil {
			return strings.HasPrefix(format, strings.TrimSuffix(CertificateFormat, "1")) || own && format != InstanceFormat
		}
	}
	return own
}

// badCertificate is ErrBadCertificate where the file says something wrong.
func badCertificate(place string, line int, why string) error {
	at := fmt.Sprintf("第 %d 行", line)
	if place != "" {
		at = fmt.Sprintf("%s（第 %d 行）", place, line)
	}
	return ErrBadCertificate.With(at + "：" + why)
}

var ErrBadCertificate = say.Refuse("bad_certificate", "证书文件不完整或被改动过，请重新导出")
