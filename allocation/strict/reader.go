// Package strict is the one reader of the JSON that other programs hand in: every key known and present, none twice, integers
// only, nothing behind the end; the first fault is refused with its place and line.
package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"penggai/allocation/civil"
)

// Reader walks the bytes once and keeps the first refusal: after it, every method does nothing. It never recurses deeper
// than the format does, whatever the nesting of the file.
type Reader struct {
	data []byte
	pos  int
	path []step
	bad  Bad
	err  error
}

// Bad makes the refusal of a document: place is units[3].area_dm2, "" for the document itself; line counts from 1.
type Bad func(place string, line int, why string) error

// Property is one key of an object of type T and how its value is read.
type Property[T any] struct {
	Name     string
	Optional bool
	Read     func(r *Reader, into *T)
}

// Read reads a document that is one object with exactly these keys. A byte order mark before it is passed over. The error is
// what bad made of the first fault.
func Read[T any](data []byte, into *T, keys []Property[T], bad Bad) error {
	r := &Reader{data: bytes.TrimPrefix(data, []byte("\ufeff")), bad: bad}
	if i := firstInvalid(r.data); i >= 0 {
		r.pos = i
		r.Fail("不是 UTF-8 文字")
		return r.err
	}
	Object(r, into, keys)
	if r.space(); r.err == nil && r.pos < len(r.data) {
		r.Fail("结尾之后还有内容")
	}
	return r.err
}

// firstInvalid is the place of the first byte that is not UTF-8, -1 for none.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; ; {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n < 2 {
			return i
		}
		i += n
	}
}

// step is a key, or an index where key is empty.
type step struct {
	key   string
	index int
}

// Fail refuses at the current place.
func (r *Reader) Fail(format string, args ...any) {
	if r.err != nil {
		return
	}
	place := ""
	for _, s := range r.path {
		switch {
		case s.key == "":
			place += fmt.Sprintf("[%d]", s.index)
		case place == "":
			place = Clip(s.key)
		default:
			place += "." + Clip(s.key)
		}
	}
	r.err = r.bad(place, 1+bytes.Count(r.data[:min(r.pos, len(r.data))], []byte{'\n'}), fmt.Sprintf(format, args...))
}

// Line is the line of the next value, from 1 on.
func (r *Reader) Line() int {
	r.space()
	return 1 + bytes.Count(r.data[:min(r.pos, len(r.data))], []byte{'\n'})
}

// FailAt refuses at a key of the object that was read last.
func (r *Reader) FailAt(key, format string, args ...any) {
	r.path = append(r.path, step{key: key})
	r.Fail(format, args...)
	r.path = r.path[:len(r.path)-1]
}

// Failed reports whether something was refused.
func (r *Reader) Failed() bool { return r.err != nil }

