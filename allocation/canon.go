package allocation

import "strconv"

// canon writes canonical JSON: keys in the order in which they are written, no spaces, integers only,
// no escapes but those that JSON requires.
type canon struct {
	buf     []byte
	follows bool // a value stands before in the object or array, and no key after it
}

// comma parts a value from the one before it.
func (w *canon) comma() {
	if w.follows {
		w.buf = append(w.buf, ',')
	}
	w.follows = true
}

func (w *canon) open(bracket byte) *canon {
	w.comma()
	w.buf, w.follows = append(w.buf, bracket), false
	return w
}

func (w *canon) close(bracket byte) *canon {
	w.buf, w.follows = append(w.buf, bracket), true
	return w
}

func (w *canon) key(name string) *canon {
	w.text(name)
	w.buf, w.follows = append(w.buf, ':'), false
	return w
}

func (w *canon) int(v int64) *canon {
	w.comma()
	w.buf = strconv.AppendInt(w.buf, v, 10)
	return w
}

func (w *canon) maybe(v *int64) *canon {
	if v == nil {
		return w.null()
	}
	return w.int(*v)
}

func (w *canon) null() *canon {
	w.comma()
	w.buf = append(w.buf, "null"...)
	return w
}

func (w *canon) bool(v bool) *canon {
	w.comma()
	w.buf = strconv.AppendBool(w.buf, v)
	return w
}

func (w *canon) texts(list []string) *canon {
	w.open('[')
	for _, s := range list {
		w.text(s)
	}
	return w.close(']')
}

func (w *canon) text(s string) *canon {
	w.comma()
	w.buf = append(w.buf, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		w.buf = append(append(w.buf, s[start:i]...), '\\')
		start = i + 1
		switch c {
		case '"', '\\':
			w.buf = append(w.buf, c)
		case '\b':
			w.buf = append(w.buf, 'b')
		case '\t':
			w.buf = append(w.buf, 't')
		case '\n':
			w.buf = append(w.buf, 'n')
		case '\f':
			w.buf = append(w.buf, 'f')
		case '\r':
			w.buf = append(w.buf, 'r')
		default:
			const hex = "0123456789abcdef"
			w.buf = append(w.buf, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	w.buf = append(append(w.buf, s[start:]...), '"')
	return w
}
