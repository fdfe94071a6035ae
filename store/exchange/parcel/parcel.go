// Package parcel is the form in which an office's log travels: one file with a signed manifest and the compressed rows of a stretch of the
// log. It knows no database and no office; what is written here stands in no other place.
//
//	PENGGAI-PACKAGE 1␊                    the form and its version
//	length, manifest                      JSON, canonical; says of the rest how long it is and what its digest is
//	signature                             64 bytes, Ed25519, over the manifest
//	rows                                  packed with zstd: of each its fields, the texts with their length before them
//
// A reader believes nothing before it is proved: first the length of the file, then the signature, then the digest, then the chain. Nothing is
// inflated that the key did not sign, and no more of it than the manifest says. What travels is what the log holds: numbers of people are sealed
// there, and the keys to them are in no package.
package parcel

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine/signet"
)

// Form is the version of the form that is written here.
const Form = 1

const (
	magic    = "PENGGAI-PACKAGE "
	headLine = 32 // signs that the first line has at most
	signKind = "package"
)

// Bounds of what is read.
const (
	maxManifest = 256 << 10
	maxPacked   = 1 << 30
	maxPlain    = 4 << 30
	maxTimes    = 1000 // the rows are at most so many times as long as they are packed, and freePlain more
	freePlain   = 4 << 20
	maxText     = 16 << 20
	maxBody     = 128 << 20
	signature   = 64
)

// Office is whose log it is.
type Office struct {
	UID      string `json:"uid"` // its lasting mark
	Name     string `json:"name"`
	District string `json:"district"` // "" is the whole city
}

// Count is how many of a noun an office has.
type Count struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	N     int64  `json:"n"`
}

// Manifest says what is in a package.
type Manifest struct {
	Office Office   `json:"office"`
	Key    string   `json:"key"`    // public half, base64 without padding
	From   int64    `json:"from"`   // first row of the log that is in it, 1 when it is whole
	To     int64    `json:"to"`     // and the last
	Before string   `json:"before"` // hash of the row before the first, in hex; of zeros when it is whole
	Head   string   `json:"head"`   // hash of the last
	Kind   string   `json:"kind"`   // real, or what it is only tried with: trial, demo, training
	Schema int      `json:"schema"` // version
	Print  string   `json:"print"`  // of the schema: its version and the hash over its texts
	Day    string   `json:"day"`    // of the office: the rows are as of it
	At     string   `json:"at"`     // wall clock, RFC 3339
	Counts []Count  `json:"counts"`
	Letter []string `json:"letter"` // the totals in words, for the accompanying letter

	Packed int64  `json:"packed"` // bytes of the rows in the file
	Plain  int64  `json:"plain"`  // and inflated
	Digest string `json:"digest"` // SHA-256 of them as they are in the file, in hex
}

// Parcel is a package that is what its key signed, so far as its manifest goes.
type Parcel struct {
	Manifest
	file io.ReaderAt
	at   int64 // of the rows
}

// Fingerprint is the key as people read it aloud.
func (m *Manifest) Fingerprint() string { return signet.Fingerprint(m.Key) }

// Stretch is which rows are in it, in words: 第 1–640 条 9eba03614054d9ab.
func (m *Manifest) Stretch() string {
	return fmt.Sprintf("第 %d–%d 条 %.16s", m.From, m.To, m.Head)
}

// Whole reports whether it begins with the founding of the office.
func (m *Manifest) Whole() bool { return m.From == 1 }

// Hash is one of the hashes of the manifest as bytes.
func Hash(text string) []byte {
	b, _ := hex.DecodeString(text) // one of another length is equal to no hash
	return b
}

// Open reads the manifest of a file of this size and proves it. Errors: ErrNotPackage, ErrNewer, ErrCut, ErrAltered, ErrTooLarge.
func Open(file io.ReaderAt, size int64) (*Parcel, error) {
	r := io.NewSectionReader(file, 0, size)
	at, err := firstLine(r)
	if err != nil {
		return nil, err
	}
	var length [4]byte
	if _, err := r.ReadAt(length[:], at); err != nil {
		return nil, cut(err)
	}
	n := int64(binary.BigEndian.Uint32(length[:]))
	if n > maxManifest {
		return nil, ErrAltered
	}
	at += int64(len(length))
	text := make([]byte, n+signature)
	if _, err := r.ReadAt(text, at); err != nil {
		return nil, cut(err)
	}
	p := &Parcel{file: file, at: at + n + signature}
	if err := p.read(text[:n], text[n:]); err != nil {
		return nil, err
	}
	return p, p.bounds(size)
}

