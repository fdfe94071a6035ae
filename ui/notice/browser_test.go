package notice

import (
	"bytes"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInABrowser presses 重新核对 in a real browser, whose program PENGGAI_TEST_CHROMIUM names: what was posted turns green, an
// altered certificate and an altered list turn red.
func TestInABrowser(t *testing.T) {
	browser := os.Getenv("PENGGAI_TEST_CHROMIUM")
	if browser == "" {
		t.Skipf("PENGGAI_TEST_CHROMIUM names no browser: the page ran without one only")
	}
	rnd := rand.New(rand.NewSource(3))
	of := certificateOf(t, drawnInstance(rnd, 4))
	for !bytes.Contains(of.Result, []byte(`"reason":"awarded"`)) {
		of = certificateOf(t, drawnInstance(rnd, 4))
	}
	var out bytes.Buffer
	if err := Write(&out, Notice{Title: "公示", Rows: rowsOf(t, of), Office: "尖山区人民政府", Of: of}); err != nil {
		t.Fatal(err)
	}
	whole := out.String()
	for name, tc := range map[string]struct{ old, altered, want string }{
		"whole":       {"", "", `class="good"`},
		"certificate": {`"reason":"awarded"`, `"reason":"outranked"`, `class="bad"`},
		"list":        {`data-units="U`, `data-units="V`, `class="bad"`},
	} {
		text := strings.Replace(whole, tc.old, tc.altered, 1)
		file := filepath.Join(t.TempDir(), "page.html")
		text = strings.Replace(text, "</body>", `<script>document.getElementById("again").click()</script></body>`, 1)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		dom, err := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom", "file://"+file).Output()
		if err != nil || !strings.Contains(string(dom), `<div id="verdict" role="status" `+tc.want) {
			t.Errorf("%s: not %s: %v", name, tc.want, err)
		}
	}
}
