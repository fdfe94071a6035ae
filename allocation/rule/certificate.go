package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"penggai/allocation/say"
	"penggai/allocation/strict"
)

// CertificateFormat names the form of a round's certificate file.
const CertificateFormat = "penggai-allocation-certificate/1"

// Certificate is what proves a round to anybody: the canonical instance, the result that the office holds, and the digest of both.
//
//	{"format":"penggai-allocation-certificate/1",
//	 "round":"尖山区 2021 年第 7 批次","parameters":3,"drawn_on":"…64 hex…",   left out where no list was posted before the draw
//	 "instance":{"format":"penggai-allocation/1",…},   as Instance.Canonical writes it
//	 "result":{"format":"penggai-allocation-result/1",…},   as Result.JSON writes it
//	 "digest":"…64 hex…"}
//
// penggai solve takes the file as it stands: it computes the instance inside again and holds the result against it (Verify).
// Each value stands on a line of its own, hence the instance can also be cut out with any editor and be solved by another program.
type Certificate struct {
	Round      string // the round's title
	Parameters int64  // version of the district's parameters
	Instance   []byte // canonical
	Result     []byte // JSON
	Digest     string
	DrawnOn    string // digest of the list that was posted before lots were drawn (Instance.Posted); empty where none was
}

// File is the certificate as a file, ending in a line end.
func (c Certificate) File() []byte {
	var b bytes.Buffer
	w := &strict.Canon{}
	b.WriteString(`{"format":"` + CertificateFormat + "\",\n")
	w.Key("round").Text(c.Round).Key("parameters").Int(c.Parameters)
	if c.DrawnOn != "" {
		w.Key("drawn_on").Text(c.DrawnOn)
	}
	b.Write(w.Buf)
	b.WriteString(",\n\"instance\":")
	b.Write(c.Instance)
	b.WriteString(",\n\"result\":")
	b.Write(bytes.TrimSpace(c.Result))
	b.WriteString(",\n\"digest\":\"" + c.Digest + "\"}\n")
	return b.Bytes()
}

// ReadCertificate reads a certificate file strictly. The second result is false when the file is no certificate at all, such as a plain instance;
// a file that says it is one and is not sound is ErrBadCertificate.
func ReadCertificate(data []byte) (*Certificate, bool, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte(`{"format":"`+CertificateFormat+`"`)) {
		return nil, false, nil
	}
	var file struct {
		Format     string          `json:"format"`
		Round      string          `json:"round"`
		Parameters int64           `json:"parameters"`
		DrawnOn    string          `json:"drawn_on"`
		Instance   json.RawMessage `json:"instance"`
		Result     json.RawMessage `json:"result"`
		Digest     string          `json:"digest"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, true, ErrBadCertificate.With(fmt.Sprintf("读到第 %d 字节：%s", d.InputOffset(), strings.TrimPrefix(err.Error(), "json: ")))
	}
	if d.More() || len(file.Instance) == 0 || len(file.Result) == 0 || len(file.Digest) != 64 {
		return nil, true, ErrBadCertificate
	}
	return &Certificate{file.Round, file.Parameters, file.Instance, file.Result, file.Digest, file.DrawnOn}, true, nil
}

var ErrBadCertificate = say.Refuse("bad_certificate", "证书文件不完整或被改动过，请重新导出")
