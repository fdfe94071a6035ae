package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is an element of a part with everything inside it, or (with an empty name) the bytes between elements. What is not
// changed is written exactly as it was read, so that what a word processor put in stays.
type node struct {
	name       string // with its prefix: "w:p"
	start, end []byte // tags as read; end is empty where start closes itself
	text       []byte // of what is no element: character data, comments, declarations
	kids       []*node
}

// deepest is how far elements may lie in each other: no document of people comes near.
const deepest = 256

// parse reads a part. Errors: of what is not well-formed, or has no end of depth.
func parse(part []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(part))
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("charset %q", charset)
	}
	root := &node{}
	stack := []*node{root}
	for at := int64(0); ; {
		t, err := d.RawToken()
		raw := part[at:d.InputOffset()]
		at = d.InputOffset()
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: full(t.Name), start: raw}
			top.kids = append(top.kids, n)
			if stack = append(stack, n); len(stack) > deepest {
				return nil, errors.New("elements lie too deep")
			}
		case xml.EndElement:
			if top.name != full(t.Name) || len(stack) == 1 {
				return nil, fmt.Errorf("</%s> closes <%s>", full(t.Name), top.name)
			}
			top.end = raw // empty for an element that closes itself
			stack = stack[:len(stack)-1]
		case nil:
			switch {
			case !errors.Is(err, io.EOF):
				return nil, err
			case len(stack) > 1:
				return nil, fmt.Errorf("<%s> is not closed", top.name)
			}
			return root, nil
		default:
			top.kids = append(top.kids, &node{text: raw})
		}
	}
}

func full(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// write appends the node as it stands.
func (n *node) write(b *bytes.Buffer) {
	b.Write(n.start)
	b.Write(n.text)
	for _, k := range n.kids {
		k.write(b)
	}
	b.Write(n.end)
}

// clone copies the node with everything in it.
func (n *node) clone() *node {
	c := *n
	c.kids = make([]*node, len(n.kids))
	for i, k := range n.kids {
		c.kids[i] = k.clone()
	}
	return &c
}

// words is the character data of an element, unescaped.
func (n *node) words() string {
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(unescape(k.text))
	}
	return b.String()
}

// say replaces what an element holds by character data.
func (n *node) say(s string) {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	n.kids = []*node{{text: b.Bytes()}}
}

// unescape reads character data as people see it.
func unescape(raw []byte) string {
	if !bytes.ContainsAny(raw, "&<") {
		return string(raw)
	}
	t, err := xml.NewDecoder(bytes.NewReader(raw)).RawToken()
	if chars, ok := t.(xml.CharData); ok && err == nil {
		return string(chars)
	}
	return ""
}
