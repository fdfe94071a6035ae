package rule

import (
	"cmp"
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/strict"
)

// Signed is what the key of an office signed of a certificate: what it says of itself, whose it is, the days of the notice, and the digest, which
// holds the rest. All are texts, empty where there is none. It stands in the certificate outside the digest:
//
//	"signed":{"round":"尖山区 2021 年第 7 批次","office":"9f0c…","name":"尖山区","district":"尖山区","parameters":"3",…,
//	 "notice_from":"2021-03-20","notice_until":"2021-03-29","objection_until":"2021-03-29","digest":"…","key":"…","signature":"…"}
type Signed struct {
	Round, Office, Name, District, Parameters string
	DrawnOn, Corrected                        string
	DrawDay                                   string
	NoticeFrom, NoticeUntil, ObjectionUntil   string
	Digest                                    string
	Key, Signature                            string // base64 without padding
}

// signedFields are its keys in their order, with their words; the last two are not signed.
var signedFields = []struct {
	key, title string
	of         func(*Signed) *string
}{
	{"round", "批次", func(s *Signed) *string { return &s.Round }},
	{"office", "办公室编号", func(s *Signed) *string { return &s.Office }},
	{"name", "办公室", func(s *Signed) *string { return &s.Name }},
	{"district", "区", func(s *Signed) *string { return &s.District }},
	{"parameters", "参数版本", func(s *Signed) *string { return &s.Parameters }},
	{"drawn_on", "抽签前张贴的名单摘要", func(s *Signed) *string { return &s.DrawnOn }},
	{"corrected", "更正的缘由", func(s *Signed) *string { return &s.Corrected }},
	{"draw_day", "抽签日", func(s *Signed) *string { return &s.DrawDay }},
	{"notice_from", "公示起", func(s *Signed) *string { return &s.NoticeFrom }},
	{"notice_until", "公示止", func(s *Signed) *string { return &s.NoticeUntil }},
	{"objection_until", "异议截止", func(s *Signed) *string { return &s.ObjectionUntil }},
	{"digest", "摘要", func(s *Signed) *string { return &s.Digest }},
	{"key", "印鉴", func(s *Signed) *string { return &s.Key }},
	{"signature", "签名", func(s *Signed) *string { return &s.Signature }},
}

// SignedAs is the kind under which a certificate is signed.
const SignedAs = "certificate"

// Sign is the certificate with what it says of itself under a signature; s holds what else is signed with it.
func (c Certificate) Sign(s Signed, key string, sign func(text []byte) string) Certificate {
	own := c.cover()
	s.Round, s.Office, s.Parameters, s.DrawnOn, s.Corrected, s.Digest, s.Key = own.Round, own.Office, own.Parameters, own.DrawnOn, own.Corrected, own.Digest, key
	s.Signature = sign(s.Text())
	c.Signed = &s
	return c
}

// cover is what the certificate says of itself.
func (c Certificate) cover() Signed {
	return Signed{Round: c.Round, Office: c.Office, Parameters: fmt.Sprint(c.Parameters), DrawnOn: c.DrawnOn, Corrected: c.Corrected, Digest: c.Digest}
}

// Text is what is signed: the canonical object of all but key and signature.
func (s *Signed) Text() []byte {
	w := &strict.Canon{}
	s.write(w, len(signedFields)-2)
	return w.Buf
}

func (s *Signed) write(w *strict.Canon, fields int) {
	w.Open('{')
	for _, f := range signedFields[:fields] {
		if v := *f.of(s); v != "" {
			w.Key(f.key).Text(v)
		}
	}
	w.Close('}')
}

// SignedFaults names what the certificate says of itself otherwise than what was signed; none where nothing was.
func (c Certificate) SignedFaults() (faults []string) {
	if c.Signed == nil {
		return nil
	}
	own := c.cover()
	for _, f := range signedFields {
		switch f.key {
		case "round", "office", "parameters", "drawn_on", "corrected", "digest":
			if says, was := *f.of(&own), *f.of(c.Signed); says != was {
				faults = append(faults, fmt.Sprintf("%s %s：证书为“%s”，签名时为“%s”", f.key, f.title, says, was))
			}
		}
	}
	return faults
}

// Otherwise says where what the certificate says of itself is not what its office has: the place and why; empty where all holds. How a correction
// was worded is not held against it: words change with the program.
func (c Certificate) Otherwise(parameters int64, drawnOn, corrected string) (place, why string) {
	switch {
	case c.Parameters != parameters:
		return "parameters", fmt.Sprintf("证书为第 %d 版参数，这里的计算用的是第 %d 版", c.Parameters, parameters)
	case c.DrawnOn != "" && c.DrawnOn != drawnOn:
		return "drawn_on", fmt.Sprintf("证书为 %s，这里抽签前张贴的名单摘要为 %s", c.DrawnOn, cmp.Or(drawnOn, "无"))
	case c.Corrected != "" && corrected == "":
		return "corrected", fmt.Sprintf("证书写有更正“%s”，这里的名单没有更正过", c.Corrected)
	}
	return "", ""
}

// SignedDay is a day as it is signed, empty where there is none.
func SignedDay(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func readSigned(r *strict.Reader, c *Certificate) {
	c.Signed = &Signed{}
	strict.Object(r, c.Signed, signedKeys)
}

var signedKeys = func() (keys []strict.Property[Signed]) {
	for _, f := range signedFields {
		must := f.key == "round" || f.key == "digest" || f.key == "key" || f.key == "signature"
		keys = append(keys, strict.Property[Signed]{Name: f.key, Optional: !must, Read: func(r *strict.Reader, s *Signed) {
			if *f.of(s) = r.Text(); *f.of(s) == "" {
				r.Fail("没有写%s", f.title)
			}
		}})
	}
	return keys
}()
