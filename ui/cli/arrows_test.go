package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// storeRooms are the rooms of store/ from the lowest up: each may import those before it. store itself holds them all.
var storeRooms = []string{"schema", "engine/value", "engine/found", "engine/former", "engine/seal", "engine/image", "engine/host", "engine/pass", "engine/place", "engine/tries", "engine/pool", "engine/witness", "engine/signet", "engine/shelf", "engine", "exchange/parcel", "takeback", "trail", "dossier", "doubt", "basis", "note", "premises", "intake", "round", "stay", "money", "watch", "walk", "exit", "mend", "takeover/ledger", "takeover/unit", "takeover/past", "takeover/tenancy", "takeover/applicant", "takeover", "figure", "keep", "exchange", "desk", "training"}

// mayImport lists, for each room but those of store/, the rooms of this module that it may import; "store/" is every room of
// the store. The longest matching room counts.
var mayImport = map[string][]string{
	"allocation/civil":       {},
	"allocation/match":       {},
	"allocation/say":         {},
	"allocation/say/saytest": {"allocation/say"},
	"allocation/quantity":    {"allocation/say"},
	"allocation/identity":    {"allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/search":      {"allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/strict":      {"allocation/civil"},
	"allocation/rule":        {"allocation/strict", "allocation/quantity", "allocation/say", "allocation/civil", "allocation/match"},
	"allocation/draw":        {"allocation/rule", "allocation/quantity", "allocation/identity", "allocation/say", "allocation/civil"},
	"allocation/charge":      {"allocation/strict", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/keeping":     {"allocation/say", "allocation/civil"},
	"allocation":             {"allocation/keeping", "allocation/charge", "allocation/draw", "allocation/rule", "allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil", "allocation/match"},
	"allocation/leave":       {"allocation", "allocation/charge", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/likeness":    {"allocation", "allocation/identity", "allocation/say", "allocation/civil"},
	"allocation/till":        {"allocation/charge", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/clerk":       {"allocation", "allocation/say"},
	"allocation/note":        {"allocation", "allocation/till", "allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/doubt":       {"allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/outside":     {"allocation", "allocation/identity", "allocation/quantity", "allocation/say"},
	"allocation/roster":      {"allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/oversight":   {"allocation", "allocation/rule", "allocation/roster", "allocation/leave", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/refusal":     {"allocation", "allocation/say", "allocation/civil"},
	"allocation/bylaw":       {"allocation", "allocation/keeping", "allocation/refusal", "allocation/rule", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/estate":      {"allocation", "allocation/search", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/relief":      {"allocation", "allocation/roster", "allocation/charge", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/tenure":      {"allocation", "allocation/likeness", "allocation/oversight", "allocation/charge", "allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/amend":       {"allocation", "allocation/leave", "allocation/tenure", "allocation/charge", "allocation/rule", "allocation/identity", "allocation/quantity", "allocation/say", "allocation/civil"},
	"allocation/walk":        {"allocation", "allocation/rule", "allocation/say", "allocation/civil"},
	"seed":                   {"allocation", "allocation/"},
	"store":                  {"store/", "allocation", "allocation/"},
	"store/vault":            {"allocation/say", "store/engine/host"},
	"store/sheet":            {"allocation/quantity", "allocation/say", "allocation/civil"},
	"store/report":           {"store", "store/", "allocation", "allocation/"},
	"store/report/overview":  {"store", "store/", "allocation", "allocation/"},
	"ui/kit":                 {"allocation/identity", "allocation/quantity", "allocation/search", "allocation/say", "allocation/civil"},
	"ui/kit/kittest":         {"ui/kit", "ui/kit/keys", "ui/kit/terminal"},
	"ui/kit/terminal":        {},
	"ui/kit/picture":         {"ui/kit", "allocation/say", "allocation/civil"},
	"ui/kit/reading":         {"ui/kit"},
	"ui/kit/progress":        {"ui/kit", "ui/kit/picture"},
	"ui/kit/count":           {"ui/kit", "ui/kit/picture", "allocation/search"},
	"ui/kit/keys":            {"ui/kit", "allocation/search"},
	"ui/screen":              {"ui/kit", "ui/kit/picture", "ui/kit/progress", "ui/kit/reading", "ui/screen", "ui/screen/many", "ui/screen/dossier", "store", "store/", "allocation", "allocation/"},
	// what the tests of screens share: it starts the frame on a seeded office
	"ui/screen/screentest": {"ui/frame", "ui/kit/kittest", "ui/screen", "seed", "store", "store/", "allocation", "allocation/"},
	"ui/notice":            {"allocation/rule", "allocation/quantity", "allocation/strict"},
	"ui/notice/noticetest": {},
	"ui/screen/round":      {"ui/kit", "ui/kit/picture", "ui/kit/progress", "ui/kit/reading", "ui/screen", "ui/screen/many", "ui/notice", "ui/document", "store", "store/", "allocation", "allocation/"},
	"ui/document":          {"store", "store/", "allocation", "allocation/"},
	"ui/dossier":           {"ui/document", "ui/screen/log", "store", "store/", "allocation", "allocation/"},
	"ui/screen/dossier":    {"ui/kit", "ui/kit/progress", "ui/dossier", "ui/screen", "store", "store/", "allocation", "allocation/"},
	"ui/screen/many":       {"ui/kit", "ui/kit/progress", "ui/kit/reading", "ui/screen", "ui/document", "store", "store/", "allocation", "allocation/"},
	"ui/screen/document":   {"ui/kit", "ui/kit/reading", "ui/screen", "ui/document", "store", "store/", "allocation", "allocation/"},
	"docs/manual":          {},
	"ui/frame":             {"docs/manual", "ui/kit", "ui/kit/reading", "ui/kit/count", "ui/kit/keys", "ui/kit/progress", "ui/screen", "ui/screen/home", "ui/screen/signin", "store/basis", "allocation/say", "allocation/civil"},
	"ui":                   {"ui/screen", "ui/screen/"},
	"ui/serve":             {"ui", "ui/frame", "ui/kit", "ui/kit/terminal", "ui/screen", "ui/screen/signin", "store", "store/", "allocation/say"},
	"ui/relay":             {},
	"ui/cli":               {"ui", "ui/frame", "ui/serve", "ui/relay", "ui/kit", "ui/kit/terminal", "ui/screen", "ui/sheet", "ui/document", "ui/dossier", "store", "store/", "seed", "allocation", "allocation/"},
	"":                     {"ui/cli"},
}

// impure lists what allocation/ may not use: clocks, files, drivers, randomness.
var impure = []string{"os", "io/fs", "database/sql", "net", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "path/filepath"}

// TestArrows keeps the rooms' arrows one way and allocation/ pure.
func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != root || d.Name() == "testdata") {
			return fs.SkipDir
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(rel))
		if strings.HasSuffix(file, "_test.go") {
			name, inStore := strings.CutPrefix(room, "store/")
			if !inStore || !slices.Contains(storeRooms, name) {
				return nil
			}
			room += "/" + path.Base(name) + "test" // a test of a room stands where its test office does
		}
		if strings.HasSuffix(file, ".go") {
			files++
			checkFile(t, file, room)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("only %d files were looked at", files)
	}
}

func checkFile(t *testing.T, file, room string) {
	t.Helper()
	if room == "." {
		room = ""
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	for _, spec := range f.Imports {
		to := strings.Trim(spec.Path.Value, `"`)
		if inner, ours := strings.CutPrefix(to, "penggai/"); ours && inner != room && !allowed(room, inner) {
			t.Errorf("%s: %q may not import %q: arrows point one way", file, room, inner)
		}
		if strings.HasPrefix(room, "ui") && strings.HasPrefix(to, "modernc.org/") {
			t.Errorf("%s: ui may not import the driver %q", file, to)
		}
		for _, bad := range impure {
			if strings.HasPrefix(room, "allocation") && to == bad {
				t.Errorf("%s: allocation is pure and may not import %q", file, bad)
			}
		}
	}
	if strings.HasPrefix(room, "allocation") {
		checkClock(t, file, f)
	}
}

// checkClock refuses any reading of the clock.
func checkClock(t *testing.T, path string, f *ast.File) {
	t.Helper()
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok && id.Name == "time" && (sel.Sel.Name == "Now" || sel.Sel.Name == "Since") {
			t.Errorf("%s: allocation is pure and may not read the clock", path)
		}
		return true
	})
}

// init adds the rooms of the store in their order, each with the test office that stands on it: that may import the room, what
// the room may import, and the test offices below.
func init() {
	lower := []string{"allocation", "allocation/", "store/sheet", "store/vault"}
	below := []string{"seed"}
	for _, r := range storeRooms {
		room := "store/" + r
		mayImport[room] = lower
		lower = append(lower[:len(lower):len(lower)], room)
		office := room + "/" + path.Base(r) + "test"
		mayImport[office] = append(below[:len(below):len(below)], lower...)
		below = append(below[:len(below):len(below)], office)
	}
}

// allowed says whether a room may import another; sibling nouns under ui/screen never import each other, and what tests share
// is imported by what tests share alone.
func allowed(room, to string) bool {
	if strings.HasSuffix(to, "test") && !strings.HasSuffix(room, "test") {
		return false
	}
	for at := room; ; {
		if list, ok := mayImport[at]; ok {
			for _, l := range list {
				if to == l || strings.HasSuffix(l, "/") && strings.HasPrefix(to, l) || (room == "ui" || room == "ui/cli") && strings.HasPrefix(to, l+"/") {
					return true
				}
			}
			return false
		}
		cut := strings.LastIndexByte(at, '/')
		if cut < 0 {
			return false
		}
		at = at[:cut]
	}
}
