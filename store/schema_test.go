package store_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
)

// TestLoggedTablesHaveIDs: the log tells rows by their rowid, which only an INTEGER PRIMARY KEY keeps through VACUUM.
func TestLoggedTablesHaveIDs(t *testing.T) {
	o := newOffice(t, "尖山区")
	names, err := engine.LoggedTables(t.Context(), o.Read)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		first, err := engine.One(t.Context(), o.Read, func(s engine.Scanner) ([3]string, error) {
			var v [3]string
			return v, s.Scan(&v[0], &v[1], &v[2])
		}, `SELECT name, type, pk FROM pragma_table_info($1) WHERE cid = 0`, name)
		if err != nil {
			t.Fatal(err)
		}
		if first != [3]string{"id", "INTEGER", "1"} {
			t.Errorf("%s: the first column is %v, not id INTEGER PRIMARY KEY", name, first)
		}
		strict := count(t, o.Read, `SELECT strict FROM pragma_table_list WHERE name = $1`, name)
		if strict != 1 {
			t.Errorf("%s is not STRICT", name)
		}
		reals, err := engine.All(t.Context(), o.Read, engine.ScanOne[string],
			`SELECT name FROM pragma_table_info($1) WHERE type NOT IN ('INTEGER', 'TEXT', 'BLOB')`, name)
		if err != nil || len(reals) > 0 {
			t.Errorf("%s: columns %v are neither INTEGER, TEXT nor BLOB, %v", name, reals, err)
		}
	}
}

// TestSchemaFingerprint pins the schema that the migrations make; a new migration is answered by the new value in testdata.
func TestSchemaFingerprint(t *testing.T) {
	got, err := engine.FreshFingerprint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	file, line := filepath.Join("testdata", "schema"), fmt.Sprintf("%d %s\n", engine.SchemaVersion(), got)
	if *updateSchema {
		must(t, os.WriteFile(file, []byte(line), 0o644))
	}
	want, err := os.ReadFile(file)
	must(t, err)
	if line != string(want) {
		t.Errorf("the schema is %q, testdata/schema says %q (write it with -run Fingerprint -update)", line, want)
	}
}

var updateSchema = flag.Bool("update", false, "write testdata/schema")

// TestEverySQLPrepares compiles every SQL text of the package that stands alone against the migrated schema.
func TestEverySQLPrepares(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	texts := sqlTexts(t)
	if len(texts) < 40 {
		t.Fatalf("only %d texts found", len(texts))
	}
	for _, x := range texts {
		if err := prepares(t, o, x.sql); err != nil {
			t.Errorf("%s: %v\n%s", x.at, err, x.sql)
		}
	}
}

func prepares(t *testing.T, o testOffice, query string) error {
	stmt, err := o.Writer.PrepareContext(t.Context(), query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	return nil
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
