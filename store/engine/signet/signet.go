// Package signet signs heads of an office's log, certificates and notices with a key that this machine keeps outside the data folder. Whoever has the data file
// can compute its chain anew; whoever has a signed head, and knows the key by its fingerprint, sees that the office stood there.
//
//	625:9eba03614054d9ab…:<public key>:<signature>     a signed head: all that is needed to check it but the fingerprint
package signet

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Ring is where this machine keeps the keys of its offices. It is nil where none is kept, which every method bears.
type Ring struct{ folder string }

// In is the ring in a folder of settings.
func In(settings string) *Ring { return &Ring{filepath.Join(settings, "signet")} }

// ErrNone says that nothing is signed here.
var ErrNone = errors.New("no keys are kept here")

// ErrForeign refuses what stands in the place of a key and is none.
var ErrForeign = errors.New("not an Ed25519 key")

// Key is a key that signs.
type Key struct{ private ed25519.PrivateKey }

// Of is the key of an office, by its lasting mark; it is made when there is none. Errors: ErrNone, ErrForeign, those of the file.
func (r *Ring) Of(office string) (Key, error) {
	if r == nil {
		return Key{}, ErrNone
	}
	sum := sha256.Sum256([]byte(office))
	return At(filepath.Join(r.folder, hex.EncodeToString(sum[:8])+".pem"))
}

// At is the key in a file; it is made when there is none. Errors: ErrForeign, those of the file.
func At(path string) (Key, error) {
	k, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = begin(path); err == nil {
			k, err = read(path)
		}
	}
	return k, err
}

// Path is where the keys lie, "" where none is kept.
func (r *Ring) Path() string {
	if r == nil {
		return ""
	}
	return r.folder
}

// plain is the kind of a file whose key only the rights of the file protect; those of before are on every system.
const plain = "PRIVATE KEY"

func read(path string) (Key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Key{}, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return Key{}, fmt.Errorf("%s: %w", path, ErrForeign)
	}
	der := block.Bytes
	if block.Type == protected {
		if der, err = unprotect(der); err != nil {
			return Key{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	private, ok := parsed.(ed25519.PrivateKey)
	if err != nil || !ok {
		return Key{}, fmt.Errorf("%s: %w", path, ErrForeign)
	}
	return Key{private}, nil
}

// begin makes a key for the owner of the settings alone. It gets its name whole, and no second one takes its place.
func begin(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	kind, kept, err := protect(der)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "signet-*.tmp") // made for its owner alone
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // its name, which a rename takes away
	_, err = f.Write(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: kept}))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(f.Name(), path) // a file system without links
}

// None reports whether there is no key.
func (k Key) None() bool { return k.private == nil }

// Signer is the key for what signs in another form than here, such as SSH.
func (k Key) Signer() crypto.Signer { return k.private }

// Public is the public half, as it is kept and shown.
func (k Key) Public() string {
	public, _ := k.private.Public().(ed25519.PublicKey)
	return text.EncodeToString(public)
}

// Sign signs an entry of the log by its number and hash.
func (k Key) Sign(seq int64, hash [32]byte) Signed {
	return Signed{Seq: seq, Hash: hash, Public: k.Public(), Signature: text.EncodeToString(ed25519.Sign(k.private, message(seq, hash)))}
}

// SignText signs a text of a kind, such as a certificate, and gives the signature as it is written down.
func (k Key) SignText(kind string, of []byte) string {
	return text.EncodeToString(ed25519.Sign(k.private, textMessage(kind, of)))
}

// Signs reports whether the key with this public half signed the text of that kind.
func Signs(public, kind string, of []byte, signature string) bool {
	key, err := text.DecodeString(public)
	sig, sigErr := text.DecodeString(signature)
	return errors.Join(err, sigErr) == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, textMessage(kind, of), sig)
}

// textMessage is what is signed of a text; no kind is "head".
func textMessage(kind string, of []byte) []byte {
	return append([]byte("penggai "+kind+" 1\n"), of...)
}

// message is what is signed; its first line keeps it apart from whatever else such a key may sign.
func message(seq int64, hash [32]byte) []byte {
	return fmt.Appendf(nil, "penggai head 1\n%d\n%x\n", seq, hash)
}

var text = base64.RawURLEncoding.Strict()

// Signed is a signed head.
type Signed struct {
	Seq               int64
	Hash              [32]byte
	Public, Signature string
}

// String is the signed head in one word.
func (s Signed) String() string {
	return fmt.Sprintf("%d:%x:%s:%s", s.Seq, s.Hash, s.Public, s.Signature)
}

// Parse reads a signed head; ok is false for anything else.
func Parse(word string) (s Signed, ok bool) {
	parts := strings.Split(strings.TrimSpace(word), ":")
	if len(parts) != 4 {
		return s, false
	}
	seq, err := strconv.ParseInt(parts[0], 10, 64)
	hash, hexErr := hex.DecodeString(parts[1])
	public, publicErr := text.DecodeString(parts[2])
	signature, signErr := text.DecodeString(parts[3])
	if errors.Join(err, hexErr, publicErr, signErr) != nil || seq < 1 || len(hash) != len(s.Hash) || len(public) != ed25519.PublicKeySize || len(signature) != ed25519.SignatureSize {
		return s, false
	}
	return Signed{seq, [32]byte(hash), parts[2], parts[3]}, true
}

// Valid reports whether the key that it names signed it.
func (s Signed) Valid() bool {
	public, err := text.DecodeString(s.Public)
	signature, signErr := text.DecodeString(s.Signature)
	return errors.Join(err, signErr) == nil && len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message(s.Seq, s.Hash), signature)
}

// Fingerprint is a public key as people read it aloud or compare it on paper: five groups of four.
func Fingerprint(public string) string {
	key, err := text.DecodeString(public)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return ""
	}
	sum := sha256.Sum256(key)
	digits := hex.EncodeToString(sum[:10])
	var groups []string
	for i := 0; i < len(digits); i += 4 {
		groups = append(groups, digits[i:i+4])
	}
	return strings.Join(groups, "-")
}

// Text is a signature as it is written down, Bytes one as it is signed; of anything else Bytes is none.
func Text(signature []byte) string { return text.EncodeToString(signature) }

// Bytes is the way back from Text.
func Bytes(signature string) []byte {
	b, _ := text.DecodeString(signature) // what is none has no bytes
	return b
}
