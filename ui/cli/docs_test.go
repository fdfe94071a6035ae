package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"penggai/store/report"
	"penggai/ui"
)

var (
	quoted  = regexp.MustCompile("`([^`]+)`")
	linked  = regexp.MustCompile(`\]\(([^)#:]+)\)`)
	named   = regexp.MustCompile(`^[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)?$`)
	keyed   = regexp.MustCompile(`^(?:F\d+|Ctrl\+\S+) `)
	aligned = regexp.MustCompile(`((?:F\d+|Ctrl\+\S+)) {2,}`) // a key in the help, its word in a column
	topFile = regexp.MustCompile(`^[\w.-]+\.(go|md|sql|mod)$`)
)

// topFolders are the folders of the repository's top.
var topFolders = []string{".ci/", "allocation/", "docs/", "seed/", "store/", "ui/"}

// TestDocs keeps true what README.md, CONTRIBUTING.md and docs/ say of the code. A path is a word in back quotes, or any word of a
// fenced block, that begins with a folder of the repository's top and has no placeholder in it; a file without a folder
// (`main.go`) lies at the top. It must be there. A name in back quotes that follows a file, with nothing but spaces and
// commas between, stands in that file. `penggai X` is a command. In a table the cells under code and test hold nothing but
// files and names, and those under screen begin at a place of the menu and name F keys as a golden shows them.
func TestDocs(t *testing.T) {
	d := newDocs(t)
	pages, err := filepath.Glob(filepath.Join(d.root, "docs", "*.md"))
	if err != nil || len(pages) < 3 {
		t.Fatal(pages, err)
	}
	for _, page := range append(pages, filepath.Join(d.root, "README.md"), filepath.Join(d.root, "CONTRIBUTING.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
			continue
		}
		d.page(page, strings.Split(string(text), "\n"))
	}
	house, err := os.ReadFile(filepath.Join(d.root, "docs", "house.md"))
	if err != nil {
		t.Fatal(err)
	}
	for room := range mayImport {
		own := path.Dir(room) == "ui/screen" || strings.HasSuffix(room, "test") // one line for all of a kind
		if room != "" && !own && !strings.Contains(string(house), "`"+room+"/`") {
			t.Errorf("docs/house.md does not say what %s/ is for", room)
		}
	}
}

// docs is what the pages are compared with.
type docs struct {
	*testing.T
	root    string
	shown   string                     // all goldens of the screens
	inside  map[string]map[string]bool // the names of each file that was asked for
	screens map[string]bool            // the places of the menu
	where   string                     // the line that is read
	number  int
}

func newDocs(t *testing.T) *docs {
	d := &docs{T: t, root: filepath.Join("..", ".."), inside: map[string]map[string]bool{}, screens: map[string]bool{}}
	for _, r := range ui.Routes() {
		d.screens[r.Title] = r.Title != ""
	}
	var shown strings.Builder
	err := filepath.WalkDir(filepath.Join(d.root, "ui", "screen"), func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".txt" {
			return err
		}
		text, err := os.ReadFile(file)
		shown.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.shown = aligned.ReplaceAllString(strings.ReplaceAll(shown.String(), "\n", "  "), "$1 ")
	return d
}

func (d *docs) wrong(format string, args ...any) {
	d.Helper()
	d.Errorf("%s:%d: "+format, append([]any{d.where, d.number}, args...)...)
}

// page reads a page line by line.
func (d *docs) page(where string, lines []string) {
	fenced := false
	var head []string
	for i, line := range lines {
		line = strings.ReplaceAll(line, `\|`, "¦")
		d.where, d.number = filepath.ToSlash(strings.TrimPrefix(where, d.root+string(filepath.Separator))), i+1
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case fenced:
			for _, word := range strings.Fields(line) {
				d.path(strings.TrimSuffix(strings.TrimPrefix(strings.Trim(word, ",;:()"), "./"), "/..."), false)
			}
			continue
		case !strings.HasPrefix(line, "|"):
			head = nil
		case head == nil:
			head = cells(line)
		default:
			d.row(head, cells(line))
		}
		d.spans(line)
		for _, m := range linked.FindAllStringSubmatch(line, -1) {
			d.there(path.Join(path.Dir(d.where), m[1]))
		}
	}
}

