package witness

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

var noon = time.Date(2021, 3, 15, 12, 0, 0, 0, time.FixedZone("", 8*3600))

func TestBookKeepsWhatWasSeen(t *testing.T) {
	b, err := At(filepath.Join(t.TempDir(), "settings"), "office")
	if err != nil {
		t.Fatal(err)
	}
	if lines, err := b.Lines(); err != nil || len(lines) != 0 {
		t.Fatalf("%v %v", lines, err)
	}
	want := []Line{{Seq: 3, Hash: [32]byte{1, 2}, At: noon}, {Seq: 4, Hash: [32]byte{3}, At: noon, Alarm: true}, {Seq: 5, At: noon}}
	for _, l := range want {
		if err := b.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(b.Path(), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("! \n7 12\n6 abcd 2021-03-15T12:00:00+08:00\n-1 " + "9eba" + "\n8 00") // cut off
	if err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	got, err := b.Lines()
	if err != nil || len(got) != len(want) {
		t.Fatalf("%v %v", got, err)
	}
	for i, l := range got {
		if l.String() != want[i].String() {
			t.Errorf("%s, not %s", l, want[i])
		}
	}
	if p := Pressing(got); len(p) != 2 || p[0].Seq != 4 || p[1].Seq != 5 {
		t.Errorf("%v", p)
	}
}

func TestFoldersHaveTheirOwnBooks(t *testing.T) {
	settings := t.TempDir()
	a, _ := At(settings, "a")
	b, _ := At(settings, "b")
	if a.Path() == b.Path() {
		t.Error(a.Path())
	}
	var none *Book
	if none.Add(Line{Seq: 1}) != nil || none.Path() != "" {
		t.Error("no book is no fault")
	}
}

func TestLongBookIsShortened(t *testing.T) {
	b, _ := At(t.TempDir(), "office")
	var lines []Line
	for i := range keepAt {
		lines = append(lines, Line{Seq: int64(i + 1), At: noon.AddDate(0, 0, i/100), Alarm: i == 7})
	}
	if err := b.Add(lines[0]); err != nil {
		t.Fatal(err)
	}
	if err := b.Shorten(lines); err != nil {
		t.Fatal(err)
	}
	got, err := b.Lines()
	if err != nil || len(got) != 1+30+keepLast || got[0].Seq != 8 || got[1].Seq != 100 || got[len(got)-1].Seq != keepAt {
		t.Errorf("%d lines, %v", len(got), err)
	}
}

// TestStickSeesToo: a book on a stick has what was seen before, each line while it is in, and what it had from elsewhere.
func TestStickSeesToo(t *testing.T) {
	stick := t.TempDir()
	b, err := At(filepath.Join(t.TempDir(), "settings"), "office")
	if err != nil {
		t.Fatal(err)
	}
	add := func(seq int64) {
		t.Helper()
		if err := b.Add(Line{Seq: seq, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	seen := func(want ...int64) {
		t.Helper()
		lines, err := b.Stick()
		if err != nil || len(lines) != len(want) {
			t.Fatalf("%v %v", lines, err)
		}
		for i, l := range lines {
			if l.Seq != want[i] {
				t.Errorf("%v, not %v", lines, want)
			}
		}
	}
	add(1)
	seen()
	for range 2 {
		if err := b.Also(stick); err != nil {
			t.Fatal(err)
		}
	}
	add(2)
	seen(1, 2)
	if err := os.Rename(stick, stick+"-out"); err != nil {
		t.Fatal(err)
	}
	add(3)
	seen()
	if err := os.Rename(stick+"-out", stick); err != nil {
		t.Fatal(err)
	}
	add(4)
	seen(1, 2, 4)
	if lines, err := b.Lines(); err != nil || len(lines) != 4 {
		t.Errorf("%v %v", lines, err)
	}
}
