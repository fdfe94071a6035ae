package cli

import (
	"bytes"
	"compress/gzip"
	"io"

	"penggai/allocation/say"
)

// unpacked is a file without the gzip around it, where it has one: large instances travel packed. Errors: errBadPacked, errHugeInput.
func unpacked(data []byte, most int64) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, usageError{errBadPacked}
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, usageError{errBadPacked}
	case int64(len(out)) > most:
		return nil, usageError{errHugeInput}
	}
	return out, nil
}

var errBadPacked = say.Refuse("bad_packed", "gzip 文件解不开，不完整或者损坏")
