package cli_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/ui/cli"
)

// TestSignedHeadOfAnExport: what left the office says for ever where the log stood, to whoever has the data and to whoever has none.
func TestSignedHeadOfAnExport(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "settings")
	run := func(want int, args ...string) string {
		t.Helper()
		var o, e bytes.Buffer
		code := cli.Main(args, cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(name string) string {
			return map[string]string{"PENGGAI_PASSWORD": "songhua-1641-1", "PENGGAI_WITNESS": settings}[name]
		}})
		if code != want {
			t.Fatalf("%v: status %d, not %d: %s%s", args, code, want, o.String(), e.String())
		}
		return o.String() + e.String()
	}
	office := func(name string) (folder, signed string) {
		folder = filepath.Join(t.TempDir(), "office")
		run(0, "init", "--office", name, "--admin", "xitong", "--empty", "--data", folder)
		list := run(0, "units", "--user", "xitong", "--format", "csv", "--data", folder)
		signed = regexp.MustCompile(`\d+:[0-9a-f]{64}:[\w-]+:[\w-]+`).FindString(list)
		if signed == "" {
			t.Fatalf("no signed head in %s", list)
		}
		return folder, signed
	}
	folder, signed := office("尖山区")
	_, foreign := office("岭东区")
	run(0, "backup", "--data", folder) // or the doctor asks for one
	fingerprint := regexp.MustCompile(`([0-9a-f]{4}-){4}[0-9a-f]{4}`).FindString(run(0, "doctor", "--data", folder))
	if said := run(0, "verify", "--data", folder, "--head", signed); !strings.Contains(said, "签名属实，印鉴 "+fingerprint) {
		t.Error(said)
	}
	if said := run(0, "verify", "--head", signed, "--signet", strings.ReplaceAll(strings.ToUpper(fingerprint), "-", " ")); !strings.Contains(said, "签名属实") {
		t.Error(said)
	}
	sheet := filepath.Join(t.TempDir(), "occupancy.xlsx")
	for _, format := range []string{"xlsx", "docx", "csv", "text", "json"} { // reports carry it too
		file := strings.TrimSuffix(sheet, "xlsx") + format
		run(0, "report", "occupancy", "--user", "xitong", "--format", format, "--out", file, "--data", folder)
		word := signedIn(t, file)
		if said := run(0, "verify", "--data", folder, "--head", word); !strings.Contains(said, "签名属实，印鉴 "+fingerprint) {
			t.Errorf("%s: %s", format, said)
		}
	}
	parts := strings.Split(signed, ":")
	other := strings.Split(foreign, ":")
	for why, word := range map[string]string{
		"signature of another head": strings.Join([]string{parts[0], parts[1], parts[2], other[3]}, ":"),
		"another entry":             strings.Join([]string{"1", parts[1], parts[2], parts[3]}, ":"),
		"another office's":          foreign,
	} {
		if said := run(3, "verify", "--data", folder, "--head", word); !strings.Contains(said, "不符") {
			t.Errorf("%s: %s", why, said)
		}
		run(3, "verify", "--head", word, "--signet", fingerprint)
	}
	run(2, "verify", "--head", "625:9eba03614054d9ab", "--signet", fingerprint)
	if err := os.RemoveAll(settings); err != nil {
		t.Fatal(err)
	}
	run(0, "verify", "--data", folder, "--head", signed) // the key is not needed to check
	if again := run(0, "units", "--user", "xitong", "--format", "csv", "--data", folder); !strings.Contains(again, "签名 ") {
		t.Error(again)
	}
	if said := run(0, "doctor", "--data", folder); len(regexp.MustCompile(`([0-9a-f]{4}-){4}[0-9a-f]{4}`).FindAllString(said, -1)) != 2 {
		t.Errorf("a new machine has a key of its own beside the old one: %s", said)
	}
}

// signedIn finds the signed head in a file, which may be packed.
func signedIn(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if z, err := zip.NewReader(bytes.NewReader(text), int64(len(text))); err == nil {
		for _, part := range z.File {
			in, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, body...)
		}
	}
	word := regexp.MustCompile(`数据截至日志第 \d+ 条 [0-9a-f]{16}，签名 (\d+:[0-9a-f]{64}:[\w-]+:[\w-]+)|，?签名 (\d+:[0-9a-f]{64}:[\w-]+:[\w-]+)`).FindSubmatch(text)
	if word == nil {
		t.Fatalf("%s has no signed head", file)
	}
	return string(word[1]) + string(word[2])
}
