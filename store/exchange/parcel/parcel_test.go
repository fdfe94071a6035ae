package parcel

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
)

// log makes a log of n rows, the last two of one entry.
func log(n int) (rows []seal.Row) {
	hash := make([]byte, 32)
	for seq := int64(1); seq <= int64(n); seq++ {
		r := seal.Row{Link: seal.Link{
			Seq: seq, Entry: seq, Account: seq % 3, NounID: -seq, Command: fmt.Sprintf("%032x", seq), At: "2021-03-15T09:00:00+08:00", Day: "2021-03-15",
			Actor: "张主任（审批）", Action: "unit.add", Title: "登记房源", Subject: "JS-NSQ-01-1-03", Noun: "unit", Body: fmt.Sprintf(`[{"table":"unit","columns":["id"],"rows":[[%d]]}]`, seq),
		}}
		if seq == int64(n) {
			r.Entry--
		}
		if seq%2 == 0 {
			r.Desk = "192.168.1.7"
		}
		if r.Hash = r.Chained(hash); seq < 9 { // of an earlier version
			r.Hash = r.Whole(hash)
		}
		hash = r.Hash
		rows = append(rows, r)
	}
	return rows
}

func telling(rows []seal.Row) func(func(seal.Row) error) error {
	return func(each func(seal.Row) error) error {
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
		return nil
	}
}

func manifest(rows []seal.Row, before []byte) Manifest {
	return Manifest{
		Office: Office{UID: "5f3c", Name: "尖山区棚改办", District: "尖山区"}, From: rows[0].Seq, To: rows[len(rows)-1].Seq,
		Before: hex.EncodeToString(before), Head: hex.EncodeToString(rows[len(rows)-1].Hash), Schema: 84, Print: "84 6f0bb52091ab3d61",
		Day: "2021-03-15", At: "2021-03-15T09:00:00+08:00", Counts: []Count{{"unit", "房源", 3}}, Letter: []string{"房源 3 套"},
	}
}

