package parcel

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
)

// Write writes a package: the manifest but for what follows from the rows, which are told in the order of the log. Errors: those of rows and
// of the file, ErrBroken when the rows are not those that the manifest names.
func Write(w io.Writer, m Manifest, key signet.Key, rows func(each func(seal.Row) error) error) (Manifest, error) {
	var body bytes.Buffer
	packer, err := zstd.NewWriter(&body, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return m, err
	}
	plain := &Counter{To: packer}
	walk := m.walk()
	var text []byte
	err = rows(func(r seal.Row) error {
		form := walk.form(&r)
		if err := walk.next(&r, form); err != nil {
			return err
		}
		text = appendRow(text[:0], &r, form)
		_, err := plain.Write(text)
		return err
	})
	if err == nil {
		err = errors.Join(walk.end(), packer.Close())
	}
	if err != nil {
		return m, err
	}
	sum := sha256.Sum256(body.Bytes())
	m.Key, m.Packed, m.Plain, m.Digest = key.Public(), int64(body.Len()), plain.N, hex.EncodeToString(sum[:])
	manifest, err := m.encode()
	if err != nil {
		return m, err
	}
	head := fmt.Appendf(nil, "%s%d\n", magic, Form)
	head = binary.BigEndian.AppendUint32(head, uint32(len(manifest)))
	head = append(append(head, manifest...), signet.Bytes(key.SignText(signKind, manifest))...)
	if _, err := w.Write(head); err != nil {
		return m, err
	}
	_, err = w.Write(body.Bytes())
	return m, err
}

// window is how far back the rows are compared with themselves: entries of one round repeat what hundreds of rows before them said.
const window = 8 << 20

// Counter counts what is written.
type Counter struct {
	To io.Writer
	N  int64
}

// Write writes on.
func (c *Counter) Write(p []byte) (int, error) {
	n, err := c.To.Write(p)
	c.N += int64(n)
	return n, err
}

// appendRow puts down a row: its number follows from its place, its hash from the chain.
func appendRow(to []byte, r *seal.Row, form byte) []byte {
	to = append(to, form)
	to = binary.AppendUvarint(to, uint64(r.Seq-r.Entry))
	to = binary.AppendVarint(to, r.Account)
	to = binary.AppendVarint(to, r.NounID)
	for _, s := range r.Texts() {
		to = binary.AppendUvarint(to, uint64(len(*s)))
		to = append(to, *s...)
	}
	to = binary.AppendUvarint(to, uint64(len(r.Body)))
	return append(to, r.Body...)
}

// walk follows the chain from one end of a stretch to the other.
type walk struct {
	m    *Manifest
	seq  int64
	hash []byte
	last int64 // entry of the row before
}

func (m *Manifest) walk() *walk { return &walk{m: m, seq: m.From - 1, hash: Hash(m.Before)} }

// How a row is hashed: as this version does, or as entries of before are.
const (
	formChained = iota
	formWhole
)

// form is how a row is hashed that has its hash.
func (w *walk) form(r *seal.Row) byte {
	if bytes.Equal(r.Hash, r.Whole(w.hash)) {
		return formWhole
	}
	return formChained
}

// next proves that a row is the next one, and gives it its hash.
func (w *walk) next(r *seal.Row, form byte) error {
	switch {
	case r.Seq != w.seq+1 || r.Seq > w.m.To:
		return ErrBroken
	case r.Entry != r.Seq && r.Entry != w.last && w.last != 0, r.Entry < 1 || r.Entry > r.Seq:
		return ErrBroken
	}
	hash := r.Chained(w.hash)
	if form == formWhole {
		hash = r.Whole(w.hash)
	}
	if r.Hash != nil && !bytes.Equal(r.Hash, hash) {
		return ErrBroken
	}
	r.Hash = hash
	w.seq, w.hash, w.last = r.Seq, hash, r.Entry
	return nil
}

// end proves that the other end is reached.
func (w *walk) end() error {
	if w.seq != w.m.To || !bytes.Equal(w.hash, Hash(w.m.Head)) {
		return ErrBroken
	}
	return nil
}

// Rows proves the rows and tells each with its hash, in the order of the log. What it told before an error is worth nothing. Errors: ErrAltered,
// ErrTooLarge, ErrBroken, those of each.
func (p *Parcel) Rows(each func(seal.Row) error) error {
	digest := sha256.New()
	if n, err := io.Copy(digest, io.NewSectionReader(p.file, p.at, p.Packed)); err != nil || n != p.Packed {
		return errors.Join(ErrCut, err)
	}
	if !bytes.Equal(digest.Sum(nil), Hash(p.Digest)) {
		return ErrAltered
	}
	inflate, err := zstd.NewReader(io.NewSectionReader(p.file, p.at, p.Packed), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer inflate.Close()
	plain := &bounded{r: inflate, left: p.Plain}
	in := &reader{in: bufio.NewReaderSize(plain, 64<<10)}
	walk := p.walk()
	for seq := p.From; seq <= p.To; seq++ {
		r, form := in.row(seq)
		if in.err != nil {
			return plain.why(in.err)
		}
		if err := walk.next(&r, form); err != nil {
			return err
		}
		if err := each(r); err != nil {
			return err
		}
	}
	if _, err := in.in.ReadByte(); !errors.Is(err, io.EOF) {
		return plain.why(ErrBroken)
	}
	if plain.left != 0 {
		return ErrBroken
	}
	return walk.end()
}

// bounded inflates no more than was said.
type bounded struct {
	r    io.Reader
	left int64
	over bool
}

// Read reads on; one byte more than was said is too much.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left == 0 {
		var one [1]byte
		n, err := io.ReadFull(b.r, one[:])
		if n > 0 {
			b.over = true
			return 0, io.ErrUnexpectedEOF
		}
		return 0, err
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

func (b *bounded) why(error) error {
	if b.over {
		return ErrTooLarge
	}
	return ErrBroken
}

// reader reads rows and keeps the first error.
type reader struct {
	in  *bufio.Reader
	err error
}

func (r *reader) row(seq int64) (row seal.Row, form byte) {
	row.Seq = seq
	if form, r.err = r.in.ReadByte(); r.err == nil && form > formWhole {
		r.err = ErrBroken
	}
	back := r.length(1 << 40)
	row.Entry = seq - back
	row.Account, row.NounID = r.number(), r.number()
	for _, s := range row.Texts() {
		*s = string(r.bytes(maxText))
	}
	row.Body = string(r.bytes(maxBody))
	return row, form
}

func (r *reader) number() (n int64) {
	if r.err == nil {
		n, r.err = binary.ReadVarint(r.in)
	}
	return n
}

func (r *reader) length(most uint64) int64 {
	if r.err != nil {
		return 0
	}
	n, err := binary.ReadUvarint(r.in)
	if err == nil && n > most {
		err = ErrBroken
	}
	r.err = err
	return int64(n)
}

// bytes takes memory as it comes, whatever length was said.
func (r *reader) bytes(most uint64) []byte {
	n := r.length(most)
	if r.err != nil {
		return nil
	}
	if n <= 4<<10 {
		b := make([]byte, n)
		_, r.err = io.ReadFull(r.in, b)
		return b
	}
	var b bytes.Buffer
	if got, err := io.CopyN(&b, r.in, n); err != nil || got != n {
		r.err = errors.Join(io.ErrUnexpectedEOF, err)
	}
	return b.Bytes()
}
