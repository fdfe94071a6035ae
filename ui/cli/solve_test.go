package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation/rule"
	"penggai/ui/cli"
)

// run runs one command on a file and returns exit status, output and messages.
func run(t *testing.T, file string, text []byte, words ...string) (code int, out, said string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	code = cli.Main(append(words, path, "--json"), cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(string) string { return "" }})
	return code, o.String(), e.String()
}

// TestSolveChecksACertificate: an instance is answered; a certificate is computed anew, and one that was altered, cut or given
// another instance is named with its place.
func TestSolveChecksACertificate(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "allocation", "rule", "testdata", "allocation", "9-second-pass.json"))
	if err != nil {
		t.Fatal(err)
	}
	code, result, said := run(t, "instance.json", data, "solve")
	if code != 0 || said != "" || !strings.Contains(result, `"rest":{"format"`) {
		t.Fatalf("%d %s %s", code, result, said)
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	read, err := rule.ReadResult([]byte(result))
	if err != nil {
		t.Fatal(err)
	}
	whole := string(rule.Certificate{Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: []byte(result), Digest: read.Digest}.File())
	for name, tc := range map[string]struct {
		file string
		code int
		said string
	}{
		"whole":    {whole, 0, ""},
		"award":    {strings.Replace(whole, `"units":["JS-NSQ-01-1-02"],"area_dm2":9600`, `"units":["JS-NSQ-01-1-05"],"area_dm2":9600`, 1), 3, "第二轮 第 5 名 JS20170004"},
		"instance": {strings.Replace(whole, `"area_dm2":9900`, `"area_dm2":9800`, 1), 3, "digest 摘要"},
		"cut":      {whole[:len(whole)/2], 2, "读到第"},
		"rest":     {strings.Replace(whole, `"rest":{"under_permille":600`, `"rest":{"under_permille":1600`, 1), 2, "params.rest.under_permille"},
		"no band":  {strings.Replace(whole, `"rest":{"under_permille":600,`, `"rest":{`, 1), 2, "缺少 under_permille"},
	} {
		code, out, said := run(t, "certificate.json", []byte(tc.file), "solve")
		if code != tc.code || !strings.Contains(said, tc.said) || tc.code == 0 && (out != result || said != "") || tc.code == 2 && out != "" {
			t.Errorf("%s: %d %s\n%s", name, code, said, out)
		}
	}
}
