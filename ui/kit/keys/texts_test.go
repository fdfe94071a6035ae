package keys_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/ui/kit"
	"penggai/ui/kit/keys"
)

// named is a key in a text and the words behind it.
var named = regexp.MustCompile(`(F\d+|Ctrl\+\p{Lu}) ?(\p{Han}[^。；，、：（“]*)`)

// TestTextsNameTheirKeys reads every text of the screens and of the records: a word of the table that stands behind a key is a word of
// that key.
func TestTextsNameTheirKeys(t *testing.T) {
	files, found := token.NewFileSet(), 0
	for _, root := range []string{"../..", "../../../store", "../../../allocation"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					return true
				}
				for _, m := range named.FindAllStringSubmatch(text, -1) {
					found++
					if wrong := misnamed(m[1], m[2]); wrong != "" {
						t.Errorf("%s: %s %s: %s", files.Position(lit.Pos()), m[1], m[2], wrong)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 300 {
		t.Errorf("only %d keys in texts", found)
	}
}

// misnamed says which other key has the longest word with which the words behind a key begin.
func misnamed(key, words string) string {
	longest, under := "", []string{}
	for _, k := range keys.Table {
		if kit.KeyWord(k.Name) == key && (k.Words == nil || slices.ContainsFunc(k.Words, func(w string) bool { return begin(w) == begin(words) })) {
			return ""
		}
	}
	if key == "Ctrl+C" { // ends the program, in no table
		return ""
	}
	for _, k := range keys.Table {
		for _, w := range k.Words {
			if w = strings.TrimSuffix(w, "…"); w == "" || w == "按" || w == "看" || !strings.HasPrefix(words, w) || len(w) < len(longest) {
				continue
			}
			if len(w) > len(longest) {
				longest, under = w, nil
			}
			under = append(under, kit.KeyWord(k.Name))
		}
	}
	if longest == "" || slices.Contains(under, key) {
		return ""
	}
	return longest + " 是 " + strings.Join(under, "、")
}

// begin is the first two signs of a word.
func begin(s string) string { return string([]rune(s + "  ")[:2]) }
