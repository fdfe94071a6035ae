package notice

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// host opens pages in frames, presses the button of each and writes down how its verdict and its first marked cell look.
const host = `<!DOCTYPE html><meta charset="utf-8"><body><script>
var pages = PAGES;
Object.keys(pages).forEach(function (name) {
  var frame = document.createElement("iframe");
  frame.onload = function () {
    var d = frame.contentDocument;
    d.getElementById("again").click();
    (function wait() {
      if (d.getElementById("again").disabled) { setTimeout(wait, 20); return; }
      var line = document.createElement("p");
      line.textContent = "[" + name + ": " + d.getElementById("verdict").className + (d.querySelector("td.wrong") ? " marked" : "") + "]";
      document.body.appendChild(line);
      frame.remove();
    })();
  };
  frame.srcdoc = pages[name];
  document.body.appendChild(frame);
});
</script></body>`

// hidings leave every text that is held against the certificate where it is, and hide it from who reads the page, or show more.
var hidings = map[string]struct{ old, altered string }{
	"hidden row":      {`<tr data-number`, `<tr hidden data-number`},
	"row without ink": {`<tr data-number`, `<tr style="visibility:hidden" data-number`},
	"hidden by style": {`</style>`, `tr[data-number]:first-child { display: none; }</style>`},
	"text between":    {`</table>`, `</table>本公示作废`},
	"box beside":      {`</table>`, `</table><div>本公示作废</div>`},
	"folded":          {`<h1>`, `<details><p>另行通知</p></details><h1>`},
}

// TestInABrowser presses 重新核对 in a real browser, whose program PENGGAI_TEST_CHROMIUM names: what was posted turns green, an
// altered certificate and every edit of what is printed turn red.
func TestInABrowser(t *testing.T) {
	browser := os.Getenv("PENGGAI_TEST_CHROMIUM")
	if browser == "" {
		t.Skipf("PENGGAI_TEST_CHROMIUM names no browser: the page ran without one only")
	}
	whole := printed(t)
	pages := map[string]string{"whole": whole, "certificate": alter(t, whole, `"reason":"awarded"`, `"reason":"outranked"`)}
	want := map[string]string{"whole": "good]", "certificate": "bad"}
	for name, tc := range tamperings {
		pages[name], want[name] = alter(t, whole, tc.old, tc.altered), "bad"
	}
	want["award"], want["taken band"] = "bad marked]", "bad marked]"
	signed := signedPage(t)
	pages["signed"], want["signed"] = signed, "good]"
	pages["signed name"], want["signed name"] = alter(t, signed, `>王某某<`, `>李某某<`), "bad marked]"
	pages["signed days"], want["signed days"] = alter(t, signed, `公示 2021-03-08`, `公示 2021-03-01`), "bad]"
	pages["signed digest"], want["signed digest"] = alter(t, signed, `"round":"尖山区`, `"round":"岭东区`), "bad"
	for name, tc := range hidings {
		pages[name], want[name] = alter(t, whole, tc.old, tc.altered), "bad"
	}
	list, err := json.Marshal(pages) // writes < in letters: no page ends the script
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pages.html")
	if err := os.WriteFile(file, []byte(strings.Replace(host, "PAGES", string(list), 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	dom, err := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !strings.Contains(string(dom), "<p>["+name+": "+want[name]) {
			_, got, _ := strings.Cut(string(dom), "<p>["+name+": ")
			t.Errorf("%s: not %s but %.20q", name, want[name], got)
		}
	}
}
