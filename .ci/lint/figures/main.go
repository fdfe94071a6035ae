// Command figures prints the structure figures of a checkout, so that two trees can be compared:
//
//	cd .ci/lint && go run ./figures ../..
//
// It reads the packages of the main module with their types. Lines are line feeds; folders that begin with a dot are not read.
package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/tools/go/packages"
)

// What counts as long.
const (
	longFile     = 400
	longFunction = 60
	largeCircle  = 10
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./figures CHECKOUT")
		os.Exit(2)
	}
	t, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	t.print()
}

// tree is a checkout as it was read: of tests only the lines are counted.
type tree struct {
	root string
	pkgs []*packages.Package // without tests, by path
	fset *token.FileSet

	lines, testLines, files, testFiles int
	longFiles                          []string // those without tests
}

// read loads every package of the module and counts the lines of every file.
func read(root string) (*tree, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	t := &tree{root: root, fset: token.NewFileSet()}
	if err := filepath.WalkDir(root, t.count); err != nil {
		return nil, err
	}
	mode := packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps
	t.pkgs, err = packages.Load(&packages.Config{Mode: mode, Dir: root, Fset: t.fset}, "./...")
	if err != nil {
		return nil, err
	}
	if packages.PrintErrors(t.pkgs) > 0 {
		return nil, fmt.Errorf("%s does not build", root)
	}
	slices.SortFunc(t.pkgs, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	return t, nil
}

// count takes a file's lines in.
func (t *tree) count(path string, d os.DirEntry, err error) error {
	if err != nil {
		return err
	}
	switch name := d.Name(); {
	case d.IsDir() && path != t.root && (strings.HasPrefix(name, ".") || name == "testdata"):
		return filepath.SkipDir
	case d.IsDir() || !strings.HasSuffix(name, ".go"):
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	n := strings.Count(string(text), "\n")
	if strings.HasSuffix(path, "_test.go") {
		t.testLines, t.testFiles = t.testLines+n, t.testFiles+1
		return nil
	}
	t.lines, t.files = t.lines+n, t.files+1
	if n > longFile {
		rel, _ := filepath.Rel(t.root, path)
		t.longFiles = append(t.longFiles, fmt.Sprintf("%s %d", rel, n))
	}
	return nil
}

// print writes the figures, and the names behind the small ones.
func (t *tree) print() {
	fmt.Printf("lines without tests          %d in %d files\n", t.lines, t.files)
	fmt.Printf("lines of tests               %d in %d files\n", t.testLines, t.testFiles)
	list(fmt.Sprintf("files over %d lines", longFile), t.longFiles)
	list(fmt.Sprintf("functions over %d lines", longFunction), t.longFunctions())
	list("structs named …Page", t.pages())
	all, once := t.words()
	fmt.Printf("text… constants              %d, used once %d\n", all, once)
	literals, distinct := t.chinese()
	fmt.Printf("Chinese string literals      %d, of them repeat one that stands elsewhere %d\n", literals, literals-distinct)
	fmt.Println("\nrooms: files, lines without tests, files of the largest circle")
	for _, p := range t.pkgs {
		_, path, _ := strings.Cut(p.PkgPath, "/")
		if room, _, _ := strings.Cut(path, "/"); room != "allocation" && room != "store" {
			continue
		}
		lines := 0
		for _, f := range p.Syntax {
			lines += t.fset.File(f.Pos()).LineCount() - 1
		}
		circle := largestCircle(t.fset, p)
		fmt.Printf("  %-28s %4d %7d %4d\n", path, len(p.Syntax), lines, len(circle))
		if len(circle) > largeCircle {
			for _, file := range circle {
				fmt.Println("     ", filepath.Base(file))
			}
		}
	}
}

func list(what string, names []string) {
	fmt.Printf("%-28s %d\n", what, len(names))
	for _, n := range names {
		fmt.Println("   ", n)
	}
}

// each calls f for every node of every file, with the file's package.
func (t *tree) each(f func(p *packages.Package, n ast.Node)) {
	for _, p := range t.pkgs {
		for _, file := range p.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				if n != nil {
					f(p, n)
				}
				return true
			})
		}
	}
}

func (t *tree) longFunctions() (out []string) {
	t.each(func(p *packages.Package, n ast.Node) {
		if f, ok := n.(*ast.FuncDecl); ok {
			if lines := t.fset.Position(f.End()).Line - t.fset.Position(f.Pos()).Line + 1; lines > longFunction {
				out = append(out, fmt.Sprintf("%s.%s %d", p.PkgPath, f.Name.Name, lines))
			}
		}
	})
	return out
}

func (t *tree) pages() (out []string) {
	t.each(func(p *packages.Package, n ast.Node) {
		if s, ok := n.(*ast.TypeSpec); ok && strings.HasSuffix(s.Name.Name, "Page") {
			if _, ok := p.TypesInfo.Defs[s.Name].Type().Underlying().(*types.Struct); ok {
				out = append(out, p.PkgPath+"."+s.Name.Name)
			}
		}
	})
	return out
}

// words counts the string constants named text…, and those of them that code without tests uses once.
func (t *tree) words() (all, once int) {
	uses := map[types.Object]int{}
	t.each(func(p *packages.Package, n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok {
			return
		}
		if o := p.TypesInfo.Uses[id]; o != nil {
			uses[o]++
		}
	})
	t.each(func(p *packages.Package, n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok || !strings.HasPrefix(id.Name, "text") {
			return
		}
		if c, ok := p.TypesInfo.Defs[id].(*types.Const); ok && c.Val().Kind() == constant.String {
			all++
			if uses[c] == 1 {
				once++
			}
		}
	})
	return all, once
}

// chinese counts the string literals that hold a Chinese character, and how many different ones they are.
func (t *tree) chinese() (literals, distinct int) {
	seen := map[string]bool{}
	t.each(func(_ *packages.Package, n ast.Node) {
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING {
			return
		}
		if text, err := strconv.Unquote(l.Value); err == nil && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			literals++
			seen[text] = true
		}
	})
	return literals, len(seen)
}