// firstLine finds where the first line ends.
func firstLine(r *io.SectionReader) (at int64, err error) {
	head := make([]byte, headLine)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	head = head[:n]
	if !bytes.HasPrefix(head, []byte(magic)) {
		if n > 0 && strings.HasPrefix(magic, string(head)) {
			return 0, ErrCut
		}
		return 0, ErrNotPackage
	}
	version, _, whole := bytes.Cut(head[len(magic):], []byte("\n"))
	if !whole && n < headLine {
		return 0, ErrCut
	}
	form, err := strconv.Atoi(string(version))
	switch {
	case err != nil || !whole || form < 1 || strconv.Itoa(form) != string(version):
		return 0, ErrAltered
	case form > Form:
		return 0, ErrNewer.Textf("这个数据包是第 %d 版格式，本程序只认识到第 %d 版，没有采用。请升级程序后再收", form, Form)
	}
	return int64(len(magic) + len(version) + 1), nil
}

// read takes the manifest, once its key has signed it. It has one spelling only.
func (p *Parcel) read(text, sig []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&p.Manifest); err != nil {
		return ErrAltered
	}
	again, err := p.encode()
	if err != nil || !bytes.Equal(again, text) || !signet.Signs(p.Key, signKind, text, signet.Text(sig)) {
		return ErrAltered
	}
	return nil
}

// encode is the manifest as it is signed.
func (m *Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(m)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// bounds holds what the manifest says against the size of the file and against reason.
func (p *Parcel) bounds(size int64) error {
	switch {
	case p.Packed < 0 || p.Plain < 0 || p.From < 1 || p.To < p.From || p.Schema < 1 || p.Office.UID == "":
		return ErrAltered
	case !plainTexts(&p.Manifest):
		return ErrAltered
	case len(Hash(p.Before)) != 32 || len(Hash(p.Head)) != 32 || len(Hash(p.Digest)) != 32:
		return ErrAltered
	case p.Packed > maxPacked || p.Plain > maxPlain || p.Plain > p.Packed*maxTimes+freePlain:
		return ErrTooLarge
	case size < p.at+p.Packed:
		return ErrCut
	case size > p.at+p.Packed:
		return ErrAltered
	}
	return nil
}

// plainTexts reports whether what people read of a manifest is text that can be shown: it comes from outside.
func plainTexts(m *Manifest) bool {
	list := append([]string{m.Office.UID, m.Office.Name, m.Office.District, m.Kind, m.Print, m.At}, m.Letter...)
	for _, c := range m.Counts {
		list = append(list, c.Key, c.Title)
	}
	_, err := civil.Parse(m.Day)
	return err == nil && shown(list...)
}

func shown(list ...string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return len(s) > 200 || quantity.Visible(s) != s || quantity.Kept(s) != s })
}

// cut is what a read that found too little means.
func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrCut
	}
	return err
}

// What a package is refused for; every one of them as a whole.
var (
	ErrNotPackage = say.Refuse("package_foreign", "这个文件不是本程序的数据包，没有采用。请选 penggai pack 打出的文件")
	ErrNewer      = say.Refuse("package_newer", "这个数据包是更新版本的程序打的，没有采用。请升级程序后再收")
	ErrCut        = say.Refuse("package_cut", "数据包不完整：文件后面缺了一截，没有采用。请重新复制，或请对方再发一次")
	ErrAltered    = say.Refuse("package_altered", "数据包被改过：内容与签名对不上，没有采用。请对方重新打包，换一种方式发来")
	ErrTooLarge   = say.Refuse("package_large", "数据包展开后大得不合理，没有采用。请与对方核实是不是他们打的包")
	ErrBroken     = say.Refuse("package_broken", "数据包里的日志自己就衔接不上，没有采用。请对方运行 penggai verify 核对，再重新打包")
)
