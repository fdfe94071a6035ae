package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testLedgers = "../../store/sheet/testdata/"

// TestImport: what the command prints and with which status it ends, on an office founded without samples.
func TestImport(t *testing.T) {
	s := shell{t, filepath.Join(t.TempDir(), "office")}
	must := func(code int, args ...string) (out, errs string) {
		t.Helper()
		got, out, errs := s.run(append(args, "--data", s.folder)...)
		if got != code {
			t.Fatalf("%s: %d, want %d: %s", strings.Join(args, " "), got, code, errs)
		}
		return out, errs
	}
	if out, _ := must(0, "init", "--office", "尖山区", "--admin", "xitong", "--empty"); !strings.Contains(out, "输入 penggai --data "+s.folder+" 登录") {
		t.Errorf("init does not say how to get in: %s", out)
	}
	if out, _ := must(0, "units", "--user", "xitong", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("an office without samples has %s", out)
	}
	keys := func(out string) map[string]json.RawMessage {
		t.Helper()
		var v map[string]json.RawMessage
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return v
	}
	out, _ := must(1, "import", "units", testLedgers+"faults.xlsx", "--user", "xitong", "--json")
	v := keys(out)
	for key, want := range map[string]string{"read": "18", "new": "8", "changed": "0", "same": "0", "absent": "0", "totals": `{"units":8,"area_dm2":126116}`} {
		if string(v[key]) != want {
			t.Errorf("%s is %s, want %s", key, v[key], want)
		}
	}
	if len(v) != 7 {
		t.Errorf("keys %v", v)
	}
	var rejected []map[string]any
	if err := json.Unmarshal(v["rejected"], &rejected); err != nil || len(rejected) != 10 || len(rejected[0]) != 6 {
		t.Errorf("%v %v", rejected, err)
	}
	out, _ = must(0, "import", "units", testLedgers+"merged.xlsx", "--user", "xitong", "--dry-run", "--json")
	if string(keys(out)["new"]) != "39" {
		t.Errorf("%s", out)
	}
	must(0, "import", "units", testLedgers+"blocks.xlsx", "--sheet", "南市区", "--user", "xitong", "--json")
	out, _ = must(0, "import", "units", testLedgers+"blocks.xlsx", "--user", "xitong", "--json")
	if v := keys(out); string(v["new"]) != "15" || string(v["same"]) != "14" || string(v["rejected"]) != "[]" {
		t.Errorf("%s", out)
	}
	if out, _ := must(0, "report", "occupancy", "--user", "xitong"); !strings.Contains(out, "起为本区台账") {
		t.Errorf("%s", out)
	}
	must(0, "import", "undo", "--user", "xitong", "--reason", "选错了文件")
	if out, _ := must(0, "units", "--user", "xitong", "--json"); strings.Count(out, `"number"`) != 14 {
		t.Errorf("%s", out)
	}
	for _, wrong := range [][]string{
		{"import", "units", "none.xlsx", "--user", "xitong"},
		{"import", "chairs", testLedgers + "merged.xlsx", "--user", "xitong"},
		{"import", "units", testLedgers + "merged.expected.json", "--user", "xitong"},
		{"import", "units", testLedgers + "merged.xlsx", "--sheet", "没有", "--user", "xitong"},
		{"import", "blank", "units", "--user", "xitong"},
	} {
		if out, errs := must(2, wrong...); out != "" || errs == "" {
			t.Errorf("%v: %s %s", wrong, out, errs)
		}
	}
	file := filepath.Join(t.TempDir(), "空白表.xlsx")
	must(0, "import", "blank", "units", "--user", "xitong", "--out", file)
	if i, err := os.Stat(file); err != nil || i.Size() == 0 {
		t.Errorf("%v", err)
	}
	must(0, "verify")
}
