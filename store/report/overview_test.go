package report

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"penggai/allocation"
)

// TestOverviewOnPaper: the page for the meeting prints each place beside what it differs by, large amounts in 万元, with what it counts.
func TestOverviewOnPaper(t *testing.T) {
	s := newStay(t)
	r, err := Make(context.Background(), s.st, s.who[allocation.Manager], "overview", Query{})
	s.ok(err)
	var out bytes.Buffer
	s.ok(r.writeDocx(&out))
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	s.ok(err)
	f, err := z.Open("word/document.xml")
	s.ok(err)
	text, err := io.ReadAll(f)
	s.ok(err)
	cells := strings.Count(string(text), "<w:tc>")
	if heads := strings.Count(string(text), ">"+textChange+"<"); heads == 0 || cells != (2+2*heads)*(len(r.Rows)+1) {
		t.Errorf("%d cells, %d places", cells, heads)
	}
	for _, want := range []string{">万元<", "与 ", "比较", "口径：业户和岗位只计当日在用的户"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s", want)
		}
	}
}