func key(t testing.TB) signet.Key {
	t.Helper()
	k, err := signet.At(filepath.Join(t.TempDir(), "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func written(t testing.TB, rows []seal.Row, before []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(&b, manifest(rows, before), key(t), telling(rows)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(file []byte) (*Parcel, []seal.Row, error) {
	p, err := Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, nil, err
	}
	var rows []seal.Row
	err = p.Rows(func(r seal.Row) error {
		rows = append(rows, r)
		return nil
	})
	return p, rows, err
}

// TestTravels: what comes out is what went in, of a whole log and of a stretch.
func TestTravels(t *testing.T) {
	all := log(40)
	for _, from := range []int{0, 1, 17, 39} {
		before := make([]byte, 32)
		if from > 0 {
			before = all[from-1].Hash
		}
		p, rows, err := read(written(t, all[from:], before))
		if err != nil {
			t.Fatal(from, err)
		}
		if p.From != int64(from+1) || p.To != 40 || p.Office.District != "尖山区" || len(p.Fingerprint()) != 24 || p.Letter[0] != "房源 3 套" {
			t.Errorf("%+v", p.Manifest)
		}
		if fmt.Sprintf("%+v", rows) != fmt.Sprintf("%+v", all[from:]) {
			t.Errorf("from %d the rows are others", from)
		}
	}
}

// TestOnlyWholeStretches: rows that are not the ones that the manifest names are not written.
func TestOnlyWholeStretches(t *testing.T) {
	all := log(9)
	zero := make([]byte, 32)
	m := manifest(all, zero)
	for name, rows := range map[string][]seal.Row{"short": all[:8], "gap": append(slices.Clone(all[:3]), all[4:]...), "late": all[1:], "none": nil} {
		var b bytes.Buffer
		if _, err := Write(&b, m, key(t), telling(rows)); !errors.Is(err, ErrBroken) || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
	other := slices.Clone(all)
	other[4].Subject = "JS-NSQ-01-1-04"
	var b bytes.Buffer
	if _, err := Write(&b, m, key(t), telling(other)); !errors.Is(err, ErrBroken) {
		t.Error("a log that was changed is packed:", err)
	}
}

// TestCutAndAltered: every shorter file, and every one with another byte, is refused as a whole.
func TestCutAndAltered(t *testing.T) {
	file := written(t, log(12), make([]byte, 32))
	for n := range file {
		_, _, err := read(file[:n])
		if n == 0 && errors.Is(err, ErrNotPackage) {
			continue
		}
		if !errors.Is(err, ErrCut) {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
	for i := range file {
		other := bytes.Clone(file)
		other[i] ^= 0x10
		if _, _, err := read(other); err == nil {
			t.Fatalf("byte %d may be another", i)
		}
	}
	if _, _, err := read(append(bytes.Clone(file), 0)); !errors.Is(err, ErrAltered) {
		t.Error("one byte more:", err)
	}
	if _, _, err := read([]byte("PK\x03\x04 something else altogether")); !errors.Is(err, ErrNotPackage) {
		t.Error(err)
	}
	newer := bytes.Replace(file, []byte("PACKAGE 1\n"), []byte("PACKAGE 2\n"), 1)
	if _, _, err := read(newer); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "第 2 版") {
		t.Error(err)
	}
}

// sealed is a file with any manifest and body, signed.
func sealed(t *testing.T, m Manifest, body []byte) []byte {
	t.Helper()
	k := key(t)
	sum := sha256.Sum256(body)
	m.Key, m.Packed, m.Digest = k.Public(), int64(len(body)), hex.EncodeToString(sum[:])
	text, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	file := fmt.Appendf(nil, "%s1\n", magic)
	file = binary.BigEndian.AppendUint32(file, uint32(len(text)))
	file = append(append(file, text...), signet.Bytes(k.SignText(signKind, text))...)
	return append(file, body...)
}

// squeezed is packed as rows are.
func squeezed(plain []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(plain, nil)
}

// TestBombs: what a key signed is not believed either: more than was said is not inflated, more than is reasonable not begun.
func TestBombs(t *testing.T) {
	body := squeezed(make([]byte, 64<<20))
	m := manifest(log(3), make([]byte, 32))
	for plain, want := range map[int64]error{100: ErrBroken, 16: ErrTooLarge, 64 << 20: ErrTooLarge, 1 << 50: ErrTooLarge} {
		m.Plain = plain
		if _, _, err := read(sealed(t, m, body)); !errors.Is(err, want) {
			t.Errorf("%d said: %v, want %v", plain, err, want)
		}
	}
	long := binary.AppendUvarint([]byte{0, 0, 0, 0}, 1<<60) // a text of such a length
	m.Plain = int64(len(long))
	if _, _, err := read(sealed(t, m, squeezed(long))); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
	m.From = 5
	if _, _, err := read(sealed(t, m, body)); !errors.Is(err, ErrAltered) {
		t.Error("a stretch that ends before it begins:", err)
	}
}

// FuzzOpen: no file makes it fail otherwise than with one of the refusals, and one that is read is read the same again.
func FuzzOpen(f *testing.F) {
	file := written(f, log(5), make([]byte, 32))
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("PENGGAI-PACKAGE 1\n\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, rows, err := read(file)
		if err != nil {
			for _, want := range []error{ErrNotPackage, ErrNewer, ErrCut, ErrAltered, ErrTooLarge, ErrBroken} {
				if errors.Is(err, want) {
					return
				}
			}
			t.Fatal(err)
		}
		if int64(len(rows)) != p.To-p.From+1 {
			t.Fatal(len(rows), p.Manifest)
		}
	})
}

// FuzzRows: what a known key signed may hold anything.
func FuzzRows(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 3, 'a', 'b', 'c'})
	f.Fuzz(func(t *testing.T, plain []byte) {
		m := manifest(log(1), make([]byte, 32))
		m.Plain = int64(len(plain))
		if _, _, err := read(sealed(t, m, squeezed(plain))); err != nil && !errors.Is(err, ErrBroken) {
			t.Fatal(err)
		}
	})
}
