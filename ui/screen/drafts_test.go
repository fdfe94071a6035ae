package screen

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestEveryDraftIsFoundAgain holds that each form which keeps what was typed is counted on the first page and opened from there: where the
// key of its draft is written in the code of a screen, the table of drafts knows it.
func TestEveryDraftIsFoundAgain(t *testing.T) {
	key := regexp.MustCompile(`[dD]raft:?\s*[:=]+=?\s*"([^"]+)"`)
	found := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		code, err := os.ReadFile(path)
		for _, m := range key.FindAllStringSubmatch(string(code), -1) {
			found++
			if _, ok := draftGo(m[1]); !ok {
				t.Errorf("%s: nobody finds the draft %s again: give it a line in draftPlaces", path, m[1])
			}
		}
		return err
	})
	if err != nil || found < 25 {
		t.Errorf("%d keys of drafts, %v", found, err)
	}
}
