package notice

import (
	"bytes"
	"os"
	"testing"

	"penggai/allocation/rule"
)

// TestSharedPrices: the page adds up the prices that a line shares with one above it, and says so when the sum was altered.
func TestSharedPrices(t *testing.T) {
	text, err := os.ReadFile("testdata/crowded.json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := rule.ReadInstance(text)
	if err != nil {
		t.Fatal(err)
	}
	c, check := certificateOf(t, in), quickChecker(t)
	if v := check.verdict(c.File()); len(v.Faults) > 0 {
		t.Fatal(v.text())
	}
	at := bytes.Index(c.Result, []byte(`"like":"`)) // in the blocked of the second one whom they show
	if at < 0 {
		t.Fatal("no line shares prices")
	}
	need := at + bytes.Index(c.Result[at:], []byte(`"need":`)) + len(`"need":`)
	altered := c
	altered.Result = append(append(append([]byte(nil), c.Result[:need]...), '9'), c.Result[need:]...)
	if v := check.verdict(altered.File()); len(v.Faults) == 0 {
		t.Fatal("an altered sum holds")
	}
}