// cells are the cells of a row of a table.
func cells(line string) []string {
	list := strings.Split(strings.Trim(line, "| "), "|")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// row checks the cells whose heading says what they hold.
func (d *docs) row(head, list []string) {
	for i := range min(len(head), len(list)) {
		cell := list[i]
		switch {
		case strings.Trim(cell, "-–: ") == "":
		case head[i] == "code" || head[i] == "test":
			if rest := strings.Trim(quoted.ReplaceAllString(cell, ""), " ,;"); rest != "" || !d.path(quoted.FindStringSubmatch(cell + "``")[1], false) {
				d.wrong("the cell under %s does not begin with a file, or holds words: %s", head[i], cell)
			}
		case head[i] == "screen":
			d.screen(cell)
		}
	}
}

// screen checks the ways to screens in a cell: 入驻 > 一户 > Ctrl+X 续签; 首页.
func (d *docs) screen(cell string) {
	for way := range strings.SplitSeq(cell, ";") {
		for i, step := range strings.Split(way, ">") {
			step = strings.TrimSpace(step)
			if i == 0 && !d.screens[step] {
				d.wrong("%q is no place of the menu", step)
			}
			if keyed.MatchString(step) && !strings.Contains(d.shown, " "+step+"  ") {
				d.wrong("no golden shows the key %q", step)
			}
		}
	}
}

// spans checks what stands in back quotes on a line.
func (d *docs) spans(line string) {
	file, end := "", 0
	for _, at := range quoted.FindAllStringSubmatchIndex(line, -1) {
		span := line[at[2]:at[3]]
		if strings.Trim(line[end:at[0]], " ,") != "" {
			file = ""
		}
		end = at[1]
		switch {
		case d.path(span, topFile.MatchString(span)):
			file = span
		case file != "" && named.MatchString(span):
			if !d.names(file)[span] {
				d.wrong("%s has no %s", file, span)
			}
		case strings.HasPrefix(span, "penggai "):
			d.command(span)
		}
	}
}

// path checks a word that is a path and says whether it is one.
func (d *docs) path(word string, file bool) bool {
	if strings.ContainsAny(word, "<>*…{}| ") {
		return false
	}
	if !file && !slices.ContainsFunc(topFolders, func(top string) bool { return strings.HasPrefix(word, top) }) {
		return false
	}
	d.there(strings.TrimSuffix(word, "/"))
	return true
}

func (d *docs) there(file string) {
	if _, err := os.Stat(filepath.Join(d.root, filepath.FromSlash(file))); err != nil {
		d.wrong("there is no %s", file)
	}
}

// command checks the name of a command, alternatives with |, and that of a report.
func (d *docs) command(span string) {
	words := strings.Fields(span)
	for name := range strings.FieldsFuncSeq(words[1], func(r rune) bool { return r == '|' || r == '¦' }) {
		if first := name[0]; first != '-' && first != '[' && !d.names("ui/cli/commands.go")[name] {
			d.wrong("there is no command %s", name)
		}
	}
	if words[1] == "report" && len(words) > 2 && strings.ToLower(words[2]) == words[2] {
		if _, err := report.Find(words[2]); err != nil {
			d.wrong("there is no report %s", words[2])
		}
	}
}

// names are what a file declares, methods and fields also behind their type; of what is not Go, all its words; of the
// commands, their first words too.
func (d *docs) names(file string) map[string]bool {
	if known, ok := d.inside[file]; ok {
		return known
	}
	out := map[string]bool{}
	d.inside[file] = out
	name := filepath.Join(d.root, filepath.FromSlash(file))
	if !strings.HasSuffix(file, ".go") {
		text, _ := os.ReadFile(name) // a folder, or a file that is not there: it was said already
		for word := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return strings.ContainsRune(" \t\n(),;{}", r) }) {
			out[word] = true
		}
		return out
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		return out // said already
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			out[n.Name.Name] = true
			if n.Recv != nil {
				of := n.Recv.List[0].Type
				if star, ok := of.(*ast.StarExpr); ok {
					of = star.X
				}
				if id, ok := of.(*ast.Ident); ok {
					out[id.Name+"."+n.Name.Name] = true
				}
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				out[id.Name] = true
			}
		case *ast.TypeSpec:
			out[n.Name.Name] = true
			if s, ok := n.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, id := range field.Names {
						out[n.Name.Name+"."+id.Name] = true
					}
				}
			}
		case *ast.BasicLit:
			if first, _, _ := strings.Cut(strings.Trim(n.Value, `"`), " "); file == "ui/cli/commands.go" {
				out[first] = true
			}
		}
		return true
	})
	return out
}
