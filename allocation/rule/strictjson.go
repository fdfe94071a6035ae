package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// maxJSONDepth is deeper than any format of this package nests.
const maxJSONDepth = 16

// jsonKind is what a JSON value is.
type jsonKind int

const (
	JsonNull jsonKind = iota
	jsonBool
	jsonNumber
	JsonString
	jsonArray
	jsonObject
)

// JsonNode is a JSON value with its place in the document (prices[2].year), read without loss: no key is dropped,
// no number rounded.
type JsonNode struct {
	place  string
	Kind   jsonKind
	Text   string // the string, or the number as written
	truth  bool
	items  []*JsonNode
	fields map[string]*JsonNode
	keys   []string // of fields, as written
}

// at is the place as people read it.
func (n *JsonNode) at() string {
	if n.place == "" {
		return "文件"
	}
	return n.place
}

// Refuse puts the place before the message.
func (n *JsonNode) Refuse(r *say.Refusal) *say.Refusal {
	return r.Textf("%s：%s", n.at(), r.Text).On(n.place)
}

// ParseJSON reads one JSON document: UTF-8, no key twice in an object, nothing after it.
func ParseJSON(b []byte) (*JsonNode, error) {
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

func parseValue(d *json.Decoder, place string, depth int) (*JsonNode, error) {
	if depth > maxJSONDepth {
		return nil, ErrQuoteDeep
	}
	tok, err := d.Token()
	if err != nil {
		return nil, badJSON(d)
	}
	n := &JsonNode{place: place}
	switch v := tok.(type) {
	case nil:
		n.Kind = JsonNull
	case bool:
		n.Kind, n.truth = jsonBool, v
	case json.Number:
		n.Kind, n.Text = jsonNumber, string(v)
	case string:
		n.Kind, n.Text = JsonString, v
	case json.Delim:
		if v == '[' {
			n.Kind = jsonArray
			return n, n.parseArray(d, depth)
		}
		n.Kind = jsonObject
		return n, n.parseObject(d, depth)
	}
	return n, nil
}

func (n *JsonNode) parseArray(d *json.Decoder, depth int) error {
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

func (n *JsonNode) parseObject(d *json.Decoder, depth int) error {
	n.fields = map[string]*JsonNode{}
	for d.More() {
		tok, err := d.Token()
		key, ok := tok.(string)
		if err != nil || !ok {
			return badJSON(d)
		}
		place := CutText(key)
		if n.place != "" {
			place = n.place + "." + place
		}
		if n.fields[key] != nil {
			return (&JsonNode{place: place}).Refuse(ErrQuoteTwice)
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

// CutText keeps a message readable when the file is not: the first 40 characters.
func CutText(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + ".."
	}
	return s
}

// StrictReader walks a document and keeps the first refusal; after it everything reads as zero.
type StrictReader struct{ Err error }

func (r *StrictReader) Fail(err error) {
	if r.Err == nil {
		r.Err = err
	}
}

// Is checks the kind of a value; false after any refusal.
func (r *StrictReader) Is(n *JsonNode, kind jsonKind) bool {
	if r.Err == nil && n.Kind != kind {
		r.Fail(ErrQuoteKind.Textf("%s：应为%s", n.at(), jsonKindWords[kind]).On(n.place))
	}
	return r.Err == nil
}

// Object returns the values of exactly these keys, in their order; nil after a refusal.
func (r *StrictReader) Object(n *JsonNode, keys ...string) []*JsonNode {
	if !r.Is(n, jsonObject) {
		return nil
	}
	values := make([]*JsonNode, len(keys))
	known := make(map[string]bool, len(keys))
	for i, k := range keys {
		known[k], values[i] = true, n.fields[k]
	}
	for _, k := range n.keys {
		if !known[k] {
			r.Fail(n.fields[k].Refuse(ErrQuoteUnknown))
			return nil
		}
	}
	for i, v := range values {
		if v == nil {
			r.Fail(n.Refuse(ErrQuoteMissing.With(keys[i])).With(keys[i]))
			return nil
		}
	}
	return values
}

// Array returns the items of an array.
func (r *StrictReader) Array(n *JsonNode) []*JsonNode {
	if !r.Is(n, jsonArray) {
		return nil
	}
	return n.items
}

// Integer reads a whole number between lo and hi, written without fraction or exponent.
func (r *StrictReader) Integer(n *JsonNode, lo, hi int64) int64 {
	if !r.Is(n, jsonNumber) {
		return 0
	}
	v, err := strconv.ParseInt(n.Text, 10, 64)
	switch {
	case err != nil && !wholeNumber(n.Text):
		r.Fail(n.Refuse(ErrQuoteInteger).With(CutText(n.Text)))
	case err != nil || v < lo || v > hi:
		r.Fail(ErrQuoteRange.Textf("%s：应在 %d 至 %d 之间", n.at(), lo, hi).On(n.place).With(CutText(n.Text)))
	}
	if r.Err != nil {
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

// Year reads a calendar year.
func (r *StrictReader) Year(n *JsonNode) int { return int(r.Integer(n, 1, 9999)) }

// Truth reads true or false.
func (r *StrictReader) Truth(n *JsonNode) bool { return r.Is(n, jsonBool) && n.truth }

// Date reads YYYY-MM-DD.
func (r *StrictReader) Date(n *JsonNode) civil.Date {
	if !r.Is(n, JsonString) {
		return civil.Date{}
	}
	d, err := civil.Parse(n.Text)
	if err != nil {
		r.Fail(n.Refuse(ErrQuoteDate).With(CutText(n.Text)))
	}
	return d
}

// DateOrNull reads YYYY-MM-DD, or null as no date.
func (r *StrictReader) DateOrNull(n *JsonNode) civil.Date {
	if r.Err == nil && n.Kind == JsonNull {
		return civil.Date{}
	}
	return r.Date(n)
}

// Interval reads two dates of which the second is later.
func (r *StrictReader) Interval(from, to *JsonNode) (civil.Date, civil.Date) {
	a, b := r.Date(from), r.Date(to)
	if r.Err == nil && !a.Before(b) {
		r.Fail(to.Refuse(ErrQuoteInterval).With(to.Text))
	}
	return a, b
}

// Fees.
var (
	ErrQuoteJSON     = say.Refuse("quote_json", "不是完整的 JSON，请检查文件是否损坏")
	ErrQuoteUTF8     = say.Refuse("quote_utf8", "文件不是 UTF-8 编码，请另存为 UTF-8 后再试")
	ErrQuoteDeep     = say.Refuse("quote_deep", "JSON 嵌套过深，不是费用计划的格式")
	ErrQuoteKind     = say.Refuse("quote_kind", "这里的值类型不对")
	ErrQuoteUnknown  = say.Refuse("quote_unknown", "有不认识的键，请删去")
	ErrQuoteMissing  = say.Refuse("quote_missing", "缺少必须的键，请补上")
	ErrQuoteInteger  = say.Refuse("quote_integer", "应为整数")
	ErrQuoteRange    = say.Refuse("quote_range", "数值超出允许的范围")
	ErrQuoteDate     = say.Refuse("quote_date", "日期应写成 YYYY-MM-DD，且确有这一天")
	ErrQuoteInterval = say.Refuse("quote_interval", "起止日期颠倒，to 应晚于 from")
	ErrQuoteTrailing = say.Refuse("quote_trailing", "JSON 之后还有多余内容，请删去")
)

var jsonKindWords = map[jsonKind]string{
	JsonNull: "null", jsonBool: "true 或 false", jsonNumber: "整数", JsonString: "文字", jsonArray: "数组", jsonObject: "对象",
}

// Fees.
var ErrQuoteTwice = say.Refuse("quote_twice", "同一项写了两次，请只留一项")
