// Package witness keeps outside the data folder which entries of an office's log this machine has seen: a file of its own, in the
// user's settings, to which one line is added after each commit. Whoever has the data file can compute its chain anew, put an older
// file in its place or cut its log; what was seen says so. It holds numbers, hashes and times, and nothing of what was entered.
//
//	625 9eba03614054d9ab… 2026-11-29T22:20:53+08:00
//	! 625 9eba03614054d9ab… 2026-11-29T22:20:53+08:00     not what the data say, and nobody has explained it
package witness

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Line is one entry that was seen.
type Line struct {
	Seq   int64
	Hash  [32]byte
	At    time.Time // wall clock, to the second
	Alarm bool      // it was not in the data when they were opened
}

// Book is what was seen of the office in one data folder. It is nil where nothing is kept, which every method bears.
type Book struct{ path string }

// At is the book, in a folder of settings, for a data folder. Errors: those of making the path absolute.
func At(settings, data string) (*Book, error) {
	path, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(path))
	return &Book{filepath.Join(settings, "witness", hex.EncodeToString(sum[:8])+".txt")}, nil
}

// Path is the file, "" where nothing is kept.
func (b *Book) Path() string {
	if b == nil {
		return ""
	}
	return b.path
}

// Add adds a line and makes the file and its folder where there are none. On a stick that is in, it adds the line too.
func (b *Book) Add(l Line) error {
	if b == nil {
		return nil
	}
	text := l.String() + "\n"
	err := add(b.path, text)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(b.path), 0o700); err == nil {
			err = add(b.path, text)
		}
	}
	if stick := b.stick(); stick != "" {
		_ = add(stick, text) // it may be out, full or protected: this machine's own book has the line
	}
	return err
}

func add(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// Also keeps the book from now on in a second folder too, on a stick: what was seen until now, and each line to come while it is in.
func (b *Book) Also(folder string) error {
	if b == nil {
		return nil
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	seen, err := os.ReadFile(b.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(b.path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(b.path+besides, []byte(folder), 0o600); err != nil {
		return err
	}
	stick := b.stick()
	there, err := os.ReadFile(stick)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || bytes.Contains(there, seen) {
		return err
	}
	return add(stick, string(seen)) // what it has of before, perhaps from another machine, stays
}

// besides is the ending of the file that says in which folder the second book lies.
const besides = ".also"

// stick is the second book, "" where there is none.
func (b *Book) stick() string {
	folder, err := os.ReadFile(b.path + besides)
	if err != nil || len(folder) == 0 {
		return ""
	}
	return filepath.Join(string(folder), "penggai-witness-"+filepath.Base(b.path))
}

// Stick are the lines of the second book; none while the stick is out.
func (b *Book) Stick() ([]Line, error) {
	if b == nil {
		return nil, nil
	}
	stick := b.stick()
	if stick == "" {
		return nil, nil
	}
	return (&Book{stick}).Lines()
}

// String is the line as the file has it.
func (l Line) String() string {
	text := fmt.Sprintf("%d %x %s", l.Seq, l.Hash, l.At.Format(time.RFC3339))
	if l.Alarm {
		return "! " + text
	}
	return text
}

// Lines are what was seen, the earliest first. A line that a stopped machine cut off is passed over.
func (b *Book) Lines() ([]Line, error) {
	if b == nil {
		return nil, nil
	}
	text, err := os.ReadFile(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Line
	for s := bufio.NewScanner(bytes.NewReader(text)); s.Scan(); {
		if l, ok := parse(s.Text()); ok {
			out = append(out, l)
		}
	}
	return out, nil
}

func parse(text string) (l Line, ok bool) {
	if text, l.Alarm = strings.CutPrefix(text, "! "); l.Alarm && text == "" {
		return l, false
	}
	words := strings.Fields(text)
	if len(words) != 3 {
		return l, false
	}
	seq, err := strconv.ParseInt(words[0], 10, 64)
	hash, hexErr := hex.DecodeString(words[1])
	at, timeErr := time.Parse(time.RFC3339, words[2])
	l.Seq, l.At = seq, at
	return l, errors.Join(err, hexErr, timeErr) == nil && copy(l.Hash[:], hash) == len(l.Hash) && len(hash) == len(l.Hash) && seq > 0
}

// Pressing are the lines that every opening compares: the last, and those that raised an alarm.
func Pressing(lines []Line) (out []Line) {
	for i, l := range lines {
		if l.Alarm || i == len(lines)-1 {
			out = append(out, l)
		}
	}
	return out
}

// What a book keeps of the past when it has grown to keepAt lines.
const (
	keepAt   = 4000
	keepLast = 1000
)

// Shorten keeps the last lines of a long book, the alarms, and of those before the last of each day.
func (b *Book) Shorten(lines []Line) error {
	if b == nil || len(lines) < keepAt {
		return nil
	}
	var text strings.Builder
	for i, l := range lines {
		lastOfDay := i+1 < len(lines) && lines[i+1].At.Format(time.DateOnly) != l.At.Format(time.DateOnly)
		if l.Alarm || lastOfDay || i >= len(lines)-keepLast {
			text.WriteString(l.String() + "\n")
		}
	}
	temporary := b.path + ".tmp"
	if err := os.WriteFile(temporary, []byte(text.String()), 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, b.path)
}
