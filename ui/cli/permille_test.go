package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSharesAreReadInPercent: no screen, paper or message says a share in thousandths.
func TestSharesAreReadInPercent(t *testing.T) {
	root := filepath.Join("..", "..")
	goldens := 0
	for _, folder := range []string{"allocation", "store", "ui", "seed", "docs"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			golden := strings.Contains(filepath.ToSlash(file), "/testdata/golden/")
			source := strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.ToSlash(file), "../../ui/document/builtin/")
			if !golden && !source {
				return nil
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if golden {
				goldens++
			}
			if strings.ContainsRune(string(text), '‰') {
				t.Errorf("%s has a share in thousandths, which nobody reads", file)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if goldens < 100 {
		t.Fatalf("only %d goldens were looked at", goldens)
	}
}
