package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestEverySQLPrepares compiles every SQL text of the package that stands alone against the migrated schema.
func TestEverySQLPrepares(t *testing.T) {
	o := enginetest.New(t, allocation.CityOffice)
	texts := sqlTexts(t)
	if len(texts) < 40 {
		t.Fatalf("only %d texts found", len(texts))
	}
	// Where the files of several offices are put together, another one stands beside, and which of its units are the same.
	for _, beside := range []string{`ATTACH ':memory:' AS o`, `CREATE TABLE o.account (name)`, `CREATE TABLE o.unit (id, number, district, community, building, floor, bay, state)`, `CREATE TEMP TABLE same (was, now)`} {
		_, err := o.Store.Writer.ExecContext(t.Context(), beside)
		enginetest.OK(t, err)
	}
	for _, x := range texts {
		if err := enginetest.Prepares(t, o.Store, engine.Dated(x.sql, o.Store.Today())); err != nil {
			t.Errorf("%s: %v\n%s", x.at, err, x.sql)
		}
	}
}

// TestNoDistrictOrGroundIsFrozen: no statement and nothing in the schema names a district or counts the grounds of exit; both are rows.
func TestNoDistrictOrGroundIsFrozen(t *testing.T) {
	o := basistest.New(t, allocation.CityOffice)
	texts := sqlTexts(t)
	schema, err := engine.All(t.Context(), o.Read, func(s engine.Scanner) (x sqlText, err error) {
		err = s.Scan(&x.at, &x.sql)
		return x, err
	}, `SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL`)
	enginetest.OK(t, err)
	frozen := regexp.MustCompile(`\bground\s*(BETWEEN\b|IN\s*\(|<|>\s*[1-9]|=\s*[0-9])|'(` + strings.Join(allocation.DistrictNames(), "|") + `)'`)
	for _, x := range append(append(texts, schema...), pieces(t)...) {
		lines := strings.Split(x.sql, "\n")
		for i, line := range lines { // a comment may give an example
			lines[i], _, _ = strings.Cut(line, "--")
		}
		if found := frozen.FindString(strings.Join(lines, "\n")); found != "" {
			t.Errorf("%s has %s", x.at, found)
		}
	}
	hasDistricts(t, o.Read)
}

// pieces are all string literals of the rooms: statements are also put together of parts.
func pieces(t *testing.T) (out []sqlText) {
	t.Helper()
	files, err := filepath.Glob("*/*.go")
	enginetest.OK(t, err)
	set := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		enginetest.OK(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			if e, ok := n.(*ast.BasicLit); ok && e.Kind == token.STRING {
				text, err := strconv.Unquote(e.Value)
				enginetest.OK(t, err)
				out = append(out, sqlText{set.Position(e.Pos()).String(), text})
			}
			return true
		})
	}
	return out
}

type sqlText struct{ at, sql string }

// sqlTexts finds the constant strings of every room, joined ones too, that are whole statements.
func sqlTexts(t *testing.T) []sqlText {
	t.Helper()
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	parsed := map[*ast.File]string{} // and the room that it lies in
	constants := map[string]ast.Expr{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed[f] = f.Name.Name
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				for _, spec := range g.Specs {
					v, ok := spec.(*ast.ValueSpec)
					if !ok || len(v.Values) != len(v.Names) {
						continue
					}
					for i, n := range v.Names {
						constants[f.Name.Name+"."+n.Name] = v.Values[i]
					}
				}
			}
		}
	}
	var out []sqlText
	for f, room := range parsed {
		partial := map[ast.Node]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok || partial[n] {
				return !partial[n]
			}
			text, whole := constantText(e, room, constants)
			if _, joined := e.(*ast.BinaryExpr); joined {
				ast.Inspect(e, func(m ast.Node) bool { partial[m] = true; return true })
			}
			if _, literal := e.(*ast.BasicLit); !literal && !partial[n] || !whole || !statement(text) || fragment(text) {
				return true
			}
			out = append(out, sqlText{set.Position(e.Pos()).String(), text})
			return true
		})
	}
	return out
}

// constantText is the value of a string expression in a room; whole is false where a part is not constant.
func constantText(e ast.Expr, room string, constants map[string]ast.Expr) (text string, whole bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(x.Value)
		return s, err == nil
	case *ast.Ident:
		if v, ok := constants[room+"."+x.Name]; ok {
			return constantText(v, room, constants)
		}
	case *ast.SelectorExpr:
		if p, ok := x.X.(*ast.Ident); ok {
			if v, ok := constants[p.Name+"."+x.Sel.Name]; ok {
				return constantText(v, p.Name, constants)
			}
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			a, ok1 := constantText(x.X, room, constants)
			b, ok2 := constantText(x.Y, room, constants)
			return a + b, ok1 && ok2
		}
	}
	return "", false
}

func statement(text string) bool {
	fields := strings.Fields(text)
	return len(fields) > 2 && slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}, fields[0])
}

// fragment reports a text that is meant to be joined at run time: it ends in the middle or has no FROM yet.
func fragment(text string) bool {
	text = strings.TrimSpace(text)
	for _, end := range []string{"FROM", "IN (", "WHERE", "(", ",", "AND", "ORDER BY"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return strings.Contains(text, "%") || strings.HasPrefix(text, "SELECT") && !strings.Contains(text, "FROM")
}
