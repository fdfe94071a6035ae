package strict

import "strconv"

// Canon writes canonical JSON: keys in the order in which they are written, no spaces, integers only,
// no escapes but those that JSON requires.
type Canon struct {
	Buf     []byte
	follows bool // a value stands before in the object or array, and no key after it
}

// comma parts a value from the one before it.
func (w *Canon) comma() {
	if w.follows {
		w.Buf = append(w.Buf, ',')
	}
	w.follows = true
}

// Open begins an object { or an array [.
func (w *Canon) Open(bracket byte) *Canon {
	w.comma()
	w.Buf, w.follows = append(w.Buf, bracket), false
	return w
}

// Close ends it.
func (w *Canon) Close(bracket byte) *Canon {
	w.Buf, w.follows = append(w.Buf, bracket), true
	return w
}

// Key writes the key of the value that follows.
func (w *Canon) Key(name string) *Canon {
	w.Text(name)
	w.Buf, w.follows = append(w.Buf, ':'), false
	return w
}

// Int writes an integer.
func (w *Canon) Int(v int64) *Canon {
	w.comma()
	w.Buf = strconv.AppendInt(w.Buf, v, 10)
	return w
}

// Maybe writes an integer, or null where there is none.
func (w *Canon) Maybe(v *int64) *Canon {
	if v == nil {
		return w.Null()
	}
	return w.Int(*v)
}

// Null writes null.
func (w *Canon) Null() *Canon {
	w.comma()
	w.Buf = append(w.Buf, "null"...)
	return w
}

// Bool writes true or false.
func (w *Canon) Bool(v bool) *Canon {
	w.comma()
	w.Buf = strconv.AppendBool(w.Buf, v)
	return w
}

// Texts writes an array of strings.
func (w *Canon) Texts(list []string) *Canon {
	w.Open('[')
	for _, s := range list {
		w.Text(s)
	}
	return w.Close(']')
}

// Text writes a string.
func (w *Canon) Text(s string) *Canon {
	w.comma()
	w.Buf = append(w.Buf, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		w.Buf = append(append(w.Buf, s[start:i]...), '\\')
		start = i + 1
		switch c {
		case '"', '\\':
			w.Buf = append(w.Buf, c)
		case '\b':
			w.Buf = append(w.Buf, 'b')
		case '\t':
			w.Buf = append(w.Buf, 't')
		case '\n':
			w.Buf = append(w.Buf, 'n')
		case '\f':
			w.Buf = append(w.Buf, 'f')
		case '\r':
			w.Buf = append(w.Buf, 'r')
		default:
			const hex = "0123456789abcdef"
			w.Buf = append(w.Buf, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	w.Buf = append(append(w.Buf, s[start:]...), '"')
	return w
}
