package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPage keeps the list of placeholders in docs/documents.md as the forms know them; -update writes it.
func TestPage(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "documents.md")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const heading = "## Placeholders of each form\n"
	head, _, found := strings.Cut(string(b), heading)
	if !found {
		t.Fatalf("%s has no %q", path, heading)
	}
	want := head + heading
	for _, f := range Forms() {
		values, lists := f.Names()
		want += "\n### " + f.Title + " (`" + f.Code + "`)\n`" + strings.Join(values, "` `") + "`\n"
		for _, l := range lists {
			want += "\n- in a row with `" + l[0] + "`: `" + strings.Join(l[1:], "` `") + "`\n"
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(b) != want {
		t.Error("docs/documents.md lists other placeholders than the forms know; run with -update")
	}
}
