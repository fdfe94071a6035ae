package screen_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

func TestStepKeys(t *testing.T) {
	keys := screen.StepKeys[allocation.RoundStepKind]{allocation.RoundStepCompute: "按 F5 %s"}
	for _, c := range []struct {
		step allocation.Step[allocation.RoundStepKind]
		want string
	}{
		{allocation.Step[allocation.RoundStepKind]{Kind: allocation.RoundStepCompute, Text: "计算"}, "按 F5 计算"},
		{allocation.Step[allocation.RoundStepKind]{Kind: allocation.RoundStepNone, Text: "已作废"}, "已作废"},
		{allocation.Step[allocation.RoundStepKind]{Kind: allocation.RoundStepCompute, Text: "100%s"}, "按 F5 100%s"},
	} {
		if got := keys.Say(c.step); got != c.want {
			t.Errorf("%+v: %q", c.step, got)
		}
	}
	if screen.Why(nil) != "" || screen.Why(errors.New("不行")) != "不行" {
		t.Error("a refusal in words")
	}
}

// TestNextStepsAreDecidedInAllocation: what a page gives as its next step has no words of its own, and no screen chooses words by
// the state of a record with a switch: what comes next is said by the noun, the screen adds its keys.
func TestNextStepsAreDecidedInAllocation(t *testing.T) {
	files, pages := token.NewFileSet(), 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Next" {
					pages++
					if said := texts(n.Value); len(said) > 0 {
						t.Errorf("%s: the next step says %s here", files.Position(n.Pos()), said)
					}
				}
			case *ast.SwitchStmt:
				if tag, ok := n.Tag.(*ast.SelectorExpr); ok && tag.Sel.Name == "State" {
					for _, r := range returns(n.Body) {
						if said := texts(r); len(said) > 0 {
							t.Errorf("%s: %s is said by state here", files.Position(r.Pos()), said)
						}
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages < 5 {
		t.Fatalf("only %d pages with a next step were looked at", pages)
	}
}

// texts are the words for people within a node.
func texts(n ast.Node) (out []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && strings.ContainsFunc(l.Value, func(r rune) bool { return r > 0x2e80 }) {
			out = append(out, l.Value)
		}
		return true
	})
	return out
}

// returns are the return statements whose first value is words: a literal, or what a function makes of one.
func returns(body ast.Node) (out []*ast.ReturnStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 1 {
			switch x := r.Results[0].(type) {
			case *ast.BasicLit, *ast.BinaryExpr:
				out = append(out, r)
			case *ast.CallExpr:
				if f, ok := x.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
					out = append(out, r)
				}
			}
		}
		return true
	})
	return out
}
