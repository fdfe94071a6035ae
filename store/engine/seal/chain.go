package seal

import (
	"bytes"
	"hash"

	"github.com/emmansun/gmsm/sm3"
)

// Link is one row of the log as the chain takes it. In JSON it stands in packages for the archive.
type Link struct {
	Seq     int64  `json:"seq"`
	Entry   int64  `json:"entry"`
	Command string `json:"command"`
	At      string `json:"at"`
	Day     string `json:"day"`
	Account int64  `json:"account"`
	Actor   string `json:"actor"`
	Action  string `json:"action"`
	Title   string `json:"title"`
	Subject string `json:"subject"`
	Noun    string `json:"noun"`
	NounID  int64  `json:"noun_id"`
	Reason  string `json:"reason"`
	Body    string `json:"body"`           // after-images
	Desk    string `json:"desk,omitempty"` // "" on the machine of the office
}

// Row is a row of a log as it travels: with its hash.
type Row struct {
	Link
	Hash []byte
}

// Texts are the fields of a row that are texts, but for its body.
func (l *Link) Texts() []*string {
	return []*string{&l.Command, &l.At, &l.Day, &l.Actor, &l.Action, &l.Title, &l.Subject, &l.Noun, &l.Reason, &l.Desk}
}

// The domains keep the hashes of the log apart from any other use of the hash, and from one another.
const (
	domainWhole   = "penggai-log/1"
	domainContent = "penggai-log/2 content"
	domainLink    = "penggai-log/2"
)

// Content is the hash of every stored field with its length before it. With the contents' hashes the chain is computed anew without the
// contents: whoever has some entries and the hashes of those between proves theirs up to the head.
func (l *Link) Content() []byte {
	h := sm3.New()
	Bytes(h, []byte(domainContent))
	Int(h, l.Seq)
	l.fields(h)
	Bytes(h, []byte(l.Desk))
	return h.Sum(nil)
}

// Chain is the hash of an entry behind the previous one.
func Chain(previous []byte, seq int64, content []byte) []byte {
	h := sm3.New()
	Bytes(h, []byte(domainLink))
	Bytes(h, previous)
	Int(h, seq)
	Bytes(h, content)
	return h.Sum(nil)
}

// Chained is the hash of the entry.
func (l *Link) Chained(previous []byte) []byte { return Chain(previous, l.Seq, l.Content()) }

// Whole is the hash that entries of earlier versions have: over everything at once.
func (l *Link) Whole(previous []byte) []byte {
	h := sm3.New()
	Bytes(h, []byte(domainWhole))
	Bytes(h, previous)
	Int(h, l.Seq)
	l.fields(h)
	if l.Desk != "" { // those of before there were desks have the hash that they had
		Bytes(h, []byte(l.Desk))
	}
	return h.Sum(nil)
}

// Follows reports whether an entry behind the previous one has this hash.
func (l *Link) Follows(previous, hash []byte) bool {
	return bytes.Equal(hash, l.Chained(previous)) || bytes.Equal(hash, l.Whole(previous))
}

// fields adds what both hashes take, in the order of the columns.
func (l *Link) fields(h hash.Hash) {
	Int(h, l.Entry)
	for _, s := range []string{l.Command, l.At, l.Day} {
		Bytes(h, []byte(s))
	}
	Int(h, l.Account)
	for _, s := range []string{l.Actor, l.Action, l.Title, l.Subject, l.Noun} {
		Bytes(h, []byte(s))
	}
	Int(h, l.NounID)
	Bytes(h, []byte(l.Reason))
	Bytes(h, []byte(l.Body))
}
