package allocation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"penggai/allocation/civil"
)

// maxJSONDepth is deeper than any format of this package nests.
const maxJSONDepth = 16

// jsonKind is what a JSON value is.
type jsonKind int

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

// jsonNode is a JSON value with its place in the document (prices[2].year), read without loss: no key is dropped,
// no number rounded.
type jsonNode struct {
	place  string
	kind   jsonKind
	text   string // the string, or the number as written
	truth  bool
	items  []*jsonNode
	fields map[string]*jsonNode
	keys   []string // of fields, as written
}

// at is the place as people read it.
func (n *jsonNode) at() string {
	if n.place == "" {
		return "文件"
	}
	return n.place
}

// refuse puts the place before the message.
func (n *jsonNode) refuse(r *Refusal) *Refusal {
	return r.Textf("%s：%s", n.at(), r.Text).On(n.place)
}

// parseJSON reads one JSON document: UTF-8, no key twice in an object, nothing after it.
func parseJSON(b []byte) (*jsonNode, error) {
	if !utf8.Valid(b) {
		return nil, ErrQuoteUTF8
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	n, err := parseValue(d, "", 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, ErrQuoteTrailing.With(fmt.Sprintf("第 %d 字节", d.InputOffset()))
	}
	return n, nil
}

func badJSON(d *json.Decoder) error {
	return ErrQuoteJSON.With(fmt.Sprintf("第 %d 字节", d.InputOffset()))
}

func parseValue(d *json.Decoder, place string, depth int) (*jsonNode, error) {
	if depth > maxJSONDepth {
		return nil, ErrQuoteDeep
	}
	tok, err := d.Token()
	if err != nil {
		return nil, badJSON(d)
	}
	n := &jsonNode{place: place}
	switch v := tok.(type) {
	case nil:
		n.kind = jsonNull
	case bool:
		n.kind, n.truth = jsonBool, v
	case json.Number:
		n.kind, n.text = jsonNumber, string(v)
	case string:
		n.kind, n.text = jsonString, v
	case json.Delim:
		if v == '[' {
			n.kind = jsonArray
			return n, n.parseArray(d, depth)
		}
		n.kind = jsonObject
		return n, n.parseObject(d, depth)
	}
	return n, nil
}

func (n *jsonNode) parseArray(d *json.Decoder, depth int) error {
	for d.More() {
		item, err := parseValue(d, fmt.Sprintf("%s[%d]", n.place, len(n.items)), depth+1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	if _, err := d.Token(); err != nil {
		return badJSON(d)
	}
	return nil
}

func (n *jsonNode) parseObject(d *json.Decoder, depth int) error {
	n.fields = map[string]*jsonNode{}
	for d.More() {
		tok, err := d.Token()
		key, ok := tok.(string)
		if err != nil || !ok {
			return badJSON(d)
		}
		place := cutText(key)
		if n.place != "" {
			place = n.place + "." + place
		}
		if n.fields[key] != nil {
			return (&jsonNode{place: place}).refuse(ErrQuoteTwice)
		}
		value, err := parseValue(d, place, depth+1)
		if err != nil {
			return err
		}
		n.fields[key], n.keys = value, append(n.keys, key)
	}
	if _, err := d.Token(); err != nil {
		return badJSON(d)
	}
	return nil
}

// cutText keeps a message readable when the file is not: the first 40 characters.
func cutText(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + ".."
	}
	return s
}

// strictReader walks a document and keeps the first refusal; after it everything reads as zero.
type strictReader struct{ err error }

func (r *strictReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// is checks the kind of a value; false after any refusal.
func (r *strictReader) is(n *jsonNode, kind jsonKind) bool {
	if r.err == nil && n.kind != kind {
		r.fail(ErrQuoteKind.Textf("%s：应为%s", n.at(), jsonKindWords[kind]).On(n.place))
	}
	return r.err == nil
}

// object returns the values of exactly these keys, in their order; nil after a refusal.
func (r *strictReader) object(n *jsonNode, keys ...string) []*jsonNode {
	if !r.is(n, jsonObject) {
		return nil
	}
	values := make([]*jsonNode, len(keys))
	known := make(map[string]bool, len(keys))
	for i, k := range keys {
		known[k], values[i] = true, n.fields[k]
	}
	for _, k := range n.keys {
		if !known[k] {
			r.fail(n.fields[k].refuse(ErrQuoteUnknown))
			return nil
		}
	}
	for i, v := range values {
		if v == nil {
			r.fail(n.refuse(ErrQuoteMissing.With(keys[i])).With(keys[i]))
			return nil
		}
	}
	return values
}

// array returns the items of an array.
func (r *strictReader) array(n *jsonNode) []*jsonNode {
	if !r.is(n, jsonArray) {
		return nil
	}
	return n.items
}

// integer reads a whole number between lo and hi, written without fraction or exponent.
func (r *strictReader) integer(n *jsonNode, lo, hi int64) int64 {
	if !r.is(n, jsonNumber) {
		return 0
	}
	v, err := strconv.ParseInt(n.text, 10, 64)
	switch {
	case err != nil && !wholeNumber(n.text):
		r.fail(n.refuse(ErrQuoteInteger).With(cutText(n.text)))
	case err != nil || v < lo || v > hi:
		r.fail(ErrQuoteRange.Textf("%s：应在 %d 至 %d 之间", n.at(), lo, hi).On(n.place).With(cutText(n.text)))
	}
	if r.err != nil {
		return 0
	}
	return v
}

func wholeNumber(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (i > 0 || s[i] != '-') {
			return false
		}
	}
	return true
}

// year reads a calendar year.
func (r *strictReader) year(n *jsonNode) int { return int(r.integer(n, 1, 9999)) }

// truth reads true or false.
func (r *strictReader) truth(n *jsonNode) bool { return r.is(n, jsonBool) && n.truth }

// date reads YYYY-MM-DD.
func (r *strictReader) date(n *jsonNode) civil.Date {
	if !r.is(n, jsonString) {
		return civil.Date{}
	}
	d, err := civil.Parse(n.text)
	if err != nil {
		r.fail(n.refuse(ErrQuoteDate).With(cutText(n.text)))
	}
	return d
}

// dateOrNull reads YYYY-MM-DD, or null as no date.
func (r *strictReader) dateOrNull(n *jsonNode) civil.Date {
	if r.err == nil && n.kind == jsonNull {
		return civil.Date{}
	}
	return r.date(n)
}

// interval reads two dates of which the second is later.
func (r *strictReader) interval(from, to *jsonNode) (civil.Date, civil.Date) {
	a, b := r.date(from), r.date(to)
	if r.err == nil && !a.Before(b) {
		r.fail(to.refuse(ErrQuoteInterval).With(to.text))
	}
	return a, b
}

// Fees.
var (
	ErrQuoteJSON     = Refuse("quote_json", "不是完整的 JSON，请检查文件是否损坏")
	ErrQuoteUTF8     = Refuse("quote_utf8", "文件不是 UTF-8 编码，请另存为 UTF-8 后再试")
	ErrQuoteDeep     = Refuse("quote_deep", "JSON 嵌套过深，不是费用计划的格式")
	ErrQuoteKind     = Refuse("quote_kind", "这里的值类型不对")
	ErrQuoteUnknown  = Refuse("quote_unknown", "有不认识的键，请删去")
	ErrQuoteMissing  = Refuse("quote_missing", "缺少必须的键，请补上")
	ErrQuoteInteger  = Refuse("quote_integer", "应为整数")
	ErrQuoteRange    = Refuse("quote_range", "数值超出允许的范围")
	ErrQuoteDate     = Refuse("quote_date", "日期应写成 YYYY-MM-DD，且确有这一天")
	ErrQuoteInterval = Refuse("quote_interval", "起止日期颠倒，to 应晚于 from")
	ErrQuoteTrailing = Refuse("quote_trailing", "JSON 之后还有多余内容，请删去")
)

var jsonKindWords = map[jsonKind]string{
	jsonNull: "null", jsonBool: "true 或 false", jsonNumber: "整数", jsonString: "文字", jsonArray: "数组", jsonObject: "对象",
}
