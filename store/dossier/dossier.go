// Package dossier is the file in which a case goes to the archive (案卷包): one zip that proves itself without the office's data. It knows no
// noun.
//
//	index.json ── names, sizes, SHA-256 of every other file; the office, the case, the head of the log
//	signature.txt ── head and index.json, signed with the office's key
//	日志/entries.jsonl ── the entries of the case, every field ──┐
//	日志/links.txt ── for each entry up to the head: the hash of its content ── hash(content) ──> chained ──> head
//
// An entry of the case that somebody changes does not hash to its content in links.txt; a content that somebody changes there does not chain
// to the head; a head that somebody changes is not signed. What others entered stays unread: only hashes of it go out.
package dossier

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"penggai/store/engine/found"
	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
)

// The files of every package.
const (
	Index     = "index.json"
	Signature = "signature.txt"
	Entries   = "日志/entries.jsonl"
	Links     = "日志/links.txt"
)

// Form is the form of the package that this program writes and reads.
const Form = "penggai-dossier/1"

// SignedAs is the kind of text under which an index is signed.
const SignedAs = "dossier"

// About says what is in a package.
type About struct {
	Form      string   `json:"form"`
	Office    string   `json:"office"`     // name
	OfficeUID string   `json:"office_uid"` // lasting mark
	District  string   `json:"district"`
	Case      string   `json:"case"` // number
	Subject   string   `json:"subject"`
	Kind      string   `json:"kind"`    // 入驻, 申请
	Running   bool     `json:"running"` // an extract of a case that is not over
	Open      []string `json:"open"`    // what is not over
	Closed    string   `json:"closed"`  // day; "" of a case that runs
	Made      string   `json:"made"`    // day
	Class     string   `json:"class"`   // 案卷
	Years     int      `json:"years"`   // 0: for good
	Until     string   `json:"until"`   // first day on which it need not be kept; "" of a case that runs, and for good
	Head      string   `json:"head"`    // 625:9eba03…, all digits
	Files     []File   `json:"files"`
}

// File is a file of a package.
type File struct {
	Number string `json:"number"` // 2031-尖山区-D30-0001; "" of what serves the proof alone
	Name   string `json:"name"`   // in the package
	Title  string `json:"title"`
	What   string `json:"what"` // how it came in: 原件, 按现有数据, 附件, 抽签
	Day    string `json:"day"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Class  string `json:"class"`
	Years  int    `json:"years"`
	Lacks  string `json:"lacks,omitempty"` // why it is not in the package though the office knows of it
}

// Row is one row of the log on its way into a package; Link is of a row of the case, else only the hashes count.
type Row struct {
	Seq           int64
	Content, Hash []byte
	Link          *seal.Link
}

// Writer writes a package.
type Writer struct {
	zip   *zip.Writer
	about About
	fault error
}

// New begins a package.
func New(w io.Writer, about About) *Writer {
	about.Form, about.Files = Form, nil
	if about.Open == nil {
		about.Open = []string{}
	}
	return &Writer{zip: zip.NewWriter(w), about: about}
}

// Add adds a file; its size and digest are filled in here.
func (w *Writer) Add(f File, body []byte) error {
	sum := sha256.Sum256(body)
	f.Size, f.SHA256 = int64(len(body)), hex.EncodeToString(sum[:])
	w.about.Files = append(w.about.Files, f)
	return w.write(f.Name, body)
}

// Lack notes a file that the office knows of and does not have.
func (w *Writer) Lack(f File) { w.about.Files = append(w.about.Files, f) }

// Files are what was added until now.
func (w *Writer) Files() []File { return w.about.Files }

// write puts a file into the zip; nothing of it depends on the machine or the hour, so that the same case gives the same bytes.
func (w *Writer) write(name string, body []byte) error {
	if w.fault != nil {
		return w.fault
	}
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	h.Modified = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	f, err := w.zip.CreateHeader(h)
	if err == nil {
		_, err = f.Write(body)
	}
	w.fault = err
	return err
}

// AddLog adds the entries of the case and the links from the first of them to the head. before is the hash of the row before the first.
func (w *Writer) AddLog(before []byte, rows []Row) error {
	var entries, links bytes.Buffer
	fmt.Fprintf(&links, "前一条 %x\n", before)
	e := json.NewEncoder(&entries)
	e.SetEscapeHTML(false)
	previous := before
	for _, r := range rows {
		content := hex.EncodeToString(r.Content)
		if !bytes.Equal(seal.Chain(previous, r.Seq, r.Content), r.Hash) {
			content = whole // of an earlier version: hashed over everything at once
		}
		fmt.Fprintf(&links, "%d %s %x\n", r.Seq, content, r.Hash)
		previous = r.Hash
		if r.Link == nil {
			continue
		}
		if err := e.Encode(r.Link); err != nil {
			return err
		}
	}
	if err := w.Add(File{Name: Entries, Title: "日志原文", What: "逐条原文"}, entries.Bytes()); err != nil {
		return err
	}
	return w.Add(File{Name: Links, Title: "日志链", What: "各条的哈希"}, links.Bytes())
}

// whole stands in links for the content of an entry of an earlier version.
const whole = "-"

// Close writes the index and its signature. sign signs a text of a kind; head is the signed head, "" where no key is kept.
func (w *Writer) Close(head string, sign func(kind string, text []byte) string) error {
	var index bytes.Buffer
	e := json.NewEncoder(&index)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(w.about); err != nil {
		return err
	}
	if err := w.write(Index, index.Bytes()); err != nil {
		return err
	}
	text := "没有签名\n"
	if head != "" {
		text = head + "\n" + sign(SignedAs, index.Bytes()) + "\n"
	}
	if err := w.write(Signature, []byte(text)); err != nil {
		return err
	}
	return w.zip.Close()
}

// HeadText is a head with all its digits.
func HeadText(h found.Head) string { return fmt.Sprintf("%d:%x", h.Seq, h.Hash) }

// Fingerprint is that of the key which signed a head, "" of none.
func Fingerprint(head string) string {
	s, ok := signet.Parse(head)
	if !ok {
		return ""
	}
	return signet.Fingerprint(s.Public)
}
