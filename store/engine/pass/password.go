// Package pass hashes passwords with argon2id and says which ones are too weak.
package pass

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is the cost of argon2id: passes, KiB, threads.
type Cost struct {
	Passes, Kib uint32
	Threads     uint8
}

// Usual takes about 200 ms on an office PC.
var Usual = Cost{Passes: 3, Kib: memory(kib), Threads: 2}

// kib is the memory of Usual in KiB. The build on which the journeys of the tests walk has less of it by the linker (-X), since they sign in
// a hundred times; nothing that is released has.
var kib = "65536"

func memory(kib string) uint32 {
	n, err := strconv.ParseUint(kib, 10, 32)
	if err != nil {
		panic("pass: kib " + kib)
	}
	return uint32(n)
}

// argonSlots bounds how many hashes are computed at once: each takes 64 MiB.
var argonSlots = make(chan struct{}, 2)

const (
	SaltBytes = 16
	hashBytes = 32
)

// Hash checks a new password and hashes it: argon2id in its usual text form.
func Hash(name, password string, cost Cost) (string, error) {
	if err := Check(name, password); err != nil {
		return "", err
	}
	salt := make([]byte, SaltBytes)
	_, _ = rand.Read(salt) // never fails
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, cost.Kib, cost.Passes,
		cost.Threads, b64.EncodeToString(salt), b64.EncodeToString(Argon(password, salt, cost))), nil
}

// Argon hashes the NFC form of a password, so that every input method types the same one. Its working memory goes back
// to the system afterwards: it is three times what the rest of the program takes.
func Argon(password string, salt []byte, c Cost) []byte {
	argonSlots <- struct{}{}
	defer func() { <-argonSlots }()
	defer debug.FreeOSMemory()
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, c.Passes, c.Kib, c.Threads, hashBytes)
}

// Matches compares in constant time; a stored text that is no hash matches nothing.
func Matches(stored, password string) bool {
	var version int
	var c Cost
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Kib, &c.Passes, &c.Threads); err != nil || c.Threads == 0 || c.Passes == 0 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false
	}
	return subtle.ConstantTimeCompare(want, Argon(password, salt, c)) == 1
}

// Session is what a stored hash opens: after a change of the password it is another.
func Session(stored string) string {
	sum := sha256.Sum256([]byte(stored))
	return hex.EncodeToString(sum[:8])
}
