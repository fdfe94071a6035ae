package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"penggai/allocation/identity"
)

// KeySize is the size of a person's key in bytes.
const KeySize = 32

// Key seals the private values of one person. The same value in the same column gives the same text, so that a log which holds the text
// can be held against the value while the key lives; without the key the text says nothing, not even of what length the value was.
type Key [KeySize]byte

// NewKey is a random key.
func NewKey() (k Key) {
	_, _ = rand.Read(k[:]) // never fails
	return k
}

// padTo is of what length all short values become.
const padTo = 32

// Close is the sealed text of a value: AES-256-GCM whose nonce follows from key, column and value (so none serves two values), in hex
// behind identity.SealMark.
func (k Key) Close(column, value string) string {
	m := hmac.New(sha256.New, k.derive("nonce"))
	Bytes(m, []byte(column))
	Bytes(m, []byte(value))
	a := k.aead()
	nonce := m.Sum(nil)[:a.NonceSize()]
	plain := binary.BigEndian.AppendUint32(nil, uint32(len(value)))
	plain = append(plain, value...)
	for len(plain)%padTo != 0 {
		plain = append(plain, 0)
	}
	return identity.SealMark + strings.ToUpper(hex.EncodeToString(a.Seal(nonce, nonce, plain, []byte(column))))
}

// Open is the value in a sealed text; ok is false where this key did not seal it, or not in this column.
func (k Key) Open(column, text string) (value string, ok bool) {
	body, err := hex.DecodeString(strings.TrimPrefix(text, identity.SealMark))
	a := k.aead()
	if err != nil || len(body) < a.NonceSize() {
		return "", false
	}
	plain, err := a.Open(nil, body[:a.NonceSize()], body[a.NonceSize():], []byte(column))
	if err != nil || len(plain) < 4 {
		return "", false
	}
	n := int(binary.BigEndian.Uint32(plain))
	if n > len(plain)-4 {
		return "", false
	}
	return string(plain[4 : 4+n]), true
}

// derive is a key of one use.
func (k Key) derive(use string) []byte {
	m := hmac.New(sha256.New, k[:])
	m.Write([]byte("penggai-seal/1 " + use))
	return m.Sum(nil)
}

func (k Key) aead() cipher.AEAD {
	block, err := aes.NewCipher(k.derive("value"))
	if err != nil {
		panic(err) // 32 bytes are a key
	}
	a, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has blocks of 16 bytes
	}
	return a
}
