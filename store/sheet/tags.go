package sheet

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// tags goes through a part of an xlsx token by token. The rows of a large sheet are millions of tags: it makes no value for one that
// nobody looks at. It takes what encoding/xml takes without judging whether ends fit their starts.
type tags struct {
	in   *bufio.Reader
	tag  []byte // the tag that was read last, without its brackets
	text []byte // the text that was read last
	end  bool   // the tag ends an element, or is empty and was handed out once
	both bool   // the tag is an empty element: its end comes next
}

// most is the longest tag or piece of text that is taken in one.
const most = 1 << 20

func newTags(r io.Reader) *tags { return &tags{in: bufio.NewReaderSize(r, 1<<18)} }

// token is what was read.
type token int

const (
	tagStart token = iota
	tagEnd
	tagText
)

// next reads a token; io.EOF is the end between tags. Errors: *xml.SyntaxError where the part breaks off or is none.
func (t *tags) next() (token, error) {
	for {
		if t.both {
			t.both, t.end = false, true
			return tagEnd, nil
		}
		c, err := t.in.ReadByte()
		if err != nil {
			return 0, err
		}
		if c != '<' {
			if err := t.in.UnreadByte(); err != nil {
				return 0, err
			}
			return tagText, t.readText()
		}
		kind, skipped, err := t.readTag()
		if err != nil || !skipped {
			return kind, err
		}
	}
}

// readTag reads what stands behind <; skipped is what says nothing: a comment, an instruction.
func (t *tags) readTag() (kind token, skipped bool, err error) {
	if t.tag, err = t.until(t.tag[:0], '>'); err != nil {
		return 0, false, err
	}
	switch {
	case bytes.HasPrefix(t.tag, []byte("![CDATA[")):
		for !bytes.HasSuffix(t.tag, []byte("]]")) {
			if t.tag, err = t.until(append(t.tag, '>'), '>'); err != nil {
				return 0, false, err
			}
		}
		t.text = append(t.text[:0], t.tag[len("![CDATA["):len(t.tag)-len("]]")]...)
		return tagText, false, nil
	case bytes.HasPrefix(t.tag, []byte("!--")):
		for len(t.tag) < len("!----") || !bytes.HasSuffix(t.tag, []byte("--")) {
			if t.tag, err = t.until(append(t.tag, '>'), '>'); err != nil {
				return 0, false, err
			}
		}
		return 0, true, nil
	case bytes.HasPrefix(t.tag, []byte("?")), bytes.HasPrefix(t.tag, []byte("!")):
		if i := bytes.Index(t.tag, []byte("encoding=")); i >= 0 && !bytes.Contains(bytes.ToLower(t.tag[i:]), []byte("utf-8")) {
			return 0, false, t.broken("encoding")
		}
		return 0, true, nil
	case len(t.tag) == 0:
		return 0, false, t.broken("empty tag")
	}
	for open := quoteOpen(t.tag); open; open = quoteOpen(t.tag) { // a > inside the value of an attribute
		if t.tag, err = t.until(append(t.tag, '>'), '>'); err != nil {
			return 0, false, err
		}
	}
	if t.end = t.tag[0] == '/'; t.end {
		t.tag = t.tag[1:]
		return tagEnd, false, nil
	}
	if n := len(t.tag); t.tag[n-1] == '/' {
		t.tag, t.both = t.tag[:n-1], true
	}
	return tagStart, false, nil
}

// quoteOpen reports whether a value of a tag has not ended yet.
func quoteOpen(tag []byte) bool {
	var in byte
	for _, c := range tag {
		switch {
		case in == 0 && (c == '"' || c == '\''):
			in = c
		case c == in:
			in = 0
		}
	}
	return in != 0
}

// readText reads up to the next tag.
func (t *tags) readText() (err error) {
	t.text = t.text[:0]
	for {
		part, err := t.in.ReadSlice('<')
		if n := len(part); err == nil {
			part = part[:n-1]
			if err := t.in.UnreadByte(); err != nil {
				return err
			}
		}
		if len(t.text) <= most {
			t.text = append(t.text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return err
		}
		if bytes.IndexByte(t.text, '&') >= 0 {
			t.text, err = unescape(t.text)
		}
		if bytes.IndexByte(t.text, '\r') >= 0 {
			t.text = bytes.ReplaceAll(bytes.ReplaceAll(t.text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err == nil && len(t.text) <= most && !utf8.Valid(t.text):
			return t.broken("invalid UTF-8")
		}
		return err
	}
}

// until reads to a byte, without it.
func (t *tags) until(into []byte, end byte) ([]byte, error) {
	for {
		part, err := t.in.ReadSlice(end)
		into = append(into, part...)
		switch {
		case err == nil:
			return into[:len(into)-1], nil
		case errors.Is(err, io.EOF):
			return into, t.broken("unexpected EOF")
		case !errors.Is(err, bufio.ErrBufferFull):
			return into, err
		case len(into) > most:
			return into, t.broken("tag too long")
		}
	}
}

func (*tags) broken(what string) error { return &xml.SyntaxError{Msg: what} }

// name is the name of the tag, without the prefix of its namespace.
func (t *tags) name() string {
	n := t.tag
	if i := bytes.IndexAny(n, " \t\r\n"); i >= 0 {
		n = n[:i]
	}
	if i := bytes.IndexByte(n, ':'); i >= 0 {
		n = n[i+1:]
	}
	return known(n)
}

// known gives the names that are looked for without making them anew.
func known(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "t":
		return "t"
	case "is":
		return "is"
	case "row":
		return "row"
	case "si":
		return "si"
	case "r":
		return "r"
	case "f":
		return "f"
	}
	return string(name)
}

// attr is the value of an attribute of the tag, as it stands there; nil when there is none.
func (t *tags) attr(name string) []byte {
	rest := t.tag
	for {
		i := bytes.IndexByte(rest, '=')
		if i < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:i])
		if j := bytes.LastIndexAny(key, " \t\r\n"); j >= 0 {
			key = key[j+1:]
		}
		rest = bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// unescape writes the signs that a part must name: &amp;, &#10;, &#x4E2D;.
func unescape(text []byte) ([]byte, error) {
	out := text[:0]
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(out, text...), nil
		}
		out = append(out, text[:i]...)
		word, rest, ended := bytes.Cut(text[i+1:], []byte(";"))
		r, ok := named(word)
		if !ended || !ok {
			return nil, &xml.SyntaxError{Msg: "invalid character entity"}
		}
		out, text = utf8.AppendRune(out, r), rest
	}
}

// named is the sign that an entity names.
func named(word []byte) (rune, bool) {
	switch string(word) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(word) < 2 || len(word) > 9 || word[0] != '#' {
		return 0, false
	}
	digits, base := string(word[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
}
