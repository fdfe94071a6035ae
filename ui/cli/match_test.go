package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMatch: with which status the command ends; what it finds is the store's.
func TestMatch(t *testing.T) {
	s := shell{t, filepath.Join(t.TempDir(), "office")}
	if code, _, errs := s.run("init", "--office", "尖山区", "--admin", "xitong", "--empty", "--data", s.folder); code != 0 {
		t.Fatal(errs)
	}
	list := filepath.Join(t.TempDir(), "名单.csv")
	if err := os.WriteFile(list, []byte("姓名,身份证号\n王宝,230502199001010002\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no such list":         {[]string{"chairs", list, "--source", "x"}, 2, "registry 市场主体登记"},
		"from nowhere":         {[]string{"tax", list}, 2, "名单从哪里来"},
		"not the admin's work": {[]string{"tax", list, "--source", "税务局"}, 1, "比对外部名单"},
	} {
		code, out, errs := s.run(append(append([]string{"match"}, tt.args...), "--user", "xitong", "--json", "--data", s.folder)...)
		if code != tt.code || out != "" || !strings.Contains(errs, tt.says) {
			t.Errorf("%s: %d %q %q", name, code, out, errs)
		}
	}
}
