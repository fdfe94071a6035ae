package notice

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInABrowser presses 重新核对 in a real browser, whose program PENGGAI_TEST_CHROMIUM names: what was posted turns green, an
// altered certificate and every edit of what is printed turn red.
func TestInABrowser(t *testing.T) {
	browser := os.Getenv("PENGGAI_TEST_CHROMIUM")
	if browser == "" {
		t.Skipf("PENGGAI_TEST_CHROMIUM names no browser: the page ran without one only")
	}
	whole := printed(t)
	cases := map[string]struct{ old, altered, want string }{
		"whole":       {"$", "\n", `class="good"`},
		"certificate": {`"reason":"awarded"`, `"reason":"outranked"`, `class="bad"`},
	}
	for name, tc := range tamperings {
		tc.want = `class="bad"`
		cases[name] = tc
	}
	for name, tc := range cases {
		text := alter(t, whole, tc.old, tc.altered)
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