// space passes over white space.
func (r *Reader) space() {
	for r.pos < len(r.data) {
		switch r.data[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

// next takes the byte c if it comes next after spaces.
func (r *Reader) next(c byte) bool {
	r.space()
	if r.err != nil || r.pos >= len(r.data) || r.data[r.pos] != c {
		return false
	}
	r.pos++
	return true
}

// word takes a bare word if it comes next after spaces.
func (r *Reader) word(w string) bool {
	r.space()
	if r.err != nil || !bytes.HasPrefix(r.data[r.pos:], []byte(w)) {
		return false
	}
	r.pos += len(w)
	return true
}

// Object reads {…} with exactly these keys, in any order.
func Object[T any](r *Reader, into *T, keys []Property[T]) {
	if !r.next('{') {
		r.Fail("应为对象 {…}")
		return
	}
	seen := uint32(0)
	for first := true; r.err == nil && !r.next('}'); first = false {
		if !first && !r.next(',') {
			r.Fail("此处应为逗号或 }")
			return
		}
		name := r.Text()
		k := keyIndex(keys, name)
		if r.err != nil {
			return
		}
		r.path = append(r.path, step{key: name})
		if k < 0 {
			r.Fail("不认识的键")
			return
		}
		if seen&(1<<k) != 0 {
			r.Fail("键重复")
		} else if !r.next(':') {
			r.Fail("此处应为冒号")
		} else {
			keys[k].Read(r, into)
		}
		seen |= 1 << k
		r.path = r.path[:len(r.path)-1]
	}
	for k, p := range keys {
		if seen&(1<<k) == 0 && !p.Optional {
			r.Fail("缺少 %s", p.Name)
		}
	}
}

func keyIndex[T any](keys []Property[T], name string) int {
	for k := range keys {
		if keys[k].Name == name {
			return k
		}
	}
	return -1
}

// Clip shortens a foreign text for a message.
func Clip(s string) string {
	if c := []rune(s); len(c) > 40 {
		return string(c[:40]) + "…"
	}
	return s
}

// Items reads […] and calls item for each element.
func (r *Reader) Items(item func()) {
	if !r.next('[') {
		r.Fail("应为列表 […]")
		return
	}
	for i := 0; r.err == nil && !r.next(']'); i++ {
		if i > 0 && !r.next(',') {
			r.Fail("此处应为逗号或 ]")
			return
		}
		r.path = append(r.path, step{index: i})
		item()
		r.path = r.path[:len(r.path)-1]
	}
}

// Objects reads a list of objects.
func Objects[T any](r *Reader, keys []Property[T]) []T {
	list := []T{}
	r.Items(func() {
		var one T
		Object(r, &one, keys)
		list = append(list, one)
	})
	return list
}

// Raw reads any value and returns it as it stands.
func (r *Reader) Raw() []byte {
	r.space()
	if r.err != nil {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(r.data[r.pos:]))
	var value json.RawMessage
	err := d.Decode(&value)
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		r.pos += int(d.InputOffset())
		return value
	case errors.As(err, &syntax):
		r.pos = min(r.pos+int(max(syntax.Offset-1, 0)), len(r.data))
		r.Fail("不合 JSON 的写法")
	default:
		r.pos = len(r.data)
		r.Fail("文件到此中断，不完整")
	}
	return nil
}

// Texts reads a list of strings.
func (r *Reader) Texts() []string {
	list := []string{}
	r.Items(func() { list = append(list, r.Text()) })
	return list
}

// Bool reads true or false.
func (r *Reader) Bool() bool {
	if r.word("true") {
		return true
	}
	if !r.word("false") {
		r.Fail("应为 true 或 false")
	}
	return false
}

// Null takes null if it comes next.
func (r *Reader) Null() bool { return r.word("null") }

// Maybe reads an integer or null.
func (r *Reader) Maybe() *int64 {
	if r.Null() {
		return nil
	}
	v := r.Integer()
	return &v
}

// Integer reads a whole number, written without fraction or exponent.
func (r *Reader) Integer() int64 {
	r.space()
	start, end := r.pos, r.pos
	for end < len(r.data) && bytes.IndexByte([]byte("+-0123456789.eE"), r.data[end]) >= 0 {
		end++
	}
	s := string(r.data[start:end])
	digits := s
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			r.Fail("%s 不是整数", Clip(s))
			return 0
		}
	}
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		r.Fail("应为整数")
		return 0
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		r.Fail("%s 太大", Clip(s))
	}
	r.pos = end
	return v
}

// Int reads a whole number between low and high.
func (r *Reader) Int(low, high int64) int64 {
	v := r.Integer()
	if r.err == nil && (v < low || v > high) {
		r.Fail("%d 不在 %d 至 %d 之内", v, low, high)
	}
	return v
}

// Date reads a string YYYY-MM-DD that is a day.
func (r *Reader) Date() civil.Date {
	s := r.Text()
	if r.err != nil {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	if err != nil {
		r.Fail("日期应写成 YYYY-MM-DD，且确有这一天（%s）", Clip(s))
	}
	return d
}

// MaybeDate reads a date, or null as no date.
func (r *Reader) MaybeDate() civil.Date {
	if r.Null() {
		return civil.Date{}
	}
	return r.Date()
}
