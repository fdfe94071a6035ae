package strict

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// Text reads a string; a lone surrogate and a bare control character are refused.
func (r *Reader) Text() string {
	if !r.next('"') {
		r.Fail("应为文字 \"…\"")
		return ""
	}
	start := r.pos
	for ; r.pos < len(r.data); r.pos++ {
		switch c := r.data[r.pos]; {
		case c == '"':
			r.pos++
			return string(r.data[start : r.pos-1])
		case c == '\\':
			return r.escaped(start)
		case c < 0x20:
			r.Fail(textControl)
			return ""
		}
	}
	r.Fail(textUnended)
	return ""
}

// escaped reads on from the first backslash of a string.
func (r *Reader) escaped(start int) string {
	buf := append([]byte(nil), r.data[start:r.pos]...)
	for r.err == nil && r.pos < len(r.data) {
		c := r.data[r.pos]
		r.pos++
		switch {
		case c == '"':
			return string(buf)
		case c < 0x20:
			r.Fail(textControl)
		case c == '\\':
			buf = r.escape(buf)
		default:
			buf = append(buf, c)
		}
	}
	r.Fail(textUnended)
	return ""
}

func (r *Reader) escape(buf []byte) []byte {
	if r.pos >= len(r.data) {
		return buf
	}
	c := r.data[r.pos]
	r.pos++
	if plain := bytes.IndexByte([]byte(`"\/bfnrt`), c); plain >= 0 {
		return append(buf, "\"\\/\b\f\n\r\t"[plain])
	}
	if c != 'u' {
		r.Fail("不认识的转义 \\%s", Clip(string(rune(c))))
		return buf
	}
	u := r.hex4()
	if utf16.IsSurrogate(u) {
		low := rune(-1)
		if bytes.HasPrefix(r.data[r.pos:], []byte(`\u`)) {
			r.pos += 2
			low = r.hex4()
		}
		if u = utf16.DecodeRune(u, low); u == utf8.RuneError {
			r.Fail("转义不是完整的字")
		}
	}
	return utf8.AppendRune(buf, u)
}

func (r *Reader) hex4() rune {
	if r.pos+4 > len(r.data) {
		r.Fail(textShortEscape)
		return 0
	}
	v := rune(0)
	for _, c := range r.data[r.pos : r.pos+4] {
		d := bytes.IndexByte([]byte("0123456789abcdef"), c|0x20)
		if c <= '9' {
			d = bytes.IndexByte([]byte("0123456789"), c)
		}
		if d < 0 {
			r.Fail(textShortEscape)
			return 0
		}
		v = v<<4 | rune(d)
	}
	r.pos += 4
	return v
}

const (
	textControl     = "文字里有控制字符"
	textUnended     = "文字没有结束"
	textShortEscape = "转义不完整"
)
