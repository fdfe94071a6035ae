package notice

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html"
	"regexp"
	"strings"

	"penggai/allocation/strict"
)

// SignedAs is the kind under which a page is signed.
const SignedAs = "notice"

// Signer is the key with which the office signs the page, as its public half, its fingerprint and what it does.
type Signer struct {
	Key, Fingerprint string
	Sign             func(text []byte) string
}

// Signed is what was signed of a page, beside the certificate in it:
//
//	{"certificate":"…","text":"…64 hex…","pieces":"…6 hex each…","scripts":"…64 hex…","file":"…64 hex…","key":"…","signature":"…"}
type Signed struct {
	Certificate string `json:"certificate"` // the signature of the certificate inside
	Text        string `json:"text"`        // SHA-256 of all texts that a reader sees, a line each
	Pieces      string `json:"pieces"`      // the beginning of that of each text: which one differs
	Scripts     string `json:"scripts"`     // of what the page runs and how it looks
	File        string `json:"file"`        // of the whole file without this
	Key         string `json:"key"`
	Signature   string `json:"signature"`
}

// Message is what is signed: the canonical object of all but key and signature.
func (s Signed) Message() []byte {
	w := &strict.Canon{}
	w.Open('{')
	w.Key("certificate").Text(s.Certificate)
	w.Key("text").Text(s.Text)
	w.Key("pieces").Text(s.Pieces)
	w.Key("scripts").Text(s.Scripts)
	w.Key("file").Text(s.File)
	return w.Close('}').Buf
}

const pieceDigits = 6

var (
	jsonPart   = regexp.MustCompile(`(?s)<script type="application/json" id="(certificate|signed)">(.*?)</script>\n?`)
	verdictBox = regexp.MustCompile(`(?s)<div id="verdict".*?</div>`)
	bodyPart   = regexp.MustCompile(`(?s)<body[^>]*>(.*)`)
	textPart   = regexp.MustCompile(`(?s)<(?:h1|h2|p|th|td|div class="void"|div class="seal")(\s[^>]*)?>(.*?)</(?:h1|h2|p|th|td|div)>`)
	labelPart  = regexp.MustCompile(`data-title="([^"]*)"`)
	runPart    = regexp.MustCompile(`(?s)<(?:script|style)(?:\s[^>]*)?>.*?</(?:script|style)>`)
	tagPart    = regexp.MustCompile(`(?s)<[^>]*>`)
	rowPart    = regexp.MustCompile(`<tr data-number="([^"]*)"`)
	spaces     = regexp.MustCompile(`[ \t\r\n\f]+`)
)

// piece is one text that a reader sees: the column and the row that it stands in, where it is a cell.
type piece struct{ column, row, text string }

// Page is a notice as a file: what is in it.
type Page struct {
	Certificate []byte
	Signed      *Signed
	pieces      []piece
	scripts     string
	file        string
	odd         []string // what it is not made of
}

// ReadPage reads the page of a notice; ok is false for anything else.
func ReadPage(data []byte) (p Page, ok bool) {
	whole := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
	for _, m := range jsonPart.FindAllStringSubmatch(whole, -1) {
		if m[1] == "certificate" {
			p.Certificate, ok = []byte(m[2]), true
		} else if s := (Signed{}); json.Unmarshal([]byte(m[2]), &s) == nil {
			p.Signed = &s
		} else {
			p.Signed = &Signed{}
		}
	}
	bare := jsonPart.ReplaceAllStringFunc(whole, func(part string) string {
		if strings.Contains(part[:strings.Index(part, ">")], `"signed"`) {
			return ""
		}
		return part
	})
	p.file = sum(bare)
	shown := jsonPart.ReplaceAllString(bare, "")
	p.scripts = sum(strings.Join(runPart.FindAllString(shown, -1), "\n"))
	body := bodyPart.FindString(verdictBox.ReplaceAllString(runPart.ReplaceAllString(shown, ""), ""))
	p.odd = odd(body)
	rows := rowPart.FindAllStringSubmatchIndex(body, -1)
	for _, m := range textPart.FindAllStringSubmatchIndex(body, -1) {
		one := piece{text: tidy(html.UnescapeString(tagPart.ReplaceAllString(body[m[4]:m[5]], "")))}
		if label := labelPart.FindStringSubmatch(body[m[0]:m[4]]); label != nil {
			one.column = html.UnescapeString(label[1])
		}
		for len(rows) > 1 && rows[1][0] < m[0] {
			rows = rows[1:]
		}
		if one.column != "" && len(rows) > 0 && rows[0][0] < m[0] {
			one.row = html.UnescapeString(body[rows[0][2]:rows[0][3]])
		}
		p.pieces = append(p.pieces, one)
	}
	return p, ok
}

func tidy(text string) string { return strings.Trim(spaces.ReplaceAllString(text, " "), " ") }

func sum(text string) string {
	of := sha256.Sum256([]byte(text))
	return hex.EncodeToString(of[:])
}

// signed is what there is to sign of the page.
func (p Page) signed(certificate string) Signed {
	var texts []string
	var begins strings.Builder
	for _, one := range p.pieces {
		texts = append(texts, one.text)
		begins.WriteString(sum(one.text)[:pieceDigits])
	}
	return Signed{Certificate: certificate, Text: sum(strings.Join(texts, "\n")), Pieces: begins.String(), Scripts: p.scripts, File: p.file}
}

// Faults name what of the page is no longer as it was signed, in Chinese; note is what else is to be said. certificate is the signature of
// the certificate inside; signs tells whether a key signed a text.
func (p Page) Faults(certificate string, signs func(key string, text []byte, signature string) bool) (faults []string, note string) {
	switch {
	case p.Signed == nil && certificate == "":
		return p.odd, "网页没有签名：姓名、缘由、日期和其余文字，请对照盖章的公示"
	case p.Signed == nil || certificate == "":
		return []string{"网页的签名只剩一半，另一半被去掉了"}, ""
	case p.Signed.Certificate != certificate || !signs(p.Signed.Key, p.Signed.Message(), p.Signed.Signature):
		return []string{"网页的签名对不上：签名被改过，或者来自另一份公示"}, ""
	}
	now := p.signed(certificate)
	if now.Text != p.Signed.Text {
		faults = p.differ(now.Pieces)
	}
	if now.Scripts != p.Signed.Scripts {
		faults = append(faults, "网页的脚本或样式与签名时不同：网页自己的“重新核对”不可信")
	}
	faults = append(faults, p.odd...)
	if len(faults) == 0 && now.File != p.Signed.File {
		note = "网页的文字和脚本与签名时相同，标记或数据的写法有出入（浏览器另存会这样）"
	}
	return faults, note
}

// differ names the texts that are not as they were signed.
func (p Page) differ(now string) (faults []string) {
	was := p.Signed.Pieces
	if len(was) != len(now) {
		return []string{"网页里文字的处数与签名时不同：有的行或段落被去掉，或者是添上的"}
	}
	for i, one := range p.pieces {
		if at := i * pieceDigits; was[at:at+pieceDigits] != now[at:at+pieceDigits] {
			where := "网页"
			if one.column != "" {
				where = strings.TrimSpace(one.row + " “" + one.column + "”")
			}
			faults = append(faults, where+"：“"+one.text+"”与签名时不同")
		}
	}
	if len(faults) == 0 {
		faults = []string{"网页的文字与签名时不同"}
	}
	return faults
}
