package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
)

// keepsApart are the names by which a use case compares who acts with who acted before.
var keepsApart = []string{"Separate", "SeparateFrom", "SeparateAmong", "SecondSigner", "ErrOverrideSamePerson"}

// actCode is the code of every action by the name of its variable.
func actCodes(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../allocation/role.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, "Act") {
			if c, ok := v.Values[0].(*ast.CompositeLit); ok {
				codes[v.Names[0].Name] = strings.Trim(c.Elts[0].(*ast.BasicLit).Value, `"`)
			}
		}
		return true
	})
	return codes
}

// said is what a function says itself and through the functions of its room that it calls: names of actions, names of keepsApart.
type said struct {
	acts, apart map[string]bool
	calls       map[string]bool
	exported    bool
}

func readFunc(f *ast.FuncDecl) said {
	s := said{map[string]bool{}, map[string]bool{}, map[string]bool{}, f.Name.IsExported()}
	ast.Inspect(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			switch fun := c.Fun.(type) {
			case *ast.Ident:
				s.calls[fun.Name] = true
			case *ast.SelectorExpr:
				s.calls[fun.Sel.Name] = !fun.Sel.IsExported()
			}
		}
		id, ok := n.(*ast.Ident)
		switch {
		case !ok:
		case strings.HasPrefix(id.Name, "Act") && len(id.Name) > 3:
			s.acts[id.Name] = true
		case slices.Contains(keepsApart, id.Name):
			s.apart[id.Name] = true
		}
		return true
	})
	if f.Name.Name == "SignOverride" { // the rule stands in allocation.Override.Sign
		s.apart["ErrOverrideSamePerson"] = true
	}
	return s
}

// rooms reads the functions of every room of store by name.
func rooms(t *testing.T) map[string]map[string]said {
	t.Helper()
	out := map[string]map[string]said{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "test/") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		room := filepath.Dir(path)
		if out[room] == nil {
			out[room] = map[string]said{}
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil && !slices.Contains(keepsApart, f.Name.Name) {
				out[room][f.Name.Name] = readFunc(f)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// through adds what the functions of the room say that a function calls.
func through(room map[string]said, name string, seen map[string]bool, into *said) {
	if seen[name] {
		return
	}
	seen[name] = true
	f := room[name]
	for a := range f.acts {
		into.acts[a] = true
	}
	for a := range f.apart {
		into.apart[a] = true
	}
	for c, own := range f.calls {
		if _, ok := room[c]; ok && own {
			through(room, c, seen, into)
		}
	}
}

// TestTheTableOfTwoHands: every use case that keeps two steps of a case in two hands has its line in allocation.TwoHanded, and every line
// has its use case. What each refuses and warns of is the test of its room.
func TestTheTableOfTwoHands六二(t *testing.T) {
	codes := actCodes(t)
	found := map[string]bool{}
	for _, room := range rooms(t) {
		for name, f := range room {
			if !f.exported {
				continue
			}
			all := said{map[string]bool{}, map[string]bool{}, map[string]bool{}, true}
			through(room, name, map[string]bool{}, &all)
			if len(all.apart) == 0 {
				continue
			}
			for a := range all.acts {
				found[codes[a]] = true
			}
		}
	}
	delete(found, "")
	delete(found, allocation.ActUndoConfirm.Code) // named beside the other undo of a round, whose draw alone is kept apart
	listed := map[string]bool{}
	for _, h := range allocation.TwoHanded() {
		listed[h.Act.Code] = true
		if !found[h.Act.Code] {
			t.Errorf("%s %s is in the table, and no use case keeps it apart", h.Act.Code, h.Act.Title)
		}
		if h.After == "" || h.Clause == "" {
			t.Errorf("%s does not say after what, by which clause", h.Act.Code)
		}
	}
	for code := range found {
		if !listed[code] {
			t.Errorf("%s is kept in two hands, and is not in the table", code)
		}
	}
}
