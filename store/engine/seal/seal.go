// Package seal hashes what the log chains and hides what it may not show: a sensitive value stands there sealed with a key of its owner's own, and
// in entries of before as a mask and a keyed hash.
//
//	value ── Key of its owner ──> sealed text, in the log for good
//	deletion: sealed text in the place of the value, key destroyed ── in the office, and in every copy that can be reached (keep.PurgeCopies)
//
// The keys lie in the data file, beside the values that they seal, and go into every copy. A key that lay outside would make copies of
// before unreadable at once, even those on a stick in a drawer; but the values themselves stand in those copies in clear, as an office must
// read its people's numbers from them on whatever machine it has left, and an office that lost the outside key with its old PC would lose
// the numbers of the living. So a deletion goes where the copies are: each is rewritten with the sealed texts, which its log has already, so that
// chain, head and verification hold. What cannot be reached is named, and cleared when it is next copied to.
package seal

import (
	"crypto/hmac"
	"encoding/binary"
	"encoding/hex"
	"hash"

	"github.com/emmansun/gmsm/sm3"

	"penggai/store/schema"
)

// Int adds a number to a hash.
func Int(h hash.Hash, n int64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:]) // a hash never fails
}

// Bytes adds bytes to a hash, their length before them, so that no other division of the same bytes has the same hash.
func Bytes(h hash.Hash, b []byte) {
	Int(h, int64(len(b)))
	h.Write(b)
}

// Seal is what the log keeps of a sensitive value: enough to recognise it, and a keyed hash.
type Seal struct {
	Masked string `json:"masked"`
	HMAC   string `json:"hmac"`
}

// Of seals the value of a column with a key.
func Of(column, value string, key []byte) Seal {
	m := hmac.New(sm3.New, key)
	Bytes(m, []byte(column))
	Bytes(m, []byte(value))
	s := Seal{HMAC: hex.EncodeToString(m.Sum(nil))}
	if schema.Masked(column) {
		s.Masked = Mask(value)
	}
	return s
}

// Mask keeps the first three and the last two characters of a number of six or more; a shorter one is hidden whole.
func Mask(value string) string {
	r := []rune(value)
	for i := range r {
		if len(r) < 6 || (i >= 3 && i < len(r)-2) {
			r[i] = '*'
		}
	}
	return string(r)
}
