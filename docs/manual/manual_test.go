package manual

import (
	"flag"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "put the goldens into the pages")

const root = "../.."

var picture = regexp.MustCompile("(?s)<!-- golden ([^ ]+) -->\n```\n(.*?)```\n")

// TestPicturesAreGoldens holds every screen of the manual against the golden that it is taken from; with -update it is put in anew.
func TestPicturesAreGoldens(t *testing.T) {
	pictures := 0
	for _, page := range Pages() {
		text := onDisk(t, page)
		now := picture.ReplaceAllStringFunc(text, func(block string) string {
			pictures++
			path := picture.FindStringSubmatch(block)[1]
			golden, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
			if err != nil {
				t.Errorf("%s: %v", page, err)
				return block
			}
			return "<!-- golden " + path + " -->\n```\n" + strings.TrimRight(string(golden), "\n") + "\n```\n"
		})
		if now == text {
			continue
		}
		if !*update {
			t.Errorf("a screen in %s is not as its golden: go test ./docs/manual -update", page)
			continue
		}
		if err := os.WriteFile(page, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if pictures < 10 {
		t.Errorf("%d screens", pictures)
	}
}

var (
	quoted  = regexp.MustCompile(`“([^”]+)”`)
	keys    = regexp.MustCompile(`(F\d+|Ctrl\+[A-Z])`)
	command = regexp.MustCompile("`penggai ([a-z]+)")
)

// TestWordsAreShown looks for every key and word that the manual quotes among what the program shows: goldens, and the texts in its source. A
// key before a word (“F5 受理”) stands so in a golden.
func TestWordsAreShown(t *testing.T) {
	goldens, texts := shown(t)
	for _, page := range Pages() {
		text := picture.ReplaceAllString(onDisk(t, page), "")
		for number, line := range strings.Split(text, "\n") {
			for _, m := range quoted.FindAllStringSubmatch(line, -1) {
				word := m[1]
				if strings.Contains(goldens, word) {
					continue
				}
				if keys.MatchString(word) {
					t.Errorf("%s: no screen shows “%s”: %s", page, word, line)
				} else if !strings.Contains(texts, word) {
					t.Errorf("%s:%d: the program does not say “%s”", page, number+1, word)
				}
			}
			for _, key := range keys.FindAllString(line, -1) {
				if !strings.Contains(goldens, key+" ") && !strings.Contains(texts, strings.ToLower(key)) {
					t.Errorf("%s: no screen has the key %s: %s", page, key, line)
				}
			}
			for _, m := range command.FindAllStringSubmatch(line, -1) {
				if !strings.Contains(texts, "\n"+m[1]+"\n") {
					t.Errorf("%s: there is no command penggai %s", page, m[1])
				}
			}
		}
	}
}

// TestSectionsForF1: screens are told by their titles, and a section has text.
func TestSectionsForF1(t *testing.T) {
	for _, title := range []string{"申请", "入驻 > 王宝", "备份", "欢迎", "竣工移交"} {
		list := At(title)
		if len(list) == 0 {
			t.Errorf("nothing for %s", title)
		}
		for _, s := range list {
			if len(s.Lines) == 0 || s.Page == "" || strings.Contains(strings.Join(s.Lines, "\n"), "<!--") || strings.Contains(strings.Join(s.Lines, "\n"), "`") {
				t.Errorf("%+v", s)
			}
		}
	}
	if At("没有这一页") != nil {
		t.Error("a page that is not there has a section")
	}
	_, texts := shown(t)
	for _, s := range Sections() {
		for _, p := range s.Places {
			if !strings.Contains(texts, p) {
				t.Errorf("no screen is called %s", p)
			}
		}
	}
}

func onDisk(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// shown is what the program shows: the goldens of its screens, and the strings in its source, each on a line.
func shown(t *testing.T) (goldens, texts string) {
	t.Helper()
	var g, s strings.Builder
	for _, top := range []string{"ui", "store", "allocation", "seed"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			golden := filepath.Ext(path) == ".txt" && strings.Contains(filepath.ToSlash(path), "/testdata/golden/")
			if !golden && filepath.Ext(path) != ".go" {
				return nil
			}
			data, err := os.ReadFile(path)
			switch {
			case err != nil:
			case golden:
				g.Write(data)
			default:
				literals(&s, data)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return g.String(), s.String()
}

// literals writes the strings of a source file, each on a line.
func literals(out *strings.Builder, source []byte) {
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", set.Base(), len(source)), source, nil, 0)
	for {
		_, kind, text := s.Scan()
		switch kind {
		case token.EOF:
			return
		case token.STRING:
			if plain, err := strconv.Unquote(text); err == nil {
				out.WriteString("\n" + plain + "\n")
			}
		}
	}
}
