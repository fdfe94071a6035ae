package document

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestBind puts papers of one form into one file: the words of each in their order, each section with its own footer and pages from 1, every
// relation and part there; papers of two templates are not bound.
func TestBind(t *testing.T) {
	for _, code := range []string{"bill", "contract", "reminder"} {
		dir := t.TempDir()
		f, err := FindForm(code)
		if err != nil {
			t.Fatal(err)
		}
		template, err := Load(dir, f)
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for i := range 3 {
			r := sample()
			r.Name, r.Who.Name, r.Stamp = fmt.Sprintf("第%d户", i+1), fmt.Sprintf("第%d户", i+1), fmt.Sprintf("戳记%d", i+1)
			file, err := template.Fill(f.build(r))
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, filepath.Join(dir, fmt.Sprint(i)+".docx"))
			if err := os.WriteFile(paths[i], file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		bound, list, err := Bind(sample().Today, f, paths, []string{"第1户　0.docx"})
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(list); err != nil || !strings.Contains(string(text), "3 份\r\n第1户") {
			t.Errorf("%s: the list is %q, %v", code, text, err)
		}
		file, err := os.ReadFile(bound)
		if err != nil {
			t.Fatal(err)
		}
		got := parts(t, file)
		body := got["word/document.xml"]
		at := -1
		for i := range 3 {
			next := strings.Index(plain(t, body), fmt.Sprintf("第%d户", i+1))
			if next <= at {
				t.Errorf("%s: paper %d does not stand behind the one before", code, i+1)
			}
			at = next
		}
		if n := bytes.Count([]byte(body), []byte(`<w:pgNumType w:start="1"/>`)); n != 3 {
			t.Errorf("%s: %d sections count from 1, want 3", code, n)
		}
		for i, id := range []string{"rId4", "rId4_2", "rId4_3"} {
			target := regexp.MustCompile(`Id="` + id + `"[^>]*Target="([^"]*)"`).FindStringSubmatch(got["word/_rels/document.xml.rels"])
			if target == nil || strings.Count(body, `"`+id+`"`) != 1 {
				t.Fatalf("%s: the footer %s is not there once", code, id)
			}
			footer := got["word/"+target[1]]
			if !strings.Contains(footer, fmt.Sprintf("戳记%d", i+1)) || strings.Contains(footer, " NUMPAGES") ||
				strings.Contains(footer, fmt.Sprintf("PAGEREF penggai_end_%d ", i+1)) != (code != "reminder") ||
				strings.Count(body, fmt.Sprintf(`w:name="penggai_end_%d"`, i+1)) != 1 {
				t.Errorf("%s: paper %d has the footer %q", code, i+1, footer)
			}
			if !strings.Contains(got["[Content_Types].xml"], "/word/"+target[1]) {
				t.Errorf("%s: %s has no type", code, target[1])
			}
		}
	}
	bill, _ := FindForm("bill")
	letter, _ := FindForm("reminder")
	var files [][]byte
	for _, f := range []Form{bill, letter} {
		template, err := Load(t.TempDir(), f)
		if err != nil {
			t.Fatal(err)
		}
		file, err := template.Fill(f.build(sample()))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	broken := bytes.Replace(files[1], []byte("PK"), []byte("XX"), 2)
	if _, err := bind([][]byte{files[0], broken}); err == nil {
		t.Error("a broken paper was bound")
	}
}
